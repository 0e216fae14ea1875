"""The pages in docs/problems, one for each kind of mistake a bundle can hold.

    python tools/problem_pages.py update     write what is said, in both languages, and the index
    python tools/problem_pages.py check      what the tests run: every page is there, true and up to date
    python tools/problem_pages.py new CODE   begin the page of a new kind

A page is written by hand: why the rule is there, a wrong example and the right one. What sipforms says of the wrong
example stands at the top, and is made from it. An example is a programme of files (fenced, each after a line with its
name), or commands in a copy of it (fenced as sh), or plug-ins (fenced as python). Files that a page does not show are
those of the small programme in the index; the right example changes those of the wrong one that it shows.
"""

import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sipforms.actions.checking import Criteria, Profile, check_folder
from sipforms.actions.library import Library
from sipforms.actions.shelving.arriving import Refused, arrived
from sipforms.engine.checks.codes import CODES
from sipforms.engine.problem import Level, Place, Problem
from sipforms.engine.vocabulary import Vocabulary, collect, plugin_manager
from sipforms.plugins import builtin_plugins
from sipforms.render.language import speak
from sipforms.render.problems import next_step, sentence

PAGES = Path(__file__).resolve().parent.parent / "docs" / "problems"
INDEX = PAGES / "README.md"
WRONG, RIGHT = "## Forkert · Wrong", "## Rigtigt · Right"
MADE, END = "<!-- made from the wrong example: python tools/problem_pages.py update -->", "<!-- end -->"
NAME = "lille"
TODAY = date(2026, 11, 22)
LEVELS = {
    Level.ERROR: "**Fejl** · *Error*",
    Level.WARNING: "**Advarsel** · *Warning*",
    Level.NOTE: "**Bemærkning** · *Remark*",
}
PRODUCTION = (
    "Siges først, når programmet skal i brug · *Told only when the programme is to be used* (`--profile production`)"
)
NOT_SHOWN = {
    "unreadable-file": "Whoever runs the tests may be allowed to read every file.",
    "hooks-changed": "What is trusted belongs to a workplace: tests/cli/test_trust_command.py.",
    "plugin-not-loaded": "The same.",
    "trust-list-unreadable": "The same.",
}
"""Pages whose example cannot be tried everywhere, and why."""
UNRUN = frozenset({"word-in-hooks"})
"""What is told where no bundle's code is ever run, as by ``sipforms check``."""
_BLOCK = re.compile(
    r"(?:^`(?P<file>[^`\n]+)`\n)?^```(?P<kind>yaml|sh|python|markdown)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """One example of a page: files by name, or else commands, or plug-ins."""

    files: Mapping[str, str]
    commands: str = ""
    plugins: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page as written: the code, the whole text, and both examples."""

    code: str
    text: str
    wrong: Example
    right: Example


def read_page(file: Path) -> Page:
    """A page from its file. Raises ValueError when it has not one wrong and one right example."""
    text = file.read_text(encoding="utf-8")
    _, found_wrong, after = text.partition(f"\n{WRONG}\n")
    wrong, found_right, right = after.partition(f"\n{RIGHT}\n")
    if not found_wrong or not found_right:
        raise ValueError(f"{file.name} wants the headings '{WRONG}' and '{RIGHT}'")
    return Page(code=file.stem, text=text, wrong=_example(wrong), right=_example(right))


def _example(text: str) -> Example:
    files: dict[str, str] = {}
    others = {"sh": "", "python": ""}
    for block in _BLOCK.finditer(text):
        if block["file"]:
            files[block["file"]] = block["text"]
        elif block["kind"] in others:
            others[block["kind"]] += block["text"]
    return Example(files=files, commands=others["sh"], plugins=others["python"])


def small_programme() -> Mapping[str, str]:
    """The files of the small programme, as the index shows them."""
    return _example(INDEX.read_text(encoding="utf-8")).files


def problems_of(code: str, example: Example, before: Example | None = None) -> tuple[Problem, ...]:
    """What sipforms finds in an example, what is told only in production left out unless it is the page's own kind.

    With ``before``, in what that example becomes when this one follows.
    """
    words = _vocabulary(example.plugins, runs_hooks=code not in UNRUN)
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        for copy in (NAME, "kopi"):
            _write(folder / copy, small_programme())
        for one in (before, example):
            if one is not None:
                _write(folder / NAME, one.files)
                subprocess.run(["sh", "-euc", one.commands], cwd=folder, check=True, capture_output=True)
        problems = (*words.problems, *_found(folder, words, code))
    return tuple(one for one in problems if one.code == code or not CODES[one.code].production)


def _found(folder: Path, words: Vocabulary, code: str) -> tuple[Problem, ...]:
    archive = folder / f"{NAME}.zip"
    if archive.exists():
        taken = arrived(archive, Library(), words, "da")
        return taken.problems if isinstance(taken, Refused) else ()
    profile = Profile.PRODUCTION if CODES[code].production else Profile.DRAFT
    return check_folder(folder / NAME, Criteria(vocabulary=words, today=TODAY, profile=profile)).problems


def _write(folder: Path, files: Mapping[str, str]) -> None:
    for file, text in files.items():
        path = folder / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def _vocabulary(plugins: str, *, runs_hooks: bool) -> Vocabulary:
    namespace: dict[str, dict[str, object]] = {}
    exec(plugins, namespace)  # noqa: S102 - our own documentation
    manager = plugin_manager({**builtin_plugins(), **namespace.get("plugins", {})}, installed=False)
    return collect(manager, runs_hooks=runs_hooks)


def said(page: Page) -> str:
    """What stands at the top of a page: how serious it is, and the sentence with the next step in both languages."""
    code = CODES[page.code]
    lines = [LEVELS[code.level], *([PRODUCTION] if code.production else [])]
    if page.code in NOT_SHOWN:
        mine = Problem(code=page.code, place=Place(file="reports.yaml"), level=code.level)
    else:
        mine = next(one for one in problems_of(page.code, page.wrong) if one.code == page.code)
    quoted: list[str] = []
    for language in ("da", "en"):
        speak(language)
        quoted += [f"> {sentence(mine)}  ", f"> → {next_step(mine)}".rstrip(" →"), ">"]
    speak("da")
    return "\n\n".join(["  \n".join(lines), "\n".join(line for line in quoted[:-1] if line.strip("> ") or line == ">")])


def renewed(page: Page) -> str:
    """The page with its top made anew."""
    before, _, rest = page.text.partition(MADE)
    _, _, after = rest.partition(END)
    return f"{before}{MADE}\n{said(page)}\n\n{END}{after}"


def pages() -> Iterator[Page]:
    """Every page, in order."""
    return (read_page(file) for file in sorted(PAGES.glob("*.md")) if file != INDEX)


def index() -> str:
    """The index with its table made anew: a line for each kind of mistake."""
    before, _, rest = INDEX.read_text(encoding="utf-8").partition(MADE)
    _, _, after = rest.partition(END)
    rows = [
        f"| [`{code}`]({code}.md) | {kind.level} | {kind.meaning.replace('|', chr(92) + '|')} |"
        for code, kind in sorted(CODES.items())
    ]
    return "\n".join([before + MADE, "| | | |", "|---|---|---|", *rows, END]) + after


def faults() -> Iterator[str]:
    """Everything that is not as it should be, a sentence each."""
    there = {page.code: page for page in pages()}
    yield from (f"docs/problems/{code}.md is missing" for code in sorted(CODES.keys() - there.keys()))
    yield from (f"docs/problems/{code}.md is about no kind of mistake" for code in sorted(there.keys() - CODES.keys()))
    for code, page in there.items():
        if code in CODES:
            yield from faults_of(page)
    if index() != INDEX.read_text(encoding="utf-8"):
        yield "the index is not up to date: python tools/problem_pages.py update"


def faults_of(page: Page) -> Iterator[str]:
    """What is not as it should be with one page."""
    if page.code not in NOT_SHOWN:
        wrong = [one.code for one in problems_of(page.code, page.wrong)]
        if wrong != [page.code]:
            yield f"{page.code}: the wrong example shows {wrong}"
            return
        right = [one.code for one in problems_of(page.code, page.right, page.wrong)]
        if right:
            yield f"{page.code}: the right example shows {right}"
    if renewed(page) != page.text:
        yield f"{page.code} is not up to date: python tools/problem_pages.py update"


def update() -> None:
    """Write the tops of all pages, and the index."""
    for page in pages():
        (PAGES / f"{page.code}.md").write_text(renewed(page), encoding="utf-8")
    INDEX.write_text(index(), encoding="utf-8")


def begin(code: str) -> None:
    """A new page, to be filled in; never over one that is there."""
    file = PAGES / f"{code}.md"
    parts = [
        f"# {code}",
        f"{MADE}\n{END}",
        "Hvorfor.",
        "*Why.*",
        WRONG,
        "`questionnaires/puls.yaml`\n```yaml\n```",
        RIGHT,
    ]
    with file.open("x", encoding="utf-8") as written:
        written.write("\n\n".join([*parts, "`questionnaires/puls.yaml`\n```yaml\n```"]) + "\n")


def main(arguments: list[str]) -> int:
    """Do what is asked; 1 when something is not as it should be."""
    match arguments:
        case ["update"]:
            update()
        case ["new", code]:
            begin(code)
        case ["check"]:
            wrong = list(faults())
            print("\n".join(wrong) or f"{len(CODES)} pages, all true.")
            return 1 if wrong else 0
        case _:
            print(__doc__)
            return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

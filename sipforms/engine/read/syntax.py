"""What an author did wrong where libyaml says that a file is not YAML, told from the place and kind of its complaint.

libyaml's sentences are never shown; they are only told apart here (they are the same in every version since 0.1).
"""

import re
from contextlib import suppress
from dataclasses import dataclass
from typing import TypeAlias, cast

import yaml

from sipforms.engine.problem import Fact
from sipforms.engine.read.compose import Event

Found: TypeAlias = tuple[str, int, int, dict[str, Fact]]
"""Code, line and column from 0, facts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Complaint:
    """What libyaml said.

    ``problem`` at a line and column, and ``context`` with the place where what it was reading began.
    """

    problem: str
    line: int
    column: int
    context: str
    begun: tuple[int, int] | None
    lines: list[str]

    def written(self, line: int, column: int) -> str:
        """What stands in the file from there to the end of the line."""
        return self.lines[line][column:].rstrip() if line < len(self.lines) else ""

    def text(self, line: int, column: int) -> str:
        """The text that begins there: to the end of the line, or inside brackets to the next comma or bracket."""
        before = self.lines[line][:column] if line < len(self.lines) else ""
        written = self.written(line, column)
        comment = re.search(r"(?<=\S)\s+#", written)
        written = written[: comment.start()] if comment else written
        if before.count("{") + before.count("[") <= before.count("}") + before.count("]"):
            return written
        return re.split(r"[,\]}]", written, maxsplit=1)[0].rstrip() or written

    @property
    def here(self) -> str:
        """What stands where the problem is."""
        return self.written(self.line, self.column)


def mistake(fault: yaml.YAMLError, text: str) -> Found:
    """The mistake behind what libyaml complained about."""
    mark, begun = getattr(fault, "problem_mark", None), getattr(fault, "context_mark", None)
    mark = mark or begun
    complaint = Complaint(
        problem=str(getattr(fault, "problem", "") or ""),
        line=mark.line if mark else 0,
        column=mark.column if mark else 0,
        context=str(getattr(fault, "context", "") or ""),
        begun=(begun.line, begun.column) if begun else None,
        lines=text.splitlines(),
    )
    return (
        _tab(complaint)
        or _swallowed(complaint, _last_scalar(text))
        or _of_scanning(complaint)
        or _of_structure(complaint)
        or _plainly(complaint)
    )


def _last_scalar(text: str) -> Event | None:
    """The last value that libyaml can read before it stops."""
    last: object = None
    with suppress(yaml.YAMLError):
        for event in yaml.parse(text, Loader=yaml.CSafeLoader):
            last = event if isinstance(event, yaml.ScalarEvent) else last
    return cast("Event | None", last)


def _tab(complaint: Complaint) -> Found | None:
    """A line that is pushed in with a tab: where libyaml stopped, or right below, as it goes on from the one above."""
    for line in (complaint.line, complaint.line + 1):
        written = complaint.written(line, 0)
        lead = written[: len(written) - len(written.lstrip())]
        if "\t" in lead:
            return "yaml-tab", line, lead.index("\t"), {}
    return None


def _plainly(complaint: Complaint) -> Found:
    return "yaml-syntax", complaint.line, complaint.column, {}


def _swallowed(complaint: Complaint, last: Event | None) -> Found | None:
    """A quote that was closed only by the next quote, on a later line: the text went on wrongly right after it."""
    if last is None or last.style not in ("'", '"') or last.start_mark.line == last.end_mark.line:
        return None
    if complaint.line != last.end_mark.line or complaint.column < last.end_mark.column:
        return None
    return "yaml-unclosed-quote", last.start_mark.line, last.start_mark.column, {"quote": last.style}


def _of_scanning(complaint: Complaint) -> Found | None:
    context, at = complaint.context, (complaint.line, complaint.column)
    begun = complaint.begun or at
    if "quoted scalar" in context:
        return _of_quoting(complaint, begun)
    if context.rpartition(" ")[2] in ("alias", "anchor", "tag", "scalar"):
        return _wants_quotes(complaint, begun)
    if "cannot start any token" in complaint.problem:
        is_tab = complaint.here[:1] == "\t" or not complaint.here
        return ("yaml-tab", *at, {}) if is_tab else _wants_quotes(complaint, at)
    if "directive" in context or "directive" in complaint.problem:
        return _wants_quotes(complaint, (complaint.line, 0))
    return _no_colon(complaint, begun[0]) if "simple key" in context else None


def _of_quoting(complaint: Complaint, begun: tuple[int, int]) -> Found:
    if "escape" in complaint.problem:
        return "yaml-escape", complaint.line, complaint.column, {}
    return "yaml-unclosed-quote", *begun, {"quote": complaint.written(*begun)[:1]}


def _wants_quotes(complaint: Complaint, at: tuple[int, int]) -> Found:
    """The sign that a text begins with means something in YAML."""
    text = complaint.text(*at)
    return "yaml-needs-quotes", *at, {"character": text[:1], "text": text}


def _of_structure(complaint: Complaint) -> Found | None:
    problem = complaint.problem
    if "mapping values are not allowed" in problem:
        return _second_colon(complaint)
    if "not allowed in this context" in problem or "expected node content" in problem:
        return _open_at_the_end(complaint) if complaint.line >= len(complaint.lines) else _misplaced_sign(complaint)
    if "flow" in complaint.context and complaint.begun is not None:
        if complaint.begun[0] != complaint.line:
            return "yaml-unclosed-bracket", *complaint.begun, {"bracket": complaint.written(*complaint.begun)[:1]}
        return _second_colon(complaint) if complaint.here[:1] == ":" else None
    if "expected key" in problem or "expected '-' indicator" in problem:
        return _out_of_line(complaint)
    return None


def _misplaced_sign(complaint: Complaint) -> Found:
    at = (complaint.line, complaint.column)
    character = complaint.here[:2] if complaint.here[:2] in ("- ", "? ") else complaint.here[:1]
    return "yaml-needs-quotes", *at, {"character": character, "text": complaint.text(*at)}


def _open_at_the_end(complaint: Complaint) -> Found | None:
    """The file ends right after a bracket or brace was opened."""
    number = next((place for place in range(len(complaint.lines) - 1, -1, -1) if complaint.lines[place].strip()), None)
    written = "" if number is None else complaint.lines[number].rstrip()
    if number is None or written[-1:] not in ("[", "{"):
        return None
    return "yaml-unclosed-bracket", number, len(written) - 1, {"bracket": written[-1]}


def _second_colon(complaint: Complaint) -> Found:
    """``title: Nu: hvordan``: the colon that is one too many, unless the line began at the wrong place."""
    before = complaint.lines[complaint.line][: complaint.column] if complaint.line < len(complaint.lines) else ""
    start = before.rfind(": ")
    if start < 0:
        return _no_colon(complaint, complaint.line)
    value = len(before) - len(before[start + 2 :].lstrip())
    text = complaint.text(complaint.line, value)
    return "yaml-needs-quotes", complaint.line, value, {"character": ": ", "text": text}


def _no_colon(complaint: Complaint, line: int) -> Found:
    """A line that is no key, found where the next one begins; or a line that is further in than it can be."""
    above = next((number for number in range(line - 1, -1, -1) if complaint.written(number, 0).strip()), line)
    if not _has_key(complaint.written(above, 0)):
        line = above
    written = complaint.written(line, 0)
    column = len(written) - len(written.lstrip())
    if _has_key(written):
        return "yaml-indentation", line, column, {}
    return "yaml-no-colon", line, column, {"text": written.strip(), "suggestion": _with_colon(written.strip())}


def _with_colon(written: str) -> str:
    """The line as it was surely meant: ``type integer`` -> ``type: integer``, ``humoer`` -> ``humoer:``."""
    said = re.fullmatch(r"(- )?([A-Za-z$][A-Za-z0-9_]*)(?: *[:=] *| +)([^\s:=].*)", written)
    if said is not None:
        return f"{said[1] or ''}{said[2]}: {said[3]}" if ":" in written or "=" in written or " " not in said[3] else ""
    return f"{written}:" if re.fullmatch(r"[A-Za-z$][A-Za-z0-9_]*", written) else ""


def _has_key(written: str) -> bool:
    return ": " in written or written.endswith(":")


def _out_of_line(complaint: Complaint) -> Found:
    written = complaint.lines[complaint.line] if complaint.line < len(complaint.lines) else ""
    before = written[: complaint.column]
    if not before.strip():
        return "yaml-indentation", complaint.line, complaint.column, {}
    start = before.find(": ")
    value = len(before) - len(before[start + 2 :].lstrip()) if start >= 0 else len(before) - len(before.lstrip())
    text = complaint.text(complaint.line, value)
    return "yaml-needs-quotes", complaint.line, value, {"character": text[:1], "text": text}

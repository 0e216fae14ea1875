"""The catalogues: every sentence that people read, in each language the program speaks.

    python tools/catalogues.py update            collect the sentences from the code, keep what is translated
    python tools/catalogues.py take WORDS.po...  the same, then fill in Danish from lists of words (files or folders);
                                                 with --language sv in another language
    python tools/catalogues.py check             fail where a sentence is missing, left over, unsure or at odds
    python tools/catalogues.py compile           make the form that the program reads

A catalogue holds no line numbers, no dates and no names, so that it changes only when a sentence does. Norwegian and
Swedish hold what staff meet at work (``PARTLY``); the rest is Danish there.
"""

import argparse
import ast
import difflib
import json
import os
import re
import string
import sys
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from fnmatch import fnmatch
from functools import cache
from io import BytesIO
from pathlib import Path

from babel.messages import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "sipforms"
LOCALE = PACKAGE / "render" / "locale"
SCHEMAS = Path("engine", "schemas")
SOURCE = "en"  # the language of the sentences in the code: its catalogue repeats them
TAKEN_INTO = "da"
KEYWORDS = {"_": None, "N_": None, "gettext": None, "ngettext": (1, 2)}
STAFF = tuple(Path(__file__).with_name("staff_sentences.txt").read_text(encoding="utf-8").split())
"""The files whose sentences staff meet: the screens, line mode, signing in, results."""
PARTLY = {"nb": STAFF, "sv": STAFF}
"""The languages that say only what stands in these files; a sentence that they lack is Danish."""
UNDATED = datetime(2026, 1, 1, tzinfo=UTC)  # equal sources give equal compiled files

Text = str | Sequence[str] | None
"""What Babel keeps: one sentence, a singular with a plural, or nothing yet."""


def compile_catalogues(locale: Path = LOCALE) -> tuple[Path, ...]:
    """Compile every catalogue under this folder beside its source; return those that changed."""
    return tuple(filter(None, (_compiled(path) for path in sorted(locale.glob("*/LC_MESSAGES/*.po")))))


def sentences(package: Path = PACKAGE, among: tuple[str, ...] = ("*",)) -> Catalog:
    """Every marked sentence in the code, and every description in the meta-schemas; only of files ``among`` these."""
    found = Catalog()
    for file, _line, message, _comments, _context in extract_from_dir(
        package, method_map=[("**.py", "python")], keywords=KEYWORDS
    ):
        if _is_among(Path(file), among):
            found.add(message)
    for path in sorted(package.rglob("*.py")):
        if _is_among(path.relative_to(package), among):
            for inside in _inside_f_strings(ast.parse(path.read_text(encoding="utf-8"))):
                found.add(inside)
    for path in sorted((package / SCHEMAS).glob("*.json")):
        if _is_among(path.relative_to(package), among):
            for text in _descriptions(json.loads(path.read_text(encoding="utf-8"))):
                found.add(text)
    return found


def sentences_of(language: str) -> Catalog:
    """The sentences of the program that this language says."""
    return _collected(PARTLY.get(language, ("*",)))


@cache
def _collected(among: tuple[str, ...]) -> Catalog:
    return sentences(among=among)


def _is_among(file: Path, among: tuple[str, ...]) -> bool:
    return any(fnmatch(file.as_posix(), pattern) for pattern in among)


def _inside_f_strings(tree: ast.Module) -> Iterator[str | tuple[str, str]]:
    """Marked sentences inside f-strings, which Babel takes for plain text in Python 3.11."""
    inside = (part for joined in ast.walk(tree) if isinstance(joined, ast.JoinedStr) for part in ast.walk(joined))
    for call in inside:
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in KEYWORDS:
            texts = [one.value for one in call.args[:2] if isinstance(one, ast.Constant) and isinstance(one.value, str)]
            if len(texts) == 1 and call.func.id != "ngettext":
                yield texts[0]
            elif len(texts) == 2:
                yield texts[0], texts[1]


def _descriptions(schema: object) -> Iterator[str]:
    """What a meta-schema says of each keyword: editors and the reference show it."""
    if isinstance(schema, dict):
        if isinstance(schema.get("description"), str):
            yield schema["description"]
        schema = list(schema.values())
    for one in schema if isinstance(schema, list) else ():
        yield from _descriptions(one)


def merged(language: str, code: Catalog, known: Catalog) -> Catalog:
    """The catalogue of a language with exactly the sentences of the code, and the translations we have of them."""
    result = Catalog(locale=language)
    for message in _messages(code):
        old = known.get(message.id)
        kept = old.string if old and not old.fuzzy and _same_kind(message.id, old.string) else _nothing(result, message)
        result.add(message.id, message.id if language == SOURCE else kept)
    return result


def faults(language: str, code: Catalog, written: Catalog) -> Iterator[str]:
    """What is wrong with a catalogue, a sentence for each fault."""
    asked = {_key(message.id) for message in _messages(code)}
    there = {_key(message.id) for message in _messages(written)}
    yield from (f"{language}: not in the catalogue: {key!r} (run: update)" for key in sorted(asked - there))
    yield from (f"{language}: no longer in the program: {key!r} (run: update)" for key in sorted(there - asked))
    yield from (f"{language}: obsolete entry: {_key(key)!r} (run: update)" for key in written.obsolete)
    for message in _messages(written):
        yield from (f"{language}: {fault}: {_key(message.id)!r}" for fault in _faults_of(message))
        if language == SOURCE and _forms(message.string) != _forms(message.id):
            yield f"{language}: says something else than the code: {_key(message.id)!r} (run: update)"


def take(words: Iterable[Path], into: Catalog) -> tuple[Catalog, tuple[str, ...]]:
    """Fill a catalogue from lists of words; also say where lists disagree or name a sentence we do not have."""
    taken: dict[str, Path] = {}
    notices = [
        _take_one(message, path, into, taken)
        for path in words
        for message in _messages(_read(path, into.locale_identifier or TAKEN_INTO))
    ]
    return into, tuple(filter(None, notices))


def main(arguments: list[str] | None = None) -> int:
    """Do what the command line asks; 0 when all is well, 1 when somebody must look."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    verbs = parser.add_subparsers(dest="verb", required=True)
    for verb in ("update", "check", "compile"):
        verbs.add_parser(verb)
    taking = verbs.add_parser("take")
    taking.add_argument("words", nargs="+", type=Path)
    taking.add_argument("--language", default=TAKEN_INTO)
    asked = parser.parse_args(arguments)
    if asked.verb == "check":
        return _said(_all_faults(), "Every sentence is translated.")
    if asked.verb == "compile":
        return _said((), f"Compiled: {len(compile_catalogues())} changed.")
    words = tuple(_word_lists(getattr(asked, "words", ())))
    if asked.verb == "take" and not words:
        return _said(["No list of words (.po) is there."], "")
    return _update(words, getattr(asked, "language", TAKEN_INTO))


def _update(words: tuple[Path, ...], taken_into: str) -> int:
    notices: tuple[str, ...] = ()
    count = 0
    for path in _catalogues():
        language = _language(path)
        code = sentences_of(language)
        count = max(count, len(code))
        catalogue = merged(language, code, _read(path, language))
        if language == taken_into and words:
            catalogue, notices = take(words, catalogue)
        _write(path, catalogue)
    compile_catalogues()
    return _said((*notices, *_all_faults()), f"{count} sentences, every one translated.")


def _all_faults() -> tuple[str, ...]:
    return tuple(
        fault
        for path in _catalogues()
        for fault in faults(_language(path), sentences_of(_language(path)), _read(path, _language(path)))
    )


def _said(lines: Iterable[str], otherwise: str) -> int:
    told = [print(line, file=sys.stderr) for line in lines]
    if not told:
        print(otherwise)
    return int(bool(told))


def _take_one(message: Message, path: Path, into: Catalog, taken: dict[str, Path]) -> str:
    key, place = _key(message.id), into.get(message.id)
    if place is None:
        near = difflib.get_close_matches(key, [_key(other.id) for other in _messages(into)], n=1, cutoff=0.8)
        return f"{path.name}: not a sentence of the program: {key!r}" + (f" (nearest: {near[0]!r})" if near else "")
    if not all(_forms(message.string)):
        return f"{path.name}: no translation given: {key!r}"
    if not _same_kind(place.id, message.string):
        return f"{path.name}: one sentence here, a singular and a plural there: {key!r}"
    if key in taken and message.string != place.string:
        return f"{path.name}: differs from {taken[key].name}, which was kept: {key!r}"
    taken.setdefault(key, path)
    place.string = message.string
    return ""


def _faults_of(message: Message) -> Iterator[str]:
    said = _forms(message.string)
    if message.fuzzy:
        yield "marked as unsure (fuzzy)"
    if not all(said):
        yield "not translated"
        return
    asked = _placeholders(_forms(message.id)[-1])
    if _placeholders(said[-1]) != asked or any(
        not _placeholders(form) <= asked for form in said
    ):  # "one" may be a word
        yield f"placeholders differ in {said[-1]!r}"
    if any(_edges(form) != _edges(_forms(message.id)[0]) for form in said):
        yield "begins or ends with other white space than the English"


def _placeholders(text: str) -> frozenset[str]:
    try:
        return frozenset(name for _text, name, _spec, _conversion in string.Formatter().parse(text) if name is not None)
    except ValueError:
        return frozenset({"(a brace that is never closed)"})


def _edges(text: str) -> tuple[str, str]:
    begins, ends = re.match(r"\s*", text), re.search(r"\s*$", text)
    return (begins.group() if begins else "", ends.group() if ends else "")


def _compiled(source: Path) -> Path | None:
    catalogue = _read(source, _language(source))
    catalogue.creation_date = catalogue.revision_date = UNDATED
    buffer = BytesIO()
    write_mo(buffer, catalogue)
    target = source.with_suffix(".mo")
    if target.exists() and target.read_bytes() == buffer.getvalue():
        return None
    passing = target.with_name(f"{target.name}.{os.getpid()}")  # two builds at once must not meet a half file
    passing.write_bytes(buffer.getvalue())
    passing.replace(target)
    return target


def _read(path: Path, language: str) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale=language, charset="utf-8", abort_invalid=True)


def _write(path: Path, catalogue: Catalog) -> None:
    buffer = BytesIO()
    write_po(buffer, catalogue, width=116, omit_header=True, sort_output=True, no_location=True, ignore_obsolete=True)
    header = (
        'msgid ""\nmsgstr ""\n'
        f'"Language: {catalogue.locale_identifier}\\n"\n'
        '"MIME-Version: 1.0\\n"\n'
        '"Content-Type: text/plain; charset=utf-8\\n"\n'
        '"Content-Transfer-Encoding: 8bit\\n"\n'
        f'"Plural-Forms: {catalogue.plural_forms}\\n"\n\n'
    )
    path.write_text((header + buffer.getvalue().decode("utf-8")).rstrip() + "\n", encoding="utf-8", newline="\n")


def _catalogues() -> list[Path]:
    return sorted(LOCALE.glob("*/LC_MESSAGES/*.po"))


def _word_lists(given: Iterable[Path]) -> Iterator[Path]:
    for path in given:
        yield from sorted(path.glob("*.po")) if path.is_dir() else [path]


def _language(path: Path) -> str:
    return path.parent.parent.name


def _messages(catalogue: Catalog) -> list[Message]:
    return [message for message in catalogue if message.id]


def _forms(text: Text) -> tuple[str, ...]:
    return (text or "",) if isinstance(text, str | None) else tuple(text)


def _key(text: Text) -> str:
    return _forms(text)[0]


def _same_kind(asked: Text, said: Text) -> bool:
    return isinstance(asked, str) == isinstance(said, str)


def _nothing(catalogue: Catalog, message: Message) -> str | tuple[str, ...]:
    return "" if isinstance(message.id, str) else ("",) * catalogue.num_plurals


if __name__ == "__main__":
    try:
        sys.exit(main())
    except (PoFileError, FileNotFoundError) as fault:
        sys.exit(f"A list of words cannot be read: {fault}")

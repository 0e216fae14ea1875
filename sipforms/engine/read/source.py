"""One YAML file of a bundle: its text, its data in JSON's types only, and the place of every value."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import yaml

from sipforms.engine.checks.codes import found, found_with
from sipforms.engine.collecting import no_collecting
from sipforms.engine.problem import Fact, Place, Problem
from sipforms.engine.read.compose import CONTROL, Composer, Event, Refused
from sipforms.engine.read.marks import LINES_A_FILE, NOWHERE, Mark, Steps, find
from sipforms.engine.read.syntax import mistake
from sipforms.engine.response import Json

MAX_BYTES = 256 * 1024
_HARMLESS = bytes({9, 10, 13, *range(32, 127), *range(128, 256)} - {*b"\xc2\xcd\xd8\xe1\xe2\xe3\xef\xf3"})
"""Bytes that no sign we refuse begins with; a file of these alone, as nearly all are, need not be searched."""

_BOMS = (
    (b"\xff\xfe\x00\x00", "UTF-32"),
    (b"\x00\x00\xfe\xff", "UTF-32"),
    (b"\xff\xfe", "UTF-16"),
    (b"\xfe\xff", "UTF-16"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A file as read. ``data`` is ``None`` where it could not be read at all; ``problems`` says why.

    A file of an overlay holds what it extends as well: ``others`` are the files that the rest was written in, in the
    order of their marks' numbers. ``text`` is its own.
    """

    file: str
    text: str
    data: Json
    root: Mark = NOWHERE
    problems: tuple[Problem, ...] = ()
    others: tuple["Source", ...] = ()

    def place(self, path: Steps = (), *, key: bool = False) -> Place:
        """Where the value at the path stands (or its key), or the nearest ancestor that was written."""
        key_line, key_column, key_length, line, column, length, _ = find(self.root, path)
        if key and key_length:
            return self._place(key_line, key_column, key_length)
        return self._place(line, column, length)

    def rest_of_line(self, path: Steps) -> str:
        """What is written from the start of the value at the path to the end of its line."""
        _, _, _, line, column, _, _ = find(self.root, path)
        source, line = self._written_in(line)
        lines = _lines(source.text)
        return lines[line][column:] if line < len(lines) else ""

    def lines_of(self, path: Steps) -> range:
        """The numbers of the lines from where the value at the path begins to where the last thing in it does."""
        mark = find(self.root, path)
        first = last = mark[3]
        waiting = [mark]
        while waiting:
            one = waiting.pop()
            last = max(last, one[3])
            inside = one[6]
            waiting += (inside.values() if isinstance(inside, dict) else inside) or ()
        return range(first + 1, last + 2)

    def _written_in(self, line: int) -> tuple["Source", int]:
        """The file that a marked line is in, and its number there."""
        number, line = divmod(line, LINES_A_FILE)
        return (self.others[number - 1] if number else self), line

    def _place(self, line: int, column: int, length: int) -> Place:
        """What goes on over several lines is underlined on its first line only."""
        source, line = self._written_in(line)
        if length > 1 and "\n" in source.text:
            lines = _lines(source.text)
            length = min(length, max(0, len(lines[line]) - column)) if line < len(lines) else 0
        return Place(file=source.file, line=line + 1, column=column + 1, length=length)


@lru_cache(maxsize=16)
def _lines(text: str) -> tuple[str, ...]:
    """The lines of a file; many problems of one file are told one after the other."""
    return tuple(text.splitlines())


def read_source(file: str, content: bytes) -> Source:
    """The file's data and marks. Everything that is wrong is a problem in the result, never an exception."""
    if len(content) > MAX_BYTES:
        return _unread(file, "", found("file-too-big", Place(file=file), limit=MAX_BYTES // 1024))
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        line = content.count(b"\n", 0, fault.start) + 1
        return _unread(file, "", found("not-utf-8", Place(file=file, line=line), encoding=_encoding(content)))
    control = CONTROL.search(text) if content.translate(None, _HARMLESS) else None
    if control is not None:
        place = _place_of_index(file, text, control.start())
        return _unread(file, text, found("control-character", place, character=f"U+{ord(control[0]):04X}"))
    return _composed(file, text)


def _encoding(content: bytes) -> str:
    known = next((name for bom, name in _BOMS if content.startswith(bom)), None)
    if known is not None:
        return known
    return "UTF-16" if b"\x00" in content[:64] else "Windows-1252"


def _composed(file: str, text: str) -> Source:
    problems: list[Problem] = []

    def report(code: str, event: Event, facts: dict[str, Fact], first: Mark | None) -> None:
        start = event.start_mark
        length = event.end_mark.index - start.index
        also = None if first is None else Place(file=file, line=first[0] + 1, column=first[1] + 1, length=first[2])
        place = Place(file=file, line=start.line + 1, column=start.column + 1, length=length)
        problems.append(found_with(code, place, facts, also))

    try:
        with no_collecting():
            data, root = Composer(text, report).document()
    except Refused as refusal:
        place = Place(file=file, line=refusal.mark.line + 1, column=refusal.mark.column + 1)
        return _unread(file, text, *problems, found_with(refusal.code, place, refusal.facts))
    except yaml.YAMLError as fault:
        told = {problem.place.line for problem in problems}
        return _unread(
            file, text, *problems, *(one for one in _not_yaml(file, text, fault) if one.place.line not in told)
        )
    if data is None:
        problems.append(found("empty-file", Place(file=file)))
    return Source(file=file, text=text, data=data, root=root, problems=tuple(problems))


def _not_yaml(file: str, text: str, fault: yaml.YAMLError) -> Iterator[Problem]:
    code, line, column, facts = mistake(fault, text)
    yield found_with(code, Place(file=file, line=line + 1, column=column + 1), facts)


def _unread(file: str, text: str, *problems: Problem) -> Source:
    return Source(file=file, text=text, data=None, problems=problems)


def _place_of_index(file: str, text: str, index: int) -> Place:
    before = text[:index]
    return Place(file=file, line=before.count("\n") + 1, column=index - before.rfind("\n"), length=1)

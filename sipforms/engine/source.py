"""One YAML file of a bundle: its text, its data in JSON's types only, and the place of every value.

YAML is read straight from libyaml's events into data and marks in one pass: no node tree, no tags, no anchors, no aliases. Plain
values are JSON's own (``true``, ``false``, ``null``, whole numbers of at most 15 digits, decimals); everything else stays the text
that the author typed: ``no``, ``on``, ``1:30``, ``0701`` and dates.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import yaml

from sipforms.engine.marks import Mark, Marks, Steps, find
from sipforms.engine.problem import Fact, Place, Problem
from sipforms.engine.response import Json

MAX_BYTES = 256 * 1024
MAX_DEPTH = 24
MAX_EVENTS = 20_000

_WORDS: dict[str, Json] = {"": None, "null": None, "~": None, "true": True, "false": False}
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]{0,14})(?:(\.[0-9]{1,15})|(\.[0-9]{1,15})?[eE][-+]?[0-9]{1,2})?")
_NUMERIC_START = frozenset("-0123456789")
_WHOLE = Mark(0, 0, 0, 0, 0, 0, None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A file as read. ``data`` is ``None`` where it could not be read at all; ``problems`` says why."""

    file: str
    text: str
    data: Json
    root: Mark = _WHOLE
    problems: tuple[Problem, ...] = ()

    def place(self, path: Steps = (), *, key: bool = False) -> Place:
        """Where the value at the path stands (or its key), or the nearest ancestor that was written."""
        mark = find(self.root.inside, self.root, path)
        if key and mark.key_length:
            return _place(self.file, mark.key_line, mark.key_column, mark.key_length)
        return _place(self.file, mark.line, mark.column, mark.length)

    def rest_of_line(self, path: Steps) -> str:
        """What is written from the start of the value at the path to the end of its line."""
        mark = find(self.root.inside, self.root, path)
        lines = self.text.split("\n")
        return lines[mark.line][mark.column :] if mark.line < len(lines) else ""


class _Refused(Exception):
    """Reading stops here; carries the one problem that says why."""

    def __init__(self, code: str, mark: yaml.Mark, **facts: Fact) -> None:
        super().__init__(code)
        self.code, self.mark, self.facts = code, mark, facts


def read_source(file: str, content: bytes) -> Source:
    """The file's data and marks. Everything that is wrong is a problem in the result, never an exception."""
    if len(content) > MAX_BYTES:
        return _unread(file, "", Problem(code="file-too-big", place=Place(file=file), facts={"limit": MAX_BYTES // 1024}))
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        line = content.count(b"\n", 0, fault.start) + 1
        return _unread(file, "", Problem(code="not-utf-8", place=Place(file=file, line=line)))
    return _composed(file, text)


def _composed(file: str, text: str) -> Source:
    problems: list[Problem] = []
    try:
        data, root = _compose(file, yaml.parse(text, Loader=yaml.CSafeLoader), problems)
    except _Refused as refusal:
        place = _place(file, refusal.mark.line, refusal.mark.column, 0)
        return _unread(file, text, *problems, Problem(code=refusal.code, place=place, facts=refusal.facts))
    except yaml.YAMLError as fault:
        return _unread(file, text, *problems, _syntax(file, fault))
    return Source(file=file, text=text, data=data, root=root, problems=tuple(problems))


def _unread(file: str, text: str, *problems: Problem) -> Source:
    return Source(file=file, text=text, data=None, problems=problems)


def _syntax(file: str, fault: yaml.YAMLError) -> Problem:
    mark = getattr(fault, "problem_mark", None) or getattr(fault, "context_mark", None)
    place = _place(file, mark.line, mark.column, 0) if mark else Place(file=file)
    return Problem(code="yaml-syntax", place=place, facts={"problem": str(getattr(fault, "problem", "") or "")})


def _place(file: str, line: int, column: int, length: int) -> Place:
    return Place(file=file, line=line + 1, column=column + 1, length=length)


def _plain(text: str) -> Json:
    if text in _WORDS:
        return _WORDS[text]
    if text[0] in _NUMERIC_START and (found := _NUMBER.fullmatch(text)) is not None:
        return int(text) if found.lastindex is None and "e" not in text and "E" not in text else float(text)
    return text


def _compose(file: str, events: Iterator[yaml.Event], problems: list[Problem]) -> tuple[Json, Mark]:
    """One pass over the events. ``key`` is the pending key of the innermost mapping, ``holders`` the containers around it."""
    holders: list[tuple[Json, Marks, tuple[str, yaml.Mark, int] | None, Mark]] = []
    data: Json = None
    inside: Marks | None = None
    key: tuple[str, yaml.Mark, int] | None = None
    root, documents = _WHOLE, 0
    for count, event in enumerate(events):
        if count > MAX_EVENTS:
            raise _Refused("too-many-values", event.start_mark, limit=MAX_EVENTS)
        kind = type(event)
        if kind is yaml.ScalarEvent:
            start, end = event.start_mark, event.end_mark
            if event.anchor is not None or event.tag is not None:
                raise _Refused("anchor" if event.anchor is not None else "tag", start)
            if key is None and type(data) is dict:
                key = (event.value, start, end.index - start.index)
                continue
            value = _plain(event.value) if event.style is None or event.style == "" else event.value
            length = end.index - start.index if end.line == start.line else 0
            mark_of_value, nested = start, None
        elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
            if event.anchor is not None or event.tag is not None:
                raise _Refused("anchor" if event.anchor is not None else "tag", event.start_mark)
            if key is None and type(data) is dict:
                raise _Refused("key-not-text", event.start_mark)
            if len(holders) >= MAX_DEPTH:
                raise _Refused("too-deep", event.start_mark, limit=MAX_DEPTH)
            holders.append((data, inside, key, event.start_mark))  # type: ignore[arg-type]
            data, inside, key = ({}, {}, None) if kind is yaml.MappingStartEvent else ([], [], None)
            continue
        elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
            value, nested = data, inside
            data, inside, key, mark_of_value = holders.pop()  # type: ignore[assignment]
            length = 0
        elif kind is yaml.AliasEvent:
            raise _Refused("alias", event.start_mark)
        elif kind is yaml.DocumentStartEvent:
            documents += 1
            if documents > 1:
                raise _Refused("two-documents", event.start_mark)
            continue
        else:
            continue
        if type(data) is dict:
            name, at, key_length = key  # type: ignore[misc]
            mark = Mark(at.line, at.column, key_length, mark_of_value.line, mark_of_value.column, length, nested)
            if name in data:
                problems.append(_twice(file, name, at, inside[name]))  # type: ignore[index]
            else:
                data[name] = value
                inside[name] = mark  # type: ignore[index]
            key = None
        else:
            mark = Mark(0, 0, 0, mark_of_value.line, mark_of_value.column, length, nested)
            if type(data) is list:
                data.append(value)
                inside.append(mark)  # type: ignore[union-attr]
            else:
                data, root = value, mark
    return data, root


def _twice(file: str, name: str, at: yaml.Mark, first: Mark) -> Problem:
    again = _place(file, at.line, at.column, len(name))
    return Problem(
        code="duplicate-key",
        place=again,
        facts={"key": name},
        also=_place(file, first.key_line, first.key_column, first.key_length),
    )

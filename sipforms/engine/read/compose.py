"""YAML straight from libyaml's events into data and marks, in one pass: no node tree, no tags, no anchors, no aliases.

Plain values are JSON's own (``true``, ``false``, ``null``, whole numbers of at most 15 digits, decimals); everything
else stays the text that the author typed: ``no``, ``on``, ``1:30``, ``0701`` and dates.
"""

import re
from collections.abc import Callable
from typing import Protocol, TypeAlias, cast

import yaml
from yaml import events

from sipforms.engine.problem import Fact
from sipforms.engine.read.marks import NOWHERE, Mark, Marks
from sipforms.engine.response import Json

MAX_DEPTH = 24
MAX_EVENTS = 20_000

CONTROL = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029"  # control characters, and line ends that editors do not count
    "\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff"  # signs nobody sees
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u3164\uffa0\U000e0000-\U000e0fff]"  # nor these
)
_WORDS: dict[str, Json] = {"": None, "null": None, "~": None, "true": True, "false": False}
_DECIMAL_COMMA = re.compile(r"-?[0-9]{1,12},[0-9]{1,12}")
_NO_SPACE = re.compile(r"[A-Za-z$][A-Za-z_]*:[^\s:].*")
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]{0,14})(?:(\.[0-9]{1,15})|(\.[0-9]{1,15})?[eE][-+]?[0-9]{1,2})?")
_NUMERIC_START = frozenset("-0123456789")

_SCALAR: type = events.ScalarEvent
_MAPPING: type = events.MappingStartEvent
_SEQUENCE_END: type = events.SequenceEndEvent
_STREAM_END: type = events.StreamEndEvent
_DOCUMENT: type = events.DocumentStartEvent
_ALIAS: type = events.AliasEvent
_NO_KEYS: tuple[type, ...] = (events.MappingStartEvent, events.SequenceStartEvent, events.AliasEvent)


class Point(Protocol):
    """A place in the text: line and column from 0, and how many characters stand before it."""

    line: int
    column: int
    index: int


class Event(Protocol):
    """What we use of libyaml's events. Only scalars have a value and a style, only some have an anchor or a tag."""

    start_mark: Point
    end_mark: Point
    value: str
    style: str | None
    anchor: str | None
    tag: str | None


Report: TypeAlias = Callable[[str, Event, dict[str, Fact], Mark | None], None]


class Refused(Exception):
    """Reading stops here, with the one mistake that says why."""

    def __init__(self, code: str, mark: Point, **facts: Fact) -> None:
        super().__init__(code)
        self.code, self.mark, self.facts = code, mark, facts


def plain(text: str) -> Json:
    """What a value without quotes means."""
    if text in _WORDS:
        return _WORDS[text]
    if text[0] in _NUMERIC_START and (found := _NUMBER.fullmatch(text)) is not None:
        return int(text) if found.lastindex is None and "e" not in text and "E" not in text else float(text)
    return text


class Composer:
    """One file while it is read. ``report(code, event, facts, first)`` takes the mistakes that do not stop reading.

    ``first`` is the mark of the entry that clashes, where one does.
    """

    def __init__(self, text: str, report: Report) -> None:
        self._text, self._report = text, report
        self._next: Callable[[], Event] = cast("Callable[[], Event]", yaml.CSafeLoader(text).get_event)
        self._events = 0
        self._good_keys: set[str] = set()
        self._doubled: dict[str, Mark] | None = None
        self._careful = "&" in text or "!" in text or "\\" in text

    def document(self) -> tuple[Json, Mark]:
        """The data of the file's one document, and its mark. Raises ``Refused`` and ``yaml.YAMLError``."""
        self._next()
        if type(self._next()) is _STREAM_END:
            return None, NOWHERE
        event = self._next()
        start = event.start_mark
        data, inside = self._scalar(event) if type(event) is _SCALAR else self._container(event, 1)
        self._next()
        after = self._next()
        if type(after) is _DOCUMENT:
            raise Refused("two-documents", after.start_mark)
        return data, (0, 0, 0, start.line, start.column, 0, inside)

    def _scalar(self, event: Event) -> tuple[Json, Marks | None]:
        if self._careful:
            self._examine(event)
        return event.value if event.style else plain(event.value), None

    def _container(self, event: Event, depth: int) -> tuple[Json, Marks]:
        if type(event) is _ALIAS:
            raise Refused("yaml-needs-quotes", event.start_mark, character="*", text=f"*{event.anchor}")
        if self._careful:
            self._examine(event)
        if depth > MAX_DEPTH:
            raise Refused("too-deep", event.start_mark, limit=MAX_DEPTH)
        data: Json
        marks: Marks
        data, marks = self._mapping(depth) if type(event) is _MAPPING else self._sequence(depth)
        self._events += 2 * len(marks)
        if self._events > MAX_EVENTS:
            raise Refused("too-many-values", event.start_mark, limit=MAX_EVENTS)
        return data, marks

    def _mapping(self, depth: int) -> tuple[Json, Marks]:
        """The hot loop: scalars are read in place, a method call for each would cost a fifth of the time."""
        data: dict[str, Json] = {}
        marks: dict[str, Mark] = {}
        following, good, careful = self._next, self._good_keys, self._careful
        while type(key := following()) is _SCALAR:
            name, at, event = key.value, key.start_mark, following()
            start = event.start_mark
            if type(event) is _SCALAR:
                value: Json = event.value if event.style else plain(event.value)
                inside: Marks | None = None
                length = event.end_mark.index - start.index
            else:
                (value, inside), length = self._container(event, depth + 1), 0
            if (value is None or name not in good or name in data or careful) and self._odd(key, event, marks):
                continue
            data[name] = value
            marks[name] = (at.line, at.column, key.end_mark.index - at.index, start.line, start.column, length, inside)
        if type(key) in _NO_KEYS:
            raise Refused("key-not-text", key.start_mark, key="")
        return data, marks

    def _sequence(self, depth: int) -> tuple[Json, Marks]:
        data: list[Json] = []
        marks: list[Mark] = []
        while type(event := self._next()) is not _SEQUENCE_END:
            start, is_scalar = event.start_mark, type(event) is _SCALAR
            value, inside = self._scalar(event) if is_scalar else self._container(event, depth + 1)
            length = event.end_mark.index - start.index if is_scalar else 0
            data.append(value)
            marks.append((0, 0, 0, start.line, start.column, length, inside))
        return data, marks

    def _odd(self, key: Event, event: Event, marks: dict[str, Mark]) -> bool:
        """True when the entry is wrong and has been reported, so that it is left out."""
        name = key.value
        self._examine(key)
        if type(event) is _SCALAR:
            self._examine(event)
            if self._is_cut_text(key, event):
                self._report(*self._cut(key, marks), None)
                return True
        if name in marks:
            if self._doubled is not marks:  # what follows in the same mapping is doubled with it
                self._report("duplicate-key", key, {"key": name}, marks[name])
            self._doubled = marks
            return True
        if not key.style and not isinstance(plain(name), str):
            self._report("key-not-text", key, {"key": name}, None)
            return True
        self._good_keys.add(name)
        return False

    def _is_cut_text(self, key: Event, event: Event) -> bool:
        """``{title: Ja, altid}``: inside braces, a key with neither colon nor value."""
        after = self._text[key.end_mark.index : key.end_mark.index + 200].lstrip()
        return not event.style and not event.value and after[:1] in (",", "}")

    def _cut(self, key: Event, marks: dict[str, Mark]) -> tuple[str, Event, dict[str, Fact]]:
        """A text that was cut by its comma; or a number, whose comma is to be a point."""
        is_alone = self._text[key.start_mark.index - 1] == "{" and self._text[key.end_mark.index :].lstrip()[:1] == "}"
        if not marks and is_alone:
            return "yaml-needs-quotes", key, {"character": "{", "text": self._braced(key)}
        if _NO_SPACE.fullmatch(key.value):
            return "yaml-no-colon", key, {"text": key.value, "suggestion": key.value.replace(":", ": ", 1)}
        text = self._cut_text(key, marks)
        if _DECIMAL_COMMA.fullmatch(text):
            return "yaml-decimal-comma", key, {"text": text, "suggestion": text.replace(",", ".")}
        return "yaml-comma-in-text", key, {"key": _last(marks), "text": text}

    def _braced(self, key: Event) -> str:
        """A text that begins with a brace: to the end of its line, or of the brace where it stands inside others."""
        line = re.split(r"\s#|[\r\n]", self._text[key.start_mark.index - 1 :], maxsplit=1)[0].rstrip()
        return line if line.count("{") == line.count("}") else line[: line.index("}") + 1]

    def _cut_text(self, key: Event, marks: dict[str, Mark]) -> str:
        before = marks.get(_last(marks))
        if before is None or before[3] != key.start_mark.line:
            return key.value
        begins = key.start_mark.index - (key.start_mark.column - before[4])
        return self._text[begins : key.end_mark.index]

    def _examine(self, event: Event) -> None:
        """Anchors, tags and hidden control characters."""
        if type(event) is _SCALAR and (found := CONTROL.search(event.value)):
            raise Refused("control-character", event.start_mark, character=f"U+{ord(found[0]):04X}")
        if getattr(event, "anchor", None) is not None:
            raise Refused("yaml-anchor", event.start_mark, name=str(event.anchor))
        tag = getattr(event, "tag", None)
        if tag is not None:
            written = self._text[event.start_mark.index :].split("\n", 1)[0].rstrip()
            if written.startswith("!!"):
                raise Refused("yaml-tag", event.start_mark, name=written.split(" ", 1)[0])
            raise Refused("yaml-needs-quotes", event.start_mark, character="!", text=written)


def _last(marks: dict[str, Mark]) -> str:
    return next(reversed(marks), "")

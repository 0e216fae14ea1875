"""Reading responses from JSON Lines: what a line says, or what is wrong with it, never quoting what stands there."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from typing import Any, BinaryIO

from sipforms.engine.ask.accept import LONGEST_TEXT
from sipforms.engine.ask.answers import AnswerValidator
from sipforms.engine.offers import FACILITY
from sipforms.engine.problem import AnswerProblem
from sipforms.engine.response import Deed, Json, Response
from sipforms.store.failures import StoreDamaged, UnknownFormat
from sipforms.store.written import FORMAT, read_response

MOST_VERSIONS = 1000
"""Of one response."""

LONGEST_LINE = 4 * 1024 * 1024
"""Bytes; beyond that a line is refused unread."""

_BOM = b"\xef\xbb\xbf"


class Fault(StrEnum):
    """What is wrong with a line."""

    TOO_LONG = "line-too-long"
    NOT_UTF_8 = "not-utf-8"
    NOT_JSON = "not-json"
    NEWER_FORMAT = "newer-format"
    ENVELOPE = "envelope"
    """``field`` is missing or not of its kind; empty where the line has a field that is not known."""
    NO_SUCH_VERSION = "no-such-version"
    """The version of the programme that the response was made with is neither on the shelf nor in the store."""
    ANOTHER_PROGRAMME = "another-programme"
    """The digest is that of another programme, version or questionnaire than the line names in ``field``."""
    NOT_OFFERED = "not-offered"
    """The questionnaire does not know the mode, informant, variant, parameter or note's place named in ``field``."""
    NO_SUCH_CASE = "no-such-case"
    CASE_UNREADABLE = "case-unreadable"
    NO_CODE = "no-code"
    CODE_TAKEN = "code-taken"
    WRONG_SUBJECT = "wrong-subject"
    """About a citizen where the questionnaire is about the facility, or the other way round."""
    NO_SUCH_STAY = "no-such-stay"
    ANSWERS = "answers"
    """``problems`` says what is wrong with which answers."""
    NOT_ASKED_DIFFERS = "not-asked-differs"
    """``not_asked`` is not what these answers lead to."""
    OTHER_CONTENT = "other-content"
    """Another response is kept under the same id."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """Why a line is not taken. It holds no answer."""

    fault: Fault
    field: str = ""
    problems: tuple[AnswerProblem, ...] = ()
    digest: str = ""
    questionnaire: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RawLine:
    """A line as it stands in the file. ``number`` counts from 1, ``end`` is how many bytes are read after it.

    ``content`` is nothing where the line is too long.
    """

    number: int
    content: bytes | None
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadLine:
    """A response of the case file ``case``, or ``facility``; ``code`` is the citizen's, where the line says it."""

    case: str
    code: str
    response: Response


def raw_lines(stream: BinaryIO) -> Iterator[RawLine]:
    """The lines of the file that are not blank, one at a time."""
    number = end = 0
    while content := stream.readline(LONGEST_LINE + 1):
        number += 1
        end += len(content)
        if len(content) > LONGEST_LINE and not content.endswith(b"\n"):
            end += _skipped(stream)
            yield RawLine(number=number, content=None, end=end)
            continue
        content = content.removeprefix(_BOM) if number == 1 else content
        if content.strip():
            yield RawLine(number=number, content=content, end=end)


def _skipped(stream: BinaryIO) -> int:
    """Goes to the end of the line; how many bytes that was."""
    total = 0
    while rest := stream.readline(LONGEST_LINE):
        total += len(rest)
        if rest.endswith(b"\n"):
            break
    return total


def read_line(raw: RawLine) -> ReadLine | Refusal:
    """The response on the line. Its answers are not looked at yet, but for their size."""
    if raw.content is None:
        return Refusal(fault=Fault.TOO_LONG)
    try:
        text = raw.content.decode()
    except UnicodeDecodeError:
        return Refusal(fault=Fault.NOT_UTF_8)
    try:
        found = json.loads(text, object_pairs_hook=_object, parse_float=_number, parse_constant=_refuse)
    except (ValueError, RecursionError):
        return Refusal(fault=Fault.NOT_JSON)
    if not isinstance(found, dict):
        return Refusal(fault=Fault.NOT_JSON)
    return _wrong_envelope(found) or _response(found)


def _response(found: dict[str, Any]) -> ReadLine | Refusal:
    case, code = found.pop("case"), found.pop("code", "")
    try:
        return ReadLine(case=case, code=code, response=read_response(found))
    except (StoreDamaged, UnknownFormat):
        return Refusal(fault=Fault.ENVELOPE)


def _wrong_envelope(found: dict[str, Any]) -> Refusal | None:
    number = found.get("format")
    if type(number) is int and number > FORMAT:
        return Refusal(fault=Fault.NEWER_FORMAT)
    problems = _envelope_validator().problems(found)
    if not problems:
        return None
    first = problems[0]
    if first.path[:1] == ("answers",) and len(first.path) > 1:
        return Refusal(fault=Fault.ANSWERS, problems=(replace(first, path=()),))
    field = first.path[0] if first.path else str(first.facts.get("missing", ""))
    return Refusal(fault=Fault.ENVELOPE, field=field if field in (*_FIELDS, *_OPTIONAL_FIELDS) else "")


@cache
def _envelope_validator() -> AnswerValidator:
    return AnswerValidator(_ENVELOPE)


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a name stands twice")
    return found


def _number(text: str) -> int | float:
    """3.0 is 3, as it is everywhere in JSON; other decimals are left for whoever judges the answers."""
    number = float(text)
    return int(number) if number.is_integer() and abs(number) < 1e15 else number


def _refuse(_constant: str) -> None:
    raise ValueError("JSON knows no such number")


_ID: Json = {"type": "string", "pattern": "^[0-9a-f]{32}$"}
_NAME: Json = {"type": "string", "minLength": 1, "maxLength": 64}
_OPTIONAL_NAME: Json = {"type": ["string", "null"], "minLength": 1, "maxLength": 64}
_SHORT: Json = {"type": "string", "maxLength": 200}
_MOMENT: Json = {"type": "string", "format": "date-time"}
_TEXTS: Json = {"type": "object", "additionalProperties": {"type": "string", "maxLength": LONGEST_TEXT}}

_STAY: Json = {"type": ["string", "null"], "pattern": "^[0-9a-f]{32}$"}
_NUMBER: Json = {"type": "integer", "minimum": 1, "maximum": MOST_VERSIONS}
_REASON: Json = {"type": "string", "minLength": 1, "maxLength": LONGEST_TEXT}


def _record(fields: Mapping[str, Json], optional: Mapping[str, Json]) -> dict[str, Json]:
    """An object with these fields and no others."""
    return {
        "type": "object",
        "properties": {**fields, **optional},
        "required": list(fields),
        "additionalProperties": False,
    }


_SITTING = _record({"by": _SHORT, "began": _MOMENT, "ended": _MOMENT}, {})
_CORRECTION = _record({"reason": _REASON, "by": _SHORT, "at": _MOMENT, "draft": _SHORT}, {})
_PAPER = _record(
    {"asked_by": _SHORT, "code": _SHORT},
    {"second_by": _SHORT, "differed": {"type": "integer", "minimum": 0}},
)
_MARK = _record(
    {"deed": {"enum": [one.value for one in Deed]}, "by": _SHORT, "at": _MOMENT, "number": _NUMBER},
    {"reason": _REASON, "case": _ID, "episode": _ID},
)
_VERSION: Mapping[str, Json] = {
    "id": _ID,
    "programme": _NAME,
    "version": _NAME,
    "digest": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
    "questionnaire": _NAME,
    "episode": _STAY,
    "mode": _OPTIONAL_NAME,
    "informant": _OPTIONAL_NAME,
    "variant": _OPTIONAL_NAME,
    "occasion": {"enum": ["first", "later"]},
    "parameters": {"type": "object", "additionalProperties": _SHORT},
    "answered_on": {"type": "string", "format": "date"},
    "begun_at": _MOMENT,
    "handed_in_at": _MOMENT,
    "entered_by": _SHORT,
    "answers": {"type": "object"},
    "not_asked": {"type": "array", "items": {"type": "string"}, "uniqueItems": True},
    "notes": _TEXTS,
    "reasons": _TEXTS,
    "engine": _SHORT,
}
_OPTIONAL_VERSION: Mapping[str, Json] = {
    "seen_before": {"type": "array", "items": {"type": "string"}, "uniqueItems": True},
    "shown": {"type": "boolean"},
    "paper": _PAPER,
    "latest": {"type": "object", "additionalProperties": {"type": "object"}},
    "number": _NUMBER,
    "sittings": {"type": "array", "items": _SITTING},
    "correction": _CORRECTION,
}
_FIELDS: Mapping[str, Json] = {
    "format": {"type": "integer", "minimum": 1},
    "case": {"type": "string", "pattern": f"^(?:[0-9a-f]{{32}}|{FACILITY})$"},
    **_VERSION,
}
_OPTIONAL_FIELDS: Mapping[str, Json] = {
    "code": _SHORT,
    **_OPTIONAL_VERSION,
    "trace": {"type": "array", "items": _MARK},
    "earlier": {"type": "array", "items": _record(_VERSION, _OPTIONAL_VERSION), "maxItems": MOST_VERSIONS},
}
_ENVELOPE = _record(_FIELDS, _OPTIONAL_FIELDS)

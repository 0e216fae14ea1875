"""What is wrong with a file's shape, in our own codes: one problem for each mistake, at the key or value that is wrong.

Only the keyword and the place of what jsonschema reports are used, never its sentences.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from typing import Any, cast

from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError
from referencing import Registry
from referencing.jsonschema import DRAFT202012

from sipforms.engine.checks.codes import found
from sipforms.engine.checks.durations import suggested
from sipforms.engine.checks.fault import Fault, Schema, copied, strange, without
from sipforms.engine.checks.forms import better
from sipforms.engine.checks.metaschemas import TYPES, metaschemas
from sipforms.engine.checks.nearest import nearest
from sipforms.engine.checks.shaped import Shaped
from sipforms.engine.checks.unknown import is_meant, looks_like_entry, unknown
from sipforms.engine.checks.words import OTHER_KEYWORDS, OTHER_WORDS
from sipforms.engine.problem import Problem
from sipforms.engine.read.marks import Steps
from sipforms.engine.read.source import Source
from sipforms.engine.response import Json

_PYTHON_TYPES = {
    str: "text",
    int: "wholeNumber",
    float: "number",
    bool: "yesNo",
    list: "list",
    dict: "mapping",
    type(None): "nothing",
}
_LACKING = frozenset({"required", "minProperties", "type"})
_LEFT_OUT = frozenset(
    {"yaml-comma-in-text", "yaml-decimal-comma", "yaml-needs-quotes", "yaml-no-colon", "key-not-text"}
)
"""What keeps one entry of a mapping from being read."""

MOST_DIGITS, _SHOWN_DIGITS = 15, 20
_TOO_LONG = re.compile(r"-?[0-9]{16,}")
"""A whole number with more digits than every program can keep is read as a text."""


def explained(source: Source, kind: str) -> Shaped:
    """The file without what is refused, with the problems that say why."""
    faults = list(_faults(source, explainer(kind).iter_errors(cast("Any", source.data))))
    problems = _alike_as_one(
        (fault, problem) for fault in _causes(faults) if not _was_emptied(fault) for problem in _problems(fault)
    )
    data: Json = copied(source.data)
    for fault in faults:
        data = without(data, fault)
    damaged = frozenset(path for fault in faults for path in (fault.path, fault.path[:-1]))
    return Shaped(source=source, data=data, problems=tuple(problems), damaged=damaged)


def _alike_as_one(told: Iterable[tuple[Fault, Problem]]) -> list[Problem]:
    """The problems; entries of one list that are all of the same wrong type are one mistake."""
    first: dict[tuple[Steps, str], list[Problem]] = {}
    every: list[list[Problem]] = []
    for fault, problem in told:
        is_entry = fault.keyword == "type" and isinstance(fault.path[-1:][0] if fault.path else None, int)
        if is_entry and (before := first.get((fault.path[:-1], str(problem.facts)))) is not None:
            before.append(problem)
            continue
        every.append([problem])
        if is_entry:
            first[fault.path[:-1], str(problem.facts)] = every[-1]
    return [replace(one, elsewhere=tuple(other.place for other in others)) if others else one for one, *others in every]


def _was_emptied(fault: Fault) -> bool:
    """True where reading had to leave entries out, and has said so: that one is missing is no second mistake."""
    if not isinstance(fault.value, dict) or fault.keyword not in _LACKING or not fault.source.problems:
        return False
    if fault.keyword == "type" and fault.value:
        return False
    lines = fault.source.lines_of(fault.path)
    return any(problem.code in _LEFT_OUT and problem.place.line in lines for problem in fault.source.problems)


@cache
def explainer(kind: str) -> Draft202012Validator:
    """The validator of jsonschema for a kind of file; it fetches nothing."""
    schemas = metaschemas()
    resources = [(f"{name}.json", DRAFT202012.create_resource(schema)) for name, schema in schemas.items()]
    registry: Registry[Any] = Registry().with_resources(resources)
    return Draft202012Validator({"$ref": f"{kind}.json"}, registry=registry)


def _faults(source: Source, errors: Iterable[ValidationError]) -> Iterator[Fault]:
    seen: set[tuple[Steps, str]] = set()
    for error in errors:
        path = tuple(cast("Iterable[str | int]", error.absolute_path))
        named = str(error.instance) if "propertyNames" in error.absolute_schema_path else None
        once = ((*path, named) if named else path, str(error.validator))
        if once not in seen:
            seen.add(once)
            yield Fault(
                source=source,
                path=path,
                keyword=str(error.validator),
                wanted=error.validator_value,
                schema=cast("Schema", error.schema) if isinstance(error.schema, dict) else {},
                value=cast("Json", error.instance),
                named=named,
            )


def _causes(faults: list[Fault]) -> Iterator[Fault]:
    """The faults without those that only follow from another: a mistyped keyword is also one that is missing."""
    odd = {fault.path: strange(fault) for fault in faults if fault.keyword == "additionalProperties"}
    for fault in faults:
        beside = odd.get(fault.path, ())
        if not beside or fault.keyword not in ("required", "minProperties", "maxProperties"):
            yield fault
        elif fault.keyword == "required" and fault.schema.get("x-family") != "condition":
            left = [
                name
                for name in _missing(fault)
                if not any(is_meant(one, name) for one in beside)
                and not (name == "properties" and any(looks_like_entry(_entry(fault, one)) for one in beside))
            ]
            if left:
                yield _with_missing(fault, left)


def _missing(fault: Fault) -> list[str]:
    return [name for name in fault.wanted if name not in cast("dict[str, Json]", fault.value)]


def _entry(fault: Fault, name: str) -> Json:
    return cast("dict[str, Json]", fault.value)[name]


def _with_missing(fault: Fault, left: list[str]) -> Fault:
    return Fault(
        source=fault.source, path=fault.path, keyword="required", wanted=left, schema=fault.schema, value=fault.value
    )


def _problems(fault: Fault) -> Iterator[Problem]:
    match fault.keyword:
        case "additionalProperties":
            odd = [unknown(fault.source, fault.path, name, fault.schema) for name in strange(fault)]
            yield from _of_one_kind(fault, odd)
        case "required":
            for name in _missing(fault):
                yield _missing_keyword(fault, name)
        case "minProperties" | "maxProperties":
            yield _how_many(fault)
        case _:
            yield _value(fault)


def _of_one_kind(fault: Fault, problems: list[Problem]) -> Iterator[Problem]:
    """Where the keyword that makes a thing what it is was mistyped, its other keywords do not belong elsewhere."""
    own = fault.schema.get("properties", {})
    meant = {str(one.facts.get("suggestion", "")) for one in problems} - {"", *own}
    return (one for one in problems if not meant or one.code != "keyword-elsewhere")


def _missing_keyword(fault: Fault, name: str) -> Problem:
    """A keyword that is not there; where settings of any name may stand, it may be there mistyped."""
    beside = [one for one in cast("dict[str, Json]", fault.value) if one not in fault.schema.get("properties", {})]
    alias = next((one for one in beside if OTHER_KEYWORDS.get(one) == name), "")
    mistyped = alias or nearest(name, beside) if "additionalProperties" not in fault.schema else ""
    if mistyped:
        place = fault.source.place((*fault.path, mistyped), key=True)
        known = tuple(fault.schema.get("properties", ()))
        return found("unknown-keyword", place, name=mistyped, on=fault.kind, suggestion=name, known=known)
    return found("missing-keyword", fault.source.place(fault.path, key=True), name=name, on=fault.kind)


def _how_many(fault: Fault) -> Problem:
    place = fault.source.place(fault.path, key=True)
    if fault.schema.get("x-family") == "condition" and "atMost" in fault.schema["properties"]:
        names = tuple(name for name in fault.schema["properties"] if name not in fault.schema["required"])
        if fault.keyword == "minProperties":
            return found("no-operator", place, known=names)
        written = tuple(name for name in cast("dict[str, Json]", fault.value) if name in names)
        also, second = (fault.source.place((*fault.path, name), key=True) for name in written[:2])
        return found("two-operators", second, also=also, names=written)
    if fault.keyword == "minProperties":
        return found("too-few", place, keyword=fault.name, least=fault.wanted)
    return found("too-many", place, keyword=fault.name, most=fault.wanted)


def _value(fault: Fault) -> Problem:
    say = _BY_KEYWORD.get(fault.keyword, _number)
    return say(fault)


def _number(fault: Fault) -> Problem:
    least = fault.schema.get("minimum", fault.schema.get("exclusiveMinimum", ""))
    most = fault.schema.get("maximum", "")
    place = fault.source.place(fault.path)
    return found(
        "number-out-of-range", place, keyword=fault.name, value=str(fault.value), least=str(least), most=str(most)
    )


def _too_few(fault: Fault) -> Problem:
    return found("too-few", fault.source.place(fault.path), keyword=fault.name, least=fault.wanted)


def _too_many(fault: Fault) -> Problem:
    return found("too-many", fault.source.place(fault.path), keyword=fault.name, most=fault.wanted)


def _too_long(fault: Fault) -> Problem:
    place = fault.source.place((*fault.path, fault.named) if fault.named else fault.path, key=fault.named is not None)
    return found("too-long", place, keyword=fault.name, most=fault.wanted)


def _wrong_type(fault: Fault) -> Problem:
    place = fault.source.place(fault.path)
    after = fault.source.rest_of_line(fault.path).lstrip()
    if fault.value is None and after.startswith("#"):
        return found("yaml-needs-quotes", place, character="#", text=after.rstrip())
    if "x-form" in fault.schema and isinstance(fault.value, int | float) and not isinstance(fault.value, bool):
        return _form(fault)
    wanted = [fault.wanted] if isinstance(fault.wanted, str) else fault.wanted
    if "integer" in wanted and _TOO_LONG.fullmatch(str(fault.value)) and after[:1] not in "'\"":
        return _too_many_digits(fault)
    expected = tuple(TYPES[name] for name in wanted)
    return found("wrong-type", place, name=fault.name, expected=expected, found=_type(fault.value))


def _too_many_digits(fault: Fault) -> Problem:
    value = str(fault.value)
    shown = value if len(value) <= _SHOWN_DIGITS else value[:_SHOWN_DIGITS] + "..."
    least, most = fault.schema.get("minimum", "-" + "9" * MOST_DIGITS), fault.schema.get("maximum", "9" * MOST_DIGITS)
    place = fault.source.place(fault.path)
    return found("number-out-of-range", place, keyword=fault.name, value=shown, least=str(least), most=str(most))


def _type(value: Json) -> str:
    return _PYTHON_TYPES[type(value)]


def _word(fault: Fault) -> Problem:
    known = tuple(_written(one) for one in (fault.wanted if fault.keyword == "enum" else [fault.wanted]))
    if isinstance(fault.value, list | dict) or fault.value is None:
        expected = ("text",) if known not in (("true",), ("false",)) else ("yesNo",)
        place = fault.source.place(fault.path)
        return found("wrong-type", place, name=fault.name, expected=expected, found=_type(fault.value))
    name = _written(fault.value)
    return found(
        "unknown-word",
        fault.source.place(fault.path),
        keyword=fault.name,
        name=name,
        suggestion=_alias(name, known) or nearest(name, known),
        known=known,
    )


def _alias(name: str, known: tuple[str, ...]) -> str:
    alias = OTHER_WORDS.get(name.casefold(), "")
    return alias if alias.partition(",")[0] in known else ""


def _written(value: Json) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _form(fault: Fault) -> Problem:
    if fault.named is not None:
        place = fault.source.place((*fault.path, fault.named), key=True)
        name = fault.named
    else:
        place, name = fault.source.place(fault.path), str(fault.value)
    form = str(fault.schema.get("x-form", "text")) if name else "text"
    if form == "duration":
        return found("not-a-duration", place, name=name, suggestion=suggested(name))
    if form == "date":
        return found("not-a-date", place, name=name)
    return found("wrong-form", place, keyword=fault.name, name=name, form=form, suggestion=better(form, name))


def _repeated(fault: Fault) -> Problem:
    values = cast("list[Json]", fault.value)
    second = next(i for i, one in enumerate(values) if one in values[:i])
    return found(
        "repeated-value",
        fault.source.place((*fault.path, second)),
        also=fault.source.place((*fault.path, values.index(values[second]))),
        keyword=fault.name,
        name=_written(values[second]) if not isinstance(values[second], list | dict) else "",
    )


_BY_KEYWORD: Mapping[str, Callable[[Fault], Problem]] = {
    "type": _wrong_type,
    "enum": _word,
    "const": _word,
    "pattern": _form,
    "minLength": _form,
    "maxLength": _too_long,
    "minItems": _too_few,
    "maxItems": _too_many,
    "uniqueItems": _repeated,
}
"""Which mistake stands behind which keyword of a meta-schema; the others are about numbers."""

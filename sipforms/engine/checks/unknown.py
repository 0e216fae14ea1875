"""A keyword that a kind of thing does not have: mistyped, refused, or belonging elsewhere."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import pairwise
from typing import Any

from sipforms.engine.checks.codes import found
from sipforms.engine.checks.metaschemas import metaschemas
from sipforms.engine.checks.nearest import nearest
from sipforms.engine.checks.words import OTHER_KEYWORDS, QUESTION_FAMILIES, REFUSED
from sipforms.engine.paths import dotted
from sipforms.engine.problem import Problem
from sipforms.engine.read.marks import Steps
from sipforms.engine.read.source import Source
from sipforms.engine.response import Json

_HOLDING = frozenset({"questionnaire", "entry", "row"})
_ENTRY = frozenset({"title", "scale", "$ref", "type", "oneOf", "properties", "items", "visibleIf", "say"})


def unknown(source: Source, path: Steps, name: str, schema: Mapping[str, Any]) -> Problem:
    """The problem of a keyword that stands at the path, in a thing that the schema describes."""
    place = source.place((*path, name), key=True)
    on, family = str(schema.get("title", "")), str(schema.get("x-family", ""))
    own = tuple(schema.get("properties", ()))
    if on == "choices" and name == "properties":
        return found("rows-in-rows", place, name=_rows_around(path))
    if name in REFUSED and family in QUESTION_FAMILIES:
        return found("keyword-refused", place, name=name, instead=REFUSED[name])
    kin = _families()[family] or {on: own}
    belongs = tuple(kind for kind, words in kin.items() if name in words) or _belonging(name)
    if belongs and OTHER_KEYWORDS.get(name) not in own:
        return found("keyword-elsewhere", place, name=name, on=on, belongs=belongs)
    every = tuple(dict.fromkeys((*own, *(word for words in kin.values() for word in words))))
    near = OTHER_KEYWORDS[name] if OTHER_KEYWORDS.get(name) in every else nearest(name, every)
    if not near and family in _HOLDING and looks_like_entry(_value(source, (*path, name))):
        return found("entry-outside-properties", place, name=name, on=on)
    return found("unknown-keyword", place, name=name, on=on, suggestion=near, known=own)


def _rows_around(path: Steps) -> str:
    """The path of the list of rows in which the steps stand."""
    names: list[str] = []
    for step, after in pairwise(path):
        if step == "properties":
            names.append(str(after))
        elif step == "items":
            break
    return dotted(tuple(names))


def looks_like_entry(value: Json) -> bool:
    """True for a mapping that says what a question or an area says, or holds some that do."""
    if not isinstance(value, dict):
        return False
    return len(_ENTRY & value.keys()) > 1 or any(
        isinstance(one, dict) and len(_ENTRY & one.keys()) > 1 for one in value.values()
    )


def _value(source: Source, path: Steps) -> Json:
    value: Json = source.data
    for step in path:
        if isinstance(value, dict):
            value = value.get(str(step))
        else:
            value = value[step] if isinstance(value, list) and isinstance(step, int) else None
    return value


def is_meant(written: str, keyword: str) -> bool:
    """True when what is written is the keyword misspelt, or another word for it."""
    return OTHER_KEYWORDS.get(written) == keyword or bool(nearest(written, [keyword]))


def _belonging(name: str) -> tuple[str, ...]:
    """The kinds of thing, in any kind of file, that have the keyword."""
    return tuple(kind for family in _families().values() for kind, words in family.items() if name in words)


@cache
def _families() -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    """For each family of things that can stand in one place, the keywords of each kind of thing in it."""
    families: dict[str, dict[str, tuple[str, ...]]] = defaultdict(dict)
    for schema in metaschemas().values():
        for one in _within(schema):
            if "x-family" in one and isinstance(one.get("properties"), dict):
                families[one["x-family"]][one["title"]] = tuple(one["properties"])
    return families


def _within(schema: Any) -> Iterator[Mapping[str, Any]]:  # noqa: ANN401 - a meta-schema may hold anything JSON can
    if isinstance(schema, dict):
        yield schema
        for one in schema.values():
            yield from _within(one)
    elif isinstance(schema, list):
        for one in schema:
            yield from _within(one)

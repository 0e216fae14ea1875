"""Small algebra of JSON Schemas used as conditions: always true, always false, a schema, or not to be said."""

from collections.abc import Iterable, Mapping
from itertools import combinations
from math import comb
from typing import TypeAlias

from sipforms.engine.condition import Bounds
from sipforms.engine.paths import Path
from sipforms.engine.response import Json

Schema: TypeAlias = dict[str, Json]
Expression: TypeAlias = bool | Schema | None
"""A condition as a schema; true and false where the situation has settled it; nothing where it cannot be expressed."""

MOST_COMBINATIONS = 64
"""Counting among unrelated conditions is written out as its combinations; beyond this many it is not expressed."""


def listed(schemas: Iterable[Schema]) -> list[Json]:
    """The schemas without repetitions, as a JSON list."""
    kept: list[Json] = []
    kept.extend(schema for schema in schemas if schema not in kept)
    return kept


def all_of(parts: Iterable[Expression]) -> Expression:
    """True when every part is."""
    return _joined(tuple(parts), "allOf", neutral=True)


def any_of(parts: Iterable[Expression]) -> Expression:
    """True when some part is."""
    return _joined(tuple(parts), "anyOf", neutral=False)


def _joined(parts: tuple[Expression, ...], keyword: str, *, neutral: bool) -> Expression:
    if (not neutral) in [part for part in parts if isinstance(part, bool)]:
        return not neutral
    if None in parts:
        return None
    schemas = listed(part for part in parts if isinstance(part, dict))
    if len(schemas) <= 1:
        return _only(schemas) if schemas else neutral
    return {keyword: schemas}


def _only(schemas: list[Json]) -> Schema:
    return dict(schemas[0]) if isinstance(schemas[0], dict) else {}


def negated(part: Expression) -> Expression:
    """True when the part is not."""
    if isinstance(part, bool):
        return not part
    if part is None:
        return None
    inner = part.get("not")
    return inner if len(part) == 1 and isinstance(inner, dict) else {"not": part}


def count_true(parts: tuple[Expression, ...], bounds: Bounds) -> Expression:
    """True when the number of true parts is within bounds."""
    settled = sum(1 for part in parts if part is True)
    open_parts = tuple(part for part in parts if not isinstance(part, bool))
    least, most = max(0, (bounds.least or 0) - settled), None if bounds.most is None else bounds.most - settled
    enough = _at_least(open_parts, least)
    return enough if most is None else all_of((enough, negated(_at_least(open_parts, most + 1))))


def _at_least(parts: tuple[Expression, ...], number: int) -> Expression:
    if number <= 0:
        return True
    if number > len(parts):
        return False
    if comb(len(parts), number) > MOST_COMBINATIONS:
        return None
    return any_of(all_of(chosen) for chosen in combinations(parts, number))


def holding(path: Path, value: Schema) -> Schema:
    """A schema true of what holds, at the path, something of which the value's schema is true."""
    if not path:
        return value
    return {"type": "object", "required": [path[0]], "properties": {path[0]: holding(path[1:], value)}}


def optionally(path: Path, value: Schema) -> Schema:
    """The same, and true as well of what holds nothing at the path."""
    return value if not path else {"properties": {path[0]: optionally(path[1:], value)}}


def merged(first: Mapping[str, Json], second: Mapping[str, Json]) -> Schema:
    """Two schemas that only nest ``properties``, ``items``, ``required`` and whole leaves, as one."""
    result = dict(first)
    for key, value in second.items():
        here = result.get(key)
        if isinstance(here, dict) and isinstance(value, dict):
            result[key] = merged(here, value)
        elif isinstance(here, list) and isinstance(value, list):
            result[key] = [*here, *(one for one in value if one not in here)]
        else:
            result[key] = value
    return result

"""One thing that jsonschema reported about a file, and the file's data without what it is about."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias, cast

from sipforms.engine.read.marks import Steps
from sipforms.engine.read.source import Source
from sipforms.engine.response import Json

Schema: TypeAlias = Mapping[str, Any]

_WHOLES = frozenset({"required", "minItems", "maxItems", "minProperties", "maxProperties", "uniqueItems"})
"""Keywords about a whole: the value stays, though nothing more is concluded from it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One thing that jsonschema reported. ``named`` is the key itself where the key, not the value, is refused."""

    source: Source
    path: Steps
    keyword: str
    wanted: Any
    schema: Schema
    value: Json
    named: str | None = None

    @property
    def name(self) -> str:
        """The keyword of the bundle whose value is wrong: the last key on the way."""
        return next((step for step in reversed(self.path) if isinstance(step, str)), "")

    @property
    def kind(self) -> str:
        """What kind of thing the schema describes."""
        return str(self.schema.get("title", ""))


def strange(fault: Fault) -> tuple[str, ...]:
    """The keys that the kind of thing does not have."""
    known = fault.schema.get("properties", {})
    return tuple(name for name in cast("dict[str, Json]", fault.value) if name not in known)


def copied(value: Json) -> Json:
    """The same again, to take things out of."""
    if isinstance(value, dict):
        return {key: copied(one) for key, one in value.items()}
    return [copied(one) for one in value] if isinstance(value, list) else value


def without(data: Json, fault: Fault) -> Json:
    """The data without what the fault is about; in a list a hole stays, so that places keep their numbers."""
    at = data
    steps = fault.path if fault.named is None and fault.keyword not in (*_WHOLES, "additionalProperties") else None
    names = strange(fault) if fault.keyword == "additionalProperties" else (fault.named,) if fault.named else ()
    if steps == ():
        return None
    for step in fault.path if steps is None else steps[:-1]:
        at = _inside(at, step)
    for name in names if steps is None else steps[-1:]:
        if isinstance(at, dict):
            at.pop(cast("str", name), None)
        elif isinstance(at, list) and isinstance(name, int):
            at[name] = None
    return data


def _inside(value: Json, step: str | int) -> Json:
    if isinstance(value, dict):
        return value.get(cast("str", step))
    return value[step] if isinstance(value, list) and isinstance(step, int) else None

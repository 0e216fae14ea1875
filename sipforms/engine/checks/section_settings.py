"""The settings of a report section against what the section takes: each mistake at the very key or value."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

import jsonschema_rs

from sipforms.engine.build.data import Node, node
from sipforms.engine.offers import ReportSection
from sipforms.engine.read.marks import Steps
from sipforms.engine.response import Json

Kind = Literal["unknown-setting", "missing-setting", "setting-value"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Misfit:
    """A mistake in a setting: where (from the section on), what kind, which name, and the names that there are."""

    kind: Kind
    steps: Steps
    name: str
    known: tuple[str, ...] = ()


def misfits(section: Node, offer: ReportSection) -> Iterator[Misfit]:
    """Settings that the section does not take, lacks, or cannot use."""
    known = tuple(sorted({*offer.settings, "title"}))
    for name, value in section.items():
        if name in ("section", "title"):
            continue
        if name not in offer.settings:
            yield Misfit(kind="unknown-setting", steps=(name,), name=name, known=known)
        else:
            yield from _inside(name, value, offer.settings[name])
    yield from (Misfit(kind="missing-setting", steps=(), name=name) for name in offer.needs if name not in section)


def _inside(name: str, value: Json, schema: Json) -> Iterator[Misfit]:
    """What the schema refuses, the innermost each; one for each key or value."""
    if not isinstance(schema, dict):
        return
    errors = jsonschema_rs.Draft202012Validator(schema).iter_errors(value)
    for error in errors:
        yield from _of(error, name, schema)


def _of(error: jsonschema_rs.ValidationError, setting: str, schema: Json) -> Iterator[Misfit]:
    steps: Steps = (setting, *error.instance_path)
    kind: Any = error.kind
    match kind:
        case jsonschema_rs.ValidationErrorKind.Required():
            yield Misfit(kind="missing-setting", steps=steps, name=str(kind.property))
        case jsonschema_rs.ValidationErrorKind.AdditionalProperties():
            known = tuple(sorted(node(node(_part(schema, error.schema_path[:-1])).get("properties"))))
            for one in kind.unexpected:
                yield Misfit(kind="unknown-setting", steps=(*steps, one), name=one, known=known)
        case _:
            yield Misfit(kind="setting-value", steps=steps, name=str(steps[-1]))


def _part(schema: Json, path: list[str | int]) -> Json:
    """The part of a schema that a path leads to."""
    here: Any = schema
    for step in path:
        here = here[step]
    return here  # type: ignore[no-any-return]


def names_in(section: Node, offer: ReportSection, what: str) -> Iterator[tuple[Steps, str]]:
    """Every text whose schema says that it names such a thing (``question``, ``indicator``), and where it is."""
    for name, schema in offer.settings.items():
        if name in section:
            yield from _named(section[name], schema, (name,), what)


def _named(value: Json, schema: Json, steps: Steps, what: str) -> Iterator[tuple[Steps, str]]:
    if not isinstance(schema, dict):
        return
    if schema.get("x-names") == what:
        yield from texts_in(value, steps)
    for key, one in node(value).items():
        inner = node(schema.get("properties")).get(key, schema.get("additionalProperties"))
        yield from _named(one, inner, (*steps, key), what)


def texts_in(value: Json, steps: Steps = ()) -> Iterator[tuple[Steps, str]]:
    """A text, or those in a list, each with where it stands."""
    if isinstance(value, str):
        yield steps, value
    elif isinstance(value, list):
        yield from (((*steps, place), one) for place, one in enumerate(value) if isinstance(one, str))

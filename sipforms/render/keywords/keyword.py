"""The keywords of the bundle format, gathered from the meta-schemas: what editors and the reference show."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sipforms.engine.checks.metaschemas import TYPES, metaschemas
from sipforms.render.fact_words import in_words
from sipforms.render.keywords.closed_words import meaning_of
from sipforms.render.keywords.examples import example_of, written
from sipforms.render.language import _

Schema = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Keyword:
    """One keyword of one kind of thing.

    ``file`` is the kind of file as its meta-schema is called (``questionnaire``), ``on`` the kind of thing there
    (``item``). ``type`` and ``description`` are words in the language spoken; ``words`` are the closed words it may be,
    each with its meaning. ``example`` is YAML, one or more lines with the keyword itself, or empty.
    """

    file: str
    on: str
    name: str
    type: str
    required: bool
    description: str
    words: tuple[tuple[str, str], ...]
    example: str


def keywords() -> Iterator[Keyword]:
    """Every keyword of every kind of thing, file by file, in the order in which the meta-schemas have them."""
    for file, schema in metaschemas().items():
        for on, thing in things_in(schema):
            for name, value in thing["properties"].items():
                yield _keyword(file, on, thing, name, _described(schema, value))


def things_in(schema: Any) -> Iterator[tuple[str, Schema]]:  # noqa: ANN401 - whatever stands in a meta-schema
    """Every kind of thing that a meta-schema describes, with its name: ``item``, ``option`` ..."""
    if isinstance(schema, dict):
        if isinstance(schema.get("title"), str) and isinstance(schema.get("properties"), dict):
            yield schema["title"], schema
        for one in schema.values():
            yield from things_in(one)
    elif isinstance(schema, list):
        for one in schema:
            yield from things_in(one)


def _described(schema: Schema, value: Schema) -> Schema:
    """The keyword's schema where it is described: a mere reference to another keyword is followed."""
    where = str(value.get("$ref", ""))
    if "description" in value or not where.startswith("#/"):
        return value
    found: Any = schema
    for step in where.removeprefix("#/").split("/"):
        found = found[step]
    return _described(schema, found)


def _keyword(file: str, on: str, thing: Schema, name: str, value: Schema) -> Keyword:
    closed, meaning = closed_words(value), value["description"]
    return Keyword(
        file=file,
        on=on,
        name=name,
        type=type_in_words(value),
        required=name in thing.get("required", ()),
        description=_(meaning),
        words=tuple((word, meaning_of(on, name, word)) for word in closed),
        example=written(name, example_of(on, name)),
    )


def closed_words(value: Schema) -> tuple[str, ...]:
    """The words of which the keyword's value is one, or a list of some; none where any text may stand."""
    for place in (value, value.get("items", {}), value.get("else", {})):
        if isinstance(place, dict) and isinstance(place.get("enum"), list):
            return tuple(place["enum"])
    return ()


def type_in_words(value: Schema) -> str:
    """What may stand after the keyword, in words: "a text or a whole number", "a condition"."""
    kinds = list(dict.fromkeys(_types(value))) or ["text", "list", "mapping"]
    return in_words({"expected": tuple(kinds)})["expected"]


def _types(value: Schema) -> Iterator[str]:
    """Words of the engine for what may stand there, each of which ``in_words`` knows or leaves as it is."""
    reference = str(value.get("$ref", "")).rpartition("/")[2]
    if reference:
        yield from _referred(reference)
    elif "title" in value and "properties" in value:
        yield in_words({"kind": value["title"]})["kind"]
    elif "enum" in value or "const" in value:
        yield _("one of the words") if "enum" in value else str(value["const"]).replace("True", "true")
    elif "type" in value:
        listed = value["type"] if isinstance(value["type"], list) else [value["type"]]
        yield from (TYPES[one] for one in listed)
    for branch in ("then", "else"):
        if branch in value:
            yield from _types(value[branch])


def _referred(name: str) -> Iterator[str]:
    if name == "moment":
        yield "text"
    yield in_words({"kind": _KIND_OF.get(name, name)})["kind"]


_KIND_OF = {"otherValue": "otherItem", "moment": "otherItem", "entry": "entry", "change": "change", "score": "noScore"}
"""Definitions in the meta-schemas that only choose between kinds of thing."""

"""The JSON-Schema-Test-Suite, from the archive that `run.py` fetches, and its schemas as questionnaires of ours."""

import json
import tarfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from tools.outside import suite_file

DRAFT = "json/tests/draft2020-12/"
HOLDERS = ("properties", "$defs", "patternProperties", "dependentSchemas")
VALUES = ("enum", "const", "default", "required", "examples")
TYPES: dict[type, str] = {bool: "boolean", int: "integer", str: "string", list: "array", dict: "object"}
NUMBERS = {"minimum", "maximum", "multipleOf"}
TEXTS = {"minLength", "maxLength", "pattern", "format"}
LISTS = {"items", "minItems", "maxItems", "uniqueItems", "contains", "minContains", "maxContains"}


@dataclass(frozen=True)
class Group:
    """A schema of the suite, with values and whether each is valid."""

    file: str
    description: str
    schema: Any
    tests: tuple[dict[str, Any], ...]

    @property
    def name(self) -> str:
        return f"{self.file}: {self.description}"

    @property
    def keywords(self) -> set[str]:
        return set(keywords_in(self.schema))

    @property
    def references(self) -> set[str]:
        return {str(target) for target in _named(self.schema, "$ref")}


@cache
def groups() -> tuple[Group, ...]:
    """Every required group, and the optional ones about dates."""
    file = suite_file()
    assert file is not None, "the JSON-Schema-Test-Suite is not here; `python3 run.py test` fetches it"
    with tarfile.open(file) as archive:
        return tuple(_groups(archive))


def _groups(archive: tarfile.TarFile) -> Iterator[Group]:
    for member in sorted(archive.getmembers(), key=lambda one: one.name):
        _root, _draft, name = member.name.partition(DRAFT)
        if name.endswith(".json") and ("/" not in name or name == "optional/format/date.json"):
            content = archive.extractfile(member)
            assert content is not None
            for one in json.load(content):
                yield Group(name.removesuffix(".json"), one["description"], one["schema"], tuple(one["tests"]))


def keywords_in(schema: Any) -> Iterator[str]:
    """Every keyword of a schema and of the schemas in it."""
    if isinstance(schema, list):
        for one in schema:
            yield from keywords_in(one)
    if isinstance(schema, dict):
        for key, value in schema.items():
            yield key
            if key in HOLDERS and isinstance(value, dict):
                for one in value.values():
                    yield from keywords_in(one)
            elif key not in VALUES:
                yield from keywords_in(value)


def _named(schema: Any, name: str) -> Iterator[Any]:
    if isinstance(schema, dict):
        yield from (value for key, value in schema.items() if key == name)
        schema = list(schema.values())
    for one in schema if isinstance(schema, list) else ():
        yield from _named(one, name)


@dataclass(frozen=True)
class Asked:
    """A group's schema as a questionnaire. ``alone`` means that the value is the answer to its one question, ``v``.

    ``types`` are those of JSON that the question takes although the group's schema says nothing of types.
    """

    questionnaire: dict[str, Any]
    alone: bool
    types: tuple[str, ...] = ()

    def answers(self, value: Any) -> Any:
        return {"v": value} if self.alone else value


def asked(group: Group) -> Asked:
    """The group's schema written as a designer would: a question of its type, or an area of them."""
    schema = {key: value for key, value in group.schema.items() if key not in ("$schema", "$comment", "$defs")}
    if "properties" in schema:
        samples = [test["data"] for test in group.tests if isinstance(test["data"], dict)]
        items = {name: _item(one, _values_of(name, samples)) for name, one in schema["properties"].items()}
        kept = {key: value for key, value in schema.items() if key in ("required", "title", "description")}
        others = {key: value for key, value in schema.items() if key not in {*kept, "properties", "type"}}
        return Asked({"title": "Prøve", **kept, "properties": items, **others}, alone=False, types=("object",))
    values = [test["data"] for test in group.tests]
    item = _item(schema, values)
    types = () if "type" in schema or {"enum", "const", "oneOf"} & schema.keys() else (str(item.get("type")),)
    return Asked({"title": "Prøve", "required": ["v"], "properties": {"v": item}}, alone=True, types=types)


def _values_of(name: str, samples: list[dict[str, Any]]) -> list[Any]:
    return [one[name] for one in samples if name in one]


def _item(schema: Any, values: list[Any]) -> Any:
    """The schema as an item: with a title, and with the type that its keywords or else its values speak of."""
    if not isinstance(schema, dict):
        return schema
    item = {"title": "Et spørgsmål", **schema}
    words = schema.keys()
    if "oneOf" in words:
        item["oneOf"] = [
            {"title": f"Svar {n}", **one} for n, one in enumerate(schema["oneOf"]) if isinstance(one, dict)
        ]
    elif not {"type", "enum", "$ref"} & words:
        told = [TYPES.get(type(one), "number") for one in ([schema["const"]] if "const" in words else values)]
        item["type"] = next(
            (kind for kind, own in (("integer", NUMBERS), ("string", TEXTS), ("array", LISTS)) if own & words),
            next(iter(told), "string"),
        )
    if item.get("type") == "array":
        held = {json.dumps(one): one for value in values if isinstance(value, list) for one in value}
        options = [one for one in held.values() if type(one) in (int, str)]
        item = {"items": {"enum": options}, "uniqueItems": True, **item}
    return item

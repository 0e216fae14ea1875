"""Walking a meta-schema: every schema in it, and nothing that only looks like one."""

from collections.abc import Iterator
from typing import Any

Schema = dict[str, Any]

_BY_NAME = ("properties", "$defs")
_ONE = ("items", "additionalProperties", "propertyNames", "contains", "if", "then", "else", "not")
_LISTED = ("allOf", "anyOf", "oneOf")


def schemas_in(schema: Any) -> Iterator[Schema]:  # noqa: ANN401 - true and false are schemas too
    """The schema and every schema within it, outermost first. A keyword called ``properties`` misleads nobody here."""
    if not isinstance(schema, dict):
        return
    yield schema
    for name in _BY_NAME:
        for one in list(schema.get(name, {}).values()):
            yield from schemas_in(one)
    for name in _ONE:
        yield from schemas_in(schema.get(name))
    for name in _LISTED:
        for one in schema.get(name, ()):
            yield from schemas_in(one)

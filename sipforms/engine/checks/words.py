"""Words of JSON Schema and of the dialect that a bundle cannot use, and what to write instead."""

from collections.abc import Mapping
from types import MappingProxyType

REFUSED: Mapping[str, str] = MappingProxyType(
    {
        "allOf": "",
        "anyOf": "oneOf",
        "not": "visibleIf",
        "if": "visibleIf",
        "then": "visibleIf",
        "else": "visibleIf",
        "dependentSchemas": "visibleIf",
        "dependentRequired": "requiredIf",
        "dependencies": "requiredIf",
        "additionalProperties": "",
        "unevaluatedProperties": "",
        "patternProperties": "items",
        "propertyNames": "",
        "minProperties": "required",
        "maxProperties": "checks",
        "additionalItems": "",
        "unevaluatedItems": "",
        "prefixItems": "properties",
        "exclusiveMinimum": "minimum",
        "exclusiveMaximum": "maximum",
        "definitions": "$defs",
        "$dynamicRef": "$ref",
        "$recursiveRef": "$ref",
        "$anchor": "$defs",
        "$dynamicAnchor": "$defs",
        "$recursiveAnchor": "$defs",
        "$id": "",
        "id": "",
        "$vocabulary": "",
        "$comment": "#",
        "examples": "example",
        "readOnly": "computed",
        "writeOnly": "audience",
        "deprecated": "since",
        "contentEncoding": "",
        "contentMediaType": "",
        "contentSchema": "",
    }
)
"""Standard keywords that the dialect refuses, each with our keyword for what people mean by it (empty.

Derived, or not wanted).
"""

NOT_ACTED_ON = frozenset({"extends", "remove", "replace", "rowRef", "gate", "locked"})
"""Words of the dialect that this version does not act on."""

QUESTION_FAMILIES = frozenset({"questionnaire", "entry", "row", "choices", "option", "dimension", "shared", "scales"})
"""The families of things that are JSON Schema, in which a standard keyword may be refused by name."""

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

NOT_ACTED_ON = frozenset({"rowRef", "gate", "locked"})
"""Words of the dialect that this version does not act on."""

QUESTION_FAMILIES = frozenset({"questionnaire", "entry", "row", "choices", "option", "dimension", "shared", "scales"})
"""The families of things that are JSON Schema, in which a standard keyword may be refused by name."""

OTHER_WORDS: Mapping[str, str] = {
    "number": "integer",
    "float": "integer",
    "int": "integer",
    "bool": "boolean",
    "text": "string",
    "list": "array",
    "yesNo": "boolean",
    "tal": "integer",
    "heltal": "integer",
    "tekst": "string",
    "dato": "string, format: date",
    "date": "string, format: date",
    "tid": "string, format: time",
    "time": "string, format: time",
    "liste": "array",
    "ja/nej": "boolean",
    "borger": "citizen",
    "ophold": "episode",
    "tilbud": "facility",
    "samtale": "interview",
    "baggrund": "background",
    "indsats": "intervention",
    "virkning": "outcome",
    "rammer": "setting",
}
"""Words that other tools, and Danish, have for ours."""

OTHER_KEYWORDS: Mapping[str, str] = {
    "property": "properties",
    "skala": "scale",
    "retning": "direction",
    "dimensioner": "dimensions",
    "beskrivelse": "description",
    "hjælp": "help",
    "mangler": "missing",
    "krav": "required",
    "options": "oneOf",
    "min": "minimum",
    "max": "maximum",
    ">=": "atLeast",
    "<=": "atMost",
    "=": "is",
    "==": "is",
    "!=": "isNot",
}
"""Words that Danish and other tools have for our keywords, and that are too far from them to be misspellings."""

"""Mistakes in what is asked and how it is answered."""

from collections.abc import Mapping

from sipforms.engine.checks.code import NEAR, Code

CODES: Mapping[str, Code] = {
    "no-way-to-answer": Code("An item that does not say how it is answered (scale, type, oneOf ...).", ("name",)),
    "no-options": Code("A scale that has no answers to choose between.", ("name",)),
    "two-ways-to-answer": Code("An item that says twice how it is answered.", ("names",), also=True),
    "restricts-beside-scale": Code(
        "A keyword that restricts answers beside `scale` or `$ref`, which plain JSON Schema could not mean.",
        ("name", "beside"),
        also=True,
    ),
    "keyword-not-for-type": Code("A keyword that means nothing for this way of answering.", ("name", "type")),
    "unknown-scale": Code("No scale has that name.", NEAR),
    "not-a-scale": Code(
        "The shared definition has that name but is no scale, or no scale for one answer.", ("name", "kind")
    ),
    "unknown-dimension": Code("No dimension has that name.", NEAR),
    "dimension-not-listed": Code(
        "A dimension is described but `dimensions` does not list it.", ("name", "known"), also=True
    ),
    "duplicate-id": Code(
        "Two things of one kind (check, option, example, rule) with one id.", ("kind", "name"), also=True
    ),
    "same-key": Code("Two options on one key.", ("key", "name", "first"), also=True),
    "reserved-key": Code("A key that the form keeps for itself.", ("key",)),
    "reserved-id": Code("An id that the engine or the path language keeps for itself.", ("name",)),
    "range-impossible": Code(
        "Nothing can lie between the two bounds.", ("low", "high", "low_value", "high_value"), also=True
    ),
    "default-not-allowed": Code("A default that the question itself would refuse.", ("value",)),
    "required-names-nothing": Code(
        "`required` names an entry that is not there. `area` is the area below that has it, or empty.", (*NEAR, "area")
    ),
    "row-title-names-nothing": Code("`rowTitle` names a field that rows do not have.", NEAR),
    "unknown-placeholder": Code("Braces in a sentence that are not the one placeholder {item}.", ("name",)),
    "pattern-too-long": Code("A pattern longer than we take.", ("limit",)),
    "pattern-not-anchored": Code("A pattern that does not start with ^ and end with $.", ("suggestion",)),
    "pattern-digit-class": Code(
        "A pattern with \\d, \\w or \\s, which mean other letters elsewhere.", ("name", "suggestion")
    ),
    "pattern-not-linear": Code("A pattern that cannot be matched in linear time, or is no pattern."),
    "reference-form": Code("A $ref that is not written as one of the forms the dialect takes.", ("name", "suggestion")),
    "reference-remote": Code("A $ref to the network or to a place outside the bundle.", ("name",)),
    "unknown-reference": Code("A $ref to a shared definition that does not exist.", NEAR),
    "too-many-entries": Code(
        "A questionnaire with more entries than we follow, shared areas counted.", ("name", "limit")
    ),
    "reference-circle": Code("Shared definitions that refer to each other in a circle.", ("names",)),
}

"""Where one of several kinds of thing may stand, editors offer the keywords of all of them."""

from typing import Any

Schema = dict[str, Any]

_CIRCUMSTANCES = ("mode", "informant", "occasion", "variant", "parameter")
_CHOICES = {
    "entry": ("area", "rows"),
    "condition": ("all", "any", "not", "countTrue", "previous", *_CIRCUMSTANCES),
}
"""The kinds that are told by a keyword, under the definition that chooses; what is told by none comes last in it."""


def with_every_keyword(definitions: dict[str, Schema]) -> None:
    """Offer, where nothing tells yet which kind of thing is being written, the keywords that would tell.

    They are put beside the last kind of the choice, which refuses them: what is accepted stays the same, for as soon
    as one of them is there another kind is chosen.
    """
    for name, schema in definitions.items():
        file, mark, own = name.rpartition("_")
        if own in _CHOICES and "if" in schema:
            parent = schema
            while "else" in parent["else"]:
                parent = parent["else"]
            last = parent["else"]
            others = [definitions[file + mark + kind] for kind in _CHOICES[own]]
            parent["else"] = {"allOf": [last, {"properties": _only_in(others, definitions[_target(last)])}]}


def _only_in(others: list[Schema], usual: Schema) -> dict[str, Schema]:
    """The keywords that the usual kind lacks, each with its meaning and as much of its form as editors complete."""
    offered: dict[str, Schema] = {}
    for other in others:
        for name, value in other["properties"].items():
            if name not in usual["properties"]:
                offered.setdefault(name, _offer(value))
    return offered


def _offer(value: Schema) -> Schema:
    kept = ("description", "markdownDescription", "type", "enum", "enumDescriptions", "defaultSnippets")
    return {key: value[key] for key in kept if key in value}


def _target(reference: Schema) -> str:
    return str(reference["$ref"]).rpartition("/")[2]

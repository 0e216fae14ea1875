"""The settings that scorers share, as JSON Schema."""

from collections.abc import Mapping

from sipforms.engine.response import Json

NUMBER: dict[str, Json] = {"oneOf": [{"type": "number"}, {"type": "string", "pattern": "^-?[0-9]+/[1-9][0-9]*$"}]}
_NAME: dict[str, Json] = {"type": "string", "minLength": 1}
_NAMES: list[Json] = [_NAME, {"type": "array", "items": _NAME, "minItems": 1}]
_TAG: dict[str, Json] = {
    "type": "object",
    "properties": {"tag": _NAME},
    "required": ["tag"],
    "additionalProperties": False,
}

RANGE: Mapping[str, Json] = {
    "range": {
        "type": "array",
        "items": NUMBER,
        "minItems": 2,
        "maxItems": 2,
        "description": "what the lowest and highest value are; a claim that is checked, never needed",
    },
}
ROWS: Mapping[str, Json] = {
    "rows": {**_NAME, "description": "the repeating item whose rows are looked at"},
    "among": {"type": "object", "description": "a condition; only rows that meet it are looked at"},
    "by": {**_NAME, "description": "a field of the rows with options (./field); one number for each option as well"},
    **RANGE,
}
ITEMS: Mapping[str, Json] = {
    "items": {"oneOf": [*_NAMES, _TAG], "description": "a pattern, a list of patterns, or {tag: x}"},
    **ROWS,
}
REVERSED: Mapping[str, Json] = {
    "reversed": {"oneOf": _NAMES, "description": "those of the items whose highest step counts as the lowest"},
}
INDICATORS: Mapping[str, Json] = {
    "indicators": {"oneOf": _NAMES, "description": "ids of other indicators, with * for any letters"},
}
PAIRS: Mapping[str, Json] = {
    "items": {
        "type": "object",
        "properties": {"from": {"oneOf": _NAMES}, "minus": {"oneOf": _NAMES}},
        "required": ["from", "minus"],
        "additionalProperties": False,
        "description": "two patterns {from: a, minus: b}, joined item by item",
    },
    **ROWS,
}
CHOICES: Mapping[str, Json] = {
    "choices": {"oneOf": _NAMES, "description": "questions answered with several of a list"},
}
WEIGHTS: Mapping[str, Json] = {
    "weights": {"oneOf": _NAMES, "description": "what each weighs: of the same item, or in the same row"},
}
WHERE: Mapping[str, Json] = {
    "where": {"type": "object", "description": "what counts: {atLeast: 2} for answers, a condition for rows"},
}

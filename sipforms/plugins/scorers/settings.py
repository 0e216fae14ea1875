"""The settings that scorers share, as JSON Schema."""

from collections.abc import Mapping

from sipforms.engine.response import Json

_NAMES: dict[str, Json] = {"type": "string", "minLength": 1}
_NAME_OR_LIST: dict[str, Json] = {"oneOf": [_NAMES, {"type": "array", "items": _NAMES, "minItems": 1}]}
_TAG: dict[str, Json] = {
    "type": "object",
    "properties": {"tag": _NAMES},
    "required": ["tag"],
    "additionalProperties": False,
}
_NUMBER: dict[str, Json] = {"oneOf": [{"type": "number"}, {"type": "string", "pattern": "^-?[0-9]+/[1-9][0-9]*$"}]}

ROWS: Mapping[str, Json] = {
    "rows": {**_NAMES, "description": "the repeating item whose rows are looked at"},
    "among": {"type": "object", "description": "a condition: only rows that meet it are looked at"},
    "by": {**_NAMES, "description": "a field of the rows (./field) with options: one number for each option as well"},
}
ITEMS: Mapping[str, Json] = {
    "items": {"oneOf": [*_NAME_OR_LIST["oneOf"], _TAG], "description": "a pattern, a list of patterns, or {tag: x}"},  # type: ignore[misc]
    **ROWS,
    "range": {
        "type": "array",
        "items": _NUMBER,
        "minItems": 2,
        "maxItems": 2,
        "description": "a claim about the lowest and highest value, which is checked",
    },
}
INDICATORS: Mapping[str, Json] = {
    "indicators": {**_NAME_OR_LIST, "description": "ids of other indicators, * for any letters"},
}
PAIRS: Mapping[str, Json] = {
    **ITEMS,
    "items": {
        "type": "object",
        "properties": {"from": _NAME_OR_LIST, "minus": _NAME_OR_LIST},
        "required": ["from", "minus"],
        "additionalProperties": False,
        "description": "two patterns, {from: ..., minus: ...}, joined item by item",
    },
}

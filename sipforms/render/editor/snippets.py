"""Pieces of a bundle that an editor writes when they are chosen: an item, an area, a scale, an indicator, a check."""

import itertools
from collections.abc import Iterator
from typing import Any

import yaml

from sipforms.engine.response import Json
from sipforms.render.language import N_, _

Snippet = dict[str, Any]

_ITEMS = (
    (N_("item on a scale"), {"${1:id}": {"title": "$2", "scale": "${3:fem_trin}"}}),
    (N_("yes or no"), {"${1:id}": {"title": "$2", "type": "boolean"}}),
    (
        N_("one of a list"),
        {"${1:id}": {"title": "$2", "oneOf": [{"const": "${3:a}", "title": "$4"}, {"const": "${5:b}", "title": "$6"}]}},
    ),
    (
        N_("several of a list"),
        {"${1:id}": {"title": "$2", "type": "array", "uniqueItems": True, "items": {"scale": "${3:liste}"}}},
    ),
    (N_("a whole number"), {"${1:id}": {"title": "$2", "type": "integer", "minimum": 0, "maximum": "^${3:30}"}}),
    (N_("a date"), {"${1:id}": {"title": "$2", "type": "string", "format": "date"}}),
    (N_("a line of text"), {"${1:id}": {"title": "$2", "type": "string", "maxLength": "^${3:120}"}}),
    (
        N_("a story"),
        {"${1:id}": {"title": "$2", "type": "string", "multiline": True, "sensitivity": "freeText"}},
    ),
)
_AREA = (N_("area with items"), {"${1:id}": {"title": "$2", "properties": {"${3:id}": {"title": "$4"}}}})
_ROWS = (
    N_("rows"),
    {
        "${1:id}": {
            "title": "$2",
            "type": "array",
            "rowTitle": "'{${3:navn}}'",
            "items": {"properties": {"${3:navn}": {"title": "$4", "type": "string"}}, "required": ["${3:navn}"]},
        }
    },
)
_CHECK = (
    N_("check over several answers"),
    {"id": "${1:id}", "level": "${2|soft,hard|}", "assert": {"item": "$3", "${4:is}": "$5"}, "message": "$6"},
)
_OPTION = (N_("option"), {"const": "${1:1}", "title": "$2"})
_SCALES = (
    (
        N_("scale with steps"),
        {
            "${1:id}": {
                "direction": "${2|higherIsMore,higherIsBetter,higherIsWorse,none|}",
                "oneOf": [
                    {"const": 1, "title": "$3"},
                    {"const": 2, "title": "$4"},
                    {"const": "ved_ikke", "title": "$5", "missing": "dontKnow"},
                ],
            }
        },
    ),
    (
        N_("set of dimensions"),
        {
            "${1:id}": {
                "dimensions": ["${2:vigtighed}", "${3:tilfredshed}"],
                "properties": {
                    "${2:vigtighed}": {"title": "$4", "scale": "${5:fem_trin}"},
                    "${3:tilfredshed}": {"title": "$6", "scale": "${5:fem_trin}"},
                },
            }
        },
    ),
)
_INDICATOR = (
    N_("indicator"),
    {
        "${1:id}": {
            "title": "$2",
            "questionnaire": "$3",
            "scorer": "${4:mean}",
            "items": "'${5:area.*.tilfredshed}'",
            "missing": {"maxShare": "${6:1/3}"},
        }
    },
)
_REPORT = (
    N_("report"),
    {"${1:id}": {"title": "$2", "for": "${3|citizen,facility|}", "sections": [{"section": "${4:development}"}]}},
)
_EXAMPLE = (
    N_("example"),
    {"example": "$1", "questionnaire": "$2", "answers": {"${3:item}": "$4"}, "expect": {"problems": "^[]"}},
)
_RULE = (N_("due again and again"), {"questionnaire": "$1", "every": "${2:P12M}", "from": "${3|admission,period|}"})
_SNIPPETS = {
    "questionnaire.properties": (*_ITEMS, _AREA, _ROWS),
    "area.properties": (*_ITEMS, _AREA, _ROWS),
    "row.properties": _ITEMS,
    "check": (_CHECK,),
    "option": (_OPTION,),
    "scales.$defs": _SCALES,
    "indicators": (_INDICATOR,),
    "reports": (_REPORT,),
    "example": (_EXAMPLE,),
    "rule": (_RULE,),
}
"""By kind of thing, or by kind of thing and keyword where the piece is written under that keyword."""


def snippets_of(place: str) -> list[Snippet]:
    """The snippets for a kind of thing (``check``), or for what stands under a keyword (``area.properties``)."""
    return [{"label": _(label), "description": _(label), "body": body} for label, body in _SNIPPETS.get(place, ())]


def filled_in(example: Json) -> Snippet:
    """An example on one line as a snippet: every value in it can be typed over, one after the other."""
    return {"label": _on_one_line(example, None), "body": _on_one_line(example, itertools.count(1))}


def _on_one_line(value: Json, number: Iterator[int] | None) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_on_one_line(one, number)}" for key, one in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(_on_one_line(one, number) for one in value) + "]"
    text: str = yaml.safe_dump(value, default_flow_style=True, allow_unicode=True, width=10_000)
    text = text.removesuffix("\n").removesuffix("\n...")
    if number is None:
        return text
    quote = text[0] if text[0] in "'\"" else ""
    return f"{quote}${{{next(number)}:{text.strip(quote) if quote else text}}}{quote}"

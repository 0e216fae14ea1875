"""A plain schema as JSON or YAML, and in words what it cannot say."""

import json
from collections.abc import Mapping
from typing import Any

import yaml

from sipforms.render.language import N_, _, ngettext

Schema = Mapping[str, Any]

FORMATS = ("json", "yaml")
_REASONS = {
    "softCheck": N_("a soft check, which may stand with a reason"),
    "previous": N_("it looks at the last response"),
    "latest": N_("it looks at what was answered in another questionnaire"),
    "itemAgainstItem": N_("it compares two answers"),
    "today": N_("it looks at the day of today"),
    "sameAnswer": N_("it counts equal answers in a row"),
    "order": N_("it puts days or times in order"),
    "rowAndResponse": N_("it looks at a row and outside it at once"),
    "combinations": N_("it would take every combination of answers"),
    "rowOfResponse": N_("the row that is chosen is one of the response's own"),
    "uniqueInRows": N_("every row has an id of its own"),
}


def written(schema: Schema, form: str) -> str:
    """The schema as text that ends with a line."""
    if form == "yaml":
        text: str = yaml.safe_dump(dict(schema), allow_unicode=True, sort_keys=False, width=110)
        return text
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


def not_said(schema: Schema) -> list[str]:
    """What the schema leaves out, a line for each rule below a line that counts them; empty when it says everything."""
    notes = schema["x-notExpressed"]
    if not notes:
        return []
    many = ngettext(
        "The schema does not say {count} rule, which sipforms itself looks after:",
        "The schema does not say {count} rules, which sipforms itself looks after:",
        len(notes),
    ).format(count=len(notes))
    return [many, *(f"  {_place(note)}: {_reason(note['because'])}" for note in notes)]


def _reason(name: str) -> str:
    return _(_REASONS[name]) if name in _REASONS else name


def _place(note: Mapping[str, str]) -> str:
    return f"{note['at']} ({note['rule']})" if note["at"] else note["rule"]

"""The settings of the scorer or section that is named, offered by editors once its name stands there."""

import json
from collections.abc import Mapping
from typing import Any

from sipforms.engine.response import Json
from sipforms.render.language import _

Schema = dict[str, Any]
Settings = Mapping[str, Mapping[str, Json]]
"""Each setting's own schema by its name, under the name of the scorer or section."""

ANYTHING = "…"


def with_settings(thing: Schema, keyword: str, settings: Settings) -> None:
    """Add to a kind of thing what goes with each name that may stand after the keyword; nothing is refused by it."""
    if not settings:
        return
    known = thing["properties"]
    thing["allOf"] = [
        {
            "if": {"required": [keyword], "properties": {keyword: {"const": name}}},
            "then": {"properties": {key: _offer(one) for key, one in own.items() if key not in known}},
        }
        for name, own in settings.items()
    ]


def _offer(setting: Json) -> Schema:
    """What editors complete of a setting: its meaning, and its words where it has a few."""
    said = setting if isinstance(setting, dict) else {}
    meaning, listed = said.get("description"), said.get("enum")
    words: list[Any] = [True, False] if said.get("type") == "boolean" else listed if isinstance(listed, list) else []
    described = {"description": _(meaning)} if isinstance(meaning, str) else {}
    offered = [{"label": json.dumps(one) if isinstance(one, bool) else str(one), "body": one} for one in words]
    return {**described, "defaultSnippets": offered or [{"label": ANYTHING, "body": "$1"}]}

"""An example of each keyword of the bundle format, kept as data in ``examples.json``."""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

import yaml

from sipforms.engine.response import Json


def example_of(on: str, keyword: str) -> Json:
    """A value that may stand after the keyword of this kind of thing; nothing where no example is kept."""
    kept = examples()
    return kept.get(f"{on}.{keyword}", kept.get(keyword))


@cache
def examples() -> Mapping[str, Json]:
    """The examples by keyword, or by kind of thing and keyword where that makes a difference."""
    text = Path(__file__).with_suffix(".json").read_text(encoding="utf-8")
    return MappingProxyType(json.loads(text))


def written(keyword: str, value: Json) -> str:
    """The keyword with its value as lines of YAML; empty where there is no value."""
    if value is None:
        return ""
    flow = isinstance(value, list) and all(not isinstance(one, dict | list) for one in value)
    text: str = yaml.safe_dump(
        {keyword: value}, allow_unicode=True, sort_keys=False, width=100, default_flow_style=None if flow else False
    )
    return text.rstrip("\n")

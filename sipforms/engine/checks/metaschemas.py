"""The meta-schemas: JSON Schemas of the bundle files themselves, one for each kind of file."""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

from sipforms.engine.response import Json

FOLDER = Path(__file__).resolve().parent.parent / "schemas"
_BY_FOLDER = {"questionnaires": "questionnaire", "translations": "translations", "examples": "examples"}

TYPES: Mapping[str, str] = MappingProxyType(
    {
        "string": "text",
        "integer": "wholeNumber",
        "number": "number",
        "boolean": "yesNo",
        "array": "list",
        "object": "mapping",
        "null": "nothing",
    }
)
"""JSON's types, as facts name them."""


def kind_of(file: str) -> str:
    """Which meta-schema a file of a bundle follows: ``questionnaires/puls.yaml`` -> ``questionnaire``."""
    head, slash, _ = file.partition("/")
    return _BY_FOLDER.get(head, head) if slash else head.removesuffix(".yaml")


@cache
def metaschemas() -> Mapping[str, dict[str, Json]]:
    """The meta-schema of each kind of file by its name: programme, scales, questionnaire ..."""
    found = {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in sorted(FOLDER.glob("*.json"))}
    return MappingProxyType(found)

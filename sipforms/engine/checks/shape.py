"""Every file is shaped as its meta-schema says. jsonschema-rs decides; jsonschema is imported only to explain."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from types import MappingProxyType

import jsonschema_rs

from sipforms.engine.marks import Steps
from sipforms.engine.problem import Problem
from sipforms.engine.response import Json
from sipforms.engine.source import Source

FOLDER = Path(__file__).resolve().parent.parent / "schemas"
BASE = "json-schema:///"
_BY_FOLDER = {"questionnaires": "questionnaire", "translations": "translations", "examples": "examples"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Shaped:
    """A file's data without what its meta-schema refuses, so that later checks can rely on its shape.

    ``damaged`` holds the path of everything that lost a part or lacks one: nothing more is concluded from those.
    """

    source: Source
    data: Json
    problems: tuple[Problem, ...] = ()
    damaged: frozenset[Steps] = field(default_factory=frozenset)

    @property
    def readable(self) -> bool:
        """False where the file could not be read, or is something else than it should be, as a whole."""
        return self.data is not None


def kind_of(file: str) -> str:
    """Which meta-schema a file of a bundle follows: ``questionnaires/puls.yaml`` -> ``questionnaire``."""
    head, slash, _ = file.partition("/")
    return _BY_FOLDER.get(head, head) if slash else head.removesuffix(".yaml")


def shaped(source: Source) -> Shaped:
    """The file with what its meta-schema refuses taken out, and one problem for each mistake."""
    kind = kind_of(source.file)
    if source.data is None or validator(kind).is_valid(source.data):
        return Shaped(source=source, data=source.data)
    from sipforms.engine.checks.explain import explained

    return explained(source, kind)


@cache
def metaschemas() -> Mapping[str, dict[str, Json]]:
    """The meta-schema of each kind of file by its name: programme, scales, questionnaire ..."""
    found = {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in sorted(FOLDER.glob("*.json"))}
    return MappingProxyType(found)


@cache
def validator(kind: str) -> jsonschema_rs.Draft202012Validator:
    """The compiled meta-schema of a kind of file; it fetches nothing."""
    return jsonschema_rs.Draft202012Validator(
        metaschemas()[kind], registry=_registry(), base_uri=f"{BASE}{kind}.json", offline=True
    )


@cache
def _registry() -> jsonschema_rs.Registry:
    return jsonschema_rs.Registry([(f"{BASE}{kind}.json", schema) for kind, schema in metaschemas().items()])

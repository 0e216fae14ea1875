"""Keywords that mean something only where another programme is extended."""

from collections.abc import Iterator

from sipforms.engine.checks.codes import found
from sipforms.engine.checks.scene import PROGRAMME, Scene
from sipforms.engine.problem import Problem
from sipforms.engine.read.marks import Steps
from sipforms.engine.read.source import Source
from sipforms.engine.response import Json

_OF_THE_PROGRAMME = ("remove", "replace")
_OF_ENTRIES = ("after", "before")
_HOLDERS = frozenset({"properties", "oneOf"})


def changes_are_to_something(scene: Scene) -> Iterator[Problem]:
    """``remove`` and ``replace`` stand beside ``extends``."""
    for keyword in _OF_THE_PROGRAMME:
        if keyword in scene.programme and "extends" not in scene.programme and scene.is_sound(PROGRAMME):
            yield found(
                "only-in-overlay", scene.place(PROGRAMME, (keyword,), key=True), name=keyword, missing="extends"
            )


def entries_are_placed_among_others(scene: Scene) -> Iterator[Problem]:
    """``after`` and ``before`` place what an overlay adds; they are gone once that has been done."""
    for file, shaped in scene.files.items():
        source = shaped.source
        is_asked = file == "scales.yaml" or file.startswith("questionnaires/")
        if is_asked and any(keyword in source.text for keyword in _OF_ENTRIES):
            yield from _placed(source, (), shaped.data)


def _placed(source: Source, steps: Steps, value: Json) -> Iterator[Problem]:
    entries = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    is_entry = steps[-2:-1] != () and steps[-2] in _HOLDERS
    for step, one in entries:
        if is_entry and step in _OF_ENTRIES:
            yield found("only-in-overlay", source.place((*steps, step), key=True), name=str(step), missing="")
        elif isinstance(one, dict | list):
            yield from _placed(source, (*steps, step), one)

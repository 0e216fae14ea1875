"""From a place in a file to the question it is about, and back."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sipforms.engine.paths import Path
from sipforms.engine.problem import Place
from sipforms.engine.read.bundle import Bundle
from sipforms.engine.read.marks import Mark, Steps
from sipforms.engine.read.source import Source
from sipforms.engine.response import Json

FOLDER, PROPERTIES, ITEMS = "questionnaires", "properties", "items"


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A question, item or area of a questionnaire; the questionnaire as a whole without a path."""

    questionnaire: str
    path: Path = ()


def spot_at(place: Place, *bundles: Bundle | None) -> Spot | None:
    """What a place in a questionnaire's file is about, by the first bundle that could read the file."""
    around, _, name = place.file.rpartition("/")
    if around.rpartition("/")[2] != FOLDER or not name.endswith(".yaml"):
        return None
    found = ((one, one.sources.get(f"{FOLDER}/{name}")) for one in bundles if one is not None)
    for bundle, source in found:
        if source is not None and source.data is not None:
            path = _laid_over(source, place) if bundle.base is not None else _path(_steps(source.root, place))
            return Spot(questionnaire=name.removesuffix(".yaml"), path=path)
    return Spot(questionnaire=name.removesuffix(".yaml"))


def place_of(bundle: Bundle, questionnaire: str, path: Path) -> Place | None:
    """Where a question is written; nothing where its file is not at hand. A row's id leads to the field it fills."""
    source = bundle.sources.get(f"{FOLDER}/{questionnaire}.yaml")
    if source is None:
        return None
    steps: list[str] = []
    here: Json = source.data
    for step in path:
        here, taken = _below(here, step)
        steps += taken
    return source.place(tuple(steps), key=True)


def _below(here: Json, step: str) -> tuple[Json, tuple[str, ...]]:
    """What stands below one step of a path, and the keys that lead there; a dimension stands nowhere of its own."""
    if not isinstance(here, dict):
        return None, ()
    inside = here.get(PROPERTIES)
    if isinstance(inside, dict) and step in inside:
        return inside[step], (PROPERTIES, step)
    rows = here.get(ITEMS)
    return (rows, (ITEMS,)) if isinstance(rows, dict) else (None, ())


def _laid_over(source: Source, place: Place) -> Path:
    """The question before the place in the file it names: what two files say together is in no order of lines."""
    written = ((source.place(steps, key=True), path) for steps, path in _all((), (), source.data))
    before = [(one, path) for one, path in written if one.file == place.file and one.line <= place.line]
    return max(before, key=lambda one: (one[0].line, one[0].column), default=(place, ()))[1]


def _all(steps: Steps, path: Path, here: Json) -> Iterator[tuple[Steps, Path]]:
    """Every area and item below, with the keys that lead there."""
    inside = here.get(PROPERTIES) if isinstance(here, dict) else None
    for id_, one in inside.items() if isinstance(inside, dict) else ():
        below, name = (*steps, PROPERTIES, id_), (*path, id_)
        yield below, name
        yield from _all(below, name, one)


def _steps(mark: Mark, place: Place) -> Steps:
    """The keys that lead to what stands at a place: at each depth the last that began before it."""
    steps: list[str | int] = []
    at = place.line - 1, place.column - 1
    while (inside := _begun(mark, at)) is not None:
        step, mark = inside
        steps.append(step)
    return tuple(steps)


def _begun(mark: Mark, at: tuple[int, int]) -> tuple[str | int, Mark] | None:
    marks = mark[6]
    if isinstance(marks, Mapping):
        return max(
            ((key, one) for key, one in marks.items() if one[:2] <= at), key=lambda one: one[1][:2], default=None
        )
    if isinstance(marks, list):
        listed = ((place, one) for place, one in enumerate(marks) if one[3:5] <= at)
        return max(listed, key=lambda one: one[1][3:5], default=None)
    return None


def _path(steps: Steps) -> Path:
    """The keys as a path of the form: what stands under ``properties``, as far as that goes."""
    path: list[str] = []
    for place in range(0, len(steps) - 1, 2):
        if steps[place] != PROPERTIES:
            break
        path.append(str(steps[place + 1]))
    return tuple(path)

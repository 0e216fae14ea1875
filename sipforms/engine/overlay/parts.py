"""The parts of a bundle by the paths that translations use, with ``programme.`` for programme.yaml itself.

``livskvalitet`` is a questionnaire, ``livskvalitet.relationer.venner`` an item with its ``.title``,
``scales.fem_trin.1`` an option, ``indicators.tilfredshed``, ``reports.individuel``, ``translations.en`` a language,
``programme.schedule.livskvalitet`` all that says when a questionnaire is due.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from sipforms.engine.build.data import node, nodes
from sipforms.engine.overlay.extending import PROGRAMME
from sipforms.engine.overlay.ruling import NOT_INHERITED, is_whole, known_by
from sipforms.engine.paths import at_and_around
from sipforms.engine.read.bundle import Bundle
from sipforms.engine.read.marks import Steps
from sipforms.engine.response import Json

_LEVELS = {"scales.yaml": "scales", "indicators.yaml": "indicators", "reports.yaml": "reports"}
"""The files whose texts begin with a word of their own."""


@dataclass(frozen=True, slots=True)
class Target:
    """A value in a file of a bundle, or the file itself (no steps)."""

    file: str
    steps: Steps = ()


Parts = Mapping[str, tuple[Target, ...]]
"""Everything that can be named, by path. One path can mean several values: the rules for one questionnaire."""


def parts_of(bundle: Bundle) -> Parts:
    """Every part of the bundle that an overlay can remove or replace."""
    found: dict[str, tuple[Target, ...]] = {}
    for path, target in _parts(bundle):
        found.setdefault(path, (target,))
    for place, rule in enumerate(nodes(_data(bundle, PROGRAMME).get("schedule"))):
        path = f"programme.schedule.{rule.get('questionnaire')}"
        found[path] = (*found.get(path, ()), Target(PROGRAMME, ("schedule", place)))
    return found


def names_of(parts: Parts) -> Mapping[Target, str]:
    """The path of every value that can be named; the first where it has several."""
    found: dict[Target, str] = {}
    for path, targets in parts.items():
        for target in targets:
            found.setdefault(target, path)
    return found


def name_of(names: Mapping[Target, str], file: str, steps: Steps) -> str:
    """The path of the value, or of the nearest thing around it that can be named."""
    for length in range(len(steps), -1, -1):
        name = names.get(Target(file, steps[:length]))
        if name is not None:
            return name
    return file


def is_at_or_below(path: str, those: Collection[str]) -> bool:
    """True when the path is one of those, or inside one."""
    return bool(those) and any(one in those for one in at_and_around(path))


def _data(bundle: Bundle, file: str) -> Mapping[str, Json]:
    source = bundle.sources.get(file)
    return node(source.data) if source is not None else {}


def _parts(bundle: Bundle) -> Iterator[tuple[str, Target]]:
    for id_, source in bundle.folder_of("questionnaires"):
        yield id_, Target(f"questionnaires/{id_}.yaml")
        yield from _within(f"questionnaires/{id_}.yaml", source.data, (), id_)
    for language, _ in bundle.folder_of("translations"):
        yield f"translations.{language}", Target(f"translations/{language}.yaml")
    for file, word in _LEVELS.items():
        what = _data(bundle, file)
        inside, steps = (node(what.get("$defs")), ("$defs",)) if file == "scales.yaml" else (what, ())
        for name, one in inside.items():
            yield f"{word}.{name}", Target(file, (*steps, name))
            yield from _within(file, one, (*steps, name), f"{word}.{name}")
    for keyword, one in _data(bundle, PROGRAMME).items():
        if keyword not in NOT_INHERITED:
            yield f"programme.{keyword}", Target(PROGRAMME, (keyword,))
            yield from _within(PROGRAMME, one, (keyword,), f"programme.{keyword}")


def _within(file: str, value: Json, steps: Steps, path: str) -> Iterator[tuple[str, Target]]:
    """What stands inside a value: entries go before keywords where both have one name."""
    if not isinstance(value, dict) or is_whole(file, steps):
        return
    yield from _entries(file, value, steps, path)
    row = value.get("items")
    if isinstance(row, dict) and file != "indicators.yaml":
        yield from _entries(file, row, (*steps, "items"), path)
    for keyword, one in value.items():
        at = (*steps, keyword)
        if keyword in ("checks", "oneOf"):
            yield from _listed(file, one, at, path)
        elif keyword != "properties" or steps[-1:] == ("properties",):
            yield f"{path}.{keyword}", Target(file, at)
            yield from _within(file, one, at, f"{path}.{keyword}")


def _entries(file: str, value: Mapping[str, Json], steps: Steps, path: str) -> Iterator[tuple[str, Target]]:
    for id_, one in node(value.get("properties")).items():
        at = (*steps, "properties", id_)
        yield f"{path}.{id_}", Target(file, at)
        yield from _within(file, one, at, f"{path}.{id_}")


def _listed(file: str, value: Json, steps: Steps, path: str) -> Iterator[tuple[str, Target]]:
    """Options by what they stand for; checks by their id, which is theirs in the questionnaire as a whole."""
    word = known_by(steps) or ""
    is_check = steps[-1] == "checks"
    start = f"{path.partition('.')[0]}.checks" if is_check else path
    for place, one in enumerate(value if isinstance(value, list) else ()):
        known = node(one).get(word)
        if isinstance(known, str | int):
            yield f"{start}.{known}", Target(file, (*steps, place))
            if is_check:
                yield from _within(file, one, (*steps, place), f"{start}.{known}")

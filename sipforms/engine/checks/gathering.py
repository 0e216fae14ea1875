"""One mistake is told once: every place that one unknown name stands at is gathered under the first of them.

A name that was changed where it is defined, and nowhere else, is one mistake, however many places still have the old
one. What only follows from another mistake is left out.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TypeAlias

from sipforms.engine.build.data import Node, node, texts
from sipforms.engine.checks.scene import INDICATORS, SCALES, Scene
from sipforms.engine.checks.tree import Branch, option_values
from sipforms.engine.paths import STAR, STARS, parsed
from sipforms.engine.problem import Problem

Thing: TypeAlias = tuple[str, ...]
"""What is not there: its kind and name, and whose it is."""

_KINDS = {
    "unknown-scale": "shared",
    "unknown-reference": "shared",
    "unknown-informant": "person",
    "unknown-variant": "person",
    "unknown-audience-for": "person",
    "unknown-parameter": "parameter",
    "unknown-questionnaire": "questionnaire",
    "unknown-mode": "mode",
    "unknown-check": "check",
    "unknown-indicator": "indicator",
    "missing-file": "questionnaire",
}
_PATHS = frozenset({"unknown-path", "pattern-matches-nothing"})
_ANSWERS = frozenset({"not-an-option", "answer-not-allowed"})
_ENTRIES = frozenset({"required-names-nothing", "unknown-dimension"})
_TEXTS = {
    "scales": "shared",
    "indicators": "indicator",
    "programme.informants": "person",
    "programme.variants": "person",
    "programme.parameters": "parameter",
}
"""What the texts are about whose paths begin so."""
_DIMENSIONS = frozenset({"unknown-dimension", "dimension-not-listed"})
_ORDER = ("programme.yaml", "questionnaires/", "scales.yaml", "indicators.yaml", "reports.yaml", "examples/")
"""Where a mistake is told first: nearest to what the others build on."""


def gathered(scene: Scene, problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """The problems with those about one thing made one, at the place nearest to what the others build on."""
    every = tuple(problems)
    if len(every) < 2:
        return every
    doubted = frozenset(_doubted(scene, every))
    alone: list[Problem] = []
    groups: dict[Thing, list[Problem]] = {}
    for problem in every:
        if problem.code in _PATHS and not doubted.isdisjoint(parsed(str(problem.facts["name"]))):
            continue
        thing = None if problem.cause is not None else _thing(scene, problem)
        if thing is None:
            alone.append(problem)
        elif thing[-1] not in doubted or thing[0] != "entry" or _is_of_scales(problem):
            groups.setdefault(thing, []).append(problem)
    _join_areas(groups)
    return _consequences_left_out((*alone, *(_one(group) for group in groups.values())))


def _one(group: Sequence[Problem]) -> Problem:
    first, *others = sorted(group, key=_rank)
    places = tuple(dict.fromkeys(one.place for one in others if one.place != first.place))
    return replace(first, elsewhere=places) if places else first


def _rank(problem: Problem) -> tuple[int, str, int, int]:
    place = problem.place
    order = next((at for at, start in enumerate(_ORDER) if place.file.startswith(start)), len(_ORDER))
    return order, place.file, place.line, place.column


def _thing(scene: Scene, problem: Problem) -> Thing | None:
    """What the problem says is not there, where other problems may be about the same."""
    name = str(problem.facts.get("name", ""))
    if problem.code in _PATHS:
        return _step(scene, str(problem.facts["questionnaire"]), name)
    if problem.code in _ENTRIES:
        return _entry(scene, problem, name)
    if problem.code in _ANSWERS:
        return _option(problem)
    if problem.code == "unknown-text":
        return _text(scene, name)
    kind = _KINDS.get(problem.code)
    if kind is None or (problem.code == "missing-file" and problem.facts["keyword"] != "questionnaires"):
        return None
    return (kind, _template(scene, name) if kind == "indicator" else name)


def _step(scene: Scene, questionnaire: str, path: str) -> Thing | None:
    """The first part of a path that leads nowhere."""
    tree = scene.trees.get(questionnaire)
    if tree is None or path.startswith("./"):
        return None
    names = _names(tree)
    at: Branch | None = tree
    for step in parsed(path):
        if step in (STAR, STARS):
            at = None
        elif at is not None and step in at.children:
            at = at.children[step]
        elif step not in names:
            return ("entry", questionnaire, step)
        elif at is not None:
            return ("entry", questionnaire, at.name, step)
    return None


def _names(tree: Branch) -> frozenset[str]:
    return frozenset(branch.path[-1] for branch in tree.walk() if branch.path)


def _entry(scene: Scene, problem: Problem, name: str) -> Thing | None:
    file = problem.place.file
    questionnaire = file.removeprefix("questionnaires/").removesuffix(".yaml")
    tree = scene.trees.get(questionnaire)
    if tree is None:
        return ("entry", file, name) if file == SCALES else None
    if name in _names(tree):
        return None
    return ("entry", questionnaire, name)


def _option(problem: Problem) -> Thing | None:
    """An answer that a list of options does not have; lists are told apart by their first option."""
    known = problem.facts["known"]
    is_option = isinstance(known, tuple) and bool(known) and known[0] != "true" and bool(problem.facts["value"])
    return ("option", str(problem.facts["value"]), str(known[0])) if isinstance(known, tuple) and is_option else None


def _text(scene: Scene, path: str) -> Thing | None:
    """What the text would be about if it existed."""
    for start, kind in _TEXTS.items():
        if path.startswith(start + "."):
            name = path.removeprefix(start + ".").partition(".")[0]
            known = scene.defs if kind == "shared" else _known(scene, start)
            if kind == "shared" and name in known and (value := path.removeprefix(f"{start}.{name}.")).count(".") == 0:
                options = tuple(str(one) for one in option_values(scene.defs[name]))
                return ("option", value, options[0]) if options else None
            return None if name in known else (kind, _template(scene, name) if kind == "indicator" else name)
    questionnaire, _, rest = path.partition(".")
    if questionnaire not in scene.trees:
        return ("questionnaire", questionnaire)
    return _step(scene, questionnaire, rest)


def _known(scene: Scene, start: str) -> Iterable[str]:
    if start == "indicators":
        return (*scene.data(INDICATORS), *(scene.indicators or ()))
    return node(scene.programme.get(start.rpartition(".")[2]))


def _template(scene: Scene, name: str) -> str:
    """An indicator's id with a star for the area, where it looks like one that is written once for each area."""
    if "{area}" in name:
        return name.replace("{area}", STAR)
    areas = (branch.path[0] for tree in scene.trees.values() for branch in tree.children.values())
    is_repeated = any("forEach" in node(one) for one in scene.data(INDICATORS).values())
    found = [area for area in areas if name.startswith(area + "_")] if is_repeated else []
    return STAR + name[len(max(found, key=len)) :] if found else name


def _join_areas(groups: dict[Thing, list[Problem]]) -> None:
    """Indicators that are written once for each area are missing where the area is."""
    for entry in [thing for thing in groups if thing[0] == "entry" and len(thing) == 3]:
        for thing in [one for one in groups if one[0] == "indicator" and one[1].startswith(entry[2] + "_")]:
            groups[entry] += groups.pop(thing)


def _doubted(scene: Scene, problems: Iterable[Problem]) -> Iterator[str]:
    """Names of dimensions of which nobody knows whether they are there: their set lists others than it describes."""
    amiss = {problem.place.line for problem in problems if problem.code in _DIMENSIONS and _is_of_scales(problem)}
    for name, what in scene.defs.items() if amiss else ():
        listed, described = texts(what.get("dimensions")), tuple(node(what.get("properties")))
        if "dimensions" in what and set(listed) != set(described) and _lines(scene, name, what) & amiss:
            yield from (*listed, *described)


def _lines(scene: Scene, name: str, what: Node) -> set[int]:
    """The lines on which a set of dimensions lists and describes them."""
    steps = ("$defs", name)
    listed = (scene.place(SCALES, (*steps, "dimensions", at)) for at in range(len(texts(what.get("dimensions")))))
    described = (scene.place(SCALES, (*steps, "properties", one), key=True) for one in node(what.get("properties")))
    return {place.line for place in (*listed, *described)}


def _is_of_scales(problem: Problem) -> bool:
    return problem.place.file == SCALES


def _consequences_left_out(problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
    """The problems without those that go when another is mended."""
    unknown = {file for problem in problems for file in _strange_texts(problem)}
    misnamed = {_stem(problem.place.file) for problem in problems if problem.code in ("unknown-file", "file-name")}
    return tuple(
        one
        for one in problems
        if not (one.code == "missing-texts" and one.place.file in unknown)
        and not (one.code == "missing-file" and str(one.facts["name"]).casefold() in misnamed)
    )


def _strange_texts(problem: Problem) -> Iterator[str]:
    """The files of translations that a problem says have the old name of something."""
    files = (problem.place.file, *(place.file for place in problem.elsewhere))
    return (file for file in files if file.startswith("translations/") and problem.code != "missing-texts")


def _stem(file: str) -> str:
    return file.rpartition("/")[2].partition(".")[0].casefold()

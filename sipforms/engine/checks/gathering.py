"""One mistake is told once: every place that one unknown name stands at is gathered under the first of them.

A name that was changed where it is defined, and nowhere else, is one mistake, however many places still have the old
one. What only follows from another mistake is left out.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import takewhile
from typing import TypeAlias

from sipforms.engine.build.data import Node, node, texts
from sipforms.engine.checks.scene import INDICATORS, SCALES, Scene
from sipforms.engine.checks.tree import Branch, option_values
from sipforms.engine.paths import LATEST, STAR, STARS, parsed
from sipforms.engine.problem import Fact, Level, Problem

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
_OF_A_SET = 4
_WORDED = frozenset({"title", "say", "help", "example", "preface", "description", "for", "checks", "rowTitle"})
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
        if doubted and _depends_on(problem, doubted):
            continue
        thing = None if problem.cause is not None else _thing(scene, problem)
        if thing is None:
            alone.append(problem)
        elif thing[0] != "entry" or thing[-1] not in doubted or _is_of_scales(problem):
            groups.setdefault(thing, []).append(problem)
    _join_patterns(alone, groups)
    return _consequences_left_out((*alone, *(_one(group) for group in groups.values())))


def _join_patterns(alone: list[Problem], groups: dict[Thing, list[Problem]]) -> None:
    """Patterns with a star that end in what is not there, pairs of which one half may be that, and its texts."""
    entries = {(thing[1], thing[-1]): group for thing, group in groups.items() if thing[0] == "entry"}
    sets = {thing[-2:]: group for thing, group in groups.items() if len(thing) == _OF_A_SET}
    for problem in [one for one in alone if one.code == "unknown-text"]:
        steps = str(problem.facts["name"]).split(".")
        if steps[0] == "scales" and (of_set := sets.get(tuple(steps[1:3]))) is not None:
            of_set.append(problem)
            alone.remove(problem)
    for problem in [one for one in alone if one.code in ("pattern-matches-nothing", "pairs-match-nothing")]:
        last = str(problem.facts.get("name", "")).rpartition(".")[2]
        group = entries.get((str(problem.facts.get("questionnaire", "")), last))
        if group is not None:
            group.append(problem)
        if group is not None or (entries and problem.code == "pairs-match-nothing"):
            alone.remove(problem)


def _depends_on(problem: Problem, doubted: frozenset[str]) -> bool:
    """True for what may be right as soon as it is clear which dimensions there are."""
    if problem.code == "pairs-match-nothing":
        return True
    names_path = problem.code in _PATHS or problem.code == "unknown-text"
    return names_path and not doubted.isdisjoint(parsed(str(problem.facts["name"])))


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
        questionnaire = str(problem.facts["questionnaire"])
        return _step(scene, questionnaire, name.removeprefix(f"{LATEST}.{questionnaire}."))
    if problem.code in _ENTRIES:
        return _entry(scene, problem, name)
    if problem.code in _ANSWERS:
        return _option(problem)
    return _text(scene, name) if problem.code == "unknown-text" else _named(scene, problem, name)


def _named(scene: Scene, problem: Problem, name: str) -> Thing | None:
    kind = _KINDS.get(problem.code)
    if kind is None or (problem.code == "missing-file" and problem.facts["keyword"] != "questionnaires"):
        return None
    if kind == "shared" and SCALES not in scene.files:
        return (kind,)
    return _indicator(scene, name) if kind == "indicator" else (kind, name)


def _step(scene: Scene, questionnaire: str, path: str) -> Thing | None:
    """The first part of a path that leads nowhere."""
    tree = scene.trees.get(questionnaire)
    if tree is None or path.startswith("./"):
        return None
    names = scene.names[questionnaire]
    at: Branch | None = tree
    for step in parsed(path):
        if step in (STAR, STARS):
            at = None
        elif at is not None and step in at.children:
            at = at.children[step]
        elif step not in names:
            return ("entry", questionnaire, step)
        elif at is not None:
            return ("entry", questionnaire, _whose(at), step)
    return None


def _whose(branch: Branch) -> str:
    """Where the entry would be: the same for every item with the same set of dimensions."""
    return str(branch.what.get("scale", branch.name)) if branch.kind == "item" else branch.name


def _entry(scene: Scene, problem: Problem, name: str) -> Thing | None:
    file = problem.place.file
    questionnaire = file.removeprefix("questionnaires/").removesuffix(".yaml")
    tree = scene.trees.get(questionnaire)
    if tree is None:
        return ("entry", file, name) if file == SCALES else None
    if name not in scene.names[questionnaire]:
        return ("entry", questionnaire, name)
    known = problem.facts["known"]
    is_dimension = problem.code == "unknown-dimension" and bool(known)
    sets = (id_ for id_, what in scene.defs.items() if is_dimension and texts(what.get("dimensions")) == known)
    return next((("entry", questionnaire, id_, name) for id_ in sets), None)


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
            if name in known:
                return None
            return _indicator(scene, name) if kind == "indicator" else (kind, name)
    questionnaire, _, rest = path.partition(".")
    if questionnaire not in scene.trees:
        return ("questionnaire", questionnaire)
    return _wording(scene, questionnaire, rest.split("."))


def _wording(scene: Scene, questionnaire: str, steps: list[str]) -> Thing | None:
    """What a text is about: an entry, a dimension that it says aloud, or somebody it is meant for."""
    entry = list(takewhile(lambda step: step not in _WORDED, steps))
    if steps[len(entry) : len(entry) + 1] == ["for"] and len(steps) > len(entry) + 1:
        who = steps[len(entry) + 1]
        if not any(who in node(scene.programme.get(one)) for one in ("informants", "variants")):
            return ("person", who)
    dimension = steps[-1:] if steps[-2:-1] == ["say"] else []
    return _step(scene, questionnaire, ".".join((*entry, *dimension)))


def _known(scene: Scene, start: str) -> Iterable[str]:
    if start == "indicators":
        return (*scene.data(INDICATORS), *(scene.indicators or ()))
    return node(scene.programme.get(start.rpartition(".")[2]))


def _indicator(scene: Scene, name: str) -> Thing:
    """The indicator; or the area that is not there, where it would be written once for each; with a star for an area.

    Where one that is written once for each area has got another name, those of all areas are missing together.
    """
    repeated = {id_: node(one) for id_, one in scene.data(INDICATORS).items() if "forEach" in node(one)}
    for id_, what in repeated.items():
        before, _, after = id_.partition("{area}")
        questionnaire = str(what.get("questionnaire"))
        tree = scene.trees.get(questionnaire)
        area = name.removeprefix(before).removesuffix(after)
        if tree is not None and name == f"{before}{area}{after}" and area not in (*tree.children, "", STAR):
            is_used = area in scene.names[questionnaire]
            return ("entry", questionnaire, "", area) if is_used else ("entry", questionnaire, area)
    areas = (branch.path[0] for tree in scene.trees.values() for branch in tree.children.values())
    found = [area for area in areas if name.startswith(area + "_")] if repeated else []
    return ("indicator", STAR + name[len(max(found, key=len)) :] if found else name.replace("{area}", STAR))


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
    unknown |= {one.place.file for one in problems if one.code == "wrong-type"}
    misnamed = {_stem(problem.place.file) for problem in problems if problem.code in ("unknown-file", "file-name")}
    lines = {(place.file, place.line) for problem in problems for place in problem.elsewhere}
    braced = {f"{{{one.facts['name']}}}" for one in problems if one.code == "row-title-names-nothing"}
    wanted = {str(one.facts["name"]).casefold(): one for one in problems if one.code == "missing-file"}
    return tuple(
        _leading_home(one, wanted.get(_stem(one.place.file)))
        for one in problems
        if not (one.level is not Level.ERROR and (one.place.file, one.place.line) in lines)
        and not (one.code == "missing-texts" and one.place.file in unknown)
        and not (one.code == "placeholders-differ" and not braced.isdisjoint(_listed(one.facts["wanted"])))
        and not (one.code == "missing-file" and str(one.facts["name"]).casefold() in misnamed)
    )


def _leading_home(problem: Problem, missing: Problem | None) -> Problem:
    """A file that has no use where it lies, or under that name, with where the programme looks for it."""
    if problem.code != "unknown-file" or missing is None:
        return problem
    home = f"{missing.facts['keyword']}/{missing.facts['name']}.yaml"
    return replace(problem, facts={**problem.facts, "suggestion": home})


def _strange_texts(problem: Problem) -> Iterator[str]:
    """The files of translations that a problem says have the old name of something."""
    own = (problem.place.file,) if problem.code == "unknown-text" else ()
    return (file for file in (*own, *(place.file for place in problem.elsewhere)) if file.startswith("translations/"))


def _listed(fact: Fact) -> tuple[str, ...]:
    return fact if isinstance(fact, tuple) else (str(fact),)


def _stem(file: str) -> str:
    return file.rpartition("/")[2].partition(".")[0].casefold()

"""Conditions speak of questions, answers and circumstances that exist."""

from collections.abc import Generator, Iterator
from dataclasses import dataclass, replace
from itertools import chain
from typing import get_args

from sipforms.engine.build.data import Node, node, nodes, text, texts
from sipforms.engine.checks.codes import found
from sipforms.engine.checks.comparisons import compared
from sipforms.engine.checks.elsewhere import Outward, from_outside, outward
from sipforms.engine.checks.nearest import nearest
from sipforms.engine.checks.pathways import Looked, look_up
from sipforms.engine.checks.scene import INDICATORS, PROGRAMME, Scene
from sipforms.engine.checks.tree import Branch, Spot, matching
from sipforms.engine.condition import Operator
from sipforms.engine.paths import parsed
from sipforms.engine.problem import Problem
from sipforms.engine.response import Json

OPERATORS: tuple[Operator, ...] = get_args(Operator)
_CONDITIONS = ("visibleIf", "requiredIf", "locked", "gate")
_CONDITIONED = frozenset({*_CONDITIONS, "checks"})
_NOT_IN_NUMBERS = frozenset({"today", "previous", "sameAnswer"})
"""Words for what is not known where numbers are computed: the day, the last response, runs of answers."""
_NOT_IN_SCHEDULE = frozenset({"previous", "mode", "informant", "occasion", "variant", "parameter"})
"""Words for what is only known while somebody answers."""
_LISTS = ("all", "any", "countTrue")
_CIRCUMSTANCES = {
    "informant": "unknown-informant",
    "variant": "unknown-variant",
    "parameter": "unknown-parameter",
    "mode": "unknown-mode",
}
"""What a condition may name beside answers, and the code of its being unknown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A condition where it stands.

    In which questionnaire, and inside which rows. ``star`` says whether a star may stand here, ``alone`` that nothing
    but this questionnaire's own answers is known, ``scheduled`` that paths begin with a questionnaire.
    """

    scene: Scene
    what: Node
    spot: Spot
    questionnaire: str
    row: Branch | None = None
    star: bool = False
    alone: bool = False
    scheduled: bool = False

    def inside(self, what: Json, *steps: str | int, star: bool) -> "Written":
        """The condition that is a part of this one."""
        return replace(self, what=node(what), spot=Spot(self.spot.file, (*self.spot.steps, *steps)), star=star)


def conditions_make_sense(scene: Scene) -> Iterator[Problem]:
    """Every condition of every questionnaire, and of the schedule."""
    yield from conditions_of_rules_make_sense(scene)
    for questionnaire, tree in scene.trees.items():
        for branch, row in _with_rows(tree, None):
            for one in _of_branch(scene, questionnaire, branch, row):
                yield from judged(one)


def conditions_of_numbers_make_sense(scene: Scene) -> Iterator[Problem]:
    """The conditions in indicators: of rows, or of the response as a whole."""
    for id_, keyword, what in numbers_conditioned(scene):
        name = _questionnaire_of(scene, id_)
        if name is None:
            continue
        row = _row_of(scene, name, id_)
        spot = Spot(INDICATORS, (id_, keyword))
        if row is not None or "rows" not in node(scene.data(INDICATORS)[id_]):
            one = Written(scene=scene, what=what, spot=spot, questionnaire=name, row=row, alone=True)
            yield from judged(one)
        strange = ((word, at) for word, at in words_in(dict(what), spot) if word in _NOT_IN_NUMBERS)
        yield from (found("not-in-numbers", scene.at(at, word, key=True), name=word) for word, at in strange)


def numbers_conditioned(scene: Scene) -> Iterator[tuple[str, str, Node]]:
    """Every indicator with a condition, the setting it stands in, and the condition."""
    for id_, one in scene.data(INDICATORS).items():
        for keyword in ("among", "where"):
            what = node(one).get(keyword)
            if isinstance(what, dict) and not what.keys() <= frozenset(OPERATORS):
                yield id_, keyword, what


def _questionnaire_of(scene: Scene, indicator: str) -> str | None:
    """Whose answers it is computed from, where that is said or there is only one."""
    name = text(node(scene.data(INDICATORS)[indicator]).get("questionnaire"))
    only = next(iter(scene.trees)) if len(scene.trees) == 1 else None
    return name if name in scene.trees else only if name is None else None


def _row_of(scene: Scene, questionnaire: str, indicator: str) -> Branch | None:
    rows = text(node(scene.data(INDICATORS)[indicator]).get("rows"))
    found = matching(scene.trees[questionnaire], parsed(rows)) if rows is not None else ()
    return found[0].children.get("*") if len(found) == 1 else None


def conditions_of_rules_make_sense(scene: Scene) -> Iterator[Problem]:
    """``unless`` in the schedule looks at answers, and at nothing that is only known while somebody answers."""
    for number, one in enumerate(nodes(scene.programme.get("schedule"))):
        name, what = text(one.get("questionnaire")), one.get("unless")
        if not isinstance(what, dict) or name is None or name not in scene.trees:
            continue
        spot = Spot(PROGRAMME, ("schedule", number, "unless"))
        strange = [(word, at) for word, at in words_in(what, spot) if word in _NOT_IN_SCHEDULE]
        yield from (found("not-in-schedule", scene.at(at, word, key=True), name=word) for word, at in strange)
        if not strange:
            yield from judged(Written(scene=scene, what=what, spot=spot, questionnaire=name, scheduled=True))


def words_in(what: Json, spot: Spot) -> Iterator[tuple[str, Spot]]:
    """Every word of a condition, in its parts too, with where it stands."""
    if isinstance(what, dict):
        for word, inner in what.items():
            yield word, spot
            yield from words_in(inner, Spot(spot.file, (*spot.steps, word)))
    elif isinstance(what, list):
        for place, inner in enumerate(what):
            yield from words_in(inner, Spot(spot.file, (*spot.steps, place)))


def _with_rows(branch: Branch, row: Branch | None) -> Iterator[tuple[Branch, Branch | None]]:
    row = branch if branch.kind == "row" else row
    yield branch, row
    for child in branch.children.values():
        yield from _with_rows(child, row)


def _of_branch(scene: Scene, questionnaire: str, branch: Branch, row: Branch | None) -> Iterator[Written]:
    if _CONDITIONED.isdisjoint(branch.what):
        return
    for keyword in _CONDITIONS:
        if isinstance(what := branch.what.get(keyword), dict):
            spot = branch.spot_of(keyword)
            row = branch.children.get("*", row) if keyword == "locked" else row
            at = Spot(spot.file, (*spot.steps, keyword))
            yield Written(scene=scene, what=what, spot=at, questionnaire=questionnaire, row=row)
    checks = branch.what.get("checks")
    here = branch.children.get("*", row) if branch.kind == "rows" else row
    spot = branch.spot_of("checks")
    for place, one in enumerate(checks if isinstance(checks, list) else ()):
        if isinstance(what := node(one).get("assert"), dict):
            at = Spot(spot.file, (*spot.steps, "checks", place, "assert"))
            yield Written(scene=scene, what=what, spot=at, questionnaire=questionnaire, row=here)


def judged(one: Written) -> Iterator[Problem]:
    """What is wrong with a condition and its parts."""
    what = one.what
    for keyword in _LISTS:
        if isinstance(parts := what.get(keyword), list):
            for place, part in enumerate(parts):
                yield from judged(one.inside(part, keyword, place, star=False))
        elif keyword in what:
            yield from judged(one.inside(what[keyword], keyword, star=True))
    if "not" in what:
        yield from judged(one.inside(what["not"], "not", star=True))
    for keyword in ("item", "previous"):
        if isinstance(path := what.get(keyword), str):
            yield from _leaf(one, keyword, path)
    yield from _circumstance(one)
    yield from _range(one)


def _leaf(one: Written, keyword: str, path: str) -> Iterator[Problem]:
    operator = next((name for name in OPERATORS if name in one.what), None)
    looked = yield from _looked(one, path, (keyword,), star=one.star or operator == "sameAnswer")
    if looked is None or operator is None:
        return
    yield from compared(
        one.scene, Spot(one.spot.file, (*one.spot.steps, operator)), path, looked, operator, one.what[operator]
    )
    yield from _other(one, operator)


def _looked(one: Written, path: str, steps: tuple[str, ...], *, star: bool) -> Generator[Problem, None, Looked | None]:
    """Where the path leads, here or in another questionnaire; nothing where no more can be said about it."""
    place = one.scene.at(one.spot, *steps)
    out = _outward(one, path, steps)
    is_own = one.scheduled and out is not None and out.path and out.questionnaire == one.questionnaire
    amiss = () if out is None or is_own else tuple(out.problems(one.scene, place))
    yield from amiss
    if amiss:
        return None
    looked = look_up(one.scene, one.questionnaire, one.row, path) if out is None else out.looked(one.scene)
    if looked is not None and looked.starred and not star:
        yield found("star-outside", place, name=path)
        return None
    if looked is not None:
        yield from looked.problems(place)
    return looked


def _outward(one: Written, path: str, steps: tuple[str, ...]) -> Outward | None:
    """What a path into another questionnaire means; nothing for one inside the questionnaire itself."""
    if one.scheduled:
        return None if path.startswith("./") else from_outside(one.questionnaire, path)
    return None if one.alone or steps == ("previous",) else outward(one.questionnaire, path)


def _other(one: Written, operator: Operator) -> Iterator[Problem]:
    other = node(one.what[operator])
    if not isinstance(path := other.get("item"), str):
        return
    yield from _looked(one, path, (operator, "item"), star=False)


def _range(one: Written) -> Iterator[Problem]:
    inside = ((what, (key,)) for key, what in one.what.items() if isinstance(what, dict) and "item" not in what)
    bounds: Iterator[tuple[Node, tuple[str, ...]]] = chain(((one.what, ()),), inside)
    for what, steps in bounds:
        low, high = what.get("atLeast"), what.get("atMost")
        if isinstance(low, int) and isinstance(high, int) and low > high:
            yield found(
                "range-impossible",
                one.scene.at(one.spot, *steps, "atLeast"),
                also=one.scene.at(one.spot, *steps, "atMost"),
                low="atLeast",
                high="atMost",
                low_value=str(low),
                high_value=str(high),
            )
    between = one.what.get("between")
    if isinstance(between, list) and len(between) == 2 and _above(between[0], between[1]):
        yield found(
            "range-impossible",
            one.scene.at(one.spot, "between", 0),
            also=one.scene.at(one.spot, "between", 1),
            low="between",
            high="between",
            low_value=str(between[0]),
            high_value=str(between[1]),
        )


def _above(low: Json, high: Json) -> bool:
    if isinstance(low, int) and isinstance(high, int):
        return low > high
    return isinstance(low, str) and isinstance(high, str) and low > high


def _circumstance(one: Written) -> Iterator[Problem]:
    for keyword, code in _CIRCUMSTANCES.items():
        if not isinstance(name := one.what.get(keyword), str):
            continue
        names = _known(one, keyword)
        if name not in names and _sure(one, keyword):
            yield found(code, one.scene.at(one.spot, keyword), name=name, suggestion=nearest(name, names), known=names)


def _known(one: Written, keyword: str) -> tuple[str, ...]:
    if keyword == "mode":
        return texts(one.scene.trees[one.questionnaire].what.get("modes"))
    return tuple(node(one.scene.programme.get(keyword + "s")))


def _sure(one: Written, keyword: str) -> bool:
    if keyword == "mode":
        return one.scene.is_sound(f"questionnaires/{one.questionnaire}.yaml", "modes")
    return one.scene.is_sound("programme.yaml", keyword + "s") and bool(one.scene.programme)

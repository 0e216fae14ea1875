"""Indicators name scorers, settings and questions that exist."""

from collections.abc import Callable, Iterator, Mapping

from sipforms.engine.build.data import Node, fraction, node, text
from sipforms.engine.checks.codes import found, found_with
from sipforms.engine.checks.hooks import may_be_in_hooks
from sipforms.engine.checks.nearest import nearest
from sipforms.engine.checks.pathways import look_up
from sipforms.engine.checks.scene import INDICATORS, SCALES, Scene
from sipforms.engine.checks.words import OTHER_WORDS
from sipforms.engine.problem import Problem
from sipforms.engine.read.marks import Steps
from sipforms.engine.score.indicator_issues import IndicatorIssue

_OWN_WORDS = ("title", "questionnaire", "area", "scorer", "missing", "higherIs", "change", "forEach")


_ABOUT_RANGES = frozenset(
    {
        *("scale-does-not-fit", "mixed-ranges", "range-claim", "threshold-beyond", "change-beyond"),
        *("counts-nothing", "counts-everything", "map-names-nothing", "map-leaves-out"),
    }
)


def scorers_are_offered(scene: Scene) -> Iterator[Problem]:
    """Every scorer is one that a plug-in offers; a vocabulary that offers none was not asked."""
    known = tuple(scene.vocabulary.scorers) if INDICATORS in scene.files else ()
    for id_, one in scene.data(INDICATORS).items() if known else ():
        name = text(node(one).get("scorer"))
        if name is not None and name not in known:
            at, near = scene.place(INDICATORS, (id_, "scorer")), _meant(name, known)
            if not may_be_in_hooks(scene, name, near):
                yield found("unknown-scorer", at, name=name, suggestion=near, known=known)


def _meant(name: str, known: tuple[str, ...]) -> str:
    word = OTHER_WORDS.get(name.casefold(), "")
    return word if word in known else nearest(name, known)


def indicators_name_questionnaires_and_areas(scene: Scene) -> Iterator[Problem]:
    """``questionnaire`` and ``area`` are there; ``forEach`` says whose areas."""
    for id_, one in scene.data(INDICATORS).items():
        what = node(one)
        name = text(what.get("questionnaire"))
        known = scene.questionnaires
        if name is not None and name not in known:
            at = scene.place(INDICATORS, (id_, "questionnaire"))
            yield found("unknown-questionnaire", at, name=name, suggestion=nearest(name, known), known=known)
        if "forEach" in what and name is None and scene.is_sound(INDICATORS, id_):
            at = scene.place(INDICATORS, (id_,), key=True)
            yield found("missing-keyword", at, name="questionnaire", on="indicator")
        yield from _area(scene, id_, what, name)


def missing_shares_are_shares(scene: Scene) -> Iterator[Problem]:
    """``maxShare`` written as a fraction is at most 1; what is written as a number has been seen to."""
    for id_, one in scene.data(INDICATORS).items():
        written = text(node(node(one).get("missing")).get("maxShare"))
        share = fraction(written)
        if written is not None and share is not None and share > 1:
            at = scene.place(INDICATORS, (id_, "missing", "maxShare"))
            yield found("number-out-of-range", at, keyword="maxShare", value=written, least="0", most="1")


def _area(scene: Scene, id_: str, what: Node, questionnaire: str | None) -> Iterator[Problem]:
    name = text(what.get("area"))
    tree = scene.trees.get(questionnaire or "")
    if name is None or questionnaire is None or tree is None or "{area}" in name:
        return
    areas = tuple(branch.name for branch in tree.walk() if branch.kind == "area")
    looked = look_up(scene, questionnaire, None, name)
    if name not in areas and not looked.unclear:
        at = scene.place(INDICATORS, (id_, "area"))
        yield found("unknown-area", at, name=name, suggestion=nearest(name, areas), known=areas)


def indicators_can_be_computed(scene: Scene) -> Iterator[Problem]:
    """What the scoring engine itself finds wrong, once for each indicator as written."""
    programme = scene.built
    if programme is None or INDICATORS not in scene.files or not scene.vocabulary.scorers:
        return
    said: set[tuple[str, str, str]] = set()
    unmatched = {issue.indicator for issue in scene.examined.issues if issue.kind == "matches-nothing"}
    for issue in scene.examined.issues:
        if issue.kind == "pairs-match-nothing" and issue.indicator in unmatched:
            continue
        written = scene.written_indicators.get(issue.indicator, issue.indicator)
        circle = issue.kind == "indicator-circle"
        once = ("" if circle else written, issue.kind, issue.setting)
        if once in said and (circle or written != issue.indicator):
            continue
        said.add(once)
        if scene.is_sound(INDICATORS, written) and not _is_doubtful(scene, written, issue):
            yield from _placed(scene, written, issue)


def _is_doubtful(scene: Scene, written: str, issue: IndicatorIssue) -> bool:
    """True where the questions themselves are not understood, so that nothing follows for numbers about them."""
    name = text(node(scene.data(INDICATORS).get(written)).get("questionnaire"))
    if name is not None and (name not in scene.trees or issue.kind == "unknown-questionnaire"):
        return True  # a questionnaire that is not there or not listed is told where it is named or listed
    if issue.kind in ("unknown-setting", "missing-setting", "setting-value", "indicator-circle"):
        return False
    if issue.kind in _ABOUT_RANGES and not scene.is_sound(SCALES):
        return True
    trees = [tree for id_, tree in scene.trees.items() if name in (None, id_)]
    names_path = issue.setting != "indicators" and not _is_tag(_within(scene, (written, issue.setting), _name(issue)))
    if issue.kind == "matches-nothing" and names_path:
        path = str(issue.facts["name"])
        return any(look_up(scene, one, None, path).unclear for one in scene.trees if name in (None, one))
    return any(branch.kind == "unclear" for tree in trees for branch in tree.walk())


def _placed(scene: Scene, written: str, issue: IndicatorIssue) -> Iterator[Problem]:
    steps: Steps = (written, issue.setting) if issue.setting else (written,)
    change = _CHANGED.get(issue.kind)
    if change is not None:
        yield change(scene, steps, issue)
        return
    key = issue.setting not in node(scene.data(INDICATORS).get(written)) or not issue.setting
    yield found_with(issue.kind, scene.place(INDICATORS, steps, key=key), issue.facts)


def _unknown_setting(scene: Scene, steps: Steps, issue: IndicatorIssue) -> Problem:
    name, known = str(issue.facts["name"]), issue.facts["known"]
    words = (*(known if isinstance(known, tuple) else ()), *_OWN_WORDS)
    place = scene.place(INDICATORS, steps, key=True)
    facts = {"name": name, "of": issue.facts["of"], "suggestion": nearest(name, words), "known": known}
    return found_with("unknown-setting", place, facts)


def _matches_nothing(scene: Scene, steps: Steps, issue: IndicatorIssue) -> Problem:
    name = str(issue.facts["name"])
    place = _within(scene, steps, name)
    if issue.setting == "indicators":
        known = scene.indicators or ()
        at = scene.place(INDICATORS, place)
        return found("unknown-indicator", at, name=name, suggestion=nearest(name, known), known=known)
    id_ = text(node(scene.data(INDICATORS).get(str(steps[0]))).get("questionnaire"))
    questionnaire = id_ if id_ is not None and id_ in scene.trees else next(iter(scene.trees), "")
    if questionnaire and not _is_tag(place):
        for problem in look_up(scene, questionnaire, None, name).problems(scene.place(INDICATORS, place)):
            return problem
    at = scene.place(INDICATORS, place)
    return found("pattern-matches-nothing", at, name=name, questionnaire=questionnaire, suggestion="")


def _name(issue: IndicatorIssue) -> str:
    return str(issue.facts.get("name", ""))


def _is_tag(steps: Steps) -> bool:
    return steps[-1] == "tag" and len(steps) > len(("indicator", "setting"))


def _within(scene: Scene, steps: Steps, name: str) -> Steps:
    """The place of the pattern itself where it stands in a list or mapping; ``{area}`` has been filled in."""
    value = node(scene.data(INDICATORS).get(str(steps[0]))).get(str(steps[-1]))
    entries = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, one in entries:
        if one == name or (isinstance(one, list) and name in one):
            return (*steps, step)
        if isinstance(one, str) and "{area}" in one and name.endswith(one.rpartition("{area}")[2]):
            return (*steps, step)
    return steps


def _unknown_questionnaire(scene: Scene, steps: Steps, issue: IndicatorIssue) -> Problem:
    known, name = scene.questionnaires, str(issue.facts["name"])
    if not name:
        at = scene.place(INDICATORS, steps[:1], key=True)
        return found("missing-keyword", at, name="questionnaire", on="indicator")
    place = scene.place(INDICATORS, steps)
    return found("unknown-questionnaire", place, name=name, suggestion=nearest(name, known), known=known)


def _map_names_nothing(scene: Scene, steps: Steps, issue: IndicatorIssue) -> Problem:
    name, known = str(issue.facts["name"]), issue.facts["known"]
    words = known if isinstance(known, tuple) else ()
    place = scene.place(INDICATORS, (*steps, name), key=True)
    return found("map-names-nothing", place, name=name, suggestion=nearest(name, words), known=words)


_CHANGED: Mapping[str, Callable[[Scene, Steps, IndicatorIssue], Problem]] = {
    "unknown-setting": _unknown_setting,
    "matches-nothing": _matches_nothing,
    "unknown-questionnaire": _unknown_questionnaire,
    "map-names-nothing": _map_names_nothing,
}
"""Issues that we can say more about than the scoring engine, from the files themselves."""

"""What is wrong with a programme's indicators, as facts; ``check`` gives them places and sentences."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain

import jsonschema_rs

from sipforms.engine.build.data import fraction
from sipforms.engine.problem import Fact
from sipforms.engine.programme import Indicator, MissingRule, Programme
from sipforms.engine.response import Json
from sipforms.engine.score.indicator_order import Membership
from sipforms.engine.score.plan import Plan, plan
from sipforms.engine.score.scorer import Number, Range, RuleKind, Scorer, answers_of
from sipforms.engine.score.selection import Available, every_source, named, patterns, selected, starred
from sipforms.engine.score.threshold_issues import threshold_issues
from sipforms.engine.score.units import absolute, column_ranges, open_ends
from sipforms.engine.score.whole import Ends
from sipforms.engine.vocabulary import Vocabulary

KINDS: Mapping[str, tuple[str, ...]] = {
    "indicator-circle": ("names",),
    "unknown-questionnaire": ("name",),
    "unknown-setting": ("name", "of", "known"),
    "missing-setting": ("name", "of"),
    "setting-value": ("name", "of"),
    "takes-nothing": ("of", "takes"),
    "matches-nothing": ("name",),
    "pairs-match-nothing": (),
    "item-without-number": ("name", "of"),
    "mixed-ranges": ("ranges",),
    "scale-does-not-fit": ("range", "wanted", "of"),
    "indicator-not-a-number": ("name",),
    "indicator-elsewhere": ("name",),
    "rule-not-for-scorer": ("name", "of", "known"),
    "rule-never-met": ("least", "count"),
    "range-claim": ("name", "range"),
    "threshold-beyond": ("name", "value", "low", "high"),
    "change-beyond": ("value", "low", "high"),
    "counts-nothing": ("name",),
    "counts-everything": ("name",),
    "map-names-nothing": ("name", "known"),
    "map-leaves-out": ("names",),
}
"""Every kind of issue, and its facts. ``of`` is the scorer.

- ``indicator-circle``: indicators (``names``) computed from one another in a circle
- ``unknown-questionnaire``: there is no such questionnaire, or (no name) it cannot be told which is meant
- ``unknown-setting``, ``missing-setting``: one that the scorer does not take, or must have
- ``setting-value``: a value that the scorer cannot use
- ``takes-nothing``: nothing to compute from is named; ``takes`` is what the scorer takes
- ``matches-nothing``: a pattern that no question, rows or indicator fits, or a tag that no question has
- ``pairs-match-nothing``: two patterns that fit questions, but no two of them are about one item
- ``item-without-number``: a question named outright whose answers the scorer cannot count
- ``mixed-ranges``: scales of different ranges in one number
- ``scale-does-not-fit``: a scale of another range than the scorer is made for
- ``indicator-not-a-number``, ``indicator-elsewhere``: a member that is a class or has several parts, or is about
  another questionnaire
- ``rule-not-for-scorer``: a missing rule that means nothing for the scorer, which takes those ``known``
- ``rule-never-met``: a missing rule that asks for more than there are
- ``range-claim``: a claimed range (``name``) that is not the one the scales give (``range``, or empty)
- ``threshold-beyond``: a threshold that no answer, or every one, reaches; ``change-beyond``: one for changes
- ``counts-nothing``, ``counts-everything``: a ``where`` that no answer meets, or every one
- ``map-names-nothing``, ``map-leaves-out``: a map with an option that there is not, or without one that there is
"""

_ROUNDING = 0.005
_NAMING = ("items", "weights", "choices", "from", "to", "reversed", "by")
"""The settings that name questions."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorIssue:
    """One thing wrong with one indicator. ``setting`` is the key in it that this is about, if it is about one."""

    kind: str
    indicator: str
    setting: str = ""
    facts: Mapping[str, Fact] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Examined:
    """What is wrong with a programme's indicators, and the plans of those that can be computed, by their ids."""

    issues: tuple[IndicatorIssue, ...]
    plans: Mapping[str, Plan]


def indicator_issues(programme: Programme, vocabulary: Vocabulary) -> tuple[IndicatorIssue, ...]:
    """Everything wrong with the programme's indicators, in their order. Unknown scorers are not looked at here."""
    return examined(programme, vocabulary).issues


def examined(programme: Programme, vocabulary: Vocabulary) -> Examined:
    """The same, with the plans that were made to find it."""
    found: dict[str, list[IndicatorIssue]] = {one.id: [] for one in programme.indicators}
    plans: dict[str, Plan] = {}
    sources = {id_: every_source(questionnaire) for id_, questionnaire in programme.questionnaires.items()}
    membership = Membership(programme)
    ordered = membership.in_order()
    for one in ordered:
        word = vocabulary.scorers.get(one.scorer)
        if word is not None:
            found[one.id] += _issues(_Looking(membership, one, word.offer, sources, plans))
    computed = {one.id for one in ordered}
    circle = [one for one in programme.indicators if one.id not in computed]
    names = tuple(one.id for one in circle)
    for one in circle:
        found[one.id].append(_issue("indicator-circle", one, "indicators", names=names))
    return Examined(issues=tuple(chain.from_iterable(found.values())), plans=plans)


def _issue(kind: str, indicator: Indicator, setting: str = "", **facts: Fact) -> IndicatorIssue:
    return IndicatorIssue(kind=kind, indicator=indicator.id, setting=setting, facts=facts)


@dataclass(frozen=True, slots=True)
class _Looking:
    """One indicator being looked at, every questionnaire's questions by its id, and the plans of earlier indicators.

    The indicator's own plan is added to those.
    """

    membership: Membership
    indicator: Indicator
    scorer: Scorer
    sources: Mapping[str, Available]
    plans: dict[str, Plan]


def _issues(at: _Looking) -> Iterator[IndicatorIssue]:
    settings = tuple(_setting_issues(at.indicator, at.scorer))
    yield from settings
    if settings:
        return
    name = at.membership.questionnaire(at.indicator)
    if name is None or name not in at.sources:
        yield _issue("unknown-questionnaire", at.indicator, "questionnaire", name=name or "")
        return
    available = at.sources[name]
    members = at.membership.members(at.indicator)
    yield from _member_issues(at, members, name)
    made = plan(at.indicator, at.scorer, available, {one: at.plans[one] for one in members if one in at.plans})
    if made is None:
        yield _issue("takes-nothing", at.indicator, of=at.scorer.name, takes=at.scorer.takes)
        return
    at.plans[at.indicator.id] = made
    selection = tuple(_selection_issues(made, available))
    yield from selection
    if not selection:
        yield from _range_issues(made)
        yield from _rule_issues(made)
        for kind, setting, facts in threshold_issues(made, available):
            yield _issue(kind, at.indicator, setting, **facts)


def _setting_issues(indicator: Indicator, scorer: Scorer) -> Iterator[IndicatorIssue]:
    known = tuple(sorted(scorer.settings))
    for name, value in indicator.settings.items():
        if name not in scorer.settings:
            yield _issue("unknown-setting", indicator, name, name=name, of=scorer.name, known=known)
        elif not _is_valid(scorer.settings[name], value):
            yield _issue("setting-value", indicator, name, name=name, of=scorer.name)
    for name in scorer.needs:
        if name not in indicator.settings:
            yield _issue("missing-setting", indicator, name=name, of=scorer.name)


def _is_valid(schema: Json, value: Json) -> bool:
    return jsonschema_rs.is_valid(schema if isinstance(schema, dict) else True, value)


def _member_issues(at: _Looking, members: tuple[str, ...], questionnaire: str) -> Iterator[IndicatorIssue]:
    for pattern in patterns(at.indicator.settings.get("indicators")):
        alone = Indicator(
            id=at.indicator.id, title="", scorer="", missing=MissingRule(), settings={"indicators": pattern}
        )
        if not at.membership.members(alone):
            yield _issue("matches-nothing", at.indicator, "indicators", name=pattern)
    for name in members:
        member = at.membership.by_id.get(name)
        if member is not None and at.membership.questionnaire(member) != questionnaire:
            yield _issue("indicator-elsewhere", at.indicator, "indicators", name=name)
        elif name in at.plans and at.plans[name].scorer.shape != "number":
            yield _issue("indicator-not-a-number", at.indicator, "indicators", name=name)


def _selection_issues(made: Plan, available: Available) -> Iterator[IndicatorIssue]:
    """Patterns that fit nothing, and questions named outright whose answers do not count."""
    indicator = made.indicator
    rows = indicator.settings.get("rows")
    if isinstance(rows, str) and not any(one.rows and ".".join(one.rows.path) == rows for one in available):
        yield _issue("matches-nothing", indicator, "rows", name=rows)
    unpaired = made.take == "pairs" and not made.units
    for setting, pattern in _patterns(indicator):
        places = named(available, absolute(pattern, rows if isinstance(rows, str) else None))
        if not places:
            yield _issue("matches-nothing", indicator, setting, name=pattern)
        elif not unpaired and made.places.isdisjoint(places) and not (starred(pattern) and made.units):
            yield _issue("item-without-number", indicator, setting, name=pattern, of=made.scorer.name)
    for pattern in patterns(indicator.settings.get("reversed")):
        if _cannot_turn(made, named(available, absolute(pattern, rows if isinstance(rows, str) else None))):
            yield _issue("item-without-number", indicator, "reversed", name=pattern, of=made.scorer.name)
    for setting, tag in _tags(indicator):
        if not selected(available, {"tag": tag}):
            yield _issue("matches-nothing", indicator, setting, name=tag)
    if unpaired:
        yield _issue("pairs-match-nothing", indicator, "items")


def _cannot_turn(made: Plan, places: tuple[int, ...]) -> bool:
    """Whether one of the places has whole numbers without a lowest or a highest: they have no other way round."""
    return any(unit[0].place in places and open_ends((unit,)) for unit in made.units)


def _patterns(indicator: Indicator) -> Iterator[tuple[str, str]]:
    """Every pattern that names questions, with the setting it stands in."""
    for setting in _NAMING:
        written = indicator.settings.get(setting)
        for part in written.values() if isinstance(written, dict) and "tag" not in written else (written,):
            for pattern in patterns(part):
                yield setting, pattern


def _tags(indicator: Indicator) -> Iterator[tuple[str, str]]:
    """Every tag that stands for questions (``{tag: x}``), with the setting it stands in."""
    for setting in _NAMING:
        written = indicator.settings.get(setting)
        parts = (written, *written.values()) if isinstance(written, dict) else ()
        for tag in (part.get("tag") for part in parts if isinstance(part, dict)):
            if isinstance(tag, str):
                yield setting, tag


def _range_issues(made: Plan) -> Iterator[IndicatorIssue]:
    indicator, scorer = made.indicator, made.scorer
    columns = len(made.setup.ranges) if made.setup.ranges else 0
    endless = open_ends(made.units) if made.scorer.read is not answers_of else ()
    mixed: tuple[Range | Ends, ...] = (*column_ranges(made.units, 0), *endless) if endless else ()
    if len(mixed) > 1:
        yield _issue("mixed-ranges", indicator, "items", ranges=tuple(shown(one) for one in mixed))
    for column in range(columns if made.units else 0):
        ranges = column_ranges(made.units, column)
        if len(ranges) > 1 and not _halves(ranges, scorer.steps):
            yield _issue("mixed-ranges", indicator, "items", ranges=tuple(shown(one) for one in ranges))
        elif scorer.steps is not None and ranges and not all(_within(one, scorer.steps) for one in ranges):
            yield _issue(
                "scale-does-not-fit",
                indicator,
                "items",
                range=shown(ranges[0]),
                wanted=shown(scorer.steps),
                of=scorer.name,
            )
    claim = _claimed(indicator.settings.get("range"))
    if claim is not None and (made.range is None or not _same(claim, made.range)):
        derived = "" if made.range is None else shown(made.range)
        yield _issue("range-claim", indicator, "range", name=shown(claim), range=derived)


def _claimed(written: Json) -> Range | None:
    if not isinstance(written, list) or len(written) != 2:
        return None
    low, high = (fraction(end) for end in written)
    return None if low is None or high is None else (low, high)


def _same(claim: Range, derived: Range) -> bool:
    return all(abs(float(one) - float(other)) <= _ROUNDING for one, other in zip(claim, derived, strict=True))


def _halves(ranges: tuple[Range, ...], steps: Range | None) -> bool:
    """Whether each range is what the scorer's steps have on one side of 0, or both: barriers and facilitators."""
    return steps is not None and set(ranges) <= {steps, (steps[0], 0), (0, steps[1])} and steps[0] < 0 < steps[1]


def _within(inner: Range, outer: Range) -> bool:
    return outer[0] <= inner[0] and inner[1] <= outer[1]


def shown(range_: Range | Ends) -> str:
    """A range as people write it: ``1 - 5``; ``0 - …`` where it has no end."""
    return f"{_number(range_[0])} - {_number(range_[1])}"


def _number(value: Number | None) -> str:
    return "…" if value is None else f"{round(float(value), 2):g}"


def _rule_issues(made: Plan) -> Iterator[IndicatorIssue]:
    rule, indicator = made.indicator.missing, made.indicator
    kind, least = _rule(rule)
    known = made.scorer.rules
    if kind is not None and kind not in known:
        yield _issue("rule-not-for-scorer", indicator, "missing", name=kind, of=made.scorer.name, known=known)
    count = len(made.units) if made.units else len(made.members)
    if least is not None and made.rows is None and count and least > count:
        yield _issue("rule-never-met", indicator, "missing", least=least, count=count)


def _rule(rule: MissingRule) -> tuple[RuleKind | None, int | None]:
    if rule.max_share is not None:
        return "maxShare", None
    if rule.min_answered is not None:
        return "minAnswered", rule.min_answered
    return ("minPairs", rule.min_pairs) if rule.min_pairs is not None else (None, None)

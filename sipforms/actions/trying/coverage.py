"""What the examples of a programme cover: every item, condition, missing rule and option, and which of these they do.

An item is covered when every question about it has been answered in an example where it is asked; a condition each way
when it has been true, and when it has been false, where it decides something (an assert only where it is judged); a
missing rule each way when an example expects a number, and when one expects that there are too few answers; what an
indicator counts (``where``, ``among``) each way for an answer or row behind a number that is expected; an option
when it has been chosen once for its scale, in whichever questionnaire.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, takewhile
from typing import Literal, TypeAlias

from sipforms.actions.trying.counting import counted
from sipforms.actions.trying.outcome import Outcome, Trying
from sipforms.actions.trying.run import Tried
from sipforms.actions.trying.written import WrittenCondition, WrittenParts
from sipforms.engine.ask.evaluate import evaluate, is_judged
from sipforms.engine.ask.view import View
from sipforms.engine.ask.visibility import concrete
from sipforms.engine.build.data import node
from sipforms.engine.condition import Condition
from sipforms.engine.paths import Path, dotted
from sipforms.engine.problem import Place
from sipforms.engine.programme import Item, Programme, Question, Questionnaire, Rows
from sipforms.engine.scale import Option
from sipforms.engine.score.indicator_order import questionnaire_of

Aspect: TypeAlias = Literal["items", "conditions", "rules", "options"]
Way: TypeAlias = Literal["", "true", "false", "met", "unmet"]
ASPECTS: tuple[Aspect, ...] = ("items", "conditions", "rules", "options")


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One thing that an example can cover. ``name`` is an item's path, what a condition is about, or an id.

    ``way`` says which of the two ways of a condition or missing rule this is; ``role`` is the condition's keyword and
    ``option`` the option that is to be chosen.
    """

    questionnaire: str
    aspect: Aspect
    name: str
    place: Place
    covered: bool
    way: Way = ""
    role: str = ""
    option: Option | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """Everything that can be covered in one programme, in the order of questionnaires and files."""

    points: tuple[Point, ...]

    def of(self, questionnaire: str | None = None, aspect: Aspect | None = None) -> tuple[int, int]:
        """How many are covered, of how many."""
        wanted = [
            one.covered
            for one in self.points
            if questionnaire in (None, one.questionnaire) and aspect in (None, one.aspect)
        ]
        return sum(wanted), len(wanted)

    @property
    def missed(self) -> tuple[Point, ...]:
        """What no example covers."""
        return tuple(one for one in self.points if not one.covered)

    @property
    def percent(self) -> float:
        """The share of all points that is covered, from 0 to 100; 100 where there is nothing to cover."""
        covered, count = self.of()
        return 100 * covered / count if count else 100.0


def coverage(tried: tuple[Tried, ...], trying: Trying, written: WrittenParts) -> Coverage:
    """What these examples cover of what the bundle itself says. Examples that differ count too."""
    options = _chosen(tried)
    seen: set[str] = set()
    points: list[Point] = []
    for id_, questionnaire in trying.programme.questionnaires.items():
        mine = tuple(one for one in tried if one.example.questionnaire == id_)
        points += _items(questionnaire, mine, written)
        stated = (one for one in (*written.conditions, *written.gates) if one.questionnaire == id_)
        points += chain.from_iterable(_condition(one, mine) for one in stated)
        points += _counted(trying, id_, mine, written)
        points += _rules(trying.programme, id_, mine, written)
        points += _options(questionnaire, options, seen, written)
    return Coverage(points=tuple(one for one in points if written.is_own(one.place)))


def _items(questionnaire: Questionnaire, tried: tuple[Tried, ...], written: WrittenParts) -> Iterator[Point]:
    answered = {
        one.outcome.form.places.template(path)
        for one in tried
        for path in one.outcome.flat.answers
        if path in one.outcome.shown
    }
    for item in _all_items(questionnaire):
        wanted = [question for question in item.questions if question.computed is None]
        if wanted:
            yield Point(
                questionnaire=questionnaire.id,
                aspect="items",
                name=dotted(item.path),
                place=written.item(questionnaire.id, item.path),
                covered=all(question.path in answered for question in wanted),
            )


def _all_items(questionnaire: Questionnaire) -> Iterator[Item]:
    for entry in questionnaire.walk():
        if isinstance(entry, Item):
            yield entry
        elif isinstance(entry, Rows):
            yield from entry.fields


def _condition(one: WrittenCondition, tried: tuple[Tried, ...]) -> Iterator[Point]:
    seen = {truth for trial in tried for truth in truths(one, trial.outcome)}
    ways: tuple[tuple[Way, bool], ...] = (("true", True), ("false", False))
    for way, truth in ways:
        yield Point(
            questionnaire=one.questionnaire,
            aspect="conditions",
            name=one.check or dotted(one.path),
            place=one.place,
            covered=truth in seen,
            way=way,
            role=one.role,
        )


def truths(one: WrittenCondition, outcome: Outcome) -> Iterator[bool]:
    """What the condition comes to wherever it decides something in the example; nothing where it is not looked at."""
    return (evaluate(one.condition, view) for view in views(one, outcome))


def views(one: WrittenCondition, outcome: Outcome) -> Iterator[View]:
    """The answers as the condition sees them, once for each row that it is asked of."""
    view = outcome.answered.view
    if one.role == "assert":
        yield from (seen for seen in judging_views(one, outcome, view) if is_judged(one.condition, seen))
        return
    if one.role == "gate":
        yield from (view,) * any(path[: len(one.path)] == one.path for path in outcome.shown.paths)
        return
    template = _below(one, outcome)
    if template is None:
        return
    rows = outcome.form.places.rows_of(template) if "*" in one.path else None
    for path in concrete(outcome.form, template, outcome.flat.rows):
        seen = view if rows is None else view.at(path[: len(rows) + 1])
        if _is_looked_at(one, template, path, outcome, seen):
            yield seen


def _below(one: WrittenCondition, outcome: Outcome) -> Path | None:
    """A question (or rows) at or below the condition's path that this target group has, and that it is a part of."""
    places = outcome.form.places
    return next((path for path in places.order if path[: len(one.path)] == one.path and _has(one, path, outcome)), None)


def _has(one: WrittenCondition, template: Path, outcome: Outcome) -> bool:
    places = outcome.form.places
    if one.role == "visibleIf":
        return one.condition in places.conditions(template)
    return (places.rows.get(template) or places.questions[template]).required_if == one.condition


def _is_looked_at(one: WrittenCondition, template: Path, path: Path, outcome: Outcome, view: View) -> bool:
    if one.role == "requiredIf":
        return path in outcome.shown
    rows = outcome.form.places.rows_of(template)
    above: tuple[Condition, ...] = tuple(
        takewhile(lambda condition: condition != one.condition, outcome.form.places.conditions(template))
    )
    return (rows is None or rows in outcome.shown) and all(evaluate(condition, view) for condition in above)


def judging_views(one: WrittenCondition, outcome: Outcome, view: View) -> Iterator[View]:
    """The answers as a check sees them, once for each row that it is about, whether it can be judged or not."""
    form, shown = outcome.form, outcome.shown
    if any(check.id == one.check and check.path == one.path for check in form.questionnaire.checks):
        if not one.path or any(path[: len(one.path)] == one.path for path in shown.paths):
            yield view
        return
    rows = form.places.rows.get(one.path)
    if rows is not None and one.path in shown:
        yield from (view.at((*one.path, row)) for row in outcome.flat.rows.get(one.path, ()))


def _counted(trying: Trying, id_: str, tried: tuple[Tried, ...], written: WrittenParts) -> Iterator[Point]:
    """The conditions of indicators that say which answers or rows count."""
    for indicator in trying.programme.indicators:
        if questionnaire_of(indicator, trying.programme) != id_:
            continue
        for role in ("among", "where"):
            if not isinstance(indicator.settings.get(role), dict):
                continue
            seen = {
                truth
                for one in tried
                if indicator.id in node(one.example.expect.get("scores"))
                for truth in counted(trying.formula(id_, one.example.variant), indicator.id, role, one.outcome.sheet)
            }
            ways: tuple[tuple[Way, bool], ...] = (("true", True), ("false", False))
            for way, truth in ways:
                yield Point(
                    questionnaire=id_,
                    aspect="conditions",
                    name=indicator.id,
                    place=written.in_indicator(indicator.id, role),
                    covered=truth in seen,
                    way=way,
                    role=role,
                )


def _rules(programme: Programme, id_: str, tried: tuple[Tried, ...], written: WrittenParts) -> Iterator[Point]:
    reasons: dict[str, set[str | None]] = {}
    for one in tried:
        for name in node(one.example.expect.get("scores")):
            if name in one.outcome.scores:
                reasons.setdefault(name, set()).add(one.outcome.scores[name].reason)
    for indicator in programme.indicators:
        if questionnaire_of(indicator, programme) != id_:
            continue
        seen = reasons.get(indicator.id, set())
        ways: tuple[tuple[Way, bool], ...] = (
            ("met", not seen.isdisjoint({None, "notDefined"})),
            ("unmet", "tooFewAnswers" in seen),
        )
        for way, covered in ways:
            yield Point(
                questionnaire=id_,
                aspect="rules",
                name=indicator.id,
                place=written.in_indicator(indicator.id, "missing"),
                covered=covered,
                way=way,
            )


def _chosen(tried: tuple[Tried, ...]) -> Mapping[str, set[tuple[type, int | str]]]:
    """The options chosen in questions that are asked, by scale."""
    found: dict[str, set[tuple[type, int | str]]] = {}
    for one in tried:
        outcome = one.outcome
        for path, answer in outcome.flat.answers.items():
            question = outcome.form.question(path)
            if question is not None and question.scale is not None and path in outcome.shown:
                for value in answer if isinstance(answer, tuple) else (answer,):
                    found.setdefault(question.scale.id, set()).add((type(value), value))
    return found


def _options(
    questionnaire: Questionnaire,
    chosen: Mapping[str, set[tuple[type, int | str]]],
    seen: set[str],
    written: WrittenParts,
) -> Iterator[Point]:
    """Every option of the scales that are first used in this questionnaire."""
    for question in questionnaire.questions():
        if question.scale is None or question.scale.id in seen or question.computed is not None:
            continue
        seen.add(question.scale.id)
        yield from _of_scale(questionnaire, question, chosen.get(question.scale.id, set()), written)


def _of_scale(
    questionnaire: Questionnaire, question: Question, chosen: set[tuple[type, int | str]], written: WrittenParts
) -> Iterator[Point]:
    scale = question.scale
    for option in scale.options if scale is not None else ():
        yield Point(
            questionnaire=questionnaire.id,
            aspect="options",
            name="" if scale is None else scale.id,
            place=written.option("" if scale is None else scale.id, option.value, questionnaire.id, question.path),
            covered=(type(option.value), option.value) in chosen,
            option=option,
        )

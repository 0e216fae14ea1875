"""The section ``talkingPoints``: what is important (or hard) and not satisfying, the largest first, for the talk."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sipforms.engine.compare.answer_change import AnswerChange, answer_changes
from sipforms.engine.hookspecs import hookimpl
from sipforms.engine.offers import ReportSection
from sipforms.engine.paths import Path
from sipforms.engine.programme import Direction, Item, Option, Question
from sipforms.engine.report import SectionInput
from sipforms.engine.score.sheet import at

TOP = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class TalkingPoint:
    """One thing to talk about: how important it is, how satisfying, and how satisfying it was last time.

    ``asks_importance`` and ``asks_satisfaction`` are what the two are called in the programme. ``difference`` is in
    steps of the scale, and nothing where the two times cannot be compared.
    """

    path: Path
    title: str
    asks_importance: str
    asks_satisfaction: str
    importance: Option
    satisfaction: Option
    satisfaction_before: Option | None
    difference: int | None


def talking_points(given: SectionInput) -> tuple[TalkingPoint, ...]:
    """The ``top`` pairs by (importance above its lowest) x (satisfaction below its highest); pairs at 0 are left out.

    The product orders a list for a conversation and is never shown: it is no score (it rises when a need grows).
    """
    changes = {one.path: one for one in _changes(given)}
    found = [one for item in _pairs(given) if (one := _point(given, *item, changes)) is not None]
    found.sort(key=lambda one: -one[0])
    return tuple(point for weight, point in found[: given.setting("top", TOP)] if weight > 0)


def _pairs(given: SectionInput) -> Iterator[tuple[Item, Question, Question]]:
    """Items asked on two scales: one that says how much (or how hard), and one that says how good."""
    for item in given.programme.questionnaires[given.series.questionnaire].items():
        much = _with(item, "higherIsMore") or _with(item, "higherIsWorse")
        good = _with(item, "higherIsBetter")
        if much is not None and good is not None and given.may_show(much) and given.may_show(good):
            yield item, much, good


def _with(item: Item, direction: Direction) -> Question | None:
    scaled = (one for one in item.questions if one.scale is not None and one.scale.numbers)
    return next((one for one in scaled if one.scale is not None and one.scale.direction == direction), None)


def _point(
    given: SectionInput, item: Item, much: Question, good: Question, changes: dict[Path, AnswerChange]
) -> tuple[int, TalkingPoint] | None:
    importance, satisfaction = _chosen(given, much), _chosen(given, good)
    if importance is None or satisfaction is None or much.scale is None or good.scale is None:
        return None
    change = changes.get(good.path)
    weight = (int(importance.value) - much.scale.numbers[0]) * (good.scale.numbers[-1] - int(satisfaction.value))
    point = TalkingPoint(
        path=item.path,
        title=item.title,
        asks_importance=much.wording.title,
        asks_satisfaction=good.wording.title,
        importance=importance,
        satisfaction=satisfaction,
        satisfaction_before=None if change is None else good.scale.option(change.before),
        difference=None if change is None else change.difference,
    )
    return weight, point


def _chosen(given: SectionInput, question: Question) -> Option | None:
    """The option that was answered, when it is a number."""
    answer = at(given.now.response.answers, question.path)
    option = question.scale.option(answer) if question.scale else None
    return option if option is not None and option.missing is None and isinstance(option.value, int) else None


def _changes(given: SectionInput) -> tuple[AnswerChange, ...]:
    step = given.step
    if step is None:
        return ()
    return answer_changes(step.before.response, step.now.response, given.programmes)


@hookimpl
def report_sections() -> Iterable[ReportSection]:
    yield ReportSection(
        name="talkingPoints", build=talking_points, settings={"top": {"type": "integer", "minimum": 1, "maximum": 10}}
    )

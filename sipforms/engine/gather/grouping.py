"""What stays are divided by: where the outcome began, and one thing known of the person at a time."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import TypeAlias

from sipforms.engine.build.data import fraction
from sipforms.engine.gather.asked import Versions, answered, real_values
from sipforms.engine.gather.stay import Stay
from sipforms.engine.paths import STAR, dotted
from sipforms.engine.programme import Kind, Question, Questionnaire
from sipforms.engine.response import Json, Response

START = "start"
"""The variable that is the first number itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """One group of a variable: an option, yes or no, or the numbers from ``low`` to just under ``high``.

    ``is_whole`` says that only whole numbers are meant, so that 15 to just under 17 is 15 to 16.
    """

    id: str
    title: str = ""
    low: float | None = None
    high: float | None = None
    is_whole: bool = False

    def holds(self, number: float) -> bool:
        """Whether the number lies in the group."""
        return (self.low is None or number >= self.low) and (self.high is None or number < self.high)


@dataclass(frozen=True, slots=True, kw_only=True)
class CutPoint:
    """Where numbers are divided: at a number, or at a share of the way from the lowest possible to the highest."""

    value: Fraction
    is_share: bool = False

    def on(self, range_: tuple[float, float] | None) -> float | None:
        """The number it is on that range; nothing for a share of no range."""
        if not self.is_share:
            return float(self.value)
        return None if range_ is None else float(range_[0] + float(self.value) * (range_[1] - range_[0]))


def cut_points(written: Json) -> Iterator[CutPoint]:
    """Cut points as written: ``1/3`` is a share of an indicator's range, a number a point on it."""
    for one in written if isinstance(written, list) else ():
        value = fraction(one)
        if value is not None:
            yield CutPoint(value=value, is_share=isinstance(one, str))


@dataclass(frozen=True, slots=True, kw_only=True)
class Background:
    """One thing known of the person, and the groups it makes."""

    id: str
    title: str
    questionnaire: Questionnaire
    question: Question
    groups: tuple[Group, ...]

    @property
    def item(self) -> str:
        """The question as ``questionnaire.path``."""
        return dotted((self.questionnaire.id, *self.question.path))


Numbers: TypeAlias = Sequence[float]


def bands(cuts: Numbers, *, is_whole: bool = False) -> tuple[Group, ...]:
    """The groups between cut points that rise: one more than there are of those."""
    ends = (None, *cuts, None)
    return tuple(
        Group(id=str(place), low=low, high=high, is_whole=is_whole)
        for place, (low, high) in enumerate(pairwise(ends), 1)
    )


def start_groups(cuts: Sequence[CutPoint], range_: tuple[float, float] | None) -> tuple[Group, ...]:
    """Groups by the first number of an outcome; none where the cut points cannot be placed on its range."""
    placed = [one.on(range_) for one in cuts]
    known = [one for one in placed if one is not None]
    return bands(known) if known and len(known) == len(placed) else ()


def can_divide(question: Question) -> bool:
    """Whether the question puts everybody in one group: one of a list, yes or no, a whole number; outside rows."""
    kinds = (Kind.CHOICE, Kind.BOOLEAN, Kind.INTEGER)
    return question.kind in kinds and STAR not in question.path and question.sensitivity != "identity"


def groups_of(question: Question, cuts: Numbers) -> tuple[Group, ...]:
    """The groups that answers to the question make."""
    if question.kind is Kind.INTEGER:
        return bands(cuts, is_whole=True)
    if question.kind is Kind.BOOLEAN:
        return (Group(id="true"), Group(id="false"))
    options = question.scale.options if question.scale else ()
    return tuple(Group(id=str(one.value), title=one.title) for one in options if one.missing is None)


def group_of(variable: Background, stay: Stay, versions: Versions) -> Group | None:
    """The group that the stay is in: by its last answer, or the newest before it where the citizen was asked."""
    said = _last_said(variable, stay, versions)
    if isinstance(said, bool):
        said = "true" if said else "false"
    elif variable.question.kind is Kind.INTEGER:
        return next((one for one in variable.groups if isinstance(said, int) and one.holds(said)), None)
    return next((one for one in variable.groups if one.id == str(said)), None)


def _last_said(variable: Background, stay: Stay, versions: Versions) -> object:
    for response in _newest_first(variable.questionnaire, stay):
        question = versions.question(response, variable.question.path)
        said = None if question is None else answered(response, question)
        if question is not None and _is_answer(said, question):
            return said
    return None


def _is_answer(said: object, question: Question) -> bool:
    if question.kind is Kind.INTEGER:
        return type(said) is int
    return isinstance(said, bool) if question.kind is Kind.BOOLEAN else said in real_values(question)


def _newest_first(asked: Questionnaire, stay: Stay) -> Iterator[Response]:
    yield from reversed(tuple(stay.to(asked.id)))
    if asked.subject == "citizen":
        yield from (one for one in reversed(stay.earlier) if one.questionnaire == asked.id)

"""One level below a number: the questions behind an indicator, with what was answered to each in every round."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from sipforms.actions.follow import programmes_of
from sipforms.actions.workplace import Workplace
from sipforms.engine.compare.answer_change import AnswerChange, answer_changes
from sipforms.engine.compare.comparability import Break, Identity, identity
from sipforms.engine.compare.history import Series
from sipforms.engine.paths import Path
from sipforms.engine.programme import Programme, Question
from sipforms.engine.score.behind import questions_behind
from sipforms.engine.score.missing import Gap
from sipforms.engine.score.scoring import scoring
from sipforms.engine.score.sheet import Reading
from sipforms.store.casefile import CaseFile

_Key = tuple[Identity, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionCourse:
    """One question over the rounds of a series, oldest first.

    ``path`` has the row's id in it, ``item`` is the path without the dimension, which two questions of one item share.
    ``readings`` are answers or gaps; NOT_ASKED where the question was not there. ``breaks`` are the rounds (counted
    from 0) after which the answers may not be compared, and why.
    """

    path: Path
    item: Path
    title: str
    question: Question
    readings: tuple[Reading, ...] = field(repr=False)
    breaks: tuple[tuple[int, Break], ...] = ()

    @property
    def now(self) -> Reading:
        """The newest round's answer."""
        return self.readings[-1]

    @property
    def before(self) -> Reading | None:
        """The answer of the round before, where there is one that may be compared."""
        last = len(self.readings) - 2
        return None if last < 0 or last in dict(self.breaks) else self.readings[last]


def courses_behind(workplace: Workplace, file: CaseFile, series: Series, indicator: str) -> tuple[QuestionCourse, ...]:
    """The questions behind an indicator of the newest round, in the order asked.

    ``series`` may be cut short: then its last round is the newest. Raises StoreError where a programme is not at hand.
    """
    programmes = programmes_of(workplace, file)
    newest = series.points[-1].response
    ready = scoring(programmes[newest.digest], newest.questionnaire, workplace.vocabulary, newest.variant)
    behind = {one.path for one in questions_behind(ready, indicator)}
    return tuple(one for one in question_courses(programmes, series) if one.question.path in behind)


def question_courses(programmes: Mapping[str, Programme], series: Series) -> Iterator[QuestionCourse]:
    """Every question of the newest round, with its answers in all rounds before."""
    responses = [point.response for point in series.points]
    pairs = [answer_changes(one, other, programmes) for one, other in pairwise(responses)]
    newest = pairs[-1] if pairs else answer_changes(responses[0], responses[0], programmes)
    known = [{_key(one): one for one in changes} for changes in pairs]
    for change in newest:
        steps = [changes.get(_key(change)) for changes in known]
        yield QuestionCourse(
            path=change.path,
            item=change.path[:-1] if change.question.dimension is not None else change.path,
            title=change.title,
            question=change.worded,
            readings=_readings(change, steps),
            breaks=tuple(_breaks(steps)),
        )


def _key(change: AnswerChange) -> _Key:
    """What the question is known by in every version, and the row, where it is asked in one."""
    parts = zip(change.path, change.question.path, strict=True)
    return identity(change.question), next((own for own, asked in parts if own != asked), "")


def _readings(change: AnswerChange, steps: list[AnswerChange | None]) -> tuple[Reading, ...]:
    if not steps:
        return (change.now,)
    first = steps[0].before if steps[0] is not None else Gap.NOT_ASKED
    return (first, *(Gap.NOT_ASKED if one is None else one.now for one in steps))


def _breaks(steps: list[AnswerChange | None]) -> Iterator[tuple[int, Break]]:
    for place, one in enumerate(steps):
        if one is not None and one.broken is not None:
            yield place, one.broken

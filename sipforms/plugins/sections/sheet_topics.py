"""Which answers a talk sheet is about: the best ones, the largest changes for the better and the worse, one to talk of.

Only answers that say whether something is good or bad are looked at, and of each thing asked about only one.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from sipforms.engine.compare.answer_change import AnswerChange
from sipforms.engine.paths import Path
from sipforms.engine.programme import Option
from sipforms.engine.report import SectionInput
from sipforms.plugins.sections.talking_points import talking_points

_HALF = Fraction(1, 2)
NAMED = 2
"""How many of the best are named; a sentence with more is none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """One thing asked about, in the words it was asked with. ``asks`` is empty where the title is the question.

    ``before`` is last time's answer where the two may be compared. ``importance`` is how important (or how hard) it was
    said to be, asked as ``asks_importance``, where that is asked too.
    """

    title: str
    asks: str
    answer: Option
    before: Option | None = None
    asks_importance: str = ""
    importance: Option | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A topic with how good its answer is, and was (0 the worst answer, 1 the best), for putting them in order.

    ``wanted`` is how important it is, on the same measure. None of the three is ever shown.
    """

    path: Path
    topic: Topic
    good: Fraction
    was: Fraction | None
    wanted: Fraction


def judged(given: SectionInput, changes: Iterable[AnswerChange]) -> tuple[Judged, ...]:
    """Every topic of the newest round, in the order asked. Questions that the citizen may not see are left out."""
    shown = [one for one in changes if all(map(given.may_show, (one.question, *one.named_by)))]
    hard = {_about(one): one for one in shown if _direction(one) == "higherIsWorse"}
    good = {_about(one): one for one in shown if _direction(one) == "higherIsBetter"}
    best = {**hard, **good}
    much = {_about(one): one for one in shown if _direction(one) == "higherIsMore"}
    much = {**{about: one for about, one in hard.items() if about in good}, **much}
    much = {about: one for about, one in much.items() if _share(one, one.now) is not None}
    topics = (_judged(one, much.get(_about(one))) for one in shown if best.get(_about(one)) is one)
    return tuple(one for one in topics if one is not None)


def _about(one: AnswerChange) -> Path:
    return one.path[:-1] if one.question.dimension is not None else one.path


def _direction(one: AnswerChange) -> str:
    return one.question.scale.direction if one.question.scale is not None else "none"


def _judged(one: AnswerChange, much: AnswerChange | None) -> Judged | None:
    good = _share(one, one.now)
    answer = _option(one, one.now)
    if good is None or answer is None:
        return None
    was = _share(one, one.before) if one.broken is None and one.difference is not None else None
    is_worse = _direction(one) == "higherIsWorse"
    topic = Topic(
        title=one.title,
        asks=one.question.wording.title if one.question.dimension is not None else "",
        answer=answer,
        before=None if was is None else _option(one, one.before),
        asks_importance="" if much is None else much.question.wording.title,
        importance=None if much is None else _option(much, much.now),
    )
    return Judged(
        path=_about(one),
        topic=topic,
        good=1 - good if is_worse else good,
        was=None if was is None else (1 - was if is_worse else was),
        wanted=Fraction(0) if much is None else _share(much, much.now) or Fraction(0),
    )


def _option(one: AnswerChange, reading: object) -> Option | None:
    return one.question.scale.option(reading) if one.question.scale is not None else None


def _share(one: AnswerChange, reading: object) -> Fraction | None:
    """How far up its scale an answer is, from 0 to 1; nothing where it is no number."""
    numbers = one.question.scale.numbers if one.question.scale is not None else ()
    if len(numbers) < 2 or isinstance(reading, bool) or not isinstance(reading, int) or reading not in numbers:
        return None
    return Fraction(reading - numbers[0], numbers[-1] - numbers[0])


def best_of(found: Sequence[Judged], not_this: Judged | None) -> tuple[tuple[Topic, ...], bool]:
    """What goes best, the most important first, and whether as much goes as well; nothing that is not past the middle.

    What is to be talked about is not named among the best while something else is as good.
    """
    highest = max((one.good for one in found), default=Fraction(0))
    if highest <= _HALF:
        return (), False
    best = [one for one in found if one.good == highest]
    others = [one for one in best if one is not not_this] or best
    named = sorted(others, key=lambda one: -one.wanted)[:NAMED]
    return tuple(one.topic for one in named), len(others) > NAMED


def moved_most(found: Sequence[Judged], *, better: bool) -> Topic | None:
    """The largest change one way since last time, the most important of several; nothing where there is none."""
    steps = [(one.good - one.was if better else one.was - one.good, one) for one in found if one.was is not None]
    moved = [(step, one) for step, one in steps if step > 0]
    return min(moved, key=lambda two: (-two[0], -two[1].wanted))[1].topic if moved else None


def to_talk_about(given: SectionInput, found: Sequence[Judged]) -> Judged | None:
    """The first of the talking points; where importance is not asked, the least good answer below the best one."""
    by_path = {one.path: one for one in found}
    points = (by_path.get(one.path) for one in talking_points(given))
    first = next((one for one in points if one is not None), None)
    if first is not None or any(one.topic.importance is not None for one in found):
        return first
    return next(_least_good(found), None)


def _least_good(found: Sequence[Judged]) -> Iterator[Judged]:
    highest = max((one.good for one in found), default=Fraction(1))
    yield from (one for one in sorted(found, key=lambda one: one.good) if one.good < highest)

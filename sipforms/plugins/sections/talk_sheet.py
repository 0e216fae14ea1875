"""The section ``talkSheet`` (samtaleark): one page for the citizen to keep, in plain sentences and dots.

What goes best, what is other than last time, what to talk about, and dots for each area. Whatever the report's
audience, nothing stands on it that the citizen may not see.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from itertools import groupby
from typing import Literal, TypeAlias

from sipforms.engine.compare.answer_change import AnswerChange, answer_changes
from sipforms.engine.compare.comparability import Break, broken_between
from sipforms.engine.hookspecs import hookimpl
from sipforms.engine.offers import ReportSection
from sipforms.engine.programme import Indicator
from sipforms.engine.report import PATTERNS, SectionInput
from sipforms.engine.response import Json
from sipforms.engine.score.behind import questions_behind
from sipforms.engine.score.score import Score
from sipforms.engine.score.scoring import scoring
from sipforms.plugins.sections.development import Compared, Development, DevelopmentRow, development
from sipforms.plugins.sections.sheet_topics import Judged, Topic, best_of, judged, moved_most, to_talk_about

SinceLast: TypeAlias = Literal["first", "broken", "none", "same", "changed"]
"""What can be said of last time: there was none, it cannot be compared, no answer can be, all is the same, or not."""

SPOKEN = frozenset({"interview", "assisted", "self"})
"""The ways of answering in which the one who answers speaks for themselves."""

_MOST_DOTS, _MOST_ROWS = 10, 14
_CITIZEN = "citizen"


@dataclass(frozen=True, slots=True, kw_only=True)
class Dots:
    """A number as dots, ``of`` so many, counted in halves: the lowest step of a scale from 1 is one dot."""

    halves: int
    of: int

    @property
    def full(self) -> int:
        """How many dots are full."""
        return self.halves // 2

    @property
    def half(self) -> int:
        """1 where a dot is half full."""
        return self.halves % 2

    @property
    def empty(self) -> int:
        """How many dots are empty."""
        return self.of - self.full - self.half


@dataclass(frozen=True, slots=True, kw_only=True)
class DotRow:
    """One area: what is asked about in it, and its dots now and last time where the two may be compared.

    ``now`` is nothing where too little was answered.
    """

    title: str
    about: tuple[str, ...]
    now: Dots | None
    before: Dots | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DotGroup:
    """Areas that are asked about in the same way: ``title`` is how (``Tilfreds?``), empty where that differs.

    ``lowest`` and ``highest`` are what the ends of the scale are called. ``is_burden``: more dots are worse.
    """

    title: str
    lowest: str
    highest: str
    is_burden: bool
    rows: tuple[DotRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TalkSheet:
    """The sheet of one round. ``is_own`` says that the citizen answered, and not ``informant`` for them.

    ``best`` is empty where no answer is past the middle of its scale; ``has_more_best`` says that others are as good.
    ``better`` and ``worse`` are there only where ``since_last`` is ``changed``. ``has_answers`` is false where nothing
    was answered that can stand here. There is no name and no number of anybody on it.
    """

    title: str
    day: date
    before: date | None
    is_own: bool
    informant: str
    has_answers: bool
    best: tuple[Topic, ...]
    has_more_best: bool
    since_last: SinceLast
    broken: Break | None
    better: Topic | None
    worse: Topic | None
    talk: Topic | None
    groups: tuple[DotGroup, ...]

    @property
    def says_anything(self) -> bool:
        """False where there is nothing on it about the round: then there is no sheet to give."""
        return self.has_answers or any(row.now for group in self.groups for row in group.rows)


def talk_sheet(given: SectionInput) -> TalkSheet:
    """The sheet of the newest round; the dots are of the indicators that the setting names.

    Without it those of the development that the programme's own report shows.
    """
    given = replace(given, audience=tuple(dict.fromkeys((*given.audience, _CITIZEN))))
    newest, step = given.now.response, given.step
    changes = answer_changes(step.before.response if step else newest, newest, given.programmes)
    found = judged(given, changes)
    talk = to_talk_about(given, found)
    best, has_more = best_of(found, talk)
    since_last, broken = _since_last(given, found, changes)
    is_changed = since_last == "changed"
    asked = given.programme.questionnaires[newest.questionnaire]
    return TalkSheet(
        title=asked.headed(newest.informant, newest.variant).title,
        day=newest.answered_on,
        before=step.before.response.answered_on if step else None,
        is_own=is_own(given),
        informant=given.programme.informants.get(newest.informant or "", ""),
        has_answers=bool(found),
        best=best,
        has_more_best=has_more,
        since_last=since_last,
        broken=broken,
        better=moved_most(found, better=True) if is_changed else None,
        worse=moved_most(found, better=False) if is_changed else None,
        talk=talk.topic if talk is not None and talk.topic not in best else None,
        groups=tuple(_groups(given)),
    )


def is_own(given: SectionInput) -> bool:
    """Whether the citizen answered: in their own words, and as the informant that the programme names first."""
    newest = given.now.response
    first = next(iter(given.programme.informants), None)
    return newest.mode in SPOKEN and newest.informant in (None, first)


def _since_last(
    given: SectionInput, found: tuple[Judged, ...], changes: tuple[AnswerChange, ...]
) -> tuple[SinceLast, Break | None]:
    step = given.step
    if step is None:
        return "first", None
    whole = broken_between(step.before.response, step.now.response)
    if whole is not None:
        return "broken", whole
    both = [one for one in found if one.was is not None]
    if both:
        return ("same" if all(one.good == one.was for one in both) else "changed"), None
    about = {one.path for one in found}
    broken = {one.broken for one in changes if (one.path in about or one.path[:-1] in about) and one.broken}
    return ("broken", min(broken)) if broken else ("none", None)


def _groups(given: SectionInput) -> Iterator[DotGroup]:
    """The areas of each development, those on one scale together, until the page is full."""
    room, seen = _MOST_ROWS, set[str]()
    for settings in _developments(given):
        shown = development(replace(given, settings=settings))
        rows = [one for one in shown.rows if one.main.indicator.id not in seen and _step_count(one.main.now)]
        seen |= {one.main.indicator.id for one in rows}
        for _range, together in groupby(rows, lambda one: one.main.now.range):
            some = tuple(together)[:room]
            room -= len(some)
            if some and any(one.main.now.exact is not None for one in some):
                yield _group(given, shown, some)


def _developments(given: SectionInput) -> Iterator[Mapping[str, Json]]:
    """What the dots are of: always since last time, however the report itself compares."""
    named = given.settings.get("indicators")
    if named is not None:
        yield {"indicators": named}
        return
    reports = [one for one in given.programme.reports if one.about == _CITIZEN]
    sections = [one for one in reports[0].sections if one.section == "development"] if reports else []
    yield from ({"indicators": one.settings.get("indicators", "*")} for one in sections)
    if not sections:
        yield {"indicators": "*"}


def _group(given: SectionInput, shown: Development, rows: tuple[DevelopmentRow, ...]) -> DotGroup:
    words = shown.steps if shown.range is not None else ()
    return DotGroup(
        title=shown.main,
        lowest=words[0].title if words else "",
        highest=words[-1].title if words else "",
        is_burden=given.higher_of(one.main.indicator for one in rows) == "worse",
        rows=tuple(_row(given, one) for one in rows),
    )


def _row(given: SectionInput, row: DevelopmentRow) -> DotRow:
    return DotRow(
        title=row.title,
        about=tuple(_about(given, row.main.indicator)),
        now=dots_of(row.main.now),
        before=_before(row.main),
    )


def _before(one: Compared) -> Dots | None:
    is_compared = one.change is not None and one.change.difference is not None
    return dots_of(one.before) if is_compared and one.before is not None else None


def _about(given: SectionInput, indicator: Indicator) -> Iterator[str]:
    """What the questions behind a number are called, each once."""
    newest = given.now.response
    titles = {one.path: one.title for one in given.programme.questionnaires[newest.questionnaire].items()}
    ready = scoring(given.programme, newest.questionnaire, given.vocabulary, newest.variant)
    found = dict.fromkeys(titles.get(one.item, "") for one in questions_behind(ready, indicator.id))
    return (one for one in found if one)


def _step_count(score: Score) -> int | None:
    """How many dots a scale has: one for each step, or for each number above nothing; none where they are too many."""
    if score.range is None or not all(float(one).is_integer() for one in score.range):
        return None
    low, high = map(int, score.range)
    count = high - max(low, 1) + 1 if low in (0, 1) else 0
    return count if 2 <= count <= _MOST_DOTS else None


def dots_of(score: Score) -> Dots | None:
    """The number as dots, to the nearest half, halves of halves upwards; nothing where there is no number."""
    count = _step_count(score)
    if count is None or score.value is None or isinstance(score.value, str):
        return None
    doubled = Decimal(repr(round(float(score.value), 9))) * 2
    return Dots(halves=int(doubled.quantize(Decimal(1), rounding=ROUND_HALF_UP)), of=count)


@hookimpl
def report_sections() -> Iterable[ReportSection]:
    yield ReportSection(name="talkSheet", build=talk_sheet, settings={"indicators": PATTERNS})

"""The section ``talkSheet`` (samtaleark): one page for the citizen to keep, in plain sentences and dots.

What goes best, what is other than last time, what to talk about, and dots for each area. Whatever the report's
audience, nothing stands on it that the citizen may not see.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal, TypeAlias

from sipforms.engine.compare.answer_change import AnswerChange, answer_changes
from sipforms.engine.compare.comparability import Break, broken_between
from sipforms.engine.hookspecs import hookimpl
from sipforms.engine.offers import ReportSection
from sipforms.engine.report import PATTERNS, SectionInput
from sipforms.plugins.sections.sheet_dots import DotGroup, DotRow, Dots, dot_groups
from sipforms.plugins.sections.sheet_topics import Judged, Topic, best_of, judged, moved_most, to_talk_about

__all__ = ["DotGroup", "DotRow", "Dots", "SinceLast", "TalkSheet", "Topic", "is_own", "talk_sheet"]

SinceLast: TypeAlias = Literal["first", "broken", "none", "same", "changed"]
"""What can be said of last time: there was none, it cannot be compared, no answer can be, all is the same, or not."""

SPOKEN = frozenset({"interview", "assisted", "self"})
"""The ways of answering in which the one who answers speaks for themselves."""

_CITIZEN = "citizen"


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
        groups=dot_groups(given),
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


@hookimpl
def report_sections() -> Iterable[ReportSection]:
    yield ReportSection(name="talkSheet", build=talk_sheet, settings={"indicators": PATTERNS})

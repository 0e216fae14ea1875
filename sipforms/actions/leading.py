"""What a leader has before him: a facility's report for a period, its figures by theme, and what audits decided."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from sipforms.actions.audits import audits
from sipforms.actions.comparing import comparison_set, least_of
from sipforms.actions.gathering import Gathered, Scope, Tell, gather
from sipforms.actions.group_report import Terms, group_report, is_of_period, reports_of_groups
from sipforms.actions.themes import AreaOf, Theme, Themes, themes_of
from sipforms.actions.workplace import Workplace
from sipforms.engine.audit import AuditBook, Topic
from sipforms.engine.gather.period import Span, reporting_year
from sipforms.engine.paths import dotted
from sipforms.engine.programme import Area, Programme, Question, Questionnaire, ReportDefinition
from sipforms.engine.report import GroupReport
from sipforms.engine.score.behind import questions_behind
from sipforms.engine.score.scoring import scoring
from sipforms.engine.vocabulary import Vocabulary
from sipforms.store.access.roles import Right
from sipforms.store.casefile import CaseFile, case_files
from sipforms.store.uses import Action, Subject, Use

DEVELOPMENT = "groupDevelopment"
YEARS = 5
"""How many reporting years can be chosen: the one of today and those before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """Which figures: a report of a programme (its usual one, where empty), for a period, about a place or all.

    Without a ``period`` it is the newest reporting year that is answered about as it is in others. ``compares``: a
    place beside the other places.
    """

    programme: str
    report: str = ""
    period: Span | None = None
    place: str = ""
    compares: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Led:
    """What came of a wish. ``wish`` has the period and report that were chosen."""

    wish: Wish
    gathered: Gathered
    report: GroupReport
    themes: Themes
    book: AuditBook

    def topic(self, theme: Theme) -> Topic:
        """What is discussed when it is about this theme."""
        return Topic(
            programme=self.wish.programme,
            place=self.wish.place,
            area=theme.key,
            title=theme.title,
            begins=self.report.begins,
            ends=self.report.ends,
        )


def lead(
    workplace: Workplace, wish: Wish, gathered: Gathered | None = None, tell: Tell = lambda _done, _total: None
) -> Led:
    """The figures wished for. ``gathered`` is what was read before of the same programme, and is not read again.

    Raises NotAllowed, StoreUnavailable.
    """
    programme = workplace.programmes.by_id[wish.programme]
    every = gathered or gather(workplace, Scope(programme=wish.programme), tell)
    period = wish.period or usual_period(programme, every, workplace.now().date())
    definition = definition_of(programme, wish.report)
    scope = Scope(programme=programme.id, begins=period.begins, ends=period.ends, unit=wish.place or None)
    against = comparison_set(every, scope, {}, least_of(programme)) if wish.compares and wish.place else None
    report = group_report(workplace, programme, definition, scope, within(every, scope), Terms(against=against))
    return Led(
        wish=replace(wish, period=period, report=definition.id),
        gathered=every,
        report=report,
        themes=themes_of(report, areas_of(programme, workplace.vocabulary)),
        book=audits(workplace, programme.id, wish.place),
    )


def again(workplace: Workplace, led: Led) -> Led:
    """The same figures with what has been decided since."""
    return replace(led, book=audits(workplace, led.wish.programme, led.wish.place))


def note_page(workplace: Workplace, led: Led) -> None:
    """Tells the access log that the report is written to a file. Raises NotAllowed, StoreUnavailable."""
    workplace.require(Right.GROUP_REPORT)
    people = tuple(dict.fromkeys(stay.person for stay in led.gathered.every))
    what = f"{led.wish.programme} {led.wish.report}"
    workplace.store.note(Use(action=Action.EXPORT, subject=Subject.STORE, criterion=what, cases=people))


def within(gathered: Gathered, scope: Scope) -> Gathered:
    """What was gathered, with only the stays of another scope."""
    stays = (one for one in gathered.every if scope.unit in (None, one.episode.unit) and scope.holds(one.day))
    return replace(gathered, stays=tuple(stays))


def led_reports(programme: Programme) -> tuple[ReportDefinition, ...]:
    """The programme's reports about a facility, the usual one first."""
    about = [one for one in reports_of_groups(programme) if one.about == "facility"]
    return tuple(sorted(about, key=lambda one: not is_of_period(one)))


def definition_of(programme: Programme, report: str = "") -> ReportDefinition:
    """The report of that id, else the usual one; that one tells of development wherever another of them does."""
    every = led_reports(programme)
    named = next((one for one in every if one.id == report), None)
    if named is not None and named.id != every[0].id:
        return named
    usual = every[0]
    if any(one.section == DEVELOPMENT for one in usual.sections):
        return usual
    further = tuple(one for each in every[1:] for one in each.sections if one.section == DEVELOPMENT)
    return replace(usual, sections=(*usual.sections, *further))


def years_of(programme: Programme, today: date) -> tuple[Span, ...]:
    """The reporting years that can be chosen, the one of today first."""
    newest = next(year for year in (today.year, today.year - 1) if reporting_year(programme, year).holds(today))
    return tuple(reporting_year(programme, newest - back) for back in range(YEARS))


def usual_period(programme: Programme, gathered: Gathered, today: date) -> Span:
    """The newest reporting year in which at least half as many people were answered about as in the fullest."""
    years = years_of(programme, today)
    people = [_people(gathered, one) for one in years]
    fullest = max(people)
    return next(year for year, count in zip(years, people, strict=True) if 2 * count >= fullest)


def _people(gathered: Gathered, period: Span) -> int:
    return len({stay.person for stay in gathered.every for one in stay.responses if period.holds(one.answered_on)})


def areas_of(programme: Programme, vocabulary: Vocabulary) -> AreaOf:
    """Which one area all questions behind an indicator stand in."""
    known: dict[str, tuple[str, str]] = {}
    for asked in programme.questionnaires.values():
        areas = [entry for entry in asked.walk() if isinstance(entry, Area)]
        known.update(_areas(programme, asked, areas, vocabulary))
    return known.get


def _areas(
    programme: Programme, asked: Questionnaire, areas: list[Area], vocabulary: Vocabulary
) -> Iterator[tuple[str, tuple[str, str]]]:
    ready = scoring(programme, asked.id, vocabulary)
    for indicator in ready.plans:
        found = {_around(one, areas) for one in questions_behind(ready, indicator)}
        if len(found) == 1 and (only := found.pop()):
            yield indicator, only


def _around(question: Question, areas: list[Area]) -> tuple[str, str] | None:
    around = [one for one in areas if question.path[: len(one.path)] == one.path]
    return (dotted(around[-1].path), " · ".join(one.title for one in around)) if around else None


def stays_by_programme(workplace: Workplace) -> Mapping[str, int]:
    """How many stays there are under each programme. Raises NotAllowed, StoreUnavailable."""
    workplace.require(Right.GROUP_REPORT)
    files = case_files(workplace.store, workplace.store.list_cases(), "group-report")
    return Counter(stay.programme for _, file in files if isinstance(file, CaseFile) for stay in file.episodes)


def programmes_led(workplace: Workplace, used: Mapping[str, int]) -> tuple[Programme, ...]:
    """The programmes there are figures of, the one most used first; ``used`` counts stays by programme."""
    by_id = workplace.programmes.by_id
    known = [by_id[one] for one in by_id if used.get(one) or not used]
    return tuple(sorted(known or by_id.values(), key=lambda one: (-used.get(one.id, 0), one.title)))

"""Coverage: what is handed in to have it decided what may be told of it, and what is told."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import cast

from sipforms.engine.family import forms_of, main_form
from sipforms.engine.gather.facility.counting import ANSWERED
from sipforms.engine.gather.facility.coverage import Coverage, CoverageRow, State, StateCount, WayCount
from sipforms.engine.gather.facility.covering import STATES, Forms, RowKey, days_since, last_day
from sipforms.engine.gather.facility.respondents import Respondents, Way
from sipforms.engine.gather.period import Span
from sipforms.engine.programme import Programme
from sipforms.engine.report import GroupInput
from sipforms.engine.withhold.block import Block, Line, LineKind, Mark
from sipforms.engine.withhold.deciding import Decision
from sipforms.engine.withhold.levels import apart
from sipforms.engine.withhold.told import Told

CITIZENS = "citizens"
WAYS: tuple[Way, ...] = ("own", "behalf", "seen", "noted")


def coverage_subject(key: RowKey) -> str:
    """What a row is called in the register of what was told."""
    return f"coverage:{key[0]}|{key[1] or ''}"


def _ways_subject(key: RowKey) -> str:
    return f"ways:{key[0]}|{key[1] or ''}"


def frame_of(programme: Programme, group: Respondents, rows: Mapping[RowKey, Forms]) -> str:
    """The row that a respondent group's people are among; nothing where there is none."""
    main = main_form(programme, group.questionnaire)
    found = next((key for key in ((main, group.informant), (main, None)) if key in rows), None)
    return coverage_subject(found) if found is not None else ""


def citizens_subject(span: Span) -> str:
    """How many stayed, of each period by itself: that somebody came or left since tells of no answer."""
    return f"{CITIZENS}:{span.begins or ''}/{span.ends or ''}"


def coverage_blocks(
    rows: Mapping[RowKey, Forms], citizens: Mapping[str, str], span: Span, mine: LineKind
) -> Iterator[Block]:
    """How many people stayed, and of each row the states of its forms and the ways of those answered."""
    everybody = frozenset(Mark(person, person, place) for person, place in citizens.items())
    yield Block(
        subject=citizens_subject(span),
        categories=(ANSWERED,),
        may_be_alike=True,
        levels=(apart((ANSWERED,)),),
        lines=(Line(name=mine, kind=mine, cells={ANSWERED: everybody}),),
    )
    for key, forms in rows.items():
        states: dict[str, frozenset[Mark]] = {state: frozenset(marks) for state, marks in forms.states.items()}
        yield Block(
            subject=coverage_subject(key),
            categories=STATES,
            may_be_alike=True,
            levels=(((STATES[0],), STATES[1:]),),
            lines=(Line(name=mine, kind=mine, cells=states),),
            within=citizens_subject(span),
        )
        ways: dict[str, frozenset[Mark]] = {way: frozenset(marks) for way, marks in forms.ways.items()}
        yield Block(
            subject=_ways_subject(key),
            categories=WAYS,
            may_be_alike=True,
            levels=(apart(WAYS),),
            lines=(Line(name=mine, kind=mine, cells=ways),),
            within=coverage_subject(key),
        )


def coverage_told(rows: Mapping[RowKey, Forms], decision: Decision, given: GroupInput, mine: LineKind) -> Coverage:
    """What may be told of how much was answered."""
    stayed = decision.line(citizens_subject(given.period), mine)
    return Coverage(
        citizens=stayed.people if isinstance(stayed, Told) else None,
        as_of=stayed.dated if isinstance(stayed, Told) else None,
        waiting=(stayed.waiting or 0) if isinstance(stayed, Told) else 0,
        rows=tuple(_row(key, forms, decision, given, mine) for key, forms in rows.items()),
        least=given.least,
        until=last_day(given.period, given.today) if given.today is not None else given.period.ends,
    )


def _row(key: RowKey, forms: Forms, decision: Decision, given: GroupInput, mine: LineKind) -> CoverageRow:
    told = decision.line(coverage_subject(key), mine)
    title, *others = (one.headed(key[1], None).title for one in forms_of(given.programme, key[0]))
    row = CoverageRow(
        questionnaire=key[0],
        title=title,
        other_titles=tuple(dict.fromkeys(one for one in others if one != title)),
        informant=key[1],
        informant_title=given.programme.informants.get(key[1] or "", ""),
        due=None,
        people=None,
        lack=None if isinstance(told, Told) else told.rule,
    )
    if not isinstance(told, Told):
        return row
    ways = decision.line(_ways_subject(key), mine)
    return replace(
        row,
        due=told.count,
        people=told.people,
        states=tuple(_states(told)),
        ways=tuple(_ways(ways)) if isinstance(ways, Told) and ways.dated == told.dated else (),
        days=_days(forms, given) if told.dated is None else None,
        as_of=told.dated,
        waiting=told.waiting or 0,
    )


def _states(told: Told) -> Iterator[StateCount]:
    for cell in told.cells or ():
        if cell.count:
            yield StateCount(states=cast("tuple[State, ...]", cell.categories), forms=cell.count)


def _ways(told: Told) -> Iterator[WayCount]:
    for cell in told.cells or ():
        if cell.count:
            yield WayCount(way=cast("Way", cell.categories[0]), forms=cell.count, share=cell.count / told.count)


def _days(forms: Forms, given: GroupInput) -> int | None:
    """The median is one person's own: it is told to the place itself, and only of enough people."""
    return days_since(forms) if len(forms.days) >= given.least and not given.is_public else None

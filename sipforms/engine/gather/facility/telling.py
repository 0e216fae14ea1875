"""From counts to figures that may be shown: all of a report's questions and its coverage, decided at once.

Several sections draw on the same answers, so what may be told is decided for all of them together, and only once. What
a section shows is picked from that.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from sipforms.engine.build.data import texts
from sipforms.engine.gather.asked import Versions
from sipforms.engine.gather.facility.against import LEAST_PLACES
from sipforms.engine.gather.facility.asked_about import AskedAbout, asked_about, importance_pairs, once
from sipforms.engine.gather.facility.counting import (
    ALL,
    OTHERS,
    OWN,
    Counted,
    Lines,
    count_group,
    count_people,
    people_subject,
)
from sipforms.engine.gather.facility.coverage import Coverage
from sipforms.engine.gather.facility.coverage_told import coverage_blocks, coverage_told, frame_of
from sipforms.engine.gather.facility.covering import Forms, Looking, RowKey, count_forms, last_day, stayed
from sipforms.engine.gather.facility.distribution import GroupSpread
from sipforms.engine.gather.facility.respondents import Respondents
from sipforms.engine.gather.facility.spread_told import evenly_asked, question_told
from sipforms.engine.gather.facility.voices import Voice, Voices, voices
from sipforms.engine.report import GroupInput
from sipforms.engine.response import Json
from sipforms.engine.withhold.block import Block, LineKind
from sipforms.engine.withhold.deciding import Decision
from sipforms.engine.withhold.told import Logged, Told

DISTRIBUTION, IMPORTANCE = "distribution", "importance"
_KEPT = "facility"


@dataclass(frozen=True, slots=True, kw_only=True)
class FacilityFigures:
    """Everything that coverage, distribution and importance show, and what was withheld by which rule."""

    coverage: Coverage
    groups: tuple[GroupSpread, ...]
    log: tuple[Logged, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """What was counted of a place and of those it is compared with."""

    lines: Mapping[Respondents, Lines] = field(repr=False)
    questions: Mapping[Respondents, tuple[Counted, ...]] = field(repr=False)
    forms: Mapping[RowKey, Forms] = field(repr=False)
    citizens: Mapping[str, str] = field(repr=False)


def facility_figures(given: GroupInput) -> FacilityFigures:
    """The figures of the report, worked out once for all its sections."""
    known = given.shared.get(_KEPT)
    if isinstance(known, FacilityFigures):
        return known
    made = _figures(given)
    given.shared[_KEPT] = made
    return made


def own_line(given: GroupInput) -> LineKind:
    """What the line of a report's own people is: of the facility or a place of it, or of all places together."""
    return OWN if given.about == "facility" else ALL


def _figures(given: GroupInput) -> FacilityFigures:
    counts, mine = _counted(given), own_line(given)
    blocks = [*coverage_blocks(counts.forms, counts.citizens, given.period, mine), *_question_blocks(counts, given)]
    decision = given.releasing.decide(blocks)
    return FacilityFigures(
        coverage=coverage_told(counts.forms, decision, given, mine),
        groups=tuple(_groups(counts, decision, given)),
        log=decision.log,
    )


def _counted(given: GroupInput) -> Counts:
    own = _voices(given, frozenset({given.place}) if given.place else None)
    against = given.against
    compares = against is not None and len(against.places) >= LEAST_PLACES
    others = _voices(given, frozenset(against.places)) if against is not None and compares else None
    lines = {group: _lines(several, others, group, given) for group, several in own.items()}
    looking = Looking(
        programme=given.programme,
        programmes=given.programmes,
        span=given.period,
        last=last_day(given.period, given.today or date.max),
    )
    here = stayed([one for one in given.every if given.place in ("", one.episode.unit)], looking)
    forms, versions, about = count_forms(here, looking), Versions(given.programmes), questions_in(given)
    return Counts(
        lines=lines,
        questions={group: tuple(count_group(group, lines[group], about, versions)) for group in own},
        forms=forms,
        citizens={one.person: one.episode.unit for one in here},
    )


def _voices(given: GroupInput, places: frozenset[str] | None) -> Voices:
    return voices(given.every, given.period, places, given.programme)


def _lines(own: Sequence[Voice], others: Voices | None, group: Respondents, given: GroupInput) -> Lines:
    mine: Lines = {own_line(given): own}
    return mine if others is None else {**mine, OTHERS: others.get(group, ())}


def questions_in(given: GroupInput) -> tuple[AskedAbout, ...]:
    """The questions that any section of the report shows, so that one decision covers them all."""
    found: list[AskedAbout] = []
    for section in given.sections:
        if section.section == DISTRIBUTION:
            found += distributed(given, section.settings.get("questions"))
        if section.section == IMPORTANCE:
            found += (one for pair in weighed(given, section.settings.get("questions")) for one in pair)
    return once(found)


def distributed(given: GroupInput, written: Json) -> tuple[AskedAbout, ...]:
    """The questions of a distribution, as its settings name them."""
    named = texts(written) or None
    return tuple(asked_about(given.programme, named, given.audience))


def weighed(given: GroupInput, written: Json) -> tuple[tuple[AskedAbout, AskedAbout], ...]:
    """The pairs of importance and satisfaction, as the settings name them."""
    return tuple(importance_pairs(distributed(given, written)))


def _question_blocks(counts: Counts, given: GroupInput) -> Iterator[Block]:
    for group, counted in counts.questions.items():
        if counted:
            yield count_people(group, counts.lines[group], frame_of(given.programme, group, counts.forms))
        yield from (block for one in counted for block in one.blocks)


def _groups(counts: Counts, decision: Decision, given: GroupInput) -> Iterator[GroupSpread]:
    mine = own_line(given)
    for group, counted in counts.questions.items():
        if not counted:
            continue
        told = decision.line(people_subject(group), mine)
        questions = evenly_asked(
            tuple(question_told(one, decision, given, mine) for one in counted), is_public=given.is_public
        )
        if isinstance(told, Told) or any(one.own.lack is None for one in questions):
            people = told.people if isinstance(told, Told) else None  # else it would say how many lack one answer
            yield GroupSpread(respondents=group, people=people, questions=questions)
        else:
            yield GroupSpread(respondents=group, people=None, lack=told.rule)

"""The section ``sideBySide``: what several informants said last, area by area, beside each other and never pooled."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from fnmatch import fnmatchcase

from sipforms.engine.build.data import node, text, texts
from sipforms.engine.compare.history import Point, Series
from sipforms.engine.duration import moved, parse_duration
from sipforms.engine.family import main_form
from sipforms.engine.hookspecs import hookimpl
from sipforms.engine.newest import in_time
from sipforms.engine.offers import ReportSection
from sipforms.engine.programme import Indicator, Option, Programme, Questionnaire
from sipforms.engine.report import PATTERNS, SectionInput
from sipforms.engine.response import Json
from sipforms.engine.score.indicator_order import Membership
from sipforms.engine.score.score import Score
from sipforms.engine.score.scoring import scoring
from sipforms.plugins.sections.own_scale import scales_of, words_of

APART = "P3M"
"""A round this much older than the newest is marked where the section does not say otherwise."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SideColumn:
    """One informant's newest round: who, in which form, when and how. ``is_older`` marks one long before the newest.

    ``steps`` are the words of the scale, lowest first, where every number of the column stands on one.
    """

    informant: str
    questionnaire: str
    form: str
    day: date
    mode: str | None
    is_older: bool
    steps: tuple[Option, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SideCell:
    """One number with what it is called; its own range and counts are in the score."""

    title: str
    score: Score


@dataclass(frozen=True, slots=True, kw_only=True)
class SideRow:
    """One area: what each column says about it, in the order of the columns. Most cells hold one number, or none."""

    title: str
    cells: tuple[tuple[SideCell, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SideBySide:
    """What each has said last. ``silent`` are those who could have answered for this person and have not.

    There is no difference or mean across columns in it: scales, words and eyes differ.
    """

    columns: tuple[SideColumn, ...]
    rows: tuple[SideRow, ...]
    silent: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Last:
    """The newest round of one informant in one questionnaire or any other form of it, and what may be told of it."""

    informant: str | None
    point: Point
    told: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Row:
    """One area as the setting names it."""

    title: str
    indicators: tuple[Indicator, ...]


def side_by_side(given: SectionInput) -> SideBySide:
    """The rows that the setting names, with a column for each informant and questionnaire that has one of the numbers.

    As things stood before the next round of the series that the report is about.
    """
    rows = tuple(_rows(given))
    wanted = frozenset(one.id for row in rows for one in row.indicators)
    columns = tuple(_columns(given, wanted))
    shown = (SideRow(title=row.title, cells=tuple(_cells(one, row.indicators) for one in columns)) for row in rows)
    return SideBySide(
        columns=tuple(_heads(given, columns, wanted)),
        rows=tuple(row for row in shown if any(row.cells)),
        silent=tuple(_silent(given, wanted, columns)),
    )


def _rows(given: SectionInput) -> Iterator[_Row]:
    for id_, row in node(given.settings.get("rows")).items():
        named = texts(node(row).get("indicators"))
        fits = (one for one in given.programme.indicators if any(fnmatchcase(one.id, name) for name in named))
        yield _Row(text(node(row).get("title")) or id_, tuple(fits))


def _columns(given: SectionInput, wanted: frozenset[str]) -> Iterator[_Last]:
    """The newest round of each informant and questionnaire; in which form does not matter, the form used last is it."""
    newest: dict[tuple[str, str | None], Point] = {}
    for series in _of_this_stay(given):
        point = next((one for one in reversed(series.points) if _is_before(given, one)), None)
        key = main_form(given.programme, series.questionnaire), series.informant
        if point is None or wanted.isdisjoint(point.scores):
            continue
        if key not in newest or _when(newest[key]) < _when(point):
            newest[key] = point
    found = (_Last(informant, point, given.may_tell(point)) for (_, informant), point in newest.items())
    yield from sorted((one for one in found if one.told & wanted), key=lambda one: _place(given.programme, one))


def _of_this_stay(given: SectionInput) -> Iterator[Series]:
    """Series of the same programme; of those about a stay, only the one that the report is about, or the newest."""
    mine = [one for one in given.every or (given.series,) if one.programme == given.series.programme]
    stays = [one for one in mine if one.episode is not None]
    newest = max(stays, key=lambda one: _when(one.points[-1]), default=None)
    episode = given.series.episode or (newest.episode if newest is not None else None)
    return (one for one in mine if one.episode in (None, episode))


def _is_before(given: SectionInput, point: Point) -> bool:
    """True unless the round came after the next one of the report's own series: that is another report."""
    mine = given.series
    whole = next((one for one in given.every if _key(one) == _key(mine)), mine)
    return len(whole.points) <= len(mine.points) or _when(point) < _when(whole.points[len(mine.points)])


def _key(series: Series) -> tuple[str, str, str | None, str | None]:
    return series.programme, series.questionnaire, series.informant, series.episode


def _when(point: Point) -> tuple[date, datetime, str]:
    return in_time(point.response)


def _place(programme: Programme, one: _Last) -> tuple[int, int]:
    """Informants and then questionnaires in the order of the programme."""
    informants, asked = list(programme.informants), list(programme.questionnaires)
    questionnaire = one.point.response.questionnaire
    return (
        informants.index(one.informant) if one.informant in informants else len(informants),
        asked.index(questionnaire) if questionnaire in asked else len(asked),
    )


def _heads(given: SectionInput, columns: tuple[_Last, ...], wanted: frozenset[str]) -> Iterator[SideColumn]:
    newest = max((one.point.response.answered_on for one in columns), default=None)
    apart = parse_duration(text(given.settings.get("apart")) or APART)
    for one in columns:
        answered = one.point.response
        asked = given.programmes[answered.digest].questionnaires[answered.questionnaire]
        late = newest is not None and apart is not None and moved(answered.answered_on, apart) < newest
        yield SideColumn(
            informant=given.programme.informants.get(one.informant or "", ""),
            questionnaire=answered.questionnaire,
            form=asked.headed(one.informant, answered.variant).title,
            day=answered.answered_on,
            mode=answered.mode,
            is_older=late,
            steps=_steps(given, one, wanted),
        )


def _steps(given: SectionInput, one: _Last, wanted: frozenset[str]) -> tuple[Option, ...]:
    """The words of the one scale on which all numbers of a column stand, if it is one."""
    answered = one.point.response
    made = given.programmes[answered.digest]
    ready = scoring(made, answered.questionnaire, given.vocabulary, answered.variant)
    shown = [each for each in made.indicators if each.id in one.told & wanted and each.id in one.point.scores]
    scales = [scales_of(ready, each, one.point.scores[each.id]) for each in shown]
    return words_of(tuple(scale for some in scales for scale in some)) if all(scales) else ()


def _cells(one: _Last, indicators: tuple[Indicator, ...]) -> tuple[SideCell, ...]:
    scores = one.point.scores
    return tuple(
        SideCell(title=own.title, score=scores[own.id]) for own in indicators if own.id in scores and own.id in one.told
    )


def _silent(given: SectionInput, wanted: frozenset[str], columns: tuple[_Last, ...]) -> Iterator[str]:
    """Who may answer one of the questionnaires for this target group and is in no column."""
    membership = Membership(given.programme)
    asked = {membership.questionnaire(one) for one in given.programme.indicators if one.id in wanted}
    heard = {one.informant for one in columns}
    variant = given.now.response.variant
    meant = [one for one in given.programme.questionnaires.values() if one.id in asked and one.is_for(variant)]
    for informant, title in given.programme.informants.items():
        if informant not in heard and any(_may_answer(one, informant) for one in meant):
            yield title


def _may_answer(questionnaire: Questionnaire, informant: str) -> bool:
    return informant in questionnaire.informants


_ROWS: Json = {
    "type": "object",
    "minProperties": 1,
    "propertyNames": {"pattern": "^[a-z][a-z0-9_]*$"},
    "additionalProperties": {
        "type": "object",
        "required": ["title", "indicators"],
        "additionalProperties": False,
        "properties": {"title": {"type": "string", "minLength": 1}, "indicators": PATTERNS},
    },
}
LENGTH: Json = {
    "type": "string",
    "minLength": 3,
    "pattern": "^P([0-9]{1,3}Y)?([0-9]{1,4}M)?([0-9]{1,4}W)?([0-9]{1,5}D)?$",
}


@hookimpl
def report_sections() -> Iterable[ReportSection]:
    yield ReportSection(
        name="sideBySide", build=side_by_side, settings={"rows": _ROWS, "apart": LENGTH}, needs=("rows",), of_case=True
    )

"""Development of a group: the same people compared, and what may be told of it."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import get_args

from sipforms.engine.compare.comparability import fingerprint, measures
from sipforms.engine.gather.course_figures import WAYS, course_of, means_of, spread_of_moves
from sipforms.engine.gather.developing import Compared, Places, Search, compared
from sipforms.engine.gather.development_table import (
    CountedOut,
    Course,
    DevelopmentRow,
    DevelopmentTable,
    Lack,
    Lacking,
    Over,
)
from sipforms.engine.gather.facility.against import CourseKey, ReleasedCourse
from sipforms.engine.gather.facility.respondents import Respondents
from sipforms.engine.gather.moving import Direction, Move
from sipforms.engine.gather.outcomes import outcome_of
from sipforms.engine.score.scoring import scoring
from sipforms.engine.statistics.library import has_statistics
from sipforms.engine.withhold.block import Block, Line, LineKind, Mark
from sipforms.engine.withhold.deciding import Decision
from sipforms.engine.withhold.intervention_rows import MOVED, courses_of, moves_of
from sipforms.engine.withhold.told import Told, Withheld

OTHERS = "others"
REASONS: tuple[Lacking, ...] = get_args(Lacking)


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """On which terms figures are told: of which places, beside which others, to whom, and who decides.

    ``own`` is the kind of line that the report's people are: a place's own, or all. ``others`` is nothing where the
    report compares with no other places, ``released`` where it is compared with no report made elsewhere.
    """

    places: Places
    own: LineKind
    others: Places
    least: int
    is_public: bool
    released: Mapping[CourseKey, ReleasedCourse] | None = None
    decide: Callable[[Sequence[Block]], Decision]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Side:
    """The people of one outcome and respondent group: the report's own, and those of the other places."""

    indicator: str
    group: Respondents
    over: Over
    own: Compared
    others: Compared | None

    @property
    def subject(self) -> str:
        """What is counted, the same in every report."""
        return "|".join((f"development:{self.over}:{self.indicator}", *(one or "" for one in self.group.key)))

    @property
    def any_move(self) -> Move | None:
        """A move that anybody made."""
        sides = (self.own, *((self.others,) if self.others else ()))
        return next((move for side in sides for move in side.moved.values()), None)


def group_development(search: Search, terms: Terms) -> DevelopmentTable:
    """The table, with nothing in it that rests on too few people."""
    table = DevelopmentTable(
        over=search.over,
        now=search.now,
        before=search.before,
        least=terms.least,
        has_comparison=terms.others is not None or terms.released is not None,
        has_statistics=has_statistics(),
    )
    if search.over == "periods" and search.before is None:
        return replace(table, lack="noPeriod")
    sides = tuple(_sides(search, terms))
    if not sides:
        return replace(table, lack="nobody")
    decision = terms.decide((*(_block(one, terms) for one in sides), *_wholes(sides, terms)))
    signed = signatures(search)
    rows = (replace(_row(one, decision, search, terms), signature=signed.get(one.indicator, "")) for one in sides)
    return replace(table, rows=tuple(_beside(one, search, terms) for one in rows), withheld=decision.log)


def signatures(search: Search) -> dict[str, str]:
    """The signature of what each outcome measures, as it is asked of everybody."""
    found: dict[str, str] = {}
    for questionnaire in search.asked:
        measured = measures(scoring(search.programme, questionnaire, search.vocabulary), None)
        found |= {name: fingerprint(one) for name, one in measured.items()}
    return found


def _sides(search: Search, terms: Terms) -> Iterator[_Side]:
    others = compared(search, terms.others) if terms.others is not None else {}
    for (indicator, group), own in compared(search, terms.places).items():
        if own.moved or own.lacking:
            beside = others.get((indicator, group))
            yield _Side(indicator=indicator, group=group, over=search.over, own=own, others=beside)


# --- handed in ----------------------------------------------------------------------------------------------------


def _block(side: _Side, terms: Terms) -> Block:
    lines = [_line(terms.own, terms.own, side.own, terms)]
    if side.others is not None:
        lines.append(_line(OTHERS, "others", side.others, terms))
    return Block(subject=side.subject, categories=WAYS, lines=tuple(lines))


def _line(name: str, kind: LineKind, one: Compared, terms: Terms) -> Line:
    if terms.is_public and not _is_apart(one, terms.least):
        return Line(name=name, kind=kind, cells={})
    missing: dict[str, set[Mark]] = {}
    for mark, why in one.lacking.items():
        missing.setdefault(why, set()).add(mark)
    return Line(
        name=name,
        kind=kind,
        cells={way: frozenset(_exactly(one.moved, way)) for way in WAYS},
        missing={why: frozenset(marks) for why, marks in missing.items()},
        kept=means_of(one.moved.values(), with_ends=_is_apart(one, terms.least)) if one.moved else {},
        kept_apart=spread_of_moves(one.moved.values()) if one.moved else {},
    )


def _exactly(moved: Mapping[Mark, Move], way: Direction) -> Iterator[Mark]:
    """Who went that way; a mark is another when the numbers are, so that a corrected answer counts as a new one."""
    for mark, move in moved.items():
        if move.direction == way:
            yield mark._replace(answer=f"{mark.answer} {move.start} {move.difference}")


def _wholes(sides: Sequence[_Side], terms: Terms) -> Iterator[Block]:
    """All who moved over a stay, held against what a table of interventions tells of the same outcome."""
    lines: dict[tuple[str, str | None], list[Line]] = {}
    for one in sides:
        if one.over == "stay" and one.own.moved:
            line = Line(name=one.subject, kind=terms.own, cells={MOVED: frozenset(one.own.moved)})
            lines.setdefault((one.indicator, one.group.informant), []).append(line)
    for key, several in lines.items():
        yield Block(
            subject=courses_of(*key),
            categories=(MOVED,),
            lines=tuple(several),
            beside=moves_of(*key),
            may_be_alike=True,
        )


def _is_apart(one: Compared, least: int) -> bool:
    """Whether nobody, or enough people, are left when those compared are taken away from all who answered.

    Else the means of both times, taken from those of everybody, would be the answers of the few who are left.
    """
    return all(few == 0 or few >= least for few in (len({mark.person for mark in one.lacking}), len(one.gone)))


# --- told ---------------------------------------------------------------------------------------------------------


def _row(side: _Side, decision: Decision, search: Search, terms: Terms) -> DevelopmentRow:
    told = _unless_given_away(decision.line(side.subject, terms.own), side, decision)
    others = None if side.others is None else decision.line(side.subject, OTHERS)
    indicator = next(one for one, _ in search.outcomes if one.id == side.indicator)
    course, lack = _told(told, side.own, terms)
    beside, beside_lack = (None, None) if side.others is None else _told(others, side.others, terms)
    counts = told if course is not None and isinstance(told, Told) else None
    return DevelopmentRow(
        outcome=outcome_of(search.programme, indicator, side.group.informant, side.any_move),
        respondents=side.group,
        people=None if counts is None else counts.asked,
        course=course,
        lack=lack,
        counted_out=None if counts is None or counts.missing is None else tuple(_counted_out(counts)),
        gone=_gone(side.own, terms) if search.over == "periods" and counts is not None and not counts.dated else None,
        comparison=beside,
        comparison_lack="nobody" if terms.others is not None and side.others is None else beside_lack,
    )


def _unless_given_away(told: Told | Withheld, side: _Side, decision: Decision) -> Told | Withheld:
    """What may be told, unless a table of interventions tells of all these people but a few."""
    whole = decision.lines.get((courses_of(side.indicator, side.group.informant), side.subject))
    return whole if isinstance(whole, Withheld) and isinstance(told, Told) and told.dated is None else told


def _told(told: Told | Withheld | None, one: Compared, terms: Terms) -> tuple[Course | None, Lack | None]:
    """The figures, or why there are none."""
    if not one.moved:
        return None, "nobody"
    if isinstance(told, Withheld):
        return None, told.rule
    if told is None or (terms.is_public and not _is_apart(one, terms.least)):
        return None, "few"
    places = len({mark.place for mark in one.moved}) if terms.others is not None else None
    return course_of(told, places), None


def _counted_out(told: Told) -> Iterable[CountedOut]:
    for cell in told.missing or ():
        why = tuple(one for one in REASONS if one in cell.categories)
        if cell.count and why:
            yield CountedOut(why=why, people=cell.count)


def _gone(one: Compared, terms: Terms) -> int | None:
    few = len(one.gone)
    return few if few == 0 or few >= terms.least else None


# --- beside a report made elsewhere -------------------------------------------------------------------------------


def _beside(row: DevelopmentRow, search: Search, terms: Terms) -> DevelopmentRow:
    """The row with what the other report tells of the same, where it measured it in the same way."""
    if terms.released is None:
        return row
    found = terms.released.get((search.over, row.outcome.indicator, *row.respondents.key))
    if found is None:
        return replace(row, comparison_lack="notThere")
    if found.signature != row.signature:
        return replace(row, comparison_lack="otherVersion")
    return replace(row, comparison=found.course, comparison_lack=None if found.course is not None else "notTold")

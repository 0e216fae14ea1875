"""Which citizens, and which waiting forms, somebody wants to see just now, and in which order."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sipforms.actions.people import InOrder, current_stay, in_order, matches
from sipforms.actions.today import HandedIn, Overview, Waiting
from sipforms.engine.people import Episode
from sipforms.store.casefile import CaseFile

Word = Callable[[Waiting], str]
"""What a form is called, so that it can be searched for and sorted by."""


class Living(StrEnum):
    """Which citizens: those who live here (and whoever something waits about), those who moved out, or all."""

    HERE = "here"
    MOVED_OUT = "moved-out"
    NO_STAY = "no-stay"
    ALL = "all"


class Kind(StrEnum):
    """Which waiting forms."""

    ALL = "all"
    OVERDUE = "overdue"
    BEGUN = "begun"
    NOT_BEGUN = "not-begun"


class Order(StrEnum):
    """What a list is sorted by."""

    DEADLINE = "deadline"
    CODE = "code"
    FORM = "form"
    UNIT = "unit"
    ADMISSION = "admission"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is to be seen. ``unit`` is where somebody lives, as the stay has it; ``words`` are searched for."""

    mine: bool = False
    unit: str | None = None
    programme: str | None = None
    living: Living = Living.HERE
    kind: Kind = Kind.ALL
    words: str = ""


def citizens_wanted(overview: Overview, wanted: Wanted, order: Order, today: date) -> tuple[CaseFile, ...]:
    """The citizens to be seen, in order. Whoever is searched for is found wherever he lives."""
    busy = {one.file.id for one in overview.waiting}
    found = [
        file
        for file in overview.everybody.files
        if _is_wanted(overview, wanted, file, today)
        and matches(file, wanted.words)
        and (bool(wanted.words.strip()) or _lives(wanted.living, file, today, is_busy=file.id in busy))
    ]
    return tuple(sorted(found, key=_sorting(overview, order, today)))


def forms_wanted(overview: Overview, wanted: Wanted, order: Order, today: date, word: Word) -> tuple[Waiting, ...]:
    """The waiting forms to be seen, in order; also those whose name is searched for."""
    found = [
        one
        for one in overview.waiting
        if _is_of_kind(wanted.kind, one)
        and (one.is_mine or not wanted.mine)
        and _is_there(wanted, one.file, today)
        and matches(one.file, wanted.words, word(one))
    ]
    if order is Order.CODE:
        return tuple(sorted(found, key=lambda one: (_code(one.file), one.deadline)))
    if order is Order.FORM:
        return tuple(sorted(found, key=lambda one: (word(one).casefold(), one.deadline)))
    return tuple(found)


def handed_in_wanted(overview: Overview, wanted: Wanted, today: date) -> tuple[HandedIn, ...]:
    """What was handed in lately, of those who are to be seen."""
    return tuple(
        one
        for one in overview.handed_in
        if _is_wanted(overview, wanted, one.file, today) and matches(one.file, wanted.words)
    )


def units_in(overview: Overview) -> tuple[str, ...]:
    """Where people live, as it is written in their stays."""
    units = {stay.unit for file in overview.everybody.files for stay in file.episodes if stay.unit}
    return tuple(sorted(units, key=in_order))


def programmes_in(overview: Overview) -> tuple[str, ...]:
    """The ids of the programmes that somebody has, or had, a stay under."""
    return tuple(sorted({stay.programme for file in overview.everybody.files for stay in file.episodes}))


def moved_out(overview: Overview, today: date) -> int:
    """How many have moved out and wait for nothing more."""
    busy = {one.file.id for one in overview.waiting}
    return sum(not _lives(Living.HERE, one, today, is_busy=one.id in busy) for one in overview.everybody.files)


def _is_wanted(overview: Overview, wanted: Wanted, file: CaseFile, today: date) -> bool:
    return (file.id in overview.mine or not wanted.mine) and _is_there(wanted, file, today)


def _is_there(wanted: Wanted, file: CaseFile, today: date) -> bool:
    if wanted.unit is None and wanted.programme is None:
        return True
    stay = current_stay(file, today)
    return stay is not None and wanted.unit in (None, stay.unit) and wanted.programme in (None, stay.programme)


def _lives(living: Living, file: CaseFile, today: date, *, is_busy: bool) -> bool:
    stay = current_stay(file, today)
    has_left = stay is not None and stay.discharge is not None and stay.discharge < today
    match living:
        case Living.HERE:
            return not has_left or is_busy
        case Living.MOVED_OUT:
            return has_left
        case Living.NO_STAY:
            return stay is None
    return True


def _is_of_kind(kind: Kind, one: Waiting) -> bool:
    match kind:
        case Kind.OVERDUE:
            return one.is_late
        case Kind.BEGUN:
            return one.draft is not None
        case Kind.NOT_BEGUN:
            return one.draft is None
    return True


_BY_STAY: Mapping[Order, Callable[[Episode], object]] = {
    Order.UNIT: lambda stay: in_order(stay.unit),
    Order.ADMISSION: lambda stay: -stay.admission.toordinal(),
}


def _sorting(overview: Overview, order: Order, today: date) -> Callable[[CaseFile], tuple[object, ...]]:
    def by_stay(file: CaseFile) -> tuple[object, ...]:
        stay = current_stay(file, today)
        return (stay is None, _BY_STAY[order](stay) if stay else (), _code(file))

    def by_deadline(file: CaseFile) -> tuple[object, ...]:
        due = overview.next.get(file.id)
        return (due.due.deadline if due else date.max, _code(file))

    if order in _BY_STAY:
        return by_stay
    return by_deadline if order is Order.DEADLINE else _code


def _code(file: CaseFile) -> InOrder:
    return in_order(file.citizen.code) if file.citizen else ()

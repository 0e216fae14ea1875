"""The people at the facility: finding them, making their case file, and following them in and out."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from sipforms.actions.workplace import Workplace
from sipforms.engine.ask.personal_numbers import holds_personal_number
from sipforms.engine.people import Citizen, Episode
from sipforms.store.access.roles import Right
from sipforms.store.casefile import (
    CaseExists,
    CaseFile,
    ChangedMeanwhile,
    case_files,
    new_case,
    put_citizen,
    put_episode,
)
from sipforms.store.protocol import CaseId, fresh_id

MAX_CODE, MAX_NAME, MAX_UNIT = 20, 120, 60
_PARTS = re.compile(r"([0-9]+)")
_DIGITS = frozenset("0123456789")

InOrder = tuple[tuple[int, int, str], ...]
"""What codes and names of places are sorted by."""


class Wrong(StrEnum):
    """What is wrong with what was typed about a person or a stay."""

    CODE_EMPTY = "code-empty"
    CODE_TAKEN = "code-taken"
    PERSONAL_NUMBER = "personal-number"
    """Looks like a CPR number; it may stand when it is meant."""
    TOO_LONG = "too-long"
    NO_SUCH_PROGRAMME = "no-such-programme"
    NO_SUCH_VARIANT = "no-such-variant"
    DISCHARGE_BEFORE_ADMISSION = "discharge-before-admission"
    STAY_OVERLAPS = "stay-overlaps"
    CHANGED_MEANWHILE = "changed-meanwhile"


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """Nothing was changed; ``field`` is the one to mend."""

    wrong: Wrong
    field: str


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    """Every case file that can be read, by the citizen's code, and the ids of those that cannot."""

    files: tuple[CaseFile, ...]
    unreadable: tuple[CaseId, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Stay:
    """What is typed about a stay; the same for a new one and for a correction."""

    programme: str
    admission: date
    discharge: date | None = None
    variant: str | None = None
    unit: str = ""
    informants: Mapping[str, str] = field(default_factory=dict)


def people(workplace: Workplace) -> People:
    """Everybody with a case file, in the order of their codes. Raises SignInNeeded for somebody who left meanwhile."""
    workplace.require(Right.READ_CASES)
    files, unreadable = [], []
    for case, file in case_files(workplace.store, None, "citizens"):
        if not isinstance(file, CaseFile):
            unreadable.append(case)
        elif file.citizen is not None:
            files.append(file)
    return People(files=by_code(files), unreadable=tuple(unreadable))


def by_code(files: Iterable[CaseFile]) -> tuple[CaseFile, ...]:
    """Case files in the order of the citizens' codes: B-9 before B-10."""
    return tuple(sorted(files, key=lambda one: (in_order(_code(one)), one.id)))


def in_order(code: str) -> InOrder:
    """What a code is sorted by: its numbers as numbers, everything else as text, whatever the case of the letters."""
    parts = (part for part in _PARTS.split(code.casefold()) if part)
    return tuple((0, int(part), "") if part[0] in _DIGITS and len(part) <= MAX_CODE else (1, 0, part) for part in parts)


def find(everybody: People, wanted: str) -> tuple[CaseFile, ...]:
    """Those whose code, name or unit holds every word that was typed, whatever the case of the letters."""
    return tuple(file for file in everybody.files if matches(file, wanted))


def matches(file: CaseFile, wanted: str, besides: str = "") -> bool:
    """Whether code, name, unit or what is known ``besides`` holds every word that was typed."""
    words = wanted.casefold().split()
    return not words or all(word in f"{_searched(file)} {besides.casefold()}" for word in words)


def current_stay(file: CaseFile, today: date) -> Episode | None:
    """The stay that lasts today; else the last one that began."""
    begun = sorted((one for one in file.episodes if one.admission <= today), key=lambda one: one.admission)
    lasting = [one for one in begun if one.discharge is None or one.discharge >= today]
    coming = sorted(file.episodes, key=lambda one: one.admission)
    chosen = lasting or begun or coming
    return chosen[-1] if chosen else None


def create(workplace: Workplace, code: str, name: str, *, is_meant: bool = False) -> CaseFile | Refused:
    """A case file for a new citizen. The code must not be in use.

    What looks like a CPR number is refused unless it ``is_meant``. Raises NotAllowed, as all that changes somebody.
    """
    workplace.require(Right.WRITE_CASES)
    refused = _refused_citizen(workplace, code, name, but=None, is_meant=is_meant)
    if refused is not None:
        return refused
    citizen = Citizen(id=fresh_id(), code=code.strip(), name=name.strip(), created_at=workplace.now())
    outcome = new_case(workplace.store, citizen)
    return outcome.file if isinstance(outcome, CaseExists) else outcome


def edit(workplace: Workplace, seen: CaseFile, code: str, name: str, *, is_meant: bool = False) -> CaseFile | Refused:
    """Another code or name for a citizen, as for ``create``."""
    if seen.citizen is None:
        raise ValueError("the facility's own case file has no citizen")
    workplace.require(Right.WRITE_CASES)
    refused = _refused_citizen(workplace, code, name, but=seen.id, is_meant=is_meant)
    if refused is not None:
        return refused
    return _kept(put_citizen(workplace.store, seen, replace(seen.citizen, code=code.strip(), name=name.strip())))


def show_pictures(workplace: Workplace, seen: CaseFile, *, has_pictures: bool) -> CaseFile | Refused:
    """Whether a citizen answers with pictures. Raises NotAllowed, as all that changes somebody."""
    if seen.citizen is None:
        raise ValueError("the facility's own case file has no citizen")
    workplace.require(Right.WRITE_CASES)
    return _kept(put_citizen(workplace.store, seen, replace(seen.citizen, has_pictures=has_pictures)))


def admit(workplace: Workplace, seen: CaseFile, stay: Stay) -> CaseFile | Refused:
    """A new stay. Stays under one programme do not overlap."""
    return _put_stay(workplace, seen, fresh_id(), stay)


def change_stay(workplace: Workplace, seen: CaseFile, episode: Episode, stay: Stay) -> CaseFile | Refused:
    """A correction of a stay, its unit, target group, informants or dates."""
    return _put_stay(workplace, seen, episode.id, stay)


def discharge(workplace: Workplace, seen: CaseFile, episode: Episode, day: date) -> CaseFile | Refused:
    """The end of a stay, not before its beginning."""
    return _put_stay(workplace, seen, episode.id, replace(_as_stay(episode), discharge=day))


def _put_stay(workplace: Workplace, seen: CaseFile, id_: str, stay: Stay) -> CaseFile | Refused:
    workplace.require(Right.WRITE_CASES)
    refused = _refused_stay(workplace, seen, id_, stay)
    if refused is not None:
        return refused
    episode = Episode(
        id=id_,
        programme=stay.programme,
        variant=stay.variant,
        unit=stay.unit.strip(),
        informants={kind: who.strip() for kind, who in stay.informants.items() if who.strip()},
        admission=stay.admission,
        discharge=stay.discharge,
    )
    return _kept(put_episode(workplace.store, seen, episode))


def _as_stay(episode: Episode) -> Stay:
    return Stay(
        programme=episode.programme,
        admission=episode.admission,
        discharge=episode.discharge,
        variant=episode.variant,
        unit=episode.unit,
        informants=episode.informants,
    )


def _kept(outcome: CaseFile | ChangedMeanwhile) -> CaseFile | Refused:
    if isinstance(outcome, ChangedMeanwhile):
        return Refused(wrong=Wrong.CHANGED_MEANWHILE, field="")
    return outcome


def _refused_citizen(
    workplace: Workplace, code: str, name: str, *, but: CaseId | None, is_meant: bool
) -> Refused | None:
    if not code.strip():
        return Refused(wrong=Wrong.CODE_EMPTY, field="code")
    for which, typed, limit in (("code", code, MAX_CODE), ("name", name, MAX_NAME)):
        if len(typed.strip()) > limit:
            return Refused(wrong=Wrong.TOO_LONG, field=which)
        if holds_personal_number(typed) and not is_meant:
            return Refused(wrong=Wrong.PERSONAL_NUMBER, field=which)
    taken = {_code(file).casefold() for file in people(workplace).files if file.id != but}
    return Refused(wrong=Wrong.CODE_TAKEN, field="code") if code.strip().casefold() in taken else None


def _refused_stay(workplace: Workplace, seen: CaseFile, id_: str, stay: Stay) -> Refused | None:
    programme = workplace.programmes.by_id.get(stay.programme)
    earlier = next((one for one in seen.episodes if one.id == id_), None)
    if programme is None and (earlier is None or earlier.programme != stay.programme):
        return Refused(wrong=Wrong.NO_SUCH_PROGRAMME, field="programme")
    if (
        programme is not None
        and stay.variant is not None
        and stay.variant not in {one.id for one in programme.variants}
    ):
        return Refused(wrong=Wrong.NO_SUCH_VARIANT, field="variant")
    if len(stay.unit.strip()) > MAX_UNIT:
        return Refused(wrong=Wrong.TOO_LONG, field="unit")
    if stay.discharge is not None and stay.discharge < stay.admission:
        return Refused(wrong=Wrong.DISCHARGE_BEFORE_ADMISSION, field="discharge")
    others = (one for one in seen.episodes if one.id != id_ and one.programme == stay.programme)
    overlaps = any(_overlap(stay, other) for other in others)
    return Refused(wrong=Wrong.STAY_OVERLAPS, field="admission") if overlaps else None


def _overlap(stay: Stay, other: Episode) -> bool:
    """Two stays may meet on one day (moved out and in again), no more."""
    return stay.admission < (other.discharge or date.max) and other.admission < (stay.discharge or date.max)


def _code(file: CaseFile) -> str:
    return file.citizen.code if file.citizen else ""


def _searched(file: CaseFile) -> str:
    citizen = file.citizen
    words = () if citizen is None else (citizen.code, citizen.name)
    return " ".join((*words, *(one.unit for one in file.episodes))).casefold()

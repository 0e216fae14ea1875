"""Keying in a filled-in paper: which form it is, of which day, and who asked; what does not fit together is refused.

The code on the paper says which form it was printed from. Where the programme has changed since, the paper is keyed in
the version that it was printed from, as far as the store still holds that one.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache

from sipforms.actions.blank.code import form_code
from sipforms.actions.offering import Begin, Offer, is_wanted, offers
from sipforms.actions.workplace import Workplace, programme_with
from sipforms.engine.ask.form import prepare
from sipforms.engine.ask.situation import Situation
from sipforms.engine.family import groups_asked
from sipforms.engine.paper import SheetHead
from sipforms.engine.programme import Programme, Questionnaire
from sipforms.store.casefile import CaseFile
from sipforms.store.failures import StoreError

LONGEST_NAME = 40
_A_DAY = date(2000, 1, 1)  # a code is the same on every day


class Wrong(StrEnum):
    """Why a paper cannot be keyed as its head was read."""

    NO_DAY = "no-day"
    DAY_TO_COME = "day-to-come"
    BEFORE_STAY = "before-stay"
    NOBODY = "nobody"  # nobody is named who asked
    NAME_TOO_LONG = "name-too-long"
    UNKNOWN_CODE = "unknown-code"  # no form that is known here has it
    OTHER_FORM = "other-form"  # it is on another form of the programme; ``about`` is that form's title
    KEYED_ALREADY = "keyed-already"  # a round of that day stands already; asked for once more it is taken


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """What was wrong in which field: ``code``, ``day`` or ``who``."""

    field: str
    wrong: Wrong
    about: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """What somebody typed of the head of a paper. ``day`` is nothing where what was typed is none."""

    code: str = ""
    day: date | None = None
    who: str = ""
    is_meant: bool = False
    """Whether it was told that a round of that day stands already, and is keyed all the same."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ready:
    """A paper that can be keyed: in this version of the programme, in one of these ways."""

    programme: Programme
    offered: tuple[Offer, ...]
    head: SheetHead


def read_head(
    workplace: Workplace, file: CaseFile, begin: Begin, typed: Typed, offered: tuple[Offer, ...] = ()
) -> Ready | Refused:
    """What the head of a paper leads to. With ``offered`` only these ways are looked at, as somebody has chosen one.

    Raises StoreError where the versions that were used before cannot be read.
    """
    programme = workplace.programmes.by_id[begin.programme]
    wrong = _wrong_day(typed.day, begin, workplace.now().date()) or _wrong_name(typed.who)
    if wrong is not None:
        return wrong
    code = "".join(sign for sign in typed.code if sign.isdecimal())
    known = offered or offers(programme, begin, file)
    found = _fitting(workplace, file, begin, known, code) if typed.code.strip() else (programme, known)
    if found is None:
        return _no_form(programme, code)
    if not typed.is_meant and _stands_already(file, programme, begin, found[1], typed.day):
        return Refused(field="day", wrong=Wrong.KEYED_ALREADY)
    head = SheetHead(day=typed.day or workplace.now().date(), asked_by=typed.who.strip(), code=code)
    return Ready(programme=found[0], offered=found[1], head=head)


def _wrong_day(day: date | None, begin: Begin, today: date) -> Refused | None:
    if day is None:
        return Refused(field="day", wrong=Wrong.NO_DAY)
    if day > today:
        return Refused(field="day", wrong=Wrong.DAY_TO_COME)
    is_early = begin.episode is not None and day < begin.episode.admission
    return Refused(field="day", wrong=Wrong.BEFORE_STAY) if is_early else None


def _wrong_name(who: str) -> Refused | None:
    if not who.strip():
        return Refused(field="who", wrong=Wrong.NOBODY)
    return Refused(field="who", wrong=Wrong.NAME_TOO_LONG) if len(who.strip()) > LONGEST_NAME else None


def _fitting(
    workplace: Workplace, file: CaseFile, begin: Begin, known: tuple[Offer, ...], code: str
) -> tuple[Programme, tuple[Offer, ...]] | None:
    """The version and the ways that have the code: now, else as it was when something was answered here before."""
    now = workplace.programmes.by_id[begin.programme]
    for programme in (now, *_earlier(workplace, now)):
        ways = known if programme is now else _offers_then(programme, begin, file, known)
        found = tuple(one for one in ways if code_of(programme, one, begin) == code)
        if found:
            return programme, found
    return None


def _offers_then(programme: Programme, begin: Begin, file: CaseFile, known: tuple[Offer, ...]) -> tuple[Offer, ...]:
    """The same ways in an earlier version, as far as it has them."""
    ways = {(one.questionnaire.id, one.way) for one in known}
    if begin.main not in programme.questionnaires:
        return ()
    return tuple(one for one in offers(programme, begin, file) if (one.questionnaire.id, one.way) in ways)


def _earlier(workplace: Workplace, now: Programme) -> Iterator[Programme]:
    """The versions of the programme that the store holds, but for the one at hand."""
    for digest in workplace.store.bundles():
        if digest != now.digest:
            try:
                found = programme_with(workplace, digest)
            except StoreError:  # damaged, or lost: then no paper is keyed in it
                continue
            if found.id == now.id:
                yield found


def code_of(programme: Programme, offer: Offer, begin: Begin) -> str:
    """The code that the form has on paper, for the target group of the stay."""
    variant = begin.episode.variant if begin.episode else None
    return _code(_Version(programme), offer.questionnaire.id, offer.way.informant, variant)


class _Version:
    """A programme by its digest, so that codes can be remembered."""

    __slots__ = ("programme",)

    def __init__(self, programme: Programme) -> None:
        self.programme = programme

    def __hash__(self) -> int:
        return hash(self.programme.digest)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Version) and other.programme.digest == self.programme.digest


@lru_cache(maxsize=256)
def _code(version: _Version, questionnaire: str, informant: str | None, variant: str | None) -> str:
    programme = version.programme
    situation = Situation(informant=informant, variant=variant, today=_A_DAY)
    return form_code(programme.id, prepare(programme, programme.questionnaires[questionnaire], situation))


def _no_form(programme: Programme, code: str) -> Refused:
    """Why no form was found: the paper is of another one of the programme, or of none that is known."""
    for questionnaire, informant, variant in _every_form(programme.questionnaires.values(), programme):
        if _code(_Version(programme), questionnaire.id, informant, variant) == code:
            who = programme.informants.get(informant or "", "")
            group = next((one.title for one in programme.variants if one.id == variant), "")
            about = ", ".join(part for part in (questionnaire.title, who, group) if part)
            return Refused(field="code", wrong=Wrong.OTHER_FORM, about=about)
    return Refused(field="code", wrong=Wrong.UNKNOWN_CODE)


def _every_form(
    questionnaires: Iterable[Questionnaire], programme: Programme
) -> Iterator[tuple[Questionnaire, str | None, str | None]]:
    for one in questionnaires:
        for informant in one.informants or (None,):
            for variant in groups_asked(programme, one):
                yield one, informant, variant


def _stands_already(
    file: CaseFile, programme: Programme, begin: Begin, offered: tuple[Offer, ...], day: date | None
) -> bool:
    """Whether a round of that day by the same kind of informant was handed in: the paper may be keyed already."""
    informants = {one.way.informant for one in offered}
    return any(
        one.answered_on == day and one.counts and one.informant in informants and one.programme == programme.id
        for one in file.responses
        if is_wanted(programme, begin, one.questionnaire, one.informant)
    )

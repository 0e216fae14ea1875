"""The next round of somebody who is in a demonstration store already: who answers how, and what."""

from dataclasses import dataclass
from datetime import datetime

from sipforms.actions.demonstration.making import Making, Occasion
from sipforms.actions.demonstration.person import BETWEEN_CODES, FIRST_CODE, Person, somebody
from sipforms.actions.demonstration.population import Invention
from sipforms.actions.demonstration.stays import gone_of, setting, shifted_level
from sipforms.actions.demonstration.ways import Chosen, chosen
from sipforms.engine.ask.draft import Draft
from sipforms.engine.people import Episode
from sipforms.engine.schedule import Due
from sipforms.store.casefile import CaseFile


@dataclass(frozen=True, slots=True, kw_only=True)
class NextRound:
    """A round to begin on now: in which form and way, and everything answered as the person would."""

    chosen: Chosen
    whole: Draft


def next_round(invention: Invention, now: datetime, file: CaseFile, stay: Episode | None, one: Due) -> NextRound:
    """The round that is due, answered by the same invented person as the rounds before."""
    today = now.date()
    where = setting(invention.programme, invention.seed, today, invention.size, country=invention.country)
    person = _person(invention, file)
    if stay is not None:
        person = person.lifted(shifted_level(where, person))
    gone = 0.0 if stay is None else gone_of(where, stay, today)
    taken = chosen(invention.programme, person, gone, one, stay.variant if stay else None)
    begun = stay.admission if stay else today
    ends = (stay.admission, stay.discharge) if stay else ()
    anchor = next((at for at in ends if at is not None and at == one.opens), None)
    occasion = Occasion(
        case=file.id, person=person, stay=stay, chosen=taken, day=today, gone=gone, begun=begun, anchor=anchor
    )
    making = Making(programme=invention.programme, text=invention.text, now=now, seed=invention.seed)
    return NextRound(chosen=taken, whole=making.answered(occasion, file.responses, now))


def _person(invention: Invention, file: CaseFile) -> Person:
    if file.citizen is None:
        return somebody(invention.seed, "facility-")
    number = file.citizen.code.partition("-")[2]
    return somebody(invention.seed, (int(number) - FIRST_CODE) // BETWEEN_CODES if number.isdecimal() else number)

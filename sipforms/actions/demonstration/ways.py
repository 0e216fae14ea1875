"""In which form an invented person answers a round, how, and who answers."""

from collections.abc import Mapping
from dataclasses import dataclass

from sipforms.actions.demonstration.person import Person
from sipforms.actions.fill import Way
from sipforms.engine.family import fitting_forms
from sipforms.engine.programme import Programme, Questionnaire
from sipforms.engine.schedule import Due

OBSERVATION = "observation"
_NEEDS: Mapping[str, float] = {"self": 0.85, "interview": 0.5, "assisted": 0.25, OBSERVATION: -9.0}
_NOT_ABLE, _HARDLY_ABLE, _OTHER_FORM = 0.5, 0.2, 0.35


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """The form of a round and the way in which it is answered. ``own`` where people answer for themselves."""

    questionnaire: Questionnaire
    way: Way
    own: bool
    staff: bool


def chosen(programme: Programme, person: Person, gone: float, one: Due, variant: str | None) -> Chosen:
    """The form and the way for a round that is due: the form used last, another where that has become too hard."""
    able = person.able(gone)
    fitting = fitting_forms(programme, one.main, variant, one.informant)
    asked = programme.questionnaires[one.questionnaire]
    if len(fitting) > 1 and able < (_NOT_ABLE if person.chance("form") < _OTHER_FORM else _HARDLY_ABLE):
        asked = fitting[1 + int(person.chance("which-form") * (len(fitting) - 1))]
    first = next(iter(programme.informants), None)
    informant = one.informant or _informant(asked, able)
    own = informant is not None and informant == first
    mode = _mode(asked, informant, able, own=own or not asked.informants)
    way = Way(mode=mode, informant=informant)
    staff = not own if informant is not None else not asked.modes
    return Chosen(questionnaire=asked, way=way, own=own or informant is None, staff=staff)


def _informant(asked: Questionnaire, able: float) -> str | None:
    """Who answers: the first named, or another where only observing is left."""
    if _of_ability(asked.modes, able) == OBSERVATION:
        observing = (one for one in asked.informants[1:] if OBSERVATION in asked.modes_for(one))
        return next(observing, next(iter(asked.informants), None))
    return next(iter(asked.informants), None)


def _mode(asked: Questionnaire, informant: str | None, able: float, *, own: bool) -> str | None:
    """The way that takes the most of what a person is able to; others than the person observe, or write themselves."""
    modes = asked.modes_for(informant)
    if not own:
        preferred = (one for one in (OBSERVATION, "self", "interview") if one in modes)
        return next(preferred, next(iter(modes), None))
    if len(asked.informants) > 1:  # people do not observe themselves
        modes = tuple(one for one in modes if one != OBSERVATION) or modes
    return _of_ability(modes, able)


def _of_ability(modes: tuple[str, ...], able: float) -> str | None:
    if not modes:
        return None
    can = [one for one in modes if _NEEDS.get(one, 0.0) <= able]
    return max(can, key=lambda one: _NEEDS.get(one, 0.0)) if can else min(modes, key=lambda one: _NEEDS.get(one, 0.0))


def beside(person: Person, taken: Chosen) -> Chosen | None:
    """Somebody else who answers the same round beside the person, as at some facilities for some people."""
    others = [one for one in taken.questionnaire.informants if one != taken.way.informant]
    if not taken.own or not others or person.number == 0 or person.chance("beside") > 0.2:
        return None
    way = Way(mode=_mode(taken.questionnaire, others[0], 0.0, own=False), informant=others[0])
    return Chosen(questionnaire=taken.questionnaire, way=way, own=False, staff=True)

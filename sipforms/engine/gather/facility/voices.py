"""Who said what in a period: the newest answer of each person, by respondent group, and what it says to a question."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import cast

from sipforms.engine.gather.asked import Versions, answered, real_values
from sipforms.engine.gather.facility.respondents import Respondents, respondents_of
from sipforms.engine.gather.facility.spread import MissingWhy
from sipforms.engine.gather.period import Span
from sipforms.engine.gather.stay import Stay
from sipforms.engine.newest import in_time
from sipforms.engine.programme import Kind, Programme, Question
from sipforms.engine.response import Response
from sipforms.engine.score.missing import Gap


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """One person's newest response of the period in one respondent group, and the place it was given at."""

    person: str
    place: str
    response: Response = field(repr=False)


@dataclass(frozen=True, slots=True)
class Said:
    """An answer that counts, as text."""

    value: str


@dataclass(frozen=True, slots=True)
class Lacking:
    """Asked, and no answer that counts."""

    why: MissingWhy


Read = Said | Lacking | None
"""What a response says to a question; nothing where it was not asked, or was put otherwise."""

Voices = Mapping[Respondents, tuple[Voice, ...]]


def voices(stays: Iterable[Stay], span: Span, places: frozenset[str] | None, programme: Programme) -> Voices:
    """The newest response of each person in each respondent group, of those places (everywhere, without).

    Groups stand in the order of the programme's questionnaires and informants.
    """
    newest: dict[tuple[Respondents, str], Voice] = {}
    for stay, response in _given(stays, span, places):
        group = respondents_of(programme, response)
        if group is None or programme.questionnaires[group.questionnaire].subject == "facility":
            continue
        known = newest.get((group, stay.person))
        if known is None or in_time(known.response) < in_time(response):
            newest[group, stay.person] = Voice(person=stay.person, place=stay.episode.unit, response=response)
    found: dict[Respondents, list[Voice]] = {}
    for (group, _), voice in newest.items():
        found.setdefault(group, []).append(voice)
    ordered = sorted(found, key=lambda one: place_of(programme, one))
    return {one: tuple(found[one]) for one in ordered}


def _given(stays: Iterable[Stay], span: Span, places: frozenset[str] | None) -> Iterator[tuple[Stay, Response]]:
    for stay in stays:
        if places is None or stay.episode.unit in places:
            yield from ((stay, one) for one in stay.responses if span.holds(one.answered_on))


def place_of(programme: Programme, one: Respondents) -> tuple[int, int, str]:
    """Where a group stands: by questionnaire, informant and way."""
    asked, informants = list(programme.questionnaires), list(programme.informants)
    at = informants.index(one.informant) if one.informant in informants else len(informants)
    return asked.index(one.questionnaire), at, one.way


def read_answer(voice: Voice, question: Question, versions: Versions) -> Read:
    """What one response says to one closed question of the programme at hand; several chosen are read elsewhere."""
    put = _as_put(voice, question, versions)
    if put is None:
        return None
    said = answered(voice.response, put)
    if said is Gap.NOT_ASKED:
        return None
    if any(said == one and type(said) is type(one) for one in _values(question)):
        return Said(str(said))
    return Lacking(_why(put, said))


def read_option(voice: Voice, question: Question, option: str, versions: Versions) -> Read:
    """Whether one option of several was chosen: ``chosen`` or ``not``; nothing chosen at all is blank."""
    put = _as_put(voice, question, versions)
    if put is None:
        return None
    said = answered(voice.response, put)
    if said is Gap.NOT_ASKED:
        return None
    chosen = [str(one) for one in said] if isinstance(said, list) else []
    if chosen and not {str(one) for one in _values(question)}.isdisjoint(chosen):
        return Said(CHOSEN if option in chosen else NOT_CHOSEN)
    return Lacking(_why(put, said[0] if chosen else None))


CHOSEN, NOT_CHOSEN = "chosen", "not"


def was_otherwise(voice: Voice, question: Question, versions: Versions) -> bool:
    """Whether the response answered the question as it was put in another version: those answers are not counted."""
    put = versions.question(voice.response, question.path)
    return put is not None and put.signature != question.signature and answered(voice.response, put) is not None


def _as_put(voice: Voice, question: Question, versions: Versions) -> Question | None:
    """The question in the version that was answered, where it was put in the same words with the same steps."""
    put = versions.question(voice.response, question.path)
    return put if put is not None and put.signature == question.signature else None


def _values(question: Question) -> tuple[object, ...]:
    return (True, False) if question.kind is Kind.BOOLEAN else real_values(question)


def _why(question: Question, said: object) -> MissingWhy:
    option = question.scale.option(said) if question.scale is not None else None
    return "blank" if option is None or option.missing is None else cast("MissingWhy", option.missing)

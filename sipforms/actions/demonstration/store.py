"""A demonstration store: invented citizens with rounds of answers behind them and the next round to come."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path

from sipforms.actions.demonstration.answering import Answering, with_reasons
from sipforms.actions.demonstration.person import Person, persons
from sipforms.engine.ask.draft import begin
from sipforms.engine.ask.draft_header import DraftHeader
from sipforms.engine.ask.hand_in import HandingIn, hand_in
from sipforms.engine.ask.situation import Situation
from sipforms.engine.duration import Duration, moved, parse_duration
from sipforms.engine.people import Citizen, Episode
from sipforms.engine.programme import Programme, Questionnaire, ScheduleRule
from sipforms.engine.read.bundle import Bundle
from sipforms.engine.response import Response
from sipforms.store.casefile import CaseFile, keep_response, new_case, put_episode
from sipforms.store.opening import create_store, open_store
from sipforms.store.protocol import CaseStore, fresh_id

CITIZENS, ROUNDS, SEED = 8, 4, 2026
_INTERVIEW, _ASSISTED, _OBSERVATION = "interview", "assisted", "observation"
_SLACK_DAYS = 21
_TRIES = 40
STAFF = "DEMO"


class NotAnswerableError(Exception):
    """The generator found no answers that the questionnaire lets hand in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """So many of all citizens are made."""

    done: int
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Round:
    """What is answered when, by whom, in which round."""

    person: Person
    questionnaire: Questionnaire
    number: int
    day: datetime
    episode: Episode | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Invention:
    """Which citizens are invented: under which programme, how many, from which seed. ``text`` stands where words go."""

    bundle: Bundle
    programme: Programme
    text: str
    seed: int = SEED
    citizens: int = CITIZENS


def make_demo_store(folder: Path, invention: Invention, now: datetime) -> Iterator[Progress]:
    """Make a demonstration store, citizen by citizen; the folder appears when all is done, never half-made."""
    unfinished = folder.with_name(f"{folder.name}.unfinished")
    shutil.rmtree(unfinished, ignore_errors=True)
    unfinished.parent.mkdir(parents=True, exist_ok=True)
    create_store(unfinished, purpose="demo", created=now)
    store = open_store(unfinished)
    yield from _fill_store(store, invention, now)
    store.close()
    unfinished.rename(folder)


def _fill_store(store: CaseStore, invention: Invention, now: datetime) -> Iterator[Progress]:
    programme, text = invention.programme, invention.text
    store.keep_bundle(programme.digest, invention.bundle.defining_files)
    everybody = tuple(persons(invention.citizens, ROUNDS, invention.seed))
    for done, person in enumerate(everybody):
        yield Progress(done=done, total=len(everybody))
        _make_citizen(store, programme, person, now, text)
    _answer_all(store, store.facts.facility, programme, _facility_rounds(programme, everybody[0], now), text)
    yield Progress(done=len(everybody), total=len(everybody))


def _make_citizen(store: CaseStore, programme: Programme, person: Person, now: datetime, text: str) -> None:
    days = person.constant("admitted").randint(0, 20)
    begun = moved(now.date(), Duration(-12 * person.rounds)) - timedelta(days=days)
    citizen = Citizen(id=fresh_id(), code=person.code, name=person.name, created_at=_at(begun, now))
    variants = [None, *(one.id for one in programme.variants)]
    episode = Episode(
        id=fresh_id(),
        programme=programme.id,
        variant=variants[person.number % len(variants)],
        unit=person.unit,
        informants=dict.fromkeys(list(programme.informants)[1:], STAFF),
        admission=begun,
    )
    file = new_case(store, citizen)
    if isinstance(file, CaseFile):
        put_episode(store, file, episode)
    _answer_all(store, citizen.id, programme, _citizen_rounds(programme, person, episode, now), text)


def _citizen_rounds(programme: Programme, person: Person, episode: Episode, now: datetime) -> Iterator[_Round]:
    for rule in programme.schedule:
        questionnaire = programme.questionnaires[rule.questionnaire]
        if questionnaire.subject == "facility" or not _from_admission(rule):
            continue
        for number, day in enumerate(_days(rule, episode.admission, person, now.date())):
            yield _Round(person=person, questionnaire=questionnaire, number=number, day=_at(day, now), episode=episode)


def _facility_rounds(programme: Programme, person: Person, now: datetime) -> Iterator[_Round]:
    for rule in programme.schedule:
        questionnaire = programme.questionnaires[rule.questionnaire]
        if questionnaire.subject == "facility":
            for number in range(ROUNDS - 1):
                day = moved(now.date(), Duration(-12 * (ROUNDS - number)))
                yield _Round(person=person, questionnaire=questionnaire, number=number, day=_at(day, now), episode=None)


def _from_admission(rule: ScheduleRule) -> bool:
    return rule.at == "admission" or (rule.every is not None and rule.start in ("admission", None))


def _days(rule: ScheduleRule, admission: date, person: Person, today: date) -> Iterator[date]:
    """The days on which the rounds were answered: those of the rule, a few days late, none after yesterday."""
    between = parse_duration(rule.every) if rule.every else None
    for number in range(person.rounds if between else 1):
        step = Duration(between.months * number, between.days * number) if between else Duration()
        late = person.constant("late", rule.questionnaire, number).randint(1, _SLACK_DAYS)
        yield min(moved(admission, step) + timedelta(days=late), today - timedelta(days=1))


def _answer_all(store: CaseStore, case: str, programme: Programme, rounds: Iterator[_Round], text: str) -> None:
    previous: dict[str, Response] = {}
    for one in sorted(rounds, key=lambda one: (one.day, one.questionnaire.id)):
        response = _response(programme, one, case, previous.get(one.questionnaire.id), text)
        previous[one.questionnaire.id] = response
        keep_response(store, case, response)


def _response(programme: Programme, one: _Round, case: str, previous: Response | None, text: str) -> Response:
    header = _header(programme, one, case, previous)
    admission = one.episode.admission if one.episode else one.day.date()
    for attempt in range(_TRIES):
        person = replace(one.person, seed=one.person.seed + 1_000_003 * attempt)
        draft = Answering(person, one.number, admission, text).answered(begin(programme, header))
        handing_in = HandingIn(id=fresh_id(), handed_in_at=one.day + timedelta(minutes=34), entered_by=STAFF)
        outcome = hand_in(with_reasons(draft, text), handing_in)
        if isinstance(outcome, Response):
            return outcome
    raise NotAnswerableError(one.questionnaire.id)


def _header(programme: Programme, one: _Round, case: str, previous: Response | None) -> DraftHeader:
    mode, informant = _way(one.questionnaire, one.person, one.number)
    return DraftHeader(
        programme=programme.id,
        version=programme.version,
        digest=programme.digest,
        questionnaire=one.questionnaire.id,
        situation=Situation(
            mode=mode,
            informant=informant,
            variant=one.episode.variant if one.episode else None,
            occasion="first" if previous is None else "later",
            today=one.day.date(),
            previous=None if previous is None else previous.answers,
        ),
        citizen=case if one.episode else None,
        episode=one.episode.id if one.episode else None,
        begun_at=one.day,
    )


def _way(questionnaire: Questionnaire, person: Person, number: int) -> tuple[str | None, str | None]:
    """An interview with the citizen, or staff's observation from the round on in which that is no longer possible."""
    observed = person.observed_from is not None and number >= person.observed_from
    assisted = person.assisted_from is not None and number >= person.assisted_from
    wanted = _OBSERVATION if observed else _ASSISTED if assisted else _INTERVIEW
    mode = wanted if wanted in questionnaire.modes else next(iter(questionnaire.modes), None)
    informants = questionnaire.informants
    return mode, (informants[-1] if observed else informants[0]) if informants else None


def _at(day: date, now: datetime) -> datetime:
    return datetime.combine(day, now.time().replace(hour=10, minute=0, second=0, microsecond=0), now.tzinfo)

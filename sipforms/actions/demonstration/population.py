"""Invented people of any programme, one after the other, without a disk: a facility's, or a whole country's."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime

from sipforms.actions.demonstration.chance import identifier
from sipforms.actions.demonstration.making import Making, Occasion
from sipforms.actions.demonstration.person import somebody
from sipforms.actions.demonstration.rounds import Rounds, facility_rounds_begin
from sipforms.actions.demonstration.stays import Setting, setting, shifted_level, stays_of
from sipforms.actions.demonstration.steps import leading_to
from sipforms.actions.form.carrying import prefilled
from sipforms.engine.ask.draft import Draft, Entry, begin
from sipforms.engine.ask.draft_header import DraftHeader
from sipforms.engine.people import Citizen, Episode
from sipforms.engine.programme import Programme
from sipforms.engine.read.bundle import Bundle
from sipforms.engine.response import Response
from sipforms.engine.vocabulary import Vocabulary

SEED = 2047
_FIRST_DRAFT, _DRAFT_EVERY = 4, 11


@dataclass(frozen=True, slots=True, kw_only=True)
class Invention:
    """Which people are invented: under which programme, from which seed. ``text`` stands where words go.

    ``citizens`` is how many, the programme's own figure where nothing is said; ``country`` invents the whole country
    with as many stays as the programme's figures say. ``bundle`` is what a store keeps of the programme; with a
    ``vocabulary`` the questions that an indicator answers are answered too.
    """

    programme: Programme
    text: str
    bundle: Bundle | None = None
    seed: int = SEED
    citizens: int | None = None
    country: bool = False
    vocabulary: Vocabulary | None = None

    @property
    def placements(self) -> int | None:
        """How many stays there are in all where that is what counts, in a country."""
        return self.programme.demonstration.placements if self.country else None

    @property
    def size(self) -> int:
        """How many citizens, or in a country stays where its figures count those."""
        figures = self.programme.demonstration
        if self.country:
            return figures.placements or figures.citizens * (figures.facilities or 1)
        return self.citizens or figures.citizens


@dataclass(frozen=True, slots=True, kw_only=True)
class Unfinished:
    """A draft that somebody has begun and not handed in, as journal entries."""

    header: DraftHeader
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class InventedCase:
    """All about one invented citizen, or about a facility itself (no citizen, its name in ``place``)."""

    id: str
    citizen: Citizen | None = None
    place: str = ""
    episodes: tuple[Episode, ...] = ()
    responses: tuple[Response, ...] = ()
    unfinished: Unfinished | None = None


@dataclass(slots=True)
class Population:
    """A population being invented. ``unanswerable`` is known for certain when all cases are made."""

    invention: Invention
    now: datetime
    making: Making = field(init=False)
    where: Setting = field(init=False)
    next_draft: int = field(init=False, default=_FIRST_DRAFT)

    def __post_init__(self) -> None:
        one = self.invention
        self.making = Making(
            programme=one.programme, text=one.text, now=self.now, seed=one.seed, vocabulary=one.vocabulary
        )
        self.where = setting(one.programme, one.seed, self.now.date(), one.size, country=one.country)

    @property
    def unanswerable(self) -> tuple[str, ...]:
        """The questionnaires whose rules allow no answers that were found; nobody has answered them."""
        return tuple(sorted(self.making.unanswerable))

    def cases(self) -> Iterator[InventedCase]:
        """Every citizen with their stays and answers, then the facilities themselves.

        The same for one seed and one day, whatever else happens.
        """
        stays, number, self.next_draft = 0, 0, _FIRST_DRAFT
        while stays < self.invention.size:
            case = self._citizen(number, self.invention.size - stays)
            stays += len(case.episodes) if self.invention.placements else 1
            number += 1
            yield case
        yield from self._facilities()

    def _citizen(self, number: int, most_stays: int) -> InventedCase:
        seed = self.invention.seed
        person = somebody(seed, number)
        person = person.lifted(shifted_level(self.where, person))
        episodes = stays_of(self.where, person)
        episodes = episodes[-most_stays:] if self.invention.placements else episodes
        id_ = identifier(seed, number, "case")
        rounds = Rounds(self.making, self.where, id_, person)
        responses = rounds.of(episodes)
        admitted = datetime.combine(episodes[0].admission, self.now.timetz().replace(microsecond=0))
        waiting = rounds.waiting(episodes[-1]) if number >= self.next_draft else None
        if waiting is not None:
            self.next_draft = number + _DRAFT_EVERY
        return InventedCase(
            id=id_,
            citizen=Citizen(id=id_, code=person.code, name=person.name, created_at=admitted),
            place=episodes[-1].unit,
            episodes=episodes,
            responses=responses,
            unfinished=None if waiting is None else self._half(waiting, responses),
        )

    def _facilities(self) -> Iterator[InventedCase]:
        """In a country each facility's own answers; else those of the one there is."""
        for place in self.where.units if self.invention.country else ("",):
            id_ = identifier(self.invention.seed, "facility", place)
            person = somebody(self.invention.seed, f"facility-{place}")
            rounds = Rounds(self.making, self.where, id_, replace(person, silence=0.0))
            yield InventedCase(
                id=id_, place=place, responses=rounds.of_facility(facility_rounds_begin(self.now.date()))
            )

    def _half(self, waiting: Occasion, before: tuple[Response, ...]) -> Unfinished:
        """A round of which the first part is answered: somebody was called away."""
        begun = self.now.replace(second=0, microsecond=0)
        whole = self.making.answered(waiting, before, begun)
        header = self.making.header(waiting, before, begun)
        return Unfinished(header=header, entries=tuple(_first_part(begin(self.invention.programme, header), whole)))


def _first_part(draft: Draft, whole: Draft) -> Iterator[Entry]:
    for change in prefilled(draft):
        draft = change
        yield draft.last or {}
    steps = [one.last or {} for one in leading_to(draft, whole)]
    yield from steps[: max(1, len(steps) * 2 // 5)]


def invented(invention: Invention, now: datetime) -> Iterator[InventedCase]:
    """The invented cases of one population, in memory: citizens with their stays and answers, then the facilities.

    Deterministic for a seed and a day. Raises nothing: what cannot be answered is left out, and told by
    ``Population.unanswerable``.
    """
    yield from Population(invention, now).cases()

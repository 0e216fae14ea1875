"""Random countries: places of every size, people who answer, answer again, are corrected, move; and reports about them.

A report is about the answers given between two days, each person's newest counting once, as the program counts them.
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from sipforms.engine.withhold.block import Block, Line, LineKind, Mark, Policy
from sipforms.engine.withhold.deciding import Decision, decide
from sipforms.engine.withhold.released import Released

SUBJECT = "question"
NO_ANSWER = "no answer"
START = date(2026, 1, 1)


@dataclass(frozen=True, slots=True)
class Given:
    """One answer as it is in the data from one day until another: corrected answers and moved people are two."""

    person: str
    answer: str
    place: str
    category: str
    since: int
    until: int = 10_000


@dataclass(frozen=True, slots=True)
class Asked:
    """A report that somebody asks for: at which moment, of answers since when, by which policy, about which places."""

    moment: int
    since: int
    kind: Literal["within", "published"]
    place: str = ""
    lines: tuple[str, ...] = ("all",)


@dataclass(frozen=True, slots=True)
class Country:
    """Places, what was answered, and which reports were made."""

    places: tuple[str, ...]
    categories: tuple[str, ...]
    given: tuple[Given, ...]
    asked: tuple[Asked, ...]


@dataclass(frozen=True, slots=True)
class Made:
    """A report that was made: what was asked for, whose answers were counted, and what was decided."""

    asked: Asked
    counted: frozenset[int]
    decision: Decision


def random_country(seed: int, most_places: int = 20) -> Country:
    """A country; the same for the same seed."""
    chance = random.Random(seed)
    places = tuple(f"place {number:02}" for number in range(chance.randint(3, most_places)))
    categories = tuple(str(one) for one in range(1, chance.choice((2, 3, 5, 5, 5)) + 1))
    given = tuple(one for place in places for one in _answers(chance, place, categories, places))
    return Country(places, categories, given, tuple(_reports(chance, places)))


def _answers(chance: random.Random, place: str, categories: Sequence[str], places: Sequence[str]) -> Iterator[Given]:
    size = chance.choice((1, 3, 4, 5, 6, 8, 12, 20, 45))
    weights = [chance.random() ** 3 + 0.02 for _ in categories]
    missing = chance.choice((0.0, 0.02, 0.1))
    for number in range(size):
        person = f"{place} {number}"
        category = NO_ANSWER if chance.random() < missing else chance.choices(categories, weights)[0]
        day = chance.choice((0, 0, 0, 0, 0, 0, 1, 2, 3))
        one = Given(person, f"{person} a", place, category, day)
        if chance.random() < 0.06:  # corrected, answered anew, or moved and answered anew
            later = chance.randint(day + 1, 4)
            new = chance.choice(("a", "b", "c"))
            yield replace(one, until=later) if new == "a" else one
            there = chance.choice(places) if new == "c" else place
            yield Given(person, f"{person} {new}", there, chance.choice(categories), later)
        else:
            yield one


def _reports(chance: random.Random, places: tuple[str, ...]) -> Iterator[Asked]:
    for _ in range(chance.choice((1, 2, 3, 5))):
        since, moment = chance.choice((0, 0, 0, 1, 2)), chance.choice((2, 3, 4, 4))
        place = chance.choice(places)
        kind = chance.choice(("published", "published", "within"))
        if kind == "within":
            yield Asked(
                moment, since, "within", place, chance.choice((("own",), ("own", "others"), ("own", "others", "all")))
            )
        else:
            several = tuple(sorted(chance.sample(places, chance.randint(0, len(places)))))
            yield Asked(
                moment, since, "published", "", chance.choice((("all",), ("all", *several), (*several, "all"), places))
            )


def reports_about(country: Country, least: int = 5, *, remembers: bool = True) -> list[Made]:
    """The country's reports, one after the other, each knowing those before it."""
    made: list[Made] = []
    register: list[Released] = []
    for number, asked in enumerate(country.asked):
        counted = frozenset(_counted(country.given, asked))
        policy = Policy(kind=asked.kind, place=asked.place, period=f"{asked.since}-", least=least)
        block = Block(
            subject=SUBJECT,
            categories=country.categories,
            lines=tuple(_line(name, country, counted, asked) for name in asked.lines),
        )
        decision = decide([block], policy, register if remembers else ())
        register.append(Released(on=START + timedelta(number), policy=policy, lines=decision.released))
        made.append(Made(asked, counted, decision))
    return made


def everything_told(country: Country) -> list[Made]:
    """The same reports with nothing withheld."""
    return reports_about(country, least=1, remembers=False)


def _counted(given: Sequence[Given], asked: Asked) -> Iterator[int]:
    """Each person's newest answer of the period, as the data stood then, by its number."""
    newest: dict[str, int] = {}
    for number, one in enumerate(given):
        if asked.since <= one.since <= asked.moment < one.until:
            before = newest.get(one.person)
            if before is None or given[before].since <= one.since:
                newest[one.person] = number
    yield from newest.values()


def places_of(name: str, country: Country, asked: Asked) -> tuple[str, ...]:
    """The places that a line is about."""
    match name:
        case "own":
            return (asked.place,)
        case "others":
            return tuple(one for one in country.places if one != asked.place)
        case "all":
            return country.places
    return (name,)


def _line(name: str, country: Country, counted: frozenset[int], asked: Asked) -> Line:
    kinds: dict[str, LineKind] = {"own": "own", "others": "others", "all": "all"}
    about = places_of(name, country, asked)
    cells: dict[str, set[Mark]] = {}
    for number in counted:
        one = country.given[number]
        if one.place in about:
            cells.setdefault(one.category, set()).add(Mark(one.person, one.answer, one.place))
    missing = cells.pop(NO_ANSWER, set())
    return Line(
        name=name,
        kind=kinds.get(name, "place"),
        cells={category: frozenset(marks) for category, marks in cells.items()},
        missing={NO_ANSWER: frozenset(missing)} if missing else {},
    )

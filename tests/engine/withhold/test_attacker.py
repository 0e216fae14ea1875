"""The attacker finds no count under the limit exactly or within 1, whatever the country and its reports."""

import random
from collections.abc import Iterator

import pytest

from tests.engine.withhold.attacker import Attacker, Target, alike, small_counts, small_groups
from tests.engine.withhold.countries import Country, Made, everything_told, random_country, reports_about

LIMIT = 5
WITHIN_ONE = 2
"""An interval this wide has a middle that is at most 1 away from every number in it."""


def given_away(attacker: Attacker, targets: list[Target]) -> Iterator[str]:
    """The counts that lie in too narrow an interval; an insider knows those of his own place anyhow."""
    for said, these in targets:
        if all(one[0] != attacker.insider for one in these):
            low, high = attacker.interval(these)
            if high - low <= WITHIN_ONE:
                yield f"{said}: {low} to {high}, to {attacker.insider or 'anybody'}"


def known_alike(attacker: Attacker) -> Iterator[str]:
    """The groups of which it is certain that nobody answered otherwise."""
    for said, these in alike(attacker):
        if all(one[0] != attacker.insider for one in these) and attacker.interval(these)[1] == 0:
            yield said


def readers(country: Country, reports: list[Made], insiders: int) -> Iterator[tuple[str, set[int]]]:
    """Whoever reads what is published, and places that read it beside their own answers and reports."""
    published = {number for number, one in enumerate(reports) if one.asked.kind == "published"}
    yield "", published
    for place in country.places[:insiders]:
        yield place, published | {number for number, one in enumerate(reports) if one.asked.place == place}


def found(country: Country, reports: list[Made], insiders: int, most: int, seed: int) -> list[str]:
    """What attackers find, each after at most so many counts."""
    chance = random.Random(seed)

    def some(targets: list[Target]) -> list[Target]:
        return chance.sample(targets, min(len(targets), most))

    everybody = Attacker(country, reports)
    given = list(given_away(everybody, some(small_groups(everybody, LIMIT))))
    for place, read in readers(country, reports, insiders):
        knowing = Attacker(country, reports, insider=place, read=read)
        given += given_away(knowing, some(small_counts(knowing, LIMIT)))
        given += known_alike(knowing)
    return given


@pytest.mark.parametrize("seed", range(15))
def test_no_small_count_is_found(seed: int) -> None:
    country = random_country(seed, most_places=8)
    assert found(country, reports_about(country), insiders=1, most=15, seed=seed) == []


@pytest.mark.long
@pytest.mark.parametrize("seed", range(1000, 1500))
def test_no_small_count_is_found_in_a_large_country(seed: int) -> None:
    country = random_country(seed)
    assert found(country, reports_about(country), insiders=4, most=100, seed=seed) == []


def test_the_attacker_finds_what_is_not_withheld() -> None:
    bitten = 0
    for seed in range(6):
        country = random_country(seed, most_places=4)
        bitten += bool(found(country, everything_told(country), insiders=0, most=5, seed=seed))
    assert bitten == 6

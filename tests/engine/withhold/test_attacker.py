"""The attacker finds no count under the limit exactly or within 1, whatever the country and its reports."""

import random
from collections.abc import Iterator

import pytest

from tests.engine.withhold.attacker import Attacker, Class, small_counts
from tests.engine.withhold.countries import Country, Made, random_country, reports_about

LIMIT = 5
WITHIN_ONE = 2
"""An interval this wide has a middle that is at most 1 away from every number in it."""


def given_away(attacker: Attacker, targets: list[tuple[str, frozenset[Class]]]) -> Iterator[str]:
    for said, these in targets:
        if all(one[0] != attacker.insider for one in these):
            low, high = attacker.interval(these)
            if high - low <= WITHIN_ONE:
                yield f"{said}: {low} to {high}" + (f", to {attacker.insider}" if attacker.insider else "")


def attacks(country: Country, reports: list[Made], insiders: int) -> Iterator[Attacker]:
    """Whoever reads what is published, and places that read it beside their own answers and reports."""
    published = {number for number, one in enumerate(reports) if one.asked.kind == "published"}
    yield Attacker(country, reports, read=published)
    for place in country.places[:insiders]:
        own = {number for number, one in enumerate(reports) if one.asked.place == place}
        yield Attacker(country, reports, insider=place, read=published | own)


@pytest.mark.parametrize("seed", range(15))
def test_no_small_count_is_found(seed: int) -> None:
    country = random_country(seed, most_places=8)
    reports = reports_about(country)
    for attacker in attacks(country, reports, insiders=1):
        targets = list(small_counts(attacker, LIMIT))
        chosen = random.Random(seed).sample(targets, min(len(targets), 12))
        assert list(given_away(attacker, chosen)) == []


@pytest.mark.long
@pytest.mark.parametrize("seed", range(1000, 1500))
def test_no_small_count_is_found_in_a_large_country(seed: int) -> None:
    country = random_country(seed)
    reports = reports_about(country)
    for attacker in attacks(country, reports, insiders=4):
        targets = list(small_counts(attacker, LIMIT))
        chosen = random.Random(seed).sample(targets, min(len(targets), 60))
        assert list(given_away(attacker, chosen)) == []

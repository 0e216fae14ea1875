"""Somebody invented: how they are doing, what matters to them, and how that changes from round to round."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256

NAMES = ("Ahorn", "Birk", "Ceder", "Dværgpil", "Elm", "Fyr", "Gran", "Hassel", "Ibenholt", "Jasmin", "Kastanje", "Lærk")
SURNAME = "Opdigtet"
FIRST_CODE = 1042
UNITS = ("Hus A", "Hus B")


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """An invented person. ``level`` (0 to 1) is how well they are doing at first, ``trend`` what a round adds to it.

    ``silence`` is the share of questions they do not answer, ``rounds`` how many they have taken part in.
    ``observed_from`` is the round from which staff answer by observation, ``assisted_from`` the one from which they are
    helped to answer.
    """

    number: int
    seed: int
    level: float
    trend: float
    silence: float
    rounds: int
    observed_from: int | None = None
    assisted_from: int | None = None

    @property
    def code(self) -> str:
        return f"B-{FIRST_CODE + 7 * self.number}"

    @property
    def name(self) -> str:
        return f"{NAMES[self.number % len(NAMES)]} {SURNAME}"

    @property
    def unit(self) -> str:
        return UNITS[self.number % len(UNITS)]

    def constant(self, *about: object) -> random.Random:
        """Chance that is the same for this person every time it is about the same thing: traits, background."""
        return random.Random(_digest(self.seed, self.number, *about))  # noqa: S311 - invented people, not secrets


def persons(count: int, rounds: int, seed: int) -> Iterator[Person]:
    """That many people.

    The third is observed by staff from the third round on, the fourth is helped to answer in the last, and the last
    one is newly admitted.
    """
    for number in range(count):
        chance = random.Random(_digest(seed, "person", number))  # noqa: S311 - invented people, not secrets
        yield Person(
            number=number,
            seed=seed,
            level=chance.uniform(0.3, 0.65),
            trend=chance.uniform(-0.03, 0.09),
            silence=chance.choice((0.0, 0.02, 0.05, 0.12)),
            rounds=1 if number == count - 1 and count > 1 else rounds,
            observed_from=2 if number == 2 and rounds > 2 else None,
            assisted_from=rounds - 1 if number == 3 else None,
        )


def _digest(*parts: object) -> int:
    return int.from_bytes(sha256(repr(parts).encode()).digest()[:8], "big")

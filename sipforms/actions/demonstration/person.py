"""Somebody invented: how they are doing, what matters to them, how that changes slowly, and what they leave unsaid."""

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TypeAlias

from sipforms.actions.demonstration.chance import normal, picked, spread, uniform

NAMES = (
    *("Ahorn", "Birk", "Ceder", "Dværgpil", "Elm", "Fyr", "Gran", "Hassel", "Ibenholt", "Jasmin", "Kastanje", "Lærk"),
    *(
        "Mirabel",
        "Navr",
        "Oliven",
        "Poppel",
        "Quitte",
        "Røn",
        "Slåen",
        "Tjørn",
        "Umbel",
        "Valnød",
        "Ørepil",
        "Ask",
    ),
)
BIRDS = (
    *("Allike", "Bogfinke", "Drossel", "Edderfugl", "Fuglekonge", "Gærdesmutte", "Hejre", "Isfugl", "Jernspurv"),
    *("Kernebider", "Lærke", "Musvit", "Nattergal", "Pirol", "Rødhals", "Stillits", "Tornsanger", "Ugle", "Vibe"),
)
SURNAME = "Opdigtet"
FIRST_CODE, BETWEEN_CODES = 1042, 7
USUAL_LEVEL = 0.66
_PEOPLE, _AREAS, _ITEMS, _QUESTIONS, _ROUNDS = 0.10, 0.09, 0.11, 0.07, 0.045
"""How much people differ, their areas, their answers within an area, questions in how hard they are, and rounds."""
_OTHERS_DARKER, _OTHERS_DIFFER = 0.07, 0.06
_TURNS = 2.2
_SILENT = (0.004, 0.03, 0.09, 0.22)
_HOW_MANY_SILENT = (0.48, 0.34, 0.13, 0.05)

_SHOWN_FIRST = 0.2  # the first person does better, and answers in interviews

Key: TypeAlias = int | str


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """An invented person, all of whom follows from ``seed`` and ``number`` (a text for a facility itself).

    ``level`` (0 to 1) is how they are doing at first, ``change`` what a whole course adds to it; ``silence`` the share
    of questions without an answer; ``ability`` (0 to 1) how much help it takes to answer at first, and ``fall`` what is
    lost (or won, below 0) from ``turning`` on, the share of the course gone by then.
    """

    seed: int
    number: Key
    level: float
    change: float
    silence: float
    ability: float
    fall: float = 0.0
    turning: float = 0.5

    @property
    def code(self) -> str:
        return f"B-{FIRST_CODE + BETWEEN_CODES * int(self.number)}"

    @property
    def name(self) -> str:
        again, first = divmod(int(self.number), len(NAMES))
        middle = f" {BIRDS[(again - 1) % len(BIRDS)]}" if again else ""
        return f"{NAMES[first]}{middle} {SURNAME}"

    def lifted(self, by: float) -> "Person":
        """The same person, doing so much better in everything."""
        return replace(self, level=self.level + by)

    def chance(self, *about: object) -> float:
        """A number between 0 and 1 that is the same each time it is about the same thing: traits, background."""
        return uniform(self.seed, self.number, *about)

    def differs(self, *about: object) -> float:
        """How the person differs from others there, around 0 with standard deviation 1."""
        return normal(self.seed, self.number, *about)

    def doing(self, area: str, gone: float) -> float:
        """How the person is doing in an area (0 to 1, now and then a little beyond) when so much of the course is gone.

        Areas follow the person's own course and each its own: most little, none all of it, with slow ups and downs.
        """
        start = self.level + _AREAS * self.differs("area", area)
        course = 0.75 * self.change + 0.06 * self.differs("course", area)
        come = (1 - math.exp(-_TURNS * max(gone, 0.0))) / (1 - math.exp(-_TURNS))
        slow = 0.03 * math.sin(2 * math.pi * (gone * 0.9 + self.chance("phase", area)))
        return start + course * come + slow + self._hard_time(area, gone)

    def _hard_time(self, area: str, gone: float) -> float:
        """Some have a bad spell in some areas, and come out of it."""
        if self.chance("spell") > 0.2 or self.chance("spell", area) > 0.5:
            return 0.0
        middle = 0.25 + 0.6 * self.chance("spell", "when")
        return -0.22 * math.exp(-(((gone - middle) / 0.16) ** 2))

    def seen_by(self, informant: str | None, area: str) -> float:
        """What somebody else sees otherwise than the person: mostly a little darker, and each in their own way."""
        if informant is None:
            return 0.0
        here = self.differs("eyes", informant, area)
        return _OTHERS_DARKER * (0.6 * self.differs("eyes", informant) - 1) + _OTHERS_DIFFER * here

    def of_item(self, path: tuple[str, ...], round_: int, informant: str | None = None) -> float:
        """What one question adds: some are hard for all, some for this person, and no two days are alike.

        Whoever else answers sees half of that as the person does.
        """
        item = self.differs("item", path)
        if informant is not None:
            item = 0.7 * item + 0.7 * self.differs("item", informant, path)
        day = self.differs("round", path, round_, informant)
        return _QUESTIONS * normal(self.seed, "question", path) + _ITEMS * item + _ROUNDS * day

    def able(self, gone: float) -> float:
        """How well the person can answer for themselves by then, 0 to 1."""
        return self.ability - (self.fall if gone >= self.turning else 0.0)


def persons(count: int, seed: int, first: int = 0) -> Iterator[Person]:
    """That many people; of few all kinds are there: those who do better, worse and the same, and who answer how."""
    yield from (somebody(seed, number) for number in range(first, first + count))


def somebody(seed: int, number: Key) -> Person:
    """One person."""
    change = _change(_even(seed, number, "change"), uniform(seed, number, "how-much"))
    ability, fall = _answering(_even(seed, number, "ability"), uniform(seed, number, "fall"))
    return Person(
        seed=seed,
        number=number,
        level=USUAL_LEVEL - 0.35 * change + _PEOPLE * normal(seed, number, "level"),
        change=change,
        silence=_SILENT[picked(_HOW_MANY_SILENT, seed, number, "silence")] * (0.5 + uniform(seed, number, "more")),
        ability=ability,
        fall=fall,
        turning=0.12 + 0.4 * uniform(seed, number, "turning"),
    )


def _even(seed: int, number: Key, about: str) -> float:
    if number == 0:
        return _SHOWN_FIRST
    return spread(number, seed, about) if isinstance(number, int) else uniform(seed, number, about)


def _change(kind: float, much: float) -> float:
    """Three in ten do better, two in ten worse, the rest about the same."""
    if kind < 0.3:
        return 0.12 + 0.16 * much
    return -0.10 - 0.14 * much if kind < 0.5 else -0.05 + 0.11 * much


def _answering(kind: float, turn: float) -> tuple[float, float]:
    """How able to answer, and what is lost on the way: most stay as they are, some need more help, a few need less."""
    if kind < 0.46:
        return 0.9, 0.0
    if kind < 0.7:
        return 0.7, 0.35 if turn < 0.65 else 0.55  # from an interview to help, or to being observed
    if kind < 0.84:
        return 0.35, 0.0 if turn < 0.5 else -0.35 if turn < 0.75 else 0.25
    return 0.1, 0.0 if turn < 0.75 else -0.3

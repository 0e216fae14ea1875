"""A value as two files have it, and what is done with it while one file is laid over the other."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol, TypeAlias

from sipforms.engine.build.data import node
from sipforms.engine.overlay.changing import Changes
from sipforms.engine.overlay.ruling import PLACING
from sipforms.engine.read.marks import NOWHERE, Mark, Step, Steps
from sipforms.engine.response import Json

Written: TypeAlias = tuple[Json, Mark]
"""A value and its mark."""


@dataclass(frozen=True, slots=True)
class Both:
    """A value as the base and as the overlay have it.

    ``at`` leads to it in the base, ``own_at`` in the overlay, where entries of lists have other numbers.
    """

    theirs: Written
    own: Written
    at: Steps = ()
    own_at: Steps = ()

    def inside(self, step: Step, own_step: Step) -> "Both":
        """An entry that both have."""
        return Both(entry(self.theirs, step), entry(self.own, own_step), (*self.at, step), (*self.own_at, own_step))

    def their_list(self) -> list[Json]:
        """The base's value, which is a list."""
        return self.theirs[0] if isinstance(self.theirs[0], list) else []

    def own_list(self) -> list[Json]:
        """The overlay's value, which is a list."""
        return self.own[0] if isinstance(self.own[0], list) else []

    def marked(self, values: list[Written]) -> Written:
        """A list of these, standing where the overlay's stands."""
        return [value for value, _ in values], (*self.own[1][:6], [mark for _, mark in values])


@dataclass(frozen=True)
class Neighbours:
    """What the entries of a mapping or the options of a list can stand beside, by name."""

    there: Mapping[str, Written]

    @cached_property
    def names(self) -> tuple[str, ...]:
        """All of them in order; one tuple for all who ask in vain."""
        return tuple(self.there)


class Layers(Protocol):
    """One file over another: what lists need of it."""

    @property
    def file(self) -> str: ...
    @property
    def changes(self) -> Changes: ...
    def value(self, both: Both) -> Written:
        """A value that both have, put together."""

    def adopted(self, written: Written, at: Steps) -> Written:
        """A value of the base without what is removed from it."""

    def tell_if_silent(self, both: Both) -> None:
        """The overlay has another value: a problem unless that was said."""

    def tell_if_on_a_scale(self, both: Both, own_number: int) -> None:
        """The overlay has an option more: a problem on a scale with a direction."""

    def wish(self, written: Json, own_at: Steps, name: str, neighbours: "Neighbours") -> tuple[str, str] | None:
        """Beside what an entry wants to stand."""


def entry(written: Written, step: Step) -> Written:
    """An entry of a mapping or a list with its mark."""
    value, marks = written[0], written[1][6]
    found: Json = None
    mark: Mark | None = None
    if isinstance(value, dict) and isinstance(step, str):
        found = value[step]
        mark = marks.get(step) if isinstance(marks, dict) else None
    elif isinstance(value, list) and isinstance(step, int):
        found = value[step]
        mark = marks[step] if isinstance(marks, list) else None
    return found, NOWHERE if mark is None else mark


def unplaced(written: Written, at: Steps) -> Written:
    """An entry or option without what says beside which other one it stands."""
    value, mark = written
    if not is_placed(at) or not isinstance(value, dict) or PLACING.isdisjoint(value):
        return written
    return {key: one for key, one in value.items() if key not in PLACING or not is_neighbour(one)}, mark


def is_placed(at: Steps) -> bool:
    """True for an entry or option: what can say beside which other one it stands."""
    return at[-2:-1] in (("properties",), ("oneOf",))


def is_neighbour(value: Json) -> bool:
    """True for what can name an entry or option; anything else is left for the file's shape to refuse."""
    return isinstance(value, str | int) and not isinstance(value, bool)


def known(written: Json, word: str) -> str | None:
    """What an entry of a list is known by, as a text."""
    value = node(written).get(word)
    return str(value) if is_neighbour(value) else None

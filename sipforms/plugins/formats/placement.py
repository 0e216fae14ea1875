"""One order for the questions of several versions: what is new comes right after what it follows."""

from collections.abc import Hashable, Iterable
from typing import TypeVar

Key = TypeVar("Key", bound=Hashable)


def merged(sequences: Iterable[Iterable[Key]]) -> tuple[Key, ...]:
    """Every key once. Those of the first sequence keep their order whatever the later ones do.

    A key that a later sequence adds stands right after the one that it follows there; what later ones leave out stays.
    """
    order: list[Key] = []
    known: set[Key] = set()
    for sequence in sequences:
        place = 0
        for key in sequence:
            if key in known:
                place = order.index(key) + 1
            else:
                order.insert(place, key)
                known.add(key)
                place += 1
    return tuple(order)


def unlike(name: str, taken: set[str]) -> str:
    """The name, with a number after it where it is taken, in capitals or not; the result is taken from then on."""
    found, number = name, 1
    while found.casefold() in taken:
        number += 1
        found = f"{name}_{number}"
    taken.add(found.casefold())
    return found

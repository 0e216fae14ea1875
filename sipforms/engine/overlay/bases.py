"""Where a bundle finds what it extends. Shelves and disks are handed in; here is only what is asked of them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from sipforms.engine.read.bundle import Bundle


class Bases(Protocol):
    """The bundles that one bundle can extend, as seen from its own folder."""

    @property
    def where(self) -> str:
        """The folder of the bundle that asks, so that a circle is seen."""

    def named(self, id_: str) -> "Iterator[Base]":
        """The bundles of that id as read, the nearest first."""

    def ids(self) -> tuple[str, ...]:
        """The ids that can be extended."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Base:
    """A bundle that can be extended: its own files, its folder as seen from the asking one, and what is around it."""

    bundle: Bundle
    at: str
    around: Bases

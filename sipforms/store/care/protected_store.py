"""What is wished for when an unprotected store is to become a protected one, and what comes of it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from sipforms.store.access.founding import Founded, Founding
from sipforms.store.log.entries import Workstation
from sipforms.store.protocol import Damage


class NotProtected(StrEnum):
    """Why no protected store was made; the old one is as it was."""

    PROTECTED_ALREADY = "protected-already"
    WITHIN = "within"
    TAKEN = "taken"
    IN_USE = "in-use"
    """Somebody has a draft of the old store open."""
    DAMAGED = "damaged"
    """A case file or draft of the old store cannot be read; ``sipforms store verify`` says which."""
    CHANGING = "changing"
    """Somebody keeps saving in the old store."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProtectedStore:
    """A protected store stands in the folder, and the old one where it was.

    ``passed_over`` is damage in the old store that reading went on without; what it concerns stays there. ``late`` are
    case files and drafts in which somebody saved while the new store was being opened: what they saved is in the old
    one only.
    """

    founded: Founded
    folder: Path
    cases: int
    drafts: int
    bundles: int
    passed_over: tuple[Damage, ...] = ()
    late: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What is to be made: of which store, where, and what it begins with. ``workstation`` and ``clock`` go to the log.

    With ``leaving_out`` case files and drafts that cannot be read at all stay in the old store instead of stopping all.
    """

    old: Path
    new: Path
    founding: Founding
    workstation: Workstation
    clock: Callable[[], datetime]
    leaving_out: bool = False

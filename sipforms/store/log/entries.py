"""The records of the access log: what stands in an entry, and what somebody reads out of it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from sipforms.store.uses import Action, Subject, Use

SUFFIX = ".sfl"
_CHAIN = re.compile(r"(?P<workstation>[0-9a-f]{32})-(?P<month>\d{6})-(?P<number>[1-9]\d*)")


class EntrySigner(Protocol):
    """Whoever is signed in, as far as the log needs to know."""

    @property
    def user_id(self) -> str:
        """The user's id."""
        ...

    def signed(self, content: bytes) -> bytes:
        """An Ed25519 signature by the user's key; may raise SignInNeeded while the screen is locked."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Workstation:
    """The machine where something is done: an id of 32 hexadecimal digits made once, and the machine's own name."""

    id: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Chain:
    """One file of the log: a workstation, a month (``yyyymm``), and a number where one file was not enough."""

    month: str
    workstation: str
    number: int

    @property
    def name(self) -> str:
        """The file's name without its ending."""
        return f"{self.workstation}-{self.month}-{self.number}"

    @property
    def file(self) -> str:
        """The file's name."""
        return self.name + SUFFIX


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """That an entry stood at the end of another chain: its number, and its hash as 64 hexadecimal digits."""

    chain: str
    seq: int
    hash: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """A revision of a case file that was announced in a part of the log that is pruned now."""

    case: str
    revision: int
    checksum: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry, read. ``user`` is empty where nobody was signed in; ``use`` is None where it cannot be opened.

    ``jump`` is by how many seconds the clock had jumped just before, ``mended`` how many bytes of an entry that was
    never finished were cut off before it.
    """

    chain: str
    seq: int
    at: datetime
    user: str
    workstation: str
    workstation_name: str
    use: Use | None
    jump: int = 0
    mended: int = 0
    known: tuple[Known, ...] = ()


def chain_named(name: str) -> Chain | None:
    """The chain that a file name, with or without its ending, stands for; None for any other name."""
    match = _CHAIN.fullmatch(name.removesuffix(SUFFIX))
    if match is None:
        return None
    return Chain(workstation=match["workstation"], month=match["month"], number=int(match["number"]))


def written_use(use: Use) -> dict[str, Any]:
    """The use as JSON; what is empty is left out."""
    written = {
        "action": use.action,
        "subject": use.subject,
        "id": use.id,
        "part": use.part,
        "revision": use.revision,
        "checksum": use.checksum,
        "criterion": use.criterion,
        "cases": list(use.cases),
    }
    return {name: value for name, value in written.items() if value}


def read_use(written: Mapping[str, Any]) -> Use:
    """The use as it was written. Raises KeyError, TypeError or ValueError for anything else."""
    return Use(
        action=Action(written["action"]),
        subject=Subject(written["subject"]),
        id=written.get("id", ""),
        part=written.get("part", ""),
        revision=written.get("revision", 0),
        checksum=written.get("checksum", ""),
        criterion=written.get("criterion", ""),
        cases=tuple(written.get("cases", ())),
    )

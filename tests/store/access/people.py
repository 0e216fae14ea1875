"""A protected store with invented people in it, made for next to nothing."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sipforms.store.access import changes
from sipforms.store.access.founding import Founded, Founding, NewUser, Paper, create_protected_store
from sipforms.store.access.register import Unit, User
from sipforms.store.access.roles import Role
from sipforms.store.access.session import Session
from sipforms.store.access.signing_in import sign_in
from sipforms.store.filesystem import Filesystem
from sipforms.store.sealing.passphrases import CHEAP
from sipforms.store.sealing.recovery_codes import code_of
from sipforms.store.uses import Use

NOW = datetime(2026, 11, 22, 10, 41, 7, tzinfo=UTC)
CODE = code_of(bytes(range(32)))
LEADER = (Role.LEADER, Role.ADMINISTRATOR)
STAFF = (Role.STAFF,)


def passphrase_of(name: str) -> str:
    return f"{name.lower()} har fire stille heste"


def new_user(name: str, *roles: Role, passphrase: str = "") -> NewUser:
    return NewUser(name=name, title="", roles=roles or STAFF, passphrase=passphrase or passphrase_of(name))


def founding(name: str = "AB") -> Founding:
    return Founding(
        founder=new_user(name, *LEADER),
        house="Solsikken",
        papers=(Paper(holder="Leder i safen", code=CODE, is_proved=True),),
        cost=CHEAP,
    )


@dataclass
class Told:
    """Remembers what it was told; ``meanwhile`` is done once, just before it is told the next time."""

    uses: list[Use] = field(default_factory=list)
    meanwhile: Any = None

    def tell(self, use: Use) -> None:
        action, self.meanwhile = self.meanwhile, None
        if action:
            action()
        self.uses.append(use)


@dataclass
class House:
    """A store in a folder, and what is done there."""

    folder: Path
    founded: Founded
    told: Told = field(default_factory=Told)
    disk: Filesystem | None = None

    def enter(
        self, name: str = "AB", passphrase: str = "", *, now: datetime = NOW, disk: Filesystem | None = None
    ) -> Session:
        return sign_in(
            self.folder,
            name=name,
            passphrase=passphrase or passphrase_of(name),
            now=now,
            workstation="pc 3",
            disk=disk or self.disk,
        )

    @property
    def now(self) -> dict[str, Any]:
        """When and to whom: what every change wants to know."""
        return {"now": NOW, "witness": self.told}

    def add(self, by: Session, name: str, *roles: Role, units: Sequence[str] = ()) -> User:
        return made(changes.add_user(by, new_user(name, *roles), units, **self.now), User)

    def add_unit(self, by: Session, title: str, members: Sequence[str] = ()) -> Unit:
        return made(changes.add_unit(by, title, members, **self.now), Unit)

    def files(self, under: str = "keys") -> Mapping[Path, bytes]:
        return {path: path.read_bytes() for path in sorted((self.folder / under).rglob("*")) if path.is_file()}

    def put_back(self, files: Mapping[Path, bytes], under: str = "keys") -> None:
        """The files as they were at another time, and no others; folders stay."""
        for path in self.files(under):
            path.unlink()
        for path, content in files.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)


def a_house(folder: Path, name: str = "AB") -> House:
    return House(folder=folder, founded=create_protected_store(folder, founding(name), created=NOW))


def made(outcome: object, kind: type) -> Any:
    """What came of a change that must not be refused."""
    assert isinstance(outcome, kind), outcome
    return outcome


def later(seconds: float) -> datetime:
    return NOW + timedelta(seconds=seconds)


def reachable(thing: object) -> Iterator[bytes]:
    """All bytes that can be reached from an object: its attributes, what it contains, what its functions close over."""
    seen: set[int] = set()
    waiting = [thing]
    while waiting:
        one = waiting.pop()
        if id(one) in seen or isinstance(one, type):
            continue
        seen.add(id(one))
        if isinstance(one, bytes | bytearray):
            yield bytes(one)
        elif isinstance(one, Mapping):
            waiting += [*one.keys(), *one.values()]
        elif isinstance(one, list | tuple | set | frozenset):
            waiting += one
        else:
            waiting += getattr(one, "__dict__", {}).values()
            slots = [name for kind in type(one).__mro__ for name in getattr(kind, "__slots__", ())]
            waiting += [getattr(one, name) for name in slots if hasattr(one, name)]
            waiting += [cell.cell_contents for cell in getattr(one, "__closure__", None) or ()]

"""A protected store for tests, with one leader and one recovery code; opened for next to nothing, and no safer."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from sipforms.actions.people import Stay, admit, create
from sipforms.actions.settings import Settings
from sipforms.actions.signing_in import door_to, enter, leave
from sipforms.actions.workplace import Clock, Workplace
from sipforms.store.access.founding import Founded, Founding, NewUser, Paper, Times, create_protected_store
from sipforms.store.access.roles import Role
from sipforms.store.casefile import CaseFile
from sipforms.store.protocol import CaseId
from sipforms.store.sealing.passphrases import CHEAP, Cost
from sipforms.store.sealing.recovery_codes import code_of

NAME, TITLE = "AB", "Anna Berg"
PASSPHRASE = "fire heste danser stille"
HOUSE = "Solsikken"
CODE = code_of(bytes(range(32)))
KEEPER = "Leder i safen"
LONG_AGO = datetime(2026, 11, 1, 8, 0, tzinfo=UTC)
NOW = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)
DECIDED = Times(programmes={"voksen": 60}, log=24)


def founded(
    folder: Path,
    *,
    times: Times = DECIDED,
    cost: Cost = CHEAP,
    created: datetime = LONG_AGO,
    is_proved: bool = True,
) -> Founded:
    """Make the store in the folder, which need not be there."""
    founder = NewUser(name=NAME, title=TITLE, roles=(Role.LEADER, Role.ADMINISTRATOR), passphrase=PASSPHRASE)
    papers = (Paper(holder=KEEPER, code=CODE, is_proved=is_proved),)
    founding = Founding(founder=founder, house=HOUSE, papers=papers, times=times, cost=cost)
    folder.parent.mkdir(parents=True, exist_ok=True)
    return create_protected_store(folder, founding, created=created)


def written_passphrase(file: Path, passphrase: str = PASSPHRASE) -> Path:
    """A file with the passphrase, for its owner alone."""
    file.touch(mode=0o600)
    file.write_text(f"{passphrase}\n", encoding="utf-8")
    return file


@contextmanager
def entered(
    folder: Path, name: str = NAME, passphrase: str = PASSPHRASE, now: Clock = lambda: NOW
) -> Iterator[Workplace]:
    """The workplace over the store, with somebody signed in until the end of the block."""
    workplace = enter(door_to(Settings(store=folder), now), name, passphrase)
    try:
        yield workplace
    finally:
        leave(workplace)


def citizen(folder: Path, code: str = "B-1042", name: str = "Ahorn Opdigtet") -> CaseId:
    """Keep a new citizen with a stay in voksen, by the leader; the case file's id."""
    with entered(folder) as workplace:
        file = create(workplace, code, name)
        assert isinstance(file, CaseFile)
        kept = admit(workplace, file, Stay(programme="voksen", admission=LONG_AGO.date()))
        assert isinstance(kept, CaseFile)
        return kept.id

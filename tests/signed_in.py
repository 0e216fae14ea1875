"""A protected store for tests, with one leader and one recovery code; opened for next to nothing, and no safer."""

from datetime import UTC, datetime
from pathlib import Path

from sipforms.store.access.founding import Founded, Founding, NewUser, Paper, Times, create_protected_store
from sipforms.store.access.roles import Role
from sipforms.store.sealing.passphrases import CHEAP, Cost
from sipforms.store.sealing.recovery_codes import code_of

NAME, TITLE = "AB", "Anna Berg"
PASSPHRASE = "fire heste danser stille"
HOUSE = "Solsikken"
CODE = code_of(bytes(range(32)))
KEEPER = "Leder i safen"
LONG_AGO = datetime(2026, 11, 1, 8, 0, tzinfo=UTC)
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

"""What the processes do that tests start and kill: tell the log of one use after another."""

from datetime import UTC, datetime
from pathlib import Path

from sipforms.store.filesystem import LocalFilesystem
from sipforms.store.log.access_log import AccessLog
from sipforms.store.protocol import fresh_id
from sipforms.store.uses import Action, Subject, Use
from tests.store.log.logs import READER, STORE, person, workstation
from tests.store.writers import acknowledge, acknowledgements


def tell_without_end(folder: Path, told: Path) -> None:
    """Tells of one reading after another until it is killed."""
    log = AccessLog(
        folder=folder / "log",
        disk=LocalFilesystem(),
        store=STORE,
        log_key=READER.public,
        workstation=workstation("1"),
        clock=lambda: datetime.now(UTC),
        signer=person("a"),
    )
    with acknowledgements(told) as handle:
        log.tell(Use(action=Action.SIGN_IN, subject=Subject.STORE))
        while True:
            case = fresh_id()
            log.tell(Use(action=Action.READ, subject=Subject.CASE, id=case, revision=1, checksum="ab" * 32))
            acknowledge(handle, case)

"""How a store is: the folder it lies in, its files, its recovery codes, and what somebody should have decided.

Nobody needs to be signed in: what is looked at here can be read by whoever has the disk.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from sipforms.store.access.register import RecoveryKey, Register
from sipforms.store.access.session import KeyFolders
from sipforms.store.care.copying import MEANS, Means
from sipforms.store.care.verifying import VerifiedStore, verify_store
from sipforms.store.failures import NoKey, StoreDamaged, UnknownFormat
from sipforms.store.log.entries import Anchor
from sipforms.store.log.heads import loose_heads
from sipforms.store.log.listing import FOLDER, LogFolder
from sipforms.store.opening import read_facts
from sipforms.store.probing.folder import HERE, Finding, Surroundings, Verdict, examine_folder
from sipforms.store.protocol import StoreFacts, fresh_id

A_YEAR = timedelta(days=365)
"""How long a recovery code may go without anybody having shown that its paper is still there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decisions:
    """What somebody has to decide: ``programmes`` that have a time for keeping answers; whether log and drafts have."""

    programmes: tuple[str, ...]
    is_log_decided: bool
    are_drafts_decided: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """How a store is. The last four are of a protected one: without a readable register there are none."""

    folder: tuple[Finding, ...]
    facts: StoreFacts
    verified: VerifiedStore
    unproved: tuple[RecoveryKey, ...] = ()
    recovery_keys: int = 0
    decisions: Decisions | None = None
    heads: tuple[Anchor, ...] = ()

    @property
    def is_well(self) -> bool:
        """Whether nothing is wrong; what is only worth knowing, or undecided, is no illness."""
        is_fit = all(finding.verdict is not Verdict.BAD for finding in self.folder)
        is_safe = self.facts.is_demo or (self.facts.is_protected and bool(self.recovery_keys))
        return is_fit and is_safe and self.verified.is_whole


def examine_store(folder: Path, today: date, means: Means = MEANS, surroundings: Surroundings = HERE) -> Health:
    """Looks at everything that can be seen without a key. Raises NotAStore, UnknownFormat, StoreUnavailable."""
    facts = read_facts(folder, disk=means.disk)
    findings = examine_folder(folder, disk=means.disk, new_id=means.new_id, surroundings=surroundings)
    verified = verify_store(folder, means=means)
    register = _register(folder, facts, means)
    if register is None:
        return Health(folder=findings, facts=facts, verified=verified)
    return Health(
        folder=findings,
        facts=facts,
        verified=verified,
        unproved=tuple(key for key in register.recovery_keys if not is_proved(key, today)),
        recovery_keys=len(register.recovery_keys),
        decisions=Decisions(
            programmes=tuple(sorted(register.retention)),
            is_log_decided=register.log_retention is not None,
            are_drafts_decided=register.draft_retention is not None,
        ),
        heads=loose_heads(LogFolder(path=folder / FOLDER, disk=means.disk, store=facts.id)),
    )


def is_proved(key: RecoveryKey, today: date) -> bool:
    """Whether somebody typed the code from its paper within a year."""
    return key.proved is not None and today - key.proved <= A_YEAR


def _register(folder: Path, facts: StoreFacts, means: Means) -> Register | None:
    if not facts.is_protected:
        return None
    try:
        return KeyFolders(store=folder, facts=facts, disk=means.disk, new_id=fresh_id).register.newest()
    except (StoreDamaged, NoKey, UnknownFormat):
        return None  # verifying names it among the damaged files

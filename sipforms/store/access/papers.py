"""Recovery codes that somebody types, held against those that the register knows."""

from sipforms.store.access.register import RecoveryKey, Register
from sipforms.store.sealing.boxes import BoxKey
from sipforms.store.sealing.recovery_codes import NotACode, box_key_from


def pair_of(code: str) -> BoxKey | None:
    """The key pair that a code stands for, when it is one."""
    try:
        return box_key_from(code)
    except NotACode:
        return None


def key_of(register: Register, pair: BoxKey | None) -> RecoveryKey | None:
    """The recovery key that the register knows by this pair."""
    return next((key for key in register.recovery_keys if pair and key.box == pair.public), None)

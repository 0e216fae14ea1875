"""Commands that change users, units, keys and settings: each is one revision of the register, or none."""

from sipforms.store.access.changes.groups import add_group_key
from sipforms.store.access.changes.passphrases import change_passphrase, reset_passphrase
from sipforms.store.access.changes.recovering import Recovery, recover
from sipforms.store.access.changes.recovery import add_recovery_key, prove_recovery_key, remove_recovery_key
from sipforms.store.access.changes.refusals import Refusal
from sipforms.store.access.changes.settings import set_draft_retention, set_log_retention, set_retention
from sipforms.store.access.changes.units import add_unit, join_unit, leave_unit, rename_unit, retire_unit
from sipforms.store.access.changes.users import add_user, change_roles, rename_user, retire_user

__all__ = [
    "Recovery",
    "Refusal",
    "add_group_key",
    "add_recovery_key",
    "add_unit",
    "add_user",
    "change_passphrase",
    "change_roles",
    "join_unit",
    "leave_unit",
    "prove_recovery_key",
    "recover",
    "remove_recovery_key",
    "rename_unit",
    "rename_user",
    "reset_passphrase",
    "retire_unit",
    "retire_user",
    "set_draft_retention",
    "set_log_retention",
    "set_retention",
]

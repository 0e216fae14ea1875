"""Brings the keys of a register into line with what it says: who belongs where, and who has which role.

A change only says who belongs where. From that it follows who has a shared key: the members of a unit have the unit's,
those who may read the log the log's, those who may make reports about groups that of what is kept about groups, those
who may change the register the root's, and every recovery code has them all. Somebody who should no longer have one
makes it be replaced; somebody who should and has not is let in, as far as whoever makes the change holds that key
himself.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from sipforms.store.access.keyring import OpenedKeys
from sipforms.store.access.register import Register, Unit
from sipforms.store.access.register_written import GROUPS
from sipforms.store.access.roles import Right
from sipforms.store.access.roots import root_holders, with_new_root, with_root_for
from sipforms.store.access.shared_keys import SharedKey, let_in, rotated


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """A register whose keys follow from it, and the private key that signs it.

    ``takes_away``: somebody lost a key, so that what was before is not kept.
    """

    register: Register
    root: bytes = field(repr=False)
    takes_away: bool


def settled(register: Register, opened: OpenedKeys, root: bytes) -> Settled:
    """The register with its keys in line. ``opened`` and ``root`` are the keys of whoever makes the change."""
    log = _in_line(register.log, log_readers(register), opened.logs, always=True)
    groups = _in_line(_of_groups(register), _holders_of(register, Right.GROUP_REPORT), opened.groups, always=True)
    units = tuple(
        replace(unit, key=_in_line(unit.key, unit_holders(register, unit), opened.units.get(unit.id, {})))
        for unit in register.units
    )
    with_keys = replace(register, log=log, groups=groups, units=units)
    shared = ((a.key, b.key) for a, b in zip(units, register.units, strict=True))
    is_rotated = any(
        new.generation != old.generation
        for new, old in ((log, register.log), (groups, register.groups or groups), *shared)
    )
    holders = root_holders(register)
    if set(register.root_wraps) - set(holders):
        renewed, new_root = with_new_root(with_keys, root)
        return Settled(register=renewed, root=new_root, takes_away=True)
    lacking = {recipient: box for recipient, box in holders.items() if recipient not in register.root_wraps}
    return Settled(register=with_root_for(with_keys, root, lacking), root=root, takes_away=is_rotated)


def unit_holders(register: Register, unit: Unit) -> Mapping[str, bytes]:
    """Who should have the unit's key: id -> public box key."""
    return {user.id: user.box for user in register.members(unit.id)} | dict(register.recovery_boxes)


def log_readers(register: Register) -> Mapping[str, bytes]:
    """Who should have the log's key: id -> public box key."""
    return _holders_of(register, Right.READ_LOG)


def _holders_of(register: Register, right: Right) -> Mapping[str, bytes]:
    """Those who can sign in and hold the right, and every recovery code."""
    holders = {user.id: user.box for user in register.active_users if right in user.rights}
    return holders | dict(register.recovery_boxes)


def _of_groups(register: Register) -> SharedKey:
    """The key of what is kept about groups; one without a generation in registers from before there was one."""
    return register.groups or SharedKey(store=register.store, name=GROUPS, generations=())


def unreached(register: Register) -> tuple[tuple[str, str], ...]:
    """Members and recovery codes that should have a unit's newest key and have not: pairs of unit and recipient.

    They get it with the next change that somebody makes who has the key and may change the register.
    """
    return tuple(
        (unit.id, recipient)
        for unit in register.units
        for recipient in unit_holders(register, unit)
        if recipient not in unit.key.recipients
    )


def _in_line(
    key: SharedKey, holders: Mapping[str, bytes], opened: Mapping[int, bytes], *, always: bool = False
) -> SharedKey:
    """The key for its holders. ``always``: whoever nobody here can let in gets at least what comes from now on."""
    if any(recipient not in holders for one in key.generations for recipient in one.wraps):
        key = rotated(key, holders)
    for recipient, public in holders.items():
        key = let_in(key, opened, recipient, public)
    return rotated(key, holders) if not key.generations or (always and not key.recipients.issuperset(holders)) else key

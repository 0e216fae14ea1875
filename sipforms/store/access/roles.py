"""Roles and what each may do; which case files somebody can open is not here, but a matter of keys.

Not promised: that rights hold against somebody who writes a program of his own. Whom a case file, the access log or the
register's signing key is boxed for is held by cryptography; all other rights are held by this program, which asks
before it does anything, and by the access log.
"""

from collections.abc import Iterable, Mapping
from enum import StrEnum


class Role(StrEnum):
    """What somebody is in the facility; one person may be several."""

    STAFF = "staff"
    LEADER = "leader"
    DESIGNER = "designer"
    """Makes questionnaires."""
    SECRETARIAT = "secretariat"
    """Gathers figures of groups."""
    ADMINISTRATOR = "administrator"
    """Looks after users and the machine."""


class Right(StrEnum):
    """What can be allowed or not."""

    READ_CASES = "read-cases"
    WRITE_CASES = "write-cases"
    EXPORT = "export"
    GROUP_REPORT = "group-report"
    ERASE = "erase"
    CORRECT_SIGNED = "correct-signed"
    """Opens what was signed and locked, so that it can be corrected."""
    RESTRICT = "restrict"
    """Says which users a case file is for, or which unit's it is."""
    READ_LOG = "read-log"
    MANAGE_USERS = "manage-users"
    MANAGE_UNITS = "manage-units"
    RESET_PASSPHRASE = "reset-passphrase"  # noqa: S105 - the name of a right
    BACKUP = "backup"
    SETTINGS = "settings"


_CASES = frozenset({Right.READ_CASES, Right.WRITE_CASES})

RIGHTS: Mapping[Role, frozenset[Right]] = {
    Role.STAFF: _CASES,
    Role.LEADER: _CASES
    | {
        Right.EXPORT,
        Right.GROUP_REPORT,
        Right.ERASE,
        Right.CORRECT_SIGNED,
        Right.RESTRICT,
        Right.READ_LOG,
        Right.MANAGE_USERS,
        Right.MANAGE_UNITS,
        Right.RESET_PASSPHRASE,
        Right.BACKUP,
        Right.SETTINGS,
    },
    Role.DESIGNER: frozenset({Right.READ_CASES}),
    Role.SECRETARIAT: frozenset({Right.READ_CASES, Right.EXPORT, Right.GROUP_REPORT}),
    Role.ADMINISTRATOR: frozenset(
        {Right.READ_CASES, Right.MANAGE_USERS, Right.MANAGE_UNITS, Right.BACKUP, Right.SETTINGS}
    ),
}
"""Designers, the secretariat and administrators may read case files, but only of units that they are members of."""

SIGNING = frozenset({Right.MANAGE_USERS, Right.MANAGE_UNITS, Right.RESET_PASSPHRASE, Right.SETTINGS})
"""Each of these changes the register, so that whoever has one holds the key that signs it."""


def rights_of(roles: Iterable[Role]) -> frozenset[Right]:
    """What somebody with these roles may do."""
    return frozenset().union(*(RIGHTS[role] for role in roles))


def signs_register(roles: Iterable[Role]) -> bool:
    """Whether somebody with these roles changes the register, and so holds its key."""
    return not SIGNING.isdisjoint(rights_of(roles))

"""Why a wish to change users, units, keys or settings is not granted."""

from enum import StrEnum


class Refusal(StrEnum):
    """A wish that is not granted; nothing was changed."""

    NAME_EMPTY = "name-empty"
    NAME_TAKEN = "name-taken"
    """Somebody who can sign in has the name."""
    NO_ROLE = "no-role"
    TITLE_EMPTY = "title-empty"
    TITLE_TAKEN = "title-taken"
    WEAK = "weak"
    """The passphrase is too easy; ``passphrases.weakness`` says why."""
    WRONG_PASSPHRASE = "wrong-passphrase"  # noqa: S105 - the name of a refusal
    WRONG_CODE = "wrong-code"
    """Not a recovery code of this store."""
    NO_SUCH_USER = "no-such-user"
    """There is none, or he has left."""
    NO_SUCH_UNIT = "no-such-unit"
    """There is none, or it is no longer in use."""
    NO_SUCH_RECOVERY_KEY = "no-such-recovery-key"
    NOT_A_MEMBER = "not-a-member"
    """Only somebody who holds the unit's key can let others have it."""
    OTHER_UNIT = "other-unit"
    """A leader looks after the users of his own units; an administrator after all."""
    LAST_LEADER = "last-leader"
    """Nobody would be left who can manage users."""
    LAST_OF_UNIT = "last-of-unit"
    """Nobody would be left in the unit who can let others in."""
    THE_HOUSE = "the-house"
    """The unit with the facility's own case file stays."""
    LAST_RECOVERY_KEY = "last-recovery-key"
    OUT_OF_RANGE = "out-of-range"

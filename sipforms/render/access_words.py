"""Roles as people call them, and why a change of users, units or keys was refused, with the next step."""

from sipforms.render.language import N_, _
from sipforms.store.access.changes import Refusal
from sipforms.store.access.roles import Role

_ROLES = {
    Role.STAFF: N_("member of staff"),
    Role.LEADER: N_("leader"),
    Role.DESIGNER: N_("programme designer"),
    Role.SECRETARIAT: N_("secretariat"),
    Role.ADMINISTRATOR: N_("administrator"),
}
_REFUSALS = {
    Refusal.NAME_EMPTY: N_("The initials are missing. Write those that the person will sign in with."),
    Refusal.NAME_TAKEN: N_("Somebody signs in with these initials already. Choose others, such as AB2."),
    Refusal.NO_ROLE: N_("A user needs at least one role."),
    Refusal.TITLE_EMPTY: N_("The name is missing."),
    Refusal.TITLE_TAKEN: N_("There is a unit of that name already. Choose another name."),
    Refusal.WEAK: N_(
        "That passphrase is too easy to guess. Take four or five words that have nothing to do with each other."
    ),
    Refusal.WRONG_PASSPHRASE: N_("That is not the passphrase you have now. Nothing was changed; try again."),
    Refusal.WRONG_CODE: N_("This is none of the store's recovery codes. Compare it with the paper, group by group."),
    Refusal.NO_SUCH_USER: N_("There is no such user, or no longer. `sipforms user list` shows them all."),
    Refusal.NO_SUCH_UNIT: N_("There is no such unit, or no longer. `sipforms unit list` shows them all."),
    Refusal.NO_SUCH_RECOVERY_KEY: N_("There is no such recovery code. `sipforms recovery list` shows them all."),
    Refusal.NOT_A_MEMBER: N_("You are not in this unit and hold no key of it. Somebody who is must do this."),
    Refusal.OTHER_UNIT: N_("This user is in other units than you. A leader there, or an administrator, must do this."),
    Refusal.LAST_LEADER: N_("Then nobody could let others in any more. Make somebody else leader first."),
    Refusal.LAST_OF_UNIT: N_("Then nobody in the unit could let others in. Let another leader join it first."),
    Refusal.THE_HOUSE: N_("The house itself stays: the facility's own answers are in it."),
    Refusal.LAST_RECOVERY_KEY: N_("It is the last recovery code. Make another with `sipforms recovery add` first."),
    Refusal.OUT_OF_RANGE: N_("The number is too small or too large. Nothing was changed."),
}


def role_word(role: Role) -> str:
    """The role as people call it."""
    return _(_ROLES[role])


def refusal_sentence(refusal: Refusal) -> str:
    """Why the change was refused, and what to do."""
    return _(_REFUSALS[refusal])

"""Roles and rights as people call them; why a change of users, units or keys was refused, with the next step."""

from collections.abc import Iterable, Iterator

from sipforms.actions.administering import roles_with, who_may
from sipforms.render.language import N_, _, ngettext
from sipforms.render.plain import plain
from sipforms.store.access.changes import Refusal
from sipforms.store.access.register import Register, User, folded
from sipforms.store.access.roles import Right, Role

_ROLES = {
    Role.STAFF: N_("member of staff"),
    Role.LEADER: N_("leader"),
    Role.DESIGNER: N_("programme designer"),
    Role.SECRETARIAT: N_("secretariat"),
    Role.ADMINISTRATOR: N_("administrator"),
}
_ABOUT_ROLES = {
    Role.STAFF: N_("answers and reads"),
    Role.LEADER: N_("also users, restricting, erasing"),
    Role.DESIGNER: N_("only reads about citizens"),
    Role.SECRETARIAT: N_("takes figures out, only reads"),
    Role.ADMINISTRATOR: N_("users and machine, only reads"),
}
_RIGHTS = {
    Right.READ_CASES: N_("read about citizens"),
    Right.WRITE_CASES: N_("write and answer about citizens"),
    Right.EXPORT: N_("take answers out"),
    Right.GROUP_REPORT: N_("make reports about groups"),
    Right.ERASE: N_("erase citizens"),
    Right.CORRECT_SIGNED: N_("unlock what was signed"),
    Right.RESTRICT: N_("say who may open a case file"),
    Right.READ_LOG: N_("look into the access log"),
    Right.MANAGE_USERS: N_("look after users"),
    Right.MANAGE_UNITS: N_("look after units"),
    Right.RESET_PASSPHRASE: N_("give a new start after a forgotten passphrase"),
    Right.BACKUP: N_("make backups"),
    Right.SETTINGS: N_("decide how long things are kept, and look after recovery codes"),
}
_MOST_NAMED = 3
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


def role_words(roles: Iterable[Role]) -> str:
    """Several roles, with a comma between."""
    return ", ".join(map(role_word, roles))


def about_role(role: Role) -> str:
    """What somebody with the role does, in a few words."""
    return _(_ABOUT_ROLES[role])


def role_named(words: str) -> Role | None:
    """The role that is called this, in the language spoken here or by its code."""
    return next((one for one in Role if folded(words) in {folded(role_word(one)), one.value}), None)


def rights_words(rights: Iterable[Right]) -> str:
    """What somebody may do, in the order in which rights are always told."""
    held = set(rights)
    return ", ".join(_(words) for right, words in _RIGHTS.items() if right in held)


def needed_words(register: Register, user: User, right: Right) -> str:
    """Why somebody may not do this: what it takes, what he is, and who there can do it."""
    may = who_may(register, right)
    names = _listed(f"{plain(one.name)} ({plain(one.title)})" if one.title else plain(one.name) for one in may)
    needed = _("To {do} it takes the role {roles}; you are {mine}.").format(
        do=_(_RIGHTS[right]),
        roles=_(" or ").join(map(role_word, roles_with(right))),
        mine=role_words(user.roles),
    )
    return f"{needed} {_('Ask {names}.').format(names=names)}" if names else needed


def _listed(names: Iterator[str]) -> str:
    """The first few names, and how many more there are."""
    found = tuple(names)
    shown, more = ", ".join(found[:_MOST_NAMED]), len(found) - _MOST_NAMED
    if more <= 0:
        return shown
    return ngettext("{names} or {count} more", "{names} or {count} more", more).format(names=shown, count=more)


def refusal_sentence(refusal: Refusal) -> str:
    """Why the change was refused, and what to do."""
    return _(_REFUSALS[refusal])


_ON_SCREEN = {
    Refusal.NO_SUCH_USER: N_("There is no such user, or no longer. Leave with Escape and look again."),
    Refusal.NO_SUCH_UNIT: N_("There is no such unit, or no longer. Leave with Escape and look again."),
    Refusal.NO_SUCH_RECOVERY_KEY: N_("There is no such recovery code, or no longer. Leave with Escape and look again."),
    Refusal.LAST_RECOVERY_KEY: N_("It is the last recovery code. Make another with N first."),
}


def refusal_told(refusal: Refusal) -> str:
    """Why the change was refused, for somebody at a screen, who is sent to keys and not to commands."""
    return _(_ON_SCREEN[refusal]) if refusal in _ON_SCREEN else refusal_sentence(refusal)

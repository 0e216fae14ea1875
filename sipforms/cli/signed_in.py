"""Commands of those who have signed in: the session, users and units by name, and refused changes as sentences."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TypeVar

import click

from sipforms.actions.signing_in import leave
from sipforms.actions.workplace import Workplace
from sipforms.cli.opening import Chosen, workplace_from
from sipforms.render.access_words import needed_words, refusal_sentence, role_word
from sipforms.render.language import _
from sipforms.render.plain import plain
from sipforms.render.suggestion import nearest
from sipforms.store.access.changes import Refusal
from sipforms.store.access.register import Register, Unit, User, folded
from sipforms.store.access.roles import Right
from sipforms.store.access.session import Session
from sipforms.store.failures import NotAllowed

Changed = TypeVar("Changed")


@contextmanager
def signed_in(chosen: Chosen) -> Iterator[tuple[Workplace, Session]]:
    """A workplace with somebody signed in, who signs out at the end; refused where the store has no users.

    What a role does not allow is refused with the roles that do, and with those who have them.
    """
    workplace = workplace_from(chosen)
    try:
        session = session_of(workplace)
        try:
            yield workplace, session
        except NotAllowed as fault:
            needed = needed_words(session.register, session.user, Right(fault.right))
            raise click.ClickException(f"{_('Your role does not allow this.')} {needed}") from fault
    finally:
        leave(workplace)


def session_of(workplace: Workplace) -> Session:
    """Who has signed in; refused where nobody can."""
    if workplace.session is None:
        raise no_users()
    return workplace.session


def no_users() -> click.ClickException:
    """That a store is a demonstration, or not encrypted."""
    return click.ClickException(_("This store has no users: nobody signs in there."))


def changed(outcome: Changed | Refusal) -> Changed:
    """What came of a change, or its refusal as a sentence."""
    if isinstance(outcome, Refusal):
        raise click.ClickException(refusal_sentence(outcome))
    return outcome


def user_named(register: Register, name: str) -> User:
    """The user who signs in with these initials, or wrong use with the nearest ones."""
    found = register.user_named(name)
    if found is None:
        names = [one.name for one in register.active_users]
        raise click.UsageError(_("There is no user `{name}`.").format(name=name) + nearest(name, names))
    return found


def unit_named(register: Register, title: str) -> Unit:
    """The unit of that name, or wrong use with the nearest ones."""
    units = register.units_in_use
    found = next((one for one in units if folded(one.title) == folded(title)), None)
    if found is None:
        known = [one.title for one in units]
        raise click.UsageError(_("There is no unit `{name}`.").format(name=title) + nearest(title, known))
    return found


def user_line(register: Register, user: User) -> tuple[str, ...]:
    """A user as cells of a table: initials, name, roles, units, whether still here."""
    units = (register.unit(one) for one in user.units)
    return (
        plain(user.name),
        plain(user.title),
        ", ".join(map(role_word, user.roles)),
        ", ".join(plain(one.title) for one in units if one is not None),
        "" if user.is_active else _("has left"),
    )

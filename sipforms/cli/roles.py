"""Roles as they are typed: by the word of the language spoken here, or by the code that works in every language."""

import click

from sipforms.render.access_words import role_named, role_word
from sipforms.render.language import _
from sipforms.render.suggestion import nearest
from sipforms.store.access.roles import Role


def typed_role(typed: str) -> Role:
    """``leder`` or ``leader``, whatever the case of the letters; else wrong use with those there are."""
    found = role_named(typed)
    if found is None:
        words = [role_word(one) for one in Role]
        said = _("There is no role `{name}`. There are: {roles}.").format(name=typed, roles=", ".join(words))
        raise click.UsageError(said + nearest(typed, [*words, *Role]))
    return found

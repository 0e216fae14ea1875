"""... ``--released``: what reports about groups have told, as the register in the store remembers it."""

import click

from sipforms.actions.released import register
from sipforms.cli.named import programme_named
from sipforms.cli.opening import Chosen, workplace_from
from sipforms.cli.refusals import refusal
from sipforms.render.groups.released import released_json, released_lines
from sipforms.render.language import _
from sipforms.render.report import Page
from sipforms.render.suggestion import nearest
from sipforms.store.failures import StoreUnavailable

FORMATS = ("text", "json")


def released_command(chosen: Chosen, programme: str | None, form: str, page: Page) -> int:
    """List them, of one programme or of all."""
    if form not in FORMATS:
        raise click.UsageError(_("There is no format `{name}`.").format(name=form) + nearest(form, FORMATS))
    workplace = workplace_from(chosen)
    named = None if programme is None else programme_named(workplace.programmes, programme).id
    try:
        found = register(workplace, named)
    except StoreUnavailable as fault:
        raise click.ClickException(refusal(fault)) from fault
    if form == "json":
        click.echo(released_json(found.reports, found.unread), nl=False)
        return 0
    for line in released_lines(found.reports, found.unread, page):
        click.echo(line)
    return 0

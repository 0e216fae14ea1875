"""Which response a command is about, and why: both as they are written on the command line."""

import sys

import click

from sipforms.actions.moving import settled
from sipforms.actions.workplace import Workplace
from sipforms.cli.who import case_with
from sipforms.engine.ask.personal_numbers import holds_personal_number
from sipforms.engine.offers import FACILITY
from sipforms.engine.response import Response
from sipforms.render.language import _
from sipforms.store.casefile import CaseFile, open_facility

SHORTEST = 6
"""Digits of an id that a response is known by, and more where two begin alike."""


def case_named(workplace: Workplace, citizen: str) -> CaseFile:
    """The citizen's case file, or with ``facility`` the facility's own; moves that were cut off are finished."""
    file = open_facility(workplace.store) if citizen == FACILITY else case_with(workplace, citizen)
    return settled(workplace, file)


def reference(file: CaseFile, response: Response) -> str:
    """The beginning of the id that no other response of the case file has."""
    others = [one.id for one in (*file.responses, *file.uncounted) if one.id != response.id]
    shorts = (response.id[:length] for length in range(SHORTEST, len(response.id) + 1))
    return next(short for short in shorts if not any(one.startswith(short) for one in others))


def response_named(file: CaseFile, name: str) -> Response:
    """The response whose id begins so, or wrong use with those there are."""
    everything = (*file.responses, *file.uncounted)
    found = [one for one in everything if one.id.startswith(name.casefold())] if len(name) >= SHORTEST else []
    if len(found) != 1:
        said = _("There is no response `{name}` here. `sipforms response history CITIZEN` lists them.")
        raise click.UsageError(said.format(name=name))
    return found[0]


def reason_given(reason: str | None) -> str:
    """The reason as given, or asked for where somebody can answer; wrong use where nobody can.

    What looks like a CPR number is told and not refused: it may be another number.
    """
    given = reason if reason is not None else _asked()
    if holds_personal_number(given):
        click.echo(_("The reason seems to hold a CPR number. It does not belong there."), err=True)
    return given


def _asked() -> str:
    if not sys.stdin.isatty():
        raise click.UsageError(_("Say why: `--reason TEXT`."))
    click.echo(_("Why? "), nl=False, err=True)
    return sys.stdin.readline().strip()

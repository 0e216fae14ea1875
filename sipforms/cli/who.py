"""Whom a command is about."""

import click

from sipforms.actions.people import people
from sipforms.actions.workplace import Workplace
from sipforms.render.language import _
from sipforms.render.suggestion import nearest
from sipforms.store.casefile import CaseFile, open_case


def case_with(workplace: Workplace, code: str) -> CaseFile:
    """The case file of the citizen with that code, or wrong use with the nearest one.

    Looking for the code is a search; the one that is found is read by itself, so that the access log tells them apart.
    """
    everybody = people(workplace).files
    found = next((one for one in everybody if one.citizen and one.citizen.code.casefold() == code.casefold()), None)
    if found is None:
        codes = [one.citizen.code for one in everybody if one.citizen]
        raise click.UsageError(_("There is no citizen `{code}`.").format(code=code) + nearest(code, codes))
    return open_case(workplace.store, found.id)

"""... whoever has signed in to look at the log, and what the log says no with."""

from collections.abc import Iterator
from contextlib import contextmanager

import click

from sipforms.actions.workplace import Workplace
from sipforms.cli.opening import Chosen
from sipforms.cli.refusals import refusal
from sipforms.cli.signed_in import signed_in
from sipforms.render.language import _
from sipforms.store.failures import NotAllowed, StoreUnavailable


@contextmanager
def log_reader(chosen: Chosen) -> Iterator[Workplace]:
    """A workplace with somebody signed in; what the log or the disk refuses is said in a sentence."""
    try:
        with signed_in(chosen) as (workplace, _session):
            yield workplace
    except NotAllowed as fault:
        raise click.ClickException(
            _("Your role does not allow this. A leader can do it, or give you the role for it.")
        ) from fault
    except StoreUnavailable as fault:
        raise click.ClickException(refusal(fault)) from fault

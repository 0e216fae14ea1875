"""The demonstration's own store: made when it is first wanted, apart from every real one."""

import sys
from datetime import datetime
from pathlib import Path

import click
import platformdirs

from sipforms.actions.demonstration.store import CITIZENS, Invention, make_demo_store
from sipforms.actions.programmes import Programmes
from sipforms.render.language import _
from sipforms.store.failures import NotAStore, UnknownFormat
from sipforms.store.opening import read_facts

PROGRAMME = "voksen"


def demo_folder() -> Path:
    """Where the demonstration keeps its invented citizens."""
    return Path(platformdirs.user_data_dir("sipforms", appauthor=False)) / "demo"


def is_made(folder: Path) -> bool:
    """True for a demonstration that this version can open."""
    try:
        return read_facts(folder).is_demo
    except NotAStore:
        return False
    except UnknownFormat as fault:
        raise click.ClickException(
            _("The demonstration was made by a newer sipforms; `sipforms demo --fresh` begins again.")
        ) from fault


def make(folder: Path, found: Programmes, programme: str, moment: datetime) -> None:
    """Invent citizens with four rounds of answers, with a progress bar on standard error."""
    invention = Invention(
        bundle=found.bundles[programme], programme=found.by_id[programme], text=_("Made up for the demonstration.")
    )
    making = make_demo_store(folder, invention, moment)
    label = _("Inventing citizens")
    with click.progressbar(making, length=CITIZENS + 1, label=label, file=sys.stderr) as steps:
        for _step in steps:
            pass

"""``sipforms demo``: everything with invented citizens, on the screens or as text; a real store is never touched."""

import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import click

from sipforms.actions.demonstration.population import Invention
from sipforms.actions.programmes import find_programmes
from sipforms.cli.command import Command
from sipforms.cli.demo_store import (
    COUNTRY,
    PROGRAMME,
    USUAL,
    demo_folder,
    forget,
    invention_of,
    is_made,
    make,
    must_be_told,
)
from sipforms.cli.named import programme_named
from sipforms.cli.opening import Chosen, now, settings_from, vocabulary_from
from sipforms.cli.story import tell_story
from sipforms.render.language import N_

MOST = 5000


@click.command("demo", cls=Command, help=N_("Try everything with invented citizens; nothing real is touched."))
@click.option("--programme", default=PROGRAMME, metavar="PROGRAMME", help=N_("Another programme than SIP-voksen."))
@click.option("--citizens", type=click.IntRange(1, MOST), metavar="N", help=N_("So many citizens."))
@click.option("--country", is_flag=True, help=N_("The whole country, as large as the programme says."))
@click.option("--fresh", is_flag=True, help=N_("Forget what was answered in the demonstration and begin again."))
@click.option("--text", is_flag=True, help=N_("Tell it as text, as happens by itself without a terminal."))
@click.option("--today", type=click.DateTime(["%Y-%m-%d"]), help=N_("Tell the text as of another day (2026-11-22)."))
@click.help_option()
@click.pass_obj
def command(chosen: Chosen, /, programme: str, citizens: int | None, today: datetime | None, **flags: bool) -> int:
    settings, vocabulary = settings_from(chosen), vocabulary_from(chosen)
    found = find_programmes(settings.programmes, vocabulary, settings.language)
    programme_named(found, programme)
    invention = invention_of(found, programme, vocabulary, citizens, country=flags["country"])
    must_be_told(invention)
    moment = now() if today is None else today.replace(hour=10).astimezone()
    if flags["text"] or today is not None or not (sys.stdin.isatty() and sys.stdout.isatty()):
        with _own_folder() as folder:
            make(folder, invention, moment)
            return tell_story(settings, folder, invention, moment)
    folder = demo_folder(programme, _size(invention))
    if flags["fresh"]:
        forget(folder)
    if not is_made(folder):
        make(folder, invention, moment)
    from sipforms.cli.screens import open_screens

    return open_screens({**chosen, "demo": True, "demo_of": programme, "demo_folder": folder})


def _size(invention: Invention) -> str:
    """Each size has a store of its own, so that none is forgotten for another."""
    if invention.country:
        return COUNTRY
    return USUAL if invention.citizens is None else str(invention.citizens)


@contextmanager
def _own_folder() -> Iterator[Path]:
    """A folder that is gone afterwards, so that the same story can be told again."""
    with tempfile.TemporaryDirectory(prefix="sipforms-demo-") as folder:
        yield Path(folder) / "demo"

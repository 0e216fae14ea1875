"""``sipforms demo``: everything with invented citizens, on the screens or as text; a real store is never touched."""

import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from shutil import rmtree

import click

from sipforms.actions.programmes import find_programmes
from sipforms.cli.command import Command
from sipforms.cli.demo_store import PROGRAMME, demo_folder, is_made, make
from sipforms.cli.opening import Chosen, now, settings_from, vocabulary_from
from sipforms.cli.programmes import programme_named
from sipforms.cli.story import tell_story
from sipforms.render.language import N_


@click.command("demo", cls=Command, help=N_("Try everything with invented citizens; nothing real is touched."))
@click.option("--programme", default=PROGRAMME, metavar="PROGRAMME", help=N_("Another programme than SIP-voksen."))
@click.option("--fresh", is_flag=True, help=N_("Forget what was answered in the demonstration and begin again."))
@click.option("--text", is_flag=True, help=N_("Tell it as text, as happens by itself without a terminal."))
@click.option("--today", type=click.DateTime(["%Y-%m-%d"]), help=N_("Tell the text as of another day (2026-11-22)."))
@click.help_option()
@click.pass_obj
def command(chosen: Chosen, programme: str, *, fresh: bool, text: bool, today: datetime | None) -> int:
    settings = settings_from(chosen)
    found = find_programmes(settings.programmes, vocabulary_from(chosen), settings.language)
    programme_named(found, programme)
    moment = now() if today is None else today.replace(hour=10).astimezone()
    if text or today is not None or not (sys.stdin.isatty() and sys.stdout.isatty()):
        with _own_folder() as folder:
            make(folder, found, programme, moment)
            return tell_story(settings, folder, programme, moment)
    if fresh:
        rmtree(demo_folder(), ignore_errors=True)
    if not is_made(demo_folder()):
        make(demo_folder(), found, programme, moment)
    from sipforms.cli.screens import open_screens

    return open_screens({**chosen, "demo": True})


@contextmanager
def _own_folder() -> Iterator[Path]:
    """A folder that is gone afterwards, so that the same story can be told again."""
    with tempfile.TemporaryDirectory(prefix="sipforms-demo-") as folder:
        yield Path(folder) / "demo"

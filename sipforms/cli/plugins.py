"""``sipforms plugins``: the words that can be used in programmes, and where each comes from."""

from collections.abc import Mapping
from typing import Any

import click

from sipforms.cli.command import Command
from sipforms.cli.opening import Chosen, settings_from, vocabulary_from
from sipforms.engine.shelf import BundlePlugin, bundle_folders, shipped
from sipforms.engine.vocabulary import Word
from sipforms.render.language import N_, _
from sipforms.render.problems import problem_text

PROBLEMS_FOUND = 1


@click.command("plugins", cls=Command, help=N_("List plug-ins and the words they offer; programmes are plug-ins too."))
@click.help_option()
@click.pass_obj
def command(chosen: Chosen) -> int:
    settings = settings_from(chosen)
    words = vocabulary_from(chosen)
    _show(_("Programmes"), {BundlePlugin(one).name: "" for one in bundle_folders((shipped(), *settings.programmes))})
    _show(_("Scorers"), _origins(words.scorers))
    _show(_("Report sections"), _origins(words.report_sections))
    _show(_("Export formats"), _origins(words.export_formats))
    _show(_("Extra checks"), _origins(words.bundle_checks))
    for problem in words.problems:
        click.echo(problem_text(problem, None, folder=None))
    return PROBLEMS_FOUND if words.problems else 0


def _origins(words: Mapping[str, Word[Any]]) -> dict[str, str]:
    return {name: word.plugin for name, word in sorted(words.items())}


def _show(title: str, rows: Mapping[str, str]) -> None:
    if not rows:
        return
    click.echo(title)
    width = max(map(len, rows))
    for name, origin in rows.items():
        click.echo(f"  {name.ljust(width)}  {origin}".rstrip())
    click.echo()

"""``sipforms preview``: the real form of a programme being written, beside what is wrong with it."""

import os
import sys
from pathlib import Path

import click

from sipforms.actions.bundle_tree import bundles_of
from sipforms.actions.checking import Criteria
from sipforms.actions.preview.session import Preview
from sipforms.actions.preview.view import View
from sipforms.cli.command import Command
from sipforms.cli.opening import Chosen, now, settings_from, vocabulary_from
from sipforms.cli.paths import no_folder
from sipforms.engine.shelf import MANIFEST
from sipforms.render.language import N_, _, current_language


@click.command(
    "preview",
    cls=Command,
    help=N_(
        "Show the form of a programme while it is being written, with what is wrong beside it. "
        "Every save is read by itself; what is answered is kept nowhere."
    ),
    examples=("sipforms preview voksen --questionnaire livskvalitet",),
)
@click.argument("path", type=click.Path(path_type=Path), metavar="FOLDER")
@click.option("--questionnaire", default="", metavar="QUESTIONNAIRE", help=N_("Begin with this questionnaire."))
@click.option("--text", is_flag=True, help=N_("Print the form as text, as happens by itself without a terminal."))
@click.help_option()
@click.pass_obj
def command(chosen: Chosen, path: Path, questionnaire: str, *, text: bool) -> int:
    settings_from(chosen)
    if not path.exists():
        raise no_folder(path)
    folders = bundles_of((path,))
    view = View(questionnaire=questionnaire, language=current_language())
    opening = _Opening(chosen, view)
    is_terminal = sys.stdin.isatty() and sys.stdout.isatty() and os.environ.get("TERM") != "dumb"
    if text or not is_terminal or not any((folder / MANIFEST).is_file() for folder in folders):
        from sipforms.cli.preview_text import print_forms

        return print_forms(map(opening.preview, folders), questionnaire)
    return opening.on_the_screen(folders)


class _Opening:
    """Opens previews with the options of the command line."""

    def __init__(self, chosen: Chosen, view: View) -> None:
        self._chosen, self._view = chosen, view

    def preview(self, folder: Path) -> Preview:
        """The preview of one folder."""
        criteria = Criteria(
            vocabulary=vocabulary_from(self._chosen, (folder,)),
            today=now().date(),
            shelves=settings_from(self._chosen).programmes,
        )
        return Preview(folder, criteria, now, lambda: _("Made up for the demonstration."), self._view)

    def on_the_screen(self, folders: tuple[Path, ...]) -> int:
        """Open the screens; gives the exit code."""
        from sipforms.cli.screens import run_preview

        return run_preview(folders, self.preview, vocabulary_from(self._chosen, folders))

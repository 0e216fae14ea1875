"""Folders that a command is given."""

from pathlib import Path

import click

from sipforms.render.language import _


def no_folder(path: Path) -> click.UsageError:
    """That there is no such folder, and which one beside it may have been meant."""
    from sipforms.render.suggestion import nearest_beside  # only who typed a wrong name waits for it

    return click.UsageError(_("There is no folder {folder}.").format(folder=path) + nearest_beside(path))

"""Writing plain schemas to files, whole or not at all."""

from collections.abc import Mapping
from pathlib import Path

import click

from sipforms.actions.whole_files import write_whole
from sipforms.cli.refusals import refusal
from sipforms.render.language import _
from sipforms.store.failures import StoreUnavailable, outside_world


def write_files(texts: Mapping[Path, str], *, overwrite: bool) -> None:
    """Write every file or none; says what to do where that cannot be."""
    there = next((file for file in texts if file.exists()), None)
    if there is not None and not overwrite:
        said = _("{file} is there already. Choose another name, or add `--overwrite`.")
        raise click.ClickException(said.format(file=there))
    try:
        with outside_world("writing"):
            for file in texts:
                file.parent.mkdir(parents=True, exist_ok=True)
        write_whole({file: text.encode() for file, text in texts.items()})
    except StoreUnavailable as fault:
        raise click.ClickException(_("{reason} No file was written.").format(reason=refusal(fault))) from fault

"""... written: a report to standard output, or to a file that appears whole or not at all."""

import sys
from pathlib import Path

import click

from sipforms.actions.export_files import FileThere, publish
from sipforms.cli.refusals import refusal
from sipforms.render.language import _
from sipforms.store.failures import StoreUnavailable
from sipforms.store.protocol import fresh_id

STANDARD_OUTPUT = "-"
TEXT = "text"


def is_file(output: str | None) -> bool:
    """Whether what was asked for is a file."""
    return output not in (None, STANDARD_OUTPUT)


def write_report(text: str, form: str, output: str | None, *, overwrite: bool) -> None:
    """Write it. A file that cannot be written, or is there already, ends with a sentence."""
    if not is_file(output):
        if form == TEXT:
            click.echo(text, nl=False)
        else:
            sys.stdout.buffer.write(text.encode())  # the same bytes whatever the terminal's encoding
            sys.stdout.buffer.flush()
        return
    target = Path(str(output))
    if target.is_dir():
        example = target / ("rapport.txt" if form == TEXT else f"rapport.{form}")
        raise click.UsageError(
            _("{folder} is a folder. Name a file in it, such as {file}.").format(folder=target, file=example)
        )
    try:
        content = iter([(target.suffix, text.encode())])
        publish(target, target.suffix, content, fresh=fresh_id(), overwrite=overwrite)
    except FileThere as fault:
        raise click.ClickException(
            _("{file} is there already. Choose another name, or add `--overwrite`.").format(file=fault.file)
        ) from fault
    except StoreUnavailable as fault:
        raise click.ClickException(_("{reason} No file was written.").format(reason=refusal(fault))) from fault
    click.echo(_("The report is in {file}.").format(file=target), err=True)

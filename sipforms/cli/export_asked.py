"""... what was asked of an export: the format, the file, what goes along, for whom."""

import sys
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import click

from sipforms.actions.export import Selection, Wish
from sipforms.actions.workplace import Workplace
from sipforms.engine.offers import ExportFormat, ExportOptions
from sipforms.render.language import _
from sipforms.render.suggestion import nearest
from sipforms.store.sealing.recipients import LARGEST, NotARecipient, Recipient, recipient_in
from sipforms.store.sealing.sealed_files import SEALED

STANDARD_OUTPUT = "-"
USUAL = "csv"
_SEPARATORS = {",": ",", ";": ";", "tab": "\t"}


def target_named(output: str | None, *, is_sealed: bool) -> Path | None:
    """The file, or nothing for standard output, which has to be asked for where it is a screen."""
    if output in (None, STANDARD_OUTPUT) and is_sealed:
        raise click.UsageError(_("Say where: `--output FILE`. What is sealed goes to a file."))
    if output is None and sys.stdout.isatty():
        raise click.UsageError(_("Say where: `--output FILE`. Answers are printed on a screen only with `--output -`."))
    if output is None or output == STANDARD_OUTPUT:
        return None
    if Path(output).is_dir():  # the files would stand beside it, named after it
        raise click.UsageError(
            _("{folder} is a folder. Name a file in it, such as {file}.").format(
                folder=output, file=Path(output) / "svar.csv"
            )
        )
    return Path(output)


def format_for(workplace: Workplace, name: str | None, target: Path | None) -> ExportFormat:
    """The format that was asked for, or that the file's ending stands for; one whose libraries are here."""
    formats = {one: word.offer for one, word in workplace.vocabulary.export_formats.items()}
    by_ending = {form.ending: form for form in formats.values()}
    ending = "" if target is None else Path(target.name.removesuffix(SEALED)).suffix.lower()
    if name is None:
        form = by_ending.get(ending, formats[USUAL])
    elif name in formats:
        form = formats[name]
    else:
        raise click.UsageError(_("There is no format `{name}`.").format(name=name) + nearest(name, formats))
    if ending in by_ending and by_ending[ending] is not form:
        said = _("{file} is what a file of `{other}` is called. Call it {better}, or leave out `--format`.")
        better = Path(str(target).removesuffix(SEALED)).with_suffix(form.ending)
        raise click.UsageError(said.format(file=target, other=by_ending[ending].name, better=better))
    _must_be_installed(form)
    if target is None and not form.is_text and sys.stdout.isatty():
        raise click.UsageError(
            _("`{format}` is nothing to read on a screen. Say where: `--output FILE`.").format(format=form.name)
        )
    return form


def as_wished(form: ExportFormat, selection: Selection, said: Mapping[str, Any], recipient: Recipient | None) -> Wish:
    """What was asked for together, or wrong use where it does not go together."""
    if selection.withdrawn and not form.whole:
        raise click.UsageError(_("`--withdrawn` has no place here: {format} counts rounds.").format(format=form.name))
    if form.whole and said["audience"] != "staff":
        raise click.UsageError(_("`--audience` has no place here: {format} holds everything.").format(format=form.name))
    if form.whole and said["form"] != "wide":
        raise click.UsageError(
            _("`--form` has no place here: {format} holds whole responses.").format(format=form.name)
        )
    if not form.is_text and (said["separator"] is not None or said["bom"]):
        raise click.UsageError(_("`--separator` and `--bom` belong to `--format csv`."))
    options = ExportOptions(**{**said, "separator": _SEPARATORS[said["separator"] or ","]})
    return Wish(form=form, options=options, seal_to=recipient)


def recipient_from(file: Path | None) -> Recipient | None:
    """The recipient whose public file this is, if one is named."""
    if file is None:
        return None
    try:
        with file.open("rb") as opened:
            return recipient_in(opened.read(LARGEST + 1))
    except OSError as fault:
        raise click.UsageError(_("The file {file} cannot be opened.").format(file=file)) from fault
    except NotARecipient as fault:
        said = _(
            "{file} is not the file of a recipient. Ask for the file that `sipforms recipient new` wrote, and that "
            "ends in `.recipient`."
        )
        raise click.UsageError(said.format(file=file)) from fault


def _must_be_installed(form: ExportFormat) -> None:
    """Refuse a format whose libraries are not installed here, before anything is read."""
    extras = sorted({extra for library, extra in form.needs.items() if find_spec(library) is None})
    if extras:
        command = f'`pip install "sipforms[{",".join(extras)}]"`'
        said = _(
            "`{format}` needs a library that is not installed here. Install it with {command}, or write `--format csv`."
        )
        raise click.ClickException(said.format(format=form.name, command=command))

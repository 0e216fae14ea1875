"""``sipforms export --citizen``: a citizen's own copy, to read and for other programs."""

from collections.abc import Mapping
from pathlib import Path

import click

from sipforms.actions.citizen_copy import CitizenCopy, case_document, citizen_copy, response_lines, write_copy
from sipforms.actions.export_files import FileThere
from sipforms.actions.workplace import Workplace
from sipforms.cli.refusals import refusal
from sipforms.cli.who import case_with
from sipforms.render.citizen_copy import copy_text
from sipforms.render.language import _, ngettext
from sipforms.store.failures import StoreUnavailable


def hand_out(workplace: Workplace, citizen: str, folder: Path, *, with_names: bool) -> int:
    """Write the copy into the folder, and say what is in it."""
    try:
        copy = citizen_copy(workplace, case_with(workplace, citizen))
        written = write_copy(folder, _contents(workplace, copy, with_names=with_names))
    except FileThere as fault:
        raise click.ClickException(
            _("{file} is there already. Name a new folder with `--output`.").format(file=fault.file)
        ) from fault
    except StoreUnavailable as fault:
        raise click.ClickException(_("{reason} No file was written.").format(reason=refusal(fault))) from fault
    said = ngettext("{count} response is in the copy.", "{count} responses are in the copy.", len(copy.responses))
    click.echo(said.format(count=len(copy.responses)))
    for file in written:
        click.echo(f"  {file}")
    click.echo(_("It is not encrypted: hand it over, and delete it here afterwards."))
    return 0


def _contents(workplace: Workplace, copy: CitizenCopy, *, with_names: bool) -> Mapping[str, bytes]:
    return {
        _("read-me.txt"): copy_text(copy, with_names=with_names).encode(),
        _("answers.jsonl"): response_lines(workplace, copy),
        _("case-file.json"): case_document(copy, with_names=with_names),
    }

"""... how an export went, on standard error, so that standard output holds nothing but the export."""

from collections.abc import Iterator
from pathlib import Path

import click

from sipforms.actions.export import Survey, Wish
from sipforms.cli.terminal import tell_lines
from sipforms.engine.offers import DoesNotFit, Limit
from sipforms.render.language import N_, _, ngettext
from sipforms.render.plain import plain

PROBLEMS_FOUND = 1

_NOT_FITTING = {
    Limit.ROWS: N_(
        "`{format}` has room for {most} rows, and {about} has more. Choose one questionnaire with `--questionnaire`, "
        "or write `--format csv` or `--format parquet`, which have no such limit."
    ),
    Limit.COLUMNS: N_(
        "`{format}` has room for {most} columns, and {about} has more. Write a row for each answer with `--form long`, "
        "or write `--format csv`."
    ),
    Limit.TEXT: N_(
        "`{format}` has room for texts of {most} signs, and one in {about} is longer. Leave out `--include-text`, or "
        "write `--format csv` or `--format parquet`, which keep it whole."
    ),
}


def not_fitting(fault: DoesNotFit, format_: str) -> str:
    """What the format has no room for, and what to do."""
    said = _(_NOT_FITTING[fault.limit]).format(format=format_, most=fault.most, about=plain(fault.about))
    return _("{reason} No file was written.").format(reason=said)


def tell_export(found: Survey, wish: Wish, files: tuple[Path, ...]) -> int:
    """How it went; exit code 1 where something is not in it."""
    lost = 0 if wish.form.whole else found.homeless
    for said in (*_written(found.count - lost, files), *_left_out(len(found.unreadable), lost)):
        click.echo(said, err=True)
    if files and wish.seal_to is not None:
        tell_lines([_sealed_for(wish)], err=True)
    elif files and wish.form.whole:
        tell_lines([_("It holds every answer, free text too: keep it as safe as the store itself.")], err=True)
    return PROBLEMS_FOUND if found.unreadable or lost else 0


def _sealed_for(wish: Wish) -> str:
    said = _(
        "Only {name} can open it, with `sipforms open`. The fingerprint of the key is {fingerprint}: hear from "
        "{name} that it is the same before you send the file."
    )
    return said.format(name=plain(wish.seal_to.name), fingerprint=wish.seal_to.fingerprint) if wish.seal_to else ""


def _written(count: int, files: tuple[Path, ...]) -> Iterator[str]:
    yield ngettext("{count} response exported.", "{count} responses exported.", count).format(count=count)
    yield from (f"  {file}" for file in files)


def _left_out(unreadable: int, lost: int) -> Iterator[str]:
    if unreadable:
        yield ngettext(
            "{count} case file cannot be read and is not in the export.",
            "{count} case files cannot be read and are not in the export.",
            unreadable,
        ).format(count=unreadable)
    if lost:
        yield ngettext(
            "{count} response is not in the export: its version of the programme is not here.",
            "{count} responses are not in the export: their version of the programme is not here.",
            lost,
        ).format(count=lost)

"""``sipforms check --fix``: what would be mended is shown as changes of lines, and written when somebody says yes."""

import difflib
from collections.abc import Iterator

import click

from sipforms.actions.checking import Criteria, Inspection
from sipforms.actions.mending import ChangedMeanwhile, Mended, mend, write
from sipforms.cli.asking import agreed, is_anybody_there
from sipforms.cli.colour import wants_colour
from sipforms.cli.refusals import refusal
from sipforms.render.language import _, ngettext
from sipforms.render.plain import plain
from sipforms.store.failures import StoreUnavailable

_SHADES = {"+": "green", "-": "red", "@": "cyan"}


def mend_and_tell(inspection: Inspection, criteria: Criteria, *, unasked: bool, to_stderr: bool) -> bool:
    """Show what can be mended and write it if that is wanted; true when something was written."""
    every = [one for result in inspection.results if (one := mend(result, criteria)).gone]
    count = sum(len(one.gone) for one in every)
    if not every:
        if inspection.problems:
            click.echo(_("Nothing here can be mended without you."), err=to_stderr)
        return False
    for one in every:
        for line in changed_lines(one):
            click.echo(_in_colour(line) if wants_colour() and not to_stderr else line, err=to_stderr)
    if not unasked and not _agreed(count):
        said = _("Nothing was changed.") if is_anybody_there() else _("Nothing was changed; add --yes to write this.")
        click.echo(said, err=to_stderr)
        return False
    _write(every)
    click.echo(ngettext("{count} mended.", "{count} mended.", count).format(count=count), err=to_stderr)
    return True


def changed_lines(one: Mended) -> Iterator[str]:
    """The changes as a unified diff, file by file; a file with a new name says from what to what."""
    for old, new in one.moved.items():
        yield plain(f"rename from {one.folder / old}")
        yield plain(f"rename to {one.folder / new}")
    for name, content in one.changed.items():
        if name in one.moved.values():
            continue
        file = plain(str(one.folder / name))
        before, after = (_lines(text) for text in (one.before.files.get(name, b""), content))
        yield from (line.rstrip("\r\n") for line in difflib.unified_diff(before, after, file, file))


def _lines(content: bytes) -> list[str]:
    return [f"{plain(line)}\n" for line in content.decode("utf-8-sig").splitlines()]


def _agreed(count: int) -> bool:
    """Ask on a terminal; nobody there means no."""
    question = ngettext("Mend it? [y/n] ", "Mend these {count}? [y/n] ", count).format(count=count)
    return is_anybody_there() and agreed(question)


def _write(every: list[Mended]) -> None:
    try:
        write(every)
    except ChangedMeanwhile as fault:
        said = _("{file} was changed meanwhile, so nothing was written. Try again.").format(file=fault.file)
        raise click.ClickException(said) from fault
    except StoreUnavailable as fault:
        raise click.ClickException(_("Nothing was written. {reason}").format(reason=refusal(fault))) from fault


def _in_colour(line: str) -> str:
    shade = None if line.startswith(("+++", "---")) else _SHADES.get(line[:1])
    return click.style(line, fg=shade) if shade else line

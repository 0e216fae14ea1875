"""``sipforms check --resolved``: a programme as it is with what it extends."""

from pathlib import Path

import click

from sipforms.actions.checking import Checked, Criteria, check_folder
from sipforms.engine.overlay.shared_core import shared_core_of
from sipforms.engine.problem import Level
from sipforms.render.language import _, ngettext
from sipforms.render.problems import problem_text
from sipforms.render.resolved import resolved_text

PROBLEMS_FOUND = 1


def show_resolved(paths: tuple[Path, ...], criteria: Criteria) -> int:
    """Print the one programme with the file of every part; returns the exit code.

    Mistakes go to the error stream. Where what it extends cannot be used there is nothing to print but them.
    """
    if len(paths) != 1:
        raise click.UsageError(_("--resolved shows one programme: name one folder."))
    path = paths[0]
    checked = check_folder(path.parent if path.is_file() else path, criteria)
    errors = tuple(one for one in checked.problems if one.level is Level.ERROR)
    if not checked.bundle.sources or _stands_alone_in_vain(checked):
        for problem in errors:
            click.echo(problem_text(problem, checked.bundle, folder=checked.beside) + "\n", err=True)
        return PROBLEMS_FOUND
    click.echo(resolved_text(checked.bundle, None if errors else shared_core_of(checked.bundle)), nl=False)
    if errors:
        said = ngettext(
            "{count} mistake in it; `sipforms check {folder}` says which.",
            "{count} mistakes in it; `sipforms check {folder}` says which.",
            len(errors),
        )
        click.echo(said.format(count=len(errors), folder=checked.folder), err=True)
    return PROBLEMS_FOUND if errors else 0


def _stands_alone_in_vain(checked: Checked) -> bool:
    """True where what the programme extends was not found, or has mistakes of its own."""
    codes = {problem.code for problem in checked.problems}
    is_apart = checked.bundle.base is None and b"extends" in checked.own.files.get("programme.yaml", b"")
    return "base-has-mistakes" in codes or (is_apart and any(one.level is Level.ERROR for one in checked.problems))

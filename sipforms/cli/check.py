"""``sipforms check``: find the mistakes in programmes."""

from pathlib import Path

import click

from sipforms.actions.checking import Criteria, check_folders
from sipforms.cli.command import Command
from sipforms.cli.opening import Chosen, now, settings_from, vocabulary_from
from sipforms.engine.problem import Level, Problem
from sipforms.engine.read.bundle import Bundle
from sipforms.render.language import N_, _, ngettext

PROBLEMS_FOUND = 1


@click.command(
    "check", cls=Command, help=N_("Find the mistakes in programmes, with the place of each and what to write instead.")
)
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FOLDER...")
@click.help_option()
@click.pass_obj
def command(chosen: Chosen, paths: tuple[Path, ...]) -> int:
    settings_from(chosen)
    for path in paths:
        if not path.exists():
            from sipforms.render.suggestion import nearest_beside  # only who typed a wrong name waits for it

            raise click.UsageError(_("There is no folder {folder}.").format(folder=path) + nearest_beside(path))
    results = check_folders(paths, vocabulary_from(chosen, paths))
    errors = 0
    for result in results:
        folder = result.folder if result.folder.is_dir() else result.folder.parent
        for problem in result.problems:
            _tell(problem, result.bundle, folder)
        errors += sum(problem.level is Level.ERROR for problem in result.problems)
    click.echo(_summary(len(results), sum(len(result.problems) for result in results), errors))
    return PROBLEMS_FOUND if errors else 0


def _tell(problem: Problem, bundle: Bundle, folder: Path) -> None:
    from sipforms.render.problems import problem_text  # sentences are loaded when there is something to say

    click.echo(problem_text(problem, bundle, folder=folder))
    click.echo()


def _summary(programmes: int, problems: int, errors: int) -> str:
    checked = ngettext("{count} programme checked", "{count} programmes checked", programmes).format(count=programmes)
    if not problems:
        return _("{checked}: nothing to mend.").format(checked=checked)
    found = ngettext("{count} problem", "{count} problems", problems).format(count=problems)
    wrong = ngettext("{count} must be mended", "{count} must be mended", errors).format(count=errors)
    return _("{checked}: {found}, {wrong}.").format(checked=checked, found=found, wrong=wrong)

"""A preview without a terminal: each form once as text, and what is wrong."""

from collections.abc import Iterable

import click

from sipforms.actions.preview.session import Preview
from sipforms.cli.named import questionnaire_named
from sipforms.engine.problem import Level
from sipforms.render.form_text import form_text
from sipforms.render.problems import problem_text
from sipforms.render.tallies import effort_words, tally_words

PROBLEMS_FOUND = 1


def print_forms(previews: Iterable[Preview], questionnaire: str) -> int:
    """Print every questionnaire, or the one of that id, and the problems below; gives the exit code."""
    errors = 0
    for one in previews:
        _print_forms(one, questionnaire)
        beside = one.folder if one.folder.is_dir() else one.folder.parent
        for problem in one.look.problems:
            click.echo(problem_text(problem, one.look.bundle, folder=beside))
            click.echo()
        click.echo(tally_words(one.look.problems))
        errors += sum(problem.level is Level.ERROR for problem in one.look.problems)
    return PROBLEMS_FOUND if errors else 0


def _print_forms(preview: Preview, questionnaire: str) -> None:
    programme = preview.programme
    if programme is None:
        return
    asked = (questionnaire_named(programme, questionnaire),) if questionnaire else programme.questionnaires.values()
    for one in asked:
        click.echo(form_text(programme, one, preview.view, preview.situation))
        click.echo()
        takes = preview.needed(one.id)
        if takes is not None:
            click.echo(effort_words(takes))
            click.echo()

"""A response corrected from a file of answers."""

from pathlib import Path

import click

from sipforms.actions.answer_file import AnswerFile, answering, blanked, identified, left_out, read_answer_file
from sipforms.actions.correcting import hand_in_correction, start_correction
from sipforms.actions.fill import Filling, discard, keep, put_aside, with_draft
from sipforms.actions.versions import Refused
from sipforms.actions.workplace import Workplace
from sipforms.cli.response_named import reason_given
from sipforms.engine.problem import AnswerProblem
from sipforms.engine.response import Response
from sipforms.render.language import _
from sipforms.render.problems import answer_problem_text, problem_text
from sipforms.render.response_words import happening_words, refused_words
from sipforms.render.suggestion import nearest_beside
from sipforms.store.amending import ResponseChanged
from sipforms.store.casefile import CaseFile

PROBLEMS_FOUND = 1


def corrected_from(workplace: Workplace, file: CaseFile, response: Response, answers: Path, reason: str | None) -> int:
    """Corrects the response and says how it went; what must be mended is told, and the draft waits on the screen."""
    if not answers.exists() or answers.is_dir():  # a pipe is read like a file
        raise click.UsageError(_("There is no file {file}.").format(file=answers) + nearest_beside(answers))
    written = read_answer_file(answers.name, answers.read_bytes())
    if not isinstance(written, AnswerFile):
        for problem in written:
            click.echo(problem_text(problem, None, folder=answers.parent), err=True)
        return PROBLEMS_FOUND
    _refuse_another(response, written, answers)
    why = reason_given(reason)
    filling = start_correction(workplace, file, response)
    if isinstance(filling, Refused):
        raise click.ClickException(refused_words(filling))
    filling, written = _filled(workplace, filling, written)
    return _handed_in(workplace, filling, written, why)


def _refuse_another(response: Response, written: AnswerFile, answers: Path) -> None:
    """A file is about the same questionnaire, answered the same way: another round is not a correction of this one."""
    if written.questionnaire != response.questionnaire:
        raise click.UsageError(
            _("{file} holds answers to `{name}`, not to `{wanted}`.").format(
                file=answers, name=written.questionnaire, wanted=response.questionnaire
            )
        )
    if written.mode not in (None, response.mode) or written.informant not in (None, response.informant):
        raise click.UsageError(
            _("{file} was answered in another way than the response. Withdraw the response and answer again.").format(
                file=answers
            )
        )


def _filled(workplace: Workplace, filling: Filling, written: AnswerFile) -> tuple[Filling, AnswerFile]:
    written = identified(filling.draft, written)
    for changes in (blanked, answering):
        for draft in changes(filling.draft, written):
            filling = with_draft(filling, draft)
            keep(workplace, filling, draft.last or {})
    return filling, written


def _handed_in(workplace: Workplace, filling: Filling, written: AnswerFile, why: str) -> int:
    misfits = left_out(filling.questionnaire, filling.draft, written)
    outcome = misfits or hand_in_correction(workplace, filling, why)
    if isinstance(outcome, Response):
        click.echo(
            _("Corrected: version {number}. The version before can still be read.").format(number=outcome.number)
        )
        return 0
    if isinstance(outcome, Refused):
        if not filling.draft.undoable:
            discard(workplace, filling.id)
        else:
            put_aside(workplace, filling)
        raise click.ClickException(refused_words(outcome))
    if isinstance(outcome, ResponseChanged):
        put_aside(workplace, filling)
        raise click.ClickException(_changed_words(outcome))
    _tell_problems(outcome, filling)
    put_aside(workplace, filling)
    return PROBLEMS_FOUND


def _tell_problems(problems: tuple[AnswerProblem, ...], filling: Filling) -> None:
    for problem in problems:
        click.echo(answer_problem_text(problem, filling.questionnaire), err=True)
    click.echo(_("The draft is kept; mend this on the screen and hand in there."), err=True)


def _changed_words(changed: ResponseChanged) -> str:
    kept = changed.kept
    last = None if kept is None else kept.trace[-1] if kept.trace else kept
    happened = "" if last is None else happening_words(last)
    said = _("Not handed in: meanwhile it was {happening}. Your answers stay in the draft.")
    return (
        said.format(happening=happened) if happened else _("It was taken away meanwhile. Look at the citizen's page.")
    )

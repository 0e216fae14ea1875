"""``sipforms fill``: answer a questionnaire on the screen, or from a file."""

from dataclasses import replace
from pathlib import Path

import click

from sipforms.actions.answer_file import AnswerFile, answering, identified, left_out, read_answer_file
from sipforms.actions.fill import Filling, Way, hand_in, keep, put_aside, start, ways, with_draft
from sipforms.actions.people import current_stay
from sipforms.actions.workplace import Workplace
from sipforms.cli.command import Command
from sipforms.cli.named import programme_named, questionnaire_named
from sipforms.cli.opening import Chosen, workplace_from
from sipforms.cli.refusals import refusal
from sipforms.cli.who import case_with
from sipforms.engine.ask.hand_in import asked_only
from sipforms.engine.ask.personal_numbers import personal_numbers_in
from sipforms.engine.people import Episode
from sipforms.engine.problem import AnswerProblem
from sipforms.engine.programme import Programme, Questionnaire
from sipforms.engine.response import Response
from sipforms.render.language import N_, _, ngettext
from sipforms.render.other_forms import not_for_said
from sipforms.render.problems import answer_problem_text, problem_text
from sipforms.render.suggestion import listed, nearest_beside
from sipforms.store.casefile import CaseFile, open_facility
from sipforms.store.failures import StoreUnavailable

PROBLEMS_FOUND = 1


@click.command(
    "fill",
    cls=Command,
    help=N_("Answer a questionnaire on the screen, line by line with `--line`, or from a file with `--answers`."),
    examples=("sipforms --demo fill B-1042 livskvalitet", "sipforms --demo fill B-1042 livskvalitet --line"),
)
@click.argument("citizen", metavar="CITIZEN")
@click.argument("questionnaire", metavar="[QUESTIONNAIRE]", required=False)
@click.option(
    "--answers",
    type=click.Path(path_type=Path),
    help=N_("A YAML or JSON file with one round of answers; handed in when nothing is left to mend."),
)
@click.option("--line", is_flag=True, help=N_("Ask line by line: for a screen reader, or where nothing can be drawn."))
@click.option(
    "--citizen-screen",
    is_flag=True,
    help=N_("Open a screen of the citizen's own beside each form: in a browser or a second terminal on this machine."),
)
@click.help_option()
@click.pass_obj
def command(
    chosen: Chosen,
    /,
    citizen: str,
    questionnaire: str | None,
    answers: Path | None,
    *,
    line: bool,
    citizen_screen: bool,
) -> int:
    if answers is not None:
        return _from_file(chosen, citizen, questionnaire, answers)
    from sipforms.cli.screens import open_screens

    asked = {**chosen, **({"line": True} if line else {}), **({"citizen_screen": True} if citizen_screen else {})}
    return open_screens(asked, citizen=citizen, questionnaire=questionnaire)


def _from_file(chosen: Chosen, citizen: str, questionnaire: str | None, answers: Path) -> int:
    if not answers.exists() or answers.is_dir():  # a pipe is read like a file
        raise click.UsageError(_("There is no file {file}.").format(file=answers) + nearest_beside(answers))
    file = read_answer_file(answers.name, answers.read_bytes())
    if not isinstance(file, AnswerFile):
        for problem in file:
            click.echo(problem_text(problem, None, folder=answers.parent), err=True)
        return PROBLEMS_FOUND
    if questionnaire is not None and questionnaire != file.questionnaire:
        raise click.UsageError(
            _("{file} holds answers to `{name}`, not to `{wanted}`.").format(
                file=answers, name=file.questionnaire, wanted=questionnaire
            )
        )
    workplace = workplace_from(chosen)
    return tell(workplace, *filled_from(workplace, citizen, file))


def _stay_with(workplace: Workplace, case: CaseFile, questionnaire: str) -> Episode | None:
    """The stay today under a programme with that questionnaire; without any, the stay today, to say what it has."""
    today, programmes = workplace.now().date(), workplace.programmes.by_id
    having = (
        one
        for one in case.episodes
        if one.programme in programmes and questionnaire in programmes[one.programme].questionnaires
    )
    return current_stay(replace(case, episodes=tuple(having)), today) or current_stay(case, today)


def filled_from(workplace: Workplace, citizen: str, file: AnswerFile) -> tuple[Filling, AnswerFile]:
    """A draft with the file's answers in it, every one kept; the facility's where the questionnaire is about it."""
    case = case_with(workplace, citizen)
    stay = _stay_with(workplace, case, file.questionnaire)
    if stay is None:
        raise click.ClickException(_("{citizen} has no stay; admit the citizen first.").format(citizen=citizen))
    programme = programme_named(workplace.programmes, stay.programme)
    asked = questionnaire_named(programme, file.questionnaire)
    if asked.subject != "facility" and not asked.is_for(stay.variant):
        raise click.ClickException(not_for_said(programme, asked, stay.variant))
    way = _way(programme, asked, file)
    if asked.subject == "facility":
        filling = start(workplace, open_facility(workplace.store), programme, asked.id, way, None)
    else:
        filling = start(workplace, case, programme, asked.id, way, stay)
    file = identified(filling.draft, file)
    try:
        for draft in answering(filling.draft, file):
            filling = with_draft(filling, draft)
            keep(workplace, filling, draft.last or {})
    except StoreUnavailable as fault:
        said = _("The answers could not be kept. {reason}").format(reason=refusal(fault))
        raise click.ClickException(said) from fault
    return filling, file


def _way(programme: Programme, asked: Questionnaire, file: AnswerFile) -> Way:
    """How the file says that it was answered; one of the ways in which the questionnaire can be."""
    way = Way(mode=file.mode, informant=file.informant)
    known = ways(programme, asked)
    if way in known:
        return way
    in_that_mode = tuple(one.informant for one in known if one.mode == file.mode and one.informant)
    name, offered = ("informant", in_that_mode) if in_that_mode else ("mode", asked.modes)
    said = _("{questionnaire} is not answered with this `{name}:` in the file.").format(
        questionnaire=asked.title, name=name
    )
    raise click.ClickException(f"{said} {listed(offered)}".strip())


def tell(workplace: Workplace, filling: Filling, file: AnswerFile) -> int:
    """Hand in and say how it went; what does not fit, or must be mended, leaves the draft open."""
    misfits = left_out(filling.questionnaire, filling.draft, file)
    outcome = misfits or hand_in(workplace, filling)
    if isinstance(outcome, Response):
        _tell_of_personal_numbers(filling)
        count = len(filling.draft.answers)
        said = ngettext("{count} answer kept and handed in.", "{count} answers kept and handed in.", count)
        click.echo(said.format(count=count))
        return 0
    problems = outcome if isinstance(outcome, tuple) else (AnswerProblem(code="already-handed-in", path=()),)
    for problem in problems:
        click.echo(answer_problem_text(problem, filling.questionnaire), err=True)
    click.echo(_("The draft is kept; mend this on the screen and hand in there."), err=True)
    put_aside(workplace, filling)
    return PROBLEMS_FOUND


def _tell_of_personal_numbers(filling: Filling) -> None:
    """They are not in the way; where something else is, they are told with it."""
    draft = filling.draft
    for problem in personal_numbers_in(asked_only(draft).answers, draft.notes, draft.reasons):
        click.echo(answer_problem_text(problem, filling.questionnaire), err=True)

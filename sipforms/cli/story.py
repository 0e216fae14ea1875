"""The demonstration told as text: an interview from a file, the picture compared with last time, and the export."""

import tempfile
from datetime import datetime, timedelta
from pathlib import Path

import click

from sipforms.actions.answer_file import AnswerFile, answering, identified, read_answer_file
from sipforms.actions.due import due_of_citizen
from sipforms.actions.export import Selection, export_to, survey
from sipforms.actions.fill import Filling, Way, hand_in, keep, start, with_draft
from sipforms.actions.people import current_stay, people
from sipforms.actions.report import individual
from sipforms.actions.settings import Settings
from sipforms.actions.workplace import Workplace, open_workplace
from sipforms.cli.report import page_here
from sipforms.engine.ask.visibility import in_order
from sipforms.engine.offers import ExportOptions
from sipforms.engine.response import Response
from sipforms.render.answers import answer_words
from sipforms.render.language import _, format_date, ngettext
from sipforms.render.plain import plain
from sipforms.render.problems import question_title
from sipforms.render.report import report_text
from sipforms.store.casefile import CaseFile, open_case
from sipforms.store.opening import open_store

INTERVIEW = "examples/demonstration.yaml"
_SHOWN, _MINUTES = 6, 27


class _Clock:
    """The day of the story; the interview takes its time."""

    def __init__(self, moment: datetime) -> None:
        self.moment = moment

    def __call__(self) -> datetime:
        return self.moment


def tell_story(settings: Settings, folder: Path, programme: str, moment: datetime) -> int:
    """Fill in the next round of the first invented citizen from a file, and show what comes of it."""
    clock = _Clock(moment)
    workplace = open_workplace(settings, open_store(folder), clock)
    case = people(workplace).files[0]
    interview = _interview(workplace, programme)
    if interview is None:
        raise click.ClickException(
            _("{programme} has no interview to tell: write one in {file}, or open the screens in a terminal.").format(
                programme=programme, file=INTERVIEW
            )
        )
    _introduce(workplace, case, interview.questionnaire, moment)
    filling = _filled(workplace, case, interview)
    _show_answers(filling)
    clock.moment += timedelta(minutes=_MINUTES)
    response = hand_in(workplace, filling)
    if not isinstance(response, Response):
        raise click.ClickException(_("The interview in the file cannot be handed in."))
    click.echo(_("Handed in. The picture is there at once, compared with last time:"))
    click.echo()
    file = open_case(workplace.store, case.id)
    report = individual(workplace, file, interview.questionnaire)[0]
    click.echo(report_text(report, page_here()).plain)
    click.echo()
    _show_export(workplace, interview.questionnaire)
    return 0


def _interview(workplace: Workplace, programme: str) -> AnswerFile | None:
    content = workplace.programmes.bundles[programme].files.get(INTERVIEW)
    file = None if content is None else read_answer_file(INTERVIEW, content)
    return file if isinstance(file, AnswerFile) else None


def _introduce(workplace: Workplace, case: CaseFile, questionnaire: str, moment: datetime) -> None:
    citizen = case.citizen
    rounds = sum(one.questionnaire == questionnaire for one in case.responses)
    click.echo(_("A demonstration with invented citizens. Nothing here is about anybody real."))
    click.echo()
    counted = ngettext("{count} round", "{count} rounds", rounds).format(count=rounds)
    click.echo(f"{plain(citizen.code)} {plain(citizen.name)}: {counted}" if citizen else counted)
    for form in due_of_citizen(workplace, case, moment.date()):
        title = workplace.programmes.by_id[form.programme].questionnaires[form.due.questionnaire].title
        click.echo("  " + _("{title} is due {day}").format(title=plain(title), day=format_date(form.due.deadline)))
    click.echo()


def _filled(workplace: Workplace, case: CaseFile, interview: AnswerFile) -> Filling:
    stay = current_stay(case, workplace.now().date())
    if stay is None:
        raise click.ClickException(_("The citizen has no stay."))
    programme = workplace.programmes.by_id[stay.programme]
    way = Way(mode=interview.mode, informant=interview.informant)
    filling = start(workplace, case, programme, interview.questionnaire, way, stay)
    for draft in answering(filling.draft, identified(filling.draft, interview)):
        filling = with_draft(filling, draft)
        keep(workplace, filling, draft.last or {})
    return filling


def _show_answers(filling: Filling) -> None:
    draft = filling.draft
    click.echo(_("The interview, one key an answer:"))
    paths = [path for path in in_order(draft.form, draft.rows, draft.asked) if path in draft.answers]
    for path in paths[:_SHOWN]:
        question = draft.form.question(path)
        if question is not None:
            said = question.wording.say or question_title(filling.questionnaire, path)
            click.echo(f"  {plain(said)}  {answer_words(question, draft.answers[path])}")
    more = len(paths) - _SHOWN
    if more > 0:
        click.echo("  " + ngettext("... and {count} more", "... and {count} more", more).format(count=more))
    click.echo()


def _show_export(workplace: Workplace, questionnaire: str) -> None:
    """Export everybody's answers to the questionnaire, and show the names of the files and the first cells of one."""
    format_ = workplace.vocabulary.export_formats["csv"].offer
    found = survey(workplace, Selection(questionnaire=questionnaire))
    with tempfile.TemporaryDirectory(prefix="sipforms-export-") as folder:
        target = Path(folder) / f"{questionnaire}.csv"
        files = export_to(workplace, format_, found, ExportOptions(), target, overwrite=False)
        click.echo(
            ngettext("{count} response written as CSV:", "{count} responses written as CSV:", found.count).format(
                count=found.count
            )
        )
        for file in files:
            lines = file.read_text(encoding="utf-8-sig").splitlines()
            rows = ngettext("{count} line", "{count} lines", len(lines)).format(count=len(lines))
            columns = lines[0].count(",") + 1 if lines else 0
            wide = ngettext("{count} column", "{count} columns", columns).format(count=columns)
            click.echo(f"  {file.name}: {rows}, {wide}")
    click.echo()
    click.echo(_("On the screens: `sipforms demo`. The same export: `sipforms --demo export --format csv`."))

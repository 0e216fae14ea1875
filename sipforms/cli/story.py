"""The demonstration told as text: a round from a file or invented, the picture compared with last time, the export."""

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

import click

from sipforms.actions.answer_file import AnswerFile, answering, identified, read_answer_file
from sipforms.actions.demonstration.next_round import next_round
from sipforms.actions.demonstration.outline import OUTCOME
from sipforms.actions.demonstration.population import Invention
from sipforms.actions.demonstration.steps import leading_to
from sipforms.actions.due import DueForm, due_of_citizen, due_of_facility
from sipforms.actions.export import Selection, Wish, export_to, survey
from sipforms.actions.fill import Filling, Way, hand_in, keep, start, with_draft
from sipforms.actions.people import People, current_stay, people
from sipforms.actions.report import individual
from sipforms.actions.settings import Settings
from sipforms.actions.workplace import Workplace, open_workplace
from sipforms.cli.demo_store import PROGRAMME
from sipforms.cli.opening import programme_alone
from sipforms.cli.report_individual import page_here
from sipforms.engine.ask.draft import Draft
from sipforms.engine.ask.visibility import in_order
from sipforms.engine.family import main_form
from sipforms.engine.newest import in_time
from sipforms.engine.people import Episode
from sipforms.engine.response import Response
from sipforms.render.answers import answer_words
from sipforms.render.due_words import due_title
from sipforms.render.language import _, format_date, ngettext
from sipforms.render.plain import plain
from sipforms.render.problems import question_title
from sipforms.render.report import report_text
from sipforms.store.casefile import CaseFile, open_case, open_facility
from sipforms.store.opening import open_store

INTERVIEW = "examples/demonstration.yaml"
_SHOWN, _MINUTES = 6, 27


class _Clock:
    """The day of the story; the interview takes its time."""

    def __init__(self, moment: datetime) -> None:
        self.moment = moment

    def __call__(self) -> datetime:
        return self.moment


@dataclass(frozen=True, slots=True, kw_only=True)
class _Told:
    """The round that is told: of whom, of what, and the drafts on the way, one for each key."""

    case: CaseFile
    questionnaire: str
    filling: Filling
    steps: Iterator[Draft]


def tell_story(settings: Settings, folder: Path, invention: Invention, moment: datetime) -> int:
    """Fill in the next round of somebody invented, and show what comes of it; where nothing is due, what there is."""
    clock = _Clock(moment)
    programme = invention.programme.id
    workplace = programme_alone(open_workplace(settings, open_store(folder), clock), programme)
    everybody = people(workplace)
    click.echo(_("A demonstration with invented citizens. Nothing here is about anybody real."))
    click.echo()
    told = _from_file(workplace, everybody, programme) or _invented(workplace, everybody, invention)
    if told is None:
        return _tell_what_there_is(workplace, everybody, invention)
    _introduce(workplace, everybody, told, moment.date())
    filling = _filled(workplace, told)
    _show_answers(filling)
    clock.moment += timedelta(minutes=_MINUTES)
    if not isinstance(hand_in(workplace, filling), Response):
        raise click.ClickException(_("The interview in the file cannot be handed in."))
    click.echo(_("Handed in. The picture is there at once, compared with last time:"))
    click.echo()
    _show_picture(workplace, told.case.id, told.questionnaire, filling.draft.header.situation.informant)
    _show_export(workplace, told.questionnaire, programme, country=invention.country)
    return 0


def _from_file(workplace: Workplace, everybody: People, programme: str) -> _Told | None:
    """The interview that the programme brings along, told of the first citizen whom it fits."""
    interview = _interview(workplace, programme)
    asked = workplace.programmes.by_id[programme].questionnaires.get(interview.questionnaire) if interview else None
    if interview is None or asked is None:
        return None
    today = workplace.now().date()
    stays = ((file, current_stay(file, today)) for file in everybody.files)
    fitting = ((file, stay) for file, stay in stays if stay is not None and asked.is_for(stay.variant))
    found = next(fitting, None)
    if found is None:
        return None
    way = Way(mode=interview.mode, informant=interview.informant)
    filling = _started(workplace, found[0], programme, asked.id, way, found[1])
    steps = answering(filling.draft, identified(filling.draft, interview))
    return _Told(case=found[0], questionnaire=asked.id, filling=filling, steps=iter(steps))


def _interview(workplace: Workplace, programme: str) -> AnswerFile | None:
    content = workplace.programmes.bundles[programme].files.get(INTERVIEW)
    file = None if content is None else read_answer_file(INTERVIEW, content)
    return file if isinstance(file, AnswerFile) else None


def _invented(workplace: Workplace, everybody: People, invention: Invention) -> _Told | None:
    """What is due of the first citizen who has something due, else of the facility, answered as they would."""
    now = workplace.now()
    for one in _waiting(workplace, everybody, now.date()):
        taken = next_round(invention, now, one.file, one.episode, one.due)
        asked = taken.chosen.questionnaire.id
        filling = _started(workplace, one.file, one.programme, asked, taken.chosen.way, one.episode)
        return _Told(case=one.file, questionnaire=asked, filling=filling, steps=leading_to(filling.draft, taken.whole))
    return None


def _waiting(workplace: Workplace, everybody: People, today: date) -> Iterator[DueForm]:
    """What is due today: first what can be compared with a round before, and what people say of their own lives."""
    found = [one for file in everybody.files for one in due_of_citizen(workplace, file, today)]
    found.extend(due_of_facility(workplace, open_facility(workplace.store), everybody, today))
    waiting = [one for one in found if one.due.opens <= today]
    return iter(sorted(waiting, key=lambda one: (not _has_rounds(workplace, one), not _is_own(workplace, one))))


def _is_own(workplace: Workplace, one: DueForm) -> bool:
    """True of an outcome that the person concerned is asked about, not somebody else."""
    programme = workplace.programmes.by_id[one.programme]
    asked = programme.questionnaires[one.due.questionnaire]
    own = next(iter(programme.informants), None)
    return asked.element == OUTCOME and bool(asked.modes) and one.due.informant in (None, own)


def _has_rounds(workplace: Workplace, one: DueForm) -> bool:
    """True where the questionnaire was answered before in the same stay, and has numbers to show."""
    programme = workplace.programmes.by_id[one.programme]
    is_measured = any(each.questionnaire == one.due.questionnaire for each in programme.indicators)
    episode = one.episode.id if one.episode else None
    before = (each for each in one.file.responses if each.episode == episode)
    return is_measured and any(main_form(programme, each.questionnaire) == one.due.main for each in before)


def _started(
    workplace: Workplace, case: CaseFile, programme: str, questionnaire: str, way: Way, stay: Episode | None
) -> Filling:
    return start(workplace, case, workplace.programmes.by_id[programme], questionnaire, way, stay)


def _introduce(workplace: Workplace, everybody: People, told: _Told, today: date) -> None:
    citizen, programme = told.case.citizen, told.filling.programme
    rounds = [one for one in told.case.responses if one.questionnaire == told.questionnaire]
    rounds = [one for one in rounds if one.informant == told.filling.draft.header.situation.informant]
    counted = ngettext("{count} round", "{count} rounds", len(rounds)).format(count=len(rounds))
    if citizen is None:
        click.echo(f"{plain(programme.questionnaires[told.questionnaire].title)}: {counted}")
    else:
        click.echo(f"{plain(citizen.code)} {plain(citizen.name)}: {counted}")
    of_facility = due_of_facility(workplace, told.case, everybody, today)
    for form in due_of_citizen(workplace, told.case, today) if citizen else of_facility:
        title = due_title(programme, form.due)  # with who is to answer: two may have to answer the same questionnaire
        click.echo("  " + _("{title} is due {day}").format(title=title, day=format_date(form.due.deadline)))
    click.echo()


def _filled(workplace: Workplace, told: _Told) -> Filling:
    filling = told.filling
    for draft in told.steps:
        filling = with_draft(filling, draft)
        keep(workplace, filling, draft.last or {})
    return filling


def _show_answers(filling: Filling) -> None:
    draft = filling.draft
    click.echo(
        _("The interview, one key an answer:") if draft.header.situation.mode else _("The form, one key an answer:")
    )
    paths = [path for path in in_order(draft.form, draft.rows, draft.asked) if path in draft.answers]
    situation = draft.header.situation
    for path in paths[:_SHOWN]:
        question = draft.form.question(path)
        if question is not None:
            said = question.worded(situation.informant, situation.variant).say
            said = said or question_title(filling.questionnaire, path)
            click.echo(f"  {plain(said)}  {draft.standing(answer_words).said(question, draft.answers[path])}")
    more = len(paths) - _SHOWN
    if more > 0:
        click.echo("  " + ngettext("... and {count} more", "... and {count} more", more).format(count=more))
    click.echo()


def _show_picture(workplace: Workplace, case: str, questionnaire: str, informant: str | None) -> None:
    file = open_case(workplace.store, case)
    reports = individual(workplace, file, questionnaire)
    shown = [one for one in reports if one.series.informant == informant] or list(reports)
    if shown:
        last = max(shown, key=lambda one: in_time(one.series.points[-1].response))
        click.echo(report_text(last, page_here()).plain)
        click.echo()


def _tell_what_there_is(workplace: Workplace, everybody: People, invention: Invention) -> int:
    """Nothing is due of anybody: the last round of the first who has answered, and the export."""
    click.echo(_("Nothing is due today of anybody."))
    click.echo()
    answered = [file for file in (*everybody.files, open_facility(workplace.store)) if file.responses]
    if not answered:
        click.echo(_("Nobody has answered anything yet: the programme asks only what is not due before later."))
        return 0
    last = max(answered[0].responses, key=in_time)
    citizen = answered[0].citizen
    if citizen is not None:
        click.echo(f"{plain(citizen.code)} {plain(citizen.name)}")
        click.echo()
    _show_picture(workplace, answered[0].id, last.questionnaire, last.informant)
    _show_export(workplace, last.questionnaire, invention.programme.id, country=invention.country)
    return 0


def _show_export(workplace: Workplace, questionnaire: str, programme: str, *, country: bool) -> None:
    """Export everybody's answers to the questionnaire, and show the names of the files and the first cells of one."""
    format_ = workplace.vocabulary.export_formats["csv"].offer
    found = survey(workplace, Selection(questionnaire=questionnaire))
    with tempfile.TemporaryDirectory(prefix="sipforms-export-") as folder:
        target = Path(folder) / f"{questionnaire}.csv"
        files = export_to(workplace, found, Wish(form=format_), target, overwrite=False)
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
    if programme == PROGRAMME and not country:
        click.echo(_("On the screens: `sipforms demo`. The same export: `sipforms --demo export --format csv`."))
        return
    click.echo(
        _(
            "On the screens: `sipforms demo --programme {programme}`. "
            "The same export: `sipforms --demo-of {programme} export --format csv`."
        ).format(programme=f"{programme} --country" if country else programme)
    )

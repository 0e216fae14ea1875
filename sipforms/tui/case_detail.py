"""What is known of the marked line on a citizen's page: a draft, what can be begun, a round, a stay."""

from collections.abc import Iterator
from datetime import datetime

from rich.text import Text

from sipforms.actions.fill import OpenDraft
from sipforms.actions.offering import Begin
from sipforms.actions.today import begin_of
from sipforms.engine.family import fitting_forms
from sipforms.engine.people import Episode
from sipforms.engine.programme import Programme
from sipforms.engine.response import Response
from sipforms.render.due_words import due_title, title_of, way_words, when_due
from sipforms.render.in_use import moment_words
from sipforms.render.language import _, format_date, ngettext
from sipforms.render.plain import plain
from sipforms.render.response_words import standing_words
from sipforms.render.said import damaged_words
from sipforms.render.today_words import (
    draft_moment,
    draft_title,
    handed_in_state,
    last_time_words,
    minutes_words,
    since_words,
)
from sipforms.tui.case_entries import CaseContents
from sipforms.tui.widgets.form_layout import wrapped


def detail(shown: CaseContents, marked: object, width: int) -> Text:
    """Everything about the marked line, in lines of this width, the title first."""
    now = shown.workplace.now()
    match marked:
        case OpenDraft() as draft:
            lines = _draft(shown, draft, now)
        case Response() as response:
            lines = _round(shown, response, now)
        case Begin() as begin:
            lines = _begin(shown, begin)
        case Episode() as stay:
            lines = _stay(shown, stay)
        case _:
            return Text(end="")
    text = Text(end="")
    for number, said in enumerate(one for one in lines if one):
        for line in wrapped(said, width):
            text.append(f"{line}\n" if number else f"{line}\n\n", "" if number else "bold")
    return text


def stay_line(shown: CaseContents) -> str:
    """The stay in a line: since when, where, under which programme, of which target group, who answers."""
    stay = shown.stay
    if shown.file.citizen is None:
        return _("What the facility answers about itself")
    if stay is None:
        return _("no stay")
    programme = shown.programme(stay.programme)
    parts = (plain(stay.unit), *_under(programme, stay), since_words(stay, shown.today), *_who(programme, stay))
    return " · ".join(part for part in parts if part)


def _under(programme: Programme | None, stay: Episode) -> tuple[str, str]:
    """The programme and the target group."""
    groups = programme.variants if programme else ()
    group = next((plain(one.title) for one in groups if one.id == stay.variant), "")
    return plain(programme.title if programme else stay.programme), group


def _who(programme: Programme | None, stay: Episode) -> Iterator[str]:
    """Who answers for whom."""
    titles = programme.informants if programme else {}
    for kind, who in stay.informants.items():
        yield f"{plain(titles.get(kind, kind))}: {plain(who)}"


def _draft(shown: CaseContents, draft: OpenDraft, now: datetime) -> Iterator[str]:
    programme, asked = shown.programme(draft.header.programme), draft.header.situation
    yield draft_title(programme, draft)
    yield _("{answered} of {asked} answered").format(answered=draft.answered, asked=draft.asked)
    yield way_words(programme, asked.mode, asked.informant)
    yield _("begun {day}").format(day=format_date(draft.header.begun_at.date()))
    yield draft_moment(draft, now)
    yield _("written in by {who}").format(who=", ".join(map(plain, draft.colleagues))) if draft.colleagues else ""
    yield damaged_words(draft.left_out)


def _begin(shown: CaseContents, begin: Begin) -> Iterator[str]:
    programme = shown.workplace.programmes.by_id[begin.programme]
    due = next((one for one in shown.due if begin_of(one) == begin), None)
    questionnaire = due.due.questionnaire if due else begin.main
    variant = begin.episode.variant if begin.episode else None
    yield due_title(programme, due.due) if due else title_of(programme, begin.main)
    yield plain(programme.title)
    if due is not None:
        yield _("deadline {day}, {when}").format(day=format_date(due.due.deadline), when=when_due(due.due, shown.today))
    yield last_time_words(shown.file, programme, questionnaire, begin.informant)
    yield minutes_words(programme, questionnaire, variant)
    forms = len(fitting_forms(programme, begin.main, variant))
    yield ngettext("{count} form", "{count} forms to choose from", forms).format(count=forms) if forms > 1 else ""


def _round(shown: CaseContents, response: Response, now: datetime) -> Iterator[str]:
    programme = shown.programme(response.programme)
    yield title_of(programme, response.questionnaire)
    yield _("answered {day}").format(day=format_date(response.answered_on))
    yield way_words(programme, response.mode, response.informant)
    when = moment_words(response.handed_in_at, now)
    yield _("handed in {when} by {who}").format(when=when, who=plain(response.entered_by) or _("somebody"))
    yield handed_in_state(response) if response.counts else ""
    yield from standing_words(response)
    yield ngettext("{count} note", "{count} notes", len(response.notes)).format(count=len(response.notes))


def _stay(shown: CaseContents, stay: Episode) -> Iterator[str]:
    programme = shown.programme(stay.programme)
    title, group = _under(programme, stay)
    yield title
    yield group
    yield _("Lives in: {place}").format(place=plain(stay.unit)) if stay.unit else ""
    yield _("from {day}").format(day=format_date(stay.admission))
    yield _("to {day}").format(day=format_date(stay.discharge)) if stay.discharge else _("lasts")
    yield from _who(programme, stay)

"""When something is due, in words; and what citizens, stays and rounds are called."""

from datetime import date

from sipforms.actions.due import DueForm
from sipforms.actions.fill import OpenDraft
from sipforms.engine.people import Episode
from sipforms.engine.programme import Programme
from sipforms.engine.response import Response
from sipforms.engine.schedule import Due, Urgency
from sipforms.render.language import _, format_date, ngettext
from sipforms.render.modes import mode_words
from sipforms.render.plain import plain


def when_due(due: Due, today: date) -> str:
    """How long there is left, or since when it is overdue."""
    days = (due.deadline - today).days
    if due.urgency is Urgency.OVERDUE:
        return ngettext("{count} day overdue !", "{count} days overdue !", -days).format(count=-days)
    if due.urgency is Urgency.LATER:
        return _("from {day}").format(day=format_date(due.opens))
    if days == 0:
        return _("today")
    return ngettext("in {count} day", "in {count} days", days).format(count=days)


def title_of(programme: Programme | None, questionnaire: str) -> str:
    """The title of a questionnaire; its id where the programme is not at hand."""
    asked = programme.questionnaires.get(questionnaire) if programme else None
    return plain(asked.title if asked else questionnaire)


def way_words(programme: Programme | None, mode: str | None, informant: str | None) -> str:
    """How a round is answered, and by whom."""
    who = plain((programme.informants.get(informant, informant) if programme else informant) if informant else "")
    return " · ".join(part for part in (mode_words(mode).capitalize(), who) if part)


def stay_words(programme: Programme | None, stay: Episode) -> str:
    """One stay on a line."""
    variant = next((one.title for one in programme.variants if one.id == stay.variant), "") if programme else ""
    end = _("to {day}").format(day=format_date(stay.discharge)) if stay.discharge else ""
    begun = _("from {day}").format(day=format_date(stay.admission))
    title = programme.title if programme else stay.programme
    return " · ".join(
        part for part in (plain(title), plain(variant), plain(stay.unit), f"{begun} {end}".strip()) if part
    )


def draft_words(programme: Programme | None, draft: OpenDraft) -> str:
    """A draft on a line: what of, how far, which colleagues wrote in it, since when; a correction is all answered."""
    count = ngettext("{count} answer", "{count} answers", draft.answered).format(count=draft.answered)
    corrects, colleagues = draft.header.corrects, map(plain, draft.colleagues)
    begun = _("begun {day}").format(day=format_date((corrects or draft.header).begun_at.date()))
    title = title_of(programme, draft.header.questionnaire)
    if corrects is not None:
        of = _("correction of {title} of {day}").format(title=title, day=format_date(draft.header.begun_at.date()))
        return " · ".join((of, *colleagues, begun))
    return " · ".join((title, count, *colleagues, begun))


def due_words(programme: Programme | None, one: DueForm, today: date) -> tuple[str, str]:
    """What is due, and when; of a stay that has ended, which one, where the same is due in another."""
    what, ended = due_title(programme, one.due), one.episode.discharge if one.episode else None
    if ended is not None and len(one.file.episodes) > 1:
        what += " · " + _("stay to {day}").format(day=format_date(ended))
    return what, when_due(one.due, today)


def due_title(programme: Programme | None, due: Due) -> str:
    """What is due, with who is to answer where that is said."""
    return " · ".join(
        part for part in (title_of(programme, due.questionnaire), way_words(programme, None, due.informant)) if part
    )


def round_words(programme: Programme | None, response: Response) -> tuple[str, str, str]:
    """A round on a line: the day, what, and how."""
    way = way_words(programme, response.mode, response.informant)
    return format_date(response.answered_on), title_of(programme, response.questionnaire), way

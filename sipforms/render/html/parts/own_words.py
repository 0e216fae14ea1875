"""What was said and written in own words: answers, notes of staff, and the reasons they gave."""

from markupsafe import Markup

from sipforms.plugins.sections.notes import Note, Notes
from sipforms.plugins.sections.open_answers import OpenAnswers
from sipforms.render.html.frame import rendered
from sipforms.render.html.table import EMPTY
from sipforms.render.language import _, format_date
from sipforms.render.plain import plain


def open_answers_html(shown: OpenAnswers) -> Markup:
    """Each answer below what was asked, and last time's where it was another."""
    if not shown.answers:
        return EMPTY
    return rendered(
        "parts/open_answers.html.jinja",
        answers=[
            (one.area, one.title, one.now, one.before, None if one.before_day is None else format_date(one.before_day))
            for one in shown.answers
        ],
        nothing=_("nothing this time"),
        last_time=_("Last time"),
    )


def notes_html(shown: Notes) -> Markup:
    """Each note after what it is written beside."""
    if not shown.notes:
        return EMPTY
    return rendered("parts/notes.html.jinja", notes=[(_about(one), one.text) for one in shown.notes])


def _about(one: Note) -> str:
    title = plain(one.title).rstrip(": ")
    return _("Reason for “{about}”").format(about=title) if one.kind == "reason" else title

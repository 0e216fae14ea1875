"""What audits noted and decided about a facility, area by area: the last part of its report."""

from markupsafe import Markup

from sipforms.engine.audit import AuditBook
from sipforms.render.groups.audit import decided, newest
from sipforms.render.groups.audit_words import done_words, prompt_words, said_by, unread_words
from sipforms.render.html.frame import rendered
from sipforms.render.html.table import EMPTY
from sipforms.render.language import _


def audits_html(book: AuditBook) -> Markup:
    """What the panel noted, then what was decided, with whether it is done; nothing where nothing was."""
    unread = unread_words(book.damaged, book.closed)
    if not book.areas and not unread:
        return EMPTY
    return rendered(
        "parts/audits.html.jinja",
        heading=_("From audits"),
        decided_heading=_("Decided:"),
        areas=[
            {
                "title": topic.title,
                "notes": [
                    (prompt_words(one.prompt, one.topic.title), one.text, said_by(one))
                    for one in newest(book, topic.area)
                ],
                "decided": [(one.text, f"{said_by(one)}; {done_words(one)}") for one in decided(book, topic.area)],
            }
            for topic in book.areas
        ],
        unread=unread,
    )

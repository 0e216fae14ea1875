"""The codebook as a page: a table for each area, with the scales that questions share at the top."""

from sipforms.engine.codebook import Codebook
from sipforms.render.codebook_layout import table_page
from sipforms.render.html.frame import TEMPLATES, page_html, rendered
from sipforms.render.language import _


def codebook_html(book: Codebook) -> str:
    """One document about all tables of the codebook."""
    pages = [table_page(table) for table in book.tables]
    words = {
        "without": _("Without an answer"),
        "answers": _("Answers"),
        "column": _("Question and column"),
        "meaning": _("What stands there"),
        "scales": _("Scales that several questions share"),
        "name": _("Scale"),
    }
    title = _("Codebook: {tables}").format(tables=", ".join(page.title for page in pages))
    body = rendered("codebook.html.jinja", pages=pages, words=words, eyebrow=_("Codebook"))
    return page_html(title, body, style=(TEMPLATES / "codebook.css").read_text(encoding="utf-8"))

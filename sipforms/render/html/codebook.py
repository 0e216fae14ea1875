"""The codebook as a page: a table for each area, with the scales that questions share at the top."""

from sipforms.engine.codebook import Codebook
from sipforms.render.codebook_layout import table_page
from sipforms.render.html.frame import page_html, rendered
from sipforms.render.language import _

_STYLE = """
.codebook code { font: 0.8rem/1.4 ui-monospace, Consolas, "DejaVu Sans Mono", monospace; overflow-wrap: anywhere; }
.codebook table { table-layout: fixed; }
.codebook thead th:first-child { width: 46%; }
.codebook tbody th { min-width: 0; }
.codebook td p, .codebook th p { margin: 0 0 0.15rem; }
.codebook th code { display: block; font-weight: 400; }
.codebook + .codebook { break-before: page; }
"""


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
    return page_html(title, body, style=_STYLE)

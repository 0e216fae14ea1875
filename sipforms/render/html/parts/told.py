"""What a plug-in's section says in plain words, or as labels with a word or a number each."""

from collections.abc import Mapping

from markupsafe import Markup

from sipforms.render.charts.words import number
from sipforms.render.html.figures import figure
from sipforms.render.html.frame import rendered, said
from sipforms.render.language import _


def words_html(shown: str) -> Markup:
    """Paragraphs, an empty line between them."""
    paragraphs = [one for one in shown.split("\n\n") if one.strip()]
    return rendered("parts/words.html.jinja", paragraphs=paragraphs)


def listed_html(shown: Mapping[str, object]) -> Markup:
    """A label and what belongs to it, a line each."""
    return rendered("parts/listed.html.jinja", facts=[(str(name), _as_said(one)) for name, one in shown.items()])


def _as_said(value: object) -> Markup:
    if isinstance(value, bool):
        return said(_("yes") if value else _("no"))
    return figure(value, number(value)) if isinstance(value, (int, float)) else said(value)

"""What is compared with what: the report's place and period, the places in and out with reasons, and the limits."""

from markupsafe import Markup

from sipforms.engine.gather.facility.compared import Compared
from sipforms.render.groups.compared import compared_sentences, out_words
from sipforms.render.html.frame import rendered
from sipforms.render.language import _
from sipforms.render.plain import plain


def compared_html(shown: Compared) -> Markup:
    """Sentences, then the places in the comparison and those left out of it."""
    inside = _("Places in the comparison:") if shown.compared_with != "nothing" else _("Places in the report:")
    return rendered(
        "parts/compared.html.jinja",
        sentences=tuple(compared_sentences(shown)),
        lists=[
            (inside, list(map(plain, shown.others))),
            (_("Places left out of the comparison:"), [out_words(one) for one in shown.out]),
        ],
    )

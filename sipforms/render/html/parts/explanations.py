"""The appendix: why each number in the report is what it is, answer by answer, with the rule and the formula."""

from collections.abc import Sequence

from markupsafe import Markup

from sipforms.engine.score.explanation import Explanation
from sipforms.render.explanation import behind_text, facts_text, heading_text
from sipforms.render.html.frame import rendered
from sipforms.render.html.table import EMPTY
from sipforms.render.language import _


def explanations_html(shown: Sequence[Explanation]) -> Markup:
    """Each number with what is behind it; nothing where nobody asked why."""
    if not shown:
        return EMPTY
    return rendered(
        "parts/explanations.html.jinja",
        title=_("Why each number is what it is"),
        numbers=[(heading_text(one), behind_text(one), facts_text(one)) for one in shown],
    )

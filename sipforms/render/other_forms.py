"""Rounds in another form of the same questionnaire, in a plain sentence."""

from collections.abc import Iterator

from sipforms.engine.compare.history import Series
from sipforms.engine.compare.other_forms import OtherForm
from sipforms.render.language import _, format_date, ngettext
from sipforms.render.plain import plain


def other_forms_said(series: Series) -> Iterator[str]:
    """A sentence for each other form of it that has been answered, before the newest round of the series or since."""
    newest = series.points[-1].response.answered_on
    for one in series.other_forms:
        yield _earlier(one) if one.last <= newest else _later(one)


def _earlier(one: OtherForm) -> str:
    count = len(one.days)
    return ngettext(
        "An earlier round was answered in another form ({form}, {day}). The answers are not compared.",
        "Earlier rounds were answered in another form ({form}, {count} rounds, last {day}). "
        "The answers are not compared.",
        count,
    ).format(form=plain(one.title), count=count, day=format_date(one.last))


def _later(one: OtherForm) -> str:
    return _("Since then another form has been used ({form}, last {day}). The answers are not compared.").format(
        form=plain(one.title), day=format_date(one.last)
    )

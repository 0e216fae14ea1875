"""Other forms of a questionnaire in plain sentences: rounds in them, and which to use where one does not fit."""

from collections.abc import Iterator

from sipforms.engine.compare.history import Series
from sipforms.engine.compare.other_forms import OtherForm
from sipforms.engine.family import fitting_forms, main_form
from sipforms.engine.programme import Programme, Questionnaire
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
        "An earlier round was answered in another form: {form} ({day}). The answers are not compared.",
        "Earlier rounds were answered in another form: {form} ({count} rounds, last {day}). "
        "The answers are not compared.",
        count,
    ).format(form=plain(one.title), count=count, day=format_date(one.last))


def _later(one: OtherForm) -> str:
    return _("Since then another form has been used: {form} (last {day}). The answers are not compared.").format(
        form=plain(one.title), day=format_date(one.last)
    )


def not_for_said(programme: Programme, asked: Questionnaire, variant: str | None) -> str:
    """That the questionnaire is not asked of the target group (of people without one), and what to do instead."""
    group = next((one.title for one in programme.variants if one.id == variant), variant)
    said = (
        _("{title} is not asked of people without a target group.").format(title=plain(asked.title))
        if group is None
        else _("{title} is not asked of the target group {group}.").format(title=plain(asked.title), group=plain(group))
    )
    forms = fitting_forms(programme, main_form(programme, asked.id), variant)
    if forms:
        names = ", ".join(f"{plain(one.title)} ({one.id})" for one in forms)
        return f"{said} " + _("Use this form of it: {names}.").format(names=names)
    return f"{said} " + _("If the target group is wrong, mend the stay.")

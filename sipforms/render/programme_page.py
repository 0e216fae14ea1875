"""One programme on one page: what it asks, of whom, when, and which numbers it gives."""

import textwrap
from collections.abc import Iterable, Iterator

from sipforms.engine.family import forms_of
from sipforms.engine.programme import Programme, Questionnaire, ReportDefinition
from sipforms.render.explanation import rule_words
from sipforms.render.language import N_, _, ngettext
from sipforms.render.plain import plain
from sipforms.render.schedule_words import length_in_words, rule_in_words

WIDTH = 80
_SUBJECTS = {
    "citizen": N_("about the citizen"),
    "episode": N_("about the stay"),
    "facility": N_("about the facility"),
}
_ELEMENTS = {
    "background": N_("background"),
    "intervention": N_("intervention"),
    "outcome": N_("outcome"),
    "setting": N_("setting"),
}
_MODES = {
    "interview": N_("by interview"),
    "assisted": N_("with help"),
    "observation": N_("by observation"),
    "self": N_("alone"),
}
_ABOUT = {
    "citizen": N_("about the citizen"),
    "facility": N_("about the facility"),
    "targetGroup": N_("about the target group"),
    "country": N_("about the whole country"),
}
_READERS = {
    "staff": N_("staff"),
    "citizen": N_("the citizen"),
    "relatives": N_("relatives"),
    "commissioner": N_("the municipality that pays"),
}
_PROVENANCE = {
    "own-wording": N_("The questions are worded by whoever made the programme."),
    "quoted-with-permission": N_("The questions are quoted with permission."),
    "public-domain": N_("The questions are free for all to use."),
}
_FIDELITY = {
    "documented": N_("Its structure is documented in the sources."),
    "inferred": N_("Its structure is inferred; the sources do not say all of it."),
}


def programme_page(programme: Programme) -> Iterator[str]:
    """The lines of the page, at most 80 columns wide where the texts allow it."""
    yield plain(f"{programme.title} {programme.version} ({programme.id})")
    yield from _lines(_about(programme))
    yield ""
    yield _("Questionnaires")
    for questionnaire in programme.questionnaires.values():
        if questionnaire.form_of is None:
            yield from _questionnaire(questionnaire, programme)
            yield from _forms(questionnaire, programme)
    if programme.variants:
        yield ""
        yield _("Target groups")
        yield from (plain(f"  {one.title} ({one.id})") for one in programme.variants)
    if programme.indicators:
        yield ""
        yield _("Indicators")
        yield from _indicators(programme)
    if programme.reports:
        yield ""
        yield _("Reports")
        for report in programme.reports:
            yield from _report(report)


def questions_in(count: int) -> str:
    """That many questions, in words."""
    return ngettext("{count} question", "{count} questions", count).format(count=count)


def _about(programme: Programme) -> Iterator[str]:
    yield _("Languages: {languages}").format(languages=", ".join(programme.languages))
    if programme.provenance in _PROVENANCE:
        yield _(_PROVENANCE[programme.provenance])
    if programme.fidelity in _FIDELITY:
        yield _(_FIDELITY[programme.fidelity])
    for source in programme.sources:
        yield _("Source: {source}").format(source=source)
    for heading, text in (
        (N_("Goal: {text}"), programme.theory.get("goal")),
        (N_("Question: {text}"), programme.theory.get("question")),
    ):
        if text:
            yield _(heading).format(text=text)
    yield _("Groups smaller than {count} are never shown.").format(count=programme.suppression_minimum)
    if programme.period_length:
        yield _("Reporting period: {length}").format(length=length_in_words(programme.period_length))


def _questionnaire(one: Questionnaire, programme: Programme) -> Iterator[str]:
    count = len(list(one.questions()))
    yield from _wrapped(plain(f"{one.id}: {one.title} ({questions_in(count)})"), "  ")
    parts = [_(_SUBJECTS[one.subject])]
    if one.element in _ELEMENTS:
        parts.append(_(_ELEMENTS[one.element]))
    parts += [_(_MODES[mode]) for mode in one.modes if mode in _MODES]
    parts += [plain(programme.informants.get(who, who)) for who in one.informants]
    yield from _wrapped(" · ".join(parts), "      ")
    if one.only or one.without:
        yield from _wrapped(_whom(one, programme), "      ")
    for rule in programme.schedule:
        if rule.questionnaire == one.id:
            yield from _wrapped(_("When: {rule}").format(rule=rule_in_words(rule, programme)), "      ")


def _forms(one: Questionnaire, programme: Programme) -> Iterator[str]:
    """The other forms of a questionnaire, each a step further in."""
    for form in forms_of(programme, one.id)[1:]:
        count = questions_in(len(list(form.questions())))
        said = _("Another form: {title} ({questions})").format(title=form.title, questions=count)
        yield from _wrapped(plain(f"{form.id}: {said}"), "      ")
        if form.only or form.without:
            yield from _wrapped(_whom(form, programme), "        ")


def _whom(one: Questionnaire, programme: Programme) -> str:
    """Which target groups it is for, and which not."""
    titles = {variant.id: variant.title for variant in programme.variants}
    only, without = (", ".join(titles.get(who, who) for who in some) for some in (one.only, one.without))
    parts = [
        _("Only for: {groups}").format(groups=only) if only else "",
        _("Not for: {groups}").format(groups=without) if without else "",
    ]
    return plain(" · ".join(part for part in parts if part))


def _indicators(programme: Programme) -> Iterator[str]:
    for one in programme.indicators:
        yield from _wrapped(plain(f"{one.id}: {one.title}"), "  ")
        said = _("{scorer}; {rule}").format(scorer=one.scorer, rule=rule_words(one.missing))
        yield from _wrapped(said, "      ")


def _report(one: ReportDefinition) -> Iterator[str]:
    """One report: whom it is about, who reads it, and what is in it."""
    yield from _wrapped(plain(f"{one.id}: {one.title}"), "  ")
    readers = ", ".join(_(_READERS[who]) for who in one.audience if who in _READERS)
    read_by = _("read by: {names}").format(names=readers) if readers else ""
    yield from _wrapped(" · ".join(filter(None, (_(_ABOUT[one.about]), read_by))), "      ")
    yield from _wrapped(_("sections: {names}").format(names=", ".join(part.section for part in one.sections)), "      ")


def _lines(said: Iterable[str]) -> Iterator[str]:
    for one in said:
        yield from _wrapped(plain(one), "  ")


def _wrapped(text: str, indent: str) -> Iterator[str]:
    yield from textwrap.wrap(
        text,
        WIDTH,
        initial_indent=indent,
        subsequent_indent=indent + "  ",
        break_long_words=False,
        break_on_hyphens=False,
    )

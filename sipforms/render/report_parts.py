"""The parts of a report that are told in lines: own words, notes, what has no answer, how each round came about."""

from collections.abc import Iterator
from datetime import timedelta
from itertools import groupby

from rich.text import Text

from sipforms.plugins.sections.missing import Missing, MissingAnswer
from sipforms.plugins.sections.notes import Note, Notes
from sipforms.plugins.sections.open_answers import OpenAnswer, OpenAnswers
from sipforms.plugins.sections.rounds import Round, RoundBreak, Rounds
from sipforms.render.charts.words import BREAKS, asked_for, gap
from sipforms.render.language import N_, _, format_date, ngettext
from sipforms.render.modes import mode_words
from sipforms.render.page import Page, folded
from sipforms.render.plain import plain

OPEN_ANSWERS = N_("In own words")
NOTES = N_("Notes")
MISSING = N_("Questions without an answer")
ROUNDS = N_("How the rounds were answered")


def open_answers_text(value: OpenAnswers, page: Page) -> Text:
    """Each answer in own words below what was asked, and last time's where it was another."""
    if not value.answers:
        return Text("")
    lines = folded(_(OPEN_ANSWERS), page, style="bold")
    for one in value.answers:
        for said in open_answer_said(one):
            lines += folded(said, page, lead="  ", under="    ")
    return Text("\n").join(lines)


def open_answer_said(one: OpenAnswer) -> Iterator[str]:
    """One answer, and last time's."""
    title = plain(one.title).rstrip(": ")
    yield f"{title}: {plain(one.now)}" if one.now else _("{title}: nothing this time").format(title=title)
    if one.before is not None and one.before_day is not None:
        yield _("Last time, {day}: {answer}").format(day=format_date(one.before_day), answer=plain(one.before))


def notes_text(value: Notes, page: Page) -> Text:
    """Each note after what it is written beside."""
    if not value.notes:
        return Text("")
    lines = folded(_(NOTES), page, style="bold")
    for one in value.notes:
        lines += folded(note_said(one), page, lead="  ", under="    ")
    return Text("\n").join(lines)


def note_said(one: Note) -> str:
    """One note or reason."""
    said = _("Reason for “{about}”: {text}") if one.kind == "reason" else _("{about}: {text}")
    return said.format(about=plain(one.title).rstrip(": "), text=plain(one.text))


def missing_text(value: Missing, page: Page) -> Text:
    """How many questions have an answer, and those that have none, by reason."""
    lines = folded(_(MISSING), page, style="bold") if value.asked else []
    for said in missing_said(value):
        lines += folded(said, page, lead="  ", under="    ")
    return Text("\n").join(lines)


def missing_said(value: Missing) -> Iterator[str]:
    """Sentences: how many of how many, then a line for each reason, and how many were not asked."""
    if not value.asked:
        return
    yield answered_words(value.answered, value.asked)
    for reason, count in value.counts:
        meant = "; ".join(missing_about(one, value) for one in value.gaps if one.gap is reason)
        yield f"{gap(reason).capitalize()} ({count}): {meant}."
    if value.not_asked:
        yield not_asked_words(value.not_asked)


def not_asked_words(count: int) -> str:
    """How many questions were not put; nothing where all were."""
    if not count:
        return ""
    return ngettext(
        "{count} question was not asked: it is not for everybody, or follows from another answer.",
        "{count} questions were not asked: they are not for everybody, or follow from other answers.",
        count,
    ).format(count=count)


def answered_words(answered: int, asked: int) -> str:
    """How many of the questions asked have an answer."""
    return _("{answered} of {asked} questions have an answer.").format(answered=answered, asked=asked)


def missing_about(one: MissingAnswer, among: Missing) -> str:
    """What is without an answer, on which questions about it, and whether it was so last time too.

    The area stands before it where another area lacks something of the same name.
    """
    is_alone = sum(other.title == one.title for other in among.gaps) == 1
    area = "" if is_alone or not one.area else f"{plain(one.area)}, "
    asks = f" ({', '.join(map(asked_for, one.asks))})" if one.asks else ""
    again = f", {_('nor last time')}" if one.also_before else ""
    return f"{area}{plain(one.title).rstrip('.: ')}{asks}{again}"


def rounds_text(value: Rounds, page: Page) -> Text:
    """A line for each round, and below it why it cannot be compared with the one before."""
    lines = folded(_(ROUNDS), page, style="bold")
    versions = {one.version for one in value.rounds}
    for one in value.rounds:
        said = round_said(one, value, has_versions=len(versions) > 1)
        lines += folded(said, page, lead=f"  {one.number}. ", under="     ")
        for why in one.breaks:
            lines += folded(break_said(why), page, lead="     ", under="     ")
    return Text("\n").join(lines)


def round_said(one: Round, value: Rounds, *, has_versions: bool) -> str:
    """When, how long after the round before, how, by whom, how much; where and with which version if that differs."""
    parts = [_when(one), ", ".join(part for part in (mode_words(one.mode), plain(one.informant)) if part)]
    parts.append(_("{answered} of {asked} answered").format(answered=one.answered, asked=one.asked))
    parts.append(plain(one.unit) if value.has_moved else "")
    parts.append(_("version {version}").format(version=plain(one.version)) if has_versions else "")
    parts.append(_("corrected") if one.is_corrected else "")
    return " · ".join(part for part in parts if part)


def _when(one: Round) -> str:
    if one.days_since is None:
        return format_date(one.day)
    return f"{format_date(one.day)}, {days_later(timedelta(days=one.days_since))}"


def days_later(apart: timedelta) -> str:
    """How long after the round before."""
    return ngettext("{count} day later", "{count} days later", apart.days).format(count=apart.days)


def break_said(one: RoundBreak) -> str:
    """Why a round cannot be compared with the one before, and for which numbers."""
    reason = _(BREAKS[one.why])
    if not one.titles:
        return _("Not compared with the round before: {reason}.").format(reason=reason)
    titles = ", ".join(plain(title) for title, _again in groupby(one.titles))
    return _("Not compared with the round before: {titles} ({reason}).").format(titles=titles, reason=reason)

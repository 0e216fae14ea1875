"""How each round came about and what has no answer: when, by whom, in which way, and why rounds are not compared."""

from markupsafe import Markup

from sipforms.plugins.sections.missing import Missing
from sipforms.plugins.sections.rounds import Round, Rounds
from sipforms.render.charts.words import gap
from sipforms.render.html.elements import BREAK, beside, none
from sipforms.render.html.figures import count
from sipforms.render.html.frame import rendered, said
from sipforms.render.html.table import EMPTY, NUMBER, Band, Column, table
from sipforms.render.language import _, format_date, ngettext
from sipforms.render.modes import mode_words
from sipforms.render.plain import plain
from sipforms.render.report_parts import answered_words, break_said, missing_about, not_asked_words


def rounds_html(shown: Rounds) -> Markup:
    """A line for each round, oldest first; below its day why it cannot be compared with the one before."""
    has_versions = len({one.version for one in shown.rounds}) > 1
    columns = [
        Column(head=said(_("Round"))),
        Column(head=said(_("Day"))),
        Column(head=said(_("Answered by"))),
        Column(head=said(_("Answered")), kind=NUMBER),
        Column(head=said(_("Place"))),
        Column(head=said(_("Version"))),
    ]
    rows = [_round(one, shown, has_versions=has_versions) for one in shown.rounds]
    return table(columns, [Band(rows=rows)]) if rows else EMPTY


def _round(one: Round, shown: Rounds, *, has_versions: bool) -> list[Markup]:
    how = ", ".join(part for part in (mode_words(one.mode), plain(one.informant)) if part)
    corrected = Markup(" ") + beside(said(_("corrected"))) if one.is_corrected else EMPTY
    return [
        count(one.number),
        _day(one),
        said(how) + corrected,
        Markup("{}/{}").format(count(one.answered), count(one.asked)),
        said(one.unit) if shown.has_moved else EMPTY,
        said(one.version) if has_versions else EMPTY,
    ]


def _day(one: Round) -> Markup:
    below = [none(break_said(why)) for why in one.breaks]
    day = said(format_date(one.day))
    if one.days_since is not None:
        sentence = ngettext("{count} day later", "{count} days later", one.days_since)
        day += Markup(" ") + beside(Markup(sentence).format(count=count(one.days_since)))  # noqa: S704 - a sentence of ours
    return BREAK.join((day, *below)) if below else day


def missing_html(shown: Missing) -> Markup:
    """How many questions have an answer, then what has none for each reason; nothing where nothing was asked."""
    if not shown.asked:
        return EMPTY
    return rendered(
        "parts/missing.html.jinja",
        answered=answered_words(shown.answered, shown.asked),
        reasons=[
            (gap(why).capitalize(), count(many), [missing_about(one, shown) for one in shown.gaps if one.gap is why])
            for why, many in shown.counts
        ],
        not_asked=not_asked_words(shown.not_asked),
    )

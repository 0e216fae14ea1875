"""Numbers on a page: as people read them, with the exact number beside for programs. Nothing is computed here."""

from markupsafe import Markup

from sipforms.engine.compare.change import Change
from sipforms.engine.score.score import Part, Score, Shown
from sipforms.render.charts.words import (
    BREAKS,
    NEARLY,
    VERDICTS,
    decimals_of,
    number,
    part_title,
    reason,
    rounded,
    signed,
)
from sipforms.render.groups.facility_words import share_words
from sipforms.render.html.elements import beside, element, none
from sipforms.render.html.frame import said
from sipforms.render.language import _


def figure(value: float, shown: str) -> Markup:
    """A number as it is shown, with its exact value where a program looks for it."""
    return element("data", said(shown), value=_exact(value))


def _exact(value: float) -> str:
    return str(int(value)) if float(value).is_integer() else repr(round(float(value), 9))


def count(value: int) -> Markup:
    """A whole number."""
    return figure(value, number(value))


def share_figure(share: float) -> Markup:
    """A share from 0 to 1 in whole percent."""
    return figure(share, share_words(share))


def value_figure(value: Shown | None, decimals: int = 1) -> Markup:
    """A number with its decimals, a class in words, or a dash."""
    shown = number(value, decimals)
    return figure(value, shown) if isinstance(value, (int, float)) else said(shown)


def score_figure(score: Score) -> Markup:
    """The score: a number, a class or its several numbers; why there is none, where there is none."""
    if score.reason is not None:
        return none(reason(score))
    if score.value is None:
        return Markup("<br>").join(_part(one) for one in score.parts)
    return value_figure(score.value, decimals_of(score))


def _part(part: Part) -> Markup:
    return Markup("{} {}").format(said(part_title(part)), value_figure(part.value))


def answered_figure(score: Score) -> Markup:
    """How many of the questions asked have an answer that counts, small; nothing where there is nothing to say."""
    if not score.relevant or score.reason is not None:
        return Markup("")
    return beside(Markup("({}/{})").format(count(score.answered), count(score.relevant)))


def change_figure(change: Change | None) -> Markup:
    """The change: difference and verdict, or why there is none; nothing the first time."""
    if change is None or (change.before is None and change.broken is None):
        return Markup("")
    if change.broken is not None:
        return none(_(BREAKS[change.broken]))
    if change.difference is None:
        return Markup("")
    decimals = decimals_of(change.now)
    told = figure(change.difference, signed(change.difference, decimals))
    if change.verdict is None:
        return told
    is_small = change.verdict == "same" and rounded(change.difference, decimals) != 0
    verdict = said(_(NEARLY if is_small else VERDICTS[change.verdict]))
    return Markup("{} {}").format(told, element("span", verdict, class_="verdict"))

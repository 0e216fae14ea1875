"""Estimates with their intervals, and why there is none, as they stand in a cell."""

from markupsafe import Markup

from sipforms.engine.statistics.values import Estimate, Interval
from sipforms.render.charts.words import signed
from sipforms.render.html.elements import beside, none
from sipforms.render.html.figures import figure, share_figure
from sipforms.render.html.table import EMPTY
from sipforms.render.language import _

_DECIMALS = 2


def effect_html(effect: Estimate | None, *, has_halves: bool) -> Markup:
    """An effect with its interval; that it is withheld, where both halves are told and it is not."""
    if effect is None:
        return none(_("withheld")) if has_halves else EMPTY
    return estimate_html(effect)


def estimate_html(estimate: Estimate) -> Markup:
    """The number with its sign and its interval in brackets; a dash where there is none."""
    if estimate.value is None:
        return none("–")
    told = figure(estimate.value, signed(estimate.value, _DECIMALS))
    return told if estimate.interval is None else told + Markup(" ") + interval_html(estimate.interval)


def interval_html(interval: Interval) -> Markup:
    """From where to where, small, in brackets."""
    low, high = (figure(end, signed(end, _DECIMALS)) for end in (interval.low, interval.high))
    sentence = _("[{low} to {high}]")
    return beside(Markup(sentence).format(low=low, high=high))  # noqa: S704 - ours


def share_interval(ends: tuple[float, float]) -> Markup:
    """From which share to which, small, in brackets."""
    low, high = map(share_figure, ends)
    sentence = _("[{low} to {high}]")
    return beside(Markup(sentence).format(low=low, high=high))  # noqa: S704 - ours

"""Numbers, changes and reasons in words, the same on every picture, table and report."""

from decimal import ROUND_HALF_UP, Decimal

from sipforms.engine.change import Change
from sipforms.engine.missing import Gap
from sipforms.engine.score import Score, Shown
from sipforms.render.language import N_, _, format_number
from sipforms.render.plain import plain

VERDICTS = {"better": N_("better"), "worse": N_("worse"), "same": N_("unchanged")}
BREAKS = {
    "mode": N_("way of answering changed"),
    "informant": N_("answered by somebody else"),
    "newIndicator": N_("new"),
    "items": N_("other questions"),
    "scale": N_("another scale"),
    "wording": N_("other wording"),
    "formula": N_("computed in another way"),
}
REASONS = {
    "notAsked": N_("not asked"),
    "tooFewAnswers": N_("too few answers"),
    "notDefined": N_("no number possible"),
    "unknownScorer": N_("cannot be computed here"),
    "scorerFailed": N_("could not be computed"),
}
GAPS = {
    Gap.NOT_ASKED: N_("not asked"),
    Gap.BLANK: N_("blank"),
    Gap.DONT_KNOW: N_("doesn't know"),
    Gap.DECLINED: N_("did not want to answer"),
    Gap.NOT_UNDERSTOOD: N_("did not understand"),
    Gap.NOT_RELEVANT: N_("not relevant"),
    Gap.NOT_ASSESSED: N_("not assessed"),
    Gap.NOT_SPECIFIED: N_("not specified"),
}
CLASSES = {"focus": N_("focus area"), "strength": N_("strength"), "other": N_("neither")}
DECIMALS = 1


def number(value: Shown | None) -> str:
    """A value with one decimal (whole numbers with none), a class in words, or a dash."""
    if value is None:
        return "–"
    if isinstance(value, str):
        return _(CLASSES[value]) if value in CLASSES else plain(value)
    return format_number(value) if isinstance(value, int) else format_number(rounded(value), DECIMALS)


def rounded(value: float) -> float:
    """To one decimal, halves away from nothing, so that 3.75 less 3.5 is shown as 3.8, 3.5 and 0.3 and not 0.2."""
    exact = Decimal(repr(round(value, 9)))
    return float(exact.quantize(Decimal(10) ** -DECIMALS, rounding=ROUND_HALF_UP))


def signed(difference: float) -> str:
    """A difference with its sign: +0,4 or -0,2; nothing at all is ±0."""
    shown = rounded(difference)
    if not shown:
        return f"±{format_number(0)}"
    return f"{'+' if shown > 0 else '-'}{format_number(abs(shown), DECIMALS)}"


def answered_of(score: Score) -> str:
    """How many answers are behind a number: 4/5."""
    return f"{score.answered}/{score.relevant}" if score.relevant else ""


def reason(score: Score) -> str:
    """Why there is no number, with how many of how many answered where that says something."""
    said = _(REASONS[score.reason]) if score.reason else ""
    return f"{said} ({answered_of(score)})" if said and score.reason == "tooFewAnswers" else said


def change_word(change: Change | None) -> str:
    """The change in words: difference and verdict, or why there is none; nothing the first time."""
    if change is None or (change.before is None and change.broken is None):
        return ""
    if change.broken is not None:
        return _(BREAKS[change.broken])
    if change.difference is None:
        return ""
    said = signed(change.difference)
    return f"{said} {_(VERDICTS[change.verdict])}" if change.verdict else said


def gap(reading: Gap) -> str:
    """Why there is no answer."""
    return _(GAPS[reading])

"""Numbers, changes and reasons in words, the same on every picture, table and report."""

from decimal import ROUND_HALF_UP, Decimal

from sipforms.engine.compare.change import Change
from sipforms.engine.score.missing import Gap
from sipforms.engine.score.score import Part, Score, Shown
from sipforms.render.language import N_, _, current_language, format_number
from sipforms.render.plain import plain

VERDICTS = {"better": N_("better"), "worse": N_("worse"), "same": N_("unchanged")}
NEARLY = N_("about the same")  # some change, but less than the programme counts as one: "+0.4 unchanged" reads wrong
BREAKS = {
    "form": N_("another form"),
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
PARTS = {"barriers": N_("barriers"), "facilitators": N_("facilitators")}
CLASSES = {"focus": N_("focus area"), "strength": N_("strength"), "other": N_("neither")}
DECIMALS, FINE = 1, 2
_NARROW = 1  # a range no wider than this (a share from 0 to 1) is shown with one decimal more


def number(value: Shown | None, decimals: int = DECIMALS) -> str:
    """A value with its decimals (whole numbers with none), a class in words, or a dash."""
    if value is None:
        return "–"
    if isinstance(value, str):
        return _(CLASSES[value]) if value in CLASSES else plain(value)
    return format_number(value) if isinstance(value, int) else format_number(rounded(value, decimals), decimals)


def decimals_of(score: Score) -> int:
    """How many decimals a score is shown with: one, or two where all its values lie within one."""
    return FINE if score.range is not None and score.range[1] - score.range[0] <= _NARROW else DECIMALS


def score_words(score: Score) -> str:
    """The score as a number, a class or its several numbers; a dash where there is none, whatever the reason."""
    return _parts(score) or number(score.value, decimals_of(score))


def _parts(score: Score) -> str:
    """The numbers of a score that consists of several, each with what it is called; nothing for any other."""
    if score.value is not None or score.reason is not None:
        return ""
    return ", ".join(f"{part_title(part)} {number(part.value)}" for part in score.parts)


def rounded(value: float, decimals: int = DECIMALS) -> float:
    """Halves away from nothing, so that 3.75 less 3.5 is shown as 3.8, 3.5 and 0.3 and not 0.2."""
    exact = Decimal(repr(round(value, 9)))
    return float(exact.quantize(Decimal(10) ** -decimals, rounding=ROUND_HALF_UP))


def signed(difference: float, decimals: int = DECIMALS) -> str:
    """A difference with its sign: +0,4 or -0,2; nothing at all is ±0."""
    shown = rounded(difference, decimals)
    if not shown:
        return f"±{format_number(0)}"
    return f"{'+' if shown > 0 else '-'}{format_number(abs(shown), decimals)}"


def answered_of(score: Score) -> str:
    """How many answers are behind a number: 4/5."""
    return f"{score.answered}/{score.relevant}" if score.relevant else ""


def reason(score: Score) -> str:
    """Why there is no number, with how many of how many answered where that says something; or the several numbers."""
    if score.reason is None:
        return _parts(score)
    said = _(REASONS[score.reason])
    return f"{said} ({answered_of(score)})" if score.reason == "tooFewAnswers" else said


def part_title(part: Part) -> str:
    """What a part of a score is called: a word of ours where the scorer names it, else what the programme calls it."""
    return _(PARTS[part.title]) if part.title in PARTS else plain(part.title)


def change_word(change: Change | None) -> str:
    """The change in words: difference and verdict, or why there is none; nothing the first time."""
    if change is None or (change.before is None and change.broken is None):
        return ""
    if change.broken is not None:
        return _(BREAKS[change.broken])
    if change.difference is None:
        return ""
    decimals = decimals_of(change.now)
    said = signed(change.difference, decimals)
    if change.verdict is None:
        return said
    is_small = change.verdict == "same" and rounded(change.difference, decimals) != 0
    return f"{said} {_(NEARLY if is_small else VERDICTS[change.verdict])}"


def gap(reading: Gap) -> str:
    """Why there is no answer."""
    return _(GAPS[reading])


def said_inside(title: str) -> str:
    """An answer inside a sentence: ``Rigtig meget`` becomes ``rigtig meget``; a sign or an abbreviation stays."""
    word = plain(title).rstrip(". ")
    is_english_i = word[:2] == "I " and current_language() == "en"
    is_word = word[1:2].islower() or (word[1:2] == " " and not is_english_i)  # "A lot", "I høj grad"
    return word[:1].lower() + word[1:] if is_word else word


def asked_for(title: str) -> str:
    """What a dimension is about, as a word inside a sentence: ``Tilfreds?`` becomes ``tilfreds``."""
    word = plain(title).rstrip("?: ")
    return word if word.isupper() else word[:1].lower() + word[1:]

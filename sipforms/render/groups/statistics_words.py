"""What is said of tests, intervals and effect sizes, in reports about groups: on paper, on screens and in files."""

from collections.abc import Sequence

from sipforms.engine.gather.table import InterventionTable
from sipforms.engine.statistics.values import Estimate, Interval, Lacks, PairedTest
from sipforms.render.charts.words import number, signed
from sipforms.render.language import N_, _, format_number, ngettext

DECIMALS = 2
P_DECIMALS = 3
_LEAST_P = 0.001
LACKS: dict[Lacks, str] = {
    "library": N_("needs `sipforms[report]`"),
    "tooFew": N_("too few numbers"),
    "noSpread": N_("all numbers are the same"),
    "unmoved": N_("nobody moved"),
    "withheld": N_("withheld"),
}
HOW_TO_READ_A_TEST = N_(
    "p is how often chance alone gives so uneven a result when nothing has changed. It is by Wilcoxon's signed rank "
    "test; with s by the sign test, because all who moved did so by as much. Who has not moved does not count in it. "
    "Where few moved, p is never small: with 5 people it cannot be below 0.06."
)
HOW_TO_READ_AN_EFFECT = N_(
    "The effect (Hedges' g) is how far the two mean changes lie apart, measured by how much changes differ anyway. "
    "Above 0 the numbers rose more with the intervention. Its interval takes every stay for independent of the others."
)
NO_SPREAD = N_(
    "Where ways are told together there is no interval, size or test: with few steps they would tell the counts."
)
CHANCE = N_("Of 20 tests, one has a p below 0.05 by chance alone.")
INTERVALS_BY_CHANCE = N_("Of 20 such intervals, one leaves out 0 by chance alone.")


def lacks_words(lacks: Lacks) -> str:
    """Why a figure is not there."""
    return _(LACKS[lacks])


def needs_words() -> str:
    """What is needed for tests and intervals."""
    return _("There are no tests and intervals here: they need {command}.").format(
        command='`pip install "sipforms[report]"`'
    )


def interval_words(one: Interval | None) -> str:
    """From where to where, or a dash."""
    if one is None:
        return "–"
    return _("{low} to {high}").format(low=signed(one.low, DECIMALS), high=signed(one.high, DECIMALS))


def estimate_words(one: Estimate) -> str:
    """The number with its sign, or a dash."""
    return "–" if one.value is None else signed(one.value, DECIMALS)


def size_words(one: Estimate) -> str:
    """A size without a unit."""
    return number(one.value, DECIMALS)


def p_words(one: PairedTest | None) -> str:
    """The p of a test, with an s where it is a sign test."""
    if one is None or one.p is None:
        return "–"
    mark = _("s") if one.kind == "sign" else ""
    if one.p < _LEAST_P:
        return f"<{format_number(_LEAST_P, P_DECIMALS)}{mark}"
    return f"{format_number(one.p, P_DECIMALS)}{mark}"


def tests_words(count: int) -> str:
    """How many tests were made, and what that means."""
    said = ngettext("{count} test was made.", "{count} tests were made.", count).format(count=count)
    return f"{said} {_(CHANCE)}"


def effects_words(tables: Sequence[InterventionTable]) -> list[str]:
    """How effects are to be read, and how many there are; nothing where there are none."""
    if not any(row.effect is not None for table in tables for row in table.rows):
        return []
    if not all(table.has_statistics for table in tables):
        return [_(HOW_TO_READ_AN_EFFECT), needs_words()]
    count = sum(table.compared for table in tables)
    said = ngettext("{count} effect has an interval.", "{count} effects have an interval.", count).format(count=count)
    return [_(HOW_TO_READ_AN_EFFECT), f"{said} {_(INTERVALS_BY_CHANCE)}"]

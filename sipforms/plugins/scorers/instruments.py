"""The published ways of scoring ICF qualifiers, SDQ-like subscales and WHODAS. No instrument's text is included."""

import math
from collections.abc import Iterable, Mapping
from fractions import Fraction

from sipforms.engine.hookspecs import hookimpl
from sipforms.engine.score.scorer import Number, Range, Scorer, Setup
from sipforms.plugins.scorers.averages import mean_of, percent_of_max, same_range
from sipforms.plugins.scorers.settings import ITEMS, REVERSED

Numbers = tuple[Number, ...]


def _environment(values: Numbers, setup: Setup) -> Mapping[str, Number]:
    given = setup.settings.get("atLeast")
    least = given if isinstance(given, int) else 1
    return {
        "barriers": sum(value <= -least for value in values),
        "facilitators": sum(value >= least for value in values),
    }


def _to_all_items(values: Numbers, setup: Setup) -> Number | None:
    return None if setup.count is None else mean_of(values, setup) * setup.count


def _all_items_range(setup: Setup) -> Range | None:
    if setup.count is None or not setup.ranges:
        return None
    low, high = setup.ranges[0]
    return low * setup.count, high * setup.count


def _subscale(values: Numbers, setup: Setup) -> Number | None:
    whole = _to_all_items(values, setup)
    return None if whole is None else math.floor(whole + Fraction(1, 2))


def _whodas(values: Numbers, setup: Setup) -> Number | None:
    return _to_all_items(values, setup) if setup.settings.get("as") == "sum" else percent_of_max(values, setup)


def _whodas_range(setup: Setup) -> Range | None:
    if setup.settings.get("as") == "sum":
        return _all_items_range(setup)
    return (0, 100) if setup.ranges else None


ICF_MEAN = Scorer(
    name="icfMean",
    takes=("items",),
    compute=mean_of,
    range=same_range,
    rules=("maxShare", "minAnswered"),
    summary="The mean of ICF qualifiers 0 to 4; keep performance and capacity in separate indicators.",
    formula="sum(x) / n",
    range_text="0 to 4",
    missing_text="8 (not specified) is missing and 9 (not applicable) is not relevant: mark both options so.",
    source="WHO, ICF (2001); the steps cover unequal parts of the range, so the mean is ordinal shorthand of our own.",
    settings=ITEMS,
    steps=(0, 4),
)
ICF_ENVIRONMENT = Scorer(
    name="icfEnvironment",
    takes=("items",),
    compute=_environment,
    range=lambda setup: (0, setup.count) if setup.count is not None else None,
    rules=("maxShare", "minAnswered"),
    summary="How many environmental factors are barriers (-1 to -4) and how many facilitators (1 to 4); never netted.",
    formula="barriers: number of x <= -atLeast; facilitators: number of x >= atLeast",
    range_text="each 0 to the number of items",
    missing_text="As for `icfMean`.",
    source="WHO, ICF (2001), qualifiers of the environmental factors; the counts are our own summary.",
    settings={
        **ITEMS,
        "atLeast": {"type": "integer", "minimum": 1, "maximum": 4, "description": "how strong to count (default 1)"},
    },
    shape="parts",
    higher="neither",
    steps=(-4, 4),
)
SDQ_STYLE = Scorer(
    name="sdqStyle",
    takes=("items",),
    compute=_subscale,
    range=_all_items_range,
    rules=("minAnswered", "maxShare"),
    summary="A subscale of items 0, 1, 2: the sum scaled up to all items, as a whole number. "
    "A total is a `sum` of such indicators. Cut-offs depend on country, age and sex and are not built in.",
    formula="sum(x) / n * k, k the number of items; .5 is rounded up",
    range_text="0 to 2 * k: 0 to 10 with five items",
    missing_text="The instructions ask for at least 3 of 5 answers: `minAnswered: 3`.",
    source="Scoring instructions of the Strengths and Difficulties Questionnaire (Goodman).",
    settings={**ITEMS, **REVERSED},
    steps=(0, 2),
)
WHODAS_SIMPLE = Scorer(
    name="whodasSimple",
    takes=("items",),
    compute=_whodas,
    range=_whodas_range,
    rules=("maxShare", "minAnswered"),
    summary="The simple WHODAS 2.0 score: the sum of the items as a percentage of the way from none to extreme, or "
    "with `as: sum` the sum itself. Complex (IRT) scoring is not offered. The instrument needs WHO's permission.",
    formula="(s - k * min) / (k * (max - min)) * 100, s = sum(x) / n * k, k the number of items; with `as: sum` s",
    range_text="0 to 100; for the sum k * min to k * max: 12 to 60 with twelve items 1 to 5",
    missing_text="A missing item counts as the mean of the others.",
    source="WHO, Measuring health and disability: manual for WHODAS 2.0 (2010), simple scoring.",
    settings={**ITEMS, "as": {"enum": ["percent", "sum"], "description": "which of the two (default percent)"}},
)


@hookimpl
def scorers() -> Iterable[Scorer]:
    return (ICF_MEAN, ICF_ENVIRONMENT, SDQ_STYLE, WHODAS_SIMPLE)

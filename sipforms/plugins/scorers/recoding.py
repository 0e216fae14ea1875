"""Answers that count as other numbers than their own."""

from collections.abc import Iterable, Mapping

from sipforms.engine.build.data import fraction, node
from sipforms.engine.hookspecs import hookimpl
from sipforms.engine.programme import Scale
from sipforms.engine.response import Json
from sipforms.engine.score.scorer import Number, Range, Scorer, Setup, Table, numbers_of
from sipforms.engine.score.units import reversed_table
from sipforms.plugins.scorers.averages import mean_of, same_range, sum_range
from sipforms.plugins.scorers.settings import ITEMS, NUMBER


def _mapped(scale: Scale, settings: Mapping[str, Json]) -> Table:
    """Each option as the number that ``map`` gives it; options that it does not name, and missing ones, have none."""
    wanted = node(settings.get("map"))
    numbers = {
        option.value: fraction(wanted.get(str(option.value))) for option in scale.options if option.missing is None
    }
    return {value: number for value, number in numbers.items() if number is not None}


def _recoded(values: tuple[Number, ...], setup: Setup) -> Number:
    return sum(values) if setup.settings.get("as") == "sum" else mean_of(values, setup)


def _recoded_range(setup: Setup) -> Range | None:
    return sum_range(setup) if setup.settings.get("as") == "sum" else same_range(setup)


RECODE = Scorer(
    name="recode",
    takes=("items",),
    compute=_recoded,
    range=_recoded_range,
    rules=("maxShare", "minAnswered"),
    summary="The mean (or the sum) of the answers after each has been given another number by `map`.",
    formula="sum(map(x)) / n; with `as: sum` sum(map(x))",
    range_text="lowest to highest number in `map` that an item can get; for a sum as for `sum`",
    missing_text="An option that `map` does not name is not a number and counts as missing.",
    source="Ordinary definition.",
    settings={
        **ITEMS,
        "map": {
            "type": "object",
            "x-options": True,
            "additionalProperties": NUMBER,
            "minProperties": 1,
            "description": "the number for each option, {option: number}",
        },
        "as": {"enum": ["mean", "sum"], "description": "what is made of the numbers (default mean)"},
    },
    needs=("map",),
    higher="neither",
    read=_mapped,
)
REVERSE = Scorer(
    name="reverse",
    takes=("items",),
    compute=mean_of,
    range=same_range,
    rules=("maxShare", "minAnswered"),
    summary="The mean of the answers with the scale turned round: the highest step counts as the lowest.",
    formula="sum(min + max - x) / n",
    range_text="that of the answers: 1 to 5 on a five-step scale",
    missing_text="As for `mean`.",
    source="Ordinary definition.",
    settings=ITEMS,
    higher="opposite",
    read=lambda scale, settings: reversed_table(numbers_of(scale, settings)),
)


@hookimpl
def scorers() -> Iterable[Scorer]:
    return (RECODE, REVERSE)

"""How many, how large a share, how many days."""

from collections.abc import Iterable
from datetime import date
from fractions import Fraction

from sipforms.engine.hookspecs import hookimpl
from sipforms.engine.response import Answer
from sipforms.engine.score.scorer import Number, Range, Scorer, Setup, answers_of
from sipforms.plugins.scorers.settings import CHOICES, ITEMS, WHERE


def _how_many(value: Answer, setup: Setup) -> int:
    """How much one answer counts: 1 or 0, and for several of a list the number of options."""
    if isinstance(value, tuple):
        return sum(_how_many(option, setup) for option in value)
    if setup.meets is not None:
        return int(setup.meets(value))
    return int(value is not False)


def _count(values: tuple[Answer, ...], setup: Setup) -> int:
    return sum(_how_many(value, setup) for value in values)


def _count_range(setup: Setup) -> Range | None:
    return None if setup.count is None else (0, setup.count)


def _share(values: tuple[Answer, ...], setup: Setup) -> Number:
    return Fraction(_count(values, setup), len(values))


def _top_share(values: tuple[Number, ...], setup: Setup) -> Number | None:
    cut = setup.settings.get("atLeast")
    if not isinstance(cut, int):
        if not setup.ranges:
            return None
        cut = int(setup.ranges[0][1]) - 1
    return Fraction(sum(value >= cut for value in values), len(values))


def _days(values: tuple[tuple[date, date], ...], _setup: Setup) -> int:
    first, last = values[0]
    return (last - first).days


COUNT = Scorer(
    name="count",
    takes=("items", "choices", "rows"),
    compute=_count,
    range=_count_range,
    rules=("maxShare", "minAnswered"),
    summary="How many answers, chosen options (`choices`) or rows count. Takes yes/no questions too.",
    formula="number of x that meet `where`; without it of all answers that are not no, or of all options chosen",
    range_text="0 to the number of items or options; no upper end for rows without `maxItems`",
    missing_text="Not answered is not the same as none: a missing answer is never counted as 0.",
    source="Our own; for ICF the usual summary is the number of categories with a qualifier of at least 2.",
    settings={
        **ITEMS,
        **CHOICES,
        **WHERE,
    },
    higher="neither",
    read=answers_of,
    of_nothing=True,
    whole=True,
)
SHARE = Scorer(
    name="share",
    takes=("rows", "items"),
    compute=_share,
    range=lambda _setup: (0, 1),
    rules=("maxShare", "minAnswered"),
    summary="How large a part of the rows (of those `among`) meets `where`. Without `rows` the response itself is the "
    "only row: 0 or 1, for a share over many responses. With `items`: how large a part of the answers.",
    formula="number that meets `where` / n",
    range_text="0 to 1",
    missing_text="A row counts when `where` can be judged; a row with a missing answer is missing, not a no.",
    source="Ordinary definition.",
    settings={**ITEMS, **WHERE},
    needs=("where",),
    higher="neither",
    read=answers_of,
)
TOP_SHARE = Scorer(
    name="topShare",
    takes=("items",),
    compute=_top_share,
    range=lambda setup: (0, 1) if setup.ranges else None,
    rules=("maxShare", "minAnswered"),
    summary="The share of answers on the highest steps.",
    formula="number of x >= atLeast / n",
    range_text="0 to 1",
    missing_text="Of the answers there are.",
    source="The way distributions are reported in SIP's reports (Granhøj 2012); the cut is our own.",
    settings={
        **ITEMS,
        "atLeast": {
            "type": "integer",
            "x-compares": {"with": 0, "as": "atLeast"},
            "description": "the lowest step that counts (default: the two highest steps)",
        },
    },
)
DAYS = Scorer(
    name="days",
    takes=("dates",),
    compute=_days,
    range=lambda _setup: None,
    rules=("maxShare", "minPairs", "minAnswered"),
    summary="How many days there are from one date to another.",
    formula="to - from, in days; 0 on the same day, negative when `to` is earlier",
    range_text="no bounds",
    missing_text="Both dates must be there.",
    source="Ordinary definition.",
    settings={
        "from": {"type": "string", "description": "the path of a date"},
        "to": {"type": "string", "description": "the path of a date"},
    },
    needs=("from", "to"),
    higher="neither",
)


@hookimpl
def scorers() -> Iterable[Scorer]:
    return (COUNT, SHARE, TOP_SHARE, DAYS)

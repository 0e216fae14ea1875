"""The figures of some people's moves: made before it is decided what may be told, read back from what may be."""

from collections.abc import Collection, Mapping
from typing import cast

from sipforms.engine.gather.development_table import Course, WayCount
from sipforms.engine.gather.moving import Direction, Move
from sipforms.engine.response import Json
from sipforms.engine.statistics.intervals import mean_interval, mean_of
from sipforms.engine.statistics.paired import paired_test, response_mean
from sipforms.engine.statistics.values import Estimate, Interval, Lacks, PairedTest
from sipforms.engine.withhold.told import Told

KEPT: Lacks = "withheld"
"""Why there is no interval where only the means may be told: with few steps it would give counts away."""

WAYS: tuple[Direction, ...] = ("fell", "same", "rose")
"""The ways in the order of numbers, lower first."""


def means_of(moves: Collection[Move], *, with_ends: bool) -> dict[str, Json]:
    """The means of at least one move as plain JSON: of the change and, ``with_ends``, of both times."""
    found: dict[str, Json] = {"change": _plain(Estimate(value=mean_of([one.difference for one in moves]), lacks=KEPT))}
    if with_ends:
        found["start"] = mean_of([one.start for one in moves])
        found["end"] = mean_of([one.start + one.difference for one in moves])
    return found


def spread_of_moves(moves: Collection[Move]) -> dict[str, Json]:
    """What says how at least one person's moves differ: the interval of the mean, the size, the test."""
    differences = [one.difference for one in moves]
    return {
        "change": _plain(mean_interval(differences)),
        "size": _plain(response_mean(differences)),
        "test": _plain_test(paired_test(differences)),
    }


def _plain(one: Estimate) -> dict[str, Json]:
    interval = None if one.interval is None else [one.interval.low, one.interval.high]
    return {"value": one.value, "interval": cast("Json", interval), "lacks": one.lacks}


def _plain_test(one: PairedTest) -> dict[str, Json]:
    return {
        "kind": one.kind,
        "moved": one.moved,
        "p": one.p,
        "smallest": one.smallest,
        "is_exact": one.is_exact,
        "lacks": one.lacks,
    }


def course_of(told: Told, places: int | None = None) -> Course:
    """The figures that may be told, today's or those of an earlier report."""
    kept = told.kept
    cells = told.cells
    return Course(
        people=told.people,
        change=_estimate(kept.get("change")),
        size=_estimate(kept["size"]) if "size" in kept else Estimate(value=None, lacks=KEPT),
        test=_test(kept.get("test")),
        ways=None if cells is None else tuple(WayCount(ways=_ways(one.categories), people=one.count) for one in cells),
        start=_number(kept.get("start")),
        end=_number(kept.get("end")),
        as_of=told.dated,
        waiting=told.waiting,
        places=places,
    )


def _ways(categories: tuple[str, ...]) -> tuple[Direction, ...]:
    return tuple(way for way in WAYS if way in categories)


def _number(written: Json) -> float | None:
    return float(written) if isinstance(written, (int, float)) else None


def _estimate(written: Json) -> Estimate:
    found = written if isinstance(written, Mapping) else {}
    ends = found.get("interval")
    low, high = (_number(one) for one in ends) if isinstance(ends, list) and len(ends) == 2 else (None, None)
    return Estimate(
        value=_number(found.get("value")),
        interval=None if low is None or high is None else Interval(low=low, high=high),
        lacks=cast("Lacks | None", found.get("lacks")),
    )


def _test(written: Json) -> PairedTest | None:
    if not isinstance(written, Mapping):
        return None
    return PairedTest(
        kind="sign" if written.get("kind") == "sign" else "wilcoxon",
        moved=int(_number(written.get("moved")) or 0),
        p=_number(written.get("p")),
        smallest=_number(written.get("smallest")) or 0.0,
        is_exact=written.get("is_exact") is True,
        lacks=cast("Lacks | None", written.get("lacks")),
    )

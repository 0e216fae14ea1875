"""What a report's data tells of development, read back to compare with. The file comes from outside."""

from collections.abc import Iterator
from typing import cast, get_args

from sipforms.engine.build.data import Node, node, nodes, text, texts, whole
from sipforms.engine.gather.course_figures import WAYS
from sipforms.engine.gather.development_table import Course, WayCount
from sipforms.engine.gather.facility.against import CourseKey, ReleasedCourse
from sipforms.engine.gather.moving import Direction
from sipforms.engine.programme import LEAST_SHOWN
from sipforms.engine.response import Json
from sipforms.engine.statistics.values import Estimate, Interval, Lacks, PairedTest

LARGEST = 10**9
"""Beyond this no figure of a report lies; what is no number at all is beyond it too."""


def courses_in(sections: tuple[Node, ...]) -> Iterator[tuple[CourseKey, ReleasedCourse]]:
    """Every development that the sections tell of, and those that they do not tell."""
    for section in sections:
        over = text(section.get("over")) or ""
        for row in nodes(section.get("rows")) if section.get("section") == "groupDevelopment" else ():
            outcome, signature = text(row.get("outcome")), text(row.get("signature"))
            if outcome and signature:
                whose = text(row.get("questionnaire")) or "", text(row.get("informant")), text(row.get("way")) or ""
                yield (over, outcome, *whose), ReleasedCourse(signature=signature, course=_course(node(row.get("own"))))


def _course(written: Node) -> Course | None:
    people, change = people_in(written.get("n")), _estimate(written.get("mean_change"))
    if people is None or people < LEAST_SHOWN or change.value is None:
        return None
    return Course(
        people=people,
        change=change,
        size=_estimate(written.get("size")),
        test=_test(node(written.get("test"))),
        ways=_ways(written.get("ways"), people),
        start=_number(written.get("mean_first")),
        end=_number(written.get("mean_last")),
    )


def people_in(written: Json) -> int | None:
    """How many people, or nothing where no number of people stands there."""
    found = whole(written)
    return found if found is not None and 0 <= found <= LARGEST else None


def _number(written: Json) -> float | None:
    if not isinstance(written, (int, float)) or isinstance(written, bool):
        return None
    return float(written) if -LARGEST <= written <= LARGEST else None


def _estimate(written: Json) -> Estimate:
    found, ends = node(written), node(node(written).get("interval"))
    low, high, lacks = _number(ends.get("low")), _number(ends.get("high")), found.get("lacks")
    return Estimate(
        value=_number(found.get("value")),
        interval=None if low is None or high is None or low > high else Interval(low=low, high=high),
        lacks=cast("Lacks", lacks) if lacks in get_args(Lacks) else None,
    )


def _test(written: Node) -> PairedTest | None:
    p = _number(written.get("p"))
    if p is None or not 0 <= p <= 1:
        return None
    return PairedTest(
        kind="sign" if written.get("kind") == "sign" else "wilcoxon",
        moved=people_in(written.get("moved")) or 0,
        p=p,
        smallest=_number(written.get("p_smallest")) or 0.0,
        is_exact=written.get("is_exact") is True,
    )


def _ways(written: Json, people: int) -> tuple[WayCount, ...] | None:
    """Every way once, of as many people as there are; else nothing."""
    found = tuple(
        WayCount(ways=tuple(way for way in WAYS if way in texts(one.get("ways"))), people=people_in(one.get("n")) or 0)
        for one in nodes(written)
    )
    every: list[Direction] = [way for one in found for way in one.ways]
    return found if sorted(every) == sorted(WAYS) and sum(one.people for one in found) == people else None

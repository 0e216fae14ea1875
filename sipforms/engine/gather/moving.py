"""The change in an outcome over one stay: from the first number to the last of one series, if nothing broke between."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

from sipforms.engine.compare.change import Verdict, change_over
from sipforms.engine.compare.history import Series
from sipforms.engine.programme import Indicator

Missed: TypeAlias = Literal["notAnswered", "once", "broken"]
"""Why a stay says nothing about an outcome: never a number, only one, or the two cannot be compared."""

Direction: TypeAlias = Literal["rose", "same", "fell"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """From the first number of a stay to the last: where it began, the last minus the first, and which way it went.

    ``direction`` is ``same`` where the programme says that so small a change is none, else only where nothing moved.
    """

    start: float
    difference: float
    direction: Direction
    range: tuple[float, float] | None
    higher: Verdict | None


def move_in(series: Series | None, indicator: Indicator) -> Move | Missed:
    """The move of one indicator in one series of a stay, or why there is none."""
    points = series.points if series is not None else ()
    numbers = [place for place, one in enumerate(points) if _has_number(one.scores.get(indicator.id))]
    if series is None or len(numbers) < 2:
        return "once" if numbers else "notAnswered"
    first, last = numbers[0], numbers[-1]
    steps = [step.changes.get(indicator.id) for step in series.steps[first:last]]
    change = change_over(steps, indicator.change)
    start = points[first].scores[indicator.id]
    if change is None or change.difference is None or start.exact is None:
        return "broken"
    return Move(
        start=float(start.exact),
        difference=change.difference,
        direction=_direction(change.difference, counts=change.meaningful is not False),
        range=change.now.range,
        higher=change.higher,
    )


def _has_number(score: object) -> bool:
    return getattr(score, "exact", None) is not None


def _direction(difference: float, *, counts: bool) -> Direction:
    if not counts or difference == 0:
        return "same"
    return "rose" if difference > 0 else "fell"

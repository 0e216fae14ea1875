"""The change in an outcome over one stay: from the first number to the last of one series, if nothing broke between."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

from sipforms.engine.compare.change import Change, Verdict, change_over
from sipforms.engine.compare.comparability import Break
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
    return move_of(change_over(steps, indicator.change)) or "broken"


def move_of(change: Change | None) -> Move | None:
    """The move that a change is; nothing where the two cannot be compared, or one of them has no number."""
    before = None if change is None or change.before is None else change.before.exact
    if change is None or change.difference is None or before is None:
        return None
    return Move(
        start=float(before),
        difference=change.difference,
        direction=_direction(change.difference, counts=change.meaningful is not False),
        range=change.now.range,
        higher=change.higher,
    )


def broken_by(series: Series, indicator: Indicator) -> Break | None:
    """Why the first number of a series cannot be compared with its last, or nothing where that is not so."""
    numbers = [place for place, one in enumerate(series.points) if _has_number(one.scores.get(indicator.id))]
    if len(numbers) < 2:
        return None
    steps = [step.changes.get(indicator.id) for step in series.steps[numbers[0] : numbers[-1]]]
    change = change_over(steps, indicator.change)
    return "newIndicator" if change is None else change.broken


def _has_number(score: object) -> bool:
    return getattr(score, "exact", None) is not None


def _direction(difference: float, *, counts: bool) -> Direction:
    if not counts or difference == 0:
        return "same"
    return "rose" if difference > 0 else "fell"

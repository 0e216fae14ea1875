"""What to talk about first: what matters to the person and is not as it should be. An order, never a result."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from sipforms.engine.paths import Path
from sipforms.engine.programme import Questionnaire
from sipforms.engine.response import Json
from sipforms.engine.selection import Available, paired, selected, sources
from sipforms.engine.sheet import AnsweredState, sheet_reader


@dataclass(frozen=True, slots=True, kw_only=True)
class TalkingPoint:
    """An item with its importance and satisfaction; ``priority`` orders and is not for showing."""

    item: Path
    title: str
    importance: int
    satisfaction: int
    priority: int


def talking_points(
    questionnaire: Questionnaire,
    asked: AnsweredState,
    top: int,
    importance: Json = None,
    satisfaction: Json = None,
) -> tuple[TalkingPoint, ...]:
    """The ``top`` items by (importance - lowest) x (highest - satisfaction); those where that is 0 are left out.

    ``importance`` and ``satisfaction`` are patterns. Without them: items answered on two scales, of which the first
    says how much (higherIsMore) and the second how good (higherIsBetter). Of equals the less satisfying comes first,
    then the one asked first. Items without both numbers are left out.
    """
    available = sources(questionnaire, asked.variant)
    if importance is None or satisfaction is None:
        pairs = tuple(_important_and_good(available))
    else:
        pairs = paired(available, selected(available, importance), selected(available, satisfaction), by_place=False)
    lines = sheet_reader(available)(asked).lines
    points = []
    for first, second in pairs:
        one, other = (lines[place][0] if lines[place] else None for place in (first, second))
        if type(one) is int and type(other) is int:
            points.append(_point(available, (first, second), (one, other)))
    worth = [point for point in points if point.priority > 0]
    return tuple(sorted(worth, key=lambda point: (-point.priority, point.satisfaction))[:top])


def _important_and_good(available: Available) -> Iterator[tuple[int, int]]:
    for place, (one, other) in enumerate(pairwise(available)):
        scales = one.question.scale, other.question.scale
        directions = tuple(scale.direction if scale else "none" for scale in scales)
        of_one_item = one.question.item == other.question.item and one.rows is None
        if of_one_item and directions == ("higherIsMore", "higherIsBetter"):
            yield place, place + 1


def _point(available: Available, places: tuple[int, int], answers: tuple[int, int]) -> TalkingPoint:
    first, second = (available[place].question.scale for place in places)
    lowest = min(first.numbers) if first is not None else answers[0]
    highest = max(second.numbers) if second is not None else answers[1]
    source = available[places[0]]
    return TalkingPoint(
        item=source.question.item,
        title=source.title,
        importance=answers[0],
        satisfaction=answers[1],
        priority=(answers[0] - lowest) * (highest - answers[1]),
    )

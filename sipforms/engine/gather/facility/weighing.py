"""Importance beside satisfaction, made of the figures that may be told of each of the two questions."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import groupby
from math import fsum

from sipforms.engine.gather.facility.asked_about import AskedAbout
from sipforms.engine.gather.facility.distribution import GroupSpread
from sipforms.engine.gather.facility.importance import AreaPair, Figure, Importance, PairGroup, PairRow
from sipforms.engine.gather.facility.spread import QuestionSpread, Spread

Pairs = Sequence[tuple[AskedAbout, AskedAbout]]


def weigh(groups: Iterable[GroupSpread], pairs: Pairs, least: int) -> Importance:
    """The pairs of each respondent group that was asked any of them."""
    return Importance(groups=tuple(_groups(groups, pairs)), least=least)


def _groups(groups: Iterable[GroupSpread], pairs: Pairs) -> Iterator[PairGroup]:
    for group in groups:
        mine = [pair for pair in pairs if pair[0].questionnaire == group.respondents.questionnaire]
        if not mine:
            continue
        first, second = mine[0]
        yield PairGroup(
            respondents=group.respondents,
            first_title=first.dimension_title,
            second_title=second.dimension_title,
            range=(first.numbers[0], first.numbers[-1]),
            steps=tuple(sorted((value, title) for value, title in first.options if isinstance(value, int))),
            areas=tuple(_areas(group, mine)),
            lack=group.lack,
        )


def _areas(group: GroupSpread, pairs: Pairs) -> Iterator[AreaPair]:
    told = {one.path: one for one in group.questions}
    both = [(one, told[one.path], told[two.path]) for one, two in pairs if one.path in told and two.path in told]
    for area, several in groupby(both, lambda one: one[0].area):
        those = list(several)
        items = tuple(_row(one, two) for _, one, two in those)
        yield AreaPair(
            area=area,
            title=those[0][0].area_title,
            first=_area([one.first for one in items], items),
            second=_area([one.second for one in items], items),
            comparison=_beside(items),
            items=items,
        )


def _row(first: QuestionSpread, second: QuestionSpread) -> PairRow:
    return PairRow(
        item=first.path.rpartition(".")[0],
        title=first.title,
        first=_figure(first.own),
        second=_figure(second.own),
        comparison=_figure(second.comparison) if second.comparison is not None else None,
    )


def _figure(spread: Spread) -> Figure:
    lack = spread.lack or ("fewInCategory" if spread.mean is None else None)
    return Figure(mean=spread.mean, people=spread.answered, lack=lack, as_of=spread.as_of, waiting=spread.waiting)


def _area(figures: Sequence[Figure], items: Sequence[PairRow]) -> Figure:
    """The mean of the means, of the items that are told on both dimensions."""
    whole = [one.first.mean is not None and one.second.mean is not None for one in items]
    means = [one for one, is_whole in zip(figures, whole, strict=True) if is_whole]
    return _mean_of(means) if means else Figure(mean=None, people=None, lack=figures[0].lack or "few")


def _beside(items: Sequence[PairRow]) -> Figure | None:
    """The comparison set's mean of the same items as the area's own; nothing where one of them is not told there."""
    whole = [one for one in items if one.first.mean is not None and one.second.mean is not None]
    figures = [one.comparison for one in whole if one.comparison is not None]
    if not any(one.comparison is not None for one in items):
        return None
    lacking = next((one for one in figures if one.mean is None), None)
    if not figures or lacking is not None:
        return Figure(mean=None, people=None, lack=lacking.lack if lacking is not None else "few")
    return _mean_of(figures)


def _mean_of(figures: Sequence[Figure]) -> Figure:
    means = [one.mean for one in figures if one.mean is not None]
    people = [one.people for one in figures if one.people is not None]
    earlier = min(
        (one for one in figures if one.as_of is not None), key=lambda one: one.as_of or date.max, default=None
    )
    return Figure(
        mean=fsum(means) / len(means),
        people=min(people, default=None),
        as_of=earlier.as_of if earlier is not None else None,
        waiting=earlier.waiting if earlier is not None else 0,
    )

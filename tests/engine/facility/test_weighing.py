"""Importance beside satisfaction: of questions that ask both, and areas computed from the figures that are printed."""

from typing import Any

import pytest

from sipforms.engine.gather.facility.importance import AreaPair
from sipforms.engine.report import GroupInput
from sipforms.plugins.sections.importance import importance
from tests.engine.facility.house import asked_of, rated, said, stay

CALM = [(3, 5), (4, 5), (2, 4), (5, 3), (4, 4)]


def area(given: GroupInput) -> AreaPair:
    return importance(given).groups[0].areas[0]


def people(*more: dict[str, Any]) -> GroupInput:
    """Five people on how calm it is, and how important that is; ``more`` is what each says besides."""
    given = []
    for n, (satisfied, important) in enumerate(CALM):
        answers = rated(ro=satisfied, ro_vigtigt=important, rum=satisfied)
        answers["hjem"].update(more[n] if n < len(more) else {})
        given.append(stay(f"p{n}", said(f"p{n}", answers)))
    return asked_of(*given)


def test_an_item_has_the_means_of_both_and_how_many_answered_each() -> None:
    item = area(people()).items[0]
    assert [item.first.mean, item.second.mean] == pytest.approx([4.2, 3.6])
    assert (item.first.people, item.second.people) == (5, 5)


def test_an_item_with_satisfaction_alone_is_not_among_them() -> None:
    assert [one.title for one in area(people()).items] == ["Ro", "Mad"]


def test_an_area_is_the_mean_of_the_printed_means_told_on_both() -> None:
    food = [{"mad": {"vigtigt": n % 2 + 1, "tilfreds": n % 3 + 3}} for n in range(5)]
    whole = area(people(*food))
    calm, meals = whole.items
    assert whole.first.mean == pytest.approx(((calm.first.mean or 0) + (meals.first.mean or 0)) / 2)
    assert whole.second.mean == pytest.approx(((calm.second.mean or 0) + (meals.second.mean or 0)) / 2)


def test_an_area_leaves_out_what_is_told_on_one_dimension_only() -> None:
    food = [{"mad": {"vigtigt": 5, "tilfreds": n % 3 + 3}} for n in range(5)]  # all say it is as important as can be
    whole = area(people(*food))
    assert whole.items[1].first.lack == "few"
    assert [whole.first.mean, whole.second.mean] == pytest.approx([4.2, 3.6])


def test_nothing_is_told_of_four() -> None:
    given = asked_of(*(stay(f"p{n}", said(f"p{n}", rated(ro=s, ro_vigtigt=i))) for n, (s, i) in enumerate(CALM[:4])))
    assert (importance(given).groups[0].lack, importance(given).groups[0].areas) == ("few", ())

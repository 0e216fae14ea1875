"""Facilities of 3, 5, 18 and 200 people: every figure that is told is what counting by hand gives."""

from collections import Counter
from random import Random

import pytest

from sipforms.engine.gather.stay import Stay
from sipforms.plugins.sections.coverage import coverage
from sipforms.plugins.sections.distribution import distribution
from sipforms.plugins.sections.importance import importance
from tests.engine.facility.house import asked_of, rated, said, stay

ANSWERS: tuple[int | str, ...] = (1, 2, 3, 3, 4, 4, 5, "ved_ikke", "vil_ikke")


def people(size: int) -> tuple[tuple[Stay, ...], dict[str, list[int | str]]]:
    """So many people, and what they answered to each of three questions."""
    chance, given, stays = Random(size), dict[str, list[int | str]](), []
    for number in range(size):
        answers = {name: chance.choice(ANSWERS) for name in ("ro", "ro_vigtigt", "mad")}
        stays.append(stay(f"p{number}", said(f"p{number}", rated(**answers))))
        for name, value in answers.items():
            given.setdefault(name, []).append(value)
    return tuple(stays), given


@pytest.mark.parametrize("size", [3, 5, 18, 200])
def test_figures_are_those_of_counting_by_hand(size: int) -> None:
    stays, given = people(size)
    made = distribution(asked_of(*stays))
    questions = {one.path: one.own for group in made.groups for one in group.questions}
    paths = {"ro": "hjem.ro.tilfreds", "ro_vigtigt": "hjem.ro.vigtigt", "mad": "hjem.mad.tilfreds"}
    told = 0
    for name, path in paths.items():
        numbers = [one for one in given[name] if isinstance(one, int)]
        own = questions.get(path)
        if own is None or not own.shares:
            assert len(numbers) < 5 or len(set(numbers)) == 1
            continue
        told += 1
        assert {share.values[0]: share.people for share in own.shares} == {n: Counter(numbers)[n] for n in range(1, 6)}
        assert own.mean == pytest.approx(sum(numbers) / len(numbers))
    assert told == {3: 0, 5: told, 18: 3, 200: 3}[size]


def test_three_people_are_in_no_figure_at_all() -> None:
    given = asked_of(*people(3)[0])
    assert coverage(given).citizens is None
    assert all(row.due is row.people is row.days is None and not row.states for row in coverage(given).rows)
    assert [(one.people, one.questions) for one in distribution(given).groups] == [(None, ())]
    assert [one.areas for one in importance(given).groups] == [()]


def test_asked_and_none_of_the_answers_a_number() -> None:
    stays = [stay(f"p{n}", said(f"p{n}", {**rated(ro="ved_ikke"), "flyttet": n % 2 == 0})) for n in range(6)]
    own = distribution(asked_of(*stays)).groups[0].questions[1].own
    assert (own.shares, own.mean) == ((), None)
    assert own.lack in ("nobody", "few")

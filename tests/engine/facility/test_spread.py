"""How answers are spread: counted once a person, told of enough people, never pooled, and compared with others."""

from collections import Counter
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given as drawn
from hypothesis import settings as tried
from hypothesis import strategies as st

from sipforms.engine.gather.facility.against import Against, ReleasedReport, ReleasedSpread
from sipforms.engine.gather.facility.distribution import Distribution, GroupSpread
from sipforms.engine.gather.facility.spread import QuestionSpread, Share, Spread
from sipforms.engine.gather.stay import Stay
from sipforms.engine.report import GroupInput
from sipforms.plugins.sections.distribution import distribution
from tests.engine.facility.house import asked_of, everybody, home, rated, said, stay

CALM = "hjem.ro.tilfreds"
FEW, MANY = [3, 4, 2, 5], [3, 4, 2, 5, 4]


def group(given: GroupInput, questionnaire: str = "liv", way: str = "own") -> GroupSpread:
    made = distribution(given)
    found = [one for one in made.groups if (one.respondents.questionnaire, one.respondents.way) == (questionnaire, way)]
    assert len(found) == 1
    return found[0]


def calm(given: GroupInput, path: str = CALM) -> QuestionSpread:
    return next(one for one in group(given).questions if one.path == path)


def counts(spread: Spread) -> dict[object, int]:
    return {value: share.people for share in spread.shares for value in share.values}


@tried(max_examples=40, deadline=None)
@drawn(st.lists(st.sampled_from([1, 2, 3, 4, 5, "ved_ikke", "vil_ikke"]), max_size=14))
def test_shares_are_what_counting_by_hand_gives(ratings: list[int | str]) -> None:
    given = asked_of(*everybody(ratings))
    numbers = [one for one in ratings if isinstance(one, int)]
    if len(numbers) < 5 or len(set(numbers)) == 1:
        groups = distribution(given).groups
        assert not any(one.own.shares or one.own.mean for each in groups for one in each.questions)
        return
    own = calm(given).own
    assert counts(own) == {value: Counter(numbers)[value] for value in range(1, 6)}
    assert [round(one.share, 9) for one in own.shares] == [round(one.people / len(numbers), 9) for one in own.shares]
    assert own.mean == pytest.approx(sum(numbers) / len(numbers))
    assert (own.answered, own.lack) == (len(numbers), None)
    assert own.asked in (None, len(ratings))


def test_four_answers_are_not_told_and_a_fifth_is() -> None:
    assert distribution(asked_of(*everybody(FEW))).groups[0].lack == "few"
    assert calm(asked_of(*everybody(MANY))).own.answered == 5


def test_a_question_that_all_answered_alike_is_not_told_and_the_others_are() -> None:
    people = [stay(f"p{n}", said(f"p{n}", rated(ro=4, mad=value))) for n, value in enumerate(MANY)]
    given = asked_of(*people)
    assert (calm(given).own.lack, calm(given).own.answered) == ("few", None)
    assert calm(given, "hjem.mad.tilfreds").own.mean == pytest.approx(3.6)


def test_the_newest_answer_of_the_period_counts_once() -> None:
    changed = stay(
        "mange",
        said("mange", rated(ro=1), on=date(2025, 10, 1)),
        said("mange", rated(ro=5), on=date(2026, 9, 30)),
        said("mange", rated(ro=2), on=date(2026, 10, 1)),
        said("mange", rated(ro=2), on=date(2025, 9, 30)),
    )
    own = calm(asked_of(changed, *everybody(MANY))).own
    assert counts(own) == {1: 0, 2: 1, 3: 1, 4: 2, 5: 2}


def test_own_answers_those_on_behalf_and_what_is_seen_stand_apart() -> None:
    people = [
        stay(
            f"p{n}",
            said(f"p{n}", rated(ro=value)),
            said(f"p{n}", rated(ro=6 - value), mode="observation", informant="kontaktperson"),
            said(f"p{n}", {"glad": value}, questionnaire="set", mode="observation", informant="kontaktperson"),
        )
        for n, value in enumerate([1, 2, 2, 3, 4, 4])
    ]
    given = asked_of(*people)
    made = distribution(given)
    assert [(one.respondents.questionnaire, one.respondents.way) for one in made.groups] == [
        ("liv", "own"),
        ("liv", "behalf"),
        ("set", "seen"),
    ]
    own, behalf = (next(q for q in group(given, way=way).questions if q.path == CALM) for way in ("own", "behalf"))
    assert (counts(own.own)[1], counts(behalf.own)[1]) == (1, 0)
    assert own.own.answered == behalf.own.answered == 6


def test_an_answer_belongs_to_the_house_that_its_stay_says() -> None:
    moved = stay("flyttet", said("flyttet", rated(ro=1), on=date(2025, 11, 1)), place="Nord", left=date(2026, 1, 1))
    then = stay("flyttet", said("flyttet", rated(ro=5), on=date(2026, 5, 1)), place="Syd", came=date(2026, 1, 1))
    everywhere = (*everybody(MANY), *everybody(MANY, place="Syd"), moved, then)
    assert counts(calm(asked_of(*everywhere, place="Nord")).own)[1] == 1
    assert counts(calm(asked_of(*everywhere, place="Syd")).own)[5] == 2
    together = counts(calm(asked_of(*everywhere)).own)
    assert (together[1], together[5]) == (0, 3)


def test_answers_to_the_question_as_it_was_put_before_are_counted_out_and_said_to_be() -> None:
    other = home("Fred og ro", "2.0.0")
    before = stay("gammel", said("gammel", rated(ro=1, mad=1), made=other))
    own = calm(asked_of(before, *everybody(MANY), versions=[other])).own
    assert (own.other_wording, own.answered, counts(own)[1]) == (True, 5, 0)
    assert not calm(asked_of(*everybody(MANY))).own.other_wording


def test_several_chosen_are_shares_of_people() -> None:
    chosen = [["mad"], ["mad", "tur"], ["tur"], ["mad"], [], ["mad"]]
    people = [stay(f"p{n}", said(f"p{n}", {"hjaelp": one})) for n, one in enumerate(chosen)]
    given = asked_of(*people, settings={"questions": "liv.hjaelp"})
    own = calm(given, "hjaelp").own
    assert {one.values[0]: (one.people, round(one.share, 2)) for one in own.shares} == {
        "mad": (4, 0.8),
        "tur": (2, 0.4),
    }
    assert own.answered == 5


def test_yes_and_no_are_told_apart() -> None:
    people = [stay(f"p{n}", said(f"p{n}", {"flyttet": one})) for n, one in enumerate([True, False, False, True, True])]
    own = calm(asked_of(*people, settings={"questions": "liv.flyttet"}), "flyttet").own
    assert counts(own) == {True: 3, False: 2}
    assert own.mean is None


def test_who_somebody_is_is_in_no_figure() -> None:
    people = [stay(f"p{n}", said(f"p{n}", {"navn": "Opdigtet"})) for n in range(6)]
    made = distribution(asked_of(*people, settings={"questions": ["liv.**"]}))
    assert "navn" not in {one.path for each in made.groups for one in each.questions}
    assert "Opdigtet" not in repr(made)


def others(*ratings: list[int]) -> Against:
    return Against(places=tuple(f"H{n}" for n, _ in enumerate(ratings)))


def of_others(*ratings: list[int]) -> list[Stay]:
    return [one for n, several in enumerate(ratings) for one in everybody(several, place=f"H{n}")]


MIXED = [1, 1, 2, 2, 3, 3, 4, 4, 5, 5]


def test_other_houses_stand_beside_with_their_own_number() -> None:
    given = asked_of(*everybody(MANY), *of_others(MIXED, MIXED, MIXED), place="Nord", against=others([], [], []))
    one = calm(given)
    assert one.comparison is not None
    assert (one.own.answered, one.comparison.answered, one.comparison.places) == (5, 30, 3)
    assert counts(one.comparison) == dict.fromkeys(range(1, 6), 6)


def test_two_other_houses_are_no_comparison() -> None:
    given = asked_of(*everybody(MANY), *of_others(MIXED, MIXED), place="Nord", against=others([], []))
    assert calm(given).comparison is None


def test_few_answers_of_others_are_told_together_with_their_neighbours() -> None:
    rare = [2, 2, 3, 3, 3, 4, 4, 4, 4, 5]
    given = asked_of(*everybody(MANY), *of_others(rare, rare, [1, *rare]), place="Nord", against=others([], [], []))
    comparison = calm(given).comparison
    assert comparison is not None
    assert comparison.mean is None
    assert all(share.people >= 5 or share.people == 0 for share in comparison.shares)
    assert len(comparison.shares) < 5


@pytest.mark.parametrize(("lacking", "asked"), [(2, {None}), (0, {40}), (10, {40})])
def test_how_many_were_asked_is_told_of_every_question_or_of_none_where_others_read_it(
    lacking: int, asked: set[int | None]
) -> None:
    many = [(f"{n}", f"H{n % 4}", 1 + n // 4 % 5) for n in range(40)]
    stays = [
        stay(one, said(one, rated(ro=value, rum="ved_ikke" if n < lacking else value)), place=place)
        for n, (one, place, value) in enumerate(many)
    ]
    told = [one.own for one in group(asked_of(*stays, public=True)).questions if one.own.answered]
    assert {one.answered for one in told} == {40, 40 - lacking}
    assert {one.asked for one in told} == asked
    here = [one.own.asked for one in group(asked_of(*stays)).questions if one.own.answered]
    assert set(here) == {40}


def released(signature: str, **more: Any) -> Against:
    spread = Spread(
        answered=50,
        asked=50,
        shares=(
            Share(values=(1, 2, 3), titles=(), people=20, share=0.4),
            Share(values=(4, 5), titles=(), people=30, share=0.6),
        ),
    )
    key = ("liv", "borger", "own", CALM)
    report = ReleasedReport(
        title="Landet",
        programme="hjem",
        version="1.0.0",
        begins=None,
        ends=None,
        made=None,
        places=("A", "B", "C"),
        out=(),
        questions={key: ReleasedSpread(signature=signature, spread=spread)},
    )
    return Against(released=replace(report, **more))


def test_a_report_in_a_file_stands_beside_with_the_titles_that_answers_have_here() -> None:
    signature = calm(asked_of(*everybody(MANY))).signature
    one = calm(asked_of(*everybody(MANY), against=released(signature)))
    assert one.comparison is not None
    assert [share.titles for share in one.comparison.shares] == [("Slet ikke", "Lidt", "Noget"), ("Meget", "Helt")]


@pytest.mark.parametrize(
    ("signature", "more", "lack"), [("noget andet", {}, "otherVersion"), ("", {"questions": {}}, "notThere")]
)
def test_what_is_not_the_same_question_is_not_compared_with(signature: str, more: dict[str, Any], lack: str) -> None:
    comparison = calm(asked_of(*everybody(MANY), against=released(signature, **more))).comparison
    assert comparison is not None
    assert (comparison.lack, comparison.shares) == (lack, ())


def test_intervals_stand_where_they_are_asked_for() -> None:
    made: Distribution = distribution(asked_of(*everybody([4, 4, 4, 4, 1]), settings={"intervals": True}))
    share = next(one for one in made.groups[0].questions if one.path == CALM).own.shares[3]
    assert made.has_intervals
    assert share.interval is not None
    assert [round(end, 2) for end in share.interval] == [0.38, 0.96]  # 4 of 5, Wilson
    assert all(one.interval is None for one in calm(asked_of(*everybody(MANY))).own.shares)

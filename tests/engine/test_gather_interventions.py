"""Interventions by outcome: cases worked out by hand (tests/interventions), and rules that hold for any stays."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from sipforms.engine.gather.moving import move_in
from sipforms.engine.gather.stay import Stay, people_in
from sipforms.engine.gather.table import Figures, InterventionTable, TableRow
from sipforms.engine.newest import in_time
from sipforms.plugins.sections.interventions_by_outcome import by_outcome
from tests.engine.stays import group_input, secure, stays

CASES = sorted((Path(__file__).parent.parent / "interventions").glob("*.yaml"))
LEAST = 5


def table_of(written: dict[str, Any]) -> InterventionTable:
    return by_outcome(group_input(stays(written["stays"]), written.get("least", LEAST)))


def told(one: Figures | None) -> Any:
    if one is None:
        return "withheld"
    ways = one.directions
    return {
        "n": one.stays,
        "mean": pytest.approx(one.mean),
        "ways": "withheld" if ways is None else [ways.rose, ways.same, ways.fell],
    }


def told_effect(row: TableRow) -> Any:
    """Its value and the ends of its interval, or the word for why there is none."""
    one = row.effect
    if one is None or one.value is None or one.interval is None:
        return None if one is None else one.lacks
    return [one.value, one.interval.low, one.interval.high]


def near(value: Any) -> Any:
    return pytest.approx(value, abs=0.000006) if isinstance(value, list) else value


def row_for(table: InterventionTable, wanted: dict[str, Any]) -> TableRow:
    (found,) = (
        row
        for row in table.rows
        if row.outcome.indicator == wanted["outcome"]
        and wanted.get("value") in (None, row.intervention.value)
        and wanted.get("question") in (None, row.intervention.question)
        and row.variable == wanted.get("variable")
        and (row.group.id if row.group else None) == wanted.get("group")
    )
    return found


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_a_table_is_as_worked_out_by_hand(case: Path) -> None:
    written = yaml.safe_load(case.read_text("utf-8"))
    table = table_of(written)
    assert table.stays == written["stays_told"]
    for wanted in written["rows"]:
        row = row_for(table, wanted)
        assert [wanted["given"], wanted["otherwise"]] == [told(row.given), told(row.otherwise)], wanted
        assert "effect" not in wanted or told_effect(row) == near(wanted["effect"]), wanted
    left_out = [
        {"why": one.why, "of": one.of, "n": "withheld" if one.stays is None else one.stays} for one in table.left_out
    ]
    for lacking in written.get("left_out", ()):
        assert lacking in left_out
    assert set(written.get("rules", ())) <= {one.rule for one in table.withheld}


def test_the_whole_table_is_empty_for_a_small_group() -> None:
    table = table_of({"stays": [{"times": 4, "given": ["undervisning"], "skole": [1, 5]}]})
    assert table == InterventionTable(least=LEAST, stays=None, withheld=table.withheld)
    assert [one.rule for one in table.withheld] == ["wholeGroup"]


def test_informants_are_never_pooled() -> None:
    both = [
        {"times": 5, "given": ["undervisning"], "skole": [1, 2], "informant": "kontaktperson"},
        {"times": 5, "given": ["undervisning"], "skole": [1, 4], "informant": "laerer"},
    ]
    rows = [row for row in table_of({"stays": both}).rows if row.variable is None and row.given is not None]
    school = {row.outcome.informant: row.given for row in rows if row.outcome.indicator == "skole_status"}
    assert {who: one.mean for who, one in school.items() if one} == {"kontaktperson": 1.0, "laerer": 3.0}


def test_nobody_reads_of_answers_that_are_not_for_them() -> None:
    these = stays([{"times": 6, "given": [], "skole": [1, 2], "hverdag": [1, 2]}])
    of_staff = by_outcome(group_input(these))
    of_more = by_outcome(replace(group_input(these), audience=("staff", "commissioner")))
    assert {one.indicator for one in of_staff.outcomes} == {"skole_status", "hverdag_status"}
    assert {one.indicator for one in of_more.outcomes} == {"skole_status"}


def test_a_series_that_is_not_there_says_nothing() -> None:
    indicator = secure().indicator("skole_status")
    assert indicator is not None
    assert move_in(None, indicator) == "notAnswered"


# --- whatever the stays ------------------------------------------------------------------------------------------

NUMBERS = st.sampled_from([1, 2, 3, 4, 5, "ved_ikke"])
STAYS = st.lists(
    st.fixed_dictionaries(
        {
            "times": st.integers(1, 7),
            "given": st.one_of(st.none(), st.sets(st.sampled_from(["undervisning", "vaerksted", "ved_ikke"]))),
            "skole": st.lists(NUMBERS, min_size=0, max_size=3),
            "koen": st.sampled_from(["dreng", "dreng", "pige", "andet"]),
            "alder": st.integers(12, 18),
        },
        optional={
            "person": st.sampled_from("abcdefgh"),
            "modes": st.just(["observation", "interview", "observation"]),
            "psykiatri": st.booleans(),
        },
    ),
    min_size=1,
    max_size=14,
)


@settings(max_examples=60, deadline=None)
@given(STAYS)
def test_nothing_under_the_limit_is_ever_told(written: list[dict[str, Any]]) -> None:
    these = stays(written)
    table = by_outcome(group_input(these))
    assert (table.stays is None) is (people_in(these) < LEAST)
    for row in table.rows:
        for half in (row.given, row.otherwise):
            if half is not None:
                assert half.stays >= LEAST
                ways = half.directions
                counts = () if ways is None else (ways.rose, ways.same, ways.fell)
                assert all(count == 0 or count >= LEAST for count in counts)
                assert ways is None or sum(counts) == half.stays
        assert (row.effect is None) is (row.given is None or row.otherwise is None)
    assert all(one.stays is None or one.stays >= LEAST for one in table.left_out)
    assert table.shown + sum(_is_of_half(one.rule) for one in table.withheld) == table.cells


def _is_of_half(rule: str) -> bool:
    return rule in ("few", "fewNew")


@settings(max_examples=60, deadline=None)
@given(STAYS)
def test_totals_agree_with_counting_again(written: list[dict[str, Any]]) -> None:
    """Counted anew the plain way: by intervention, from the stays themselves."""
    these = stays(written)
    counted = _counted_again(these)
    for row in by_outcome(group_input(these)).rows:
        if row.outcome.indicator != "skole_status" or row.intervention.question != "indsats.skole.givet":
            continue
        moved = [(one, two) for one, two in counted[row.intervention.value] if _is_in(row, one)]
        for half, is_given in ((row.given, True), (row.otherwise, False)):
            mine = [(one.person, change) for one, (given_, change) in moved if given_ is is_given]
            if half is not None:
                assert len({person for person, _ in mine}) >= LEAST
                assert half.stays == len(mine)
                assert half.mean == pytest.approx(sum(change for _, change in mine) / len(mine))


Counted = dict[Any, list[tuple[Stay, tuple[bool, float]]]]
"""By what was ticked: the stays with two numbers and no break, whether it was given, and the change."""


def _counted_again(these: tuple[Stay, ...]) -> Counted:
    once = _without_few_earlier(these)
    return {value: list(_moved(once, value)) for value in ("undervisning", "vaerksted", "lektier")}


def _without_few_earlier(these: tuple[Stay, ...]) -> tuple[Stay, ...]:
    """The stays without those before a person's newest, where they are of few people."""
    answered = [one for one in these if _answers(one, "status")]
    newest = {one.person: one for one in sorted(answered, key=lambda one: max(map(in_time, one.responses)))}
    earlier = [one for one in _moved_at_all(these) if newest[one.person] is not one]
    few = len({one.person for one in earlier}) < LEAST
    return tuple(one for one in these if not few or one not in earlier)


def _moved_at_all(these: tuple[Stay, ...]) -> Iterator[Stay]:
    for one in these:
        numbers = _numbers(one)
        modes = [answer.mode for answer in one.responses if answer.questionnaire == "status"]
        if len(numbers) > 1 and len(set(modes[numbers[0][0] : numbers[-1][0] + 1])) == 1:
            yield one


def _answers(one: Stay, questionnaire: str) -> list[dict[str, Any]]:
    return [dict(answer.answers) for answer in one.responses if answer.questionnaire == questionnaire]


def _numbers(one: Stay) -> list[tuple[int, Any]]:
    """The rounds that have a number for school, and the number: both questions are answered alike."""
    read = [answers.get("skole", {}).get("gaar") for answers in _answers(one, "status")]
    return [(place, number) for place, number in enumerate(read) if number not in (None, "ved_ikke")]


def _moved(these: tuple[Stay, ...], value: str) -> Iterator[tuple[Stay, tuple[bool, float]]]:
    for one in these:
        numbers, helped = _numbers(one), _answers(one, "indsats")
        if len(numbers) < 2 or not helped:
            continue
        (first, start), (last, end) = numbers[0], numbers[-1]
        modes = [answer.mode for answer in one.responses if answer.questionnaire == "status"]
        chosen = helped[0].get("skole", {}).get("givet", [])
        if len(set(modes[first : last + 1])) == 1 and chosen != ["ved_ikke"]:
            yield one, (value in chosen, end - start)


def _is_in(row: TableRow, one: Stay) -> bool:
    if row.variable is None or row.group is None:
        return True
    (known,) = _answers(one, "indskrivning")
    if row.variable == "koen":
        return known["koen"] == row.group.id
    return row.group.holds(known["alder"] if row.variable == "alder" else _numbers(one)[0][1])

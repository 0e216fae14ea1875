"""What examples cover: every item, every condition and missing rule both ways, every option once per scale."""

import pytest

from sipforms.actions.trying.coverage import ASPECTS, Coverage, Point, coverage
from tests.actions.tried_bundles import trying, with_examples


def covered_by(text: str) -> Coverage:
    made, tried, written = trying(with_examples(text))
    return coverage(tried, made, written)


def missed(text: str, aspect: str) -> set[tuple[str, str]]:
    """Names and ways of what the example leaves out."""
    return {(one.name, one.way) for one in covered_by(text).missed if one.aspect == aspect}


def example(answers: str, more: str = "") -> str:
    return f"- {{example: En, questionnaire: puls, answers: {answers}{more}}}\n"


def test_nothing_is_covered_by_an_example_without_answers() -> None:
    found = covered_by(example("{}"))
    assert {aspect: found.of("puls", aspect) for aspect in ASPECTS} == {
        "items": (0, 11),
        "conditions": (1, 8),  # without an answer `hvorfor` is hidden; nothing can be judged
        "rules": (0, 6),
        "options": (0, 5),
    }
    assert found.percent == pytest.approx(100 * 1 / 30)


def test_an_item_is_covered_when_every_question_about_it_is_answered() -> None:
    assert ("venner", "") in missed(example("{venner: {vigtigt: 4}}"), "items")
    assert ("venner", "") not in missed(example("{venner: {vigtigt: 4, tilfreds: 4}}"), "items")
    in_two = example("{venner: {vigtigt: 4}}") + example("{venner: {tilfreds: 4}}").replace("En", "To")
    assert ("venner", "") not in missed(in_two, "items")


def test_an_answer_to_what_is_not_asked_covers_nothing() -> None:
    assert ("hvorfor", "") in missed(example("{glad: 4, hvorfor: Fordi.}"), "items")
    assert ("hvorfor", "") not in missed(example("{glad: 1, hvorfor: Fordi.}"), "items")


def test_a_missing_option_counts_as_an_answer() -> None:
    assert ("glad", "") not in missed(example("{glad: ved_ikke}"), "items")


def test_a_condition_is_covered_each_way_where_it_decides() -> None:
    assert ("hvorfor", "true") in missed(example("{glad: 4}"), "conditions")
    assert ("hvorfor", "false") in missed(example("{glad: 1}"), "conditions")
    both = example("{glad: 4}") + example("{glad: 1}").replace("En", "To")
    assert {name for name, _way in missed(both, "conditions")} == {"tre_ens", "aftaler.*.hvorfor_ikke", "holdte"}


def test_a_check_is_covered_only_where_it_is_judged() -> None:
    blank = missed(example("{glad: 1}"), "conditions")
    assert {("tre_ens", "true"), ("tre_ens", "false")} <= blank
    assert ("tre_ens", "false") not in missed(example("{glad: 1, rask: 1}"), "conditions")


def test_conditions_in_rows_are_looked_at_row_by_row() -> None:
    rows = "{aftaler: [{navn: Tur, holdt: false}, {navn: Kor, holdt: true}]}"
    assert not {one for one in missed(example(rows), "conditions") if one[0] == "aftaler.*.hvorfor_ikke"}
    assert ("aftaler.*.hvorfor_ikke", "true") in missed(example("{aftaler: [{navn: A, holdt: true}]}"), "conditions")


def test_what_an_indicator_counts_is_covered_where_its_number_is_expected() -> None:
    rows = "{aftaler: [{navn: A, holdt: true}, {navn: B, holdt: false}]}"
    assert {("holdte", "true"), ("holdte", "false")} <= missed(example(rows), "conditions")
    expected = missed(example(rows, ", expect: {scores: {holdte: 0.5}}"), "conditions")
    assert not {one for one in expected if one[0] == "holdte"}
    blank = missed(
        example("{aftaler: [{navn: A}]}", ", expect: {scores: {holdte: {none: tooFewAnswers}}}"), "conditions"
    )
    assert {("holdte", "true"), ("holdte", "false")} <= blank


def test_a_missing_rule_is_covered_where_an_example_expects_what_it_does() -> None:
    number = "{glad: 1, rask: 1, rolig: 1}"
    assert {("trivsel", "met"), ("trivsel", "unmet")} <= missed(example(number), "rules")
    met = missed(example(number, ", expect: {scores: {trivsel: 1}}"), "rules")
    assert ("trivsel", "met") not in met
    assert ("trivsel", "unmet") in met
    unmet = missed(example("{glad: 1}", ", expect: {scores: {trivsel: {none: tooFewAnswers}}}"), "rules")
    assert ("trivsel", "unmet") not in unmet


def test_an_option_is_covered_once_for_its_scale() -> None:
    found = covered_by(example("{glad: 1, venner: {vigtigt: 2, tilfreds: ved_ikke}}"))
    assert {one.option.value for one in found.missed if one.option} == {3, 4}


def test_what_is_missed_stands_where_it_is_written() -> None:
    places = {(one.aspect, one.name, one.way): one.place for one in covered_by(example("{}")).missed}
    assert (places["items", "glad", ""].file, places["items", "glad", ""].line) == ("questionnaires/puls.yaml", 5)
    assert places["items", "venner", ""].file == "questionnaires/puls.yaml"
    assert places["items", "aftaler.*.navn", ""].line == 23
    assert places["conditions", "hvorfor", "true"].line == 13
    assert places["conditions", "tre_ens", "false"].line == 27
    assert (places["rules", "trivsel", "met"].file, places["rules", "trivsel", "met"].line) == ("indicators.yaml", 6)
    options = [one.place for one in covered_by(example("{}")).missed if one.option and one.option.value == 3]
    assert [(one.file, one.line) for one in options] == [("scales.yaml", 7)]


def test_every_point_says_where_it_belongs() -> None:
    points: tuple[Point, ...] = covered_by(example("{}")).points
    assert {one.questionnaire for one in points} == {"puls"}
    assert [one.aspect for one in points] == sorted((one.aspect for one in points), key=ASPECTS.index)

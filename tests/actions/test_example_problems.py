"""What examples say about a programme that is to be used: what differs, nobody has confirmed, or nobody tries."""

from collections.abc import Mapping

import pytest

from sipforms.actions.example_problems import example_problems
from sipforms.engine.build import build
from sipforms.engine.check import check
from sipforms.engine.checks.codes import CODES
from sipforms.engine.problem import Level, Problem
from sipforms.engine.read.bundle import Bundle, bundle_from, read
from sipforms.engine.shelf import shipped
from tests.actions.tried_bundles import TODAY, puls, with_examples, words

GOOD = """
- example: Alt er prøvet
  questionnaire: puls
  answers:
    glad: 1
    rask: 1
    rolig: 1
    venner: {vigtigt: 4, tilfreds: 2}
    arbejde: {vigtigt: 3, tilfreds: 3}
    aftaler: [{navn: Tur, holdt: true}]
  expect:
    scores: {trivsel: 1, mangler: 1, holdte: 1}
    problems: [{check: tre_ens}]
"""


def told(bundle: Bundle) -> tuple[Problem, ...]:
    return example_problems(bundle, build(bundle), words(), TODAY)


def without(problem: Problem) -> tuple[str, str, int, Mapping[str, object]]:
    return problem.code, problem.place.file, problem.place.line, dict(problem.facts)


def test_good_examples_say_nothing() -> None:
    assert told(with_examples(GOOD)) == ()


def test_a_value_that_differs_is_an_error_at_the_value() -> None:
    (problem,) = told(with_examples(GOOD.replace("trivsel: 1", "trivsel: 2")))
    facts = {"example": "Alt er prøvet", "name": "trivsel", "wanted": "2", "got": "1"}
    assert without(problem) == ("example-differs", "examples/puls.yaml", 12, facts)
    assert problem.level is Level.ERROR


@pytest.mark.parametrize(
    ("before", "after", "wanted", "got"),
    [
        ("trivsel: 1", "trivsel: {none: tooFewAnswers}", "tooFewAnswers", "1"),
        ("expect:\n", "expect:\n    visible: {hvorfor: false}\n", "hidden", "shown"),
        ("[{check: tre_ens}]", "[]", "noProblem", "aProblem"),
        ("mangler: 1", "mangler: 1.5", "1.5", "1"),
    ],
)
def test_values_are_facts_that_can_be_worded(before: str, after: str, wanted: str, got: str) -> None:
    found = [one for one in told(with_examples(GOOD.replace(before, after))) if one.code == "example-differs"]
    assert [(one.facts["wanted"], one.facts["got"]) for one in found] == [(wanted, got)]


def test_a_value_with_the_mark_is_told_once_a_line() -> None:
    block = GOOD.replace(
        "    scores: {trivsel: 1, mangler: 1, holdte: 1}\n",
        "    scores:\n      trivsel: 1  # not confirmed\n      mangler: 1 # regnet efter\n"
        "      holdte: 1  # not confirmed\n",
    )
    found = told(with_examples(block))
    assert [without(one)[:3] for one in found] == [
        ("example-unconfirmed", "examples/puls.yaml", 13),
        ("example-unconfirmed", "examples/puls.yaml", 15),
    ]
    assert {one.level for one in found} == {Level.WARNING}
    inline = GOOD.replace("holdte: 1}", "holdte: 1}   # not confirmed")
    assert [without(one)[:3] for one in told(with_examples(inline))] == [
        ("example-unconfirmed", "examples/puls.yaml", 12)
    ]


def test_an_example_that_expects_nothing() -> None:
    text = GOOD + "- {example: Intet, questionnaire: puls, answers: {glad: 4}}\n"
    (problem,) = told(with_examples(text))
    assert without(problem) == ("example-expects-nothing", "examples/puls.yaml", 14, {"example": "Intet"})


def test_a_programme_without_examples_is_told_that_and_nothing_else() -> None:
    (problem,) = told(bundle_from("puls", dict(puls().files)))
    assert without(problem) == ("no-examples", "programme.yaml", 1, {"name": "puls"})


def test_what_no_example_tries_is_told_where_it_is_written() -> None:
    text = "- {example: Lidt, questionnaire: puls, answers: {glad: 4}, expect: {visible: {hvorfor: false}}}\n"
    assert [without(one) for one in told(with_examples(text))] == [
        ("indicator-untried", "indicators.yaml", 1, {"name": "trivsel"}),
        ("indicator-untried", "indicators.yaml", 7, {"name": "mangler"}),
        ("indicator-untried", "indicators.yaml", 13, {"name": "holdte"}),
        ("check-untried", "questionnaires/puls.yaml", 27, {"name": "tre_ens"}),
    ]


def test_one_indicator_for_each_area_is_tried_by_one_of_them() -> None:
    bundle = read(shipped() / "voksen")
    text = """
- {example: En, questionnaire: livskvalitet, answers: {}, expect: {scores: {relationer_ord: {none: tooFewAnswers}}}}
"""
    files = {name: one for name, one in bundle.files.items() if not name.startswith("examples/")}
    small = bundle_from("voksen", {**files, "examples/en.yaml": text.encode()})
    untried = {one.facts["name"] for one in told(small) if one.code == "indicator-untried"}
    assert "{area}_ord" not in untried
    assert "{area}_tilfredshed" in untried


def test_every_problem_has_the_facts_and_the_level_of_its_code() -> None:
    text = GOOD.replace("trivsel: 1", "trivsel: 9").replace("holdte: 1}", "holdte: 1} # not confirmed")
    text = text.replace("mangler: 1, ", "").replace("    problems: [{check: tre_ens}]\n", "")
    found = told(with_examples(text + "- {example: Intet, questionnaire: puls, answers: {}}\n"))
    codes = {one.code for one in (*found, *told(puls()))}
    assert codes == {code for code in CODES if code.startswith("example-") or code.endswith("-untried")} | {
        "no-examples"
    }
    for one in found:
        assert set(one.facts) == set(CODES[one.code].facts)
        assert one.level is CODES[one.code].level
        assert CODES[one.code].production


def test_the_programme_of_these_tests_is_good() -> None:
    assert check(with_examples(GOOD), words()) == ()

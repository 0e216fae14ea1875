"""Every file in tests/examples/cases holds one example and, line by line, all that does not come out as it expects."""

from pathlib import Path

import pytest
import yaml

from sipforms.engine.check import check
from tests.actions.tried_bundles import EXAMPLES, trying, with_examples, words

CASES = sorted((EXAMPLES / "cases").glob("*.yaml"))


def as_file(case: Path) -> tuple[str, list[dict[str, object]]]:
    """The example as a file of a bundle whose lines are those of the case, and what is said to differ."""
    lines = case.read_text("utf-8").splitlines()
    start = next(at for at, line in enumerate(lines) if line == "example:")
    end = next(at for at, line in enumerate(lines) if line.startswith("differs:"))
    inside = ["- " + lines[start + 1].strip(), *lines[start + 2 : end]]
    text = "\n".join((*("#" for _ in range(start + 1)), *inside)) + "\n"
    return text, yaml.safe_load("\n".join(lines[end:]))["differs"]


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_what_differs_is_told_at_the_value_that_is_expected(case: Path) -> None:
    text, wanted = as_file(case)
    (tried,) = trying(with_examples(text))[1]
    found = [
        {"about": one.about, "what": one.what, "expected": one.expected, "actual": one.actual, "line": one.place.line}
        for one in tried.differences
    ]
    assert found == [{**one, "line": one["line"]} for one in wanted]
    assert tried.is_as_expected is not bool(wanted)


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_the_cases_are_good_bundles(case: Path) -> None:
    assert check(with_examples(as_file(case)[0]), words()) == ()


def test_a_parameter_of_the_facility_reaches_conditions_and_numbers() -> None:
    indicators = """
kort:
  title: Kort
  questionnaire: puls
  scorer: share
  where: {parameter: lang, is: nej}
  missing: {maxShare: 0}
"""
    text = """
- {example: Et valg, questionnaire: puls, answers: {glad: 4}, expect: {scores: {kort: 1}}, parameters: {lang: nej}}
- {example: Som ellers, questionnaire: puls, answers: {glad: 4}, expect: {scores: {kort: 0}}}
"""
    tried = trying(with_examples(text, {"indicators.yaml": indicators}))[1]
    assert [one.differences for one in tried] == [(), ()]


def test_a_variant_has_its_own_questions() -> None:
    text = """
- {example: De, questionnaire: puls, variant: stille, answers: {glad: 4, lyd: Døre.}, expect: {visible: {lyd: true}}}
- {example: Andre, questionnaire: puls, answers: {glad: 4}, expect: {visible: {lyd: false}}}
"""
    assert all(one.is_as_expected for one in trying(with_examples(text))[1])

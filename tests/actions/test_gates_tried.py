"""Whether examples try a gate: both ways for coverage, and whether one would notice that the wrong people get past."""

import pytest

from sipforms.actions.trying.condition_changes import changed_form, may_matter
from sipforms.actions.trying.coverage import coverage
from sipforms.actions.trying.mutants import ConditionChange
from sipforms.engine.ask.form import prepare
from sipforms.engine.ask.situation import Situation
from sipforms.engine.condition import Condition, Leaf, Not
from sipforms.engine.read.bundle import bundle_from
from tests.actions.tried_bundles import TODAY, trying
from tests.engine.bundles import SMALL, small

FILES = {
    one.relative_to(SMALL / "laase").as_posix(): one.read_bytes()
    for one in (SMALL / "laase").rglob("*")
    if one.is_file()
}
YES = "- {example: Ja, questionnaire: plan, mode: interview, answers: {samtykke: {givet: true}}}\n"
NO = "- {example: Nej, questionnaire: plan, mode: interview, answers: {samtykke: {givet: false}}}\n"
GROUP = "- {example: Går forbi, questionnaire: plan, mode: interview, variant: autisme, answers: {}}\n"


@pytest.mark.parametrize(
    ("examples", "left"),
    [(YES, {"false"}), (NO, {"true"}), (YES + NO, set()), (GROUP, {"true", "false"})],
    ids=["yes", "no", "both", "a group that passes"],
)
def test_a_gate_is_covered_each_way_where_somebody_comes_to_it(examples: str, left: set[str]) -> None:
    made, tried, written = trying(bundle_from("laase", {**FILES, "examples/plan.yaml": examples.encode()}))
    found = coverage(tried, made, written).missed
    assert {one.way for one in found if one.role == "gate"} == left


def test_a_gate_with_a_mistake_lets_others_past_and_the_group_that_passed_still_passes() -> None:
    programme = small("laase")
    plan = programme.questionnaires["plan"]
    before: Condition = Leaf(plan.entries[0].gate.parts[-1].item, "is", True)  # type: ignore[union-attr]
    change = ConditionChange(path=("samtykke",), role="gate", before=before, after=Not(before))
    form = prepare(programme, plan, Situation(today=TODAY, mode="interview"))
    for path, question in changed_form(form, change).places.questions.items():
        is_behind = path[0] != "samtykke"
        assert (question.visible_if != form.places.questions[path].visible_if) is is_behind
    _made, (yes,), _written = trying(bundle_from("laase", {**FILES, "examples/plan.yaml": YES.encode()}))
    assert may_matter(change, "plan", yes.outcome)

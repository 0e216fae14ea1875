"""Answers that are rows: what can be chosen, what happens to them when their row goes, and what they are called."""

import random
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sipforms.engine.ask.answers import examiner
from sipforms.engine.ask.draft import Draft, RefusedChangeError
from sipforms.engine.ask.hand_in import HandingIn, hand_in
from sipforms.engine.ask.review import review
from sipforms.engine.ask.situation import Situation
from sipforms.engine.build import build
from sipforms.engine.paths import Path, parsed
from sipforms.engine.programme import Kind, RowRef
from sipforms.engine.response import Json, Response
from tests.engine.bundles import small
from tests.engine.checking import bundle, problems
from tests.engine.generate import TODAY, answers_of, begun
from tests.engine.test_draft import some_change

PLAN = small("henvisninger")
GOALS, PART_GOALS, PEOPLE, EFFORTS = ("plan", "maal"), ("plan", "delmaal"), ("netvaerk", "personer"), ("indsatser",)
MAIN = ("vigtigst",)


@pytest.fixture
def blank() -> Draft:
    return begun(PLAN, PLAN.questionnaires["plan"], Situation(today=TODAY, mode="interview"))


@pytest.fixture
def full(blank: Draft) -> Draft:
    """Two goals, the first of which matters most and is served by an effort."""
    draft = blank
    for row, what in (("r1", "Lave mad"), ("r2", "Komme ud")):
        draft = draft.add_row(GOALS, row).answer((*GOALS, row, "hvad"), what)
    draft = draft.answer(MAIN, "r1").add_row(EFFORTS, "r1").answer((*EFFORTS, "r1", "hvad"), "Kursus")
    return draft.answer((*EFFORTS, "r1", "maal"), "r1")


def code(draft: Draft, path: Path, value: object) -> str | None:
    problem = draft.problem_with(path, value)
    return None if problem is None else problem.code


def test_the_question_says_which_rows_and_what_happens_when_one_goes() -> None:
    questions = {one.path: one for one in PLAN.questionnaires["plan"].questions()}
    assert questions[MAIN].row_ref == RowRef(to=GOALS, on_delete="clear")
    assert questions[(*EFFORTS, "*", "maal")].row_ref == RowRef(to=GOALS, on_delete="block")
    assert questions[(*PART_GOALS, "*", "efter")].row_ref == RowRef(to=PART_GOALS, on_delete="block")
    assert questions[MAIN].kind is questions[(*EFFORTS, "*", "maal")].kind is Kind.ROW


@pytest.mark.parametrize(
    ("value", "wrong"),
    [("r1", None), ("r3", "no-such-row"), ("Lave mad", "no-such-row"), ("", "no-such-row"), (1, "wrong-kind"),
     (("r1",), "wrong-kind"), ("x" * 41, "no-such-row")],
)  # fmt: skip
def test_only_a_row_that_stands_can_be_the_answer(full: Draft, value: object, wrong: str | None) -> None:
    assert code(full, MAIN, value) == wrong


def test_a_row_that_was_removed_is_no_answer_any_more(full: Draft) -> None:
    assert code(full.remove_row(GOALS, "r2"), MAIN, "r2") == "no-such-row"


def test_a_row_is_never_its_own_answer(blank: Draft) -> None:
    draft = blank.add_row(PART_GOALS).add_row(PART_GOALS)
    assert code(draft, (*PART_GOALS, "r1", "efter"), "r1") == "row-of-itself"
    assert code(draft, (*PART_GOALS, "r1", "efter"), "r2") is None


def test_a_row_that_is_an_answer_elsewhere_is_not_removed(full: Draft) -> None:
    assert full.holding(GOALS, "r1") == ((*EFFORTS, "r1", "maal"),)
    with pytest.raises(RefusedChangeError):
        full.remove_row(GOALS, "r1")
    elsewhere = full.answer((*EFFORTS, "r1", "maal"), "r2")
    assert not elsewhere.holding(GOALS, "r1")
    assert elsewhere.remove_row(GOALS, "r1").rows[GOALS] == ("r2",)


def test_removing_a_row_leaves_what_may_be_blank_blank_and_undoing_brings_all_back(full: Draft) -> None:
    before = full.remove_row(EFFORTS, "r1")
    assert "hvorfor" in {path[-1] for path in before.asked.paths}
    after = before.remove_row(GOALS, "r1")
    assert MAIN not in after.answers
    assert "hvorfor" not in {path[-1] for path in after.asked.paths}
    assert after.undo() == before
    assert after.undo().asked == before.asked


def test_a_hidden_answer_does_not_hold_a_row_and_goes_with_it(blank: Draft) -> None:
    draft = blank.answer(("har_netvaerk",), True).add_row(PEOPLE).answer((*PEOPLE, "r1", "navn"), "Bo")
    draft = draft.add_row(EFFORTS).answer((*EFFORTS, "r1", "hvem"), "r1").answer(("har_netvaerk",), False)
    assert (*EFFORTS, "r1", "hvem") not in draft.asked
    assert not draft.holding(PEOPLE, "r1")
    gone = draft.remove_row(PEOPLE, "r1")
    assert (*EFFORTS, "r1", "hvem") not in gone.answers
    assert gone.undo() == draft


def test_what_nobody_can_see_holds_no_row() -> None:
    text = (
        "title: Puls\nproperties:\n  ja: {title: Ja?, type: boolean}\n"
        '  maal: {title: Mål, type: array, rowTitle: "{hvad}", items: '
        "{properties: {hvad: {title: Hvad?, type: string}}}}\n"
        "  a: {title: A, visibleIf: {item: ja, is: true}, rowRef: {to: maal, onDelete: block}}\n"
    )
    programme = build(bundle({"questionnaires/puls.yaml": text}))
    draft = begun(programme, programme.questionnaires["puls"], Situation(today=TODAY)).answer(("ja",), True)
    draft = draft.add_row(("maal",)).answer(("a",), "r1")
    assert draft.holding(("maal",), "r1") == (("a",),)
    hidden = draft.answer(("ja",), False)
    assert hidden.holding(("maal",), "r1") == ()
    gone = hidden.remove_row(("maal",), "r1")
    assert ("a",) not in gone.answers
    assert gone.undo() == hidden


def test_a_question_is_asked_only_while_its_rows_are(blank: Draft) -> None:
    draft = blank.add_row(EFFORTS)
    assert (*EFFORTS, "r1", "hvem") not in draft.asked
    assert (*EFFORTS, "r1", "hvem") in draft.answer(("har_netvaerk",), True).asked


def test_what_is_handed_in_holds_the_rows_ids(full: Draft) -> None:
    moment = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)
    response = hand_in(full, HandingIn(id="s1", handed_in_at=moment))
    assert isinstance(response, Response)
    assert response.answers["vigtigst"] == "r1"
    assert response.answers["indsatser"] == [{"id": "r1", "hvad": "Kursus", "maal": "r1"}]


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ({"vigtigst": "m2"}, {("vigtigst", "no-such-row")}),
        ({"indsatser": [{"id": "r1", "hvad": "Kursus", "maal": "m7"}]}, {("indsatser.r1.maal", "no-such-row")}),
        ({"plan": {"delmaal": [{"id": "d1", "efter": "d1"}]}}, {("plan.delmaal.d1.efter", "row-of-itself")}),
        (
            {"indsatser": [{"id": "r1", "hvad": "Kursus", "maal": "m1", "hvem": "p1"}]},
            {("indsatser.r1.hvem", "not-asked"), ("indsatser.r1.hvem", "no-such-row")},
        ),
        ({"vigtigst": 4}, {("vigtigst", "wrong-kind")}),
    ],
    ids=["gone", "gone in a row", "itself", "hidden", "a number"],
)  # fmt: skip
def test_a_response_from_a_file_is_judged_by_the_same_rules(
    answers: dict[str, Json], expected: set[tuple[str, str]]
) -> None:
    given: dict[str, Json] = {"vigtigst": "m1", "plan": {"maal": [{"id": "m1", "hvad": "Lave mad"}]}}
    plan = {**given["plan"], **answers.get("plan", {})}  # type: ignore[dict-item]
    situation = Situation(today=TODAY, mode="interview")
    found = examiner(PLAN, PLAN.questionnaires["plan"], situation).problems(
        {**given, **answers, "plan": plan}, situation, {"en_indsats": "senere"}
    )
    assert {(".".join(one.path), one.code) for one in found if one.check is None} <= expected
    assert found


# --- names ----------------------------------------------------------------------------------------------------------


def titles(draft: Draft, path: Path) -> list[str]:
    question = draft.form.question(path)
    assert question is not None
    scale = draft.standing().as_choice(question, path).scale
    return [] if scale is None else [one.title for one in scale.options]


def test_rows_are_chosen_by_their_titles(full: Draft) -> None:
    assert titles(full, MAIN) == ["Lave mad", "Komme ud"]
    assert full.standing().title((*EFFORTS, "r1")) == "Kursus: Lave mad"


def test_a_row_without_a_title_or_with_anothers_has_its_number(full: Draft) -> None:
    draft = full.answer((*GOALS, "r2", "hvad"), "Lave mad").add_row(GOALS)
    assert titles(draft, MAIN) == ["Lave mad (1)", "Lave mad (2)", "3"]


def test_what_is_blank_in_a_title_leaves_nothing_around_it(full: Draft) -> None:
    draft = full.add_row(EFFORTS, "r2").answer((*EFFORTS, "r2", "hvad"), "Gåtur")
    assert draft.standing().title((*EFFORTS, "r2")) == "Gåtur"


def test_a_row_is_not_offered_to_itself(blank: Draft) -> None:
    draft = blank.add_row(PART_GOALS).answer((*PART_GOALS, "r1", "hvad"), "A").add_row(PART_GOALS)
    draft = draft.answer((*PART_GOALS, "r2", "hvad"), "B")
    assert titles(draft, (*PART_GOALS, "r1", "efter")) == ["B"]


def test_rows_called_by_one_another_have_an_end() -> None:
    programme = build(
        bundle(
            {
                "questionnaires/puls.yaml": "title: Puls\nproperties:\n  trin:\n    title: Trin\n    type: array\n"
                '    rowTitle: "{hvad} efter {efter}"\n    items:\n      properties:\n'
                "        hvad: {title: Hvad?, type: string}\n        efter: {title: Efter?, rowRef: {to: trin}}\n"
            }
        )
    )
    draft = begun(programme, programme.questionnaires["puls"], Situation(today=TODAY))
    for row in ("r1", "r2"):
        draft = draft.add_row(("trin",), row).answer(("trin", row, "hvad"), row.upper())
    for row, after in (("r1", "r2"), ("r2", "r1")):
        draft = draft.answer(("trin", row, "efter"), after)
    assert draft.standing().title(("trin", "r1")) == "R1 efter R2 efter"


# --- rules that hold whatever is done ---------------------------------------------------------------------------------


@settings(max_examples=60, deadline=None)
@given(seed=st.integers(0, 2**32))
def test_whatever_is_done_no_answer_points_to_a_row_that_is_not_there(seed: int) -> None:
    chance = random.Random(seed)
    draft = begun(PLAN, PLAN.questionnaires["plan"], Situation(today=TODAY, mode="interview"))
    for _ in range(25):
        draft = some_change(draft, chance)
        for path, answer in draft.answers.items():
            question = draft.form.question(path)
            if question is not None and question.row_ref is not None:
                assert answer in draft.rows[question.row_ref.to]
        assert not [one for one in review(draft) if one.code in ("no-such-row", "row-of-itself")]
    situation = draft.form.situation
    judged = examiner(PLAN, PLAN.questionnaires["plan"], situation).problems(answers_of(draft), situation)
    assert not [one for one in judged if one.code in ("no-such-row", "row-of-itself", "not-asked")]


# --- mistakes in a programme ------------------------------------------------------------------------------------------


def of_plan(question: str, goals: str = '{title: Mål, type: array, rowTitle: "{hvad}", items: {properties: {hvad: {title: Hvad?, type: string}}}}') -> list[str]:  # fmt: skip  # noqa: E501
    text = f"title: Puls\nproperties:\n  maal: {goals}\n  vigtigst: {question}\n"
    return [one.code for one in problems({"questionnaires/puls.yaml": text})]


@pytest.mark.parametrize(
    ("question", "codes"),
    [
        ("{title: Hvilket?, rowRef: {to: maal}}", []),
        ("{title: Hvilket?, type: string, rowRef: {to: maal, onDelete: clear}}", []),
        ("{title: Hvilket?, rowRef: {to: maal, onDelete: slet}}", ["unknown-word"]),
        ("{title: Hvilket?, rowRef: maal}", ["wrong-type"]),
        ("{title: Hvilket?, rowRef: {}}", ["missing-keyword"]),
        ("{title: Hvilket?, rowRef: {to: maal, ondelete: clear}}", ["unknown-keyword"]),
        ("{title: Hvilket?, scale: fem, rowRef: {to: maal}}", ["unknown-scale", "restricts-beside-scale"]),
        ("{title: Hvilket?, multiline: true, rowRef: {to: maal}}", ["keyword-not-for-type"]),
        ("{title: Hvilket?, carry: compare, rowRef: {to: maal}}", []),
    ],
)
def test_what_can_stand_beside_it(question: str, codes: list[str]) -> None:
    assert of_plan(question) == codes


def test_a_row_can_be_compared_with_another_answer_about_the_same_rows() -> None:
    text = (
        'title: Puls\nproperties:\n  maal: {title: Mål, type: array, rowTitle: "{hvad}", items: {properties: '
        "{hvad: {title: Hvad?, type: string}}}}\n  a: {title: A, rowRef: {to: maal}}\n"
        "  b: {title: B, rowRef: {to: maal}}\n"
        "  c: {title: C, type: boolean, visibleIf: {item: a, is: {item: b}}}\n"
    )
    assert problems({"questionnaires/puls.yaml": text}) == ()
    programme = build(bundle({"questionnaires/puls.yaml": text}))
    draft = begun(programme, programme.questionnaires["puls"], Situation(today=TODAY))
    draft = draft.add_row(("maal",)).add_row(("maal",)).answer(("a",), "r1").answer(("b",), "r2")
    assert parsed("c") not in draft.asked
    assert parsed("c") in draft.answer(("b",), "r1").asked

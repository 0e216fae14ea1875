"""Answers that are rows, from the form to the store and out again: chosen, carried over, told, exported, read back."""

import csv
import io
import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path as FolderPath
from types import MappingProxyType

import pytest

from sipforms.actions.answer_file import AnswerFile, answering, identified, left_out
from sipforms.actions.demonstration.store import Invention, make_demo_store
from sipforms.actions.fill import Filling, Way, hand_in, start, with_draft
from sipforms.actions.form.last_time import last_answer
from sipforms.actions.form.model import FormModel
from sipforms.actions.form.options import choices
from sipforms.actions.form.outcome import Nothing
from sipforms.actions.import_responses import import_responses
from sipforms.actions.library import Library
from sipforms.actions.people import Stay, admit, create
from sipforms.actions.programmes import Programmes
from sipforms.actions.vocabulary import open_vocabulary
from sipforms.actions.workplace import Workplace
from sipforms.engine.ask.draft import Draft
from sipforms.engine.ask.flat import flattened
from sipforms.engine.ask.review import review
from sipforms.engine.ask.situation import Situation
from sipforms.engine.compare.answer_change import answer_changes
from sipforms.engine.paths import Path
from sipforms.engine.problem import Level
from sipforms.engine.programme import Kind
from sipforms.engine.response import Answer, Response
from sipforms.store.casefile import CaseFile, open_case
from sipforms.store.opening import open_store
from tests.actions.conftest import TestClock
from tests.actions.exported import written
from tests.actions.test_import_responses import with_people
from tests.engine.bundles import SMALL, small
from tests.engine.generate import TODAY, begun

NAME = "henvisninger"
PLAN = small(NAME)
GOALS, EFFORTS, MAIN = ("plan", "maal"), ("indsatser",), ("vigtigst",)
NOW = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)
ANSWERED: Mapping[Path, Answer] = {
    (*GOALS, "r1", "hvad"): "Lave mad",
    (*GOALS, "r2", "hvad"): "Komme ud",
    (*EFFORTS, "r1", "hvad"): "Kursus",
    (*EFFORTS, "r1", "maal"): "r1",
    MAIN: "r2",
}


@pytest.fixture
def here(workplace: Workplace) -> Workplace:
    bundle = Library().open(SMALL / NAME)
    return replace(
        workplace,
        programmes=Programmes(by_id=MappingProxyType({NAME: PLAN}), bundles=MappingProxyType({NAME: bundle})),
        built={PLAN.digest: PLAN},
        vocabulary=open_vocabulary(installed=False),
    )


@pytest.fixture
def case(here: Workplace) -> CaseFile:
    file = create(here, "B-1", "")
    assert isinstance(file, CaseFile)
    file = admit(here, file, Stay(programme=NAME, admission=TODAY))
    assert isinstance(file, CaseFile)
    return file


def round_of(here: Workplace, case: CaseFile, questionnaire: str) -> Filling:
    file = open_case(here.store, case.id)
    return start(here, file, PLAN, questionnaire, Way(mode="interview"), file.episodes[0])


def filled(draft: Draft, answers: Mapping[Path, Answer]) -> Draft:
    for path in answers:
        at = draft.form.places.rows_of(draft.form.places.template(path))
        if at is not None and path[len(at)] not in draft.rows.get(at, ()):
            draft = draft.add_row(at, path[len(at)])
    for path, value in answers.items():
        draft = draft.answer(path, value)
    return draft.reason("en_indsats", "Det kommer.")


def kept(here: Workplace, case: CaseFile, answers: Mapping[Path, Answer] = ANSWERED) -> Response:
    filling = round_of(here, case, "plan")
    outcome = hand_in(here, with_draft(filling, filled(filling.draft, answers)))
    assert isinstance(outcome, Response), outcome
    return outcome


# --- on the form ------------------------------------------------------------------------------------------------------


def form(answers: Mapping[Path, Answer] = ANSWERED) -> FormModel:
    return FormModel(
        filled(begun(PLAN, PLAN.questionnaires["plan"], Situation(today=TODAY, mode="interview")), answers)
    )


def offered(model: FormModel, path: Path) -> list[tuple[str, str]]:
    cell = model.outline.cell(path)
    assert cell is not None
    assert cell.question.kind is Kind.CHOICE
    return [(one.key, one.option.title) for one in choices(cell.question) if one.option]


def test_each_row_has_a_key_and_is_called_by_its_title() -> None:
    assert offered(form(), MAIN) == [("1", "Lave mad"), ("2", "Komme ud")]


def test_a_key_answers_with_the_row_and_goes_on() -> None:
    model = form()
    model.go(MAIN)
    outcome = model.press("1")
    assert outcome.entry == {"do": "answer", "path": "vigtigst", "value": "r1"}
    assert model.cursor != MAIN


def test_a_row_that_gets_another_name_has_it_wherever_it_is_chosen() -> None:
    model = form()
    model.go((*GOALS, "r1", "hvad"))
    assert model.answer("Bage brød").reshaped
    assert offered(model, MAIN) == [("1", "Bage brød"), ("2", "Komme ud")]
    model.undo()
    assert offered(model, MAIN) == [("1", "Lave mad"), ("2", "Komme ud")]


def test_without_any_rows_it_is_told_where_one_is_added() -> None:
    model = form({})
    model.go(MAIN)
    for key in ("1", "x", "0"):
        outcome = model.press(key)
        assert (outcome.nothing, outcome.numbers) == (Nothing.NO_ROWS_YET, (model.outline.line(GOALS).number,))


def test_it_is_told_where_a_row_is_the_answer_that_cannot_be_removed() -> None:
    model = form()
    model.go((*GOALS, "r1"))
    outcome = model.remove_row()
    number = model.outline.line((*EFFORTS, "r1", "maal")).number
    assert (outcome.nothing, outcome.numbers, outcome.entry) == (Nothing.ROW_IN_USE, (number,), None)
    assert model.draft.rows[GOALS] == ("r1", "r2")


def test_it_is_told_what_is_blank_without_a_row_that_is_removed() -> None:
    model = form()
    model.go((*GOALS, "r2"))
    outcome = model.remove_row()
    assert (outcome.nothing, outcome.numbers) == (None, (model.outline.line(MAIN).number,))
    assert MAIN not in model.draft.answers
    model.undo()
    assert model.draft.answers == ANSWERED


# --- carried over -----------------------------------------------------------------------------------------------------


def test_what_is_carried_over_still_points_to_its_row(here: Workplace, case: CaseFile, clock: TestClock) -> None:
    """The efforts come before the goals in the other questionnaire, and are answered once the goals are there."""
    kept(here, case)
    clock.passes(days=30)
    draft = round_of(here, case, "status").draft
    assert draft.rows == {("indsatser",): ("r1",), ("maal",): ("r1", "r2")}
    assert draft.answers[("indsatser", "r1", "maal")] == "r1"
    assert draft.standing().title(("maal", "r1")) == "Lave mad"
    assert not review(draft)


def test_only_rows_that_go_on_have_a_last_time(here: Workplace, case: CaseFile, clock: TestClock) -> None:
    """The first row of a list that begins anew is not the first row of last time."""
    kept(here, case)
    clock.passes(days=30)
    again = filled(round_of(here, case, "plan").draft, ANSWERED)
    assert again.form.ready.answers[(*GOALS, "r1", "hvad")] == "Lave mad"
    assert last_answer(again, (*GOALS, "r1", "hvad")) is None
    status = round_of(here, case, "status")
    outcome = hand_in(here, status)
    assert isinstance(outcome, Response)
    clock.passes(days=30)
    assert last_answer(round_of(here, case, "status").draft, ("maal", "r1", "hvad")) == "Lave mad"


# --- from a file ------------------------------------------------------------------------------------------------------


def test_a_file_of_answers_points_to_rows_by_the_ids_it_gives_them() -> None:
    file = AnswerFile(
        questionnaire="plan",
        answers={
            "vigtigst": "mad",
            "plan": {"maal": [{"id": "mad", "hvad": "Lave mad"}]},
            "indsatser": [{"hvad": "Kursus", "maal": "mad"}, {"hvad": "Gåtur", "maal": "tur"}],
        },
    )
    draft = begun(PLAN, PLAN.questionnaires["plan"], Situation(today=TODAY, mode="interview"))
    named = identified(draft, file)
    *_, done = answering(draft, named)
    assert done.answers[MAIN] == "mad"
    assert done.answers[("indsatser", "r1", "maal")] == "mad"
    found = left_out(PLAN.questionnaires["plan"], done, named)
    assert [(one.code, one.path) for one in found] == [("no-such-row", ("indsatser", "r2", "maal"))]


# --- told and exported ------------------------------------------------------------------------------------------------


def test_two_rounds_are_told_by_the_titles_each_row_had(here: Workplace, case: CaseFile, clock: TestClock) -> None:
    first = kept(here, case)
    clock.passes(days=30)
    second = kept(here, case, {(*GOALS, "r2", "hvad"): "Gå tur", MAIN: "r2"})
    changes = {one.path: one for one in answer_changes(first, second, {PLAN.digest: PLAN})}
    scale = changes[MAIN].worded.scale
    assert scale is not None
    assert {one.value: one.title for one in scale.options} == {"r1": "Lave mad", "r2": "Gå tur"}
    assert [one.path for one in changes[MAIN].named_by] == [(*GOALS, "*", "hvad")]


def test_an_export_has_the_rows_id_and_the_codebook_says_of_which_rows(here: Workplace, case: CaseFile) -> None:
    response = kept(here, case)
    files = {ending: content.decode() for ending, content in written(here, "csv").items()}
    of_plan = next(content for ending, content in files.items() if ending.endswith("plan.csv"))
    main = list(csv.DictReader(io.StringIO(of_plan)))
    assert [one["vigtigst"] for one in main] == ["r2"]
    rows = next(content for ending, content in files.items() if ending.endswith("indsatser.csv"))
    (effort,) = csv.DictReader(io.StringIO(rows))
    assert (effort["response_id"], effort["row_id"], effort["maal"]) == (response.id, "r1", "r1")
    codebook = csv.DictReader(io.StringIO(files[".codebook.csv"]))
    said = {(one["column"], one["way"], one["values"]) for one in codebook}
    assert {("vigtigst", "row", "plan.maal.row_id"), ("maal", "row", "plan.maal.row_id")} <= said


def test_what_was_exported_is_read_back_and_what_points_to_nothing_is_not(here: Workplace, case: CaseFile) -> None:
    kept(here, case)
    (line,) = (json.loads(one) for one in written(here, "jsonl")[".jsonl"].splitlines())

    def outcome(answers: object) -> str:
        content = json.dumps({**line, "answers": answers}).encode()
        (found,) = import_responses(with_people(here), io.BytesIO(content))
        return str(getattr(found.outcome, "fault", found.outcome))

    assert outcome(line["answers"]) == "kept"
    assert outcome({**line["answers"], "vigtigst": "r7"}) == "answers"


def test_invented_people_choose_among_their_own_rows(tmp_path: FolderPath) -> None:
    bundle = Library().open(SMALL / NAME)
    list(make_demo_store(tmp_path, Invention(bundle=bundle, programme=PLAN, text="Noget.", citizens=3), NOW))
    store = open_store(tmp_path)
    kept_rounds = [one for case in store.list_cases() for one in open_case(store, case).responses]
    plans = [
        flattened(PLAN.questionnaires["plan"].entries, one.answers)
        for one in kept_rounds
        if one.questionnaire == "plan"
    ]
    assert plans
    for flat in plans:
        assert flat.answers[MAIN] in flat.rows[GOALS]


def test_nothing_is_left_to_mend_where_every_row_is_there() -> None:
    assert not [one for one in review(form().draft) if one.level is Level.ERROR]

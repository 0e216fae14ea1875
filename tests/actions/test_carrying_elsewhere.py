"""A round begins with another questionnaire's answers: on the form, in the store, gone on with, and read back."""

import io
import json
from dataclasses import replace
from datetime import UTC, datetime
from types import MappingProxyType
from typing import Any

import pytest

from sipforms.actions.answer_file import AnswerFile, answering, left_out
from sipforms.actions.fill import Filling, Way, hand_in, resume, start, with_draft
from sipforms.actions.form.carrying import is_fixed
from sipforms.actions.form.model import FormModel
from sipforms.actions.form.outcome import Nothing
from sipforms.actions.import_responses import import_responses
from sipforms.actions.library import Library
from sipforms.actions.people import Stay, admit, create
from sipforms.actions.programmes import Programmes
from sipforms.actions.response_lines import Refusal
from sipforms.actions.vocabulary import open_vocabulary
from sipforms.actions.workplace import Workplace
from sipforms.engine.paths import Path
from sipforms.engine.response import Answer, Response
from sipforms.store.casefile import CaseFile, open_case
from tests.actions.conftest import TestClock
from tests.actions.exported import written
from tests.actions.test_import_responses import with_people
from tests.engine.bundles import SMALL, small

DAY = datetime(2026, 11, 22, tzinfo=UTC)
PLAN: dict[Path, Answer] = {
    ("indsatser", "r1", "navn"): "Samtaler",
    ("indsatser", "r1", "grad"): 2,
    ("indsatser", "r2", "navn"): "Tur",
    ("indsatser", "r2", "slut"): True,
}


@pytest.fixture
def here(workplace: Workplace) -> Workplace:
    programme, bundle = small("andre_skemaer"), Library().open(SMALL / "andre_skemaer")
    return replace(
        workplace,
        programmes=Programmes(
            by_id=MappingProxyType({programme.id: programme}), bundles=MappingProxyType({programme.id: bundle})
        ),
        built={programme.digest: programme},
        vocabulary=open_vocabulary(installed=False),
    )


@pytest.fixture
def case(here: Workplace) -> CaseFile:
    file = create(here, "B-1", "")
    assert isinstance(file, CaseFile)
    file = admit(here, file, Stay(programme="andre_skemaer", admission=DAY.date()))
    assert isinstance(file, CaseFile)
    return file


def begun(here: Workplace, case: CaseFile, questionnaire: str) -> Filling:
    file = open_case(here.store, case.id)
    return start(here, file, small("andre_skemaer"), questionnaire, Way(mode=None), file.episodes[0])


def answered(here: Workplace, case: CaseFile, questionnaire: str, answers: dict[Path, Answer]) -> Response:
    filling = begun(here, case, questionnaire)
    draft = filling.draft
    for path, value in answers.items():
        if len(path) == 3 and path[0] == "indsatser" and path[1] not in draft.rows.get(path[:1], ()):
            draft = draft.add_row(path[:1], path[1])
        draft = draft.answer(path, value)
    outcome = hand_in(here, with_draft(filling, draft))
    assert isinstance(outcome, Response)
    return outcome


def test_a_round_begins_with_the_other_questionnaires_answers(
    here: Workplace, case: CaseFile, clock: TestClock
) -> None:
    answered(here, case, "baggrund", {("klasse",): "3. A", ("ramme", "setting"): "familiepleje"})
    answered(here, case, "plan", PLAN)
    clock.passes(days=30)
    filling = begun(here, case, "opfoelgning")
    expected = {
        ("klasse",): "3. A",
        ("bor",): "familiepleje",
        ("indsatser", "r1", "navn"): "Samtaler",
        ("indsatser", "r1", "grad"): 2,
    }
    assert filling.draft.answers == expected
    assert ("plejemor",) in filling.draft.asked

    answered(here, case, "baggrund", {("klasse",): "4. A", ("ramme", "setting"): "opholdssted"})
    again = resume(here, filling.id).draft
    assert again.answers == expected
    assert ("plejemor",) in again.asked
    assert again.form.ready == filling.draft.form.ready


FIXED: dict[Path, bool] = {
    ("bor",): True,
    ("klasse",): False,
    ("indsatser", "r1"): True,
    ("indsatser", "r1", "navn"): True,
    ("indsatser", "r1", "virker"): False,
    ("indsatser", "r3"): False,
    ("indsatser", "r3", "navn"): False,
}


@pytest.mark.parametrize("path", FIXED, ids=".".join)
def test_what_is_only_to_be_read_cannot_be_changed(here: Workplace, case: CaseFile, path: Path) -> None:
    answered(
        here, case, "baggrund", {("ramme", "setting"): "familiepleje", ("klasse",): "3. A", ("ramme", "ven"): True}
    )
    answered(here, case, "plan", PLAN)
    draft = begun(here, case, "opfoelgning").draft.add_row(("indsatser",), "r3")
    assert is_fixed(draft, path) is FIXED[path]
    model = FormModel(draft)
    assert model.go(path).nothing is None
    assert model.cursor == path
    outcome = model.remove_row() if path[-1] in ("r1", "r3") else model.clear()
    assert (outcome.nothing is Nothing.READ_ONLY) is FIXED[path]


def test_a_file_of_answers_goes_before_what_is_carried_over_but_not_what_is_only_to_be_read(
    here: Workplace, case: CaseFile
) -> None:
    answered(here, case, "baggrund", {("ramme", "setting"): "familiepleje", ("klasse",): "3. A"})
    draft = begun(here, case, "opfoelgning").draft
    file = AnswerFile(
        questionnaire="opfoelgning", answers={"klasse": "4. A", "bor": "opholdssted", "plejemor": 2, "medarbejder": 1}
    )
    *_, filled = answering(draft, file)
    assert (filled.answers["klasse",], filled.answers["bor",]) == ("4. A", "familiepleje")
    told = left_out(draft.form.questionnaire, filled, file)
    assert [(one.code, one.path) for one in told] == [("not-asked", ("medarbejder",)), ("carried-over", ("bor",))]


def test_a_response_keeps_what_it_read_and_nothing_else_of_the_others(here: Workplace, case: CaseFile) -> None:
    answered(here, case, "baggrund", {("ramme", "setting"): "opholdssted"})
    answered(here, case, "plan", PLAN)
    response = answered(here, case, "opfoelgning", {("medarbejder",): 3, ("dag",): "2026-11-22"})
    kept = open_case(here.store, case.id).responses[-1]
    assert kept == response
    assert kept.latest == {
        "baggrund": {"ramme": {"setting": "opholdssted"}},
        "plan": {"indsatser": [{"id": "r1", "grad": 2}, {"id": "r2"}]},
    }


def lines_of(here: Workplace) -> list[dict[str, Any]]:
    return [json.loads(line) for line in written(here, "jsonl")[".jsonl"].splitlines()]


def imported(here: Workplace, lines: list[dict[str, Any]]) -> list[str]:
    """What becomes of the lines in a store with the same people and no responses; the fault and its field."""
    content = "\n".join(json.dumps(line) for line in lines).encode()
    outcomes = import_responses(with_people(here), io.BytesIO(content))
    return [
        f"{one.outcome.fault} {one.outcome.field}".strip() if isinstance(one.outcome, Refusal) else str(one.outcome)
        for one in outcomes
    ]


@pytest.fixture
def lines(here: Workplace, case: CaseFile, clock: TestClock) -> list[dict[str, Any]]:
    """A background, and a follow-up that turned on it."""
    answered(here, case, "baggrund", {("ramme", "setting"): "familiepleje"})
    clock.passes(days=1)
    answered(here, case, "opfoelgning", {("plejemor",): 3})
    return lines_of(here)


def test_a_response_is_read_back_by_what_it_read(here: Workplace, lines: list[dict[str, Any]]) -> None:
    """Alone, too: what it read of the background stands in it."""
    assert imported(here, lines) == ["kept", "kept"]
    assert imported(here, lines[1:]) == ["kept"]


def test_a_response_that_does_not_say_what_it_read_is_judged_by_what_there_was(
    here: Workplace, lines: list[dict[str, Any]]
) -> None:
    background, follow_up = lines
    del follow_up["latest"]
    assert imported(here, [background, follow_up]) == ["kept", "kept"]
    assert imported(here, [follow_up]) == ["answers"]


WRONG: dict[str, tuple[object, str]] = {
    "another answer than what was asked turned on": ({"baggrund": {"ramme": {"setting": "opholdssted"}}}, "answers"),
    "nothing": ({}, "answers"),
    "more than is read": ({"plan": {"naeste": "2026-12-01"}}, "not-offered latest"),
    "a questionnaire that is not read": ({"andet": {}}, "not-offered latest"),
    "what cannot be answered": ({"baggrund": {"ramme": {"setting": "slottet"}}}, "not-offered latest"),
    "no mapping": ("familiepleje", "envelope latest"),
}


@pytest.mark.parametrize("case_", WRONG)
def test_what_a_response_cannot_have_read_is_refused(here: Workplace, lines: list[dict[str, Any]], case_: str) -> None:
    latest, fault = WRONG[case_]
    assert imported(here, [{**lines[1], "latest": latest}]) == [fault]

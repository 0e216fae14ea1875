"""A round begins with another questionnaire's answers: on the form, in the store, and gone on with."""

from dataclasses import replace
from datetime import UTC, datetime
from types import MappingProxyType

import pytest

from sipforms.actions.fill import Filling, Way, hand_in, resume, start, with_draft
from sipforms.actions.form.carrying import is_fixed
from sipforms.actions.form.model import FormModel
from sipforms.actions.form.outcome import Nothing
from sipforms.actions.library import Library
from sipforms.actions.people import Stay, admit, create
from sipforms.actions.programmes import Programmes
from sipforms.actions.workplace import Workplace
from sipforms.engine.paths import Path
from sipforms.engine.response import Answer, Response
from sipforms.store.casefile import CaseFile, open_case
from tests.actions.conftest import TestClock
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

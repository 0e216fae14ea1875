"""Invented citizens: the same for one seed, with every round handed in as staff would, and never in a real store."""

import random
from datetime import UTC, datetime
from pathlib import Path

import pytest

from sipforms.actions.demonstration.answering import Answering
from sipforms.actions.demonstration.person import SURNAME, persons
from sipforms.actions.demonstration.store import CITIZENS, ROUNDS, Invention, make_demo_store
from sipforms.engine.ask.draft import begin
from sipforms.engine.ask.draft_header import DraftHeader
from sipforms.engine.ask.review import review
from sipforms.engine.ask.situation import Situation
from sipforms.engine.programme import Programme
from sipforms.engine.read.bundle import Bundle
from sipforms.store.casefile import CaseFile, open_case, open_facility
from sipforms.store.opening import open_store

NOW = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory, voksen_bundle: Bundle, voksen: Programme) -> Path:
    folder = tmp_path_factory.mktemp("data") / "demo"
    invention = Invention(bundle=voksen_bundle, programme=voksen, text="Opdigtet.")
    done = list(make_demo_store(folder, invention, NOW))
    assert (done[0].done, done[-1].done, done[-1].total) == (0, CITIZENS, CITIZENS)
    return folder


def files(folder: Path) -> list[CaseFile]:
    store = open_store(folder)
    return [open_case(store, case) for case in store.list_cases()]


def test_everybody_has_their_rounds_behind_them_and_the_next_to_come(demo: Path) -> None:
    rounds = sorted(sum(one.questionnaire == "livskvalitet" for one in file.responses) for file in files(demo))
    assert rounds == [1] + [ROUNDS] * (CITIZENS - 1)
    assert all(one.answered_on < NOW.date() for file in files(demo) for one in file.responses)


def test_everybody_is_clearly_invented(demo: Path) -> None:
    assert all(file.citizen and file.citizen.name.endswith(SURNAME) for file in files(demo))
    assert open_store(demo).facts.is_demo


def test_the_facility_has_answered_for_itself(demo: Path) -> None:
    responses = open_facility(open_store(demo)).responses
    assert {one.questionnaire for one in responses} == {"rammer"}


def test_somebody_changes_from_interview_to_observation(demo: Path) -> None:
    modes = [
        [one.mode for one in sorted(file.responses, key=lambda one: one.answered_on) if one.mode]
        for file in files(demo)
    ]
    assert ["interview", "interview", "observation", "observation"] in modes
    assert ["interview", "interview", "interview", "assisted"] in modes


def test_one_seed_gives_the_same_answers(demo: Path, tmp_path: Path, voksen_bundle: Bundle, voksen: Programme) -> None:
    invention = Invention(bundle=voksen_bundle, programme=voksen, text="Opdigtet.")
    list(make_demo_store(tmp_path / "demo", invention, NOW))
    both = [
        {file.citizen.code: [one.answers for one in file.responses] for file in files(folder) if file.citizen}
        for folder in (demo, tmp_path / "demo")
    ]
    assert both[0] == both[1]


def test_a_store_half_made_is_not_there(tmp_path: Path, voksen_bundle: Bundle, voksen: Programme) -> None:
    invention = Invention(bundle=voksen_bundle, programme=voksen, text="Opdigtet.")
    assert [next(one) for one in [make_demo_store(tmp_path / "demo", invention, NOW)] for _ in "ab"]
    assert not (tmp_path / "demo").exists()
    list(make_demo_store(tmp_path / "demo", invention, NOW))
    assert len(files(tmp_path / "demo")) == CITIZENS


@pytest.mark.parametrize("questionnaire", ["baggrund", "livskvalitet", "indsats", "rammer"])
def test_nearly_everything_is_answered_as_the_questions_allow(voksen: Programme, questionnaire: str) -> None:
    asked = voksen.questionnaires[questionnaire]
    situation = Situation(
        mode=next(iter(asked.modes), None), informant=next(iter(asked.informants), None), today=NOW.date()
    )
    header = DraftHeader(
        programme="voksen",
        version=voksen.version,
        digest=voksen.digest,
        questionnaire=questionnaire,
        situation=situation,
        begun_at=NOW,
    )
    seed = random.Random(questionnaire).randint(0, 10**6)
    for person in persons(6, 4, seed):
        draft = Answering(person, 0, NOW.date(), "Opdigtet.").answered(begin(voksen, header))
        assert len(draft.answers) >= 0.7 * len(draft.asked.paths)
        assert not [one for one in review(draft) if one.code == "required"]

"""A demonstration store: everybody with their rounds behind them and the next to come, whole or not at all."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from sipforms.actions.demonstration.person import SURNAME
from sipforms.actions.demonstration.store import Invention, make_demo_store
from sipforms.actions.due import due_of_everybody
from sipforms.actions.fill import open_drafts
from sipforms.actions.people import people
from sipforms.actions.settings import Settings
from sipforms.actions.workplace import Workplace, open_workplace
from sipforms.engine.programme import Programme
from sipforms.engine.read.bundle import Bundle
from sipforms.engine.schedule import Urgency
from sipforms.store.casefile import CaseFile, open_case, open_facility
from sipforms.store.opening import open_store

NOW = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)
CITIZENS = 18


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory, voksen_bundle: Bundle, voksen: Programme) -> Path:
    folder = tmp_path_factory.mktemp("data") / "demo"
    invention = Invention(bundle=voksen_bundle, programme=voksen, text="Opdigtet.")
    done = list(make_demo_store(folder, invention, NOW))
    assert (done[0].done, done[-1].done, done[-1].total, done[-1].unanswerable) == (0, CITIZENS, CITIZENS, ())
    return folder


def files(folder: Path) -> list[CaseFile]:
    store = open_store(folder)
    return [open_case(store, case) for case in store.list_cases()]


def place(folder: Path) -> Workplace:
    return open_workplace(Settings(), open_store(folder), lambda: NOW)


def test_some_have_many_rounds_behind_them_and_some_have_just_come(demo: Path) -> None:
    rounds = [
        len({one.answered_on for one in file.responses if one.questionnaire == "indsats"}) for file in files(demo)
    ]
    assert max(rounds) >= 4
    assert min(rounds) <= 1
    assert all(one.answered_on < NOW.date() for file in files(demo) for one in file.responses)


def test_the_first_has_four_rounds_and_the_next_to_do_today(demo: Path) -> None:
    (first,) = (file for file in files(demo) if file.citizen and file.citizen.code == "B-1042")
    rounds = [one for one in first.responses if one.questionnaire == "livskvalitet"]
    assert ([one.mode for one in rounds], [one.informant for one in rounds]) == (["interview"] * 4, ["borger"] * 4)
    waiting = due_of_everybody(place(demo), people(place(demo)), NOW.date())
    assert {one.due.main for one in waiting if one.file.id == first.id and one.due.opens <= NOW.date()} >= {
        "livskvalitet",
        "indsats",
    }


def test_most_is_done_some_is_due_and_some_overdue(demo: Path) -> None:
    waiting = due_of_everybody(place(demo), people(place(demo)), NOW.date())
    kinds = [one.due.urgency for one in waiting]
    late = kinds.count(Urgency.OVERDUE) + kinds.count(Urgency.DUE)
    assert Urgency.OVERDUE in kinds
    assert 3 <= late <= 0.15 * sum(len(file.responses) for file in files(demo))


def test_somebody_has_moved_and_somebody_is_in_the_middle_of_a_form(demo: Path) -> None:
    assert any(stay.discharge is not None for file in files(demo) for stay in file.episodes)
    here = place(demo)
    drafts = [one for file in people(here).files for one in open_drafts(here, file)]
    assert drafts
    assert all(one.answered >= 1 for one in drafts)


def test_everybody_is_clearly_invented(demo: Path) -> None:
    assert all(file.citizen and file.citizen.name.endswith(SURNAME) for file in files(demo))
    assert open_store(demo).facts.is_demo


def test_the_facility_has_answered_for_itself(demo: Path) -> None:
    responses = open_facility(open_store(demo)).responses
    assert {one.questionnaire for one in responses} == {"rammer"}
    assert len(responses) >= 2


def test_one_seed_gives_the_same_store(demo: Path, tmp_path: Path, voksen_bundle: Bundle, voksen: Programme) -> None:
    list(make_demo_store(tmp_path / "demo", Invention(bundle=voksen_bundle, programme=voksen, text="Opdigtet."), NOW))
    both = [
        {file.id: (file.citizen, file.episodes, file.responses) for file in files(folder)}
        for folder in (demo, tmp_path / "demo")
    ]
    assert both[0] == both[1]


def test_whoever_stops_half_way_leaves_nothing_behind(tmp_path: Path, voksen_bundle: Bundle, voksen: Programme) -> None:
    making = make_demo_store(
        tmp_path / "demo", Invention(bundle=voksen_bundle, programme=voksen, text="Opdigtet.", citizens=3), NOW
    )
    assert [next(making).done for _ in "ab"] == [0, 1]
    assert [one.suffix for one in tmp_path.iterdir()] == [".unfinished"]
    making.close()
    assert not list(tmp_path.iterdir())


def test_two_that_are_made_at_once_do_not_disturb_each_other(
    tmp_path: Path, voksen_bundle: Bundle, voksen: Programme
) -> None:
    invention = Invention(bundle=voksen_bundle, programme=voksen, text="Opdigtet.", citizens=2)
    first, second = (make_demo_store(tmp_path / "demo", invention, NOW) for _ in "ab")
    next(first)
    assert [one.done for one in second][-1] == 2
    assert [one.done for one in first][-1] == 2
    assert [*tmp_path.iterdir()] == [tmp_path / "demo"]
    assert len(files(tmp_path / "demo")) == 2


def test_an_interruption_leaves_nothing_behind(tmp_path: Path, voksen_bundle: Bundle, voksen: Programme) -> None:
    making = make_demo_store(
        tmp_path / "demo", Invention(bundle=voksen_bundle, programme=voksen, text="Opdigtet.", citizens=3), NOW
    )
    next(making)
    with pytest.raises(KeyboardInterrupt):
        making.throw(KeyboardInterrupt)
    assert not list(tmp_path.iterdir())


def test_what_was_left_by_a_power_cut_is_no_hindrance(tmp_path: Path, voksen_bundle: Bundle, voksen: Programme) -> None:
    (tmp_path / "demo.unfinished").mkdir()
    (tmp_path / "demo.unfinished" / "store.json").write_text("{", "utf-8")
    list(
        make_demo_store(
            tmp_path / "demo", Invention(bundle=voksen_bundle, programme=voksen, text="Opdigtet.", citizens=2), NOW
        )
    )
    assert len(files(tmp_path / "demo")) == 2

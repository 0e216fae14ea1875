"""A form that is open gives a sign of life, and where the disk knows no locks two people see each other."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from sipforms.actions.fill import Way, resume, start
from sipforms.actions.form.keeping import Keeper
from sipforms.actions.form.model import FormModel
from sipforms.actions.people import Stay, admit, create
from sipforms.actions.workplace import Workplace
from sipforms.engine.programme import Programme
from sipforms.store.casefile import CaseFile
from sipforms.store.opening import create_store, open_store
from sipforms.tui.app import SipApp
from tests.actions.conftest import TestClock
from tests.tui.conftest import filling_in

INTERVIEW = Way(mode="interview", informant="borger")
Stations = Callable[[str, str], Workplace]


@pytest.fixture
def stations(place: Workplace, clock: TestClock, tmp_path: Path) -> Stations:
    create_store(tmp_path / "store", purpose="demo", created=clock.moment)
    return lambda user, machine: replace(place, store=open_store(tmp_path / "store"), user=user, workstation=machine)


@pytest.fixture
def draft(stations: Stations, voksen: Programme, clock: TestClock) -> str:
    here = stations("KHO", "Vagtstuen")
    file = create(here, "B-7", "")
    assert isinstance(file, CaseFile)
    file = admit(here, file, Stay(programme="voksen", admission=clock.moment.date()))
    assert isinstance(file, CaseFile)
    filling = start(here, file, voksen, "livskvalitet", INTERVIEW, file.episodes[0])
    here.store.close()
    return filling.id


def test_an_answer_a_minute_later_is_a_sign_of_life(stations: Stations, draft: str, clock: TestClock) -> None:
    mine, theirs = stations("KHO", "Vagtstuen"), stations("MJE", "Kontoret")
    filling = resume(mine, draft)
    begun, keeper, model = clock.moment, Keeper(mine, filling), FormModel(filling.draft)
    stamps = []
    for _ in range(3):
        clock.passes(seconds=40)
        keeper.keep([model.press("4").entry or {}])
        (lease,) = theirs.store.leases(draft)
        stamps.append((lease.stamp, (lease.seen - begun).seconds))
        assert lease.since == begun
    assert stamps == [(1, 0), (2, 80), (2, 80)], "one sign of life a minute, and no more for many answers"


async def test_on_a_disk_without_locks_two_people_see_each_other(
    stations: Stations, draft: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sipforms.store.filesystem.is_locked_out", lambda _: False)
    mine, theirs = stations("KHO", "Vagtstuen"), stations("MJE", "Kontoret")
    filling = resume(mine, draft)
    keeper = Keeper(mine, filling)
    async with filling_in(SipApp(theirs), resume(theirs, draft)) as seen:
        seen.form.show_presence()
        assert "KHO" not in seen.text, "what was left behind before may be of a program that was killed"
        keeper.show_presence()
        seen.form.show_presence()
        await seen.settle()
        assert "KHO har også skemaet åbent på Vagtstuen" in seen.text

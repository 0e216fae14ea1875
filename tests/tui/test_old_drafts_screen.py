"""Drafts that nobody touches are proposed on the first screen, and go only when a person says so twice."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from sipforms.actions.fill import Way, keep, put_aside, start
from sipforms.actions.workplace import Workplace
from sipforms.store.access.changes.settings import set_draft_retention
from sipforms.store.casefile import open_case
from sipforms.tui.app import SipApp
from tests.actions.conftest import TestClock
from tests.signed_in import NOW, citizen, entered, founded
from tests.tui.conftest import LARGE, USUAL, listed

IMPORTANT = ("psykisk_velbefindende", "humoer", "vigtighed")


@pytest.fixture
def time() -> TestClock:
    return TestClock(moment=NOW)


@pytest.fixture
def leader(tmp_path: Path, time: TestClock) -> Iterator[Workplace]:
    """A leader of a facility that keeps drafts for 30 days, with two drafts: of today, and of ten days later."""
    founded(tmp_path / "store")
    case = citizen(tmp_path / "store")
    with entered(tmp_path / "store", now=time) as here:
        assert here.session is not None
        set_draft_retention(here.session, 30, now=NOW, witness=here.witness)
        for mode, informant in (("interview", "borger"), ("observation", "kontaktperson")):
            file, programme = open_case(here.store, case), here.programmes.by_id["voksen"]
            way = Way(mode=mode, informant=informant)
            filling = start(here, file, programme, "livskvalitet", way, file.episodes[0])
            keep(here, filling, filling.draft.answer(IMPORTANT, 5).last or {})
            put_aside(here, filling)
            time.passes(days=10)
        yield here


@pytest.mark.parametrize("size", [USUAL, LARGE], ids=["80x24", "120x40"])
async def test_old_drafts_are_proposed_and_go_only_when_asked_twice(
    leader: Workplace, time: TestClock, size: tuple[int, int]
) -> None:
    time.passes(days=15)
    async with listed(SipApp(leader), size) as seen:
        assert "1 kladde er ældre end 30 dage. O viser den." in seen.text
        await seen.press("o")
        assert seen.screen == "OldDraftsScreen"
        for words in ("B-1042", "Livskvalitet · Interview · Borgeren", "22-11-2026", "Ingen har rørt disse i 30 dage"):
            assert words in seen.text, words
        await seen.press("delete")
        assert "1 svar" in seen.line("status")
        assert len(leader.store.list_drafts().drafts) == 2
        await seen.press("escape")
        assert seen.screen == "CitizensScreen"
        await seen.press("o", "delete", "delete")
        assert "Der er ingen gamle kladder." in seen.text
        await seen.press("delete", "enter", "escape")
        assert "ældre end" not in seen.text
    assert len(leader.store.list_drafts().drafts) == 1, "what is not old stays"


async def test_where_nothing_is_old_nothing_is_said(leader: Workplace) -> None:
    async with listed(SipApp(leader)) as seen:
        assert "kladde" not in seen.text
        await seen.press("o")
        assert "Der er ingen gamle kladder." in seen.text

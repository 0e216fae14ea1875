"""A form that was begun by mistake, in a wrong form or way, does not stand in the way of the right one."""

from sipforms.actions.fill import start
from sipforms.actions.workplace import Workplace
from sipforms.engine.programme import Programme
from sipforms.store.memory import MemoryStore
from sipforms.tui.app import SipApp
from tests.tui.conftest import INTERVIEW, Admitted, listed, opened


async def test_who_only_looked_at_a_form_leaves_no_draft(
    workplace: Workplace, admitted: Admitted, store: MemoryStore
) -> None:
    admitted("B-7")
    async with listed(SipApp(workplace)) as seen:
        await seen.press("enter")
        await seen.mark("Livskvalitet")
        await seen.press("enter", "1", "4", "backspace", "down", "escape")
        assert seen.screen == "CaseScreen"
        assert store.list_drafts().drafts == ()
        await seen.mark("Livskvalitet")
        await seen.press("enter")
        assert seen.screen == "ChooseHowScreen", "another way can be chosen"


async def test_delete_throws_a_draft_with_answers_away_only_when_asked_twice(
    workplace: Workplace, admitted: Admitted, store: MemoryStore
) -> None:
    admitted("B-7")
    async with listed(SipApp(workplace)) as seen:
        await seen.press("enter")
        await seen.mark("Livskvalitet")
        await seen.press("enter", "1", "4", "escape", "home")
        assert "Livskvalitet · 1 svar" in seen.text
        await seen.press("delete")
        assert len(store.list_drafts().drafts) == 1
        await seen.press("down", "up", "delete")
        assert len(store.list_drafts().drafts) == 1, "moving away takes the question back"
        await seen.press("delete")
        assert store.list_drafts().drafts == ()
        assert "· 1 svar" not in seen.text
        await seen.press("delete")
        assert seen.screen == "CaseScreen", "on anything else the key does nothing"


async def test_a_draft_of_earlier_answers_alone_goes_at_the_first_asking(
    place: Workplace, admitted: Admitted, voksen: Programme, store: MemoryStore
) -> None:
    file = admitted("B-7")
    start(place, file, voksen, "livskvalitet", INTERVIEW, file.episodes[0])
    async with opened(SipApp(place, file)) as seen:
        await seen.press("home")
        assert "Livskvalitet · 0 svar" in seen.text
        await seen.press("delete")
        assert store.list_drafts().drafts == ()

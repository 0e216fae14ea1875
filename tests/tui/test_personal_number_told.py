"""A CPR number is never asked for; where one is typed somebody is told, without the number, and may keep it."""

from collections.abc import Callable

from sipforms.actions.fill import Filling
from sipforms.actions.workplace import Workplace
from sipforms.store.casefile import open_case
from sipforms.store.memory import MemoryStore
from sipforms.tui.app import SipApp
from tests.tui.conftest import filling_in, listed

NUMBER = "010203-1234"
STORY = ("livssituation", "livshistorie")


async def test_one_in_a_story_is_told_before_handing_in(workplace: Workplace, begun: Callable[..., Filling]) -> None:
    async with filling_in(SipApp(workplace), begun("baggrund")) as seen:
        seen.form.take(seen.form.model.go(STORY))
        await seen.press_at_once("enter")
        await seen.write(f"ring {NUMBER}")
        await seen.press_at_once("f3")
        assert seen.draft.answers == {STORY: f"ring {NUMBER}"}
        await seen.press("f2")
        assert "ligner et CPR-nummer" in seen.text
        assert NUMBER not in seen.text


async def test_one_in_place_of_a_code_is_kept_only_when_meant(workplace: Workplace, store: MemoryStore) -> None:
    async with listed(SipApp(workplace)) as seen:
        await seen.press("n")
        await seen.write(NUMBER)
        await seen.press("f2")
        assert "ligner et CPR-nummer" in seen.text
        assert store.list_cases() == ()
        await seen.press("f2")
        assert seen.screen == "CaseScreen"
    file = open_case(store, store.list_cases()[0])
    assert file.citizen is not None
    assert file.citizen.code == NUMBER

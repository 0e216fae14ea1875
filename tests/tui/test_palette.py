"""Ctrl+P: our own commands and no others, searched by typing, hidden like everything else."""

from collections.abc import Callable

from sipforms.actions.fill import Filling
from sipforms.actions.workplace import Workplace
from sipforms.tui.app import SipApp
from sipforms.tui.commands import Command, matching_commands
from sipforms.tui.screens.palette import PaletteScreen
from tests.tui.conftest import Seen, filling_in, opened

Begun = Callable[..., Filling]
TEXTUALS = ("Screenshot", "Maximize", "Minimize", "Show keys", "Theme", "Quit", "Keys")


def titles(seen: Seen) -> list[str]:
    assert isinstance(seen.app.screen, PaletteScreen)
    return [one.title for one in seen.app.screen._commands]


def test_all_words_are_searched_and_beginnings_come_first() -> None:
    commands = [Command(title=title, does=lambda: None) for title in ("Tema: lyst", "Lås skærmen", "Lyst tema")]
    assert [one.title for one in matching_commands(commands, "lyst TEMA")] == ["Lyst tema", "Tema: lyst"]
    assert matching_commands(commands, "") == tuple(commands)
    assert matching_commands(commands, "xyz") == ()


async def test_the_form_has_its_commands_and_none_is_textuals(workplace: Workplace, begun: Begun) -> None:
    async with filling_in(SipApp(workplace), begun(), (100, 50)) as seen:
        await seen.press("4", "3", "ctrl+p")
        found = titles(seen)
        assert found[:4] == ["Gennemgå og aflevér", "Næste tomme", "Gå til et nummer", "Fortryd"]
        assert not set(TEXTUALS) & set(found)
        assert len(found) == len(set(found))
        await seen.write("fortr")
        await seen.press("enter")
        assert seen.screen == "FormScreen"
        assert list(seen.draft.answers.values()) == [4]
        await seen.press("ctrl+p")
        await seen.press_at_once(*"12345")
        assert "Sådan en kommando er der ikke" in seen.text
        await seen.press("enter", "escape")
        assert list(seen.draft.answers.values()) == [4], "what is typed in the palette answers nothing"


async def test_it_is_put_away_by_the_key_that_brought_it(workplace: Workplace) -> None:
    async with opened(SipApp(workplace)) as seen:
        await seen.press("ctrl+p")
        assert titles(seen)[0] == "Borgere"
        assert len(titles(seen)) == len(set(titles(seen)))
        assert "Kommandoer" not in titles(seen)
        assert not {"Lås skærmen", "Skift din adgangssætning", "En anden bruger"} & set(titles(seen)), (
            "nobody signs in here"
        )
        await seen.press("ctrl+p")
        assert seen.screen == "TodayScreen"


async def test_f8_hides_it_and_it_does_not_open_behind(workplace: Workplace, begun: Begun) -> None:
    async with filling_in(SipApp(workplace), begun()) as seen:
        await seen.press("ctrl+p", "f8")
        assert "Gennemgå" not in seen.text
        assert "B-1" not in seen.text
        await seen.press("ctrl+p", "f9")
        assert seen.screen == "HiddenScreen"
        await seen.press("f8")
        assert seen.screen == "PaletteScreen"


async def test_commands_of_every_screen_are_there(workplace: Workplace, begun: Begun) -> None:
    app = SipApp(workplace)
    async with filling_in(app, begun()) as seen:
        for typed, screen, back in (("skjul", "HiddenScreen", "f8"), ("hjælp", "HelpScreen", "escape")):
            await seen.press("ctrl+p")
            await seen.write(typed)
            await seen.press("enter")
            assert seen.screen == screen
            await seen.press(back)
        await seen.press("ctrl+p")
        await seen.write("høj kontrast")
        await seen.press("enter")
        assert app.preferences.theme == "contrast"
        assert seen.line("status") == "Tema: høj kontrast."

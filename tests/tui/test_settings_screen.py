"""Settings: changed with the arrows, in force at once, kept; the keys are tried; the file of keys is begun and read."""

from collections.abc import Callable

import pytest

from sipforms.actions.fill import Filling
from sipforms.actions.keymap import keymap_file, read_keymap
from sipforms.actions.preferences import CHOICES, own_file, preferences_of
from sipforms.actions.workplace import Workplace
from sipforms.tui.app import SipApp
from sipforms.tui.choice_words import ABOUT, NAMES, VALUES
from tests.tui.conftest import USUAL, Seen, filling_in, opened

Begun = Callable[..., Filling]


async def settings(seen: Seen) -> None:
    await seen.press("i")
    assert seen.screen == "SettingsScreen"


def test_every_preference_and_everything_it_can_be_has_words() -> None:
    assert list(NAMES) == list(CHOICES) == list(ABOUT)
    assert {name: tuple(words) for name, words in VALUES.items()} == {
        name: values for name, values in CHOICES.items() if name != "guard_ms"
    }


async def test_the_arrows_choose_and_change_and_it_is_so_at_once(workplace: Workplace) -> None:
    app = SipApp(workplace)
    async with opened(app, USUAL) as seen:
        await settings(seen)
        assert "Indstillinger" in seen.line("top")
        assert "[mørkt]" in seen.text
        await seen.press("right")
        assert "[lyst]" in seen.text
        assert app.theme == "sip-light"
        assert seen.line("status") == "Tema: lyst."
        await seen.press("down", "down", "left")
        assert "[ét spørgsmål ad gangen]" in seen.text
        await seen.press("down", "enter", "down", "right")
        found = preferences_of(workplace)
        assert (found.theme, found.spacing, found.advance, found.guard_ms) == ("light", "single", "after_enter", 80)
        await seen.press("escape")
        assert seen.screen == "TodayScreen"


@pytest.mark.long
async def test_every_setting_can_be_gone_through_and_comes_back(workplace: Workplace) -> None:
    app = SipApp(workplace)
    async with opened(app) as seen:
        await settings(seen)
        before = app.preferences
        for name in NAMES:
            await seen.press_at_once(*["right"] * (9 if name == "guard_ms" else len(CHOICES[name])))
            assert app.preferences == before, name
            await seen.press("down")


async def test_the_line_of_signs_shows_what_the_terminal_is_asked_to_show(workplace: Workplace) -> None:
    async with opened(SipApp(workplace)) as seen:
        await settings(seen)
        assert "▶" in seen.line("sample")
        await seen.press("down")
        drawn = []
        for _once in range(4):
            drawn.append("▶" in seen.text)
            await seen.press("right")
        assert drawn.count(False) == 2, "neither the safe set nor ASCII has it"


async def test_what_cannot_be_kept_is_told_and_holds_until_leaving(workplace: Workplace) -> None:
    app = SipApp(workplace)
    async with opened(app) as seen:
        await settings(seen)
        own_file().parent.parent.mkdir(exist_ok=True)
        own_file().parent.write_text("a file where the folder should be")
        await seen.press("right")
        assert "kunne ikke gemmes" in seen.text
        assert app.preferences.theme == "light"


async def test_a_number_of_the_file_between_the_steps_is_kept_in_the_row(workplace: Workplace) -> None:
    own_file().parent.mkdir()
    own_file().write_text("guard_ms = 70\n")
    app = SipApp(workplace)
    async with opened(app) as seen:
        await settings(seen)
        await seen.press(*["down"] * 4)
        assert "70 ms" in seen.text
        await seen.press("right")
        assert app.preferences.guard_ms == 80


# --- keys -----------------------------------------------------------------------------------------------------------


async def test_a_file_of_keys_is_begun_read_and_its_mistakes_are_told(workplace: Workplace, begun: Begun) -> None:
    filling = begun()
    app = SipApp(workplace)
    async with opened(app) as seen:
        await settings(seen)
        await seen.mark("Egne taster")
        assert "de sædvanlige" in seen.text
        await seen.press("enter")
        assert "Begyndt:" in seen.line("status")
        assert read_keymap().wrong == ()
        written = keymap_file().read_text(encoding="utf-8")
        assert '# note = ["*", "k"]  # note' in written
        keymap_file().write_text(written.replace("# note =", "note =").replace('["*", "k"]', '["w", "5", "f8"]'))
        await seen.press("enter")
        assert seen.line("status").startswith("keys.toml, linje ")
        assert "5 beholder sin betydning" in seen.line("status")
        assert "2 fejl i filen" in seen.text
        keymap_file().write_text('note = ["w"]\n')
        await seen.press("enter")
        assert seen.line("status") == "Læst igen: 1 egen tast."
        await app.push_screen(_form(filling))
        await seen.settle()
        await seen.press("w")
        assert seen.form.writer.is_writing


def _form(filling: Filling):  # type: ignore[no-untyped-def] # noqa: ANN202
    from sipforms.tui.screens.form import FormScreen

    return FormScreen(filling, "B-1", len(filling.draft.undoable))


async def test_an_existing_file_is_never_written_over(workplace: Workplace) -> None:
    keymap_file().parent.mkdir()
    keymap_file().write_text("note\n")
    async with opened(SipApp(workplace)) as seen:
        assert "keys.toml, linje 1" in seen.text
        await settings(seen)
        await seen.mark("Egne taster")
        await seen.press("enter")
        assert keymap_file().read_text() == "note\n"


async def test_the_keys_can_be_tried(workplace: Workplace) -> None:
    async with opened(SipApp(workplace)) as seen:
        await settings(seen)
        await seen.mark("Prøv tasterne")
        await seen.press("enter")
        assert "┌" in seen.text
        for key, told in {
            "subtract": "I skemaet: vil ikke. Den kommer fra talblokken.",
            "minus": "I skemaet: vil ikke.",
            "4": "I skemaet: svar.",
            "end": "Trykkede du 1 på talblokken? Så er NumLock slukket.",
            "f2": "I skemaet: gennemgå og aflevér.",
            "f5": "I skemaet: ingenting.",
            "q": "I skemaet: et svar, hvor spørgsmålet har det.",
        }.items():
            await seen.press(key)
            assert seen.line("means").endswith(told), key
        await seen.press("escape")
        assert seen.screen == "TryKeysScreen"
        await seen.press_at_once("x", "escape", "escape")
        assert seen.screen == "SettingsScreen"


async def test_the_first_screen_leads_there_and_so_does_the_palette(workplace: Workplace, begun: Begun) -> None:
    async with filling_in(SipApp(workplace), begun()) as seen:
        await seen.press("4", "ctrl+p")
        await seen.write("indst")
        await seen.press("enter")
        assert seen.screen == "SettingsScreen"
        await seen.press("right", "escape")
        assert list(seen.draft.answers.values()) == [4]


async def test_an_answer_shown_with_its_key_is_never_turned_into_something_else(
    workplace: Workplace, begun: Begun
) -> None:
    keymap_file().parent.mkdir()
    keymap_file().write_text('undo = ["a", "backspace"]\n')
    path = ("helbred", "interview_muligt")
    async with filling_in(SipApp(workplace), begun("baggrund")) as seen:
        seen.form.take(seen.form.model.go(path))
        await seen.press("1", "a")
        assert not seen.draft.answers, "where it is no answer it does what its owner wants"
        seen.form.take(seen.form.model.go(path))
        await seen.press("a")
        assert path in seen.draft.answers

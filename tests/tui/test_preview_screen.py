"""A programme being written, on a screen: the form beside its problems, and the place kept from save to save."""

import os
import shutil
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from sipforms.actions.checking import Criteria
from sipforms.actions.preview.session import Preview
from sipforms.actions.preview.stage import empty_workplace
from sipforms.actions.preview.view import View
from sipforms.actions.vocabulary import open_vocabulary
from sipforms.engine.shelf import shipped
from sipforms.tui.preview_app import PreviewApp
from sipforms.tui.screens.preview import PreviewScreen
from sipforms.tui.widgets.problem_list import ProblemList
from tests.tui.conftest import LARGE, USUAL, Seen, opened
from tests.tui.test_sizes_and_looks import same_as_before

NOW = datetime(2026, 11, 22, 12, 3, 11, tzinfo=UTC)
WORDS = open_vocabulary(installed=False)
CRITERIA = Criteria(vocabulary=WORDS, today=NOW.date())
BOTH = pytest.mark.parametrize("size", [USUAL, LARGE], ids=["80x24", "120x40"])
Opens = Callable[..., AbstractAsyncContextManager[Seen]]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(shipped() / "voksen", tmp_path / "voksen"))


@pytest.fixture
def opens(folder: Path) -> Opens:
    """The preview of some folders, reading when a test says so."""

    def make(size: tuple[int, int] = USUAL, *folders: Path, questionnaire: str = "livskvalitet") -> object:
        def preview(one: Path) -> Preview:
            return Preview(one, CRITERIA, lambda: NOW, lambda: "Opdigtet.", View(questionnaire=questionnaire))

        return opened(PreviewApp(empty_workplace(WORDS, lambda: NOW), folders or (folder,), preview, every=None), size)

    return make  # type: ignore[return-value]


def line_of(folder: Path, written: str, file: str = "questionnaires/livskvalitet.yaml") -> int:
    """The line of the file in which that is written first, counted from 1."""
    lines = (folder / file).read_text(encoding="utf-8").split("\n")
    return next(number for number, line in enumerate(lines, start=1) if written in line)


def write(folder: Path, old: str, new: str, file: str = "questionnaires/livskvalitet.yaml") -> None:
    """Write as editors do: a new file, and a rename."""
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    fresh = path.with_name(f".{path.name}.new")
    fresh.write_text(text.replace(old, new, 1), encoding="utf-8")
    fresh.replace(path)


async def saved(seen: Seen) -> None:
    """Let the program look until the change stands still."""
    for _ in range(2):
        await app_of(seen).look()
        await seen.settle()


def app_of(seen: Seen) -> PreviewApp:
    assert isinstance(seen.app, PreviewApp)
    return seen.app


def screen_of(seen: Seen) -> PreviewScreen:
    assert isinstance(seen.app.screen, PreviewScreen)
    return seen.app.screen


def cursor_row(seen: Seen) -> int:
    return next(place for place, line in enumerate(seen.text.splitlines()) if line.startswith(" ▶"))


def form_rows(seen: Seen) -> list[str]:
    return [line[:80].rstrip() for line in seen.text.splitlines()]


# --- the place is kept ----------------------------------------------------------------------------------------------


@BOTH
async def test_a_save_shows_the_new_text_and_keeps_place_and_answers(
    opens: Opens, folder: Path, size: tuple[int, int]
) -> None:
    async with opens(size) as seen:
        await seen.press_at_once("4", "3", *["down"] * 14, "5")
        cursor, row, answers = screen_of(seen).model.cursor, cursor_row(seen), dict(seen.draft.answers)
        assert "Din søvn" in seen.text
        write(folder, "title: Din søvn", "title: Din gode søvn")
        await saved(seen)
        assert "Din gode søvn" in seen.text
        assert screen_of(seen).model.cursor == cursor
        assert cursor_row(seen) == row
        assert seen.draft.answers == answers


async def test_questions_put_in_above_do_not_move_the_cursor_on_the_screen(opens: Opens, folder: Path) -> None:
    async with opens() as seen:
        await seen.press_at_once(*["down"] * 24)
        cursor, row = screen_of(seen).model.cursor, cursor_row(seen)
        new = "      ny_ting: {title: Noget helt nyt, scale: vigtighed_tilfredshed}\n      humoer:\n"
        write(folder, "      humoer:\n", new)
        await saved(seen)
        assert screen_of(seen).model.cursor == cursor
        assert cursor_row(seen) == row


async def test_the_cursor_goes_to_the_nearest_question_when_its_own_is_gone(opens: Opens, folder: Path) -> None:
    async with opens() as seen:
        await seen.press_at_once(*["down"] * 2)
        assert "▶ 1.3" in seen.text
        write(folder, "      slappe_af:\n", "      hvile:\n")
        await saved(seen)
        assert "▶ 1." in seen.text


async def test_a_half_written_file_is_not_read(opens: Opens, folder: Path) -> None:
    async with opens() as seen:
        write(folder, "title: Dit humør", "titel: Dit humør")
        await app_of(seen).look()
        await seen.settle()
        assert "✗" not in seen.text, "it has not stood still yet"
        write(folder, "titel: Dit humør", "title: Humøret")
        await saved(seen)
        assert "✗" not in seen.text
        assert "Humøret" in seen.text


# --- broken and mended ----------------------------------------------------------------------------------------------


@BOTH
async def test_a_broken_file_keeps_the_last_form_and_says_so(opens: Opens, folder: Path, size: tuple[int, int]) -> None:
    async with opens(size) as seen:
        await seen.press("4")
        write(folder, "title: Dit humør", "titel: Dit humør")
        await saved(seen)
        assert "✗" in seen.text
        assert "12:03:11" in seen.text
        assert "Dit humør" in seen.text
        await seen.press("3")
        assert len(seen.draft.answers) == 2, "the form goes on"
        write(folder, "titel: Dit humør", "title: Dit humør")
        await saved(seen)
        assert "✗" not in seen.text
        assert "12:03:11" not in seen.text
        assert len(seen.draft.answers) == 2


async def test_a_programme_broken_from_the_start_shows_its_form_when_mended(opens: Opens, folder: Path) -> None:
    write(folder, "title: Dit humør", "titel: Dit humør")
    async with opens() as seen:
        assert seen.screen == "PreviewAloneScreen"
        assert f"livskvalitet.yaml:{line_of(folder, 'titel: Dit humør')}" in seen.text
        assert "`titel`" in seen.text
        write(folder, "titel: Dit humør", "title: Dit humør")
        await saved(seen)
        assert seen.screen == "PreviewScreen"
        await seen.press("4")
        assert "3[4]5" in seen.text


async def test_nothing_comes_in_front_of_a_hidden_screen(opens: Opens, folder: Path) -> None:
    write(folder, "title: Dit humør", "titel: Dit humør")
    async with opens() as seen:
        await seen.press("f8")
        write(folder, "titel: Dit humør", "title: Dit humør")
        await saved(seen)
        assert seen.screen == "HiddenScreen"
        await seen.press("f8")
        assert seen.screen == "PreviewScreen"
        await seen.press("f8")
        write(folder, "title: Dit humør", "title: Humøret")
        await saved(seen)
        assert seen.screen == "HiddenScreen"
        await seen.press("f8")
        assert "Humøret" in seen.text


async def test_a_folder_that_vanishes_and_comes_back(opens: Opens, folder: Path) -> None:
    async with opens(LARGE) as seen:
        away = shutil.move(folder, folder.with_name("away"))
        await seen.press("f5")
        assert "✗ 1" in seen.text
        assert "Dit humør" in seen.text
        shutil.move(away, folder)
        await seen.press("f5")
        assert "✗" not in seen.text


async def test_what_is_read_while_another_screen_is_in_front_is_shown_afterwards(opens: Opens, folder: Path) -> None:
    async with opens() as seen:
        await seen.press("f1")
        write(folder, "title: Dit humør", "title: Humøret")
        await saved(seen)
        assert "Humøret" not in seen.text
        await seen.press("escape")
        assert "Humøret" in seen.text


async def test_a_text_being_written_survives_a_save(opens: Opens, folder: Path) -> None:
    async with opens() as seen:
        await seen.press("4", "2")
        screen_of(seen).take(screen_of(seen).model.go(("psykisk_velbefindende", "uddyb")))
        await seen.press("enter")
        await seen.write("halv")
        write(folder, "title: Dit humør", "title: Humøret")
        await saved(seen)
        await seen.write("vejs")
        await seen.press("f3")
        assert "halvvejs" in seen.draft.answers.values()


# --- problems -------------------------------------------------------------------------------------------------------


async def test_the_problems_are_beside_the_form_where_there_is_room(opens: Opens, folder: Path) -> None:
    write(folder, "title: At have venner", "title: At have venner\n        helpp: x")
    async with opens(LARGE) as seen:
        assert seen.screen == "PreviewAloneScreen"
        write(folder, "        helpp: x\n", "")
        await saved(seen)
        write(folder, "title: At have venner", "title: At have venner\n        helpp: x")
        await saved(seen)
        beside = "\n".join(line[81:] for line in seen.text.splitlines())
        assert "▶ ✗ fejl" in beside
        assert "livskvalitet.yaml:" in beside
        assert "`helpp`" in beside
        assert "^^^^^" in beside
        assert "→" in beside


async def test_at_80_columns_a_key_opens_the_problems_and_enter_goes_to_the_question(
    opens: Opens, folder: Path
) -> None:
    async with opens() as seen:
        write(folder, "title: At have venner", "title: At have venner\n        helpp: x")
        await saved(seen)
        assert "`helpp`" not in seen.text
        await seen.press("tab")
        assert "`helpp`" in seen.text
        assert isinstance(seen.app.focused, ProblemList)
        await seen.press("4", "minus", "g")
        assert seen.draft.answers == {}, "keys of the form mean nothing here"
        await seen.press("enter")
        assert screen_of(seen).model.cursor == ("relationer", "venner", "vigtighed")
        await seen.press("4")
        assert len(seen.draft.answers) == 1
        await seen.press("tab")
        await seen.press("escape")
        assert "`helpp`" not in seen.text


async def test_a_problem_of_another_questionnaire_leads_there(opens: Opens, folder: Path) -> None:
    async with opens(LARGE) as seen:
        write(folder, "multiline: true", "multilin: true", "questionnaires/indsats.yaml")
        await saved(seen)
        await seen.press("tab", "enter")
        assert screen_of(seen).preview.view.questionnaire == "indsats"


async def test_a_problem_of_no_question_says_so(opens: Opens, folder: Path) -> None:
    async with opens(LARGE) as seen:
        write(folder, "provenance: own-wording", "provenanse: own-wording", "programme.yaml")
        await saved(seen)
        cursor = screen_of(seen).model.cursor
        await seen.press("tab", "enter")
        assert screen_of(seen).model.cursor == cursor
        assert seen.line("status")


# --- what is shown --------------------------------------------------------------------------------------------------


async def test_the_form_is_exactly_as_wide_as_staff_have_it(opens: Opens) -> None:
    async with opens(LARGE) as seen:
        assert screen_of(seen).grid.size.width == 80
        narrow = form_rows(seen)
        await seen.press("ctrl+w")
        assert screen_of(seen).grid.size.width == 120
        await seen.press("ctrl+w", "ctrl+w")
        assert form_rows(seen) == narrow
    async with opens((200, 50)) as seen:
        await seen.press("ctrl+w")
        assert screen_of(seen).grid.size.width == 120
        assert screen_of(seen).query_one(ProblemList).display
        await seen.press("ctrl+w")
        assert screen_of(seen).grid.size.width == 200


async def test_the_citizens_view_shows_each_save_too(opens: Opens, folder: Path) -> None:
    async with opens() as seen:
        await seen.press("f4", "right", "right")
        assert "Hvor vigtigt er det for dig at være i godt humør?" in seen.text
        await seen.press("4")
        write(folder, "Hvor vigtigt er det for dig at være i godt humør?", "Hvor vigtigt er godt humør for dig?")
        await saved(seen)
        assert "Hvor vigtigt er godt humør for dig?" in seen.text
        assert "[Meget]" not in seen.text
        await seen.press("4", "enter", "f4")
        assert list(seen.draft.answers.values()) == [4]


async def test_a_window_too_narrow_for_the_width_says_so(opens: Opens) -> None:
    async with opens() as seen:
        await seen.press("ctrl+w")
        assert "120" in seen.line("status")


async def test_language_variant_and_way_are_chosen_and_seen_at_once(opens: Opens) -> None:
    async with opens(LARGE) as seen:
        await seen.press("4", "f3", "down", "right")
        assert "Your mood" in seen.text
        await seen.press("down", "right", "down", "right")
        await seen.press("escape")
        view = screen_of(seen).preview.view
        assert (view.language, view.variant, view.mode) == ("en", "autisme", "observation")
        assert "Autism" in seen.text
        assert "0.1" in seen.text, "only observation asks how long the citizen is known"
        assert len(seen.draft.answers) == 1


async def test_another_questionnaire_and_back_keeps_the_answers_of_each(opens: Opens) -> None:
    async with opens() as seen:
        await seen.press("4", "3", "f3", "right", "left", "escape")
        assert screen_of(seen).preview.view.questionnaire == "livskvalitet"
        assert len(seen.draft.answers) == 2


async def test_somebody_invented_answers_and_the_result_can_be_seen(opens: Opens) -> None:
    async with opens(LARGE) as seen:
        await seen.press("f7")
        first = dict(seen.draft.answers)
        assert len(first) > 60
        await seen.press("f7")
        assert screen_of(seen).preview.seed > 1
        assert dict(seen.draft.answers) != first
        await seen.press("f2", "f2")
        assert seen.screen == "ResultScreen"
        assert "Selvbestemmelse" in seen.text
        await seen.press("escape")
        assert seen.screen == "PreviewScreen"
        await seen.press("f2", "f2")
        assert seen.screen == "ResultScreen", "it can be handed in as often as one likes"


async def test_a_later_round_shows_last_times_answers_and_the_change(opens: Opens) -> None:
    async with opens(LARGE) as seen:
        await seen.press("f3", *["down"] * 5, "right", "escape", "f7")
        assert "sidst" in seen.text
        await seen.press("f2", "f2")
        assert seen.screen == "ResultScreen"
        assert "22-11-2025" in seen.text or "sidst" in seen.text


async def test_the_form_is_begun_anew_from_the_choices(opens: Opens) -> None:
    async with opens() as seen:
        await seen.press("f7", "f3", "f6", "escape")
        assert seen.draft.answers == {}


async def test_it_says_that_nothing_is_kept_and_what_answering_takes(opens: Opens) -> None:
    async with opens() as seen:
        await seen.press("4")
        assert "intet at gemme" in seen.text
        assert "66" in seen.line("state")
        assert "80" in seen.line("state")
        assert seen.line("shown")


async def test_the_place_of_the_question_in_the_file_is_told(opens: Opens, folder: Path) -> None:
    first = line_of(folder, "title: Dit humør") - 1  # its id stands above its title
    async with opens(LARGE) as seen:
        assert seen.line("written") == f"▶ livskvalitet.yaml:{first}"


# --- text from outside, sizes, leaving ------------------------------------------------------------------------------


async def test_markup_and_control_characters_in_a_programme_are_text(opens: Opens, folder: Path) -> None:
    async with opens(LARGE) as seen:
        write(folder, "title: SIP-voksen", 'title: "[bold]SIP[/bold] [@click=app.quit]x[/]"', "programme.yaml")
        write(folder, "title: Dit humør", 'title: "[red]Dit humør[/red]"\n        "[blink]": 1')
        await saved(seen)
        assert "[blink]" in seen.text
        write(folder, '\n        "[blink]": 1', "")
        await saved(seen)
        assert "[bold]SIP[/bold]" in seen.text
        assert "[red]Dit" in seen.text


async def test_no_size_crashes(opens: Opens, folder: Path) -> None:
    async with opens() as seen:
        write(folder, "title: At have venner", "title: At have venner\n        helpp: x")
        await saved(seen)
        for width, height in [(20, 5), (40, 10), (116, 24), (200, 40), (1, 1), (80, 24)]:
            await seen.pilot.resize_terminal(width, height)
            await seen.settle()
            if width >= 80:
                assert "▶" in seen.text
                await seen.press("ctrl+w", "tab")
        assert screen_of(seen).is_current


async def test_escape_leaves_when_pressed_twice(opens: Opens) -> None:
    async with opens() as seen:
        await seen.press("escape")
        assert seen.app.is_running
        assert seen.line("status")
        await seen.press("escape")
        assert seen.app.return_code == 0


async def test_one_of_several_programmes_is_chosen(opens: Opens, folder: Path) -> None:
    other = Path(shutil.copytree(folder, folder.with_name("en_til")))
    write(other, "id: voksen", "id: en_til", "programme.yaml")
    async with opens(USUAL, folder, other) as seen:
        assert seen.screen == "PreviewListScreen"
        await seen.mark("en_til")
        await seen.press("enter")
        assert seen.screen == "PreviewScreen"
        await seen.press("escape", "escape")
        assert seen.screen == "PreviewListScreen"
        await seen.press("up")
        await seen.mark("voksen")
        await seen.press("enter")
        assert "Dit humør" in seen.text


async def test_reading_goes_on_by_itself(folder: Path) -> None:
    """The program looks again and again without being asked; it is enough to wait for what it shows."""

    def preview(one: Path) -> Preview:
        return Preview(one, CRITERIA, lambda: NOW, lambda: "Opdigtet.", View(questionnaire="livskvalitet"))

    async with opened(PreviewApp(empty_workplace(WORDS, lambda: NOW), (folder,), preview, every=0.01)) as seen:
        write(folder, "title: Dit humør", "title: Humøret")
        for _ in range(1000):
            await seen.pilot.pause(0.01)
            if "Humøret" in seen.text:
                break
        assert "Humøret" in seen.text


@pytest.mark.parametrize("name", ["NO_COLOR"])
async def test_without_colour_levels_and_marks_are_still_there(
    opens: Opens, folder: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setenv(name, "1")
    async with opens(LARGE) as seen:
        write(folder, "title: At have venner", "title: At have venner\n        helpp: x")
        await saved(seen)
        assert "✗ fejl" in seen.text
        assert os.environ[name] == "1"


@BOTH
async def test_the_preview_of_a_broken_programme_looks_as_it_did(
    opens: Opens, folder: Path, size: tuple[int, int]
) -> None:
    async with opens(size) as seen:
        await seen.press("4", "3", "5", "0")
        write(folder, "title: At have venner", "titel: At have venner")
        write(folder, "scale: vigtighed_tilfredshed", "scale: vigtighed_tilfredshet")
        await saved(seen)
        if size == USUAL:
            await seen.press("tab")
        same_as_before(seen, f"preview_{size[0]}x{size[1]}")

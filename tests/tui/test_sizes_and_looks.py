"""Any window, any theme: nothing crashes, nothing is lost, and everything can be read."""

from collections.abc import Callable
from pathlib import Path

import pytest

from sipforms.actions.fill import Filling
from sipforms.actions.workplace import Workplace
from sipforms.store.casefile import CaseFile
from sipforms.tui.app import SipApp
from sipforms.tui.screens.result import ResultScreen
from tests.tui.conftest import LARGE, USUAL, Seen, filling_in, opened

Begun = Callable[..., Filling]
PICTURES = Path(__file__).parent / "pictures"


@pytest.mark.parametrize("questionnaire", ["livskvalitet", "baggrund", "indsats", "rammer"])
async def test_no_size_crashes_and_the_cursor_stays_in_sight(
    workplace: Workplace, begun: Begun, questionnaire: str
) -> None:
    async with filling_in(SipApp(workplace), begun(questionnaire)) as seen:
        form = seen.form
        await seen.press("end")
        for width, height in [(20, 5), (39, 30), (40, 10), (60, 20), (200, 60), (71, 11), (1, 1), (80, 24)]:
            await seen.pilot.resize_terminal(width, height)
            await seen.settle()
            if width >= 40 and height >= 10:
                assert seen.app.screen is form
                assert "▶" in seen.text
            else:
                assert seen.screen == "TooSmallScreen"
        assert form.model.draft.answers == {}


async def test_a_small_window_says_so_and_takes_no_answers(workplace: Workplace, begun: Begun) -> None:
    async with filling_in(SipApp(workplace), begun()) as seen:
        form = seen.form
        await seen.pilot.resize_terminal(39, 9)
        await seen.settle()
        assert "Vinduet er for lille" in " ".join(seen.text.split())
        await seen.press("4", "f8", "f8", "3")
        await seen.pilot.resize_terminal(80, 24)
        await seen.settle()
        assert seen.app.screen is form
        assert form.model.draft.answers == {}


async def test_dimensions_are_below_the_title_in_a_narrow_window(workplace: Workplace, begun: Begun) -> None:
    async with filling_in(SipApp(workplace), begun(), (60, 20)) as seen:
        await seen.press("4")
        lines = seen.text.splitlines()
        title = next(place for place, line in enumerate(lines) if "Dit humør" in line)
        assert "Vigtigt?    1 2 3[4]5" in lines[title + 1]
        assert "Tilfreds? ▐ 1 2 3 4 5 ▌" in lines[title + 2]


@pytest.mark.parametrize("size", [(40, 10), (60, 12), (80, 24)], ids=str)
@pytest.mark.parametrize("key", ["enter", "asterisk"])
async def test_the_editor_leaves_room_for_the_status_and_the_keys(
    workplace: Workplace, begun: Begun, size: tuple[int, int], key: str
) -> None:
    async with filling_in(SipApp(workplace), begun("baggrund"), size) as seen:
        seen.form.take(seen.form.model.go(("livssituation", "livshistorie")))
        await seen.press(key)
        seen.form.tell("Noget at sige")
        await seen.settle()
        assert "Noget at sige" in seen.text
        assert "F8" in seen.text.splitlines()[-1]
        assert "▐" in seen.text, "the question itself"


async def test_the_keys_that_lead_on_are_seen_before_the_rare_answers(workplace: Workplace, begun: Begun) -> None:
    async with filling_in(SipApp(workplace), begun()) as seen:
        keys = seen.text.splitlines()[-1]
        assert keys.index("F2") < keys.index("vil ikke")
        assert "? hjælp" in keys
        seen.form.tell("Et ord og et til. " * 6 + "Slut.")
        await seen.settle()
        assert "Slut." in seen.text
        assert "F8" in seen.text.splitlines()[-1]


# --- pictures in plain text ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", [USUAL, LARGE], ids=["80x24", "120x40"])
async def test_the_form_looks_as_it_did(workplace: Workplace, begun: Begun, size: tuple[int, int]) -> None:
    async with filling_in(SipApp(workplace), begun(), size) as seen:
        await seen.press_at_once("4", "3", "5", "0", "1", "4", "minus", "slash", "2")
        same_as_before(seen, f"form_{size[0]}x{size[1]}")


@pytest.mark.parametrize("size", [USUAL, LARGE], ids=["80x24", "120x40"])
async def test_a_list_of_answers_looks_as_it_did(workplace: Workplace, begun: Begun, size: tuple[int, int]) -> None:
    async with filling_in(SipApp(workplace), begun("baggrund"), size) as seen:
        await seen.press_at_once("1", "1", "2")
        same_as_before(seen, f"list_{size[0]}x{size[1]}")


@pytest.mark.parametrize("size", [USUAL, LARGE], ids=["80x24", "120x40"])
async def test_the_result_looks_as_it_did(
    place: Workplace, rounds: Callable[..., CaseFile], size: tuple[int, int]
) -> None:
    file = rounds(3)
    newest = max(file.responses, key=lambda one: one.answered_on)
    async with opened(SipApp(place), size) as seen:
        await seen.app.push_screen(ResultScreen(file, newest))
        await seen.settle()
        same_as_before(seen, f"result_{size[0]}x{size[1]}")


@pytest.mark.parametrize("size", [USUAL, LARGE], ids=["80x24", "120x40"])
async def test_the_citizens_page_looks_as_it_did(
    place: Workplace, rounds: Callable[..., CaseFile], size: tuple[int, int]
) -> None:
    rounds(2)
    async with opened(SipApp(place), size) as seen:
        same_as_before(seen, f"today_{size[0]}x{size[1]}")
        await seen.press("b")
        same_as_before(seen, f"citizens_{size[0]}x{size[1]}")
        await seen.press("enter")
        same_as_before(seen, f"citizen_{size[0]}x{size[1]}")


def same_as_before(seen: Seen, name: str) -> None:
    """Compare with the picture of that name; a missing one is drawn and must be looked at before it is committed."""
    file = PICTURES / f"{name}.txt"
    if not file.exists():
        file.parent.mkdir(exist_ok=True)
        file.write_text(seen.text + "\n", encoding="utf-8")
        pytest.fail(f"{file.name} was drawn: look at it")
    assert (seen.text + "\n") == file.read_text(encoding="utf-8")


# --- colours ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("variables", [{"NO_COLOR": "1"}, {"TERM": "linux", "COLORTERM": ""}], ids=str)
async def test_without_colour_the_answers_are_still_there(
    workplace: Workplace, begun: Begun, monkeypatch: pytest.MonkeyPatch, variables: dict[str, str]
) -> None:
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    async with filling_in(SipApp(workplace), begun()) as seen:
        await seen.press("4", "minus")
        assert "3[4]5" in seen.text
        assert "[-]" in seen.text
        assert sum(line.startswith((" ▶", " >")) for line in seen.text.splitlines()) == 1


async def test_light_and_dark(workplace: Workplace, begun: Begun) -> None:
    async with filling_in(SipApp(workplace), begun()) as seen:
        dark = seen.app.export_screenshot()
        seen.app.action_theme()
        await seen.settle()
        assert seen.app.export_screenshot() != dark
        assert "lyst" in seen.line("status")
        seen.app.prefer(theme="dark")
        await seen.settle()
        assert seen.app.theme == "sip-dark"

"""Any window, any theme: nothing crashes, nothing is lost, and everything can be read."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from textual.color import Color
from textual.theme import Theme

from sipforms.actions.fill import Filling
from sipforms.actions.workplace import Workplace
from sipforms.store.casefile import CaseFile
from sipforms.tui.app import SipApp
from sipforms.tui.screens.result import ResultScreen
from sipforms.tui.themes import THEMES
from tests.tui.conftest import LARGE, USUAL, Seen, filling_in, opened

Begun = Callable[..., Filling]
PICTURES = Path(__file__).parent / "pictures"
LEAST_CONTRAST = 4.5


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

PAIRS = [
    ("foreground", "background"),
    ("quiet", "background"),
    ("primary", "background"),
    ("accent", "background"),
    ("alarm", "background"),
    ("foreground", "panel"),
    ("quiet", "panel"),
    ("alarm", "panel"),
    ("banner", "banner-ground"),
    ("foreground", "here-ground"),
]


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
@pytest.mark.parametrize("pair", PAIRS, ids="-on-".join)
def test_every_text_stands_out_from_its_ground(theme: Theme, pair: tuple[str, str]) -> None:
    own = {name: getattr(theme, name) for name in ("foreground", "background", "panel", "primary", "accent")}
    colours = {**theme.variables, **own}
    lighter, darker = sorted((luminance(Color.parse(colours[name])) for name in pair), reverse=True)
    assert (lighter + 0.05) / (darker + 0.05) >= LEAST_CONTRAST


def luminance(colour: Color) -> float:
    """Relative luminance as WCAG 2 defines it, 0 to 1."""
    parts = [part / 255 for part in colour.rgb]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_the_style_sheet_uses_no_other_colours() -> None:
    sheet = (Path(__file__).parents[2] / "sipforms" / "tui" / "sip.tcss").read_text(encoding="utf-8")
    known = {f"${name}" for pair in PAIRS for name in pair} | {"$line"}  # lines are no text
    assert set(re.findall(r"\$[\w-]+", sheet)) <= known
    assert not list(_literal_colours(sheet))


def _literal_colours(sheet: str) -> Iterator[str]:
    for rule in re.findall(r"(?:color|background|border[\w-]*):([^;]*);", sheet):
        yield from re.findall(r"#[0-9a-fA-F]{3,8}|\brgb|\b(?:red|green|blue|white|black|yellow)\b", rule)


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
        assert seen.text.count("▶") == 1


async def test_light_and_dark(workplace: Workplace, begun: Begun) -> None:
    async with filling_in(SipApp(workplace), begun()) as seen:
        dark = seen.app.export_screenshot()
        await seen.press("f9")
        assert seen.app.export_screenshot() != dark
        await seen.press("f9")
        assert seen.app.theme == THEMES[0].name

"""Every look: all text stands out, two colours that mean two things stay apart, and nothing is said by colour alone."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from textual.color import Color

from sipforms.actions.fill import Filling
from sipforms.actions.form.keeping import Keeper
from sipforms.actions.form.model import FormModel
from sipforms.actions.preferences import CHOICES, USUAL, ThemeName
from sipforms.actions.workplace import Workplace
from sipforms.render.charts.glyphs import ASCII, SAFE
from sipforms.render.charts.inks import ANY_GROUND
from sipforms.store.casefile import CaseFile
from sipforms.tui.app import SipApp
from sipforms.tui.screens.result import ResultScreen
from sipforms.tui.screens.review import ReviewScreen
from sipforms.tui.themes import LOOKS, shown_as
from tests.tui.colours import EYES, LEAST_CONTRAST, apart, contrast, drawn, faint
from tests.tui.conftest import LARGE, Seen, filling_in, opened

Begun = Callable[..., Filling]
COLOURED: list[ThemeName] = [name for name, look in LOOKS.items() if not look.theme.ansi]
FAR_APART = 60
"""More than any two of the colours of one look that mean two things may come together, for any eyes."""
PAIRS = [
    ("foreground", "background"),
    ("quiet", "background"),
    ("primary", "background"),
    ("accent", "background"),
    ("alarm", "background"),
    ("foreground", "panel"),
    ("quiet", "panel"),
    ("primary", "panel"),
    ("accent", "panel"),
    ("alarm", "panel"),
    ("banner", "banner-ground"),
    ("chosen", "chosen-ground"),
    ("foreground", "here-ground"),
]


def colours(name: ThemeName) -> dict[str, Color]:
    theme = LOOKS[name].theme
    own = {one: getattr(theme, one) for one in ("foreground", "background", "panel", "primary", "accent")}
    return {one: Color.parse(value) for one, value in {**theme.variables, **own}.items() if value.startswith("#")}


def test_there_is_a_look_for_every_choice() -> None:
    assert tuple(LOOKS) == CHOICES["theme"]


@pytest.mark.parametrize("pair", PAIRS, ids="-on-".join)
@pytest.mark.parametrize("name", COLOURED)
def test_every_text_stands_out_from_its_ground(name: ThemeName, pair: tuple[str, str]) -> None:
    known = colours(name)
    least = 7 if name == "contrast" else LEAST_CONTRAST
    assert contrast(known[pair[0]], known[pair[1]]) >= least


def test_a_picture_for_any_ground_stands_out_from_black_and_from_white() -> None:
    for style in (ANY_GROUND.main, ANY_GROUND.beside):
        for ground in ("#000000", "#ffffff"):
            assert contrast(Color.parse(style.split()[-1]), Color.parse(ground)) >= LEAST_CONTRAST


@pytest.mark.parametrize("eyes", EYES)
@pytest.mark.parametrize("name", [*COLOURED, "any ground"])
def test_two_colours_that_mean_two_things_stay_apart_for_all_eyes(name: str, eyes: str) -> None:
    inks = ANY_GROUND if name == "any ground" else LOOKS[name].inks  # type: ignore[index]
    assert apart(Color.parse(inks.main.split()[-1]), Color.parse(inks.beside.split()[-1]), eyes) >= FAR_APART


def test_the_distance_is_that_of_known_pairs() -> None:
    orange, blue = Color.parse("#e69f00"), Color.parse("#56b4e9")
    assert [round(apart(orange, blue, eyes)) for eyes in EYES] == [113, 101, 111, 87]


def test_the_style_sheet_uses_no_other_colours() -> None:
    sheet = (Path(__file__).parents[2] / "sipforms" / "tui" / "sip.tcss").read_text(encoding="utf-8")
    known = {f"${name}" for pair in PAIRS for name in pair} | {"$line"}  # lines are no text
    assert set(re.findall(r"\$[\w-]+", sheet)) <= known
    assert not list(_literal_colours(sheet))


def _literal_colours(sheet: str) -> Iterator[str]:
    for rule in re.findall(r"(?:color|background|border[\w-]*):([^;]*);", sheet):
        yield from re.findall(r"#[0-9a-fA-F]{3,8}|\brgb|\b(?:red|green|blue|white|black|yellow)\b", rule)


SHOWN = [
    ("dark", "truecolor", False, "dark"),
    ("light", "256", False, "light"),
    ("dark", "standard", False, "terminal"),
    ("contrast", None, False, "terminal"),
    ("plain", "standard", False, "plain"),
    ("light", "truecolor", True, "plain"),
]


@pytest.mark.parametrize(("choice", "system", "no_color", "worn"), SHOWN)
def test_a_terminal_shows_what_it_can(choice: str, system: str | None, no_color: bool, worn: str) -> None:  # noqa: FBT001
    assert shown_as(choice, colour_system=system, no_color=no_color) == worn  # type: ignore[arg-type]


# --- measured where it is drawn -----------------------------------------------------------------------------------


async def each(seen: Seen, names: list[ThemeName]) -> None:
    """Wear every look in turn, and read everything that stands there in each."""
    for name in names:
        seen.app.dress(replace(USUAL, theme=name))
        await seen.settle()
        assert not faint(seen), name


async def test_all_that_is_drawn_on_a_form_can_be_read(workplace: Workplace, begun: Begun) -> None:
    async with filling_in(SipApp(workplace), begun(), LARGE) as seen:
        await seen.press("4", "minus", "g")
        await each(seen, COLOURED)
        await seen.press("escape", "asterisk")
        await each(seen, COLOURED)


async def test_all_that_is_drawn_elsewhere_can_be_read(
    place: Workplace, rounds: Callable[..., CaseFile], begun: Begun
) -> None:
    file, filling = rounds(3), begun(code="B-2")
    newest = max(file.responses, key=lambda one: one.answered_on)
    review = ReviewScreen(filling, FormModel(filling.draft), Keeper(place, filling), "B-2")
    async with opened(SipApp(place), LARGE) as seen:
        await each(seen, COLOURED)
        for screen in (ResultScreen(file, newest), review):
            await seen.app.push_screen(screen)
            await seen.settle()
            await each(seen, COLOURED)
            await seen.app.pop_screen()


@pytest.mark.parametrize("name", ["terminal", "plain"])
async def test_no_colour_of_text_is_ours_where_the_ground_is_not(workplace: Workplace, begun: Begun, name: str) -> None:
    async with filling_in(SipApp(workplace), begun()) as seen:
        seen.app.dress(replace(USUAL, theme=name))  # type: ignore[arg-type]
        await seen.press("4", "minus")
        coloured = {
            segment.text
            for _row, _column, segment in drawn(seen)
            if segment.style and segment.style.color and not segment.style.color.is_default
        }
        assert {sign for text in coloured for sign in text} <= set("─ "), coloured
        assert name == "terminal" or not coloured
        assert any(segment.style and segment.style.reverse for _row, _column, segment in drawn(seen))
        assert "3[4]5" in seen.text


@pytest.mark.parametrize(("name", "set_"), [("safe", SAFE), ("ascii", ASCII)])
async def test_other_signs_stand_where_the_full_ones_would(
    workplace: Workplace, begun: Begun, name: str, set_: object
) -> None:
    async with filling_in(SipApp(workplace), begun()) as seen:
        await seen.press("4", "minus")
        full = seen.text
        seen.app.dress(replace(USUAL, glyphs=name))  # type: ignore[arg-type]
        await seen.settle()
        assert seen.app.glyphs is set_
        assert [len(line) for line in seen.text.splitlines()] == [len(line) for line in full.splitlines()]
        letters = set("æøåÆØÅé")
        assert {sign for sign in seen.text if not sign.isascii()} <= letters | (set("─║·…–") if set_ is SAFE else set())

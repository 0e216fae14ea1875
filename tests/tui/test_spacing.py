"""Airy and one question at a time: the same answers by the same keys, with more room around them."""

import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from sipforms.actions.fill import Filling
from sipforms.actions.form.model import FormModel
from sipforms.actions.preferences import USUAL, Spacing
from sipforms.actions.workplace import Workplace
from sipforms.engine.form_width import LEAST_TITLE
from sipforms.tui.app import SipApp
from sipforms.tui.widgets.form_layout import APART, CLOSE, lay_out
from sipforms.tui.widgets.one_question import question_rows
from tests.tui.conftest import Seen, filling_in

Begun = Callable[..., Filling]
LEAST = 40  # a narrower window shows no form at all
SIZES = [(40, 15), (80, 24), *(pytest.param(size, marks=[pytest.mark.long]) for size in ((60, 20), (120, 40)))]


async def spaced(seen: Seen, spacing: Spacing) -> None:
    seen.form.preferred(replace(USUAL, spacing=spacing))
    await seen.settle()


async def test_airy_has_an_empty_row_between_questions_and_air_between_answers(
    workplace: Workplace, begun: Begun
) -> None:
    async with filling_in(SipApp(workplace), begun()) as seen:
        await spaced(seen, "airy")
        await seen.press("4")
        rows = seen.text.splitlines()
        here = next(place for place, row in enumerate(rows) if "▶" in row)
        assert "1  2  3 [4] 5" in rows[here]
        assert "▐ 1  2  3  4  5 ▌" in rows[here]
        assert not rows[here + 1].strip()


@pytest.mark.parametrize("questionnaire", ["livskvalitet", "baggrund", "indsats", "rammer"])
@pytest.mark.parametrize("width", [20, 40, 60, 79, 119, 200])
def test_air_never_takes_the_room_of_titles(begun: Begun, questionnaire: str, width: int) -> None:
    outline = FormModel(begun(questionnaire).draft).outline
    close = lay_out(outline, width, has_last=True)
    airy = lay_out(outline, width, has_last=True, is_airy=True)
    for area, columns in airy.columns.items():
        before = close.columns[area]
        assert columns.is_stacked == before.is_stacked
        assert columns.step in (CLOSE, APART)
        if columns.step == APART and not columns.is_stacked:
            assert columns.left - 3 - airy.number - 1 >= LEAST_TITLE
            assert columns.left + columns.cell * max(1, len(columns.names)) <= airy.width
    assert airy.height >= close.height


async def test_a_click_on_an_airy_answer_answers_it(workplace: Workplace, begun: Begun) -> None:
    async with filling_in(SipApp(workplace), begun()) as seen:
        await spaced(seen, "airy")
        row = next(place for place, line in enumerate(seen.text.splitlines()) if "▶" in line)
        column = seen.text.splitlines()[row].index("▐ 1  2") + len("▐ 1  2") - 1
        await seen.pilot.click(offset=(column, row))
        await seen.settle()
        assert list(seen.draft.answers.values()) == [2]


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_one_question_at_a_time_shows_it_whole_with_every_answer(
    workplace: Workplace, begun: Begun, size: tuple[int, int]
) -> None:
    async with filling_in(SipApp(workplace), begun(), size) as seen:
        await spaced(seen, "single")
        said = " ".join(seen.text.split())
        assert "Hvor vigtigt er det for dig" in said
        for words in ("1 Slet ikke", "5 Rigtig meget", "0 Ved ikke", "- Ønsker ikke at svare"):
            assert words in said, seen.text
        assert re.search(r"1 (af|of) 66", said)
        await seen.press("4", "3")
        assert list(seen.draft.answers.values()) == [4, 3]
        await seen.press("backspace")
        assert re.search(r"2 (af|of) 66", seen.text)
        await seen.press("up", "left", "right")
        assert "F8" in seen.text.splitlines()[-1]


async def test_a_click_on_a_line_answers_the_only_question(workplace: Workplace, begun: Begun) -> None:
    async with filling_in(SipApp(workplace), begun()) as seen:
        await spaced(seen, "single")
        row = next(place for place, line in enumerate(seen.text.splitlines()) if "3   Noget" in line)
        await seen.pilot.click(offset=(10, row))
        await seen.settle()
        assert list(seen.draft.answers.values()) == [3]


async def test_what_is_chosen_stands_in_brackets_in_every_spacing(workplace: Workplace, begun: Begun) -> None:
    async with filling_in(SipApp(workplace), begun()) as seen:
        await seen.press("4", "left")
        spacings: tuple[Spacing, ...] = ("single", "airy", "usual")
        for spacing in spacings:
            await spaced(seen, spacing)
            assert "[4]" in seen.text, spacing
        assert seen.app.screen is seen.form


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(width=st.integers(1, 130), height=st.integers(1, 60), keys=st.text("12345 n", max_size=12))
def test_rows_fit_any_window(begun_once: FormModel, width: int, height: int, keys: str) -> None:
    for key in keys:
        begun_once.step(1) if key == " " else begun_once.press(key) if key != "n" else begun_once.next_area(1)
    for row in question_rows(begun_once, width, height):
        assert sum(cell_len(text) for text, _part in row.pieces) <= max(width, LEAST)


@pytest.fixture
def begun_once(begun: Begun) -> FormModel:
    return FormModel(begun("baggrund").draft)

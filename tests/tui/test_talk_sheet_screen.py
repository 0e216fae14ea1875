"""The talk sheet on the screen, one key from the result; and the names of a result's views in narrow windows."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.text import Text

from sipforms.actions.workplace import Workplace
from sipforms.render.language import _
from sipforms.store.casefile import CaseFile
from sipforms.tui.app import SipApp
from sipforms.tui.result_views import View, names_line
from sipforms.tui.screens.result import ResultScreen
from sipforms.tui.screens.talk_sheet import TalkSheetScreen
from tests.tui.conftest import USUAL, opened
from tests.tui.test_result_of_several import answered


@pytest.mark.parametrize("size", [USUAL, (60, 20)])
async def test_s_shows_the_sheet_without_anybodys_code(
    workplace: Workplace, admitted: Callable[..., CaseFile], size: tuple[int, int]
) -> None:
    place, file, rounds = answered(workplace, admitted())
    async with opened(SipApp(place), size) as seen:
        await seen.app.push_screen(ResultScreen(file, rounds[1]))
        await seen.settle()
        await seen.press("s")
        assert type(seen.app.screen) is TalkSheetScreen
        assert _("You answered on {day}.").split("{")[0] in seen.text
        assert "Hvordan går det i skolen?" in seen.text
        assert "B-1" not in seen.text
        for _time in range(4):
            await seen.press("pagedown")
        assert _("This sheet is yours. You decide who sees it.")[:20] in seen.text
        await seen.press("escape")
        assert _("talk sheet") in seen.text


async def test_what_only_staff_are_asked_has_no_sheet_and_says_why(
    workplace: Workplace, admitted: Callable[..., CaseFile]
) -> None:
    place, file, rounds = answered(workplace, admitted())
    async with opened(SipApp(place), USUAL) as seen:
        await seen.app.push_screen(ResultScreen(file, rounds[0]))
        await seen.settle()
        assert f"S {_('talk sheet')}" not in seen.text
        await seen.press("s")
        assert isinstance(seen.app.screen, ResultScreen)
        said = _("There is no talk sheet of this: it is made of answers to what the citizen is asked.")
        assert said[:30] in seen.text


def _view(title: str) -> View:
    return View(title=title, drawn=lambda _page, _marked: Text(""))


@given(st.lists(st.text("abcæøå ", min_size=1, max_size=18), min_size=1, max_size=9), st.data(), st.integers(40, 130))
def test_the_shown_view_is_always_named_and_the_others_are_numbers_where_there_is_no_room(
    titles: list[str], data: st.DataObject, width: int
) -> None:
    at = data.draw(st.integers(0, len(titles) - 1))
    line = names_line(tuple(map(_view, titles)), at, width)
    assert line.cell_len <= max(width, 1 + 4 * len(titles) + len(titles[at]))
    assert f" {at + 1} {titles[at]} " in line.plain
    assert all(f" {number} " in line.plain for number in range(1, len(titles) + 1))
    (marked,) = line.spans
    assert line.plain[marked.start : marked.end] == f" {at + 1} {titles[at]} "


def test_all_views_are_named_where_there_is_room() -> None:
    assert names_line((_view("I ord"), _view("Ændret")), 0, 80).plain == "  1 I ord  2 Ændret "

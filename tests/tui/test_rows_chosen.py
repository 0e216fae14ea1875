"""Rows that are answers, and what is locked, on the screens: by key, with hostile names, and told in words."""

from collections.abc import Callable
from dataclasses import replace
from types import MappingProxyType

import pytest

from sipforms.actions.fill import Filling, Way, start
from sipforms.actions.library import Library
from sipforms.actions.people import Stay, admit, create
from sipforms.actions.programmes import Programmes
from sipforms.actions.workplace import Workplace
from sipforms.engine.paths import Path
from sipforms.engine.programme import Programme
from sipforms.store.casefile import CaseFile
from sipforms.tui.app import SipApp
from tests.engine.bundles import SMALL, small
from tests.engine.generate import TODAY
from tests.tui.conftest import Seen, filling_in

GOALS, EFFORTS, MAIN = ("plan", "maal"), ("indsatser",), ("vigtigst",)
HOSTILE = "[/b]\x1b[31m[red]mad[/red]"


def world_of(place: Workplace, programme: Programme) -> Workplace:
    bundle = Library().open(SMALL / programme.id)
    known = Programmes(
        by_id=MappingProxyType({programme.id: programme}), bundles=MappingProxyType({programme.id: bundle})
    )
    return replace(place, programmes=known, built={programme.digest: programme})


Open = Callable[[str], tuple[Workplace, Filling]]


@pytest.fixture
def open_plan(place: Workplace) -> Open:
    """A plan just begun, of one of the small programmes."""

    def make(name: str) -> tuple[Workplace, Filling]:
        programme = small(name)
        here = world_of(place, programme)
        file = create(here, "B-1", "")
        assert isinstance(file, CaseFile)
        file = admit(here, file, Stay(programme=name, admission=TODAY))
        assert isinstance(file, CaseFile)
        return here, start(here, file, programme, "plan", Way(mode="interview"), file.episodes[0])

    return make


async def go(seen: Seen, path: Path) -> None:
    seen.form.take(seen.form.model.go(path))
    await seen.settle()
    assert seen.form.model.cursor == path


async def add(seen: Seen, rows: Path, text: str) -> None:
    """A row with this in its first field."""
    await go(seen, rows)
    await seen.press("enter", "enter")
    await seen.write(text)
    await seen.press("enter")


@pytest.mark.parametrize("size", [(80, 24), (60, 20)], ids=lambda size: f"{size[0]}x{size[1]}")
async def test_a_row_is_chosen_with_a_key_and_shown_by_its_name(open_plan: Open, size: tuple[int, int]) -> None:
    here, filling = open_plan("henvisninger")
    async with filling_in(SipApp(here), filling, size) as seen:
        await go(seen, MAIN)
        await seen.press("1")
        assert "1.1" in seen.line("status")
        assert "1.1" in seen.line("choices")
        await add(seen, GOALS, "lave mad")
        await add(seen, GOALS, "komme ud")
        await go(seen, MAIN)
        assert "1  lave mad" in seen.line("choices")
        await seen.press("2")
        assert seen.draft.answers[MAIN] == "r2"
        assert "komme ud" in seen.text


async def test_a_row_that_is_an_answer_stays_and_it_is_told_where(open_plan: Open) -> None:
    here, filling = open_plan("henvisninger")
    async with filling_in(SipApp(here), filling) as seen:
        await add(seen, GOALS, "lave mad")
        await add(seen, EFFORTS, "kursus")
        assert seen.form.model.cursor == (*EFFORTS, "r1", "maal")
        await seen.press("1")
        assert "kursus: lave mad" in seen.text
        await go(seen, (*GOALS, "r1"))
        await seen.press("delete")
        number = seen.form.model.outline.line((*EFFORTS, "r1", "maal")).number
        assert number in seen.line("status")
        assert seen.draft.rows[GOALS] == ("r1",)


async def test_a_row_that_may_go_leaves_its_answer_blank_and_comes_back(open_plan: Open) -> None:
    here, filling = open_plan("henvisninger")
    async with filling_in(SipApp(here), filling) as seen:
        await add(seen, GOALS, "lave mad")
        await go(seen, MAIN)
        await seen.press("1")
        await go(seen, (*GOALS, "r1"))
        await seen.press("delete")
        assert MAIN not in seen.draft.answers
        assert seen.form.model.outline.line(MAIN).number in seen.line("status")
        await seen.press("backspace")
        assert seen.draft.answers[MAIN] == "r1"


async def test_the_name_of_a_row_commands_nothing(open_plan: Open) -> None:
    here, filling = open_plan("henvisninger")
    draft = filling.draft.add_row(GOALS).answer((*GOALS, "r1", "hvad"), HOSTILE).answer(MAIN, "r1")
    async with filling_in(SipApp(here), replace(filling, draft=draft)) as seen:
        await go(seen, MAIN)
        assert "[/b]" in seen.line("choices")
        assert "\x1b" not in seen.line("choices")
        assert seen.text.count("[red]mad[/red]") == 4  # the row's own line, its field, the answer, the choice


async def test_what_is_locked_says_which_answer_keeps_it(open_plan: Open) -> None:
    here, filling = open_plan("laase")
    async with filling_in(SipApp(here), filling) as seen:
        await seen.press("1")
        await go(seen, ("aftale", "indhold"))
        await seen.press("enter")
        await seen.write("moedes")
        await seen.press("enter", "1")
        await go(seen, ("aftale", "indhold"))
        number = seen.form.model.outline.line(("aftale", "underskrevet")).number
        assert number in seen.line("status")
        for key in ("enter", "delete", "x"):
            await seen.press(key)
            assert number in seen.line("status")
        assert seen.draft.answers[("aftale", "indhold")] == "moedes"


async def test_the_citizen_chooses_a_row_too(open_plan: Open) -> None:
    here, filling = open_plan("henvisninger")
    draft = filling.draft.add_row(GOALS).answer((*GOALS, "r1", "hvad"), "lave mad")
    async with filling_in(SipApp(here), replace(filling, draft=draft)) as seen:
        await go(seen, MAIN)
        await seen.press("f4")
        assert "lave mad" in seen.text
        await seen.press("1", "1", "f4")
        assert seen.draft.answers[MAIN] == "r1"


async def test_the_citizen_view_stands_where_there_is_no_row_to_choose(open_plan: Open) -> None:
    here, filling = open_plan("henvisninger")
    async with filling_in(SipApp(here), filling) as seen:
        await go(seen, MAIN)
        await seen.press("f4", "1", "enter", "f4")
        assert MAIN not in seen.draft.answers

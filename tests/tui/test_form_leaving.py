"""Nothing is lost without a word: leaving, quitting and looking over while something is not kept or half written."""

import re
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from textual.events import Paste
from textual.widgets import Input, TextArea

from sipforms.actions.fill import Filling, resume
from sipforms.actions.workplace import Workplace
from sipforms.store.failures import Reason, StoreUnavailable
from sipforms.store.memory import MemoryStore
from sipforms.tui.app import SipApp
from tests.tui.conftest import Seen, filling_in

Begun = Callable[..., Filling]
HUMOUR = ("psykisk_velbefindende", "humoer", "vigtighed")
BORN, OTHER = ("livssituation", "foedselsaar"), ("henvisning", "retsgrundlag_andet")
STORY = ("livssituation", "livshistorie")


@dataclass
class Disk:
    """The disk of the store: full until somebody makes room."""

    is_full: bool = True


@pytest.fixture
def disk(store: MemoryStore, monkeypatch: pytest.MonkeyPatch) -> Disk:
    """A disk that no answer can be written to."""
    append, disk = store.append, Disk()

    def refusing(draft: str, entry: object) -> None:
        if disk.is_full:
            raise StoreUnavailable(reason=Reason.FULL, doing="saving an answer")
        append(draft, entry)  # type: ignore[arg-type]

    monkeypatch.setattr(store, "append", refusing)
    return disk


async def go(seen: Seen, path: tuple[str, ...]) -> None:
    if path == OTHER:
        seen.form.take(seen.form.model.go(("henvisning", "retsgrundlag")))
        seen.form.take(seen.form.model.answer("andet"))
    seen.form.take(seen.form.model.go(path))
    await seen.settle()


@pytest.fixture
def unkept(begun: Begun, request: pytest.FixtureRequest) -> tuple[Filling, Disk]:
    """A form begun before the disk was full."""
    filling = begun()
    return filling, request.getfixturevalue("disk")


async def test_escape_stays_once_when_answers_are_not_kept(workplace: Workplace, unkept: tuple[Filling, Disk]) -> None:
    async with filling_in(SipApp(workplace), unkept[0]) as seen:
        await seen.press("4", "escape")
        assert seen.screen == "FormScreen"
        assert "Disken er fuld." in seen.line("status")
        assert "Esc" in seen.line("status")
        await seen.press("3", "escape")
        assert seen.screen == "FormScreen", "another key in between begins anew"
        await seen.press("escape")
        assert seen.screen == "TodayScreen"


async def test_escape_tries_once_more_and_leaves_when_it_is_kept(
    workplace: Workplace, unkept: tuple[Filling, Disk]
) -> None:
    filling, disk = unkept
    async with filling_in(SipApp(workplace), filling) as seen:
        await seen.press("4")
        disk.is_full = False
        await seen.press("escape")
        assert seen.screen == "TodayScreen"
    assert resume(workplace, filling.id).draft.answers == {HUMOUR: 4}


@pytest.mark.parametrize("over", [(), ("question_mark",), ("f8",)], ids=str)
async def test_quitting_asks_the_form_first(
    workplace: Workplace, unkept: tuple[Filling, Disk], over: tuple[str, ...]
) -> None:
    app = SipApp(workplace)
    async with filling_in(app, unkept[0]) as seen:
        await seen.press("4", *over, "ctrl+q")
        assert app.return_code is None
        assert "Ctrl+Q" in seen.text
        await seen.press("f9", "ctrl+q")
        assert app.return_code is None
        await seen.press("ctrl+q")
        assert app.return_code == 0


async def test_quitting_with_everything_kept_asks_nothing(workplace: Workplace, begun: Begun) -> None:
    app = SipApp(workplace)
    async with filling_in(app, begun()) as seen:
        await seen.press("4", "ctrl+q")
        assert app.return_code == 0


async def test_quitting_keeps_what_is_being_written(workplace: Workplace, begun: Begun) -> None:
    filling, app = begun("baggrund"), SipApp(workplace)
    async with filling_in(app, filling) as seen:
        await go(seen, STORY)
        await seen.press("enter")
        await seen.write("halv")
        await seen.press("ctrl+q")
        assert app.return_code == 0
    assert resume(workplace, filling.id).draft.answers == {STORY: "halv"}


async def test_copying_does_not_quit(workplace: Workplace, begun: Begun) -> None:
    app = SipApp(workplace)
    async with filling_in(app, begun("baggrund")) as seen:
        await seen.press("ctrl+c")
        await go(seen, STORY)
        await seen.press("enter")
        await seen.write("ord")
        await seen.press("f7", "ctrl+c")
        assert app.return_code is None
        assert app.clipboard == "ord"
        assert "ctrl+q" not in seen.text, "that is said in our own words"


async def test_what_waits_is_tried_again_by_any_key_and_by_itself(
    workplace: Workplace, unkept: tuple[Filling, Disk]
) -> None:
    filling, disk = unkept
    async with filling_in(SipApp(workplace), filling) as seen:
        await seen.press("4")
        assert "1 svar IKKE gemt" in seen.line("top")
        seen.form.try_again()
        assert "1 svar IKKE gemt" in seen.line("top")
        disk.is_full = False
        seen.form.try_again()
        assert "gemt 10:00" in seen.line("top")
        assert "ugemt" not in seen.text
        assert "Disken" not in seen.line("status")
        disk.is_full = True
        await seen.press("4")
        disk.is_full = False
        await seen.press("down")
        assert "gemt 10:00" in seen.line("top")
    assert len(resume(workplace, filling.id).draft.answers) == 2


async def test_what_waits_is_tried_again_after_a_while(
    workplace: Workplace, unkept: tuple[Filling, Disk], monkeypatch: pytest.MonkeyPatch
) -> None:
    filling, disk = unkept
    monkeypatch.setattr("sipforms.tui.screens.form.PAUSE", 0.01)
    async with filling_in(SipApp(workplace), filling) as seen:
        await seen.press("4")
        disk.is_full = False
        for _turn in range(500):
            if "gemt 10:00" in seen.line("top"):
                break
            await seen.pilot.pause(0.01)
        assert "gemt 10:00" in seen.line("top")
    assert resume(workplace, filling.id).draft.answers == {HUMOUR: 4}


async def test_lines_pasted_into_one_line_are_joined(workplace: Workplace, begun: Begun) -> None:
    async with filling_in(SipApp(workplace), begun("baggrund")) as seen:
        await go(seen, OTHER)
        await seen.press("enter")
        field = seen.app.screen.query_one(Input)
        field.post_message(Paste("Kommunen\r\n  Socialtilsyn\n\nHus A\n"))
        await seen.settle()
        assert field.value == "Kommunen Socialtilsyn Hus A"
        field.post_message(Paste("\n"))
        await seen.settle()
        assert field.value == "Kommunen Socialtilsyn Hus A"


@pytest.mark.parametrize("path", [OTHER, STORY], ids=["line", "story"])
async def test_tab_does_not_leave_what_is_being_written(
    workplace: Workplace, begun: Begun, path: tuple[str, ...]
) -> None:
    async with filling_in(SipApp(workplace), begun("baggrund")) as seen:
        await go(seen, path)
        await seen.press("enter")
        await seen.press_at_once("a", "tab", "shift+tab", "tab", "b", "escape")
        assert seen.draft.answers[path] == "ab"


async def test_a_text_lands_on_the_question_it_was_written_for(workplace: Workplace, begun: Begun) -> None:
    async with filling_in(SipApp(workplace), begun("baggrund"), (100, 50)) as seen:
        await go(seen, OTHER)
        await seen.press("enter")
        await seen.write("Kommunen")
        row = next(place for place, line in enumerate(seen.text.splitlines()) if " 1.3 " in line)
        await seen.pilot.click(offset=(8, row))
        await seen.settle()
        assert seen.draft.answers[OTHER] == "Kommunen"
        assert len(seen.draft.answers) == 2
        assert seen.form.model.line is not None
        assert seen.form.model.line.number == "1.3"
        assert not seen.form.writer.is_writing
        await seen.press("asterisk")
        await seen.write("en note")
        noted = seen.form.model.line.path
        await seen.pilot.click(offset=(8, row - 1))
        await seen.settle()
        assert seen.draft.notes == {noted: "en note"}


async def test_looking_over_finishes_what_is_being_written(workplace: Workplace, begun: Begun) -> None:
    filling = begun("baggrund")
    async with filling_in(SipApp(workplace), filling) as seen:
        await go(seen, OTHER)
        await seen.press("enter")
        await seen.write("Kommunen")
        await seen.press("f2")
        assert seen.screen == "ReviewScreen"
    assert resume(workplace, filling.id).draft.answers[OTHER] == "Kommunen"


@pytest.mark.parametrize(("key", "to"), [("escape", "TodayScreen"), ("f2", "ReviewScreen")])
async def test_a_refused_text_is_told_before_it_is_left(workplace: Workplace, begun: Begun, key: str, to: str) -> None:
    async with filling_in(SipApp(workplace), begun("baggrund")) as seen:
        await go(seen, BORN)
        await seen.press("enter")
        await seen.write("12")
        await seen.press("escape")
        await seen.press("pagedown", key)
        assert seen.screen == "FormScreen"
        assert seen.form.model.cursor == BORN
        assert "3.1" in seen.line("status")
        await seen.press(key)
        assert seen.screen == to


async def test_a_click_elsewhere_does_not_hide_that_a_text_was_refused(workplace: Workplace, begun: Begun) -> None:
    async with filling_in(SipApp(workplace), begun("baggrund"), (100, 50)) as seen:
        await go(seen, BORN)
        await seen.press("enter")
        await seen.write("12")
        here = seen.form.model.line
        assert here is not None
        lines = list(enumerate(seen.text.splitlines()))
        row = next(at for at, line in lines if re.search(r" \d+\.\d+ ", line) and f" {here.number} " not in line)
        await seen.pilot.click(offset=(8, row))
        await seen.settle()
        assert "1900" in seen.line("status")
        assert seen.form.model.cursor == BORN
        await seen.press("enter")
        assert seen.app.screen.query_one(Input).value == "12"
        assert not seen.app.screen.query(TextArea)


LONG = "en ugentlig svoemmetur med kontaktpersonen og en ven fra huset"


async def test_a_text_typed_at_once_is_whole_and_the_forms_keys_work_after_it(
    workplace: Workplace, begun: Begun
) -> None:
    async with filling_in(SipApp(workplace), begun("baggrund"), (100, 50)) as seen:
        await go(seen, OTHER)
        await seen.press_at_once("enter", *("space" if one == " " else one for one in LONG), "enter")
        assert seen.draft.answers[OTHER] == LONG
        assert not seen.draft.notes
        await seen.press("f1")
        assert seen.screen == "HelpScreen"

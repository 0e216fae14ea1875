"""What is written on the form: numbers, days, stories and rows, kept as typed and never lost half-way."""

from collections.abc import Callable

import pytest
from textual.widgets import Input, TextArea

from sipforms.actions.fill import Filling, resume
from sipforms.actions.workplace import Workplace
from sipforms.tui.app import SipApp
from tests.tui.conftest import filling_in

Begun = Callable[..., Filling]


async def test_a_whole_number_begins_with_its_first_digit(workplace: Workplace, begun: Begun) -> None:
    async with filling_in(SipApp(workplace), begun("baggrund")) as seen:
        seen.form.take(seen.form.model.go(("livssituation", "foedselsaar")))
        await seen.press_at_once("1")
        await seen.write("899")
        await seen.press_at_once("enter")
        assert "1900" in seen.line("status")
        assert seen.app.focused is seen.app.screen.query_one(Input)
        await seen.press_at_once("backspace", "backspace", "backspace")
        await seen.write("984")
        await seen.press_at_once("enter")
        assert seen.draft.answers == {("livssituation", "foedselsaar"): 1984}
        assert seen.form.model.cursor == ("livssituation", "koen")


@pytest.mark.parametrize("typed", ["24-12-2025", "24.12.2025", "24122025", "2025-12-24"])
async def test_a_day_is_written_day_first_and_shown_so(workplace: Workplace, begun: Begun, typed: str) -> None:
    async with filling_in(SipApp(workplace), begun("baggrund")) as seen:
        seen.form.take(seen.form.model.go(("henvisning", "henvist_dato")))
        await seen.press_at_once("enter")
        await seen.write(typed)
        await seen.press_at_once("enter")
        assert seen.draft.answers == {("henvisning", "henvist_dato"): "2025-12-24"}
        assert "24-12-2025" in seen.text


async def test_half_a_day_is_told_and_not_lost(workplace: Workplace, begun: Begun) -> None:
    async with filling_in(SipApp(workplace), begun("baggrund")) as seen:
        seen.form.take(seen.form.model.go(("henvisning", "henvist_dato")))
        await seen.press_at_once("3")
        await seen.write("1-02")
        await seen.press_at_once("escape")
        assert seen.draft.answers == {}
        assert seen.app.focused is seen.form.grid
        await seen.press_at_once("enter")
        assert seen.app.screen.query_one(Input).value == "31-02"
        await seen.write("-2025")
        await seen.press_at_once("enter")
        assert seen.app.screen.query_one(Input).value == "31-02-2025"
        assert seen.draft.answers == {}


async def test_a_long_text_has_lines_and_escape_keeps_it(workplace: Workplace, begun: Begun) -> None:
    async with filling_in(SipApp(workplace), begun("baggrund")) as seen:
        story = ("livssituation", "livshistorie")
        seen.form.take(seen.form.model.go(story))
        await seen.press_at_once("enter")
        assert seen.app.screen.query_one(TextArea).has_focus
        await seen.write("n k 1")
        await seen.press_at_once("enter")
        await seen.write("mere")
        await seen.press_at_once("escape")
        assert seen.draft.answers == {story: "n k 1\nmere"}
        assert seen.form.model.cursor == story
        await seen.press_at_once("enter")
        seen.app.screen.query_one(TextArea).text = ""
        await seen.press_at_once("f3")
        assert seen.draft.answers == {}


async def test_a_row_is_called_by_its_fields_and_is_no_question(workplace: Workplace, begun: Begun) -> None:
    async with filling_in(SipApp(workplace), begun("indsats"), (100, 40)) as seen:
        seen.form.take(seen.form.model.go(("konkrete_indsatser",)))
        await seen.press_at_once("enter")
        fields = [one for one in seen.form.model.outline.questions if one[0] == "konkrete_indsatser"]
        assert f"{len(fields)} " in seen.line("status")
        seen.form.take(seen.form.model.go(("konkrete_indsatser", "r1")))
        assert "{" not in seen.line("say")
        await seen.press_at_once("down", "enter")
        await seen.write("Svømning")
        await seen.press_at_once("escape")
        seen.form.take(seen.form.model.go(("konkrete_indsatser", "r1")))
        assert "Svømning" in seen.line("say")
        await seen.press_at_once("asterisk")
        assert "Svømning" in seen.line("heading")
        assert "{" not in seen.line("heading")


async def test_rows_are_added_answered_in_place_and_removed(workplace: Workplace, begun: Begun) -> None:
    filling = begun("indsats")
    async with filling_in(SipApp(workplace), filling) as seen:
        seen.form.take(seen.form.model.go(("konkrete_indsatser",)))
        await seen.press_at_once("enter", "enter")
        await seen.write("Svømning")
        await seen.press_at_once("enter", "down", "3")
        row = ("konkrete_indsatser", "r1")
        assert seen.draft.answers[(*row, "titel")] == "Svømning"
        assert (*row, "omraade") in seen.draft.answers
        assert "Svømning" in next(line for line in seen.text.splitlines() if "8.1 " in line)
        seen.form.take(seen.form.model.go(row))
        await seen.press_at_once("delete")
        assert seen.draft.rows == {}
        await seen.press_at_once("backspace")
        assert seen.draft.answers[(*row, "titel")] == "Svømning"
        await seen.press_at_once("insert")
        assert seen.draft.rows == {("konkrete_indsatser",): ("r1", "r2")}
    assert resume(workplace, filling.id).draft.rows == {("konkrete_indsatser",): ("r1", "r2")}


@pytest.mark.parametrize("wrong", ["x" * 10_001, "half a sign \ud83d"], ids=["too long", "half a sign"])
async def test_a_note_that_cannot_be_kept_stays_to_be_shortened(workplace: Workplace, begun: Begun, wrong: str) -> None:
    async with filling_in(SipApp(workplace), begun()) as seen:
        await seen.press("asterisk")
        seen.app.screen.query_one(TextArea).text = wrong
        await seen.press("f3")
        assert "for lang" in seen.line("status")
        assert seen.app.screen.query_one(TextArea).text == wrong
        await seen.press("ctrl+q")
        assert seen.app.return_code is None
        assert "for lang" in seen.line("status")
        seen.app.screen.query_one(TextArea).text = wrong[:20].replace("\ud83d", "")
        await seen.press("f3")
        assert list(seen.draft.notes.values()) == [wrong[:20].replace("\ud83d", "")]

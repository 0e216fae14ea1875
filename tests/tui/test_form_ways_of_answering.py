"""Every way of answering on the real screen: long lists, days, times, texts, reasons, numbers worked out, last time."""

from collections.abc import Callable
from dataclasses import replace
from types import MappingProxyType
from typing import Any

import pytest
from textual.events import Paste
from textual.widgets import Input, TextArea

from sipforms.actions.fill import Filling, Way, hand_in, put_aside, resume, start, with_draft
from sipforms.actions.library import Library
from sipforms.actions.people import Stay, admit, create
from sipforms.actions.programmes import Programmes
from sipforms.actions.vocabulary import open_vocabulary
from sipforms.actions.workplace import Workplace
from sipforms.engine.build import build
from sipforms.engine.response import Response
from sipforms.store.casefile import CaseFile, open_case
from sipforms.store.failures import Reason, StoreUnavailable
from sipforms.store.memory import MemoryStore
from sipforms.store.uses import Use
from sipforms.tui.app import SipApp
from sipforms.tui.widgets.editor import Editor
from tests.actions.conftest import TestClock
from tests.engine.bundles import SMALL
from tests.tui.conftest import Seen, filling_in

BEFORE: dict[str, Any] = {"lyst": 2, "mod": 2, "dage": 3, "foerste": "2026-01-05", "hold": "Ræven"}
HELST, OGSAA = ("helst",), ("ogsaa",)


class Log:
    """A witness that can be broken."""

    def __init__(self) -> None:
        self.told: list[Use] = []
        self.is_broken = False

    def tell(self, use: Use) -> None:
        if self.is_broken:
            raise StoreUnavailable(reason=Reason.FULL, doing="writing the log")
        self.told.append(use)


@pytest.fixture
def log() -> Log:
    return Log()


@pytest.fixture
def lists(workplace: Workplace, clock: TestClock, log: Log) -> Workplace:
    """A workplace with the programme of long lists."""
    bundle = Library().open(SMALL / "lange_lister")
    programme = build(bundle)
    programmes = Programmes(
        by_id=MappingProxyType({programme.id: programme}), bundles=MappingProxyType({programme.id: bundle})
    )
    store = MemoryStore(workplace.store.facts, witness=log)
    words = open_vocabulary(installed=False)
    built = {programme.digest: programme}
    return replace(workplace, programmes=programmes, store=store, vocabulary=words, built=built, now=clock)


@pytest.fixture
def second(lists: Workplace) -> Filling:
    """The second round of somebody."""
    programme = lists.programmes.by_id["lange_lister"]
    file = create(lists, "B-1", "Ahorn Opdigtet")
    assert isinstance(file, CaseFile)
    file = admit(lists, file, Stay(programme=programme.id, admission=lists.now().date()))
    assert isinstance(file, CaseFile)
    first = start(lists, file, programme, "valg", Way(mode="interview"), file.episodes[0])
    draft = first.draft
    for name, value in BEFORE.items():
        draft = draft.answer((name,), value)
    assert isinstance(hand_in(lists, with_draft(first, draft)), Response)
    return start(lists, open_case(lists.store, file.id), programme, "valg", Way(mode="interview"), file.episodes[0])


async def at(seen: Seen, *path: str) -> None:
    seen.form.take(seen.form.model.go(path))
    await seen.settle()


def typed(seen: Seen) -> str:
    return seen.app.screen.query_one(Input).value


# --- lists ----------------------------------------------------------------------------------------------------------


async def test_a_letter_searches_a_long_list_and_enter_answers_and_goes_on(lists: Workplace, second: Filling) -> None:
    async with filling_in(SipApp(lists), second) as seen:
        await seen.press("s")
        await seen.write("v")
        assert "Svømning" in seen.line("beneath")
        assert "Læsning" not in seen.line("beneath")
        assert "2 af 62" in seen.line("reads")
        await seen.press("enter")
        assert seen.draft.answers[HELST] == "v01"
        assert seen.form.model.cursor == OGSAA
        assert not seen.form.writer.is_writing


async def test_enter_opens_the_list_and_enter_again_changes_nothing(lists: Workplace, second: Filling) -> None:
    async with filling_in(SipApp(lists), second) as seen:
        await seen.press("enter", "enter")
        assert HELST not in seen.draft.answers
        assert seen.form.model.cursor == OGSAA
        await at(seen, "helst")
        await seen.press("enter", "down", "down", "enter")
        assert seen.draft.answers[HELST] == "v03"
        await at(seen, "helst")
        await seen.press("enter", "escape")
        assert seen.draft.answers[HELST] == "v03"
        assert seen.form.model.cursor == HELST
        await seen.press("0")
        assert seen.draft.answers[HELST] == "ved_ikke"


async def test_what_fits_no_answer_is_told_and_answers_nothing(lists: Workplace, second: Filling) -> None:
    async with filling_in(SipApp(lists), second) as seen:
        await seen.press("enter")
        await seen.write("xyz")
        await seen.press("enter")
        assert HELST not in seen.draft.answers
        assert seen.form.writer.is_writing
        assert typed(seen) == "xyz"


async def test_several_are_ticked_one_after_the_other_and_f3_is_done(lists: Workplace, second: Filling) -> None:
    async with filling_in(SipApp(lists), second) as seen:
        await at(seen, "ogsaa")
        await seen.press("s")
        await seen.write("vø")
        await seen.press("enter")
        assert typed(seen) == ""
        await seen.write("læs")
        await seen.press("enter")
        await seen.press("down", "enter")
        assert seen.draft.answers[OGSAA] == ("v01", "v02", "v03")
        assert "[x] Læsning" in seen.line("beneath")
        await seen.write("bowl")
        await seen.press("enter")
        await seen.write("sko")
        await seen.press("enter")
        assert seen.draft.answers[OGSAA] == ("v01", "v02", "v03", "v60"), "there is room for four"
        assert seen.line("status")
        await seen.press("f3")
        assert not seen.form.writer.is_writing
        assert seen.form.model.cursor == ("lyst",)


async def test_keys_typed_at_once_all_reach_the_list(lists: Workplace, second: Filling) -> None:
    async with filling_in(SipApp(lists), second) as seen:
        await seen.press_at_once(*"stri", "enter", *"hæk", "enter", *"kor", "enter", "f3", "2")
        assert seen.draft.answers[HELST] == "v07"
        assert seen.draft.answers[OGSAA] == ("v08", "v10")
        assert seen.draft.answers["lyst",] == 2


async def test_a_click_takes_an_answer_of_the_list(lists: Workplace, second: Filling) -> None:
    async with filling_in(SipApp(lists), second) as seen:
        await seen.press("enter")
        await seen.pilot.click("#beneath", offset=(6, 3))
        await seen.settle()
        assert seen.draft.answers[HELST] == "v04"


@pytest.mark.parametrize("size", [(120, 40), (40, 15), (30, 10)])
async def test_the_list_is_there_in_every_size(lists: Workplace, second: Filling, size: tuple[int, int]) -> None:
    async with filling_in(SipApp(lists), second, size) as seen:
        await seen.press("enter")
        await seen.write("bowl")
        assert "Bowling" in seen.text
        await seen.press("enter")
        assert seen.draft.answers[HELST] == "v60"


# --- days, times, numbers -------------------------------------------------------------------------------------------


DAYS = {"010326": "2026-03-01", "i går": "2026-11-21"}


async def test_a_day_is_typed_as_people_write_it(lists: Workplace, second: Filling) -> None:
    async with filling_in(SipApp(lists), second) as seen:
        for written, day in DAYS.items():
            await at(seen, "foerste")
            await seen.press("delete", "enter")
            await seen.write(written)
            assert "2026" in seen.line("reads")
            await seen.press("enter")
            assert seen.draft.answers["foerste",] == day


async def test_a_day_is_picked_in_a_month(lists: Workplace, second: Filling) -> None:
    async with filling_in(SipApp(lists), second) as seen:
        await at(seen, "foerste")
        await seen.press("enter")
        assert "november 2026" in seen.text
        await seen.press("down")
        assert typed(seen) == "22-11-2026"
        await seen.press("down", "pagedown", "right", "right", "left")
        assert typed(seen) == "30-12-2026"
        await seen.press("up")
        assert "23]" in seen.text
        await seen.press("enter")
        assert seen.draft.answers["foerste",] == "2026-12-23"


async def test_a_click_on_a_day_picks_it(lists: Workplace, second: Filling) -> None:
    async with filling_in(SipApp(lists), second) as seen:
        await at(seen, "foerste")
        await seen.press("enter")
        await seen.pilot.click("#beneath", offset=(6, 4))
        await seen.settle()
        assert typed(seen) == "09-11-2026"
        assert seen.form.writer.is_writing


async def test_a_day_that_is_not_there_is_told_while_it_is_typed_and_stays_to_be_mended(
    lists: Workplace, second: Filling
) -> None:
    async with filling_in(SipApp(lists), second) as seen:
        await at(seen, "foerste")
        await seen.press("3")
        await seen.write("1/2")
        assert "28" in seen.line("reads")
        assert seen.app.screen.query_one("#reads").has_class("wrong")
        await seen.press("enter")
        assert typed(seen) == "31/2"
        assert ("foerste",) not in seen.draft.answers
        await seen.press("escape")
        await seen.press("f2")
        assert seen.screen == "FormScreen"
        assert "7" in seen.line("status"), "the number of the question"


async def test_a_number_out_of_range_is_told_and_never_an_answer(lists: Workplace, second: Filling) -> None:
    async with filling_in(SipApp(lists), second) as seen:
        await at(seen, "dage")
        await seen.press("8")
        assert "7" in seen.line("reads")
        await seen.press("enter")
        assert seen.draft.answers["dage",] == 3
        await seen.press("backspace", "4", "enter")
        assert seen.draft.answers["dage",] == 4


# --- what was carried over, what is worked out ----------------------------------------------------------------------


async def test_what_was_carried_over_says_so_and_is_confirmed_with_one_key(lists: Workplace, second: Filling) -> None:
    async with filling_in(SipApp(lists), second) as seen:
        await at(seen, "dage")
        assert "=" in seen.line("status")
        before = len(seen.draft.undoable)
        await seen.press("equals_sign")
        assert seen.draft.answers["dage",] == 3
        assert len(seen.draft.undoable) == before + 1
        assert seen.form.model.cursor == ("foerste",)
        await seen.press("equals_sign")
        assert seen.draft.answers["foerste",] == "2026-01-05"
        assert seen.form.model.cursor == ("hold",)
        await seen.press("enter")
        assert not seen.form.writer.is_writing
        await seen.press("x")
        assert seen.draft.answers["hold",] == "Ræven"


async def test_a_number_that_is_worked_out_follows_the_answers_and_says_why(lists: Workplace, second: Filling) -> None:
    async with filling_in(SipApp(lists), second) as seen:
        await at(seen, "lyst")
        await seen.press("2", "3")
        row = next(line for line in seen.text.splitlines() if "Lyst og mod" in line)
        assert " 5 " in row
        await at(seen, "dage")
        await seen.press("up")
        assert seen.form.model.cursor == ("ialt",)
        await seen.press("enter")
        assert seen.screen == "HelpScreen"
        assert "Lyst og mod" in seen.text
        await seen.press("escape")
        await seen.press("4")
        assert ("ialt",) not in seen.draft.answers
        assert seen.line("status")


# --- checks and last time -------------------------------------------------------------------------------------------


async def test_a_reason_is_written_where_the_answer_was_given(lists: Workplace, second: Filling) -> None:
    async with filling_in(SipApp(lists), second) as seen:
        await at(seen, "lyst")
        await seen.press("3", "1")
        assert "Stor lyst" in seen.line("status")
        assert "F3" in seen.line("status")
        await seen.press("f3")
        assert "Stor lyst" in seen.line("heading")
        await seen.write("passer")
        await seen.press("enter")
        assert seen.draft.reasons == {"ens": "passer"}
        assert seen.form.model.cursor == ("dage",), "one goes on where one was"
        await seen.press("f3", "escape")
        assert seen.draft.reasons == {"ens": "passer"}
    put_aside(lists, second)
    assert resume(lists, second.id).draft.reasons == {"ens": "passer"}


async def test_with_nothing_to_explain_f3_says_so(lists: Workplace, second: Filling) -> None:
    async with filling_in(SipApp(lists), second) as seen:
        await seen.press("f3")
        assert not seen.form.writer.is_writing
        assert "*" in seen.line("status")


async def test_last_time_before_the_new_answer_is_shown_only_once_it_is_in_the_log(
    lists: Workplace, second: Filling, log: Log
) -> None:
    async with filling_in(SipApp(lists), second) as seen:
        await at(seen, "lyst")
        log.told.clear()
        log.is_broken = True
        await seen.press("f6")
        assert seen.form.model.last_time(("lyst",)) is None
        assert "Ikke vist" in seen.line("status") or "Not shown" in seen.line("status")
        log.is_broken = False
        await seen.press("f6")
        assert seen.form.model.last_time(("lyst",)) == 2
        assert [one.criterion for one in log.told] == ["last-time lange_lister/valg/lyst"]
    put_aside(lists, second)
    assert resume(lists, second.id).draft.revealed == {("lyst",)}


# --- texts ----------------------------------------------------------------------------------------------------------

STORY = ("livssituation", "livshistorie")
Begun = Callable[..., Filling]


async def test_a_long_text_is_kept_while_it_is_written_and_undone_at_once(workplace: Workplace, begun: Begun) -> None:
    filling = begun("baggrund")
    async with filling_in(SipApp(workplace), filling) as seen:
        await at(seen, *STORY)
        await seen.press("enter")
        for words in ("Først", " og", " så"):
            await seen.write(words)
            seen.app.screen.query_one(Editor).keep_on()
        assert workplace.store.read_draft(filling.id).entries
        assert seen.draft.answers[STORY] == "Først og så"
        assert seen.form.writer.is_writing
        await seen.write(" slut")
        await seen.press("f3")
        assert seen.draft.answers[STORY] == "Først og så slut"
        await at(seen, *STORY)
        await seen.press("backspace")
        assert STORY not in seen.draft.answers
        await at(seen, *STORY)
        await seen.press("asterisk")
        await seen.write("En note")
        seen.app.screen.query_one(Editor).keep_on()
        assert list(seen.draft.notes.values()) == ["En note"]
    put_aside(workplace, filling)
    kept = resume(workplace, filling.id).draft
    assert STORY not in kept.answers
    assert list(kept.notes.values()) == ["En note"]


HOSTILE = {
    "markup": "[/b] [red]x[/red] [@click=app.quit]y[/]",
    "escape": "a\x1b[2Jb\x1b]0;x\x07c",
    "right to left, combining": "e\u0301\u0301\u0302 a\u030a \u05e9\u05dc\u05d5\u05dd \u0645\u0631\u062d\u0628\u0627",
    "binary": "".join(map(chr, range(32))) + "\x7f\x9b",
    "bidi override": "a\u202eb\u2066c",
    "wide": "\u6f22\u5b57\U0001f469\u200d\U0001f467",
}
LEFT = {"escape": "a[2Jb]0;xc", "bidi override": "abc", "wide": "\u6f22\u5b57\U0001f469\U0001f467", "binary": "\n"}


async def test_what_is_pasted_is_text_and_nothing_else(workplace: Workplace, begun: Begun) -> None:
    async with filling_in(SipApp(workplace), begun("baggrund")) as seen:
        for name, pasted in HOSTILE.items():
            await at(seen, *STORY)
            await seen.press("delete", "enter")
            seen.app.screen.query_one(TextArea).post_message(Paste(f"x{pasted}y"))
            await seen.settle()
            assert bool(seen.line("status")) is (name in LEFT), name
            await seen.press("f3")
            kept = seen.draft.answers[STORY]
            assert "".join(str(kept).split()) == "".join(f"x{LEFT.get(name, pasted)}y".split()), name
            assert "\x1b" not in seen.text


async def test_a_paste_that_no_text_has_room_for_is_refused_whole(workplace: Workplace, begun: Begun) -> None:
    async with filling_in(SipApp(workplace), begun("baggrund")) as seen:
        await at(seen, *STORY)
        await seen.press("enter")
        seen.app.screen.query_one(TextArea).post_message(Paste("x" * 10_001))
        await seen.settle()
        assert seen.app.screen.query_one(TextArea).text == ""
        assert "10" in seen.line("status")
        seen.app.screen.query_one(TextArea).post_message(Paste("x" * 10_000))
        await seen.settle()
        await seen.press("f3")
        assert seen.draft.answers[STORY] == "x" * 10_000


async def test_ten_thousand_letters_and_one_are_told_and_not_lost(workplace: Workplace, begun: Begun) -> None:
    async with filling_in(SipApp(workplace), begun("baggrund")) as seen:
        await at(seen, *STORY)
        await seen.press("enter")
        area = seen.app.screen.query_one(TextArea)
        area.text = "x" * 10_000
        area.move_cursor(area.document.end)
        await seen.write("y")
        assert "10001" in seen.line("reads")
        await seen.press("f3")
        assert seen.form.writer.is_writing
        assert area.text == "x" * 10_000 + "y"
        await seen.press("backspace", "f3")
        assert seen.draft.answers[STORY] == "x" * 10_000

"""The first screen: what waits, in which order, three keys to any question, and what stands there when nothing can."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from textual.widgets import Input

from sipforms.actions.fill import Filling, keep, put_aside, start
from sipforms.actions.people import Stay, change_stay
from sipforms.actions.workplace import Workplace
from sipforms.engine.programme import Programme
from sipforms.store.casefile import CaseFile, open_case
from sipforms.store.failures import NotAllowed, Reason, StoreUnavailable
from sipforms.store.lease import Lease
from sipforms.store.memory import MemoryStore
from sipforms.tui.app import SipApp
from sipforms.tui.screens.people_page import PeoplePage
from tests.actions.conftest import TestClock
from tests.tui.conftest import INTERVIEW, LARGE, USUAL, Seen, hand_in_all, listed, opened
from tests.tui.entrances import until

Admitted = Callable[..., CaseFile]
LONG_AGO = date(2026, 6, 1)


def begun_by(workplace: Workplace, file: CaseFile, voksen: Programme) -> Filling:
    """A draft with one answer, put aside."""
    filling = start(workplace, file, voksen, "livskvalitet", INTERVIEW, file.episodes[0])
    draft = filling.draft.answer(next(one.path for one in filling.questionnaire.questions() if one.dimension), 4)
    keep(workplace, filling, {**(draft.last or {}), "by": workplace.user, "at": workplace.now().isoformat()})
    put_aside(workplace, filling)
    return filling


def order(seen: Seen, *words: str) -> bool:
    """Whether the words stand on the screen in this order."""
    places = [seen.text.find(word) for word in words]
    return -1 not in places and places == sorted(places)


async def mark(seen: Seen, *words: str) -> None:
    """Go down in the list until the mark stands on a line with all these words."""
    for _ in range(40):
        here = next(line for line in seen.text.splitlines() if "▶" in line)
        if all(word in here for word in words):
            return
        await seen.press("down")
    raise AssertionError(seen.text)


async def test_what_is_overdue_stands_first_then_by_deadline(workplace: Workplace, admitted: Admitted) -> None:
    admitted("B-9")
    admitted("B-10", admission=LONG_AGO)
    async with opened(SipApp(workplace)) as seen:
        assert seen.screen == "TodayScreen"
        assert order(seen, "Over fristen", "B-10", "dage over !", "Senere", "B-9")
        assert f"! {seen.text.count('dage over !')} over fristen" in seen.text
        await seen.press("s")
        assert "Sorteret efter nummer." in seen.line("status")
        assert order(seen, "B-9", "B-10")
        assert "Over fristen" not in seen.text
        await seen.press("s", "s")
        assert order(seen, "Over fristen", "B-10")


async def test_two_keys_lead_from_the_first_screen_to_the_first_question_and_escape_leads_back(
    workplace: Workplace, admitted: Admitted
) -> None:
    admitted("B-7")
    async with opened(SipApp(workplace)) as seen:
        await mark(seen, "B-7", "Livskvalitet")
        await seen.press("enter")
        assert seen.screen == "ChooseHowScreen"
        await seen.press("1")
        assert seen.screen == "FormScreen"
        await seen.press("4", "escape")
        assert seen.screen == "CaseScreen"
        await seen.press("escape")
        assert seen.screen == "TodayScreen"
        assert "kladde 1/" in seen.text
        assert any("▶ B-7" in line and "kladde 1/" in line for line in seen.text.splitlines()), "the mark stays"
        await seen.press("enter")
        assert seen.screen == "FormScreen"
        assert len(seen.draft.answers) == 1


async def test_a_draft_stands_on_the_line_of_what_is_due_with_who_wrote_in_it(
    workplace: Workplace, admitted: Admitted, voksen: Programme
) -> None:
    file = admitted("B-7")
    begun_by(workplace, file, voksen)
    async with opened(SipApp(workplace), LARGE) as seen:
        line = next(line for line in seen.text.splitlines() if "kladde" in line and "B-7" in line)
        assert "Livskvalitet" in line
        assert ", dig" in line
        assert sum("Livskvalitet" in line for line in seen.text.splitlines() if "B-7" in line) == 1
    async with opened(SipApp(replace(workplace, user="LNE")), LARGE) as seen:
        line = next(line for line in seen.text.splitlines() if "kladde" in line and "B-7" in line)
        assert ", KHO" in line


async def test_a_form_that_a_colleague_has_open_says_so(
    workplace: Workplace, admitted: Admitted, voksen: Programme, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun_by(workplace, admitted("B-7"), voksen)
    lease = Lease(by="LNE", workstation="Kontoret", since=workplace.now(), seen=workplace.now(), holder="x", stamp=1)
    monkeypatch.setattr(MemoryStore, "leases", lambda _store, _draft: (lease,))
    async with opened(SipApp(workplace)) as seen:
        assert "åbent hos LNE" in seen.text


async def test_mine_are_those_where_i_answer_and_my_drafts(
    workplace: Workplace, admitted: Admitted, voksen: Programme
) -> None:
    mine, other = admitted("B-1"), admitted("B-2")
    change_stay(
        workplace,
        mine,
        mine.episodes[0],
        Stay(programme="voksen", admission=mine.episodes[0].admission, informants={"kontaktperson": "kho "}),
    )
    admitted("B-3")
    begun_by(workplace, other, voksen)
    async with opened(SipApp(workplace)) as seen:
        assert "B-3" in seen.text
        await seen.press("m")
        assert "B-3" not in seen.text
        assert "B-1" in seen.text
        assert sum("B-2" in line for line in seen.text.splitlines()) == 1, "the draft, and nothing else of theirs"
        assert "kun: mine" in seen.line("top")
        await seen.press("b")
        assert "B-2" not in seen.text, "I answer for B-1 alone"
        assert "B-1" in seen.text
        await seen.press("escape", "escape", "escape")
        assert seen.screen == "TodayScreen"
        assert "B-3" in seen.text
    async with opened(SipApp(replace(workplace, user=""))) as seen:
        await seen.press("m")
        assert "Ingen er logget ind" in seen.line("status")
        assert "B-3" in seen.text


async def test_a_search_is_for_codes_names_places_and_forms(workplace: Workplace, admitted: Admitted) -> None:
    admitted("B-1", "Ahorn Opdigtet", unit="Hus Ærø")
    admitted("B-2", "Birk Opdigtet", unit="Hus Fyn")
    async with opened(SipApp(workplace)) as seen:
        for words, there, gone in (
            ("birk", "B-2", "B-1"),
            ("HUS ærø", "B-1", "B-2"),
            ("baggrund 1", "B-1", "Livskvalitet"),
        ):
            await seen.press("slash")
            await seen.write(words)
            assert there in seen.text, words
            assert gone not in seen.text, words
            assert "Opdigtet" not in seen.text
            await seen.press("escape")
        await seen.press("slash")
        await seen.write("ingen")
        assert "Ikke noget af det, der venter, passer." in seen.line("empty")
        await seen.press("down", "escape")
        assert "B-2" in seen.text


@pytest.mark.parametrize("words", ["mine", "fmsnovbc", "x" * 10_000, "[b]\x1b[2J\u202e"])
async def test_a_letter_that_is_searched_for_does_nothing_else(
    workplace: Workplace, admitted: Admitted, words: str
) -> None:
    admitted("B-1")
    async with opened(SipApp(workplace)) as seen:
        await seen.press("slash")
        await seen.write(words[:20])
        field = seen.app.screen.query_one("#search", Input)
        field.value = words
        await seen.settle()
        assert seen.screen == "TodayScreen"
        assert field.value == words
        assert "passer" in seen.line("empty")


async def test_filters_show_fewer_and_say_so(workplace: Workplace, admitted: Admitted) -> None:
    admitted("B-1", unit="Hus A")
    admitted("B-2", unit="Hus B", admission=LONG_AGO)
    admitted("B-3", unit="Hus A", admission=LONG_AGO, discharge=date(2026, 6, 30))
    async with opened(SipApp(workplace)) as seen:
        await seen.press("f", "down", "right", "f2")
        assert "kun: Hus A" in seen.line("top")
        assert "B-2" not in seen.text
        await seen.press("f", "down", "left", "down", "down", "right", "f2")
        assert "kun: dem over fristen" in seen.line("top")
        assert "B-1 " not in seen.text
        await seen.press("b", "f", "down", "down", "down", "right", "f2")
        assert "dem, der er flyttet" in seen.line("top")
        assert "B-3" in seen.text
        assert "B-2" not in seen.text
        await seen.press("escape")
        assert "Nu vises alle igen." in seen.line("status")
        await seen.press("escape")
        assert seen.screen == "TodayScreen"


async def test_whoever_moved_out_is_counted_and_found_by_searching(workplace: Workplace, admitted: Admitted) -> None:
    admitted("B-1")
    admitted("B-3", "Pil Opdigtet", admission=date(2025, 1, 1), discharge=date(2025, 2, 1))
    async with listed(SipApp(workplace)) as seen:
        assert "B-3" not in seen.text
        assert "1 er flyttet. F viser dem." in seen.text
        await seen.press("slash")
        await seen.write("pil")
        assert "B-3" in seen.text
        assert "01-02-2025" in seen.text


async def test_citizens_are_sorted_by_what_somebody_wants(workplace: Workplace, admitted: Admitted) -> None:
    admitted("B-10", unit="Hus A", admission=LONG_AGO)
    admitted("B-9", unit="Hus B")
    async with listed(SipApp(workplace)) as seen:
        for keys, codes in (
            ([], ("B-9", "B-10")),
            (["s"], ("B-10", "B-9")),
            (["s"], ("B-10", "B-9")),
            (["s"], ("B-9", "B-10")),
            (["s"], ("B-9", "B-10")),
        ):
            await seen.press(*keys)
            assert order(seen, *codes), keys


async def test_what_was_handed_in_lately_is_shown_with_its_state(
    place: Workplace, admitted: Admitted, voksen: Programme, clock: TestClock
) -> None:
    file = admitted("B-7")
    filling = start(place, file, voksen, "livskvalitet", INTERVIEW, file.episodes[0])
    hand_in_all(place, filling, 3)
    clock.passes(days=3)
    async with opened(SipApp(place)) as seen:
        await seen.press("v")
        assert "Afleveret for nylig" in seen.line("top")
        assert "ikke underskrevet, KHO" in seen.text
        await seen.press("enter")
        assert seen.screen == "ResultScreen"
        await seen.press("escape", "escape")
        assert "I dag" in seen.line("top")
    clock.passes(days=30)
    async with opened(SipApp(place)) as seen:
        await seen.press("v")
        assert "ikke afleveret noget" in seen.line("empty")


async def test_nobody_and_nothing_are_told_with_what_to_do(
    place: Workplace, admitted: Admitted, clock: TestClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sipforms.actions.today.due_of_facility", lambda *_given: ())
    async with opened(SipApp(place)) as seen:
        assert "Her er ingen borgere endnu." in seen.line("empty")
        assert "N opretter den første borger." in seen.text
        await seen.press("n")
        assert seen.screen == "PersonDialog"
    admitted("B-7", admission=clock.moment.date() + timedelta(days=100))
    async with opened(SipApp(place)) as seen:
        empty = " ".join(seen.line("empty").split())
        assert "Der er ikke noget at udfylde lige nu." in empty
        assert "Det næste: B-7" in empty
        assert "fra " in empty


@pytest.mark.parametrize("size", [USUAL, (60, 20), (40, 12)], ids=str)
async def test_a_store_that_is_gone_is_told_with_what_is_safe_and_what_to_do(
    workplace: Workplace, admitted: Admitted, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int]
) -> None:
    admitted("B-7")
    gone = [True]

    def load_many(store: MemoryStore, cases: Any, criterion: str, real: Any = MemoryStore.load_many) -> Iterator[Any]:
        if gone[0]:
            raise StoreUnavailable(reason=Reason.VANISHED, doing="listing the case files")
        yield from real(store, cases, criterion)

    monkeypatch.setattr(MemoryStore, "load_many", load_many)
    async with opened(SipApp(workplace), size) as seen:
        told = " ".join(seen.line("empty").split())
        assert "Mappen med sagerne er væk." in told
        assert "Intet af det, der er gemt, er gået tabt." in told
        assert "F5 prøver nu." in told
        gone[0] = False
        await seen.press("f5")
        assert "1 borger" in seen.text
        assert "Mappen" not in seen.text
        gone[0] = True
        await seen.press("f5")
        assert "1 borger" in seen.text, "what was read stays"
        assert "Mappen med sagerne er væk. Det, der står her, er læst kl. 10:00." in " ".join(
            seen.line("status").split()
        )
        gone[0] = False
        screen = seen.app.screen
        assert isinstance(screen, PeoplePage)
        screen._try_again()
        await seen.settle()
        assert "Mappen" not in seen.text


async def test_who_may_not_read_case_files_is_told_so(workplace: Workplace, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(_workplace: Workplace, right: object) -> None:
        raise NotAllowed(right=str(right))

    monkeypatch.setattr(Workplace, "require", refused)
    async with opened(SipApp(workplace)) as seen:
        assert "Din rolle giver ikke lov" in " ".join(seen.line("empty").split())
        await seen.press("b", "escape")
        assert seen.screen == "TodayScreen"


async def test_the_pane_shows_no_name_and_no_target_group(workplace: Workplace, admitted: Admitted) -> None:
    admitted("B-7", "Ahorn Opdigtet", unit="Hus A", variant="autisme", informants={"kontaktperson": "Mor Opdigtet"})
    async with opened(SipApp(workplace), LARGE) as seen:
        await mark(seen, "B-7")
        for keys in ([], ["b"]):
            await seen.press(*keys)
            assert "Hus A · SIP-voksen" in seen.text
            assert "siden 22-11-2026" in seen.text
            assert "Opdigtet" not in seen.text
            assert "Autisme" not in seen.text
        await seen.pilot.resize_terminal(109, 40)
        await seen.settle()
        assert "siden 22-11-2026" not in seen.text


async def test_a_page_that_was_worked_on_is_read_again(
    workplace: Workplace, admitted: Admitted, store: MemoryStore
) -> None:
    file = admitted("B-7")
    async with opened(SipApp(workplace)) as seen:
        await mark(seen, "B-7")
        await seen.press("c", "d", "f2")
        assert open_case(store, file.id).episodes[0].discharge is not None
        await seen.press("escape")
        assert "Udflytning" in seen.text or "Opholdets afslutning" in seen.text


async def test_everybody_is_read_again_only_when_that_was_long_ago_or_is_quick(
    workplace: Workplace, admitted: Admitted, monkeypatch: pytest.MonkeyPatch
) -> None:
    admitted("B-7")
    async with opened(SipApp(workplace)) as seen:
        screen = seen.app.screen
        assert isinstance(screen, PeoplePage)
        sight, ticks = screen.sight, [100.0]
        sight._ticking = lambda: ticks[0]
        sight._last, sight._took = 100.0, 5.0
        assert [sight.is_due] == [False]
        await seen.press("c")
        admitted("B-8")
        await seen.press("escape")
        assert "B-8" not in seen.text, "reading took long, and was just done"
        ticks[0] += 61.0
        assert [sight.is_due] == [True]
        await seen.press("b")
        await until(lambda: "B-8" in seen.text, lambda: seen.text)


async def test_where_a_window_has_no_column_for_the_state_the_marked_line_tells_it(
    workplace: Workplace, admitted: Admitted
) -> None:
    admitted("B-7")
    async with opened(SipApp(workplace), (60, 20)) as seen:
        assert "ikke begyndt" in seen.line("below-list")
        await seen.pilot.resize_terminal(80, 24)
        await seen.settle()
        assert "ikke begyndt" not in seen.line("below-list")
        assert "ikke begyndt" in seen.text

"""A round that is handed in is corrected, signed, withdrawn and moved on the screen; nothing is lost of it."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any, cast

import pytest

from sipforms.actions.correcting import hand_in_correction, start_correction
from sipforms.actions.fill import Filling
from sipforms.actions.versions import sign, unlock, withdraw
from sipforms.actions.workplace import Workplace
from sipforms.engine.response import Correction, Response
from sipforms.engine.versions import versions_of
from sipforms.render.language import speak
from sipforms.store.access.roles import Right
from sipforms.store.amending import correct_response
from sipforms.store.casefile import CaseFile, open_case
from sipforms.tui.app import SipApp
from sipforms.tui.screens.both_versions import BothVersionsScreen
from sipforms.tui.screens.case import CaseScreen
from sipforms.tui.screens.form import FormScreen
from sipforms.tui.screens.result import ResultScreen
from sipforms.tui.screens.review import ReviewScreen
from sipforms.tui.screens.versions import VersionsScreen
from tests.actions.handed_in import mood_in, with_mood
from tests.tui.conftest import LARGE, USUAL, Seen, opened
from tests.tui.entrances import TestSession

Rounds = Callable[..., CaseFile]
WHY = "Krydset sad forkert"


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    speak("en")
    yield
    speak(None)


async def at_versions(seen: Seen, file: CaseFile, response: Response) -> None:
    """On the screen of one response, with its case file behind."""
    await seen.app.push_screen(CaseScreen(file))
    await seen.settle()
    await seen.app.push_screen(VersionsScreen(file, response))
    await seen.settle()


class StaffSession(TestSession):
    """Somebody who may not open what is signed."""

    def may(self, right: object) -> bool:
        return right is not Right.CORRECT_SIGNED


def now_of(place: Workplace, file: CaseFile) -> CaseFile:
    return open_case(place.store, file.id)


async def test_a_round_is_corrected_with_a_reason_and_both_versions_are_read(place: Workplace, rounds: Rounds) -> None:
    file = rounds(1)
    first = file.responses[0]
    async with opened(SipApp(place)) as seen:
        await at_versions(seen, file, first)
        assert "version 1 · handed in 22 Nov 2026 by KHO" in seen.text
        await seen.press("c")
        assert isinstance(seen.app.screen, FormScreen)
        assert "correction" in seen.line("top")
        await seen.press("up", "4", "f2")
        assert isinstance(seen.app.screen, ReviewScreen)
        await seen.press("f2")
        await seen.press("f2")
        assert "Write why" in seen.text
        await seen.write(WHY)
        await seen.press("f2")
        assert isinstance(seen.app.screen, VersionsScreen)
        second = now_of(place, file).responses[0]
        assert [one.number for one in versions_of(second)] == [1, 2]
        assert second.earlier == (first,)
        assert f"corrected 22 Nov 2027 by KHO: {WHY}" in seen.text
        assert "Corrected from version 1" in seen.text
        assert "→" in seen.text
        await seen.press("up")
        assert "→" not in seen.text
        assert place.store.list_drafts().drafts == ()


async def test_a_correction_left_without_a_change_leaves_nothing_behind(place: Workplace, rounds: Rounds) -> None:
    file = rounds(1)
    async with opened(SipApp(place)) as seen:
        await at_versions(seen, file, file.responses[0])
        await seen.press("c", "escape")
        assert isinstance(seen.app.screen, VersionsScreen)
        assert place.store.list_drafts().drafts == ()
        assert now_of(place, file).responses == file.responses


async def test_a_correction_that_says_the_same_is_not_asked_why(place: Workplace, rounds: Rounds) -> None:
    file = rounds(1)
    async with opened(SipApp(place)) as seen:
        await at_versions(seen, file, file.responses[0])
        await seen.press("c", "f2", "f2")
        assert isinstance(seen.app.screen, ReviewScreen)
        assert "Nothing was changed" in seen.text


async def test_a_correction_put_aside_waits_on_the_citizens_page(place: Workplace, rounds: Rounds) -> None:
    file = rounds(1)
    async with opened(SipApp(place), LARGE) as seen:
        await at_versions(seen, file, file.responses[0])
        await seen.press("c", "up", "4", "escape", "escape")
        assert isinstance(seen.app.screen, CaseScreen)
        assert "correction of" in seen.text
        await seen.press("home")
        await seen.mark("correction of")
        await seen.press("enter")
        assert isinstance(seen.app.screen, FormScreen)
        assert "correction" in seen.line("top")


async def test_signing_asks_twice_and_locks(place: Workplace, rounds: Rounds) -> None:
    file = rounds(1)
    async with opened(SipApp(place)) as seen:
        await at_versions(seen, file, file.responses[0])
        await seen.press("s")
        assert "S once more" in seen.text
        assert not now_of(place, file).responses[0].is_signed
        await seen.press("s")
        assert now_of(place, file).responses[0].is_signed
        assert "signed 22 Nov 2027 by KHO" in seen.text
        for key in ("c", "m"):
            await seen.press(key)
            assert isinstance(seen.app.screen, VersionsScreen)
        await seen.press("u")
        await seen.write("Et kryds mere")
        await seen.press("f2")
        assert not now_of(place, file).responses[0].is_signed
        assert "unlocked 22 Nov 2027 by KHO: Et kryds mere" in seen.text


async def test_who_may_not_unlock_is_told_before_writing_why(place: Workplace, rounds: Rounds) -> None:
    file = rounds(1)
    assert isinstance(sign(place, file, file.responses[0]), CaseFile)
    async with opened(SipApp(replace(place, session=cast("Any", StaffSession())))) as seen:
        await at_versions(seen, now_of(place, file), file.responses[0])
        await seen.press("u")
        assert isinstance(seen.app.screen, VersionsScreen)
        assert "Your role does not allow this." in seen.line("status")


async def test_a_withdrawn_round_is_no_result_any_more_and_can_be_read(place: Workplace, rounds: Rounds) -> None:
    file = rounds(2)
    async with opened(SipApp(place)) as seen:
        await seen.app.push_screen(CaseScreen(file))
        await seen.settle()
        await seen.app.push_screen(ResultScreen(file, file.responses[1]))
        await seen.settle()
        await seen.press("v", "w")
        await seen.write("Ikke hans svar")
        await seen.press("f2")
        assert "withdrawn" in seen.text
        assert [one.id for one in now_of(place, file).responses] == [file.responses[0].id]
        await seen.press("escape")
        assert isinstance(seen.app.screen, CaseScreen)
        assert "Withdrawn or moved" in seen.text
        await seen.press("home")
        await seen.mark("22 Nov 2027")
        await seen.press("enter")
        assert isinstance(seen.app.screen, VersionsScreen)
        assert "Ikke hans svar" in seen.text
        await seen.press("b")
        await seen.write("Jo, det var")
        await seen.press("f2")
        assert len(now_of(place, file).responses) == 2


async def test_a_reason_with_a_cpr_number_is_told_once(place: Workplace, rounds: Rounds) -> None:
    file = rounds(1)
    async with opened(SipApp(place)) as seen:
        await at_versions(seen, file, file.responses[0])
        await seen.press("w")
        await seen.write("Svaret er 010190-1234s")
        await seen.press("f2")
        assert "CPR" in seen.text
        assert now_of(place, file).responses == file.responses
        await seen.press("f2")
        assert now_of(place, file).responses == ()


async def test_a_round_of_the_wrong_citizen_is_moved_after_the_right_one_is_shown(
    place: Workplace, rounds: Rounds, admitted: Callable[..., CaseFile]
) -> None:
    file = rounds(1)
    admitted("B-2", "Birk Opdigtet", admission=file.episodes[0].admission)
    right = admitted("B-3", "Cedra Opdigtet", admission=file.episodes[0].admission)
    async with opened(SipApp(place)) as seen:
        await at_versions(seen, file, file.responses[0])
        await seen.press("m")
        await seen.write("B-9")
        await seen.press("down")
        await seen.write("Forkert borger")
        await seen.press("f2")
        assert "no citizen with that code" in seen.text
        await seen.write("B-3")
        await seen.press("f2")
        assert "Cedra Opdigtet" in seen.text
        assert len(now_of(place, file).responses) == 1
        await seen.press("f2")
        assert isinstance(seen.app.screen, VersionsScreen)
        assert "moved to B-3" in seen.text
        assert now_of(place, file).responses == ()
        assert len(now_of(place, right).responses) == 1


async def test_two_who_correct_the_same_are_shown_both(place: Workplace, rounds: Rounds) -> None:
    file = rounds(1)
    first = file.responses[0]
    for key, number in (("f2", 5), ("t", 3)):
        async with opened(SipApp(place), LARGE) as seen:
            now = now_of(place, file).responses[0]
            await at_versions(seen, file, now)
            await seen.press("c")
            mine = seen.form.filling
            seen.form.model.draft = with_mood(place, mine, number).draft
            theirs(replace(place, user="MLA"), file, now)
            await seen.press("f2", "f2")
            await seen.write(WHY)
            await seen.press("f2")
            assert isinstance(seen.app.screen, BothVersionsScreen)
            assert "MLA" in seen.text
            await seen.press(*([key] if key == "f2" else [key, key]))
            assert isinstance(seen.app.screen, VersionsScreen)
            assert place.store.list_drafts().drafts == ()
            assert mood_in_each(now_of(place, file))[-1] == (5 if key == "f2" else None)
    assert first.id == now_of(place, file).responses[0].id


def mood_in_each(file: CaseFile) -> list[object]:
    """What was answered in each version; nothing where it was taken out."""
    versions = versions_of(file.responses[0])
    return [mood_in(one) if one.answers["psykisk_velbefindende"] else None for one in versions]


def theirs(place: Workplace, file: CaseFile, response: Response) -> None:
    """A colleague's correction, begun and handed in elsewhere."""
    version = replace(
        response,
        answers={**response.answers, "psykisk_velbefindende": {}},
        correction=Correction(reason="MLA's", by="MLA", at=response.handed_in_at),
    )
    assert isinstance(correct_response(place.store, file.id, response, version), CaseFile)


@pytest.mark.parametrize("size", [USUAL, LARGE], ids=["80x24", "120x40"])
async def test_a_corrected_round_says_so_wherever_it_is_seen(
    place: Workplace, rounds: Rounds, size: tuple[int, int]
) -> None:
    file = rounds(1)
    filling = start_correction(place, file, file.responses[0])
    assert isinstance(filling, Filling)
    second = hand_in_correction(place, with_mood(place, filling, 4), WHY)
    assert isinstance(second, Response)
    assert mood_in(second) == 4
    signed = sign(place, now_of(place, file), second)
    assert isinstance(signed, CaseFile)
    async with opened(SipApp(place), size) as seen:
        await seen.app.push_screen(CaseScreen(signed))
        await seen.settle()
        assert "corrected · signed" in seen.text
        await seen.press("home")
        await seen.mark("22 Nov 2026")
        assert "versions" in seen.line("keys")
        await seen.press("enter")
        assert isinstance(seen.app.screen, ResultScreen)
        assert f"corrected 22 Nov 2027 by KHO: {WHY}" in seen.text


async def test_free_text_in_a_reason_is_never_a_command_of_the_screen(place: Workplace, rounds: Rounds) -> None:
    file = rounds(1)
    done = withdraw(place, file, file.responses[0], "[/b] [@click=app.quit]x[/] \x1b[2J\u202e")
    assert isinstance(done, CaseFile)
    async with opened(SipApp(place)) as seen:
        await at_versions(seen, done, done.uncounted[0])
        assert "[/b] [@click=app.quit]x[/]" in seen.text
        assert "\x1b" not in seen.text
    assert unlock(place, done, done.uncounted[0], WHY) is not None

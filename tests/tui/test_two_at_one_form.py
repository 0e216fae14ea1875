"""Two people and one form: who has it open is said, and looking on, waiting, copying and merging lose nothing."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from sipforms.actions.fill import Filling, Way, hand_in, keep, put_aside, resume, start, with_draft
from sipforms.actions.people import Stay, admit, create
from sipforms.actions.workplace import Workplace
from sipforms.engine.programme import Programme
from sipforms.engine.response import Answer, Response
from sipforms.store.casefile import CaseFile, open_case
from sipforms.store.frames import frames_in
from sipforms.store.opening import create_store, open_store
from sipforms.tui.app import SipApp
from sipforms.tui.screens.in_use import InUseScreen
from sipforms.tui.screens.looking import LookScreen
from tests.actions.conftest import TestClock
from tests.tui.conftest import LARGE, USUAL, Seen, opened

ITEM = ("psykisk_velbefindende", "humoer")
IMPORTANT, CONTENT = (*ITEM, "vigtighed"), (*ITEM, "tilfredshed")
INTERVIEW = Way(mode="interview", informant="borger")
SIZES = pytest.mark.parametrize("size", [USUAL, LARGE], ids=["80x24", "120x40"])


@pytest.fixture
def stations(place: Workplace, clock: TestClock, tmp_path: Path) -> Callable[[str, str], Workplace]:
    create_store(tmp_path / "store", purpose="demo", created=clock.moment)
    return lambda user, machine: replace(place, store=open_store(tmp_path / "store"), user=user, workstation=machine)


@pytest.fixture
def kho(stations: Callable[[str, str], Workplace]) -> Workplace:
    return stations("KHO", "Vagtstuen")


@pytest.fixture
def mje(stations: Callable[[str, str], Workplace]) -> Workplace:
    return stations("MJE", "Kontoret")


@pytest.fixture
def file(kho: Workplace, clock: TestClock) -> CaseFile:
    made = create(kho, "B-7", "")
    assert isinstance(made, CaseFile)
    made = admit(kho, made, Stay(programme="voksen", admission=clock.moment.date() - timedelta(days=10)))
    assert isinstance(made, CaseFile)
    return made


@pytest.fixture
def begun(kho: Workplace, file: CaseFile, voksen: Programme, clock: TestClock) -> Filling:
    """A form that KHO has had open since 10:00 and answered in at 10:11."""
    filling = start(kho, file, voksen, "livskvalitet", INTERVIEW, file.episodes[0])
    clock.passes(minutes=11)
    return answered(kho, filling, {IMPORTANT: 5})


def answered(here: Workplace, filling: Filling, answers: dict[tuple[str, ...], Answer]) -> Filling:
    draft = filling.draft
    for path, answer in answers.items():
        draft = draft.answer(path, answer)
        keep(here, filling, draft.last or {})
    return with_draft(filling, draft)


def told(seen: Seen) -> str:
    """The status line as one sentence, however it was broken."""
    return " ".join(seen.line("status").split())


async def to_the_draft(seen: Seen) -> None:
    """To the citizen, and open the draft that stands first."""
    await seen.press("b", "enter")
    assert "Livskvalitet · 1 svar" in seen.text
    await seen.press("home", "enter")


@SIZES
async def test_who_has_it_open_is_said_with_what_can_be_done(
    mje: Workplace, begun: Filling, size: tuple[int, int]
) -> None:
    async with opened(SipApp(mje), size) as seen:
        await to_the_draft(seen)
        assert seen.screen == "InUseScreen"
        assert "KHO har skemaet åbent på Vagtstuen, siden 10:00 (sidst set 10:00)." in seen.text
        for words in ("1  Kun se med", "2  Vent", "3  Gå videre i en kopi"):
            assert words in seen.text
        await seen.press("escape")
        assert seen.screen == "CaseScreen"


@SIZES
async def test_looking_on_follows_what_the_colleague_does_and_changes_nothing(
    kho: Workplace, mje: Workplace, begun: Filling, size: tuple[int, int]
) -> None:
    before = kho.store.read_draft(begun.id).entries
    async with opened(SipApp(mje), size) as seen:
        await to_the_draft(seen)
        await seen.press("1")
        look = seen.app.screen
        assert isinstance(look, LookScreen)
        await seen.press("4", "delete", "enter", "a", "f2")
        assert seen.screen == "LookScreen"
        assert kho.store.read_draft(begun.id).entries == before
        first = seen.text
        answered(kho, begun, {CONTENT: 2})
        look.look_again()
        await seen.settle()
        assert seen.text != first
        assert " 2/" in seen.text
        await seen.press("escape")
        assert seen.screen == "InUseScreen"


async def test_waiting_opens_the_form_as_soon_as_it_is_free(kho: Workplace, mje: Workplace, begun: Filling) -> None:
    async with opened(SipApp(mje)) as seen:
        await to_the_draft(seen)
        await seen.press("2")
        waiting = seen.app.screen
        assert isinstance(waiting, InUseScreen)
        assert "Venter." in told(seen)
        waiting.try_again()
        await seen.settle()
        assert seen.screen == "InUseScreen"
        await seen.press("f8")
        put_aside(kho, begun)
        waiting.try_again()
        await seen.settle()
        assert seen.screen == "HiddenScreen", "nothing opens behind what is hidden"
        await seen.press("f8")
        waiting.try_again()
        await seen.settle()
        assert seen.screen == "FormScreen"
        assert seen.draft.answers == {IMPORTANT: 5}


async def test_a_copy_in_which_nothing_was_answered_is_thrown_away(
    kho: Workplace, mje: Workplace, begun: Filling
) -> None:
    async with opened(SipApp(mje)) as seen:
        await to_the_draft(seen)
        await seen.press("3")
        assert seen.screen == "FormScreen"
        assert len(kho.store.list_drafts().drafts) == 2
        await seen.press("escape")
        assert [one.id for one in kho.store.list_drafts().drafts] == [begun.id]


@SIZES
async def test_a_copy_and_its_draft_are_merged_by_choosing(
    kho: Workplace, mje: Workplace, file: CaseFile, begun: Filling, size: tuple[int, int]
) -> None:
    async with opened(SipApp(mje), size) as seen:
        await to_the_draft(seen)
        await seen.press("3")
        seen.form.model.go(CONTENT)
        await seen.press("2", "escape")
        await seen.press("home")
        answered(kho, begun, {CONTENT: 4})
        await seen.press("m")
        assert "KHO har skemaet åbent" in told(seen)
        assert seen.screen == "CaseScreen"
        kho.store.close()
        assert "kopi" in seen.text
        await seen.press("m")
        assert seen.screen == "MergeScreen"
        for words in ("Saml to skemaer", "1 svar er ens", "KHO 10:11", "MJE 10:11", "0 af 1 valgt"):
            assert words in seen.text, words
        await seen.press("f2")
        assert "Du mangler 1 valg" in told(seen)
        assert len(kho.store.list_drafts().drafts) == 2
        await seen.press("2")
        assert "1 af 1 valgt" in seen.text
        assert "F2 samler dem" in told(seen)
        await seen.press("f2")
        assert seen.screen == "FormScreen"
        assert seen.draft.answers == {IMPORTANT: 5, CONTENT: 2}
        assert [one.id for one in kho.store.list_drafts().drafts] == [begun.id]
        await seen.press("escape")
    assert resume(kho, begun.id).draft.answers == {IMPORTANT: 5, CONTENT: 2}


async def test_leaving_the_merging_changes_nothing(kho: Workplace, mje: Workplace, begun: Filling) -> None:
    async with opened(SipApp(mje)) as seen:
        await to_the_draft(seen)
        await seen.press("3")
        seen.form.model.go(CONTENT)
        await seen.press("2", "escape")
        kho.store.close()
        before = [one.entries for one in mje.store.list_drafts().drafts]
        await seen.press("home", "m", "1", "escape")
        assert seen.screen == "CaseScreen"
        assert [one.entries for one in kho.store.list_drafts().drafts] == before
        assert resume(kho, begun.id).draft.answers == {IMPORTANT: 5}


def all_answered(here: Workplace, filling: Filling, content: int) -> Filling:
    """Every question answered, so that it can be handed in."""
    answers: dict[tuple[str, ...], Answer] = {
        one.path: 5 if one.dimension == "vigtighed" else content
        for one in filling.questionnaire.questions()
        if one.dimension is not None and one.path in filling.draft.asked
    }
    filling = answered(here, filling, answers)
    draft = filling.draft
    for check in filling.questionnaire.checks:
        draft = draft.reason(check.id, "opdigtet")
        keep(here, filling, draft.last or {})
    return with_draft(filling, draft)


async def test_handing_in_beside_a_copy_merges_first(
    kho: Workplace, mje: Workplace, file: CaseFile, begun: Filling
) -> None:
    all_answered(kho, begun, 3)
    async with opened(SipApp(mje)) as seen:
        await seen.press("b", "enter", "home", "enter", "3")
        seen.form.model.go(CONTENT)
        await seen.press("2", "f2", "f2")
        assert seen.screen == "ReviewScreen"
        assert "Dit er en kopi af det" in told(seen)
        kho.store.close()
        await seen.press("f2")
        assert seen.screen == "MergeScreen"
        await seen.press("1", "f2")
        assert seen.screen == "FormScreen"
        assert seen.draft.answers[CONTENT] == 3
        assert "ét nu" in told(seen)
        await seen.press("f2", "f2")
        assert seen.screen == "ResultScreen"
    response = open_case(kho.store, file.id).responses[0]
    assert response.id == begun.id
    assert {one.by for one in response.sittings} == {"KHO", "MJE"}
    assert kho.store.list_drafts().drafts == ()


async def test_whoever_has_the_first_draft_may_hand_it_in_without_the_copy(
    kho: Workplace, mje: Workplace, file: CaseFile, begun: Filling
) -> None:
    all_answered(kho, begun, 3)
    kho.store.close()
    async with opened(SipApp(kho)) as seen:
        await seen.press("b", "enter", "home", "enter")
        assert seen.screen == "FormScreen"
        async with opened(SipApp(mje)) as other:
            await other.press("b", "enter", "home", "enter", "3")
            other.form.model.go(CONTENT)
            await other.press("2")
            await seen.press("f2", "f2")
            assert "MJE har skemaet åbent på Kontoret" in told(seen)
            await seen.press("f2")
            assert seen.screen == "ResultScreen"
            await other.press("f2", "f2")
            assert other.screen == "TwoResponsesScreen"
            for words in ("Afleveret to gange", "KHO har afleveret skemaet 10:11", "0 af 1 valgt"):
                assert words in other.text, words
            await other.press("2")
            assert "F2 retter det afleverede" in told(other)
            await other.press("f2")
            await other.write("MJE spurgte igen")
            await other.press("enter")
            assert other.screen == "ResultScreen"
    (response,) = open_case(kho.store, file.id).responses
    assert (response.number, response.correction and response.correction.by) == (2, "MJE")
    assert response.answers["psykisk_velbefindende"]["humoer"]["tilfredshed"] == 2  # type: ignore[index, call-overload]
    assert response.earlier[0].answers["psykisk_velbefindende"]["humoer"]["tilfredshed"] == 3  # type: ignore[index, call-overload]
    assert kho.store.list_drafts().drafts == ()


async def test_what_was_handed_in_stays_where_that_is_chosen(
    kho: Workplace, mje: Workplace, file: CaseFile, begun: Filling
) -> None:
    whole = all_answered(kho, begun, 3)
    async with opened(SipApp(mje)) as seen:
        await seen.press("b", "enter", "home", "enter", "3")
        seen.form.model.go(CONTENT)
        await seen.press("2")
        assert isinstance(hand_in(kho, whole, despite_copies=True), Response)
        await seen.press("f2", "f2", "1", "f2")
        assert "forsvinder" in told(seen)
        assert len(kho.store.list_drafts().drafts) == 1
        await seen.press("f2")
        assert seen.screen == "ResultScreen"
    (response,) = open_case(kho.store, file.id).responses
    assert response.number == 1
    assert kho.store.list_drafts().drafts == ()


async def test_an_empty_reason_corrects_nothing_and_loses_no_choice(
    kho: Workplace, mje: Workplace, file: CaseFile, begun: Filling
) -> None:
    whole = all_answered(kho, begun, 3)
    async with opened(SipApp(mje)) as seen:
        await seen.press("b", "enter", "home", "enter", "3")
        seen.form.model.go(CONTENT)
        await seen.press("2")
        assert isinstance(hand_in(kho, whole, despite_copies=True), Response)
        await seen.press("f2", "f2", "2", "f2", "enter")
        assert seen.screen == "TwoResponsesScreen"
        assert "1 af 1 valgt" in seen.text
        await seen.press("escape")
        assert seen.screen == "ReviewScreen"
    assert open_case(kho.store, file.id).responses[0].number == 1
    assert len(kho.store.list_drafts().drafts) == 1


def damage_last_but_one(folder: Path, begun: Filling) -> None:
    """Flip one bit of an entry in the journal."""
    (path,) = folder.rglob("*.sfj")
    content = bytearray(path.read_bytes())
    ends = [frame.end for frame in frames_in(bytes(content), begun.id)]
    content[ends[-2] - 3] ^= 0x10
    path.write_bytes(bytes(content))


async def test_a_damaged_form_says_so_when_it_is_opened_and_where_it_waits(
    kho: Workplace, begun: Filling, tmp_path: Path
) -> None:
    answered(kho, begun, {CONTENT: 2, ("livet_alt_i_alt",): 3})
    kho.store.close()
    damage_last_but_one(tmp_path, begun)
    async with opened(SipApp(kho)) as seen:
        await seen.press("b", "enter")
        assert "1 indtastning kan ikke læses" in seen.text
        await seen.press("home", "enter")
        assert "Se alle svar igennem" in told(seen)
        assert seen.draft.answers == {IMPORTANT: 5, ("livet_alt_i_alt",): 3}

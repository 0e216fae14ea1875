"""The form as somebody uses it: every key, every way of answering, what is shown and what is kept."""

from collections.abc import Callable

import pytest

from sipforms.actions.fill import Filling, Way, open_drafts, resume
from sipforms.actions.workplace import Workplace
from sipforms.store.casefile import CaseFile, open_case
from sipforms.store.failures import Reason, StoreUnavailable
from sipforms.store.memory import MemoryStore
from sipforms.tui.app import SipApp
from sipforms.tui.screens.form import FormScreen
from sipforms.tui.screens.review import ReviewScreen
from tests.actions.conftest import TestClock
from tests.tui.conftest import filling_in

Begun = Callable[..., Filling]
HUMOUR = ("psykisk_velbefindende", "humoer", "vigtighed")


async def test_one_key_an_answer_fills_the_whole_of_livskvalitet(workplace: Workplace, begun: Begun) -> None:
    filling = begun()
    async with filling_in(SipApp(workplace), filling) as seen:
        asked = seen.form.model.progress().asked
        assert asked >= 54
        await seen.press_at_once(*("45"[place % 2] for place in range(asked)))
        assert seen.form.model.progress().answered == asked
        assert (
            f"{asked}/{seen.form.model.progress().asked}" in seen.line("top")
            or seen.form.model.progress().asked > asked
        )
        answers = dict(seen.draft.answers)
    assert resume(workplace, filling.id).draft.answers == answers


@pytest.mark.parametrize(("size", "where"), [((64, 24), "choices"), ((80, 24), "scale")], ids=["narrow", "wide"])
async def test_every_word_of_a_scale_can_be_pointed_at(
    workplace: Workplace, begun: Begun, size: tuple[int, int], where: str
) -> None:
    async with filling_in(SipApp(workplace), begun(), size) as seen:
        missed = [word for word in ("Slet ikke", "Lidt", "Noget", "Meget", "Rigtig") if word not in seen.line(where)]
        assert missed == []
        assert seen.form.query_one("#choices").display is (where == "choices")


async def test_what_is_said_about_saving_is_true(workplace: Workplace, begun: Begun, clock: TestClock) -> None:
    async with filling_in(SipApp(workplace), begun()) as seen:
        assert "gemt" not in seen.line("top")
        await seen.press_at_once("4")
        assert f"gemt {clock.moment:%H:%M}" in seen.line("top")


KEYS = [
    ("0", "ved_ikke"),
    ("minus", "vil_ikke_svare"),
    ("subtract", "vil_ikke_svare"),
    ("slash", "ikke_relevant"),
    ("divide", "ikke_relevant"),
    ("comma", "forstaar_ikke"),
    ("separator", "forstaar_ikke"),
    ("decimal", "forstaar_ikke"),
    ("3", 3),
]


@pytest.mark.parametrize(("key", "value"), KEYS)
async def test_number_pad_and_main_keys_give_the_same(
    workplace: Workplace, begun: Begun, key: str, value: object
) -> None:
    async with filling_in(SipApp(workplace), begun()) as seen:
        await seen.press_at_once(key)
        assert seen.draft.answers == {HUMOUR: value}


async def test_moving_answers_nothing(workplace: Workplace, begun: Begun) -> None:
    async with filling_in(SipApp(workplace), begun()) as seen:
        form = seen.form.model
        reached = []
        for key in ("down", "right", "up", "left", "enter", "pagedown", "pageup", "end", "home"):
            await seen.press_at_once(key)
            reached.append(form.line.number if form.line else "")
        assert reached == ["1.2", "1.2", "1.1", "1.1", "1.1", "2.1", "1.1", "8", "1.1"]
        assert seen.draft.answers == {}


@pytest.mark.parametrize("key", ["plus", "add", "n"])
async def test_next_empty(workplace: Workplace, begun: Begun, key: str) -> None:
    async with filling_in(SipApp(workplace), begun()) as seen:
        await seen.press_at_once("4", "down", key)
        assert seen.form.model.cursor == ("psykisk_velbefindende", "slappe_af", "vigtighed")


async def test_undo_goes_back_to_where_it_was(workplace: Workplace, begun: Begun) -> None:
    filling = begun()
    async with filling_in(SipApp(workplace), filling) as seen:
        await seen.press_at_once("4", "2", "pagedown", "backspace")
        assert seen.draft.answers == {HUMOUR: 4}
        assert seen.form.model.cursor == (*HUMOUR[:-1], "tilfredshed")
        await seen.press_at_once("delete", "backspace", "backspace")
        assert seen.line("status") == "Der er ikke noget at fortryde."
    assert resume(workplace, filling.id).draft.answers == {}


async def test_going_to_a_number(workplace: Workplace, begun: Begun) -> None:
    async with filling_in(SipApp(workplace), begun()) as seen:
        await seen.press_at_once("g")
        await seen.write("4.2")
        await seen.press_at_once("enter")
        assert seen.form.model.line is not None
        assert seen.form.model.line.number == "4.2"
        await seen.press_at_once("g")
        await seen.write("99")
        await seen.press_at_once("enter")
        assert "nummer" in seen.line("status")
        await seen.press_at_once("g", "escape", "3")
        assert len(seen.draft.answers) == 1


@pytest.mark.parametrize("key", ["asterisk", "multiply", "k"])
async def test_a_note_is_written_shown_and_kept(workplace: Workplace, begun: Begun, key: str) -> None:
    filling = begun()
    async with filling_in(SipApp(workplace), filling) as seen:
        await seen.press_at_once(key)
        await seen.write("to ord")
        await seen.press_at_once("enter")
        await seen.write("mere")
        await seen.press_at_once("f3")
        assert seen.draft.notes == {HUMOUR[:-1]: "to ord\nmere"}
        assert "to ord mere" in seen.line("status")
        assert "Dit humør" in seen.text
        assert "*" in next(line for line in seen.text.splitlines() if "Dit humør" in line)
    assert resume(workplace, filling.id).draft.notes == {HUMOUR[:-1]: "to ord\nmere"}


async def test_a_list_shows_its_answers_with_their_keys(workplace: Workplace, begun: Begun) -> None:
    async with filling_in(SipApp(workplace), begun("baggrund")) as seen:
        assert "1  § 107 i serviceloven" in seen.text
        await seen.press_at_once("2")
        assert seen.draft.answers == {("henvisning", "retsgrundlag"): "sel_108"}
        assert "§ 108 i serviceloven" in seen.text


async def test_yes_and_no_show_and_hide_what_follows(workplace: Workplace, begun: Begun) -> None:
    async with filling_in(SipApp(workplace), begun("baggrund")) as seen:
        seen.form.model.go(("henvisning", "dom"))
        await seen.press_at_once("1")
        assert seen.draft.answers[("henvisning", "dom")] is True
        assert "1 spørgsmål mere" in seen.line("status")
        assert "Hvad går dommen ud på?" in seen.text
        await seen.press_at_once("left", "2")
        assert "Hvad går dommen ud på?" not in seen.text
        assert seen.draft.answers[("henvisning", "dom")] is False


async def test_several_of_a_list(workplace: Workplace, begun: Begun) -> None:
    async with filling_in(SipApp(workplace), begun("baggrund")) as seen:
        seen.form.take(seen.form.model.go(("helbred", "legemlig_sygdom")))
        await seen.press_at_once("1", "3")
        assert seen.text.count("[x]") == 2
        await seen.press_at_once("1")
        assert seen.text.count("[x]") == 1
        assert len(seen.draft.answers[("helbred", "legemlig_sygdom")]) == 1  # type: ignore[arg-type]
        await seen.press_at_once("enter")
        assert seen.form.model.cursor == ("helbred", "laegetjek")


async def test_last_time_stands_beside_the_answer_once_it_is_given(
    workplace: Workplace, rounds: Callable[..., CaseFile], begun: Begun
) -> None:
    from sipforms.actions.fill import start

    file = rounds(1)
    programme = next(iter(workplace.programmes.by_id.values()))
    filling = start(
        workplace, file, programme, "livskvalitet", Way(mode="interview", informant="borger"), file.episodes[0]
    )
    async with filling_in(SipApp(workplace), filling) as seen:

        def humour() -> str:
            return next(line for line in seen.text.splitlines() if "Dit humør" in line)

        assert humour().count("·") == 2
        await seen.press_at_once("4")
        assert humour().split()[-9:-6] == ["5", "5", "▐"] or " 5 " in humour()[50:65]
        assert humour().count("·") == 1


async def test_help_holds_the_question_and_every_answer(workplace: Workplace, begun: Begun) -> None:
    async with filling_in(SipApp(workplace), begun(), (100, 50)) as seen:
        for key in ("question_mark", "f1"):
            await seen.press_at_once(key)
            assert "Hvor vigtigt er det for dig at være i godt humør?" in seen.text
            assert "Forstår ikke spørgsmålet" in seen.text
            await seen.press_at_once("escape")
            assert type(seen.app.screen) is FormScreen


async def test_a_click_answers_and_moves(workplace: Workplace, begun: Begun) -> None:
    async with filling_in(SipApp(workplace), begun()) as seen:
        lines = seen.text.splitlines()
        row = next(place for place, line in enumerate(lines) if "At føle dig tryg" in line)
        await seen.pilot.click(offset=(lines[row].index("4"), row))
        await seen.settle()
        assert seen.draft.answers == {("psykisk_velbefindende", "tryghed", "vigtighed"): 4}


async def test_escape_leaves_and_everything_is_there_again(
    workplace: Workplace, begun: Begun, store: MemoryStore
) -> None:
    filling = begun()
    async with filling_in(SipApp(workplace), filling) as seen:
        await seen.press_at_once("4", "3", "escape")
        assert type(seen.app.screen).__name__ == "TodayScreen"
    file = open_case(store, filling.case)
    assert [(one.id, one.answered) for one in open_drafts(workplace, file)] == [(filling.id, 2)]


async def test_a_full_disk_is_told_and_tried_again(
    workplace: Workplace, begun: Begun, store: MemoryStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    filling = begun()
    append, full = store.append, [True]

    def refusing(draft: str, entry: object) -> None:
        if full[0]:
            raise StoreUnavailable(reason=Reason.FULL, doing="saving an answer")
        append(draft, entry)  # type: ignore[arg-type]

    monkeypatch.setattr(store, "append", refusing)
    async with filling_in(SipApp(workplace), filling) as seen:
        await seen.press_at_once("4", "3")
        assert "2 svar IKKE gemt" in seen.line("top")
        assert "Disken er fuld." in seen.line("status")
        assert seen.text.count("ugemt") == 2
        assert len(seen.draft.answers) == 2
        await seen.press_at_once("f2")
        assert not isinstance(seen.app.screen, ReviewScreen)
        full[0] = False
        await seen.press_at_once("5")
        assert "gemt 10:00" in seen.line("top")
        assert "ugemt" not in seen.text
        assert "gemt" not in seen.line("status")
    assert len(resume(workplace, filling.id).draft.answers) == 3


async def test_the_form_is_a_handful_of_widgets(workplace: Workplace, begun: Begun) -> None:
    async with filling_in(SipApp(workplace), begun()) as seen:
        assert len(seen.app.screen.query("*")) < 60

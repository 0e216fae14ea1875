"""The history on the screen: lines over rounds, never joined over a break, and down to the questions."""

from collections.abc import Callable

import pytest

from sipforms.actions.fill import Way, hand_in, keep, start, with_draft
from sipforms.actions.workplace import Workplace
from sipforms.engine.programme import Programme
from sipforms.engine.response import Response
from sipforms.render.charts.glyphs import ALL
from sipforms.store.casefile import CaseFile, open_case
from sipforms.tui.app import SipApp
from sipforms.tui.screens.history import HistoryScreen
from tests.actions.conftest import TestClock
from tests.tui.conftest import LARGE, USUAL, Seen, opened

Rounds = Callable[..., CaseFile]
Admitted = Callable[..., CaseFile]


@pytest.fixture
def broken(workplace: Workplace, admitted: Admitted, voksen: Programme, clock: TestClock) -> CaseFile:
    """Two rounds by interview and then two by observation."""
    file = admitted("B-1")
    for number, mode in enumerate(("interview", "interview", "observation", "observation"), 1):
        filling = start(workplace, file, voksen, "livskvalitet", Way(mode=mode, informant="borger"), file.episodes[0])
        draft = filling.draft
        for question in filling.questionnaire.questions():
            if question.dimension is not None and question.path in draft.asked:
                draft = draft.answer(question.path, 5 if question.dimension == "vigtighed" else number)
                keep(workplace, filling, draft.last or {})
        known = filling.draft.form.question(("kendskab",))
        if mode == "observation" and known is not None and known.scale is not None:
            draft = draft.answer(known.path, known.scale.options[0].value)
        for check in filling.questionnaire.checks:
            draft = draft.reason(check.id, "opdigtet")
        outcome = hand_in(workplace, with_draft(filling, draft))
        assert isinstance(outcome, Response), outcome
        clock.passes(days=365)
    return open_case(workplace.store, file.id)


async def at_history(seen: Seen, file: CaseFile) -> None:
    await seen.app.push_screen(HistoryScreen(file))
    await seen.settle()


def line_with(seen: Seen, words: str) -> str:
    return next(line for line in seen.text.splitlines() if words in line)


def curve(line: str) -> str:
    """The blocks and breaks of a line's curve without the time between them."""
    return "".join(sign for sign in line if sign in f"{ALL.sparks}{ALL.broken}")


async def test_rounds_stand_side_by_side_and_the_arrows_go_from_one_to_the_next(
    place: Workplace, rounds: Rounds
) -> None:
    file = rounds(3)
    async with opened(SipApp(place)) as seen:
        await at_history(seen, file)
        line = line_with(seen, "Relationer")
        assert line.split()[-3:] == ["1,0", "2,0", "[3,0]"]
        assert "▁▃▅" in curve(line)
        assert "11-26" in seen.text
        await seen.press("right")
        assert seen.line("status"), "this is the newest"
        for marked in ("[2,0]", "[1,0]", "[1,0]"):
            await seen.press("left")
            assert marked in seen.text
        assert seen.line("status"), "there is no earlier one"


async def test_letters_turn_to_another_kind_of_number(place: Workplace, rounds: Rounds) -> None:
    file = rounds(2)
    async with opened(SipApp(place)) as seen:
        await at_history(seen, file)
        for key, kind, marked in (("v", "Vigtigt", "[5,0]"), ("t", "Tilfreds", "[2,0]")):
            await seen.press(key)
            assert kind in seen.text.splitlines()[1]
            assert marked in line_with(seen, "Relationer")
        before = seen.text
        await seen.press("tab")
        assert seen.text != before
        await seen.press("tab", "tab", "left", "h")
        assert seen.screen == "HelpScreen"
        await seen.press("escape", "r")
        assert seen.screen == "ResultScreen"


@pytest.mark.parametrize("size", [USUAL, (60, 20), pytest.param(LARGE, marks=[pytest.mark.long])], ids=str)
async def test_nothing_is_joined_over_a_break_and_why_is_told(
    place: Workplace, broken: CaseFile, size: tuple[int, int]
) -> None:
    async with opened(SipApp(place), size) as seen:
        await at_history(seen, broken)
        line = line_with(seen, "Relationer")
        assert "▃┆▅▆" in curve(line)
        assert line.split()[-4:-1] == ["2,0", "┆", "3,0"]
        said = " ".join(seen.text.split())
        await seen.press("pagedown")
        said += " ".join(seen.text.split())
        assert "interview → observation" in said
        assert "2028" in said
        await seen.press("left")
        assert "+1,0" not in seen.text, "the change across the break"


async def test_enter_shows_the_questions_over_the_same_rounds(place: Workplace, broken: CaseFile) -> None:
    async with opened(SipApp(place)) as seen:
        await at_history(seen, broken)
        await seen.mark("Relationer")
        await seen.press("enter")
        assert "Relationer" in seen.text.splitlines()[1]
        line = line_with(seen, "venner")
        assert "▁▃┆▅▆" in curve(line)
        assert "[4]" in line
        await seen.press("escape")
        assert seen.screen == "HistoryScreen"
        assert "▶ Relationer" in seen.text
        await seen.press("escape")
        assert seen.screen != "HistoryScreen"


async def test_where_nothing_was_answered_it_says_so(place: Workplace, admitted: Admitted) -> None:
    file = admitted("B-1")
    async with opened(SipApp(place)) as seen:
        await at_history(seen, file)
        assert seen.text.strip()
        await seen.press("left", "enter", "h", "r", "v", "1", "tab")
        assert seen.screen == "HistoryScreen"
        await seen.press("escape")
        assert seen.screen != "HistoryScreen"

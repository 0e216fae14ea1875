"""Looking over before handing in: what is pointed out, who has seen the answers, and signing with the code."""

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any, cast

import pytest

from sipforms.actions.fill import Filling, keep, with_draft
from sipforms.actions.workplace import Workplace
from sipforms.engine.response import Response
from sipforms.render.language import _
from sipforms.render.version_text import answer_lines
from sipforms.store.casefile import open_case
from sipforms.store.memory import MemoryStore
from sipforms.tui.app import SipApp
from sipforms.tui.screens.form import FormScreen
from tests.tui.conftest import Seen, opened
from tests.tui.entrances import CODE, PASSPHRASE, LockableStore, TestEntrance, TestSession, until

Begun = Callable[..., Filling]


def answered(workplace: Workplace, filling: Filling) -> Filling:
    """The form with every question answered with 3, and every reason given."""
    draft = filling.draft
    for question in filling.questionnaire.questions():
        if question.dimension is not None and question.path in draft.asked:
            draft = draft.answer(question.path, 3)
            keep(workplace, filling, draft.last or {})
    for check in filling.questionnaire.checks:
        draft = draft.reason(check.id, "opdigtet")
        keep(workplace, filling, draft.last or {})
    return with_draft(filling, draft)


@pytest.fixture
def filled(workplace: Workplace, begun: Begun) -> Filling:
    return answered(workplace, begun())


@pytest.fixture
def entrance(place: Workplace) -> TestEntrance:
    return TestEntrance(place)


def signed_workplace(entrance: TestEntrance) -> Workplace:
    """The workplace of somebody who is signed in."""
    store = entrance.store = LockableStore(cast("MemoryStore", entrance.workplace.store))
    return replace(entrance.workplace, store=cast("Any", store), user="KHO", session=cast("Any", TestSession()))


async def at_review(seen: Seen, filling: Filling) -> list[Response | None]:
    left: list[Response | None] = []
    await seen.app.push_screen(FormScreen(filling, "B-1"), left.append)
    await seen.settle()
    await seen.press("f2")
    assert seen.screen == "ReviewScreen"
    return left


async def quiet(seen: Seen) -> None:
    await until(lambda: not [one for one in seen.app.workers if one.is_running], lambda: seen.text)
    await seen.settle()


def kept(place: Workplace, filling: Filling) -> Response:
    (response,) = open_case(place.store, filling.case).responses
    return response


async def test_what_was_changed_often_and_how_it_was_answered_stand_there(place: Workplace, filled: Filling) -> None:
    draft = filled.draft
    often = next(path for path in draft.answers if path[-1] == "tilfredshed")
    for value in (1, 2, 4):
        draft = draft.answer(often, value)
        keep(place, filled, draft.last or {})
    async with opened(SipApp(place)) as seen:
        await at_review(seen, with_draft(filled, draft))
        said = " ".join(seen.text.split())
        assert re.search(r"(ændret|changed) 3 (gange|times)", said), said
        assert "nterview" in said
        assert "[ ]" in said


async def test_that_the_citizen_has_seen_the_answers_is_kept_with_them(place: Workplace, filled: Filling) -> None:
    async with opened(SipApp(place)) as seen:
        await at_review(seen, filled)
        await seen.press("end", "enter")
        assert "[x]" in seen.text
        await seen.press("b")
        assert "[x]" not in seen.text
        await seen.press("b", "f2")
        await quiet(seen)
    response = kept(place, filled)
    assert response.shown
    assert list(answer_lines(filled.programme, response)).count(
        _("The citizen saw the answers on the screen before they were handed in.")
    ) == 1  # fmt: skip


async def test_the_result_can_be_seen_first_and_nothing_is_handed_in_by_it(place: Workplace, filled: Filling) -> None:
    async with opened(SipApp(place)) as seen:
        await at_review(seen, filled)
        await seen.press("r")
        assert seen.screen == "ResultScreen"
        assert "3,0" in seen.text
        before = seen.screen
        await seen.press("v")
        assert seen.screen == before
        assert kept_none(place, filled)
        await seen.press("escape")
        assert seen.screen == "ReviewScreen"


async def test_nobody_is_said_to_have_seen_what_staff_observed(
    place: Workplace, workplace: Workplace, begun: Begun
) -> None:
    async with opened(SipApp(place)) as seen:
        await at_review(seen, answered(workplace, begun("rammer")))
        assert "[ ]" not in seen.text
        await seen.press("b")
        assert seen.line("status")


async def test_the_code_signs_and_hands_in(entrance: TestEntrance, filled: Filling) -> None:
    entrance.code = CODE
    workplace = signed_workplace(entrance)
    async with opened(SipApp(workplace, entrance=entrance)) as seen:
        left = await at_review(seen, filled)
        await seen.press("f2", "escape")
        assert seen.screen == "ReviewScreen"
        await seen.press("f2")
        assert seen.screen == "SignDialog"
        assert kept_none(workplace, filled)
        await seen.write(CODE)
        assert CODE not in seen.text
        await seen.press("enter")
        await quiet(seen)
        assert seen.screen != "SignDialog"
        (response,) = left
        assert response is not None
        assert response.is_signed
        assert kept(workplace, filled).is_signed


def kept_none(workplace: Workplace, filling: Filling) -> bool:
    return not open_case(workplace.store, filling.case).responses


async def test_a_wrong_code_signs_nothing_and_hands_in_nothing(entrance: TestEntrance, filled: Filling) -> None:
    entrance.code = CODE
    workplace = signed_workplace(entrance)
    async with opened(SipApp(workplace, entrance=entrance)) as seen:
        await at_review(seen, filled)
        await seen.press("f2")
        await seen.write("0000")
        await seen.press("enter")
        await quiet(seen)
        assert seen.screen == "SignDialog"
        assert str(seen.app.screen.query_one(".wrong").content).strip()  # type: ignore[attr-defined]
        assert kept_none(workplace, filled)
        await seen.write(PASSPHRASE)
        await seen.press("enter")
        await quiet(seen)
        assert kept(workplace, filled).is_signed


async def test_without_a_code_it_is_handed_in_when_asked_twice_and_not_signed(
    entrance: TestEntrance, filled: Filling
) -> None:
    workplace = signed_workplace(entrance)
    async with opened(SipApp(workplace, entrance=entrance)) as seen:
        await at_review(seen, filled)
        await seen.press("f2", "f2")
        assert kept_none(workplace, filled)
        await seen.press("f2")
        await quiet(seen)
        assert not kept(workplace, filled).is_signed

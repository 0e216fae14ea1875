"""What the citizen's screen may show: nothing while staff's is hidden or locked, and nothing once the form is left."""

from collections.abc import Callable
from typing import Any

import pytest

from sipforms.actions.fill import Filling, Way, open_drafts, resume
from sipforms.actions.workplace import Workplace
from sipforms.engine.ask.accept import LONGEST_TEXT
from sipforms.store.casefile import open_case
from sipforms.tui.app import SipApp
from sipforms.tui.citizen_screen.link import CitizenLink
from sipforms.tui.screens.form import FormScreen
from tests.tui.conftest import Seen, filling_in, opened
from tests.tui.entrances import CODE, PASSPHRASE, TestEntrance, until

Begun = Callable[..., Filling]
THREE_MINUTES = 181
STORY = ("mest_glad",)


def form_of(seen: Seen) -> FormScreen:
    return next(one for one in seen.app.screen_stack if isinstance(one, FormScreen))


def link_of(seen: Seen) -> CitizenLink:
    link = form_of(seen)._link
    assert link is not None
    return link


def shown(link: CitizenLink) -> dict[str, Any]:
    edition = link.published.newer(-1, 0)
    assert edition is not None
    return dict(edition.view)


def told(seen: Seen, **about: Any) -> bool:
    return link_of(seen).act({"number": form_of(seen).citizen_side.number, **about})


async def test_it_is_hidden_locked_and_over_with_staffs_own_screen(workplace: Workplace, begun: Begun) -> None:
    entrance, filling = TestEntrance(workplace, code=CODE), begun()
    async with opened(SipApp(entrance.enter("KHO", PASSPHRASE), entrance=entrance)) as seen:
        await seen.app.push_screen(FormScreen(filling, "B-1", len(filling.draft.undoable)))
        await seen.settle()
        await seen.press("ctrl+t", "escape")
        link = link_of(seen)
        form_of(seen).citizen_side.turn.skip_practice()
        form_of(seen).citizen_changed()
        assert shown(link)["shows"] == "question"

        await seen.press("f8")
        assert shown(link)["shows"] == "hidden"
        assert not told(seen, do="choose", place=0)
        await seen.press("f8")
        assert shown(link)["shows"] == "question"

        # an answer over there shows that somebody is there
        entrance.ticks.pass_(THREE_MINUTES - 2)
        assert told(seen, do="choose", place=3)
        assert told(seen, do="confirm")
        entrance.ticks.pass_(2)
        await seen.app.lock_if_idle()
        await seen.settle()
        assert not seen.app.is_locked

        entrance.ticks.pass_(THREE_MINUTES)
        await seen.app.lock_if_idle()
        await seen.settle()
        assert shown(link)["shows"] == "hidden"
        assert "vigtigt" not in str(shown(link))
        assert not told(seen, do="choose", place=0)
        await seen.write(CODE)
        await seen.press("enter")
        await until(lambda: not seen.app.is_locked, lambda: seen.text)
        await seen.settle()
        assert shown(link)["shows"] == "question"
        assert list(form_of(seen).model.draft.answers.values()) == [4]

        await seen.press("f7")
        assert link.published.is_over
        assert shown(link) == {}
        assert link.pairing.code == ""


async def test_what_is_being_written_is_kept_when_the_form_is_left(workplace: Workplace, begun: Begun) -> None:
    filling = begun("livskvalitet_tre")
    async with filling_in(SipApp(workplace), filling) as seen:
        await seen.press("ctrl+t", "escape")
        form = form_of(seen)
        form.citizen_side.turn.skip_practice()
        path = next(stop for stop in form.model.outline.stops if stop[-1] == "mest_glad")
        form.take(form.model.go(path))
        link = link_of(seen)
        assert shown(link)["written"] == "longText"
        assert told(seen, do="typing", text="Kaffe i solen")
        assert not form.model.draft.answers
        await seen.press("escape")
        assert link.published.is_over
    file = open_case(workplace.store, filling.case)
    again = resume(workplace, open_drafts(workplace, file)[0].id)
    assert again.draft.answers[path] == "Kaffe i solen"


async def test_what_comes_too_late_or_makes_no_sense_changes_nothing(workplace: Workplace, begun: Begun) -> None:
    async with filling_in(SipApp(workplace), begun()) as seen:
        await seen.press("ctrl+t", "escape")
        form, link = form_of(seen), link_of(seen)
        number = form.citizen_side.number
        form.take(form.model.go(form.model.outline.stops[3]))
        before = form.model.draft
        for nonsense in (
            {"do": "choose", "place": 0, "number": number},
            {"do": "write", "text": "x", "number": number},
            {"do": "choose", "place": True, "number": form.citizen_side.number},
            {"do": "choose", "place": "1", "number": form.citizen_side.number},
            {"do": "undo", "number": form.citizen_side.number},
            {"do": ["confirm"], "number": form.citizen_side.number},
            {"do": "confirm"},
            {},
        ):
            assert not link.act(nonsense), nonsense
        for harmless in ({"do": "choose", "place": 99}, {"do": "choose", "place": -1}, {"do": "typing", "text": "x"}):
            told(seen, **harmless)
        assert form.model.draft is before


async def test_what_was_sent_along_earlier_never_takes_the_place_of_what_was_written(
    workplace: Workplace, begun: Begun
) -> None:
    async with filling_in(SipApp(workplace), begun("livskvalitet_tre")) as seen:
        await seen.press("ctrl+t", "escape")
        form, link = form_of(seen), link_of(seen)
        form.citizen_side.turn.skip_practice()
        form.take(form.model.go(STORY))
        number = form.citizen_side.number
        assert link.act({"do": "typing", "number": number, "text": "Kaffe"})
        assert link.act({"do": "write", "number": number, "text": "Kaffe i solen"})
        assert not link.act({"do": "typing", "number": number, "text": "Kaffe i"})  # another connection was slower
        assert form.model.draft.answers == {STORY: "Kaffe i solen"}
        # staff were quicker: what was still being written is the answer
        form.take(form.model.go(STORY))
        number = form.citizen_side.number
        form.take(form.model.go(form.model.outline.stops[0]))
        assert link.act({"do": "typing", "number": number, "text": "Kaffe og kage"})
        assert form.model.draft.answers == {STORY: "Kaffe og kage"}


async def test_a_long_text_is_kept_while_it_is_being_written_there(workplace: Workplace, begun: Begun) -> None:
    filling = begun("livskvalitet_tre")
    async with filling_in(SipApp(workplace), filling) as seen:
        await seen.press("ctrl+t", "escape")
        form, link = form_of(seen), link_of(seen)
        form.citizen_side.turn.skip_practice()
        form.take(form.model.go(STORY))
        for text in ("Kaffe", "Kaffe i", "Kaffe i solen"):
            told(seen, do="typing", text=text)
            form._keep_on()
            assert form.model.draft.answers == {STORY: text}
            assert text in str(workplace.store.read_draft(filling.id).entries[-1])
        told(seen, do="write", text="Kaffe i solen, hver dag")
        assert form.model.draft.answers == {STORY: "Kaffe i solen, hver dag"}
        form.take(form.model.undo())
        assert form.model.draft.answers == {}, "what was written is undone at once"
        assert link.published.is_over is False


async def test_what_cannot_be_the_answer_there_waits_for_staff_to_mend_it(workplace: Workplace, begun: Begun) -> None:
    async with filling_in(SipApp(workplace), begun("livskvalitet_tre")) as seen:
        await seen.press("ctrl+t", "escape")
        form = form_of(seen)
        form.citizen_side.turn.skip_practice()
        form.take(form.model.go(STORY))
        told(seen, do="typing", text="x" * (LONGEST_TEXT + 1))
        await seen.press("home")
        assert form.writer.refused == STORY
        await seen.press("escape")
        assert seen.screen == "FormScreen"
        assert form.model.cursor == STORY
        assert told(seen, do="write", text="Kaffe")
        assert form.writer.refused is None


async def test_what_was_pressed_for_another_draft_is_no_answer_in_this_one(workplace: Workplace, begun: Begun) -> None:
    async with filling_in(SipApp(workplace), begun()) as seen:
        await seen.press("ctrl+t", "escape")
        form, link = form_of(seen), link_of(seen)
        form.citizen_side.turn.skip_practice()
        form.citizen_changed()
        number, cursor = form.citizen_side.number, form.model.cursor
        form.change_to(form.filling, 0)  # the two drafts of a round are one now
        assert form.model.cursor == cursor
        assert not link.act({"do": "choose", "place": 0, "number": number})
        assert told(seen, do="choose", place=0)


async def test_an_answer_that_comes_after_the_time_to_lock_locks_all_the_same(
    workplace: Workplace, begun: Begun
) -> None:
    entrance, filling = TestEntrance(workplace, code=CODE), begun()
    async with opened(SipApp(entrance.enter("KHO", PASSPHRASE), entrance=entrance)) as seen:
        await seen.app.push_screen(FormScreen(filling, "B-1", len(filling.draft.undoable)))
        await seen.settle()
        await seen.press("ctrl+t", "escape")
        entrance.ticks.pass_(THREE_MINUTES)  # the machine slept, and nobody has looked since
        told(seen, do="confirm")
        await seen.app.lock_if_idle()
        assert seen.app.is_locked


@pytest.mark.parametrize("size", [(80, 24), (40, 15)], ids=str)
async def test_the_dialog_gives_address_and_code_and_closes_the_screen(
    workplace: Workplace, begun: Begun, size: tuple[int, int]
) -> None:
    async with filling_in(SipApp(workplace), begun(), size) as seen:
        await seen.press("ctrl+t")
        link = link_of(seen)
        code = link.pairing.code
        assert link.server.address in seen.text
        assert f"{code[:3]} {code[3:]}" in seen.text
        await seen.press("n")
        assert link.pairing.code != code or link.pairing.code in seen.text.replace(" ", "")
        await seen.press("l")
        assert seen.screen == "FormScreen"
        assert link.published.is_over


async def test_an_observation_has_no_screen_for_the_citizen(workplace: Workplace, begun: Begun) -> None:
    filling = begun(way=Way(mode="observation", informant="kontaktperson"))
    async with filling_in(SipApp(workplace), filling) as seen:
        await seen.press("ctrl+t")
        assert seen.screen == "FormScreen"
        assert seen.line("status")


async def test_asked_for_when_started_it_opens_with_the_form(workplace: Workplace, begun: Begun) -> None:
    app = SipApp(workplace)
    app.opens_citizen_screen = True
    async with filling_in(app, begun()) as seen:
        assert seen.screen == "CitizenScreenDialog"

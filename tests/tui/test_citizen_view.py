"""F4: the citizen sees one question and answers it, and it is the same answer on the same form."""

from collections.abc import Callable
from itertools import count

import pytest

from sipforms.actions.fill import Filling, Way
from sipforms.actions.workplace import Workplace
from sipforms.engine.response import Answer
from sipforms.store.casefile import open_case
from sipforms.tui.app import SipApp
from sipforms.tui.screens.citizen_view import CitizenViewScreen
from sipforms.tui.screens.form import FormScreen
from tests.tui.conftest import LARGE, USUAL, Seen, filling_in
from tests.tui.test_sizes_and_looks import same_as_before

Begun = Callable[..., Filling]
SMALL = (40, 15)


def form_of(seen: Seen) -> FormScreen:
    return next(one for one in seen.app.screen_stack if isinstance(one, FormScreen))


def answers(seen: Seen) -> list[Answer]:
    return list(form_of(seen).model.draft.answers.values())


def slowly(app: SipApp) -> SipApp:
    """The program, used by somebody who takes a second for each key."""
    seconds = count()
    app.pressed_at = lambda _event: float(next(seconds))
    return app


async def past_practice(seen: Seen) -> None:
    await seen.press("f4", "right", "right")


async def test_a_marked_answer_is_none_and_a_confirmed_one_is_kept(place: Workplace, begun: Begun) -> None:
    async with filling_in(slowly(SipApp(place)), begun()) as seen:
        await past_practice(seen)
        assert "Hvor vigtigt er det for dig at være i godt humør?" in seen.text
        assert "Hvor tilfreds" not in seen.text
        await seen.press("4")
        assert "[Meget]" in seen.text
        assert not answers(seen)
        await seen.press("4", "2", "enter")
        assert answers(seen) == [4, 2]
        await seen.press("f4")
        assert "2/" in seen.line("top")
        assert not form_of(seen).unkept


async def test_a_key_that_is_held_down_confirms_nothing(place: Workplace, begun: Begun) -> None:
    app = slowly(SipApp(place))
    async with filling_in(app, begun()) as seen:
        await past_practice(seen)
        app.pressed_at = lambda _event: 100.0
        await seen.press("4", "4", "4")
        assert not answers(seen)
        assert "[Meget]" in seen.text
        await seen.press("enter", "3", "3")
        assert answers(seen) == [4]


async def test_two_practices_come_first_and_leave_nothing(place: Workplace, begun: Begun) -> None:
    async with filling_in(slowly(SipApp(place)), begun()) as seen:
        await seen.press("f4")
        assert "Rigtig meget”" in seen.text
        await seen.press("1", "1", "5", "5")
        assert "Slet ikke”" in seen.text
        await seen.press("1", "enter")
        assert "Hvor vigtigt" in seen.text
        assert not answers(seen)


async def test_at_once_a_key_answers(place: Workplace, begun: Begun) -> None:
    app = slowly(SipApp(place))
    async with filling_in(app, begun()) as seen:
        app.prefer(citizen_advance="at_once")
        await past_practice(seen)
        await seen.press("4", "0")
        assert answers(seen) == [4, "ved_ikke"]


async def test_nothing_of_staff_and_nothing_of_last_time_is_shown(place: Workplace, begun: Begun) -> None:
    async with filling_in(slowly(SipApp(place)), begun()) as seen:
        await seen.press("*")
        await seen.write("hemmeligt")
        await seen.press("f3", "f4", "right", "right")
        assert "hemmeligt" not in seen.text
        assert "B-1" not in seen.text
        assert "sidst" not in seen.text.casefold()
        await seen.press("f6", "*", "g")
        assert "hemmeligt" not in seen.text
        assert seen.screen == "CitizenViewScreen"


async def test_hidden_with_pictures_and_left_on_purpose(place: Workplace, begun: Begun) -> None:
    filling = begun()
    async with filling_in(slowly(SipApp(place)), filling) as seen:
        await past_practice(seen)
        await seen.press("4", "f8")
        assert "humør" not in seen.text
        await seen.press("4", "f8")
        assert "[Meget]" in seen.text
        assert "└" not in seen.text

        await seen.press("f5")
        assert "└─[4]──┘" in seen.text
        citizen = open_case(place.store, filling.case).citizen
        assert citizen is not None
        assert citizen.has_pictures

        await seen.press("escape")
        assert seen.screen == "CitizenViewScreen"
        await seen.press("3", "escape")
        assert seen.screen == "CitizenViewScreen"
        await seen.press("escape")
        assert seen.screen == "FormScreen"
        assert not answers(seen)


async def test_help_in_front_of_the_citizen_names_the_keys_of_this_view_alone(place: Workplace, begun: Begun) -> None:
    async with filling_in(SipApp(place), begun()) as seen:
        await seen.press("f4", "f1")
        assert (seen.screen, "F5" in seen.text) == ("HelpScreen", True)
        assert "borgers side" not in seen.text
        await seen.press("escape")
        assert seen.screen == "CitizenViewScreen"


async def test_a_click_marks_and_another_confirms(place: Workplace, begun: Begun) -> None:
    async with filling_in(slowly(SipApp(place)), begun()) as seen:
        await past_practice(seen)
        row = next(y for y, line in enumerate(seen.text.splitlines()) if "Meget" in line)
        column = seen.text.splitlines()[row].index("Meget")
        await seen.pilot.click(offset=(column, row))
        await seen.settle()
        assert "[Meget]" in seen.text
        await seen.pilot.click(offset=(column, row))
        await seen.settle()
        assert answers(seen) == [4]


async def test_it_survives_a_window_of_forty_by_fifteen(place: Workplace, begun: Begun) -> None:
    async with filling_in(slowly(SipApp(place)), begun(), SMALL) as seen:
        await past_practice(seen)
        for words in (
            "Hvor vigtigt",
            "Slet",
            "Rigtig",
            "Ved ikke",
            "Ønsker ikke",
            "Forstår ikke",
            "Ikke relevant",
            "←",
        ):
            assert words in seen.text
        await seen.press("f5", "5")
        assert "[Rigtig" in seen.text
        assert max(len(line) for line in seen.text.splitlines()) <= SMALL[0]
        await seen.press("escape")
        assert "Esc" in seen.text  # what staff must know has a line, when there is something


async def test_a_written_answer_is_kept_and_the_last_one_is_the_end(place: Workplace, begun: Begun) -> None:
    async with filling_in(slowly(SipApp(place)), begun("livskvalitet_tre")) as seen:
        await seen.press("end")
        await past_practice(seen)
        assert "Hvad vil du gerne have anderledes?" in seen.text
        await seen.write("Kaffe")
        await seen.press("enter")
        await seen.write("[/b] ude")
        await seen.press("f3")
        assert answers(seen) == ["Kaffe\n[/b] ude"]
        assert "anderledes" not in seen.text
        assert "F2" not in seen.text  # what staff do next is not for the citizen
        await seen.press("left")
        assert "Kaffe [/b] ude" in seen.text
        await seen.press("x", "f4")  # what is being written when staff take over is kept as well
        assert seen.screen == "FormScreen"
        assert len(answers(seen)) == 1


@pytest.mark.parametrize("size", [USUAL, LARGE], ids=str)
async def test_the_citizens_view_looks_as_it_did(place: Workplace, begun: Begun, size: tuple[int, int]) -> None:
    async with filling_in(slowly(SipApp(place)), begun(), size) as seen:
        await past_practice(seen)
        await seen.press("3", "enter", "f5", "4")
        same_as_before(seen, f"citizen_view_{size[0]}x{size[1]}")


async def test_an_observation_has_no_view_for_the_citizen(place: Workplace, begun: Begun) -> None:
    filling = begun(way=Way(mode="observation", informant="kontaktperson"))
    async with filling_in(slowly(SipApp(place)), filling) as seen:
        await seen.press("f4")
        assert seen.screen == "FormScreen"
        assert seen.line("status")


async def test_whatever_is_asked_can_be_answered_or_is_handed_to_staff(place: Workplace, begun: Begun) -> None:
    """Through a whole form of every kind of question, with nothing but the keys a citizen has."""
    async with filling_in(slowly(SipApp(place)), begun("indsats")) as seen:
        await past_practice(seen)
        for _ in range(200):
            if seen.screen != "CitizenViewScreen" or "done" in _shows(seen):
                break
            before = _number(seen)
            await seen.press("enter")
            if _number(seen) == before:
                await seen.press("escape", "right") if _is_writing(seen) else await seen.press("right")
            assert _number(seen) != before, seen.text
        else:
            pytest.fail("the end never came")


def _view(seen: Seen) -> CitizenViewScreen:
    screen = seen.app.screen
    assert isinstance(screen, CitizenViewScreen)
    return screen


def _shows(seen: Seen) -> str:
    return _view(seen).side.shown().shows


def _number(seen: Seen) -> int:
    return _view(seen).side.number


def _is_writing(seen: Seen) -> bool:
    return _view(seen).writer.is_writing

"""A key held down counts once, an arm on the keyboard can be taken back at once, and nothing that is typed is lost."""

from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.events import Key

from sipforms.actions.fill import Filling
from sipforms.actions.preferences import own_file
from sipforms.actions.workplace import Workplace
from sipforms.tui.app import SipApp
from sipforms.tui.pace import MANY, WITHIN, Burst, HeldKey, NumLock, sent_at
from tests.tui.conftest import Seen, filling_in, opened

Begun = Callable[..., Filling]
GUARD = 60


class Hands:
    """Hands on the keyboard that press a key every so many milliseconds."""

    def __init__(self, every: float) -> None:
        self.every, self.at = every, 0.0

    def next_at(self) -> float:
        self.at += self.every / 1000
        return self.at


@pytest.fixture
def hands(monkeypatch: pytest.MonkeyPatch) -> Hands:
    """What the program takes for the time of each key."""
    made = Hands(1000)
    monkeypatch.setattr(SipApp, "pressed_at", lambda _app, _event: made.next_at())
    return made


# --- by themselves --------------------------------------------------------------------------------------------------

presses = st.lists(st.tuples(st.sampled_from("12345"), st.floats(0, 0.2)), max_size=40)


@given(presses, st.integers(0, 500))
def test_a_key_is_held_exactly_when_it_came_just_before(pressed: list[tuple[str, float]], guard: int) -> None:
    held, at, seen = HeldKey(), 100.0, [("", 0.0)]
    for key, pause in pressed:
        at += pause
        seen.append((key, at))
    told = [held.is_held(key, then, guard) for key, then in seen[1:]]
    assert told == [a == b and then - before < guard / 1000 for (a, before), (b, then) in pairwise(seen)]


def test_a_key_held_for_a_minute_counts_once_after_it_began_to_repeat() -> None:
    held = HeldKey()
    times = [0.0, 0.5, *(0.5 + 0.033 * number for number in range(1, 1800))]
    assert [held.is_held("4", at, GUARD) for at in times].count(False) == 2


def test_without_a_guard_nothing_is_held() -> None:
    held = HeldKey()
    assert not any(held.is_held("4", 0.0, 0) for _ in range(5))


@given(st.lists(st.floats(0, 2), min_size=1, max_size=60))
def test_a_burst_is_more_answers_in_a_moment_than_a_person_gives(pauses: list[float]) -> None:
    burst, at, times = Burst(), 0.0, list[float]()
    for number, pause in enumerate(pauses, 1):
        at += pause
        times.append(at)
        burst.changed(at, number)
    windows = [times[place] - times[place - MANY] <= WITHIN for place in range(MANY, len(times))]
    assert (burst.begin is not None) == any(windows)
    if any(windows):
        assert burst.begin == windows.index(True)
        assert 0 < burst.count <= len(pauses)


def test_a_burst_is_over_when_all_of_it_is_taken_back() -> None:
    burst = Burst()
    for number in range(1, 11):
        burst.changed(0.01 * number, 5 + number)
    assert (burst.begin, burst.count, burst.left(15), burst.left(18)) == (5, 10, 10, 13)
    assert burst.left(5) == 0
    assert burst.begin is None


NUM_LOCK = {
    "the middle key": (["kp_begin"], True),
    "1 3 2 7 without numbers": (["end", "pagedown", "down", "home"], True),
    "4 2 1 7 without numbers": (["left", "down", "end", "home"], True),
    "looking round": (["down", "down", "up", "down", "left", "right"], False),
    "from area to area": (["pagedown", "pagedown", "pageup", "pagedown", "pageup"], False),
    "answers between": (["end", "3", "home", "4", "pageup", "down"], False),
    "to the end and on from there": (["end", "up", "up", "up", "left"], False),
}


@pytest.mark.parametrize("name", NUM_LOCK)
def test_a_number_pad_without_numbers_is_known_by_what_it_sends(name: str) -> None:
    keys, is_off = NUM_LOCK[name]
    lock = NumLock()
    assert any(lock.seems_off(key, float(at)) for at, key in enumerate(keys)) is is_off


def test_keys_far_apart_are_no_rhythm() -> None:
    lock = NumLock()
    assert not any(lock.seems_off(key, at * 10.0) for at, key in enumerate(["end", "pagedown", "down", "home"]))


def test_the_time_of_a_key_is_when_the_terminal_sent_it() -> None:
    first, second = Key("4", "4"), Key("4", "4")
    assert sent_at(first) <= sent_at(second)
    assert sent_at(first) == first.time


# --- on the form ----------------------------------------------------------------------------------------------------


async def press_all(seen: Seen, keys: str) -> None:
    await seen.press_at_once(*keys)


async def test_a_key_held_down_answers_once_and_says_so(workplace: Workplace, begun: Begun, hands: Hands) -> None:
    async with filling_in(SipApp(workplace), begun()) as seen:
        hands.every = 33
        await press_all(seen, "4" * 30)
        assert list(seen.draft.answers.values()) == [4]
        assert seen.line("status").startswith("4 kom igen med det samme")
        hands.every = 1000
        await press_all(seen, "321")
        hands.every = 33
        await seen.press_at_once(*["backspace"] * 20)
        assert len(seen.draft.answers) == 3, "undoing with the key held down undoes once"


async def test_ten_different_keys_at_once_are_ten_answers_in_order_and_can_all_be_taken_back(
    workplace: Workplace, begun: Begun, hands: Hands
) -> None:
    async with filling_in(SipApp(workplace), begun()) as seen:
        await press_all(seen, "55")
        cursor = seen.form.model.cursor
        hands.at += 1
        hands.every = 1
        await press_all(seen, "4545454545")
        assert list(seen.draft.answers.values()) == [5, 5, *map(int, "4545454545")]
        assert seen.line("offer").startswith("10 ændringer kom på et øjeblik. Ctrl+Z fortryder alt")
        hands.every = 1000
        await press_all(seen, "3")
        assert "10 ændringer" in seen.line("offer"), "it stands until somebody has looked"
        await seen.press("ctrl+z")
        assert list(seen.draft.answers.values()) == [5, 5]
        assert seen.form.model.cursor == cursor
        assert seen.line("status") == "11 ændringer er fortrudt."
        assert not seen.form.query_one("#offer").display


async def test_escape_keeps_a_burst_and_does_not_leave(workplace: Workplace, begun: Begun, hands: Hands) -> None:
    async with filling_in(SipApp(workplace), begun()) as seen:
        hands.every = 1
        await press_all(seen, "45454545")
        hands.every = 1000
        await seen.press("escape")
        assert seen.screen == "FormScreen"
        assert len(seen.draft.answers) == 8
        assert not seen.form.query_one("#offer").display
        hands.every = 1
        await press_all(seen, "45454545")
        assert seen.form.query_one("#offer").display
        hands.every = 1000
        await seen.press_at_once(*["backspace"] * 8)
        assert not seen.form.query_one("#offer").display, "undoing one by one ends it, too"
        await seen.press("escape")
        assert seen.screen != "FormScreen"


async def test_a_quick_typist_from_paper_is_not_asked(workplace: Workplace, begun: Begun, hands: Hands) -> None:
    async with filling_in(SipApp(workplace), begun()) as seen:
        hands.every = 90
        await press_all(seen, "4444333322221111")
        assert "".join(map(str, seen.draft.answers.values())) == "4444333322221111"
        assert not seen.form.query_one("#offer").display
        await seen.press("ctrl+z")
        assert len(seen.draft.answers) == 15, "without a burst it undoes one"


async def test_how_long_a_key_counts_as_held_is_chosen(workplace: Workplace, begun: Begun, hands: Hands) -> None:
    app = SipApp(workplace)
    async with filling_in(app, begun()) as seen:
        hands.every = 100
        app.prefer(guard_ms=500)
        await press_all(seen, "333333")
        assert len(seen.draft.answers) == 1
        app.prefer(guard_ms=0)
        await press_all(seen, "333")
        assert len(seen.draft.answers) == 4


async def test_without_num_lock_the_pad_moves_and_the_form_asks(workplace: Workplace, begun: Begun) -> None:
    async with filling_in(SipApp(workplace), begun()) as seen:
        await seen.press("end", "pagedown", "down", "home")
        assert seen.line("status").startswith("Er NumLock slukket?")
        await seen.press("kp_begin")
        assert seen.line("status").startswith("Er NumLock slukket?")
        assert not seen.draft.answers


# --- what was chosen ------------------------------------------------------------------------------------------------


async def test_an_answer_may_wait_for_enter(workplace: Workplace, begun: Begun) -> None:
    app = SipApp(workplace)
    async with filling_in(app, begun()) as seen:
        app.prefer(advance="after_enter")
        first = seen.form.model.cursor
        await seen.press("4", "2")
        assert seen.form.model.cursor == first
        assert list(seen.draft.answers.values()) == [2]
        await seen.press("enter", "3")
        assert list(seen.draft.answers.values()) == [2, 3]


async def test_what_was_chosen_before_is_so_from_the_start(workplace: Workplace, begun: Begun) -> None:
    own_file().parent.mkdir()
    own_file().write_text('advance = "after_enter"\nspacing = "airy"\ntheme = "light"\n', encoding="utf-8")
    app = SipApp(workplace)
    async with filling_in(app, begun()) as seen:
        assert app.theme == "sip-light"
        assert seen.form.grid.spacing == "airy"
        await seen.press("4", "2")
        assert len(seen.draft.answers) == 1


async def test_what_is_broken_in_the_kept_choices_is_told_on_the_first_screen(workplace: Workplace) -> None:
    own_file().parent.mkdir()
    own_file().write_text('theme = "pink"\n', encoding="utf-8")
    async with opened(SipApp(workplace)) as seen:
        assert "Af dine indstillinger kan dette ikke læses og er som det plejer: Tema." in seen.text


async def test_f9_puts_the_questions_further_apart_and_keeps_it(workplace: Workplace, begun: Begun) -> None:
    app = SipApp(workplace)
    async with filling_in(app, begun()) as seen:
        found = []
        for _ in range(3):
            await seen.press("f9")
            found.append(app.preferences.spacing)
            assert seen.form.grid.spacing == app.preferences.spacing
        assert found == ["airy", "single", "usual"]
        assert 'spacing = "usual"' in own_file().read_text(encoding="utf-8")

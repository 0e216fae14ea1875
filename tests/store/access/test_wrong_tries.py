"""Wrong passphrases: the first three cost nothing, then the wait grows, and no clock can lock anybody out."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sipforms.store.access.signing_in import key_folders
from sipforms.store.access.tries import LONGEST_PAUSE, Tries, of_nobody, pause_after
from sipforms.store.failures import SignInPaused, SignInRefused, StoreDamaged
from tests.store.access.people import NOW, House, later, passphrase_of


def fail(house: House, now: datetime, name: str = "AB") -> int:
    """A wrong try; how many seconds it has to wait, 0 when it was looked at."""
    try:
        house.enter(name, "en forkert sætning", now=now)
    except SignInPaused as pause:
        return pause.seconds
    except SignInRefused:
        return 0
    raise AssertionError("a wrong passphrase was right")


def tries_of(house: House, who: str) -> Tries:
    return key_folders(house.folder).tries(who)


@pytest.mark.parametrize("name", ["AB", "Nobody"])
def test_from_the_fourth_on_each_wrong_one_makes_the_next_wait_twice_as_long(house: House, name: str) -> None:
    second = 0
    for wrong in range(1, 14):
        assert fail(house, later(second), name) == 0
        pause = pause_after(wrong)
        assert pause == ([0, 0, 0, 5, 10, 20, 40, 80, 160, 320, 640, 900, 900][wrong - 1])
        if pause:
            assert fail(house, later(second), name) == pause
            assert fail(house, later(second + pause - 1), name) == 1
        second += pause


def test_looking_too_early_does_not_make_the_wait_longer(house: House) -> None:
    for _ in range(4):
        fail(house, NOW)
    assert [fail(house, later(second)) for second in (1, 2, 3, 4, 5)] == [4, 3, 2, 1, 0]


def test_the_right_one_must_wait_too_and_begins_the_count_anew(house: House) -> None:
    for _ in range(4):
        fail(house, NOW)
    with pytest.raises(SignInPaused):
        house.enter(now=later(1))
    house.enter(now=later(5))
    assert [fail(house, later(5)) for _ in range(5)] == [0, 0, 0, 0, 5]


def test_one_person_does_not_make_another_wait(house: House) -> None:
    house.add(house.enter(), "Bo")
    for _ in range(4):
        fail(house, NOW)
    assert fail(house, NOW) == 5
    house.enter("Bo")


def test_a_try_counts_even_when_the_program_ends_before_it_was_looked_at(house: House) -> None:
    for _ in range(4):
        tries_of(house, house.founded.user).begin(NOW)
    assert fail(house, NOW) == 5


@given(wrong=st.integers(0, 10**9))
def test_no_pause_is_longer_than_a_quarter_of_an_hour(wrong: int) -> None:
    assert 0 <= pause_after(wrong) <= LONGEST_PAUSE == 900
    assert (pause_after(wrong) == 0) == (wrong <= 3)


@pytest.mark.parametrize("years", [-10, -1, 1, 10])
@pytest.mark.parametrize("wrong", [4, 12, 40])
def test_a_clock_that_was_set_locks_nobody_out_longer_than_the_pause(house: House, years: int, wrong: int) -> None:
    then = NOW + timedelta(days=365 * years)
    second = 0.0
    for number in range(1, wrong + 1):
        fail(house, then + timedelta(seconds=second))
        second += pause_after(number)
    if years > 0:
        with pytest.raises(SignInPaused) as pause:
            house.enter()
        assert pause.value.seconds == pause_after(wrong)
        house.enter(now=later(pause.value.seconds))
    else:
        house.enter()


def test_a_clock_that_jumps_back_again_and_again_never_ends_the_wait_early(house: House) -> None:
    for _ in range(4):
        fail(house, NOW)
    for days in range(1, 30):
        assert fail(house, NOW - timedelta(days=days)) == 5


def test_what_stands_in_the_folder_besides_is_passed_over(house: House) -> None:
    folder = house.folder / "keys" / "tries" / house.founded.user
    fail(house, NOW)
    for name in ("f", "f-", "fx-1", "f99-x", "Thumbs.db", "f1-1 (kopi)", "f" + "9" * 40 + "-1"):
        (folder / name).touch()
    house.enter()


def test_a_name_that_nobody_has_leaves_next_to_nothing_behind(house: House) -> None:
    names = {of_nobody(house.founded.facts.id, passphrase_of(f"{number}")) for number in range(500)}
    assert len(names) == 16


def test_damage_is_not_counted_as_a_wrong_passphrase(house: House) -> None:
    for path in (house.folder / "keys" / "users" / house.founded.user).iterdir():
        path.write_bytes(b"")
    for _ in range(9):
        with pytest.raises(StoreDamaged):
            house.enter()

"""Passphrases: slow to try, the same however they are typed, and the plainest ones refused."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sipforms.store.sealing.passphrases import CHEAP, SHORTEST, USUAL, Cost, Weakness, fresh_salt, key_from, weakness

SALT = b"s" * 16

WEAK = {
    "": Weakness.TOO_SHORT,
    "kort sætn.": Weakness.TOO_SHORT,
    "elleve tegn": Weakness.TOO_SHORT,
    "aaaaaaaaaaaa": Weakness.REPEATED,
    "hejhejhejhej": Weakness.REPEATED,
    "kodekodekodekode": Weakness.REPEATED,
    "abababababcb": Weakness.REPEATED,
    "abcdefghijklm": Weakness.SEQUENCE,
    "ABCDEFGHIJKLM": Weakness.SEQUENCE,
    "987654321098": Weakness.SEQUENCE,
    "123456789012": Weakness.SEQUENCE,
    "qwertyuioppoiuytrewq": None,
    "poiuytrewqwe": Weakness.SEQUENCE,
    "karen høeg karen høeg1": Weakness.THE_NAME,
    "Karen Høeg 1234": Weakness.THE_NAME,
    "fire heste danser stille": None,
    "fire heste danser stille med karen høeg": None,
}


@pytest.mark.parametrize(("passphrase", "found"), WEAK.items())
def test_the_plainest_passphrases_are_refused(passphrase: str, found: Weakness | None) -> None:
    assert weakness(passphrase, name="Karen Høeg") is found


@given(passphrase=st.text(max_size=40), name=st.text(max_size=10))
def test_any_text_is_judged_and_short_ones_never_pass(passphrase: str, name: str) -> None:
    found = weakness(passphrase, name=name)
    assert (found is Weakness.TOO_SHORT) == (len(unicodedata.normalize("NFC", passphrase)) < SHORTEST)


def test_a_passphrase_is_the_same_however_its_letters_are_composed() -> None:
    composed = "ærø på åen é"
    apart = unicodedata.normalize("NFD", composed)
    assert apart != composed
    assert key_from(apart, SALT, CHEAP) == key_from(composed, SALT, CHEAP)


@given(one=st.text(max_size=20), other=st.text(max_size=20))
def test_another_passphrase_gives_another_key(one: str, other: str) -> None:
    is_same = unicodedata.normalize("NFC", one) == unicodedata.normalize("NFC", other)
    assert (key_from(one, SALT, CHEAP) == key_from(other, SALT, CHEAP)) == is_same


def test_another_salt_or_cost_gives_another_key() -> None:
    others = [(16, 1, 1), (16, 2, 1), (16, 2, 2)]
    costs = [CHEAP, *(Cost(memory_kib=memory, iterations=passes, lanes=lanes) for memory, passes, lanes in others)]
    assert len({key_from("fire heste", SALT, cost) for cost in costs}) == len(costs)
    assert len({key_from("fire heste", fresh_salt(), CHEAP) for _ in range(50)}) == 50


def test_half_a_character_from_a_broken_keyboard_is_taken_as_it_is() -> None:
    assert len(key_from("\udce6", SALT, CHEAP)) == 32


def test_the_usual_cost_is_that_of_the_standard_and_its_keys_stay_the_same_for_ever() -> None:
    assert (USUAL.memory_kib, USUAL.iterations) == (64 * 1024, 3)  # RFC 9106, section 4, second choice
    assert key_from("fire heste danser stille", SALT, USUAL).hex() == (
        "3a3f534ac1c5e83e4f40c2f8f2193c3c799c9f8a8fa3181885a3e69150a00f01"
    )


@pytest.mark.parametrize(
    ("memory_kib", "iterations", "lanes"),
    [(7, 1, 1), (8, 0, 1), (8, 1, 0), (15, 1, 2), ((1 << 20) + 1, 1, 1), (1 << 40, 3, 1), (64, 25, 1), (4096, 1, 17)],
)
def test_a_forged_cost_cannot_take_all_memory_or_time(memory_kib: int, iterations: int, lanes: int) -> None:
    with pytest.raises(ValueError, match="out of range"):
        Cost(memory_kib=memory_kib, iterations=iterations, lanes=lanes)

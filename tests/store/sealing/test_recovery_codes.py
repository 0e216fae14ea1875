"""A code on paper is typed by a tired person: small mistakes of writing pass, wrong signs never do."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sipforms.store.sealing.boxes import box_key_of
from sipforms.store.sealing.recovery_codes import NotACode, box_key_from, code_of, is_code, new_code, seed_of

SEEDS = st.binary(min_size=32, max_size=32)
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


@given(seed=SEEDS)
def test_a_code_stands_for_its_bytes(seed: bytes) -> None:
    code = code_of(seed)
    assert seed_of(code) == seed
    assert box_key_from(code) == box_key_of(seed)
    groups = code.split("-")
    assert [len(group) for group in groups] == [5] * 11
    assert set("".join(groups)) <= set(ALPHABET)


@given(seed=SEEDS, chance=st.randoms(use_true_random=False))
def test_a_code_is_taken_as_it_was_meant(seed: bytes, chance: random.Random) -> None:
    typed = ""
    for sign in code_of(seed):
        alike = {"0": "0oO", "1": "1iIlL", "-": ("-", " ", "", "–", "\t", "\n", "\u00a0", "\u2011")}.get(sign)
        typed += chance.choice(alike) if alike else chance.choice((sign, sign.lower()))
    assert seed_of(f" {typed} ") == seed


@given(seed=SEEDS, place=st.integers(0, 54), other=st.sampled_from(ALPHABET))
def test_one_wrong_sign_is_found(seed: bytes, place: int, other: str) -> None:
    signs = code_of(seed).replace("-", "")
    wrong = signs[:place] + other + signs[place + 1 :]
    assert is_code(wrong) == (wrong == signs)


@given(seed=SEEDS, place=st.integers(0, 53))
def test_two_signs_the_wrong_way_round_are_found(seed: bytes, place: int) -> None:
    signs = code_of(seed).replace("-", "")
    wrong = signs[:place] + signs[place + 1] + signs[place] + signs[place + 2 :]
    assert is_code(wrong) == (wrong == signs)


@pytest.mark.parametrize(
    "typed", ["", "A", "A" * 54, "A" * 56, "U" * 55, "é" * 55, "0" * 55 + "-0", "²" * 55, "०" * 55]
)
def test_what_is_no_code_is_refused(typed: str) -> None:
    assert not is_code(typed)
    with pytest.raises(NotACode) as refusal:
        seed_of(typed)
    assert str(refusal.value) == ""


@given(typed=st.text(max_size=80))
def test_any_text_may_be_typed(typed: str) -> None:
    assert not is_code(typed)


def test_every_code_is_new() -> None:
    assert len({new_code() for _ in range(200)}) == 200

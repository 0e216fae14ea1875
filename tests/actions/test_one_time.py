"""A passphrase for the first signing in: read aloud without doubt, never one that is refused."""

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from sipforms.actions.one_time import CONSONANTS, GROUPS, SYLLABLES, VOWELS, one_time_passphrase
from sipforms.store.sealing.passphrases import weakness


@given(seed=st.integers(), name=st.text(max_size=8))
def test_every_one_of_them_is_strong_enough_and_made_of_syllables(seed: int, name: str) -> None:
    made = one_time_passphrase(Random(seed).randrange, name)
    groups = made.split("-")
    assert [len(one) for one in groups] == [2 * SYLLABLES] * GROUPS
    assert all(sign in (CONSONANTS, VOWELS)[place % 2] for one in groups for place, sign in enumerate(one))
    assert weakness(made, name=name) is None


def test_nothing_in_it_is_taken_for_something_else() -> None:
    assert not set("l1oO0I") & set(CONSONANTS)
    assert (len(CONSONANTS) * len(VOWELS)) ** (GROUPS * SYLLABLES) > 2**60


def test_a_weak_one_is_drawn_again() -> None:
    drawn = iter([0] * 20 + list(range(20)))
    assert one_time_passphrase(lambda most: next(drawn) % most) != "baba-baba-baba-baba-baba"

"""A passphrase for somebody's first signing in, made by chance and told once, until he chooses one of his own."""

from collections.abc import Callable

from sipforms.store.sealing.passphrases import weakness

CONSONANTS, VOWELS = "bdfghjkmnprstv", "aeiou"
"""No letter that is taken for a digit or another letter when it is read aloud or copied by hand."""
GROUPS, SYLLABLES = 5, 2


def one_time_passphrase(below: Callable[[int], int], name: str = "") -> str:
    """Five groups of two syllables, such as ``kuvi-moda-tepa-siso-raku``: 70 syllables to the power of 10, 61 bits.

    ``below`` gives a number from 0 up to the one given, by chance that nobody can guess (``secrets.randbelow``).
    """
    while True:
        made = "-".join("".join(_syllable(below) for _ in range(SYLLABLES)) for _ in range(GROUPS))
        if weakness(made, name=name) is None:
            return made


def _syllable(below: Callable[[int], int]) -> str:
    return CONSONANTS[below(len(CONSONANTS))] + VOWELS[below(len(VOWELS))]

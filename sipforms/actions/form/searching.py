"""Finding an answer in a long list by typing some of it."""

import unicodedata
from collections.abc import Iterable

from sipforms.actions.form.options import Choice
from sipforms.engine import keys
from sipforms.engine.programme import Kind, Question

_FOLDED = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "ð": "d", "þ": "th", "œ": "oe", "ß": "ss"})
_BY_KEY = -1
_LOOSELY = str.maketrans({"æ": "a", "ø": "o", "å": "a"})


def is_searched(question: Question) -> bool:
    """Whether the answers are more than there are keys, so that typing searches them instead of answering."""
    listed = question.kind in (Kind.CHOICE, Kind.CHOICES) and question.scale is not None
    return listed and question.scale is not None and keys.is_searched(question.scale.options)


def matching(choices: Iterable[Choice], typed: str) -> tuple[Choice, ...]:
    """What ``Search`` finds, for a face that asks once."""
    return Search(choices).matching(typed)


class Search:
    """A list made ready to be searched letter by letter."""

    def __init__(self, choices: Iterable[Choice]) -> None:
        self._texts = tuple((one, _texts(one)) for one in choices)

    def matching(self, typed: str) -> tuple[Choice, ...]:
        """The answers in which every typed word is found; first those that begin so, then those with such words.

        Capitals, accents and the way of writing æ, ø and å do not matter. An answer is also found by its value and by
        its codes elsewhere (an ICF code, say), and before all others by its key. All of them where nothing is typed.
        """
        words, key = tuple(_folded(word) for word in typed.split()), typed.strip().casefold()
        if not words:
            return tuple(one for one, _found in self._texts)
        ranked = (_BY_KEY if one.key == key else _rank(texts, words) for one, texts in self._texts)
        found = sorted((rank, place) for place, rank in enumerate(ranked) if rank is not None)
        return tuple(self._texts[place][0] for _rank_, place in found)


def _rank(texts: tuple[str, ...], words: tuple[str, ...]) -> int | None:
    """0 for an answer that begins so, 1 where its words do, 2 where they hold it; nothing where a word is missing."""
    ranks = [rank for text in texts if (rank := _rank_of(text, words)) is not None]
    return min(ranks, default=None)


def _rank_of(text: str, words: tuple[str, ...]) -> int | None:
    if text.startswith(" ".join(words)):
        return 0
    if all(f" {word}" in f" {text}" for word in words):
        return 1
    return 2 if all(word in text for word in words) else None


def _texts(choice: Choice) -> tuple[str, ...]:
    """What an answer is found by: its words, strictly and loosely folded, its value and its codes."""
    option = choice.option
    if option is None:
        return (_folded(str(choice.value)),)
    title = option.title
    return (
        _folded(title),
        _folded(title.casefold().translate(_LOOSELY)),
        _folded(str(choice.value)),
        *map(_folded, option.codes.values()),
    )


def _folded(text: str) -> str:
    """Small letters without accents; what is between words is one space."""
    apart = unicodedata.normalize("NFKD", text.casefold().translate(_FOLDED))
    bare = "".join(sign if sign.isalnum() else " " for sign in apart if not unicodedata.combining(sign))
    return " ".join(bare.split())

"""Answers that are chosen: the number or sign that each has here, and which of them a typed line means.

Keys that are letters would look like commands, and a list may have more answers than there are keys: both get numbers.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count

from sipforms.actions.form.asking import AskedChoice
from sipforms.engine.response import Scalar
from sipforms.render.asked_words import choice_words

_SEVERAL = re.compile(r"[\s,;]+")
LEAST_LETTERS = 2
"""A single letter names no answer by its beginning: it is a command, or a slip."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbered:
    """A choice with what is typed for it: a number, or one of the signs on a number pad."""

    sign: str
    choice: AskedChoice

    @property
    def words(self) -> str:
        """The choice as it is read."""
        return choice_words(self.choice)


@dataclass(frozen=True, slots=True, kw_only=True)
class Meant:
    """What a line means: the one choice, or several that it could mean; nothing of both where it means none."""

    one: Numbered | None = None
    several: tuple[Numbered, ...] = ()


def numbered(choices: Sequence[AskedChoice]) -> tuple[Numbered, ...]:
    """Every choice with its sign: its own key where that is no letter, its own value, else the next free number."""
    signs: dict[int, str] = {place: one.key for place, one in enumerate(choices) if one.key and not one.key.isalpha()}
    taken = set(signs.values())
    for place, one in enumerate(choices):
        is_number = isinstance(one.value, int) and not isinstance(one.value, bool) and one.value > 9
        if place not in signs and is_number and str(one.value) not in taken:
            signs[place] = str(one.value)
            taken.add(signs[place])
    free = (str(number) for number in count(1) if str(number) not in taken)
    return tuple(Numbered(sign=signs.get(place) or next(free), choice=one) for place, one in enumerate(choices))


def meant(offered: Sequence[Numbered], line: str) -> Meant:
    """The choice that is typed: by its sign, by its words, or by beginnings of its words that fit no other choice."""
    by_sign = next((one for one in offered if one.sign == line.strip()), None)
    typed = _folded(line)
    if by_sign is not None or not typed:
        return Meant(one=by_sign)
    exact = [one for one in offered if typed == _folded(one.words)]
    if exact:
        return Meant(one=exact[0]) if len(exact) == 1 else Meant(several=tuple(exact))
    if len(typed) < LEAST_LETTERS or not any(sign.isalpha() for sign in typed):
        return Meant()
    found = tuple(one for one in offered if _begins(typed.split(), _folded(one.words).split()))
    return Meant(one=found[0]) if len(found) == 1 else Meant(several=found)


def several_meant(offered: Sequence[Numbered], line: str, held: Sequence[Scalar]) -> tuple[Scalar, ...] | Meant:
    """The values of all the choices that are typed, or what keeps the line from meaning such values.

    ``3 5`` are those two and no others; ``+3`` adds one to those ``held``, ``-3`` takes one away.
    """
    whole = meant(offered, line)
    if whole.one is not None:
        return (whole.one.choice.value,)
    values: list[Scalar] = []
    changes = list(_parts(line))
    if any(sign for sign, _part in changes):
        values = list(held)
    for sign, part in changes:
        found = meant(offered, part)
        if found.one is None:
            return Meant(several=found.several or whole.several)
        values = _with(values, found.one, offered, is_taken=sign != "-")
    return tuple(values) if changes else Meant()


def _with(values: list[Scalar], one: Numbered, offered: Sequence[Numbered], *, is_taken: bool) -> list[Scalar]:
    """The values with one more, or one less. A reason for no answer stands alone, and gives way to an answer."""
    value = one.choice.value
    left = [held for held in values if held != value or type(held) is not type(value)]
    if not is_taken:
        return left
    if one.choice.missing is not None:
        return [value]
    reasons = {(type(each.choice.value), each.choice.value) for each in offered if each.choice.missing is not None}
    return [*(held for held in left if (type(held), held) not in reasons), value]


def _parts(line: str) -> Iterator[tuple[str, str]]:
    """What is typed, part by part, each with the plus or minus before it: parted by commas where words are typed."""
    has_words = any(sign.isalpha() for sign in line)
    parts = re.split(r"[,;]+", line) if has_words else _SEVERAL.split(line)
    for part in (one.strip() for one in parts):
        if part[:1] in ("+", "-") and part[1:].strip():
            yield part[0], part[1:].strip()
        elif part:
            yield "", part


def _folded(text: str) -> str:
    """Small letters, one blank between words, nothing that only ends a sentence."""
    return " ".join(unicodedata.normalize("NFC", text).casefold().rstrip(".!?:").split())


def _begins(typed: Sequence[str], words: Sequence[str]) -> bool:
    return all(any(word.startswith(one) for word in words) for one in typed)

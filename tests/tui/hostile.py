"""Texts that try to command a terminal or a drawing library, and people and programmes made of nothing else."""

import random
import re
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from typing import Any, Self

from sipforms.engine.people import Citizen, Episode
from sipforms.engine.programme import Programme
from sipforms.render.plain import plain
from sipforms.store.casefile import CaseFile, new_case, put_episode
from sipforms.store.protocol import CaseStore, fresh_id

MARK = "~"
HEADS = (
    "[b]x[/b]", "[/x]", "[/]", "[@click=a]", "[link=x]y", "\\[b]", "[red]r", ":warning:x", "[[x]]", "[b",
    "\x1b[2Jx", "\x1b]0;x\x07", "\x1b]52;c;eA", "\x1b[31mx", "\x9b31mx", "\x1bPq\x1b\\x", "\x1bc", "\x07x",
    "\x08\x08x", "\x0ex",
    "\u202ex\u202c", "\u2066x\u2069", "\u200bx\u200d", "\ufeffx", "\u00adx", "\U000e0041x", "\u2028x", "\u061cx",
    "=1+1", "{0}", "%s%n", "$(x)", "`x`", "<b>&", "x\x00y", "x\ty", "x\ry", "x\x7fy", "\x85x", "e\u0301\u0301",
    "\u6f22\u5b57", "\U0001f469\u200d\U0001f467", "\u0e33", "\u1100\u1161", "\uff01", "'\"", "\\", "|",
    "\u25b6",
)  # fmt: skip
TAILS = (
    "", "", " og en til", "\nnæste linje", "\r\nnæste", " " * 300, "[b]" * 80, "\x1b[41m" * 40, "\u202e" + "abc " * 60,
    "x" * 400, "\u6f22" * 300, "[/b] her" * 40, "a\u0301" * 200, "\n" * 40, " \t" * 60, "\U0001f600" * 90,
)  # fmt: skip
VERY_LONG = 10_000
SHOWN = frozenset(
    {"title", "say", "description", "help", "example", "preface", "message", "row_title", "name", "unit", "short"}
)
"""The fields of a programme that are words for people."""
WORDS_BY_ID = frozenset({"informants", "theory"})


def hostile(count: int, seed: int) -> tuple["Hostile", ...]:
    """Texts, each beginning with a number of its own and a mark, so that it is known again wherever it is shown."""
    chance = random.Random(seed)
    found = []
    for number in range(count):
        head, tail = HEADS[(number + seed) % len(HEADS)], chance.choice(TAILS)
        long = "æ[b]\x1b[0m" * (VERY_LONG // 8) if number % 97 == 96 else ""
        found.append(Hostile(f"{number:04x}{MARK}", head, tail + long))
    return tuple(found)


class Hostile(str):
    """A text that knows how it begins: by its own ``mark`` and a few signs that must be shown as they are."""

    __slots__ = ("beginning", "mark")
    beginning: str
    mark: str

    def __new__(cls, mark: str, head: str, tail: str) -> Self:
        made = super().__new__(cls, mark + head + tail)
        made.mark, made.beginning = mark, plain(mark + head).split("\n")[0]
        return made


class Texts:
    """Hands the texts out one after the other, again from the first when there are no more."""

    def __init__(self, texts: tuple["Hostile", ...]) -> None:
        self._all = texts
        self._next = 0

    def __call__(self) -> str:
        self._next += 1
        return self._all[(self._next - 1) % len(self._all)]


def poisoned(programme: Programme, texts: Texts) -> Programme:
    """The same programme with every word of it hostile; what it asks and computes is as it was."""
    poisoned = _poisoned(programme, texts, {})
    assert isinstance(poisoned, Programme)
    return poisoned


def _poisoned(value: Any, texts: Texts, known: dict[int, Any]) -> Any:
    if id(value) in known:
        return known[id(value)]
    made = value
    if is_dataclass(value) and not isinstance(value, type):
        changed = {
            one.name: _field(one.name, getattr(value, one.name), texts, known) for one in fields(value) if one.init
        }
        made = replace(value, **changed)
    elif isinstance(value, tuple):
        made = tuple(_poisoned(one, texts, known) for one in value)
    elif isinstance(value, Mapping):
        made = {name: _poisoned(one, texts, known) for name, one in value.items()}
    known[id(value)] = made
    return made


def _field(name: str, value: Any, texts: Texts, known: dict[int, Any]) -> Any:
    if isinstance(value, str) and not isinstance(value, Enum) and name in SHOWN:
        return texts() if value else value
    if name in WORDS_BY_ID and isinstance(value, Mapping):
        return {id_: texts() for id_ in value}
    return _poisoned(value, texts, known)


def moved_in(store: CaseStore, programme: str, texts: Texts, now: Any) -> CaseFile:
    """A citizen whose code, name, unit and informants are hostile."""
    made = new_case(store, Citizen(id=fresh_id(), code=texts(), name=texts(), created_at=now))
    assert isinstance(made, CaseFile)
    informants = {"borger": texts(), "personale": texts()}
    stay = Episode(id=fresh_id(), programme=programme, unit=texts(), admission=now.date(), informants=informants)
    put = put_episode(store, made, stay)
    assert isinstance(put, CaseFile)
    return put


# --- judging --------------------------------------------------------------------------------------------------------


def wrong_with(screen: str, texts: tuple["Hostile", ...]) -> Iterator[str]:
    """What is wrong with something printed: a sign that commands, or a text that is not shown as what it is."""
    if plain(screen) != screen:
        yield f"signs that command: {sorted({hex(ord(sign)) for sign in screen if plain(sign) != sign})}"
    for line in screen.split("\n"):
        for found in MARKED.finditer(line):
            number = int(found[1], 16)
            beginning = texts[number].beginning if number < len(texts) else found[0]
            if not is_beginning(line[found.start() :], beginning):
                yield f"{beginning!r} is shown as {line[found.start() : found.start() + len(beginning) + 2]!r}"


MARKED = re.compile(f"([0-9a-f]{{4}}){MARK}")
ENDS = "…~│┌└▌▐ "


def is_beginning(shown: str, expected: str) -> bool:
    """Whether it is the text, whole, or cut off where there was no more room; in a sentence it may begin small."""
    shown, expected = shown.lower(), expected.lower()
    for place, sign in enumerate(expected):
        if place >= len(shown) or (shown[place] != sign and shown[place] in ENDS):
            return True
        if shown[place] != sign:
            return False
    return True


def seen_in(screen: str, texts: tuple["Hostile", ...]) -> set[str]:
    """The marks of the texts that are shown."""
    return {found[0] for found in MARKED.finditer(screen)} & {text.mark for text in texts}

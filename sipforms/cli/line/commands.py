"""What a typed line asks for, where it is no answer: a sign or a letter, or the word for it in either language.

The one-letter commands are the same in every language; the words are those of the language spoken, and English ones.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from sipforms.render.language import N_, _
from sipforms.render.plain import plain

PREFIX = ":"
"""Before a command where everything else that is typed is a text; allowed everywhere."""


class Do(StrEnum):
    """What can be asked for."""

    BACK = "back"
    NEXT = "next"
    HELP = "help"
    WHERE = "where"
    ANSWERS = "answers"
    SHEET = "talk-sheet"
    GO = "go"
    EMPTY = "empty"
    NOTE = "note"
    UNDO = "undo"
    BLANK = "blank"
    LAST = "last"
    SAME = "same"
    REASON = "reason"
    ADD = "add"
    REMOVE = "remove"
    REVIEW = "review"
    HAND_IN = "hand-in"
    SHOWN = "shown"
    KEY_AGAIN = "key-again"
    HIDE = "hide"
    LEAVE = "leave"


WORDS: Mapping[Do, tuple[str, ...]] = {
    Do.BACK: (N_("back"),),
    Do.NEXT: (N_("skip"),),
    Do.HELP: (N_("help"),),
    Do.WHERE: (N_("where"), N_("where am I")),
    Do.ANSWERS: (N_("answers"),),
    Do.SHEET: (N_("talk sheet"),),
    Do.GO: (N_("go to"), N_("go")),
    Do.EMPTY: (N_("next empty"),),
    Do.NOTE: (N_("note"),),
    Do.UNDO: (N_("undo"),),
    Do.BLANK: (N_("leave blank"),),
    Do.LAST: (N_("last time"),),
    Do.SAME: (N_("as last time"),),
    Do.REASON: (N_("reason"),),
    Do.ADD: (N_("add"),),
    Do.REMOVE: (N_("remove"),),
    Do.REVIEW: (N_("look over"),),
    Do.HAND_IN: (N_("hand in"),),
    Do.SHOWN: (N_("shown"),),
    Do.KEY_AGAIN: (N_("key again"),),
    Do.HIDE: (N_("hide"),),
    Do.LEAVE: (N_("stop"),),
}
SIGNS: Mapping[str, Do] = {
    "b": Do.BACK, "h": Do.HELP, "?": Do.WHERE, "g": Do.GO, "n": Do.EMPTY, "+": Do.EMPTY, "k": Do.NOTE, "*": Do.NOTE,
    "=": Do.SAME, "u": Do.UNDO, "q": Do.LEAVE,
}  # fmt: skip
_TAKES_MORE = frozenset({Do.GO, Do.NOTE, Do.REMOVE, Do.REASON})
_NUMBER = re.compile(r"[\d.,]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """What is asked for, with what was typed behind it: the number to go to, the text of a note."""

    do: Do
    rest: str = ""


def command_in(line: str, *, bare: bool = True) -> Command | None:
    """The command that the line is, or nothing. Not ``bare``, only what begins with a colon is one."""
    typed = plain(line).strip()
    if typed.startswith(PREFIX):
        return _command(typed.removeprefix(PREFIX).strip())
    return _command(typed) if bare else None


def is_prefixed(line: str) -> bool:
    """Whether the line begins as a command does where texts are written; two colons begin a text with one."""
    typed = line.lstrip()
    return typed.startswith(PREFIX) and not typed.startswith(PREFIX * 2)


def without_prefix(line: str) -> str:
    """A text as it was meant: two colons at its beginning stand for one."""
    return line.replace(PREFIX * 2, PREFIX, 1) if line.lstrip().startswith(PREFIX * 2) else line


def word_for(do: Do) -> str:
    """The word to type for it, in the language spoken."""
    return _(WORDS[do][0])


def _command(typed: str) -> Command | None:
    if typed in SIGNS:
        return Command(do=SIGNS[typed])
    if typed[:1] == "g" and _NUMBER.fullmatch(typed[1:].strip()):
        return Command(do=Do.GO, rest=typed[1:].strip())
    folded = " ".join(typed.casefold().split())
    for word, do in _by_word():
        if folded == word:
            return Command(do=do)
        if do in _TAKES_MORE and folded.startswith(f"{word} "):
            return Command(do=do, rest=typed.split(maxsplit=len(word.split()))[-1])
    return None


def _by_word() -> Iterable[tuple[str, Do]]:
    """Every word with what it means, the longest first: a command of two words is not one word with a text behind."""
    found = [(said.casefold(), do) for do, words in WORDS.items() for word in words for said in {word, _(word)}]
    return sorted(found, key=lambda one: -len(one[0]))

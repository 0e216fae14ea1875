"""A list to choose from: every entry with its number, chosen by that, or by words that fit no other entry."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from sipforms.cli.line.commands import Command, Do, command_in, word_for
from sipforms.cli.line.guard import Guarded
from sipforms.cli.line.help import OF_MENUS, command_lines
from sipforms.cli.line.talk import say_all
from sipforms.render.language import _, ngettext

Kind = TypeVar("Kind")
_WORD = re.compile(r"[\w-]+")
LEAST_LETTERS = 2
MOST_SAID = 40
"""Entries that are read out; more are found by typing."""


class Ended(Exception):
    """Whoever types wants to end the program."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry(Generic[Kind]):
    """One line of a list, and what it stands for; ``heading`` is said before it where it differs from the one above."""

    said: str
    value: Kind
    heading: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Menu(Generic[Kind]):
    """A list with a title, and what is said where nothing stands in it. ``prompt`` is said each time."""

    title: str
    entries: Sequence[Entry[Kind]]
    prompt: str = ""
    empty: str = ""
    named: Callable[[str], Kind | None] | None = None
    """What a line names, looked at before the words of the entries."""
    other: Callable[[str], Kind | None] | None = None
    """What a line means that is neither a number nor words of an entry."""


def chosen(talk: Guarded, menu: Menu[Kind]) -> Kind | None:
    """The entry that is chosen, or nothing to go one step back. Raises Ended, and EndOfInput."""
    _say(talk, menu)
    while True:
        line = talk.ask(menu.prompt or _("Number:"))
        named = menu.named(line) if menu.named else None
        if named is not None:
            return named
        found = _found(menu.entries, line)
        if len(found) == 1:
            return found[0].value
        command = command_in(line)
        if not found and command is not None and command.do is Do.BACK:
            return None
        if not found and command is not None:
            _do(talk, menu, command)
        elif found:
            talk.say(_("Which of these? Type its number."))
            say_all(talk, (f"{menu.entries.index(one) + 1} {one.said}" for one in found[:MOST_SAID]))
        elif line.strip():
            value = menu.other(line) if menu.other else None
            if value is not None:
                return value
            talk.say(
                _("There is nothing with that number or name. `{word}` says what you can type.").format(
                    word=word_for(Do.HELP)
                )
            )


def _say(talk: Guarded, menu: Menu[Kind]) -> None:
    talk.say()
    if menu.title:
        talk.say(menu.title)
    if not menu.entries and menu.empty:
        talk.say(menu.empty)
    before = ""
    for number, one in enumerate(menu.entries[:MOST_SAID], start=1):
        if one.heading and one.heading != before:
            before = one.heading
            talk.say(f"{one.heading}:")
        talk.say(f"{number} {one.said}")
    more = len(menu.entries) - MOST_SAID
    if more > 0:
        said = ngettext("... and {count} more: type some of it.", "... and {count} more: type some of one.", more)
        talk.say(said.format(count=more))


def _do(talk: Guarded, menu: Menu[Kind], command: Command) -> None:
    match command.do:
        case Do.HELP:
            say_all(talk, command_lines(OF_MENUS))
        case Do.WHERE | Do.ANSWERS:
            _say(talk, menu)
        case Do.HIDE:
            talk.hide()
        case Do.LEAVE:
            raise Ended
        case _:
            talk.say(_("That does nothing here. `{word}` says what you can type.").format(word=word_for(Do.HELP)))


def _found(entries: Sequence[Entry[Kind]], line: str) -> list[Entry[Kind]]:
    """By the number; else those in which every word that was typed begins a word. A single letter names nothing."""
    typed = line.strip().casefold()
    if typed.isdecimal():
        return [entries[int(typed) - 1]] if 1 <= int(typed) <= len(entries) else []
    words = _WORD.findall(typed)
    if not words or min(map(len, words)) < LEAST_LETTERS or command_in(line) is not None:
        return []
    return [one for one in entries if _begins(words, _WORD.findall(one.said.casefold()))]


def _begins(typed: Sequence[str], words: Sequence[str]) -> bool:
    return all(any(word.startswith(one) for word in words) for one in typed)

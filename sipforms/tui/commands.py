"""Everything that can be done from where one is, as commands to search among: ours alone, each with its key."""

from collections.abc import Awaitable, Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any, Protocol

from rich.text import Text
from textual.screen import Screen

from sipforms.actions.keymap import EVERYWHERE, Keymap
from sipforms.actions.preferences import CHOICES, Preferences
from sipforms.render.charts.glyphs import ALL
from sipforms.render.language import _
from sipforms.tui.choice_words import DOES, NAMES, value_words
from sipforms.tui.keys import NAMED, key_name

_BY_NAME = {shown: key for key, shown in NAMED.items()} | {f"F{number}": f"f{number}" for number in range(1, 11)}
_CHOSEN_HERE = ("theme", "spacing", "glyphs")
"""The preferences that can be chosen without going to the settings."""
_EVERYWHERE = frozenset({*EVERYWHERE, "settings", "passphrase", "administration"})
"""What stands among the commands of every screen already."""
ABOVE_ALL = ("hide", "help", "switch_user", "quit")


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """One thing to do. ``key`` is printed beside it; ``does`` does it."""

    title: str
    does: Callable[[], Awaitable[Any] | None]
    key: str = ""

    def drawn(self, width: int) -> Text:
        """The command with its key at the right."""
        text = Text(ALL.fitted(self.title, max(4, width - len(self.key) - 1)) + " ", no_wrap=True, end="")
        return text.append(self.key, "bold")


class Commanded(Protocol):
    """The program, as its commands need it."""

    preferences: Preferences
    keymap: Keymap

    def prefer(self, **changes: Any) -> str: ...  # noqa: ANN401 - as the program has it
    def tell_in_front(self, sentence: str) -> None: ...
    async def run_action(self, action: str) -> bool: ...
    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None: ...


def commands_of(screen: Screen[Any], keys: Iterable[tuple[str, str]]) -> Iterator[Command]:
    """What the line of keys of a screen names, as far as each is one key that is bound there."""
    active = screen.active_bindings
    for shown, does in keys:
        found = active.get(_BY_NAME.get(shown, shown.casefold()))
        if found is None or not found.enabled or shown in ("Enter", "Esc"):
            continue
        if found.binding.action.removeprefix("app.") in _EVERYWHERE:
            continue
        run = partial(screen.app.run_action, found.binding.action, found.node)
        yield Command(title=_capital(does), key=shown, does=run)


def commands_everywhere(program: Commanded) -> Iterator[Command]:
    """What can be done on every screen."""
    may = program.check_action
    others = (("settings", _("Settings")), ("lock", _("Lock the screen")), ("passphrase", _("Another passphrase")))
    for name in ABOVE_ALL[:3]:
        if may(name, ()) is not False:
            yield _named(program, name)
    for action, title in (*others, ("administration", _("Administration"))):
        if may(action, ()) is not False:
            yield Command(title=title, does=partial(program.run_action, f"app.{action}"))
    for name in _CHOSEN_HERE:
        for value in CHOICES[name]:
            if getattr(program.preferences, name) != value:
                title = f"{_(NAMES[name])}: {value_words(name, value)}"
                yield Command(title=title, does=partial(_prefer, program, name, value))
    yield _named(program, "quit")


def matching_commands(commands: Iterable[Command], typed: str) -> tuple[Command, ...]:
    """The commands with every word that was typed, those that begin with the first of them first."""
    words = typed.casefold().split()
    found = [one for one in commands if all(word in one.title.casefold() for word in words)]
    return (
        tuple(sorted(found, key=lambda one: not one.title.casefold().startswith(words[0]))) if words else tuple(found)
    )


def _named(program: Commanded, name: str) -> Command:
    key = key_name(program.keymap.keys[name][0])
    return Command(title=_capital(_(DOES[name])), key=key, does=partial(program.run_action, f"app.{name}"))


def _prefer(program: Commanded, name: str, value: object) -> None:
    program.tell_in_front(program.prefer(**{name: value}))


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]

"""What whoever is here has chosen for himself, and the keys he gave another meaning: read, applied at once, kept."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from textual.events import Event, Key

from sipforms.actions.keymap import EVERYWHERE, USUAL, WrongKey, read_keymap
from sipforms.actions.preferences import (
    CHOICES,
    Preferences,
    is_choice,
    keep_preferences,
    own_preferences,
    read_preferences,
)
from sipforms.actions.workplace import Workplace
from sipforms.render.language import _
from sipforms.render.said import fault_said
from sipforms.store.failures import StoreError
from sipforms.tui.choice_words import broken_told, chosen_told, wrong_key_told
from sipforms.tui.dressed_app import DressedApp
from sipforms.tui.keys import spell
from sipforms.tui.pace import sent_at
from sipforms.tui.screens.step import Step

_TEXTUALS = {"?": "question_mark", "+": "plus", "*": "asterisk", "=": "equals_sign"}


class ChoicesApp(DressedApp):
    """Knows ``preferences`` and ``keymap``. ``pressed_at`` says when a key was pressed, in seconds."""

    pressed_at: Callable[[Key], float] = staticmethod(sent_at)
    _workplace: Workplace | None

    def __init__(self) -> None:
        super().__init__()
        self.preferences = own_preferences()
        self.dress(self.preferences)
        self.keymap, self.wrong_keys = USUAL, tuple[WrongKey, ...]()
        self.read_keys()

    async def on_event(self, event: Event) -> None:
        """A key of the number pad writes what is printed on it, also where the terminal tells only which key it is."""
        if isinstance(event, Key):
            spell(event)
        await super().on_event(event)

    def read_keys(self) -> None:
        """Read which keys were given another meaning at this machine; they have it at once."""
        read = read_keymap()
        self.keymap, self.wrong_keys = read.keymap, read.wrong
        self.set_keymap({name: ",".join(map(_as_textual, self.keymap.keys[name])) for name in EVERYWHERE})

    def read_choices(self) -> str:
        """Read what whoever is here has chosen, and apply it. What of it cannot be used, in a sentence."""
        if self._workplace is None:
            return ""
        read = read_preferences(self._workplace)
        self._apply(read.preferences)
        told = (broken_told(read.broken), *map(wrong_key_told, self.wrong_keys[:1]))
        return " ".join(part for part in told if part)

    def forget_choices(self) -> None:
        """Nobody is here: everything is as usual at this machine."""
        self._apply(own_preferences())

    def prefer(self, **changes: Any) -> str:  # noqa: ANN401 - each by its own type, which ``is_choice`` looks at
        """Apply this at once and keep it; what is so now, in a sentence, or why it could not be kept."""
        wrong = [name for name, value in changes.items() if not is_choice(name, value)]
        if wrong:
            raise ValueError(f"no such preference: {wrong[0]}")
        self._apply(replace(self.preferences, **changes))
        told = " ".join(chosen_told(self.preferences, name) for name in changes)
        if self._workplace is None:
            return told
        try:
            keep_preferences(self._workplace, self.preferences)
        except StoreError as fault:
            why = fault_said(fault)
            return _("{chosen} It is so until you sign out: it could not be kept. {why}").format(chosen=told, why=why)
        return told

    def next_choice(self, name: str, step: int = 1) -> str:
        """The next of what a preference may be, after the last the first again."""
        values = CHOICES[name]
        at = values.index(getattr(self.preferences, name))
        return self.prefer(**{name: values[(at + step) % len(values)]})

    def _apply(self, preferences: Preferences) -> None:
        self.preferences = preferences
        self.dress(preferences)
        for screen in self.screen_stack:
            if isinstance(screen, Step):
                screen.preferred(preferences)


def _as_textual(key: str) -> str:
    return _TEXTUALS.get(key, key)

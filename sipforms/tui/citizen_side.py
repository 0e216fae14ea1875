"""The citizen's side of a form: one turn, however many faces show it, and who is told when it looks different.

The view on staff's screen, a second terminal and a browser all act through this, one after the other, on the same form.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Protocol

from sipforms.actions.form.citizen_turn import CitizenTurn, Moment, Told, Turned
from sipforms.actions.form.model import FormModel
from sipforms.actions.form.outcome import Nothing, Outcome
from sipforms.engine.paths import Path
from sipforms.render.citizen_shown import CitizenShown, shown_of

Act = Callable[[CitizenTurn], Turned]


class Kept(Protocol):
    """The form that keeps and draws every change."""

    model: FormModel

    def take(self, outcome: Outcome) -> None: ...


class CitizenSide:
    """One form as the citizen sees it. ``number`` is another one for every other question or moment that is shown."""

    def __init__(
        self, form: Kept, *, is_at_once: bool = False, practises: bool = False, has_pictures: bool = False
    ) -> None:
        self._form = form
        self.turn = CitizenTurn(form.model, is_at_once=is_at_once, practises=practises)
        self.has_pictures = has_pictures
        self.number = 1
        self._turned: Turned | None = None
        self._acting = False
        self._seen = self._sight()
        self._listeners: list[Callable[[], None]] = []

    def show_form(self, form: Kept) -> None:
        """Show another draft of the same form: what was marked or pressed for the one before is forgotten."""
        self._form = form
        self.turn, self._turned = CitizenTurn(form.model, is_at_once=self.turn.is_at_once), None
        self.number += 1  # the rows to choose between may be others now
        self.changed()

    def shown(self) -> CitizenShown:
        """What the citizen sees now."""
        return shown_of(self.turn, self._turned, has_pictures=self.has_pictures)

    def listen(self, listener: Callable[[], None]) -> None:
        """Call this whenever something looks different."""
        self._listeners.append(listener)

    def leave(self, listener: Callable[[], None]) -> None:
        """Call it no more."""
        if listener in self._listeners:
            self._listeners.remove(listener)

    def act(self, act: Act) -> Turned:
        """Do one thing on the citizen's behalf, and keep what changed."""
        self._acting = True
        try:
            turned = act(self.turn)
            if turned.outcome is not None:
                self._form.take(turned.outcome)
        finally:
            self._acting = False
        self._turned = turned
        self.changed()
        return turned

    def took(self, outcome: Outcome) -> None:
        """What came of something written on the citizen's behalf, which went to the form's model by itself."""
        is_over = outcome.is_last or outcome.nothing is Nothing.AT_THE_END

        def told(turn: CitizenTurn) -> Turned:
            if is_over:
                turn.end()
                return Turned(outcome=replace(outcome, nothing=None))
            if outcome.nothing is None:
                turn.settle()
            return Turned(told=None if outcome.nothing is None else Told.REFUSED, outcome=outcome)

        self.act(told)

    def form_changed(self) -> None:
        """Staff did something on the form; what was told the citizen is over."""
        if not self._acting:
            self._turned = None
            self.changed()

    def show_pictures(self, has_pictures: bool) -> None:  # noqa: FBT001 - what is shown from now on
        """Draw the steps of scales as pictures, or as numbers."""
        self.has_pictures = has_pictures
        self.changed()

    def changed(self) -> None:
        """Tell whoever shows it."""
        sight = self._sight()
        if sight != self._seen:
            self.number, self._seen = self.number + 1, sight
        for listener in tuple(self._listeners):
            listener()

    def _sight(self) -> tuple[Moment, Path | None, object]:
        practice = self.turn.practice
        return self.turn.moment, self._form.model.cursor, practice and practice.wanted.key

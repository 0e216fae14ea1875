"""Between a form on staff's screen and the citizen's own screen: what is shown goes out, what is pressed comes in.

The server has threads of its own; everything that touches the form is done where the form lives, one after the other.
"""

from collections.abc import Callable, Mapping
from concurrent.futures import Future
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sipforms.actions.form.citizen_turn import CitizenTurn, Moment, Turned
from sipforms.actions.form.writing_on import WritingOn
from sipforms.engine.paths import Path
from sipforms.engine.programme import Kind
from sipforms.render.citizen_shown import as_json, hidden
from sipforms.render.written import as_value
from sipforms.tui.citizen_screen.pairing import Chance, Pairing
from sipforms.tui.citizen_screen.published import Published
from sipforms.tui.citizen_screen.server import CitizenServer, Service
from sipforms.tui.citizen_side import CitizenSide

PATIENCE = 10.0
"""Seconds that a screen waits for the form to take what was pressed."""

DOES: Mapping[str, Callable[[CitizenTurn], Turned]] = {
    "confirm": CitizenTurn.confirm,
    "back": CitizenTurn.back,
    "forward": CitizenTurn.forward,
    "take": CitizenTurn.take,
    "up": lambda turn: turn.point(-1),
    "down": lambda turn: turn.point(1),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """What a link needs of the program around it.

    ``later`` does something where the form lives; ``is_open`` says whether staff have the form in front of them, so
    that the citizen may see it; ``came`` is told when a screen was let in or refused, and ``touched`` when somebody
    answered there. ``refused`` gets a text that cannot be the answer to a question, or an empty one once there is one.
    """

    later: Callable[[Callable[[], None]], object]
    is_open: Callable[[], bool]
    came: Callable[[], None]
    touched: Callable[[], None]
    refused: Callable[[Path, str], None]
    now: Callable[[], datetime]
    chance: Chance
    ticking: Callable[[], float]


class CitizenLink:
    """One form's own screen for the citizen, from when staff open it until the form is left."""

    def __init__(self, side: CitizenSide, around: Around) -> None:
        self._side, self._around = side, around
        self._typed: tuple[Path, str] | None = None
        self._on = WritingOn(side.turn.model)
        self._written_at: dict[int, Path] = {}
        self.pairing = Pairing(around.chance, around.ticking)
        self.published = Published()
        self.publish()
        side.listen(self.publish)
        service = Service(pairing=self.pairing, published=self.published, act=self._act_there, paired=self._paired)
        self.server = CitizenServer(service)

    def publish(self) -> None:
        """Show the citizen's screen what it may show now."""
        is_open = self._around.is_open()
        self.keep_typed(is_over=not is_open)
        asked = self._side.turn.asked
        if asked is not None and asked.is_written:
            self._written_at[self._side.number] = asked.path
        view = self._side.shown() if is_open else hidden()
        self.published.publish(self._side.number, as_json(view))

    def close(self) -> None:
        """The citizen's screen shows nothing any more, and nobody can reach it."""
        self._side.leave(self.publish)
        self.server.close()

    # --- what comes from the other screen -----------------------------------------------------------------------

    def _paired(self) -> None:
        self._around.later(self._around.came)

    def _act_there(self, told: Mapping[str, Any]) -> bool:
        """In a thread of the server: have it done where the form lives, and wait for what came of it."""
        done: Future[bool] = Future()
        self._around.later(lambda: done.set_result(self.act(told)))
        try:
            return done.result(PATIENCE)
        except TimeoutError:
            return False

    def act(self, told: Mapping[str, Any]) -> bool:
        """Do what was asked for, if that is what is shown now; false where it is not."""
        if not self._around.is_open() or self.published.is_over:
            return False
        is_now = told.get("number") == self._side.number
        act = self._asked_for(told) if is_now else self._late(told)
        if act is None:
            return False
        if is_now and told.get("do") == "write":
            self._side.act(lambda turn: self._typing(turn, str(told.get("text"))))
            self.keep_on()  # in the place of what was kept of it before
            self._written_at.pop(self._side.number, None)  # what is on its way still stood there earlier
        self._around.touched()
        self._side.act(act)
        return True

    def _asked_for(self, told: Mapping[str, Any]) -> Callable[[CitizenTurn], Turned] | None:
        place, text = told.get("place"), told.get("text")
        match told.get("do"):
            case "choose" if isinstance(place, int) and not isinstance(place, bool):
                return lambda turn: turn.choose_at(place)
            case "write" if isinstance(text, str):
                return lambda turn: self._written(turn, text)
            case "typing" if isinstance(text, str):
                return lambda turn: self._typing(turn, text)
            case str() as does:
                return DOES.get(does)
        return None

    def _late(self, told: Mapping[str, Any]) -> Callable[[CitizenTurn], Turned] | None:
        """A text that was on its way when staff went on is kept where it was written; a late press is not."""
        number, text = told.get("number"), told.get("text")
        path = self._written_at.get(number) if isinstance(number, int) else None
        if path is None or not isinstance(text, str) or told.get("do") not in ("write", "typing"):
            return None
        return lambda turn: self._written_behind(turn, path, text)

    def _typing(self, turn: CitizenTurn, text: str) -> Turned:
        """What stands in the field so far: kept if staff go on to something else meanwhile."""
        asked = turn.asked
        if asked is not None and asked.is_written and turn.moment is Moment.QUESTION:
            self._typed = (asked.path, text)
        return Turned()

    def _written(self, turn: CitizenTurn, text: str) -> Turned:
        """Somebody is done writing; a blank takes away what stood there, or goes on without an answer."""
        asked, self._typed = turn.asked, None
        if asked is None or not asked.is_written:
            return turn.forward()
        if not text.strip():
            return turn.blank()
        turned = turn.write(as_value(asked.question, text, self._around.now()))
        if turned.told is None:
            self._around.refused(asked.path, "")
        return turned

    def keep_on(self) -> None:
        """Keep what is written so far of a long text: a program that is killed takes no more of it than a few words."""
        asked = self._side.turn.asked
        if asked is None or asked.kind is not Kind.LONG_TEXT or self._typed is None or self._typed[0] != asked.path:
            return
        text = self._typed[1]
        if self._side.turn.model.draft.answers.get(asked.path) != text:
            self._side.act(lambda turn: self._so_far(turn, text))

    def _so_far(self, turn: CitizenTurn, text: str) -> Turned:
        outcome = self._writing_on(turn).keep(text, is_note=False)
        return Turned(outcome=outcome if outcome.entry is not None else None)

    def _writing_on(self, turn: CitizenTurn) -> WritingOn:
        """For the draft that is shown now."""
        if not self._on.is_of(turn.model):
            self._on = WritingOn(turn.model)
        return self._on

    def keep_typed(self, *, is_over: bool = False) -> None:
        """A text that was being written when staff went elsewhere is the answer, as far as it can be one.

        With ``is_over`` also where the form still stands at the question.
        """
        if self._typed is None or (self._typed[0] == self._side.turn.model.cursor and not is_over):
            return
        (path, text), self._typed = self._typed, None
        self._side.act(lambda turn: self._written_behind(turn, path, text))

    def _written_behind(self, turn: CitizenTurn, path: Path, text: str) -> Turned:
        model, here = turn.model, turn.model.cursor
        cell = model.outline.cell(path) if path in model.outline.place_of else None
        if cell is None or here is None or not text.strip() or model.draft.answers.get(path) == text:
            return Turned()
        model.go(path)
        outcome = self._so_far(turn, text).outcome if cell.question.kind is Kind.LONG_TEXT else None
        outcome = outcome or model.answer(as_value(cell.question, text, self._around.now()))
        model.go(here)
        self._around.refused(path, "" if outcome.nothing is None else text)
        return Turned(outcome=outcome if outcome.nothing is None else None)

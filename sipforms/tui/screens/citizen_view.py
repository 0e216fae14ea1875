"""F4: what the citizen looks at. One question, its answers, and nothing of anybody else, of last time or of staff."""

from collections.abc import Callable
from typing import Protocol, cast

from textual.app import ComposeResult
from textual.binding import Binding
from textual.events import Key

from sipforms.actions.form.citizen_turn import CitizenTurn, Turned
from sipforms.actions.form.model import FormModel
from sipforms.actions.form.outcome import Outcome
from sipforms.actions.preferences import Preferences
from sipforms.engine.programme import Kind
from sipforms.render.charts.glyphs import ALL
from sipforms.render.citizen_drawing import BACK, ON
from sipforms.render.language import _
from sipforms.store.failures import StoreError
from sipforms.tui.citizen_side import CitizenSide
from sipforms.tui.form_writer import FormWriter
from sipforms.tui.keys import sign
from sipforms.tui.round_help import citizen_help
from sipforms.tui.screens.page import Page
from sipforms.tui.widgets.citizen_face import CitizenFace
from sipforms.tui.widgets.editor import Editor

LOW = 18
STEADY = 0.7
"""Seconds between two presses of one key that are meant as two. A key held down comes again sooner than that."""
BEGINS_WRITING = frozenset({Kind.INTEGER, Kind.DATE, Kind.TIME, Kind.TEXT, Kind.LONG_TEXT})


class Choosing(Protocol):
    """The program, which knows what whoever is here has chosen."""

    preferences: Preferences
    pressed_at: Callable[[Key], float]


class CitizenForm(Protocol):
    """A form that a citizen can look at."""

    model: FormModel

    @property
    def citizen_side(self) -> CitizenSide:
        """The form as the citizen sees it."""
        ...

    @property
    def unkept(self) -> str:
        """What staff must know because it could not be kept; nothing when all is."""
        ...

    def take(self, outcome: Outcome) -> None:
        """Keep what changed, then show it."""

    def keep_pictures(self, has_pictures: bool) -> None:  # noqa: FBT001 - what is kept
        """Remember whether this citizen answers with pictures. Raises StoreError."""


class CitizenViewScreen(Page[None]):
    """The citizen's view of a form that stands behind it. Every change goes through that form and is kept there."""

    AUTO_FOCUS = "CitizenFace"
    BINDINGS = [
        Binding("f4", "leave", show=False),
        Binding("escape", "ask_to_leave", show=False),
        Binding("f5", "pictures", show=False),
    ]

    def __init__(self, form: CitizenForm) -> None:
        super().__init__()
        self._form = form
        self._asked_to_leave = False
        self._last: tuple[str, float] = ("", 0.0)
        self._model = form.model
        self.writer = self._new_writer()

    def _new_writer(self) -> FormWriter:
        now = lambda: self.workplace.now()  # noqa: E731, PLW0108 - which is known once the screen is shown
        return FormWriter(self._model, self.side.took, lambda: self.query_one(Editor), now)

    @property
    def side(self) -> CitizenSide:
        """What is shown, and what a key does."""
        return self._form.citizen_side

    @property
    def signed_in(self) -> str:
        """Nobody: what is about staff is not for the citizen."""
        return ""

    def middle(self) -> ComposeResult:
        yield CitizenFace(self.side.shown(), id="citizen")
        yield Editor(lambda *written: self.writer.written(*written), id="editor")  # noqa: PLW0108 - the writer may change

    def on_mount(self) -> None:
        self.side.listen(self.draw)
        self.draw()

    def on_unmount(self) -> None:
        self.side.leave(self.draw)

    def keys(self) -> list[tuple[str, str]]:
        return [
            ("F8", _("hide")),
            ("F4", _("back to staff's form")),
            ("F5", _("numbers") if self.side.has_pictures else _("pictures")),
            (ALL.on, _("go on without an answer")),
        ]

    def draw(self) -> None:
        """Draw what there is to see; a low window has it all."""
        if not self.is_mounted:
            return
        if self._form.model is not self._model:  # another draft, or another version of the programme
            self._model = self._form.model
            self.query_one(Editor).give_up()
            self.writer = self._new_writer()
        self.set_class(self.size.height < LOW, "low")
        super().draw()
        self.query_one(CitizenFace).show(self.side.shown())
        self.tell(self._form.unkept)

    def tell(self, sentence: str) -> None:
        """Say something to the staff beside; a low window gives it a line only then."""
        self.set_class(bool(sentence), "told")
        super().tell(sentence)

    # --- keys ---------------------------------------------------------------------------------------------------

    async def on_key(self, event: Key) -> None:
        """Answers, Enter, and the arrows; what is written goes into the field below."""
        if event.key != "escape":
            self._asked_to_leave = False
        if self.writer.is_writing:
            is_done = self.query_one(Editor).take(event)
        else:
            is_done = await self._press(event)
        if is_done:
            event.stop()
            event.prevent_default()

    async def _press(self, event: Key) -> bool:
        match event.key:
            case "enter":
                await self._enter()
            case "left" | "backspace":
                self.side.act(CitizenTurn.back)
            case "right":
                self.side.act(CitizenTurn.forward)
            case "up" | "down":
                steps = 1 if event.key == "down" else -1
                self.side.act(lambda turn: turn.point(steps))
            case "space":
                self.side.act(CitizenTurn.take)
            case _:
                return await self._sign(sign(event), event)
        return True

    async def _sign(self, pressed: str | None, event: Key) -> bool:
        if pressed is None:
            return False
        if self._writes:
            if event.is_printable:
                await self.writer.write_answer(event.character or "")
            return event.is_printable
        turn, is_again = self.side.turn, self._is_again(pressed, event)
        if event.key == "decimal" and turn.asked is not None and turn.asked.choice(pressed) is None:
            pressed = ","  # a Danish number pad has a comma there
        if is_again and turn.is_waiting:
            self.side.act(CitizenTurn.ask_again)  # held down, or a hand that shakes: seen, and not confirmed yet
        else:
            self.side.act(lambda turn: turn.press(pressed))
        return True

    def _is_again(self, pressed: str, event: Key) -> bool:
        """Whether the same key came again too soon to be meant."""
        at = cast("Choosing", self.app).pressed_at(event)
        (before, then), self._last = self._last, (pressed, at)
        return pressed == before and at - then < STEADY

    @property
    def _writes(self) -> bool:
        asked = self.side.turn.asked
        return asked is not None and self.side.turn.practice is None and asked.kind in BEGINS_WRITING

    async def _enter(self) -> None:
        if self._writes:
            await self.writer.write_answer()
        else:
            self.side.act(CitizenTurn.confirm)

    def on_citizen_face_pointed(self, event: CitizenFace.Pointed) -> None:
        """Choose what was clicked, once what is being written is done."""
        if not self.writer.finish():
            return
        place = event.place

        def act(turn: CitizenTurn) -> Turned:
            if place == BACK:
                return turn.back()
            return turn.forward() if place == ON else turn.choose_at(place)

        self.side.act(act)

    # --- leaving ------------------------------------------------------------------------------------------------

    def action_pictures(self) -> None:
        """Draw the steps as pictures for this citizen, or as numbers, from now on."""
        self.side.show_pictures(not self.side.has_pictures)
        try:
            self._form.keep_pictures(self.side.has_pictures)
        except StoreError:
            self.tell(_("This holds until the form is left: it could not be kept."))

    def action_help(self) -> None:
        """The keys of this view and no others: nothing here is about staff's own screens."""
        self.put(citizen_help())

    def would_lose(self) -> str:
        """A text that cannot be kept; everything else is the form's."""
        self.writer.finish()
        return _("What is being written is not kept.") if self.writer.is_writing else ""

    def action_ask_to_leave(self) -> None:
        """Escape must be meant: behind this view stands what is not for the citizen."""
        if self._asked_to_leave:
            self.action_leave()
        else:
            self._asked_to_leave = True
            self.tell(_("Esc once more, or F4, goes back to staff's form."))

    def action_leave(self) -> None:
        """Back to the form, which stands at the same question."""
        if self.writer.finish():
            self.leave()

"""The second terminal: the citizen's view of the form that staff have open in another one. It opens no store."""

from collections.abc import Callable, Mapping
from pathlib import Path
from queue import SimpleQueue
from threading import Thread
from typing import Any

from rich.text import Text
from textual.app import App, ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.events import Key
from textual.screen import Screen
from textual.widgets import Input, Static

from sipforms.actions.preferences import own_preferences
from sipforms.render.citizen_drawing import BACK, ON
from sipforms.render.citizen_shown import HIDDEN, CitizenShown
from sipforms.render.language import _
from sipforms.tui.citizen_screen.client import CitizenClient, GoneError, Seen
from sipforms.tui.citizen_screen.pairing import Refusal
from sipforms.tui.dressed_app import DressedApp
from sipforms.tui.keys import sign
from sipforms.tui.pace import sent_at
from sipforms.tui.screens.citizen_view import STEADY
from sipforms.tui.widgets.citizen_face import CitizenFace
from sipforms.tui.widgets.editor import Editor, Purpose, Writing

OUR_FAULT = 3
LONG = "longText"
MOVES: Mapping[str, str] = {
    "left": "back",
    "backspace": "back",
    "right": "forward",
    "up": "up",
    "down": "down",
    "space": "take",
}


class SecondTerminal(DressedApp):
    """Asks for the code, and then shows what staff's form shows the citizen, for as long as it is open there."""

    CSS_PATH = Path(__file__).parent.with_name("sip.tcss")
    TITLE = "SIP"
    ENABLE_COMMAND_PALETTE = False
    BINDINGS = [Binding("ctrl+q,f10", "quit", show=False, priority=True)]

    def __init__(self, client: CitizenClient) -> None:
        super().__init__()
        self.animation_level = "none"
        self.client = client
        self.fault: Exception | None = None
        self.dress(own_preferences())

    def compose(self) -> ComposeResult:
        with Vertical(id="entrance"):
            yield Static(Text("SIP", "bold"), markup=False)
            yield Static(_("Write the code that stands on staff's screen"), markup=False)
            yield Input(id="code", max_length=9, compact=True)
            yield Static("", id="refused", markup=False)

    def _handle_exception(self, error: Exception) -> None:
        """Leave without showing anything of what went wrong: a traceback holds answers. ``fault`` is for the caller."""
        self._return_code = OUR_FAULT
        self.fault = self.fault or error
        self._close_messages_no_wait()

    def action_help_quit(self) -> None:
        """Ctrl+C where there is nothing to copy."""
        self.notify(_("Ctrl+Q ends the program."), markup=False)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """The code was written."""
        if event.input.id == "code":
            self._pair(event.value)

    def _pair(self, code: str) -> None:
        def ask() -> None:
            try:
                refused = self.client.pair(code)
            except GoneError:
                self.call_later(self._say, _("Nothing is open there. Ask staff for the number and the code."))
            else:
                self.call_later(self._answered, refused)

        beside(ask)

    async def _answered(self, refused: Refusal | None) -> None:
        if refused is None:
            self._say("")
            await self.push_screen(SecondView(self.client), self._gone)
        elif refused is Refusal.WRONG:
            self._say(_("That is not the code. Try again."))
        else:
            self._say(_("This code is over. Ask staff for another."))

    def _gone(self, _nothing: None) -> None:
        self._say(_("This screen is closed. Staff can open it again."))

    def _say(self, sentence: str) -> None:
        entrance = self.screen_stack[0]
        entrance.query_one("#code", Input).value = ""
        entrance.query_one("#refused", Static).update(Text(sentence))


class SecondView(Screen[None]):
    """What the citizen sees, and where the keys go; ends when staff's form ends."""

    AUTO_FOCUS = "CitizenFace"
    BINDINGS = [Binding("f8", "hide", show=False, priority=True)]

    def __init__(self, client: CitizenClient) -> None:
        super().__init__()
        self._client = client
        self._seen: Seen | None = None
        self._is_hidden = False
        self._last: tuple[str, float] = ("", 0.0)
        self._to_send: SimpleQueue[tuple[int, Mapping[str, Any]]] = SimpleQueue()

    def compose(self) -> ComposeResult:
        yield CitizenFace(_nothing(), id="citizen")
        yield Editor(self._written, id="editor")

    def on_mount(self) -> None:
        program = self.app  # which the threads may outlive
        beside(lambda: self._follow(program))
        beside(lambda: self._send(program))

    # --- following ----------------------------------------------------------------------------------------------

    def _follow(self, program: App[Any]) -> None:
        version = -1
        try:
            while self.is_running:
                seen = self._client.newer(version)
                if seen is not None and self.is_running:
                    version = seen.version
                    self.call_later(self._show, seen)
        except GoneError:
            program.call_later(self._leave)

    async def _leave(self) -> None:
        """Nothing is shown any more; another code begins anew."""
        if self.is_current:
            await self.dismiss()

    def _show(self, seen: Seen) -> None:
        editor, before = self.query_one(Editor), self._seen
        self._seen = seen
        if editor.writing is not None and (before is None or before.number != seen.number):
            editor.give_up()  # what stood there was sent along while it was written
        self._draw()

    def _draw(self) -> None:
        if self._seen is None:
            return
        self.query_one(CitizenFace).show(_nothing() if self._is_covered else self._seen.shown)
        self.query_one(Editor).styles.display = "none" if self._is_covered else None  # what is written stays in it

    @property
    def _is_covered(self) -> bool:
        """Whether nothing may be seen: hidden here, or staff have hidden theirs or are busy with something else."""
        return self._is_hidden or self._seen is None or self._seen.shown.shows == HIDDEN

    def action_hide(self) -> None:
        """Show nothing here, or show it again; staff's own F8 hides it too."""
        self._is_hidden = not self._is_hidden
        self._draw()

    def tell(self, sentence: str) -> None:
        """Say something about what was pasted."""
        self.notify(sentence, markup=False)

    # --- answering ----------------------------------------------------------------------------------------------

    async def on_key(self, event: Key) -> None:
        """Answers, Enter and the arrows, as on the view of staff's own screen."""
        if self._seen is None or self._is_covered:
            return
        if self.query_one(Editor).writing is not None:
            is_done = self.query_one(Editor).take(event)
        else:
            is_done = await self._press(event, self._seen)
        if is_done:
            event.stop()
            event.prevent_default()

    async def _press(self, event: Key, seen: Seen) -> bool:
        if event.key == "enter" and seen.shown.written:
            await self._write(seen, seen.shown.typed)
        elif event.key == "enter":
            self._act("confirm")
        elif event.key in MOVES:
            self._act(MOVES[event.key])
        else:
            return await self._sign(event, seen)
        return True

    async def _sign(self, event: Key, seen: Seen) -> bool:
        pressed = sign(event)
        if pressed is None:
            return False
        if seen.shown.written:
            if event.is_printable:
                await self._write(seen, event.character or "")
            return True
        place = _place(seen.shown, pressed)
        if place is None and event.key == "decimal":
            place = _place(seen.shown, ",")
        (before, then), self._last = self._last, (pressed, sent_at(event))
        if place is not None and not (before == pressed and self._last[1] - then < STEADY):
            self._act("choose", place=place)
        return True

    def on_citizen_face_pointed(self, event: CitizenFace.Pointed) -> None:
        """What was clicked."""
        if self._is_covered:
            return
        if event.place == BACK:
            self._act("back")
        elif event.place == ON:
            self._act("forward")
        else:
            self._act("choose", place=event.place)

    def _act(self, does: str, **about: Any) -> None:  # noqa: ANN401 - as it goes into JSON
        if self._seen is not None:
            self._to_send.put((self._seen.number, {"do": does, **about}))

    def _send(self, program: App[Any]) -> None:
        """In a thread: one after the other, as they were pressed."""
        try:
            while self.is_running:
                self._client.act(*self._to_send.get())
        except GoneError:
            program.call_later(self._leave)

    # --- writing ------------------------------------------------------------------------------------------------

    async def _write(self, seen: Seen, text: str) -> None:
        shown = seen.shown
        is_long = shown.written == LONG
        how = _("F3 done") if is_long else shown.how
        writing = Writing(purpose=Purpose.ANSWER, heading=how, text=text, is_long=is_long)
        await self.query_one(Editor).open(writing)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Send along what is being written, so that nothing is lost when staff go on."""
        if self.query_one(Editor).writing is not None:
            self._act("typing", text=event.value)

    def on_text_area_changed(self) -> None:
        """The same for a text of several lines."""
        editor = self.query_one(Editor)
        if editor.writing is not None:
            self._act("typing", text=editor.text)

    def _written(self, _writing: Writing, text: str, goes_on: bool) -> bool:  # noqa: FBT001 - as the editor calls it
        self._act("write" if goes_on else "typing", text=text)
        return True


def beside(do: Callable[[], None]) -> None:
    """Do it in a thread that ends with the program, whatever it is waiting for."""
    Thread(target=do, daemon=True).start()


def _nothing() -> CitizenShown:
    return CitizenShown(shows=HIDDEN, heading="SIP", sentence=_("One moment."))


def _place(shown: CitizenShown, key: str) -> int | None:
    return next((place for place, one in enumerate(shown.choices) if one.key == key), None)

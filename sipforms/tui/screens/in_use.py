"""A colleague has the form open: look on, wait, or go on in a copy."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding
from textual.events import Key
from textual.timer import Timer

from sipforms.actions.copies import go_on_in_copy
from sipforms.actions.fill import Filling, OpenDraft, resume
from sipforms.render.in_use import in_use_words
from sipforms.render.language import N_, _
from sipforms.render.plain import plain
from sipforms.store.failures import DraftInUse, StoreError
from sipforms.store.lease import Lease
from sipforms.tui.keys import sign
from sipforms.tui.screens.looking import LookScreen
from sipforms.tui.screens.page import Page
from sipforms.tui.widgets.listing import Entry, Listing
from sipforms.tui.widgets.text_line import TextLine

EVERY = 3.0  # seconds between two tries while waiting


class Way(StrEnum):
    """What can be done while a colleague has a form open."""

    LOOK = "look"
    WAIT = "wait"
    COPY = "copy"


WAYS = {
    Way.LOOK: N_("Look only: you see what is answered, and change nothing"),
    Way.WAIT: N_("Wait: the form opens here as soon as it is free"),
    Way.COPY: N_("Go on in a copy: you both answer, and the two are made one afterwards"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A form that is held here now. ``floor`` is how much of it nobody has answered here."""

    filling: Filling
    floor: int = 0


class InUseScreen(Page[Opened | None]):
    """Ends with the form, once it is open here, or with nothing."""

    AUTO_FOCUS = "Listing"
    BINDINGS = [Binding("escape", "leave", show=False)]

    def __init__(self, draft: OpenDraft, lease: Lease | None, who: str, what: str) -> None:
        super().__init__()
        self._draft, self._lease, self._who, self._what = draft, lease, who, what
        self._waiting: Timer | None = None
        self._is_waiting = False

    def middle(self) -> ComposeResult:
        yield TextLine(id="guidance")
        yield Listing()

    def top(self) -> tuple[str, str]:
        return f"{plain(self._who)} · {self._what}", ""

    def keys(self) -> list[tuple[str, str]]:
        return [("F8", _("hide")), ("Enter", _("choose")), ("1-3", _("choose")), ("Esc", _("back"))]

    def on_mount(self) -> None:
        entries = (Entry(drawn=_drawn(number, way), chosen=way) for number, way in enumerate(Way, start=1))
        self.query_one(Listing).fill(tuple(entries))
        self._waiting = self.set_interval(EVERY, self.try_again, pause=True)
        self.draw()

    def draw(self) -> None:
        """Who has it open stands above what can be done."""
        super().draw()
        lease = self._lease
        said = _("Somebody else is filling this in just now.")
        self.query_one("#guidance", TextLine).styles.height = 3
        words = in_use_words(lease, self.workplace.now()) if lease else said
        self.query_one("#guidance", TextLine).show(Text(f"\n {words}", "bold", end=""))

    def on_key(self, event: Key) -> None:
        """Choose by number."""
        pressed = sign(event) or ""
        if pressed.isdecimal() and 1 <= int(pressed) <= len(Way):
            event.stop()
            self._choose(tuple(Way)[int(pressed) - 1])

    def on_listing_chosen(self, event: Listing.Chosen) -> None:
        if isinstance(event.chosen, Way):
            self._choose(event.chosen)

    def _choose(self, way: Way) -> None:
        if self.is_going:
            return
        self._wait(is_waiting=way is Way.WAIT)
        match way:
            case Way.LOOK:
                self.put(LookScreen(self._draft.id, self._who))
            case Way.WAIT:
                self.try_again()
            case Way.COPY:
                self._copy()

    def _wait(self, *, is_waiting: bool) -> None:
        self._is_waiting = is_waiting
        if self._waiting is not None:
            (self._waiting.resume if is_waiting else self._waiting.pause)()
        self.tell(_("Waiting. The form opens by itself; Esc goes back.") if is_waiting else "")

    def try_again(self) -> None:
        """Open it, if it is free by now; nothing opens behind a screen that hides everything."""
        if not self._is_waiting or not self.is_current:
            return
        try:
            filling = resume(self.workplace, self._draft.id)
        except DraftInUse as used:
            self._lease = used.lease or self._lease
            self.draw()
            return
        except StoreError as fault:
            self._wait(is_waiting=False)
            self.tell_fault(fault)
            return
        self._wait(is_waiting=False)
        self.leave(Opened(filling=filling))

    def _copy(self) -> None:
        try:
            copy = go_on_in_copy(self.workplace, self._draft.id)
        except StoreError as fault:
            self.tell_fault(fault)
            return
        self.leave(Opened(filling=copy, floor=len(copy.draft.undoable)))

    def action_leave(self) -> None:
        """Back to the citizen."""
        self._wait(is_waiting=False)
        self.leave()


def _drawn(number: int, way: Way) -> Callable[[int], Text]:
    return lambda _width: Text(f"{number}  {_(WAYS[way])}", end="")

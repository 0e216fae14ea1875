"""What the pages for looking after the facility have in common: reading and changing elsewhere, and what a role allows.

Everybody may look at who there is; what somebody may not change has no key in the line of keys, and its key says why.
"""

import asyncio
from collections.abc import Callable
from typing import ClassVar, Generic, TypeVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding

from sipforms.render.access_words import needed_words, refusal_told
from sipforms.render.language import _
from sipforms.store.access.changes import Refusal
from sipforms.store.access.register import Register
from sipforms.store.access.roles import Right
from sipforms.store.access.session import Session
from sipforms.store.failures import SignInNeeded, StoreError
from sipforms.tui.admin_help import admin_help
from sipforms.tui.screens.page import Page
from sipforms.tui.sight import READING
from sipforms.tui.widgets.form_layout import wrapped
from sipforms.tui.widgets.listing import Entry, Listing
from sipforms.tui.widgets.text_line import TextLine

Found = TypeVar("Found")
Made = TypeVar("Made")
Result = TypeVar("Result")


class AdminPage(Page[Result], Generic[Found, Result]):
    """A list of what there is; below it what there is to know about what is marked."""

    AUTO_FOCUS = "Listing"
    ABOUT_LINES: ClassVar[int] = 2
    """Lines kept for what is told of the marked one, where there is room for them."""
    BINDINGS = [
        Binding("escape", "leave", show=False),
        Binding("f1,question_mark", "help", show=False),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._is_working = self._is_change = False
        self._mark: object = None

    def middle(self) -> ComposeResult:
        yield TextLine(id="head")
        yield Listing()
        yield TextLine(id="about-marked")

    @property
    def session(self) -> Session:
        """Who has signed in. Raises SignInNeeded where nobody does."""
        if self.workplace.session is None:
            raise SignInNeeded
        return self.workplace.session

    @property
    def register(self) -> Register:
        """The newest register seen."""
        return self.session.register

    # --- reading ------------------------------------------------------------------------------------------------

    def on_mount(self) -> None:
        self.draw()
        self.read()

    def on_screen_resume(self) -> None:
        """Coming back: what stands below a dialog may have been drawn at another size."""
        self.draw()

    def look(self) -> Found:
        """What there is now, read elsewhere. Raises StoreError."""
        raise NotImplementedError

    def shown(self, found: Found) -> None:
        """Show what was found."""
        raise NotImplementedError

    def read(self, told: str = "", mark: object = None) -> None:
        """Read what there is anew; ``told`` is what has just been done, ``mark`` what the mark is to be on."""
        self.work(self.look, lambda found: self._read(found, told, mark), is_change=False)

    def _read(self, found: Found, told: str, mark: object) -> None:
        self._mark = mark
        self.shown(found)
        self._mark = None
        self.draw()
        self.tell(told)

    def fill(self, entries: tuple[Entry, ...]) -> None:
        """Show these entries, and what there is to know about the marked one."""
        self.query_one(Listing).fill(entries, self._mark)
        self._tell_about()

    # --- doing --------------------------------------------------------------------------------------------------

    def may(self, right: Right) -> bool:
        """Whether whoever has signed in may do this; where not, it is told who may."""
        if self.session.may(right):
            return True
        self.refuse(needed_words(self.register, self.session.user, right))
        return False

    def refuse(self, sentence: str) -> None:
        """Say why something is not done."""
        self.tell(sentence)
        self.app.bell()

    def work(self, make: Callable[[], Made | Refusal], done: Callable[[Made], None], *, is_change: bool = True) -> None:
        """Do something elsewhere, one thing at a time; ``done`` gets what came of it, and a refusal is told."""
        if not self._is_working:
            self._is_working, self._is_change = True, is_change
            self.tell(_("One moment ..."))
            self.run_worker(self._work(make, done), group=READING)

    async def _work(self, make: Callable[[], Made | Refusal], done: Callable[[Made], None]) -> None:
        try:
            outcome = await asyncio.to_thread(make)
        except StoreError as fault:
            self._is_working = False
            self.tell_fault(fault)
            return
        self._is_working = False
        if isinstance(outcome, Refusal):
            self.refuse(refusal_told(outcome))
        else:
            done(outcome)

    def would_lose(self) -> str:
        """What is being changed may come to nothing that anybody sees."""
        return _("What you asked for is still being done.") if self._is_working and self._is_change else ""

    # --- what is marked -----------------------------------------------------------------------------------------

    @property
    def marked(self) -> object:
        """What the mark is on."""
        return self.query_one(Listing).chosen

    def about(self, _marked: object) -> str:
        """What there is to know about what is marked, as a paragraph for each line."""
        return ""

    def _tell_about(self) -> None:
        words = "" if self.marked is None else self.about(self.marked)
        width = max(10, self.room.width - 2)
        lines = [line for paragraph in words.splitlines() for line in wrapped(paragraph, width)]
        most = min(self.ABOUT_LINES, max(1, self.room.height // 3))
        about = self.query_one("#about-marked", TextLine)
        about.styles.height = most + 1  # the line above it
        about.show(Text("\n".join(f" {line}" for line in lines[:most]), end=""))

    def draw(self) -> None:
        """Draw the lines again, with what is marked."""
        super().draw()
        self._tell_about()

    def on_listing_reached(self, _event: Listing.Reached) -> None:
        """Another line has other words below it."""
        self.tell("")
        self.draw()

    def action_help(self) -> None:
        """The keys of this page, and what roles and units mean."""
        self.put(admin_help(type(self).__name__))

    def action_leave(self) -> None:
        """Back to where this was opened."""
        self.leave()

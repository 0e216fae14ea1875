"""What every screen has: the banner of an unsafe or invented store, a top line, a status line and a line of keys."""

from collections.abc import Iterable
from typing import Protocol, TypeVar, cast

from rich.text import Text
from textual.app import ComposeResult
from textual.events import Resize
from textual.geometry import Size

from sipforms.actions.workplace import Workplace
from sipforms.render.in_use import in_use_words
from sipforms.render.language import _
from sipforms.render.plain import plain
from sipforms.render.said import fault_said
from sipforms.store.failures import DraftInUse, StoreError
from sipforms.store.protocol import StoreFacts
from sipforms.tui.commands import Command, commands_of
from sipforms.tui.form_texts import keys_text
from sipforms.tui.screens.step import Step
from sipforms.tui.tables import ends
from sipforms.tui.widgets.form_layout import wrapped
from sipforms.tui.widgets.text_line import TextLine

Result = TypeVar("Result")
MOST_TOLD = 3  # lines of the status line


class Opened(Protocol):
    """The program with a workplace open."""

    workplace: Workplace


def banner_of(facts: StoreFacts) -> str:
    """What must stand on every screen about this store; nothing for a protected one with real people in it."""
    if facts.is_demo:
        return _("Demonstration: invented citizens")
    return "" if facts.is_protected else _("NOT PROTECTED: answers are kept without encryption")


class Page(Step[Result]):
    """A screen of ours. ``middle`` is what stands between the top line and the status line."""

    greeting = ""
    """What is told when the screen comes up: what has just happened on the one before."""

    @property
    def workplace(self) -> Workplace:
        """The workplace that the program was opened with."""
        return cast("Opened", self.app).workplace

    @property
    def signed_in(self) -> str:
        """The initials of whoever is signed in; empty where nobody needs to be."""
        return plain(self.workplace.user) if self.workplace.session is not None else ""

    @property
    def banner(self) -> str:
        """What stands above everything else, if anything."""
        return banner_of(self.workplace.store.facts)

    @property
    def room(self) -> Size:
        """How many columns and rows there are for this page."""
        return self.size

    def compose(self) -> ComposeResult:
        banner = self.banner
        yield TextLine(" " + banner, id="banner", classes="shown" if banner else "")
        yield TextLine(id="top")
        yield from self.middle()
        yield TextLine(id="status")
        yield TextLine(id="keys")

    def middle(self) -> ComposeResult:
        """The widgets of this screen."""
        yield from ()

    def top(self) -> tuple[str, str]:
        """What the top line says, left and right."""
        return "", ""

    def keys(self) -> list[tuple[str, str]]:
        """The keys that matter, the most important first."""
        return []

    def commands(self) -> Iterable[Command]:
        """What the line of keys names, also what it has no room for."""
        return tuple(commands_of(self, self.keys()))

    def draw(self) -> None:
        """Draw the lines again."""
        left, right = self.top()
        width = self.room.width
        right = " · ".join(part for part in (right, self.signed_in) if part)
        self.query_one("#top", TextLine).show(ends(f" {left}", f"{right} ", width))
        self.query_one("#keys", TextLine).show(keys_text(self.keys(), width))

    def tell(self, sentence: str) -> None:
        """Say something in the status line, which takes a second line where one is too short."""
        lines = wrapped(sentence, max(10, self.room.width - 2))[:MOST_TOLD] if sentence else ()
        status = self.query_one("#status", TextLine)
        status.styles.height = max(1, len(lines))
        status.show(Text("\n".join(f" {line}" for line in lines), end=""))

    def tell_fault(self, fault: StoreError) -> None:
        """Say why something could not be done."""
        lease = fault.lease if isinstance(fault, DraftInUse) else None
        self.tell(in_use_words(lease, self.workplace.now()) if lease else fault_said(fault))
        self.app.bell()

    def on_mount(self) -> None:
        self.draw()
        if self.greeting:
            self.call_after_refresh(self.tell, self.greeting)

    def on_resize(self, _event: Resize) -> None:
        self.draw()

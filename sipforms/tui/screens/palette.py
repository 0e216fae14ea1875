"""The commands of where one is, to be searched by typing: what ``Ctrl+P`` puts in front."""

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.events import Resize
from textual.screen import ModalScreen
from textual.widgets import Input

from sipforms.render.charts.glyphs import ALL
from sipforms.render.language import _
from sipforms.tui.commands import Command, matching_commands
from sipforms.tui.form_texts import keys_text
from sipforms.tui.screens.step import Step
from sipforms.tui.widgets.listing import Entry, Listing
from sipforms.tui.widgets.text_line import TextLine

MOST, AROUND = 10, 6  # commands in sight at once; lines that the frame, the field and the keys take


class PaletteScreen(Step[Command | None], ModalScreen[Command | None]):
    """Ends with the command to do, or with none. It names no citizen and holds no answer."""

    BINDINGS = [
        Binding("escape,ctrl+p", "leave", show=False, priority=True),
        Binding("down", "go(1)", show=False, priority=True),
        Binding("up", "go(-1)", show=False, priority=True),
        Binding("pagedown", "page(1)", show=False, priority=True),
        Binding("pageup", "page(-1)", show=False, priority=True),
        Binding("enter", "choose", show=False, priority=True),
    ]

    def __init__(self, commands: tuple[Command, ...]) -> None:
        super().__init__()
        self._commands = commands

    def compose(self) -> ComposeResult:
        with Vertical(id="palette"):
            yield Input(placeholder=_("What do you want to do?"), id="wanted", compact=True)
            yield Listing(id="commands")
            yield TextLine(id="told")

    def on_mount(self) -> None:
        self._fill("")
        self.query_one(Input).focus()

    def on_resize(self, _event: Resize) -> None:
        """As many commands as there is room for."""
        self._fill(self.query_one(Input).value)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show what is left."""
        self._fill(event.value)

    def _fill(self, typed: str) -> None:
        found = matching_commands(self._commands, typed)
        listing = self.query_one(Listing)
        listing.styles.height = max(1, min(MOST, len(found), self.size.height * 9 // 10 - AROUND))
        listing.fill(tuple(Entry(drawn=one.drawn, chosen=one) for one in found), found[0] if found else None)
        if not found:
            self.tell(_("There is no such command."))
        else:
            keys = [(ALL.up + ALL.down, _("choose")), ("Enter", _("do it")), ("Esc", _("back"))]
            self.query_one("#told", TextLine).show(keys_text(keys, 60))

    def tell(self, sentence: str) -> None:
        """In the last line, in the place of the keys."""
        self.query_one("#told", TextLine).show(f" {sentence}")

    def action_go(self, step: int) -> None:
        """Mark the next command, or the one before."""
        self.query_one(Listing).action_go(step)

    def action_page(self, step: int) -> None:
        """Mark a command about a screenful away."""
        self.query_one(Listing).action_page(step)

    def action_choose(self) -> None:
        """Do what is marked."""
        chosen = self.query_one(Listing).chosen
        if isinstance(chosen, Command):
            self.leave(chosen)

    def on_listing_chosen(self, event: Listing.Chosen) -> None:
        if isinstance(event.chosen, Command):
            self.leave(event.chosen)

    def action_leave(self) -> None:
        """Back, with nothing done."""
        self.leave()

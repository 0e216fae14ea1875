"""What the lists of people have in common: reading everybody, searching, filtering, sorting, and a pane beside them."""

from dataclasses import replace
from typing import ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.events import Key
from textual.widgets import Input

from sipforms.actions.narrowing import Order, Wanted
from sipforms.render.language import _
from sipforms.render.store_advice import passes
from sipforms.store.casefile import CaseFile, open_facility
from sipforms.store.failures import StoreError
from sipforms.tui.case_summary import summary
from sipforms.tui.list_lines import code_width
from sipforms.tui.people_texts import (
    SORTED,
    old_words,
    paragraphs,
    proposed_words,
    top_words,
)
from sipforms.tui.screens.case import CaseScreen
from sipforms.tui.screens.filter_dialog import FilterDialog, filter_words
from sipforms.tui.screens.old_drafts import OldDraftsScreen
from sipforms.tui.screens.page import Page
from sipforms.tui.screens.person_dialog import PersonDialog
from sipforms.tui.sight import READING, Sight
from sipforms.tui.tables import pane_width
from sipforms.tui.widgets.listing import Entry, Listing
from sipforms.tui.widgets.text_line import TextLine

AGAIN_AFTER = 5.0
"""Seconds after which a store that was gone is looked for again."""
DRAWN = ("#top", "#head", "#people", "#empty", "#glance", "#below-list", "#status", "#keys")
OF_THE_LIST = frozenset({"filter", "mine", "sort", "new", "old_drafts"})


class PeoplePage(Page[None]):
    """A list over the shared ``sight``. What it says of itself is in the methods that each list has its own of."""

    AUTO_FOCUS = "Listing"
    NAME: ClassVar[str]
    ORDERS: ClassVar[tuple[Order, ...]]
    BINDINGS = [
        Binding("slash,divide", "search", show=False),
        Binding("f,F", "filter", show=False),
        Binding("m,M", "mine", show=False),
        Binding("s,S", "sort", show=False),
        Binding("n,N", "new", show=False),
        Binding("o,O", "old_drafts", show=False),
        Binding("f5", "again", show=False),
        Binding("escape", "leave", show=False),
        Binding("f1,question_mark", "help", show=False),
        Binding("f6", "app.passphrase", show=False),
    ]

    def __init__(self, sight: Sight, *, is_behind: bool = False) -> None:
        super().__init__()
        self.sight = sight
        self._is_behind = is_behind  # another screen is shown at once; reading everybody can wait until it is left
        self.code = 0  # how wide the column of the codes is
        self._opened = ""
        self._words = ""
        self._has_proposed = self._has_told_fault = self._has_moved = False

    def middle(self) -> ComposeResult:
        yield Input(id="search", compact=True, placeholder=_("code, name or where somebody lives"))
        with Horizontal(id="beside-list"):
            with Vertical(id="listed"):
                yield TextLine(id="head")
                yield Listing(id="people")
                yield TextLine(id="empty")
            with VerticalScroll(id="pane", can_focus=False):
                yield TextLine(id="glance")
        yield TextLine(id="below-list")

    # --- what each list says ------------------------------------------------------------------------------------

    def entries(self) -> tuple[Entry, ...]:
        """The lines of the list."""
        raise NotImplementedError

    def head(self, width: int) -> Text:
        """What stands above the columns."""
        raise NotImplementedError

    def below(self) -> tuple[Text, ...]:
        """The lines below the list."""
        return ()

    def nothing(self) -> tuple[str, ...]:
        """Why there is nothing in the list, and what to do, as paragraphs."""
        raise NotImplementedError

    def file_of(self, chosen: object) -> CaseFile | None:
        """Whom a line is about."""
        raise NotImplementedError

    # --- reading ------------------------------------------------------------------------------------------------

    def on_mount(self) -> None:
        super().on_mount()
        self.sight.show_on(self.show_more)
        self._tries = self.set_interval(AGAIN_AFTER, self._try_again, pause=True)

    def on_unmount(self) -> None:
        self.sight.hide_from(self.show_more)

    def on_screen_resume(self) -> None:
        """Coming back: what is due may have changed."""
        if self._is_behind:
            self._is_behind = False
            return
        if self.sight.is_due:
            self.read()
        elif self._opened:
            self.sight.read_one(self.workplace, self._opened)
        self._opened = ""
        self.show()

    def read(self) -> None:
        """Read everybody anew, beside the keys: hundreds of case files take longer than a key may wait."""
        self.app.run_worker(self.sight.read(self.workplace), group=READING)

    def action_again(self) -> None:
        """Read everybody anew now."""
        self.tell(_("Everybody is being read already.") if self.sight.is_reading else _("Reading everybody again ..."))
        self.read()

    def _try_again(self) -> None:
        if self.is_current and self.sight.fault is not None and passes(self.sight.fault):
            self.read()

    # --- showing ------------------------------------------------------------------------------------------------

    @property
    def wanted(self) -> Wanted:
        """What is to be seen here: what is searched for is each list's own."""
        return replace(self.sight.wanted, words=self._words)

    @property
    def order(self) -> Order:
        """What the list is sorted by."""
        return self.sight.orders[self.NAME]

    @property
    def list_width(self) -> int:
        """How many columns a line of the list has, beside its mark and its scrollbar."""
        return max(10, self.room.width - pane_width(self.room.width) - 5)

    def show_more(self) -> None:
        """More was read: show it, and remember when another line is marked by that."""
        if not all(self.query(part) for part in DRAWN):
            return  # this list is just being left, part by part
        before = self.query_one(Listing).chosen
        self.show()
        if before is not None and self.query_one(Listing).chosen != before:
            self.sight.moved_mark()

    def show(self, *, is_found: bool = False) -> None:
        """Show what is wanted; ``is_found`` puts the mark on the first line, so that Enter opens nothing else."""
        overview = self.sight.overview
        self.code = code_width((*overview.everybody.files, *(one.file for one in overview.waiting)))
        listing, entries = self.query_one(Listing), self.entries()
        first = next((one.chosen for one in entries if one.chosen is not None), None)
        is_top = (is_found and bool(self._words.strip())) or not (self._has_moved or overview.is_whole)
        listing.fill(entries, first if is_top else None)
        empty = () if any(self.file_of(one.chosen) for one in entries) else self.nothing()
        self.set_class(bool(empty), "is-empty")
        said = paragraphs(empty, self.list_width)
        self.query_one("#empty", TextLine).styles.height = said.plain.count("\n") + 2
        self.query_one("#empty", TextLine).show(said)
        self.draw()
        self._tell_state()

    def _tell_state(self) -> None:
        """What must be known about what is shown: that it is old, that something cannot be read, old drafts."""
        fault, overview = self.sight.fault, self.sight.overview
        self._tries.resume() if fault is not None and passes(fault) else self._tries.pause()
        if fault is not None and overview.at is not None:
            self._has_told_fault = True
            self.tell(old_words(fault, overview.at))
        elif self._has_told_fault:
            self._has_told_fault = False
            self.tell("")
        elif overview.is_whole and not self._has_proposed:
            self._has_proposed = True
            self.tell(proposed_words(self.sight))

    def draw(self) -> None:
        """The lines around the list, and the pane."""
        super().draw()
        self.set_class(pane_width(self.room.width) > 0, "wide")
        head = self.head(self.list_width)
        head.pad_left(3)
        self.query_one("#head", TextLine).show(head)
        lines, below = self.below(), self.query_one("#below-list", TextLine)
        below.display, below.styles.height = bool(lines), len(lines)
        below.show(Text("\n", end="").join(lines))
        self._glance()

    def _glance(self) -> None:
        """The marked citizen at a glance, beside the list."""
        file, pane = self.file_of(self.query_one(Listing).chosen), pane_width(self.room.width)
        glance, programmes = self.query_one("#glance", TextLine), self.workplace.programmes.by_id
        if not pane or file is None:
            glance.show("")
            return
        self.query_one("#pane").styles.width = pane
        glance.show(summary(programmes, self.sight.overview, file, self.workplace.now(), pane - 4))

    def state_words(self) -> str:
        """What the top line says on the right."""
        return top_words(self.sight, filter_words(self.workplace.programmes.by_id, self.sight.wanted))

    def on_resize(self) -> None:  # type: ignore[override]
        self.show()

    def on_listing_reached(self, _event: Listing.Reached) -> None:
        """Another line is marked: the pane is about it, and the mark stays on it while more is read."""
        self._has_moved = True
        self.tell("")
        self.draw()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A letter in the search field is searched for and nothing else."""
        if action in OF_THE_LIST and isinstance(self.focused, Input):
            return False
        return super().check_action(action, parameters)

    # --- searching, filtering, sorting --------------------------------------------------------------------------

    def action_search(self) -> None:
        """Type a code, a name, a unit or a form; the list follows."""
        field = self.query_one("#search", Input)
        field.add_class("shown")
        field.focus()

    def on_key(self, event: Key) -> None:
        """From the search field the arrow goes on into the list."""
        if event.key == "down" and isinstance(self.focused, Input):
            event.stop()
            self.query_one(Listing).focus()

    def on_input_changed(self, event: Input.Changed) -> None:
        self._words = event.value
        self.show(is_found=True)

    def on_input_submitted(self, _event: Input.Submitted) -> None:
        self.query_one(Listing).focus()

    @property
    def is_searching(self) -> bool:
        """Whether the search field is open."""
        return self.query_one("#search").has_class("shown")

    def end_search(self) -> None:
        """Show everybody again."""
        field = self.query_one("#search", Input)
        self._words = field.value = ""
        field.remove_class("shown")
        self.query_one(Listing).focus()
        self.show()

    @property
    def is_filtered(self) -> bool:
        """Whether not everybody is shown."""
        return bool(filter_words(self.workplace.programmes.by_id, self.sight.wanted))

    def end_filter(self) -> None:
        """Show everybody again."""
        self.sight.wanted = Wanted()
        self.show()
        self.tell(_("Nothing is filtered any more."))

    def action_filter(self) -> None:
        """Choose whom to see."""
        dialog = FilterDialog(self.workplace, self.sight.overview, self.sight.wanted, self.NAME)
        self.put(dialog, self._filtered)

    def _filtered(self, wanted: Wanted | None) -> None:
        if wanted is not None:
            self.sight.wanted = wanted
            self.show()

    def action_mine(self) -> None:
        """Only those whom I answer for, or everybody again."""
        if not self.workplace.user:
            self.tell(_("Nobody is signed in, so that nobody is yours."))
            return
        self.sight.wanted = replace(self.sight.wanted, mine=not self.sight.wanted.mine)
        self.show()
        self.tell(
            _("Only those where you are written as the one who answers, and your drafts. M shows everybody again.")
            if self.sight.wanted.mine
            else _("Everybody is shown.")
        )

    def action_sort(self) -> None:
        """Sort by the next column."""
        here = self.ORDERS.index(self.order)
        self.sight.orders[self.NAME] = self.ORDERS[(here + 1) % len(self.ORDERS)]
        self.show()
        self.tell(_(SORTED[self.order]))

    def may_open(self) -> bool:
        """Whether what is marked now is what somebody saw when Enter was pressed; else it is told."""
        if self.is_going:
            return False
        if self.sight.has_just_moved:
            self.tell(_("The list has just changed: look which line is marked, and press Enter again."))
            self.app.bell()
            return False
        return True

    # --- opening ------------------------------------------------------------------------------------------------

    def open_case(self, screen: CaseScreen, file: CaseFile) -> None:
        """Put a case file's page in front, which is read anew afterwards."""
        self._opened = file.id
        self.put(screen)

    def open_facility(self) -> None:
        """Put the facility's own page in front."""
        try:
            file = open_facility(self.workplace.store)
        except StoreError as fault:
            self.tell_fault(fault)
            return
        self.open_case(CaseScreen(file, everybody=self.sight.overview.everybody), file)

    def action_new(self) -> None:
        """Write a new citizen down."""

        def made(file: CaseFile | None) -> None:
            if file is not None:
                self.open_case(CaseScreen(file), file)

        self.put(PersonDialog(self.workplace, None), made)

    def action_old_drafts(self) -> None:
        """Show drafts that nobody touched for long."""
        self.sight.forget_old()  # what is thrown away there is counted anew
        self._has_proposed = False
        self.put(OldDraftsScreen())

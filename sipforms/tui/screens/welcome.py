"""What waits for whoever has just signed in: drafts, what should be settled, and a short code for the locked screen."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal
from textual.widgets import Input

from sipforms.actions.my_drafts import MyDraft, my_drafts
from sipforms.actions.short_codes import judged_code
from sipforms.render.due_words import draft_words
from sipforms.render.language import N_, _, format_date, ngettext
from sipforms.render.plain import plain
from sipforms.render.signing_in import easy_said
from sipforms.store.failures import StoreError
from sipforms.tui.entrance import Entrance
from sipforms.tui.screens.help import HelpScreen, keys_help
from sipforms.tui.screens.page import Page
from sipforms.tui.screens.secret_page import LABELS
from sipforms.tui.tables import columns
from sipforms.tui.widgets.form_layout import wrapped
from sipforms.tui.widgets.listing import Entry, Listing
from sipforms.tui.widgets.secret import Secret
from sipforms.tui.widgets.text_line import TextLine

CODE, WHEN = 14, 18
KEYS_OF_WELCOME = (
    ("Enter", N_("go on: take the short code, then open what is marked")),
    ("↑ ↓", N_("move")),
    ("F6", N_("change your passphrase")),
    ("F7", N_("sign out, so that somebody else can sign in; what was begun is kept")),
    ("F8", N_("hide everything on the screen")),
    ("Ctrl+Q", N_("quit; everything is kept")),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Welcomed:
    """Where to begin: with a draft, or with what waits today."""

    draft: MyDraft | None = None


class WelcomeScreen(Page[Welcomed]):
    """Shown once after signing in. Enter twice is enough to be where one wants to be."""

    BINDINGS = [
        Binding("down", "to_list", show=False),
        Binding("f1", "help", show=False),
        Binding("escape", "stay", show=False),
        Binding("f6", "app.passphrase", show=False),
    ]

    def __init__(self, entrance: Entrance) -> None:
        super().__init__()
        self._entrance = entrance
        self._drafts: tuple[MyDraft, ...] = ()
        self._reminders: tuple[str, ...] = ()

    def middle(self) -> ComposeResult:
        with Horizontal(classes="field"):
            label = TextLine(_("Short code"), classes="label")
            label.styles.width = LABELS
            yield label
            yield Secret(id="code", placeholder=_("may stay empty"))
        yield TextLine(_("Opens the locked screen until you sign out: 4 to 8 letters or digits."), id="about-code")
        yield TextLine(id="drafts")
        yield Listing()
        yield TextLine(id="reminders")

    def top(self) -> tuple[str, str]:
        return _("SIP · Signed in"), ""

    def keys(self) -> list[tuple[str, str]]:
        return [
            ("F8", _("hide")),
            ("Enter", _("go on")),
            ("F6", _("passphrase")),
            ("F7", _("somebody else")),
            ("F1", _("help")),
            ("Ctrl+Q", _("quit")),
        ]

    def on_mount(self) -> None:
        self.query_one(Secret).focus()
        self._show()
        self.run_worker(self._read())
        session = self.workplace.session
        if session is not None and session.has_given_passphrase:
            self.app.call_later(self.app.run_action, "passphrase")  # one for the first time only, made by another

    async def _read(self) -> None:
        """Look for drafts while somebody thinks of a code."""
        try:
            self._drafts = await asyncio.to_thread(my_drafts, self.workplace)
        except StoreError as fault:
            self.tell_fault(fault)
        await self._read_reminders()
        self._show()

    async def _read_reminders(self) -> None:
        self._reminders = await asyncio.to_thread(self._entrance.reminders, self.workplace)
        self._remind()

    def on_screen_resume(self) -> None:
        """Coming back: what was asked for may have been done, such as choosing a passphrase of one's own."""
        if self._reminders:
            self.run_worker(self._read_reminders())

    def _show(self) -> None:
        count = len(self._drafts)
        said = ngettext("You have {count} draft to go on with.", "You have {count} drafts to go on with.", count)
        self.query_one("#drafts", TextLine).show(said.format(count=count) if count else _("You have no drafts."))
        today = Entry(drawn=lambda _width: Text(_("Today"), end=""), chosen=Welcomed())
        entries = tuple(Entry(drawn=self._drawn(one), chosen=Welcomed(draft=one)) for one in self._drafts)
        self.query_one(Listing).fill((*entries, today), entries[0].chosen if entries else None)
        self._remind()

    def _remind(self) -> None:
        reminders, width = self.query_one("#reminders", TextLine), max(10, self.size.width - 2)
        lines = [line for one in self._reminders for line in wrapped(f"! {one}", width)]
        reminders.styles.height = max(1, len(lines))
        reminders.show(Text("\n".join(f" {line}" for line in lines), end=""))

    def on_resize(self) -> None:  # type: ignore[override]
        self._remind()
        self.draw()

    def _drawn(self, one: MyDraft) -> Callable[[int], Text]:
        programme = self.workplace.programmes.by_id.get(one.draft.header.programme)
        code = plain(one.file.citizen.code) if one.file.citizen else _("The facility")
        when = f"{format_date(one.last.date())} {one.last:%H:%M}"
        words = draft_words(programme, one.draft)
        return lambda width: columns((code, words, when), (CODE, 0, WHEN), width)

    # --- keys ---------------------------------------------------------------------------------------------------

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Take the code, unless it is too easy; then go on to what waits."""
        event.stop()
        code = self.query_one(Secret).taken()
        easy = judged_code(code, self.workplace.user) if code else None
        if easy is not None:
            self.tell(easy_said(easy))
            self.app.bell()
            return
        if code:
            self.run_worker(self._choose(code))
        else:
            self._go_on()

    async def _choose(self, code: str) -> None:
        """Elsewhere: a key is made of it, which is meant to take time."""
        await asyncio.to_thread(self._entrance.choose_code, self.workplace, code)
        self.tell(_("The short code is kept until you sign out."))
        self._go_on()

    def _go_on(self) -> None:
        if self._drafts:
            self.query_one(Listing).focus()
        else:
            self.leave(Welcomed())

    def action_to_list(self) -> None:
        """Go to what waits without a code."""
        self.query_one(Listing).focus()

    def on_listing_chosen(self, event: Listing.Chosen) -> None:
        """Begin there."""
        if isinstance(event.chosen, Welcomed):
            self.leave(event.chosen)

    def action_stay(self) -> None:
        """Nothing is behind this screen."""
        self.tell(_("Enter goes on. F7 signs out."))

    def action_help(self) -> None:
        """Help to this screen."""
        self.put(HelpScreen(keys_help(KEYS_OF_WELCOME)))

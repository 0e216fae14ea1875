"""What audits have decided about a programme at a place: what waits first, then what is done."""

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding

from sipforms.actions.audits import forget, mark_done
from sipforms.actions.leading import Led, again
from sipforms.engine.audit import AuditDecision
from sipforms.engine.gather.period import Span
from sipforms.render.charts.glyphs import ALL
from sipforms.render.groups.audit_words import said_by, unread_words
from sipforms.render.language import N_, _, format_date
from sipforms.render.plain import plain
from sipforms.tui.leader_texts import decision_words, period_words, place_words
from sipforms.tui.screens.confirm import ConfirmDialog
from sipforms.tui.screens.help import HelpScreen, keys_help
from sipforms.tui.screens.led_page import LedPage
from sipforms.tui.tables import columns
from sipforms.tui.widgets.form_layout import wrapped
from sipforms.tui.widgets.listing import Entry, Listing
from sipforms.tui.widgets.text_line import TextLine

KEYS_OF_DECISIONS = (
    ("G", N_("mark it done; once more takes it up again")),
    ("Del", N_("remove one that should never have been written, such as one that names somebody")),
    (f"{ALL.up} {ALL.down}", N_("move; below the list stands all of the marked one")),
    ("F8", N_("hide everything on the screen")),
    ("Esc", N_("one step back")),
)
DAY = 16
WORD = N_("remove")


class DecisionsScreen(LedPage[None]):
    """Enter marks one done, or takes it up again."""

    AUTO_FOCUS = "Listing"
    BINDINGS = [
        Binding("g,G", "done", show=False),
        Binding("delete", "remove", show=False),
        Binding("f1,question_mark", "help", show=False),
    ]

    def __init__(self, led: Led) -> None:
        super().__init__()
        self._led = led

    def middle(self) -> ComposeResult:
        yield TextLine(id="head")
        yield Listing()
        yield TextLine(id="about-marked")

    def top(self) -> tuple[str, str]:
        title = plain(self._led.report.programme.title)
        return f"{_('Decisions of audits')} · {title}", place_words(self._led.wish.place)

    def keys(self) -> list[tuple[str, str]]:
        marked = self._marked
        back = marked is not None and marked.done is not None
        own = [("Enter", _("take up again") if back else _("carried out")), ("Del", _("remove"))] if marked else []
        return [("F8", _("hide")), *own, ("F1", _("help")), ("Esc", _("back"))]

    @property
    def _marked(self) -> AuditDecision | None:
        chosen = self.query_one(Listing).chosen
        return next((one for one in self._led.book.decisions if one.id == chosen), None)

    def on_mount(self) -> None:
        self._fill()

    def on_resize(self) -> None:  # type: ignore[override]
        self._fill()

    def _fill(self) -> None:
        width = self.room.width - MARGIN
        self.query_one("#head", TextLine).show("   " + columns((_("Decision"), _("Day")), (0, DAY), width).plain)
        self.query_one(Listing).fill(tuple(self._entries()))
        self._tell_about()
        self.draw()

    def _entries(self) -> list[Entry]:
        book = self._led.book
        done = [one for one in book.decisions if one.done is not None]
        parts = ((_("Not done yet"), list(book.waiting)), (_("Done"), done[::-1]))
        found = [
            entry for title, part in parts if part for entry in (_heading(f"{title} · {len(part)}"), *map(_entry, part))
        ]
        return found or [_heading(_("No audit has decided anything yet.")), *map(_line, self._how())]

    def _how(self) -> tuple[str, ...]:
        said = _("In the overview A opens the audit meeting, where B writes a decision down.")
        return wrapped(said, max(20, self.room.width - MARGIN))

    def _tell_about(self) -> None:
        marked, book = self._marked, self._led.book
        said = []
        if marked is not None:
            about = Span(begins=marked.topic.begins, ends=marked.topic.ends)
            said = [plain(marked.text), f"{plain(marked.topic.title)} · {decision_words(marked)}"]
            said += [_("By the figures of {period}.").format(period=period_words(about))]
        said += [unread_words(book.damaged, book.closed)]
        lines = [line for one in said if one for line in wrapped(one, self.room.width - 2)]
        most = max(1, min(len(lines), self.size.height // 2 - 2))
        about_marked = self.query_one("#about-marked", TextLine)
        about_marked.styles.height = most + 1
        about_marked.show(Text("\n".join(f" {line}" for line in lines[:most]), end=""))

    # --- keys ---------------------------------------------------------------------------------------------------

    def on_listing_reached(self, _event: Listing.Reached) -> None:
        self._tell_about()
        self.draw()

    def on_listing_chosen(self) -> None:
        """Mark it done, or take it up again."""
        self.action_done()

    def action_done(self) -> None:
        """Mark it done, or take it up again."""
        marked = self._marked
        if marked is None:
            self.refuse(_("No decision is marked."))
            return
        is_done = marked.done is None

        def make() -> Led:
            mark_done(self.workplace, marked, is_done=is_done)
            return again(self.workplace, self._led)

        told = _("Marked done. It is not brought up at the next audit.")
        back = _("Taken up again: it stands at the next audit.")
        self.work(make, lambda led: self._changed(led, told if is_done else back))

    def action_remove(self) -> None:
        """Remove it for good, once a word was typed."""
        marked = self._marked
        if marked is None:
            self.refuse(_("No decision is marked."))
            return
        said = (
            _("Decided {when}.").format(when=said_by(marked)),
            _("It is gone for good afterwards, also from the report. To say that it is carried out, mark it done."),
        )

        def remove() -> Led:
            forget(self.workplace, marked)
            return again(self.workplace, self._led)

        self.put(ConfirmDialog(_("Remove a decision"), said, _(WORD), remove), self._removed)

    def _removed(self, led: Led | None) -> None:
        if led is not None:
            self._changed(led, _("Removed."))

    def _changed(self, led: Led, told: str) -> None:
        self._led = led
        self._fill()
        self.tell(told)

    def action_help(self) -> None:
        """The keys of this screen."""
        self.put(HelpScreen(keys_help(KEYS_OF_DECISIONS)))


MARGIN = 5


def _entry(one: AuditDecision) -> Entry:
    sign = ALL.done if one.done is not None else ALL.bullet
    said = f"{sign} {plain(one.topic.title)}: {' '.join(plain(one.text).split())}"
    day = format_date(one.at.astimezone().date())
    return Entry(drawn=lambda width: columns((said, day), (0, DAY), width), chosen=one.id)


def _heading(said: str) -> Entry:
    return Entry(drawn=lambda _width: Text(said, end=""))


def _line(said: str) -> Entry:
    return Entry(drawn=lambda _width: Text(said, end=""), is_told=True)

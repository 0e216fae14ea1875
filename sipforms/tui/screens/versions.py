"""A response as it was kept: every version with its answers, what was done with it, and what can be done now."""

from collections.abc import Callable, Iterator

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.widgets import Static

from sipforms.actions.correcting import start_correction
from sipforms.actions.moving import codes_of, settled
from sipforms.actions.versions import Done, Refused, reinstate, sign, unlock, withdraw
from sipforms.actions.workplace import programme_with
from sipforms.engine.response import Mark, Response
from sipforms.engine.versions import happenings, versions_of
from sipforms.render.due_words import round_words
from sipforms.render.language import _
from sipforms.render.plain import plain
from sipforms.render.response_words import numbered, refused_words, sitting_words
from sipforms.render.said import fault_said
from sipforms.render.version_text import answer_lines, beside_lines, differing
from sipforms.store.access.roles import Right
from sipforms.store.amending import ResponseChanged
from sipforms.store.casefile import CaseFile, open_case
from sipforms.store.failures import NoSuchBundle, NotAllowed, StoreError
from sipforms.tui.screens.form import FormScreen
from sipforms.tui.screens.move_dialog import MoveDialog
from sipforms.tui.screens.page import Page
from sipforms.tui.screens.reason_dialog import ReasonDialog
from sipforms.tui.widgets.form_layout import wrapped
from sipforms.tui.widgets.listing import Entry, Listing
from sipforms.tui.widgets.text_line import TextLine

MARGIN = 4
LEAST = 30


class VersionsScreen(Page[None]):
    """What happened, the newest version marked; below it the version that is marked."""

    AUTO_FOCUS = "Listing"
    BINDINGS = [
        Binding("escape", "leave", show=False),
        Binding("c,C", "correct", show=False),
        Binding("s,S", "sign", show=False),
        Binding("u,U", "unlock", show=False),
        Binding("w,W", "withdraw", show=False),
        Binding("b,B", "reinstate", show=False),
        Binding("m,M", "move", show=False),
        Binding("pagedown,space", "scroll_view(1)", show=False, priority=True),
        Binding("pageup", "scroll_view(-1)", show=False, priority=True),
        Binding("f1,question_mark", "app.help", show=False),
    ]

    def __init__(self, file: CaseFile, response: Response) -> None:
        super().__init__()
        self._file, self._response = file, response
        self._codes: dict[str, str] = {}
        self._has_warned = False

    def middle(self) -> ComposeResult:
        yield Listing(id="picture")
        yield TextLine(id="views")
        with VerticalScroll(id="view", can_focus=False):
            yield Static(id="text", markup=False)

    def top(self) -> tuple[str, str]:
        who = plain(self._file.citizen.code) if self._file.citizen else _("The facility")
        programme = self.workplace.programmes.by_id.get(self._response.programme)
        words = (who, *reversed(round_words(programme, self._response)))
        return " · ".join(part for part in words if part), ""

    def keys(self) -> list[tuple[str, str]]:
        one, keys = self._response, [("F8", _("hide"))]
        if one.is_signed:
            keys += [("U", _("unlock"))]
        elif one.is_withdrawn and not one.is_moved:
            keys += [("B", _("count again"))]
        elif one.counts and not one.is_moving:
            keys += [("C", _("correct")), ("S", _("sign")), ("W", _("withdraw"))]
            keys += [("M", _("move"))] if self._file.citizen else []
        return [*keys, ("PgDn", _("scroll")), ("Esc", _("back"))]

    def on_mount(self) -> None:
        self._read()

    def on_resize(self) -> None:  # type: ignore[override]
        self._fill()

    # --- what is shown ------------------------------------------------------------------------------------------

    def _read(self) -> None:
        """Read the case file anew: a colleague may have done something meanwhile."""
        try:
            self._file = settled(self.workplace, open_case(self.workplace.store, self._file.id))
            self._response = self._file.response(self._response.id) or self._response
            self._codes = codes_of(self.workplace, self._response)
        except StoreError as fault:
            self.tell_fault(fault)
        self._has_warned = False
        self._fill()

    def _fill(self) -> None:
        happened = tuple(happenings(self._response))
        entries = tuple(self._line(one) for one in happened)
        listing = self.query_one(Listing)
        listing.styles.height = min(len(entries) + 1, max(4, self.size.height // 3))
        listing.fill(entries, max((one for one in happened if isinstance(one, Response)), key=lambda one: one.number))
        self._show()
        self.draw()

    def _line(self, one: Response | Mark) -> Entry:
        words = numbered(one, self._whose).replace("\n", " ")
        return Entry(drawn=lambda _width: Text(words, end=""), chosen=one)

    def _whose(self, case: str) -> str:
        """The code of another case file's citizen, where this user can see it."""
        return plain(self._codes.get(case, "")) or _("another citizen")

    def on_listing_reached(self, _event: Listing.Reached) -> None:
        self._show()

    def _show(self) -> None:
        marked = self.query_one(Listing).chosen
        width = max(LEAST, self.size.width - MARGIN)
        title, lines = self._told(marked) if isinstance(marked, Response | Mark) else ("", [])
        self.query_one("#views", TextLine).show(Text(f" {title}", "bold", end=""))
        folded = [part for line in lines for part in (wrapped(line, width) or [""])]
        self.query_one("#text", Static).update(Text("\n".join(folded)))
        self.query_one("#view").scroll_home(animate=False)

    def _told(self, marked: Response | Mark) -> tuple[str, list[str]]:
        if isinstance(marked, Mark):
            return _("What was done"), [numbered(marked, self._whose)]
        title = _("Version {number}").format(number=marked.number)
        if self._response.is_erased:
            return title, [_("Its answers were erased for good. Only the trace is left.")]
        if self._response.is_moved:
            return title, [_("The answers stand with the citizen that they were moved to.")]
        try:
            return title, list(self._version(marked))
        except NoSuchBundle:
            gone = _("The version of the programme that this was answered with is not at hand.")
            return title, [gone, *beside_lines(marked)]
        except StoreError as fault:
            return title, [fault_said(fault)]

    def _version(self, marked: Response) -> Iterator[str]:
        programme = programme_with(self.workplace, marked.digest)
        yield numbered(marked, self._whose)
        yield from sitting_words(marked.sittings)
        before = next((one for one in versions_of(self._response) if one.number == marked.number - 1), None)
        if before is not None:
            yield ""
            yield _("Corrected from version {number}:").format(number=before.number)
            for one in differing(programme, before, marked):
                yield f"  {one.question}: {one.one or _('blank')} → {one.other or _('blank')}"
        yield ""
        yield _("All answers:")
        yield from (f"  {line}" for line in answer_lines(programme, marked))

    # --- keys ---------------------------------------------------------------------------------------------------

    def action_scroll_view(self, step: int) -> None:
        """Scroll what is below."""
        view = self.query_one("#view")
        view.scroll_relative(y=step * max(1, view.size.height - 1), animate=False)

    def action_correct(self) -> None:
        """Open the form with the newest version's answers."""
        try:
            filling = start_correction(self.workplace, self._file, self._response)
        except StoreError as fault:
            self.tell_fault(fault)
            return
        if isinstance(filling, Refused):
            self._refuse(filling)
            return
        who = plain(self._file.citizen.code) if self._file.citizen else _("The facility")
        self.put(FormScreen(filling, who), self._corrected)

    def _corrected(self, version: Response | None) -> None:
        self._read()
        made = version.correction if version is not None else None
        if made is not None and made.by == self.workplace.user:
            self.tell(_("Corrected. The version before can still be read."))

    def action_sign(self) -> None:
        """Sign and lock, when asked twice."""
        if self._response.counts and not self._response.is_signed and not self._has_warned:
            self._has_warned = True
            self.tell(_("Signing locks it: only who has the right can unlock it. S once more signs."))
            return
        self._do(lambda: sign(self.workplace, self._file, self._response), _("Signed and locked."))

    def action_unlock(self) -> None:
        """Take the signature away, with a reason; who may not is told before having written one."""
        if not self.workplace.may(Right.CORRECT_SIGNED):
            self.tell(fault_said(NotAllowed(right=Right.CORRECT_SIGNED)))
            self.app.bell()
            return
        self._ask(_("Why is it unlocked?"), unlock, _("Unlocked; the signature no longer stands."))

    def action_withdraw(self) -> None:
        """Let it count no longer, with a reason."""
        self._ask(_("Why is it withdrawn?"), withdraw, _("Withdrawn. It counts nowhere and can still be read."))

    def action_reinstate(self) -> None:
        """Let it count again, with a reason."""
        self._ask(_("Why does it count again?"), reinstate, _("It counts again."))

    def action_move(self) -> None:
        """Move it to the citizen whose answers these are."""
        if self._file.citizen and self._response.counts and not self._response.is_signed:
            self.put(MoveDialog(self.workplace, self._file, self._response), self._moved)
        else:
            self.app.bell()

    def _moved(self, file: CaseFile | None) -> None:
        self._read()
        if file is not None:
            self.tell(_("Moved. Only the trace stands here."))

    def _ask(self, title: str, command: Callable[..., Done], done: str) -> None:
        """Ask why, and do it with the reason."""

        def doing(reason: str) -> str:
            return self._wrong(lambda: command(self.workplace, self._file, self._response, reason))

        def left(reason: str | None) -> None:
            self._read()
            self.tell("" if reason is None else done)

        self.put(ReasonDialog(title, doing), left)

    def _do(self, doing: Callable[[], Done], done: str) -> None:
        wrong = self._wrong(doing)
        self._read()
        self.tell(wrong or done)
        if wrong:
            self.app.bell()

    def _wrong(self, doing: Callable[[], Done]) -> str:
        """Do it, and say what stood in the way; nothing when it is done."""
        try:
            outcome = doing()
        except StoreError as fault:
            return fault_said(fault)
        if isinstance(outcome, Refused):
            return refused_words(outcome)
        if isinstance(outcome, ResponseChanged):
            return _("A colleague changed this meanwhile. Leave, look, and try again.")
        return ""

    def _refuse(self, refused: Refused) -> None:
        self.tell(refused_words(refused))
        self.app.bell()

    def action_leave(self) -> None:
        """Back to the screen behind."""
        self.leave()

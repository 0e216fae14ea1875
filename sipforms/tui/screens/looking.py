"""Looking on while a colleague fills a form in: every question with its answer, and nothing that can be changed."""

from collections.abc import Iterator

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding

from sipforms.actions.copies import look_at
from sipforms.actions.fill import Filling
from sipforms.actions.form.model import FormModel
from sipforms.actions.form.outline import Cell, Line, LineKind
from sipforms.render.language import _
from sipforms.render.plain import plain
from sipforms.render.wording import answer_line
from sipforms.store.failures import StoreError
from sipforms.store.protocol import DraftId
from sipforms.tui.form_texts import in_lines, title_said
from sipforms.tui.screens.page import Page
from sipforms.tui.tables import columns
from sipforms.tui.widgets.listing import Entry, Listing
from sipforms.tui.widgets.text_line import TextLine

EVERY = 10.0  # seconds between two looks at what the colleague has answered; each is told to the access log
NUMBER = 7


class LookScreen(Page[None]):
    """What stands in a draft just now; it follows what the colleague does."""

    AUTO_FOCUS = "Listing"
    BINDINGS = [Binding("escape", "leave", show=False)]

    def __init__(self, draft: DraftId, who: str) -> None:
        super().__init__()
        self._draft, self._who = draft, who
        self._seen: Filling | None = None

    def middle(self) -> ComposeResult:
        yield Listing()
        yield TextLine(id="detail")

    def top(self) -> tuple[str, str]:
        title = plain(self._seen.questionnaire.title) if self._seen else ""
        left = " · ".join(part for part in (_("Look only"), plain(self._who), title) if part)
        if self._seen is None:
            return left, ""
        progress = FormModel(self._seen.draft).progress()
        return left, f"{progress.answered}/{progress.asked}"

    def keys(self) -> list[tuple[str, str]]:
        return [("F8", _("hide")), ("↑ ↓", _("move")), ("Esc", _("back"))]

    def on_mount(self) -> None:
        self.look_again()
        self.set_interval(EVERY, self.look_again)

    def look_again(self) -> None:
        """Read what stands there now; while something is in front, nothing is read."""
        if not self.is_current:
            return
        try:
            seen = look_at(self.workplace, self._draft, self._seen)
        except StoreError as fault:
            self.tell_fault(fault)
            return
        if self._seen is None or seen.draft != self._seen.draft:
            self._seen = seen
            self.query_one(Listing).fill(tuple(self._entries(FormModel(seen.draft, words=answer_line))))
        self.draw()

    def _entries(self, model: FormModel) -> Iterator[Entry]:
        for line in model.outline.lines:
            if line.kind is not LineKind.ITEM:
                yield _heading(f"{line.number} {title_said(model, line)}")
            for cell in line.cells:
                yield _answer(model, line, cell)
            note = model.draft.notes.get(line.path)
            if note:
                yield _entry("", _("Note"), plain(note).replace("\n", " "), ("note", line.path))

    def draw(self) -> None:
        """What is marked stands below in full."""
        super().draw()
        chosen = self.query_one(Listing).chosen
        words = chosen[-1] if isinstance(chosen, tuple) else ""
        self.query_one("#detail", TextLine).show(in_lines(str(words), self.room.width - 2, 2))

    def on_listing_reached(self, _event: Listing.Reached) -> None:
        self.draw()

    def action_leave(self) -> None:
        """Back."""
        self.leave()


def _heading(words: str) -> Entry:
    return Entry(drawn=lambda _width: Text(words, end=""))


def _answer(model: FormModel, line: Line, cell: Cell) -> Entry:
    title = plain(line.title)
    if cell.question.dimension is not None:
        title = f"{title} ({plain(cell.question.wording.title)})"
    answer = model.draft.answers.get(cell.path)
    said = "–" if answer is None else answer_line(cell.question, answer)
    return _entry(line.number, title, said, ("answer", cell.path))


def _entry(number: str, title: str, said: str, about: tuple[object, ...]) -> Entry:
    def drawn(width: int) -> Text:
        return columns((number, title, said), (NUMBER, (width - NUMBER) // 2, 0), width)

    return Entry(drawn=drawn, chosen=(*about, f"{title}: {said}"))

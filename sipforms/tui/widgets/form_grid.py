"""The whole questionnaire as one widget that draws only the rows that can be seen."""

from collections.abc import Callable
from collections.abc import Set as AbstractSet

from rich.segment import Segment
from textual.events import Click, Resize
from textual.geometry import Size
from textual.message import Message
from textual.strip import Strip

from sipforms.actions.form.model import FormModel
from sipforms.actions.form.outcome import Outcome
from sipforms.actions.preferences import Spacing
from sipforms.engine.paths import Path
from sipforms.engine.response import Answer
from sipforms.tui.widgets.form_drawing import PARTS, Pen
from sipforms.tui.widgets.form_layout import LEAST_WIDTH, Layout, column_of, lay_out, strip_of
from sipforms.tui.widgets.one_question import Row, has_room, question_rows
from sipforms.tui.widgets.part_styles import Drawn

MARGIN = 2  # rows kept in sight below and above the cursor


class FormGrid(Drawn):
    """Draws a form model. ``show`` redraws what an outcome says has changed, and nothing else.

    ``spacing`` is usual, airy (an empty row between questions, air between answers) or single: only the question at the
    cursor, large.
    """

    PARTS = {part: f"form--{part}" for part in PARTS}
    COMPONENT_CLASSES = set(PARTS.values())

    class Pointed(Message):
        """Somebody clicked on a question, and on the key of one of its answers or beside them all."""

        def __init__(self, path: Path, key: str | None) -> None:
            super().__init__()
            self.path, self.key = path, key

    def __init__(
        self,
        model: FormModel,
        worked_out: Callable[[Path], Answer | None] = lambda _path: None,
        *,
        id: str | None = None,  # noqa: A002 - Textual's name
    ) -> None:
        super().__init__(id=id)
        self.model = model
        self._worked_out = worked_out
        self.unsafe: AbstractSet[Path] = frozenset()
        self._spacing: Spacing = "usual"
        self._laid: Layout | None = None
        self._alone: tuple[Row, ...] = ()
        self._drawn = model.cursor

    @property
    def spacing(self) -> Spacing:
        """How the questions stand."""
        return self._spacing

    @spacing.setter
    def spacing(self, spacing: Spacing) -> None:
        if spacing != self._spacing:
            self._spacing, self._laid = spacing, None
            self._measure()
            self.scroll_to(y=0, animate=False, immediate=True)
            self.follow()
            self.refresh()

    @property
    def is_single(self) -> bool:
        """Whether only one question is shown."""
        return self._spacing == "single"

    @property
    def laid(self) -> Layout:
        """The form laid out for the width there is now."""
        width = max(LEAST_WIDTH, self.scrollable_content_region.width)
        if self._laid is None or self._laid.width != width or self._laid.outline is not self.model.outline:
            draft, is_airy = self.model.draft, self._spacing == "airy"
            has_last = bool(draft.form.ready.answers) and draft.header.paper is None
            self._laid = lay_out(self.model.outline, width, has_last=has_last, is_airy=is_airy)
        return self._laid

    def on_resize(self, _event: Resize) -> None:
        """Lay out anew, and keep the cursor in sight."""
        self._measure()
        self.follow()

    def on_mount(self) -> None:
        """Measure once the width is known."""
        self._measure()

    def render_line(self, y: int) -> Strip:
        """One row of what can be seen."""
        if self.is_single:
            return self._row_alone(y + self.scroll_offset.y)
        return Pen(self.model, self.laid, self.part_styles, self.unsafe, self._worked_out).row(y + self.scroll_offset.y)

    def show(self, outcome: Outcome) -> None:
        """Redraw what changed, where the cursor was and where it is, and the areas around them."""
        if outcome.reshaped or self.is_single:
            self._measure()
            self.refresh()
        else:
            cursors = (one for one in (self._drawn, self.model.cursor) if one is not None)
            for path in {*outcome.paths, *cursors, *(self.model.outline.readings if outcome.entry else ())}:
                self._redraw(path)
        self._drawn = self.model.cursor
        self.follow()

    def change_to(self, model: FormModel) -> None:
        """Draw another form, with the cursor on the same row of the window as far as that can be."""
        before = self._row_of_cursor() - self.scroll_offset.y
        self.model, self._drawn = model, model.cursor
        self._measure()
        self.scroll_to(y=max(0, self._row_of_cursor() - before), animate=False, immediate=True)
        self.refresh()
        self.follow()

    def _row_of_cursor(self) -> int:
        cursor = self.model.cursor
        return 0 if cursor is None else self.laid.rows_of(self.model.outline.line_of[cursor])[0]

    def mark_unsafe(self, unsafe: AbstractSet[Path]) -> None:
        """Say which answers are on the screen only."""
        changed, self.unsafe = self.unsafe ^ unsafe, unsafe
        for path in changed:
            self._redraw(path)

    def follow(self) -> None:
        """Bring the cursor into sight; when it has left, put it a third from the top, so that little is redrawn."""
        cursor = self.model.cursor
        height = max(1, self.scrollable_content_region.height)
        if cursor is None:
            return
        if self.is_single:
            self.scroll_to(y=0, animate=False, immediate=True)
            return
        top, rows = self.laid.rows_of(self.model.outline.line_of[cursor])
        if rows > height:  # of an item that is higher than the window the cell itself must be seen
            stops = self.model.outline.line(cursor).stops
            top, rows = top + rows - len(stops) + stops.index(cursor), 1
        seen = self.scroll_offset.y
        margin = min(MARGIN, max(0, (height - rows) // 2))
        is_above, is_below = top - margin < seen, top + rows + margin > seen + height
        if (is_above and seen) or (is_below and seen < self.max_scroll_y):
            self.scroll_to(y=max(0, top - height // 3), animate=False, immediate=True)

    def on_click(self, event: Click) -> None:
        """Go to what was clicked, and answer where a key of its scale was."""
        at = event.get_content_offset(self)
        if self.is_single:
            self._click_alone(at.y + self.scroll_offset.y if at else -1)
            return
        found = self.laid.at(at.y + self.scroll_offset.y) if at else None
        if found is None or at is None:
            return
        line = self.model.outline.lines[found[0]]
        if not line.stops:
            return
        event.stop()
        path, key = self._hit(found[0], at.x) or (line.stops[0], None)
        self.post_message(self.Pointed(path, key))

    def _hit(self, place: int, x: int) -> tuple[Path, str | None] | None:
        line = self.model.outline.lines[place]
        columns = self.laid.columns[line.area]
        if columns.is_stacked:
            return None
        for cell in line.cells:
            choices = strip_of(cell.question)
            left = columns.left + column_of(columns, cell) * columns.cell
            if left <= x < left + (columns.cell if choices else columns.width):
                option, over = divmod(x - left - 1, columns.step)
                hit = over == 1 and 0 <= option < len(choices)
                return cell.path, choices[option].key if hit else None
        return None

    def _measure(self) -> None:
        self._alone = self._rows_alone() if self.is_single else ()
        self.virtual_size = Size(self.laid.width, len(self._alone) if self.is_single else self.laid.height)

    # --- one question at a time ---------------------------------------------------------------------------------

    @property
    def has_room(self) -> bool:
        """Whether every answer that a key gives stands here, so that no list of them is needed beside the form."""
        return self.is_single and has_room(self.model, self.laid.width, max(1, self.scrollable_content_region.height))

    def _rows_alone(self) -> tuple[Row, ...]:
        height = max(1, self.scrollable_content_region.height)
        return question_rows(self.model, self.laid.width, height, is_unsafe=self.model.cursor in self.unsafe)

    def _row_alone(self, row: int) -> Strip:
        rows = self._alone
        pieces = rows[row].pieces if 0 <= row < len(rows) else ()
        segments = [Segment(text, self.part_styles[part]) for text, part in pieces]
        return Strip(segments).adjust_cell_length(self.laid.width, self.part_styles["text"])

    def _click_alone(self, row: int) -> None:
        rows = self._alone
        if 0 <= row < len(rows) and (path := rows[row].path) is not None:
            self.post_message(self.Pointed(path, rows[row].key))

    def _redraw(self, path: Path) -> None:
        if self.is_single:
            self._measure()
            self.refresh()
            return
        outline = self.model.outline
        place = outline.line_of.get(path)
        if place is None:
            place = next((at for at, line in enumerate(outline.lines) if line.path == path), None)
        if place is None:
            return
        self._refresh_line(place)
        for area in outline.areas:
            above = outline.lines[area].path
            if outline.lines[place].area[: len(above)] == above:
                self._refresh_line(area)

    def _refresh_line(self, place: int) -> None:
        top, rows = self.laid.rows_of(place)
        self.refresh_lines(top, rows)

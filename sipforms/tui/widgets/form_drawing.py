"""One row of a form as a strip of the terminal. Pure: a layout, a model and styles in, segments out."""

from collections.abc import Callable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from sipforms.actions.form.carrying import Carried, carried_state
from sipforms.actions.form.model import FormModel
from sipforms.actions.form.options import Choice, key_of
from sipforms.actions.form.outline import Cell, Line, LineKind
from sipforms.engine.form_width import GUTTER
from sipforms.engine.paths import Path
from sipforms.engine.response import Answer
from sipforms.render.charts.glyphs import ALL
from sipforms.render.language import _, ngettext
from sipforms.render.plain import plain
from sipforms.render.wording import answer_line, row_words
from sipforms.tui.widgets.form_layout import APART, Columns, Layout, column_of, strip_of

PARTS = ("text", "area", "dim", "here", "chosen", "missing", "last", "alarm", "cursor")
NOTE_MARK = "*"
SLOT, LAST = 3, 2


@dataclass(frozen=True, slots=True)
class Pen:
    """What drawing needs: how things stand, and the styles by part."""

    model: FormModel
    layout: Layout
    styles: Mapping[str, Style]
    unsafe: AbstractSet[Path]
    worked_out: Callable[[Path], Answer | None]

    def row(self, row: int) -> Strip:
        """A row of the form, exactly as wide as the layout."""
        found = self.layout.at(row)
        segments = list(self._line(*found)) if found else []
        return Strip(segments).adjust_cell_length(self.layout.width, self.styles["text"])

    def _line(self, place: int, row: int) -> Iterator[Segment]:
        line = self.layout.outline.lines[place]
        row -= self.layout.gap(place)
        if row < 0:
            return
        match line.kind:
            case LineKind.AREA:
                yield from self._area(line)
            case LineKind.ITEM:
                yield from self._item(line, place, row)
            case _:
                yield from self._rows(line)

    def _area(self, line: Line) -> Iterator[Segment]:
        columns, progress = self.layout.columns[line.area], self.model.progress(line.path)
        state = ALL.done if progress.is_complete else ALL.partly if progress.answered else ""
        counted = f"{state} {progress.answered}/{progress.asked}"
        end = self.layout.width if columns.is_stacked or not columns.titles else columns.left
        room = max(8, end - cell_len(counted) - 3)
        title = _short(f" {line.number} {plain(line.title)}", room)
        yield self._text(title + "  ", "area")
        yield self._text(_sized(counted, end - cell_len(title) - 2), "dim")
        for name in () if columns.is_stacked else columns.titles:
            yield self._text(self._heading(name, columns.cell), "dim")

    def _heading(self, name: str, width: int) -> str:
        said = _("last") if self.layout.has_last else ""
        return " " + _sized(_short(name, width - len(said) - 2), width - len(said) - 1) + said

    def _item(self, line: Line, place: int, row: int) -> Iterator[Segment]:
        columns, texts = self.layout.columns[line.area], self.layout.wrapped(place)
        is_here = self.model.line is line
        text = texts[row] if row < len(texts) else ""
        yield from self._title(line, text, is_first=row == 0, is_here=is_here)
        if columns.is_stacked:
            if row >= len(texts):
                yield from self._stacked(line.cells[row - len(texts)], columns)
        elif row == 0:
            yield from self._cells(line, columns)

    def _title(self, line: Line, text: str, *, is_first: bool, is_here: bool) -> Iterator[Segment]:
        indent, columns = self.layout.indent(line), self.layout.columns[line.area]
        note = NOTE_MARK if is_first and line.path in self.model.draft.notes else " "
        if is_first:
            yield self._text(f" {ALL.cursor if is_here else ' '} ", "cursor")
            yield self._text(_sized(line.number, indent - GUTTER), "here" if is_here else "dim")
        else:
            yield self._text(" " * indent, "text")
        if columns.is_stacked:
            yield self._text(text + note, "here" if is_here else "text")
        else:
            yield self._text(_sized(text, columns.left - indent - 1), "here" if is_here else "text")
            yield self._text(note, "missing")

    def _cells(self, line: Line, columns: Columns) -> Iterator[Segment]:
        at = 0
        for cell in line.cells:
            choices = strip_of(cell.question)
            if not choices:
                yield from self._field(cell, columns.width - at)
                return
            start = column_of(columns, cell) * columns.cell
            yield self._text(" " * max(0, start - at), "text")
            yield from self._strip(cell, choices, columns)
            at = start + columns.cell

    def _stacked(self, cell: Cell, columns: Columns) -> Iterator[Segment]:
        label = max((cell_len(title) for title in columns.titles), default=0)
        title = plain(cell.question.wording.title) if cell.question.dimension is not None else ""
        yield self._text(_sized(_short(title, label), label + 1), "dim")
        choices = strip_of(cell.question)
        yield from self._strip(cell, choices, columns) if choices else self._field(cell, columns.width - label)

    def _strip(self, cell: Cell, choices: tuple[Choice, ...], columns: Columns) -> Iterator[Segment]:
        answer, is_here = self.model.draft.answers.get(cell.path), cell.path == self.model.cursor
        chosen = next((place for place, one in enumerate(choices) if one.value == answer), None)
        normal, used = "here" if is_here else "dim", columns.step * len(choices) + 5 - columns.step
        yield self._text(ALL.left if is_here else " ", "cursor")
        for place, one in enumerate(choices):
            is_after = bool(place) and place - 1 == chosen
            if place and columns.step == APART:
                yield self._text("]" if is_after else " ", "chosen" if is_after else normal)
                is_after = False
            before = "[" if place == chosen else "]" if is_after else " "
            yield self._text(before, normal if before == " " else "chosen")
            yield self._text(one.key, "chosen" if place == chosen else normal)
        is_last = chosen == len(choices) - 1
        yield self._text("]" if is_last else " ", "chosen" if is_last else normal)
        yield self._text(ALL.right if is_here else " ", "cursor")
        yield from self._beside(cell, answer if chosen is None else None, columns.cell - used)

    def _beside(self, cell: Cell, missing: Answer | None, width: int) -> Iterator[Segment]:
        """The slot for an answer that is not a number, and last time's answer or that this one is not kept yet."""
        scale = cell.question.scale
        slot = f"[{key_of(scale, missing) or '?'}]" if missing is not None and scale is not None else ""
        if cell.path in self.unsafe:
            yield self._text(_sized(f"{slot} !" if slot else _("unkept").rjust(width), width), "alarm")
            return
        yield self._text(_sized(slot, SLOT), "missing")
        yield self._text(self._last(cell).rjust(max(0, width - SLOT)), "last")

    def _last(self, cell: Cell) -> str:
        if not self.layout.has_last:
            return ""
        shown = self.model.last_time(cell.path)
        if shown is None or cell.question.scale is None:
            return "· "
        return (key_of(cell.question.scale, shown) or "?") + " "

    def _field(self, cell: Cell, width: int) -> Iterator[Segment]:
        answer, is_here = self.model.draft.answers.get(cell.path), cell.path == self.model.cursor
        mark = _("unkept") if cell.path in self.unsafe else ""
        room = max(1, width - 4 - len(mark))
        if cell.question.computed is not None:
            answer = self.worked_out(cell.path)
            number = "" if answer is None else f"{answer_line(cell.question, answer)}  "
            text, part = f"{number}{_('worked out by itself')}", "here" if is_here else "dim"
        elif answer is None:
            text, part = "·" * min(room, 8), "here" if is_here else "dim"
        else:
            text, part = answer_line(cell.question, answer), "chosen"
        shown = _short(text, room - 1)
        yield self._text(ALL.left if is_here else " ", "cursor")
        yield self._text(f"{shown}", part)
        yield self._text(f" {ALL.right}" if is_here else "  ", "cursor")
        left = max(0, room - cell_len(shown))
        yield self._text(_sized(f" {self._carried(cell)}", left) if left > APART else _sized("", left), "dim")
        yield self._text(mark, "alarm")

    def _carried(self, cell: Cell) -> str:
        """Whether what stands there is as it was last time, where it was carried over."""
        if carried_state(self.model.draft, cell.path) is not Carried.UNCHANGED:
            return ""
        return _("unchanged since last time")

    def _rows(self, line: Line) -> Iterator[Segment]:
        is_here = self.model.line is line
        yield self._text(f" {ALL.cursor if is_here else ' '} ", "cursor")
        yield self._text(_sized(line.number, self.layout.number), "here" if is_here else "dim")
        room = max(8, self.layout.width - self.layout.indent(line) - 1)
        if line.kind is LineKind.ROW and line.rows is not None:
            named = row_words(line.rows, self.model.draft, line.path)
            yield self._text(_short(named or _("A row without a name yet"), room), "here" if is_here else "area")
            return
        count = len(self.model.draft.rows.get(line.path, ()))
        said = ngettext("{count} row", "{count} rows", count).format(count=count)
        yield self._text(_short(f"{plain(line.title)}  ", room), "here" if is_here else "area")
        yield self._text(f"{said}  ", "dim")
        yield self._text(_("Enter adds one") if is_here else "", "missing")

    def _text(self, text: str, part: str) -> Segment:
        return Segment(text, self.styles[part])


def _sized(text: str, width: int) -> str:
    return set_cell_size(text, max(0, width))


def _short(text: str, width: int) -> str:
    """The text, or as much of it as there is room for, with a sign that there is more."""
    return text if cell_len(text) <= width else set_cell_size(text, max(0, width - 1)).rstrip() + ALL.cut

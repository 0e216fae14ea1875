"""Where everything on a form stands at one width: the height of every line, and the columns of its cells.

All figures are in cells of the terminal. Nothing here is smaller than a floor, so that a window of any size can be laid
out; what does not fit is cut off when drawn.
"""

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import accumulate

from rich.cells import cell_len

from sipforms.actions.form.options import Choice, choices
from sipforms.actions.form.outline import Cell, Line, LineKind, Outline
from sipforms.engine.paths import Path
from sipforms.engine.programme import Kind, Question
from sipforms.render.plain import plain

LEAST_WIDTH = 20
LEAST_TITLE = 22
MOST_ON_A_STRIP = 11
BESIDE_STRIP = 9  # a bracket on each side, the slot for "don't know" and its like, last time (2), less one shared
WIDEST_FIELD = 40
GUTTER = 3  # before the number: the mark of the cursor
NOTE = 1  # between title and cells
AIR = 4  # between the longest title and the cells, where there is room


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """The columns of one area. ``names`` are dimensions; ``is_stacked`` puts cells below the title, not beside it."""

    names: tuple[str, ...]
    titles: tuple[str, ...]
    cell: int
    left: int
    width: int
    is_stacked: bool


@dataclass(frozen=True, slots=True)
class Layout:
    """A form laid out. ``tops`` has the first row of each line, and at the end the number of all rows."""

    outline: Outline
    width: int
    number: int  # the width of the numbers
    columns: Mapping[Path, Columns]
    tops: tuple[int, ...]
    has_last: bool

    @property
    def height(self) -> int:
        """How many rows there are."""
        return self.tops[-1]

    def at(self, row: int) -> tuple[int, int] | None:
        """The line that a row belongs to, and which of its rows it is."""
        if not 0 <= row < self.height:
            return None
        place = bisect_right(self.tops, row) - 1
        return place, row - self.tops[place]

    def rows_of(self, place: int) -> tuple[int, int]:
        """The first row of a line and how many it has."""
        return self.tops[place], self.tops[place + 1] - self.tops[place]

    def indent(self, line: Line) -> int:
        """Where the text of a line begins."""
        return GUTTER + (0 if line.kind is LineKind.AREA else self.number)

    def wrapped(self, place: int) -> tuple[str, ...]:
        """The title of an item in as many pieces as it needs."""
        line = self.outline.lines[place]
        return wrapped(plain(line.title), self._room(line))

    def gap(self, place: int) -> int:
        """1 when an empty row stands above the line: a new area, or what follows the last one."""
        line, before = self.outline.lines[place], self.outline.lines[place - 1] if place else None
        new = line.kind is LineKind.AREA or (before is not None and before.area != line.area)
        return int(before is not None and new)

    def _room(self, line: Line) -> int:
        columns = self.columns[line.area]
        beside = 0 if columns.is_stacked else self.width - columns.left
        return max(LEAST_WIDTH // 2, self.width - self.indent(line) - beside - NOTE)

    def rows(self, place: int) -> int:
        """How many rows a line takes."""
        line = self.outline.lines[place]
        if line.kind is not LineKind.ITEM:
            return 1 + self.gap(place)
        title = 1 if cell_len(line.title) <= self._room(line) else len(self.wrapped(place))
        below = len(line.cells) if self.columns[line.area].is_stacked else 0
        return title + below + self.gap(place)


def lay_out(outline: Outline, width: int, *, has_last: bool) -> Layout:
    """The form at this width."""
    width = max(LEAST_WIDTH, width)
    number = min(8, max((len(line.number) for line in outline.lines), default=1) + 1)
    columns = dict(_columns(outline, width, number))
    bare = Layout(outline, width, number, columns, (0,), has_last)
    tops = accumulate((bare.rows(place) for place in range(len(outline.lines))), initial=0)
    return Layout(outline, width, number, columns, tuple(tops), has_last)


def strip_of(question: Question) -> tuple[Choice, ...]:
    """The answers that stand side by side in a cell: the numbers of a short scale. None: the answer is written out."""
    if question.kind is not Kind.CHOICE or question.scale is None:
        return ()
    numbers = tuple(one for one in choices(question) if one.option is not None and one.option.missing is None)
    shown = len(numbers) <= MOST_ON_A_STRIP and all(isinstance(one.value, int) for one in numbers)
    return numbers if shown else ()


def column_of(columns: Columns, cell: Cell) -> int:
    """Which column of its area a cell stands in."""
    name = cell.question.dimension
    return columns.names.index(name) if name in columns.names else 0


def wrapped(text: str, width: int) -> tuple[str, ...]:
    """The text in lines of at most this many cells; a longer word is cut."""
    lines, line = [], ""
    for word in _pieces(text, width):
        longer = f"{line} {word}" if line else word
        if line and cell_len(longer) > width:
            lines.append(line)
            line = word
        else:
            line = longer
    return (*lines, line)


def _pieces(text: str, width: int) -> Iterator[str]:
    for word in text.split():
        piece = ""
        for letter in word if cell_len(word) > width else ():
            if cell_len(piece + letter) > width:
                yield piece
                piece = ""
            piece += letter
        yield piece or word


def _columns(outline: Outline, width: int, number: int) -> Iterator[tuple[Path, Columns]]:
    names: dict[Path, dict[str, str]] = {}
    strips: dict[Path, int] = {}
    longest = 0
    for line in outline.lines:
        longest = max(longest, cell_len(line.title))
        held = names.setdefault(line.area, {})
        for cell in line.cells:
            strips[line.area] = max(strips.get(line.area, 0), len(strip_of(cell.question)))
            if cell.question.dimension is not None:
                held.setdefault(cell.question.dimension, plain(cell.question.wording.title))
    for area, held in names.items():
        options = strips.get(area, 0)
        wide = 2 * options + BESIDE_STRIP if options else WIDEST_FIELD
        room = width - GUTTER - number - NOTE - LEAST_TITLE
        block = max(len(held) * wide if options else 0, min(WIDEST_FIELD, width // 2))
        stacked = block > room
        beside = min(width - block, GUTTER + number + longest + AIR)  # not across the whole of a wide window
        left = (GUTTER + number) if stacked else beside
        yield (
            area,
            Columns(
                names=tuple(held),
                titles=tuple(held.values()),
                cell=wide,
                left=left,
                width=width - left,
                is_stacked=stacked,
            ),
        )

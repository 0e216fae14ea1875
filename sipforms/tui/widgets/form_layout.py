"""Where everything on a form stands at one width: the height of every line, and the columns of its cells.

All figures are in cells of the terminal. Nothing here is smaller than a floor, so that a window of any size can be laid
out; what does not fit is cut off when drawn.
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import accumulate

from rich.cells import cell_len

from sipforms.actions.form.options import Choice, choices
from sipforms.actions.form.outline import Cell, Line, LineKind, Outline
from sipforms.engine import form_width
from sipforms.engine.form_width import AIR, GUTTER, MOST_ON_A_STRIP, NOTE
from sipforms.engine.paths import Path
from sipforms.engine.programme import Kind, Question
from sipforms.render.plain import plain

LEAST_WIDTH = 20
CLOSE, APART = 2, 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """The columns of one area. ``names`` are dimensions; ``is_stacked`` puts cells below the title, not beside it.

    ``step`` is how far the answers of a strip are apart: 2, or 3 where there is air between them.
    """

    names: tuple[str, ...]
    titles: tuple[str, ...]
    cell: int
    left: int
    width: int
    is_stacked: bool
    step: int = CLOSE


@dataclass(frozen=True, slots=True)
class Layout:
    """A form laid out. ``tops`` has the first row of each line, and at the end the number of all rows.

    ``is_airy`` puts an empty row between any two lines.
    """

    outline: Outline
    width: int
    number: int  # the width of the numbers
    columns: Mapping[Path, Columns]
    tops: tuple[int, ...]
    has_last: bool
    is_airy: bool = False

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
        """1 when an empty row stands above the line: a new area, or what follows the last one; airy above each."""
        line, before = self.outline.lines[place], self.outline.lines[place - 1] if place else None
        new = self.is_airy or line.kind is LineKind.AREA or (before is not None and before.area != line.area)
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


def lay_out(outline: Outline, width: int, *, has_last: bool, is_airy: bool = False) -> Layout:
    """The form at this width."""
    width = max(LEAST_WIDTH, width)
    number = form_width.number_width(line.number for line in outline.lines)
    columns = dict(_columns(outline, width, number, is_airy=is_airy))
    bare = Layout(outline, width, number, columns, (0,), has_last, is_airy)
    tops = accumulate((bare.rows(place) for place in range(len(outline.lines))), initial=0)
    return replace(bare, tops=tuple(tops))


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
    """The text in lines of at most this many cells; a longer word is divided."""
    return form_width.wrapped(text, width, cell_len)


def _columns(outline: Outline, width: int, number: int, *, is_airy: bool) -> Iterator[tuple[Path, Columns]]:
    names: dict[Path, dict[str, str]] = {}
    strips: dict[Path, int] = {}
    counts = _counts(outline)
    for line in outline.lines:
        held = names.setdefault(line.area, {})
        for cell in line.cells:
            strips[line.area] = max(strips.get(line.area, 0), len(strip_of(cell.question)))
            if cell.question.dimension is not None:
                held.setdefault(cell.question.dimension, plain(cell.question.wording.title))
    longest = max((_title_width(line, counts, names) for line in outline.lines), default=0)
    for area, held in names.items():
        options = strips.get(area, 0)
        block = form_width.block_width(options, len(held), width)
        stacked = form_width.is_stacked(block, number, width)
        head = max((cell_len(title) for title in held.values()), default=0)
        is_headed = options and not stacked
        wide = form_width.headed_width(options, len(held), block, head) if is_headed else form_width.cell_width(options)
        air = _air(options, len(held), block, number, width) if is_airy else 0
        wide, block = wide + air, block + air * max(1, len(held))
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
                step=APART if air else CLOSE,
            ),
        )


def _air(options: int, dimensions: int, block: int, number: int, width: int) -> int:
    """The cells that a strip grows by with air between its answers; none where there is no room for it."""
    grown = max(0, options - 1)
    if form_width.is_stacked(block, number, width):
        return grown if form_width.label_room(options, number, width) - grown >= LEAST_WIDTH // 2 else 0
    return 0 if form_width.is_stacked(block + grown * max(1, dimensions), number, width) else grown


def _title_width(line: Line, counts: Mapping[Path, int], heads: Mapping[Path, Mapping[str, str]]) -> int:
    """How wide a title is; an area's with what stands beside it, where the heads of columns stand on the same line."""
    is_headed = line.kind is LineKind.AREA and heads[line.path]
    return cell_len(line.title) + (form_width.area_extra(line.number, counts[line.path]) if is_headed else 0)


def _counts(outline: Outline) -> Counter[Path]:
    """How many questions stand in each area, those in the areas inside it too."""
    found: Counter[Path] = Counter()
    for line in outline.lines:
        for depth in range(1, len(line.area) + 1):
            found[line.area[:depth]] += len(line.stops)
    return found

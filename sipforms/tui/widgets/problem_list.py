"""What is wrong with a bundle, one mistake below the other in whole sentences; the marked one with its line of file."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate

from rich.cells import cell_len
from rich.segment import Segment
from textual.binding import Binding
from textual.events import Click, Resize
from textual.geometry import Size
from textual.message import Message
from textual.strip import Strip

from sipforms.engine.problem import Level, Place, Problem
from sipforms.engine.read.bundle import Bundle
from sipforms.render.charts.glyphs import ALL
from sipforms.render.excerpt import excerpt
from sipforms.render.language import N_, _
from sipforms.render.plain import plain
from sipforms.render.problems import next_step, sentence
from sipforms.render.tallies import GLYPHS
from sipforms.tui.tables import sized
from sipforms.tui.widgets.form_layout import wrapped
from sipforms.tui.widgets.part_styles import Drawn

LEVELS = {Level.ERROR: N_("error"), Level.WARNING: N_("warning"), Level.NOTE: N_("remark")}
LEAST_WIDTH = 20
INDENT = "   "


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row of the list: its text and the part it is drawn as."""

    text: str
    part: str = "text"


class ProblemList(Drawn):
    """Arrows move from mistake to mistake, Enter goes to the question. The mark stays when filled again."""

    PARTS = {part: f"problems--{part}" for part in ("text", "error", "place", "quiet", "here")}
    COMPONENT_CLASSES = set(PARTS.values())
    BINDINGS = [
        Binding("up", "go(-1)", show=False),
        Binding("down", "go(1)", show=False),
        Binding("pageup", "go(-5)", show=False),
        Binding("pagedown", "go(5)", show=False),
        Binding("home", "go(-1000)", show=False),
        Binding("end", "go(1000)", show=False),
        Binding("enter", "choose", show=False),
    ]

    class Chosen(Message):
        """Somebody wants to go to where this mistake shows."""

        def __init__(self, problem: Problem) -> None:
            super().__init__()
            self.problem = problem

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._problems: tuple[Problem, ...] = ()
        self._bundle: Bundle | None = None
        self._otherwise = ""
        self._at = 0
        self._rows: tuple[tuple[Row, ...], ...] = ()
        self._tops: tuple[int, ...] = (0,)

    @property
    def marked(self) -> Problem | None:
        """The mistake that the mark is on."""
        return self._problems[self._at] if self._problems else None

    def fill(self, problems: tuple[Problem, ...], bundle: Bundle | None, otherwise: str) -> None:
        """Show these mistakes of a bundle; ``otherwise`` is said where there are none."""
        before = self.marked
        self._problems, self._bundle, self._otherwise = problems, bundle, otherwise
        same = (place for place, one in enumerate(problems) if before is not None and _is_same(one, before))
        self._at = next(same, min(self._at, max(0, len(problems) - 1)))
        self._lay_out()

    def render_line(self, y: int) -> Strip:
        """One row of what can be seen."""
        y += self.scroll_offset.y
        place = bisect_right(self._tops, y) - 1
        width = self._width
        rows = self._rows[place] if place < len(self._rows) else ()
        row = rows[y - self._tops[place]] if rows and y - self._tops[place] < len(rows) else Row(text="")
        style = self.part_styles[row.part]
        return Strip([Segment(sized(row.text, width), style)]).adjust_cell_length(width, self.part_styles["text"])

    def on_resize(self, _event: Resize) -> None:
        self._lay_out()

    def on_focus(self) -> None:
        self._lay_out()

    def on_blur(self) -> None:
        self._lay_out()

    def action_go(self, step: int) -> None:
        """Go to another mistake."""
        self._mark(min(max(0, self._at + step), max(0, len(self._problems) - 1)))

    def action_choose(self) -> None:
        """Go to the question of the marked mistake."""
        if self.marked is not None:
            self.post_message(self.Chosen(self.marked))

    def on_click(self, event: Click) -> None:
        at = event.get_content_offset(self)
        place = bisect_right(self._tops, at.y + self.scroll_offset.y) - 1 if at else -1
        if 0 <= place < len(self._problems):
            self._mark(place)
            self.action_choose()

    def _mark(self, place: int) -> None:
        if place != self._at:
            self._at = place
            self._lay_out()

    # --- rows -----------------------------------------------------------------------------------------------------

    @property
    def _width(self) -> int:
        return max(LEAST_WIDTH, self.scrollable_content_region.width)

    def _lay_out(self) -> None:
        if self._problems:
            self._rows = tuple(tuple(self._of(place, one)) for place, one in enumerate(self._problems))
        else:
            said = tuple(Row(text=f" {line}", part="quiet") for line in wrapped(self._otherwise, self._width - 2))
            self._rows = (said,)
        self._tops = tuple(accumulate((len(rows) for rows in self._rows), initial=0))
        self.virtual_size = Size(self._width, self._tops[-1])
        self._follow()
        self.refresh()

    def _of(self, place: int, problem: Problem) -> Iterator[Row]:
        """The rows of one mistake: where, what, what to do; of the marked one the line that it is in."""
        is_marked = place == self._at
        head = f" {ALL.cursor if is_marked else ' '} {GLYPHS[problem.level]} {_(LEVELS[problem.level])}  "
        where = shown(problem.place)
        where = where if cell_len(head + where) <= self._width else where.rpartition("/")[2]
        yield Row(text=head + where, part="here" if is_marked else "error" if problem.level is Level.ERROR else "place")
        for line in wrapped(sentence(problem), self._width - len(INDENT) - 1):
            yield Row(text=INDENT + line)
        if is_marked:
            yield from self._excerpts(problem)
        for order, line in enumerate(wrapped(next_step(problem), self._width - len(INDENT) - 3)):
            if line:
                yield Row(text=f"{INDENT}{ALL.on if order == 0 else ' '} {line}", part="quiet")
        yield Row(text="")

    def _excerpts(self, problem: Problem) -> Iterator[Row]:
        places = (problem.place,) if problem.also is None else (problem.place, problem.also)
        for one in places:
            if one is not problem.place:
                yield Row(text=INDENT + _("The other place: {place}").format(place=shown(one)), part="quiet")
            for line in excerpt(self._bundle, one, width=self._width - len(INDENT)):
                yield Row(text=f" {line}", part="place")

    def _follow(self) -> None:
        """Bring the marked mistake into sight, its beginning at least."""
        if not self._problems:
            return
        top, end = self._tops[self._at], self._tops[self._at + 1] - 1  # the empty row below need not be seen
        height, seen = max(1, self.scrollable_content_region.height), self.scroll_offset.y
        if top < seen or end > seen + height:
            self.scroll_to(y=top, animate=False, immediate=True)


def shown(place: Place) -> str:
    """A place as people write it: the file below the bundle's folder, and the line."""
    return plain(f"{place.file}:{place.line}")


def _is_same(one: Problem, other: Problem) -> bool:
    """Whether it is the same mistake, perhaps on another line by now."""
    return (one.code, one.place.file, dict(one.facts)) == (other.code, other.place.file, dict(other.facts))

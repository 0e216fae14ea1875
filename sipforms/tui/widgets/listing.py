"""A list to choose from, with headings: draws only the lines in sight, and only text, never markup."""

from collections.abc import Callable
from dataclasses import dataclass

from rich.text import Text
from textual.binding import Binding
from textual.events import Click, Resize
from textual.geometry import Size
from textual.message import Message
from textual.strip import Strip

from sipforms.render.charts.glyphs import ALL
from sipforms.tui.widgets.part_styles import Drawn

PARTS = ("text", "heading", "here")
LEAST_WIDTH = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line. ``chosen`` is what it stands for, nothing for a heading; ``drawn`` gives its text at a width.

    ``is_told`` is a line that is only read, and no heading either.
    """

    drawn: Callable[[int], Text]
    chosen: object = None
    is_told: bool = False


class Listing(Drawn):
    """Arrows move, Enter chooses. The line that was chosen stays chosen when the list is filled again."""

    PARTS = {part: f"listing--{part}" for part in PARTS}
    COMPONENT_CLASSES = set(PARTS.values())
    BINDINGS = [
        Binding("up", "go(-1)", show=False),
        Binding("down", "go(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
        Binding("home", "end(-1)", show=False),
        Binding("end", "end(1)", show=False),
        Binding("enter", "choose", show=False),
    ]

    class Chosen(Message):
        """Somebody pressed Enter on an entry, or clicked on it."""

        def __init__(self, listing: "Listing", chosen: object) -> None:
            super().__init__()
            self.listing, self.chosen = listing, chosen

    class Reached(Message):
        """The mark is on another entry now."""

        def __init__(self, listing: "Listing", chosen: object) -> None:
            super().__init__()
            self.listing, self.chosen = listing, chosen

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._entries: tuple[Entry, ...] = ()
        self._at: int | None = None

    @property
    def chosen(self) -> object:
        """What the marked line stands for."""
        return None if self._at is None else self._entries[self._at].chosen

    def fill(self, entries: tuple[Entry, ...], chosen: object = None) -> None:
        """Show these entries, with the mark on ``chosen``, else where it was, else on the first that can be chosen."""
        wanted = chosen if chosen is not None else self.chosen
        before, self._entries = self._at, entries
        same = next(
            (place for place, one in enumerate(entries) if one.chosen is not None and one.chosen == wanted), None
        )
        self._at = same if same is not None else self._nearest(before or 0)
        self._measure()
        self._follow()
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """One line of what can be seen."""
        place, width = y + self.scroll_offset.y, self._width
        if not 0 <= place < len(self._entries):
            return Strip.blank(width, self.part_styles["text"])
        entry, is_here = self._entries[place], place == self._at
        part = "heading" if entry.chosen is None and not entry.is_told else "here" if is_here else "text"
        text = Text(f" {ALL.cursor if is_here else ' '} ", end="", no_wrap=True)
        text.append_text(entry.drawn(max(LEAST_WIDTH, width - 4)))
        text.truncate(width, overflow="ellipsis")
        drawn = text.render(self.app.console)
        return Strip(drawn).apply_style(self.part_styles[part]).adjust_cell_length(width, self.part_styles[part])

    def on_resize(self, _event: Resize) -> None:
        self._measure()
        self._follow()

    def action_go(self, step: int) -> None:
        """Go to the next entry, or the one before."""
        if self._at is not None:
            places = range(self._at + 1, len(self._entries)) if step > 0 else range(self._at - 1, -1, -1)
            self._move(next((place for place in places if self._entries[place].chosen is not None), self._at))

    def action_page(self, step: int) -> None:
        """Go about a screenful."""
        self._move(self._nearest((self._at or 0) + step * max(1, self.size.height - 2)))

    def action_end(self, step: int) -> None:
        """Go to the first entry or the last."""
        self._move(self._nearest(0 if step < 0 else len(self._entries) - 1))

    def action_choose(self) -> None:
        """Choose the marked entry."""
        if self.chosen is not None:
            self.post_message(self.Chosen(self, self.chosen))

    def on_click(self, event: Click) -> None:
        at = event.get_content_offset(self)
        place = at.y + self.scroll_offset.y if at else -1
        if 0 <= place < len(self._entries) and self._entries[place].chosen is not None:
            self._move(place)
            self.action_choose()

    @property
    def _width(self) -> int:
        return max(LEAST_WIDTH, self.scrollable_content_region.width)

    def _nearest(self, place: int) -> int | None:
        can = [at for at, one in enumerate(self._entries) if one.chosen is not None]
        return min(can, key=lambda at: abs(at - place), default=None)

    def _move(self, place: int | None) -> None:
        if place is None or place == self._at:
            return
        self._at = place
        self._follow()
        self.refresh()
        self.post_message(self.Reached(self, self.chosen))

    def _measure(self) -> None:
        self.virtual_size = Size(self._width, len(self._entries))

    def _follow(self) -> None:
        height, seen = max(1, self.scrollable_content_region.height), self.scroll_offset.y
        if self._at is None or (seen <= self._at - (self._at > 0) and self._at < seen + height):
            return
        top = max(0, self._at - 1) if self._at <= seen else self._at - height + 1
        self.scroll_to(y=top, animate=False, immediate=True)

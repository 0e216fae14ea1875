"""The citizen's view as a widget: draws one view in the middle of whatever room there is."""

from rich.segment import Segment
from rich.style import Style
from textual.events import Click, Resize
from textual.geometry import Size
from textual.message import Message
from textual.strip import Strip

from sipforms.render.citizen_drawing import Drawing, drawn
from sipforms.render.citizen_shown import CitizenShown
from sipforms.tui.widgets.part_styles import Drawn

PARTS = ("text", "quiet", "strong", "sentence", "marked", "told")


class CitizenFace(Drawn):
    """Shows what it was last given. A click says at which place among the choices it was; -1 is the way back."""

    PARTS = {part: f"citizen--{part}" for part in PARTS}
    COMPONENT_CLASSES = set(PARTS.values())

    class Pointed(Message):
        """Somebody clicked on a choice."""

        def __init__(self, place: int) -> None:
            super().__init__()
            self.place = place

    def __init__(self, shown: CitizenShown, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self.shown = shown
        self._drawing: Drawing | None = None

    def show(self, shown: CitizenShown) -> None:
        """Show this."""
        self.shown, self._drawing = shown, None
        self.refresh()

    def on_resize(self, _event: Resize) -> None:
        """Draw anew for the room there is."""
        self._drawing = None
        self.virtual_size = Size(self.size.width, 1)
        self.refresh()

    @property
    def drawing(self) -> Drawing:
        """The view for the room there is."""
        if self._drawing is None:
            room = self.scrollable_content_region
            self._drawing = drawn(self.shown, room.width, room.height)
        return self._drawing

    def render_line(self, y: int) -> Strip:
        """One row."""
        lines, width = self.drawing.lines, self.scrollable_content_region.width
        pieces = lines[y] if y < len(lines) else ()
        strip = Strip([Segment(text, self.part_styles.get(part, Style.null())) for text, part in pieces])
        return strip.adjust_cell_length(width, self.part_styles["text"])

    def on_click(self, event: Click) -> None:
        """Say what was clicked."""
        at = event.get_content_offset(self)
        place = self.drawing.hit(at.y, at.x) if at else None
        if place is not None:
            event.stop()
            self.post_message(self.Pointed(place))

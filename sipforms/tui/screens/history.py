"""Everything answered about somebody over time: a line for each number, its rounds side by side, broken where they are.

The arrows go from round to round and from line to line; Enter shows the questions behind a line, in the same way.
"""

from collections.abc import Iterator
from typing import Protocol, cast

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.events import Key
from textual.widgets import Static

from sipforms.actions.courses import Courses, Followed, KindOfNumber, courses_of
from sipforms.actions.follow import why
from sipforms.actions.question_courses import QuestionCourse, courses_behind
from sipforms.plugins.sections.history import Line
from sipforms.render import report
from sipforms.render.charts.course_table import CourseLine, Window, heads, line_of, lines_of, row, window_of
from sipforms.render.charts.glyphs import ALL, Glyphs
from sipforms.render.charts.inks import Inks
from sipforms.render.explanation import explanation_text
from sipforms.render.language import _
from sipforms.render.plain import plain
from sipforms.store.casefile import CaseFile
from sipforms.store.failures import StoreError
from sipforms.tui.history_texts import (
    kind_title,
    left_out_words,
    plot_text,
    question_text,
    round_text,
    series_title,
)
from sipforms.tui.keys import sign
from sipforms.tui.round_help import history_help
from sipforms.tui.screens.help import HelpScreen, help_width
from sipforms.tui.screens.page import Page
from sipforms.tui.screens.result import ResultScreen
from sipforms.tui.widgets.listing import Entry, Listing
from sipforms.tui.widgets.text_line import TextLine

MARGIN = 4  # cells beside the lines: the mark, and the scrollbar
LEAST = 36


class Dressed(Protocol):
    """The program as far as pictures are concerned."""

    glyphs: Glyphs
    inks: Inks


class HistoryScreen(Page[None]):
    """The lines of one series, turned with the number keys; above, which kind of number they are."""

    AUTO_FOCUS = "Listing"
    BINDINGS = [
        Binding("escape", "leave", show=False),
        Binding("left", "round(-1)", show=False, priority=True),
        Binding("right", "round(1)", show=False, priority=True),
        Binding("tab", "kind(1)", show=False, priority=True),
        Binding("shift+tab", "kind(-1)", show=False, priority=True),
        Binding("pagedown,space", "scroll_view(1)", show=False, priority=True),
        Binding("pageup", "scroll_view(-1)", show=False, priority=True),
        Binding("h,H", "why", show=False),
        Binding("r,R", "result", show=False),
    ]

    def __init__(self, file: CaseFile, questionnaire: str | None = None) -> None:
        """``questionnaire`` is the series to begin with; without it the one that was answered last."""
        super().__init__()
        self._file, self._wanted = file, questionnaire
        self._courses = Courses(followed=())
        self._series = self._kind = self._round = 0
        self._below: Line | None = None  # the line whose questions are shown
        self._questions: tuple[QuestionCourse, ...] = ()

    def middle(self) -> ComposeResult:
        yield TextLine(id="views")
        yield Listing(id="course")
        with VerticalScroll(id="view", can_focus=False):
            yield Static(id="text", markup=False)

    def top(self) -> tuple[str, str]:
        who = plain(self._file.citizen.code) if self._file.citizen else _("The facility")
        parts = [_("History"), who]
        if self._followed is not None:
            parts.append(series_title(self._followed))
        if self._below is not None:
            parts.append(plain(self._below.title))
        return " · ".join(parts), "" if self._shown is None else kind_title(self._shown)

    def keys(self) -> list[tuple[str, str]]:
        if self._followed is None:
            return [("F8", _("hide")), ("Esc", _("back"))]
        keys = [("F8", _("hide")), (ALL.back + ALL.on, _("round"))]
        if self._below is None:
            letters = " ".join(self._letters) or "Tab"
            keys += [(letters, _("numbers"))] if len(self._followed.kinds) > 1 else []
            keys += [("Enter", _("its questions")), ("H", _("why"))]
        keys += [("Esc", _("back")), ("R", _("result"))]
        return keys + ([(f"1-{len(self._courses.followed)}", _("forms"))] if len(self._courses.followed) > 1 else [])

    @property
    def _letters(self) -> list[str]:
        """The first letters of the kinds, where they are different ones and no keys of something else."""
        kinds = self._followed.kinds if self._followed is not None else ()
        letters = [kind_title(one)[:1].upper() for one in kinds]
        is_clear = len(letters) > 1 and len(set(letters)) == len(letters) and not {"H", "R"} & set(letters)
        return letters if is_clear else []

    # --- what is shown ------------------------------------------------------------------------------------------

    @property
    def _followed(self) -> Followed | None:
        return self._courses.followed[self._series] if self._courses.followed else None

    @property
    def _shown(self) -> KindOfNumber | None:
        return None if self._followed is None else self._followed.kinds[self._kind]

    def on_mount(self) -> None:
        try:
            self._courses = courses_of(self.workplace, self._file)
        except StoreError as fault:
            self.tell_fault(fault)
        ids = [one.series.questionnaire for one in self._courses.followed]
        self._to_series(ids.index(self._wanted) if self._wanted in ids else 0)
        self.watch(self.app, "theme", self._fill, init=False)
        if left_out := left_out_words(self._courses.unreadable):
            self.call_after_refresh(self.tell, left_out)

    def on_resize(self) -> None:  # type: ignore[override]
        self._fill()

    def _to_series(self, place: int) -> None:
        self._series, self._kind, self._below = place, self._usual_kind(place), None
        if self._followed is not None:
            self._round = len(self._followed.series.points) - 1
        self._fill()

    def _usual_kind(self, place: int) -> int:
        """The kind of which more is better: how satisfied, before how important; else the first."""
        kinds = self._courses.followed[place].kinds if self._courses.followed else ()
        return len(kinds) - 1 if len(kinds) == 2 and all(one.title for one in kinds) else 0

    def _fill(self) -> None:
        names = Text(" ", end="", no_wrap=True)
        for number, one in enumerate(self._courses.followed, 1):
            names.append(f" {number} {series_title(one)} ", "reverse bold" if number - 1 == self._series else "")
        self.query_one("#views", TextLine).show(names)
        listing = self.query_one(Listing)
        listing.fill(tuple(self._entries()))
        listing.styles.height = min(len(self._lines) + 1, max(3, self.size.height // 2)) + 1
        self._describe()
        self.draw()

    @property
    def _lines(self) -> tuple[CourseLine, ...]:
        if self._below is not None:
            is_told = len({one.question.dimension for one in self._questions}) > 1
            return tuple(line_of(one, is_told=is_told) for one in self._questions)
        return () if self._shown is None else lines_of(self._shown.course)

    def _entries(self) -> Iterator[Entry]:
        if self._followed is None:
            yield Entry(drawn=lambda _width: Text(_("Nothing has been answered yet that gives a number."), end=""))
            return
        days = tuple(point.response.answered_on for point in self._followed.series.points)
        lines, marked = self._lines, self._round

        def window(width: int) -> Window:
            return window_of(lines, days, marked, width)

        yield Entry(drawn=lambda width: heads(days, window(width), marked, self._glyphs))
        chosen = self._questions if self._below is not None else self._shown.course.lines if self._shown else ()
        for line, one in zip(lines, chosen, strict=True):
            yield Entry(
                drawn=lambda width, line=line: row(line, window(width), marked, self._glyphs),  # type: ignore[misc]
                chosen=one,
            )

    @property
    def _glyphs(self) -> Glyphs:
        return cast("Dressed", self.app).glyphs

    def _describe(self) -> None:
        """The marked round and line in words; below that the plot, which is scrolled to where there is little room."""
        followed, shown = self._followed, self._shown
        if followed is None or shown is None:
            self.query_one("#text", Static).update(Text(""))
            return
        dressed = cast("Dressed", self.app)
        page = report.Page(width=max(LEAST, self.size.width - MARGIN), glyphs=dressed.glyphs, inks=dressed.inks)
        chosen = self.query_one(Listing).chosen
        if isinstance(chosen, QuestionCourse):
            text = question_text(chosen, followed, self._round, page)
        else:
            line = chosen if isinstance(chosen, Line) else None
            text = round_text(followed, shown, line, self._round, page)
            if line is not None and (plot := plot_text(shown, line, page)).plain:
                text = Text("\n\n").join([text, plot])
        self.query_one("#text", Static).update(text)

    # --- keys ---------------------------------------------------------------------------------------------------

    def on_listing_reached(self, _event: Listing.Reached) -> None:
        self._describe()

    def on_listing_chosen(self, event: Listing.Chosen) -> None:
        """One level down: the questions behind the marked line, over the same rounds."""
        if self._followed is None or not isinstance(event.chosen, Line):
            self.tell(_("This is the question itself. Esc goes back to the areas."))
            return
        try:
            found = courses_behind(self.workplace, self._file, self._followed.series, event.chosen.indicator)
        except StoreError as fault:
            self.tell_fault(fault)
            return
        if not found:
            self.tell(_("No question stands behind this number alone."))
            return
        self._below, self._questions = event.chosen, found
        self._fill()

    def action_round(self, step: int) -> None:
        """Mark the round before, or after."""
        if self._followed is None:
            return
        to = self._round + step
        if not 0 <= to < len(self._followed.series.points):
            self.tell(_("There is no earlier round.") if step < 0 else _("This is the newest round."))
            return
        self._round = to
        self.tell("")
        self._fill()

    def action_kind(self, step: int) -> None:
        """Turn to another kind of number."""
        if self._followed is not None and self._below is None:
            self._kind = (self._kind + step) % len(self._followed.kinds)
            self._fill()

    def on_key(self, event: Key) -> None:
        """The first letter of a kind turns to it, a number to a series."""
        pressed = sign(event)
        if pressed is None or self._followed is None:
            return
        letters = self._letters
        if pressed.isdigit() and 0 < int(pressed) <= len(self._courses.followed):
            event.stop()
            self._to_series(int(pressed) - 1)
        elif pressed.upper() in letters and self._below is None:
            event.stop()
            self._kind = letters.index(pressed.upper())
            self._fill()

    def action_scroll_view(self, step: int) -> None:
        """Scroll what is below the lines."""
        view = self.query_one("#view")
        view.scroll_relative(y=step * max(1, view.size.height - 1), animate=False)

    def action_why(self) -> None:
        """Why the marked number of the marked round is what it is."""
        chosen, followed = self.query_one(Listing).chosen, self._followed
        if followed is None or not isinstance(chosen, Line):
            self.tell(_("There is no number to explain here."))
            return
        found = why(self.workplace, followed.series.points[self._round].response, chosen.indicator)
        if found is None:
            self.tell(_("There is no number to explain here."))
        else:
            self.put(HelpScreen(Text(explanation_text(found, help_width(self.size.width), self._glyphs))))

    def action_help(self) -> None:
        """The keys of this screen, and what a break is."""
        self.put(history_help())

    def action_result(self) -> None:
        """The whole result of the marked round."""
        if self._followed is not None:
            self.put(ResultScreen(self._file, self._followed.series.points[self._round].response))

    def action_leave(self) -> None:
        """From the questions back to the areas; from there to the screen behind."""
        if self._below is None:
            self.leave()
            return
        below, self._below = self._below, None
        self._fill()
        self.query_one(Listing).fill(tuple(self._entries()), below)

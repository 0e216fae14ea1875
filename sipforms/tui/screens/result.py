"""One round in pictures and words: where things stand, compared with last time, and why each number is what it is."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Protocol, cast

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.widgets import Static

from sipforms.actions.follow import history_of, programmes_of, why
from sipforms.actions.question_courses import QuestionCourse, courses_behind
from sipforms.actions.report import of_citizens, of_series
from sipforms.actions.talk_sheet import talk_sheet_of
from sipforms.engine.compare.history import Series
from sipforms.engine.programme import ReportDefinition
from sipforms.engine.report import Report, SectionInput
from sipforms.engine.response import Response
from sipforms.plugins.sections.answers import Answers
from sipforms.plugins.sections.development import Development
from sipforms.plugins.sections.talk_sheet import TalkSheet
from sipforms.render import report
from sipforms.render.charts.dumbbell import NARROWEST, dumbbell, in_order
from sipforms.render.charts.glyphs import Glyphs
from sipforms.render.charts.inks import Inks
from sipforms.render.due_words import round_words
from sipforms.render.explanation import explanation_text
from sipforms.render.language import _
from sipforms.render.other_forms import other_forms_said
from sipforms.render.plain import plain
from sipforms.render.response_words import standing_words
from sipforms.store.casefile import CaseFile, open_case
from sipforms.store.failures import StoreError
from sipforms.tui.result_views import View, developments, names_line, views
from sipforms.tui.round_help import result_help
from sipforms.tui.screens.choose_report import ChooseReportScreen
from sipforms.tui.screens.help import HelpScreen, help_width
from sipforms.tui.screens.page import Page
from sipforms.tui.screens.talk_sheet import TalkSheetScreen
from sipforms.tui.screens.versions import VersionsScreen
from sipforms.tui.widgets.listing import Entry, Listing
from sipforms.tui.widgets.text_line import TextLine
from sipforms.tui.written_pages import report_wanted, sheet_wanted, write_from

MARGIN = 4  # cells beside a view: its padding, its scrollbar and one free
LEAST_TABLE = 40  # a table is never narrower; a smaller window gives up what is beside it


class Dressed(Protocol):
    """The program as far as pictures are concerned: the signs and the colours they are drawn with."""

    glyphs: Glyphs
    inks: Inks


class ResultScreen(Page[None]):
    """The picture above, with one area marked; below it one of several views, turned with the number keys."""

    AUTO_FOCUS = "Listing"
    BINDINGS = [
        Binding("escape", "leave", show=False),
        Binding("h,H", "why", show=False),
        Binding("r,R", "reports", show=False),
        Binding("s,S", "sheet", show=False),
        Binding("v,V", "versions", show=False),
        Binding("w,W", "write", show=False),
        *(Binding(str(number), f"view({number})", show=False) for number in range(1, 10)),
        Binding("pagedown,space", "scroll_view(1)", show=False, priority=True),
        Binding("pageup", "scroll_view(-1)", show=False, priority=True),
    ]

    def __init__(self, file: CaseFile, response: Response, *, is_kept: bool = True) -> None:
        """``is_kept`` is false for answers not handed in yet: this file has them, and the store has not."""
        super().__init__()
        self._file, self._response, self._is_kept = file, response, is_kept
        self._report: Report | None = None
        self._sheet: TalkSheet | None = None
        self._chosen: str | None = None  # the id of another report than the programme's usual one
        self._views: tuple[View, ...] = ()
        self._at = 0

    def middle(self) -> ComposeResult:
        yield TextLine(id="others")
        yield Listing(id="picture")
        yield TextLine(id="views")
        with VerticalScroll(id="view", can_focus=False):
            yield Static(id="text", markup=False)

    def top(self) -> tuple[str, str]:
        who = plain(self._file.citizen.code) if self._file.citizen else _("The facility")
        programme = self._report.programme if self._report else None
        if self._report is not None and self._report.of_case:
            return who, self._other
        kept = "" if self._is_kept else _("not handed in yet")
        words = (who, kept, *reversed(round_words(programme, self._response)))
        return " · ".join(part for part in words if part), self._other

    def keys(self) -> list[tuple[str, str]]:
        keys = [("F8", _("hide"))]
        keys += [("Enter", _("its questions"))] if self._drawable and self._chosen is None else []
        keys += [("H", _("why"))] if self._drawable else []
        keys += [("S", _("talk sheet"))] if self._sheet is not None and self._chosen is None else []
        keys += [("R", _("reports"))] if len(self._offered) > 1 else []
        keys += [("W", _("to a file"))] if self._may_write else []
        versions = [("V", _("versions"))] if self._is_kept else []
        shown = [(f"1-{len(self._views)}", _("views"))] if self._views else []  # last: they are numbered on the screen
        return [*keys, ("Esc", _("back")), *versions, ("PgDn", _("scroll")), *shown]

    @property
    def _dressed(self) -> Dressed:
        return cast("Dressed", self.app)

    def on_mount(self) -> None:
        self._make()
        self.watch(self.app, "theme", self._fill, init=False)

    def on_resize(self) -> None:  # type: ignore[override]
        self._fill()

    # --- what is shown ------------------------------------------------------------------------------------------

    def _make(self) -> None:
        try:
            self._report = self._made()
            self._sheet = talk_sheet_of(self.workplace, self._file, self._report.series) if self._report else None
        except StoreError as fault:
            self.tell_fault(fault)
        self._views, self._at = (), 0
        self._fill()

    @property
    def _offered(self) -> tuple[ReportDefinition, ...]:
        """The programme's reports about a citizen; the first is the usual one."""
        return of_citizens(self._report.programme) if self._report else ()

    @property
    def _other(self) -> str:
        """What the report is called, where it is not the usual one."""
        return plain(self._report.title) if self._report and self._chosen is not None else ""

    def _made(self) -> Report | None:
        """The report of the series up to this round; nothing where its programme is not at hand."""
        history = history_of(self.workplace, self._file)
        if self._response.id in history.unreadable:
            self.tell(_("The version of the programme that this was answered with is not at hand."))
            return None
        series = next(one for one in history.series if any(self._is_it(point.response) for point in one.points))
        return of_series(self.workplace, self._file, self._until(series), self._chosen)

    def _until(self, series: Series) -> Series:
        place = next(place for place, point in enumerate(series.points) if self._is_it(point.response))
        return replace(series, points=series.points[: place + 1], steps=series.steps[:place])

    def _is_it(self, response: Response) -> bool:
        return response.id == self._response.id

    @property
    def _drawable(self) -> tuple[str, Development] | None:
        """What the picture is of, with its heading: the first section with lines that is not wanted in words only.

        A report may have one for each questionnaire.
        """
        several = developments(self._report) if self._report else ()
        return next(((title, one) for title, one in several if not one.in_words), None)

    def _all_answers(self) -> Answers | None:
        """Every answer, stories too: the person who opened this has the case file.

        Another report than the usual one is perhaps shown to somebody else: nothing stands there that it does not say.
        """
        offered = self.workplace.vocabulary.report_sections.get("answers")
        if self._report is None or offered is None or self._chosen is not None:
            return None
        given = SectionInput(
            programme=self._report.programme,
            programmes=programmes_of(self.workplace, self._file),
            series=self._report.series,
            settings={"text": True},
        )
        made = offered.offer.build(given)
        return made if isinstance(made, Answers) else None

    def _behind(self, indicator: str) -> tuple[QuestionCourse, ...]:
        """The questions behind an indicator; none where a programme is not at hand."""
        if self._report is None:
            return ()
        try:
            return courses_behind(self.workplace, self._file, self._report.series, indicator)
        except StoreError as fault:
            self.tell_fault(fault)
            return ()

    def _page(self, width: int) -> report.Page:
        return report.Page(width=width, glyphs=self._dressed.glyphs, inks=self._dressed.inks)

    def _fill(self) -> None:
        width = max(NARROWEST, self.size.width - 6)
        entries = tuple(self._picture(width))
        picture = self.query_one(Listing)
        picture.display = bool(entries)
        picture.styles.height = min(len(entries) + 1, max(4, self.size.height // 2))  # one for the line above
        picture.fill(entries)
        if self._report is not None and not self._views:
            usual = self._chosen is None  # another report is perhaps shown to somebody else
            self._views = views(self._report, self._all_answers(), self._behind if usual else None)
        told = self._report
        others = list(other_forms_said(told.series)) if told is not None and not told.of_case else []
        others = [*standing_words(self._response), *others]
        self.query_one("#others", TextLine).display = bool(others)
        self.query_one("#others", TextLine).update("\n".join(others))
        self._show_view()
        self.draw()

    def _picture(self, width: int) -> Iterator[Entry]:
        """The dumbbell line by line; those of an indicator can be marked."""
        if self._drawable is None:
            return
        title, shown = self._drawable
        if title:
            yield Entry(drawn=_drawn(Text(plain(title), "bold", end="")))
        lines = dumbbell(shown, width, self._dressed.glyphs, self._dressed.inks).split("\n")
        names = [row.main.indicator.id for row in in_order(shown)]
        first = 2 if len(lines) >= len(names) + 2 else len(lines)  # below the legend and the axis
        for place, line in enumerate(lines):
            at = place - first
            yield Entry(drawn=_drawn(line), chosen=names[at] if 0 <= at < len(names) else None)

    def _show_view(self) -> None:
        self.query_one("#views", TextLine).show(names_line(self._views, self._at, self.size.width))
        if self._views:
            self.query_one("#view").set_class(self.size.width - MARGIN < LEAST_TABLE, "narrow")
            width = max(LEAST_TABLE, self.size.width - MARGIN)
            text = self._views[self._at].drawn(self._page(width), self._marked())
            self.query_one("#text", Static).update(text)
        elif self._report is not None:  # what another report said must not stay
            self.query_one("#text", Static).update(Text(_("This report says nothing about this round.")))

    def _marked(self) -> str:
        chosen = self.query_one(Listing).chosen
        return chosen if isinstance(chosen, str) else ""

    # --- keys ---------------------------------------------------------------------------------------------------

    def on_listing_reached(self, _event: Listing.Reached) -> None:
        self._show_view()

    def on_listing_chosen(self, _event: Listing.Chosen) -> None:
        """One level down: the questions behind the marked number, and from there why it is what it is."""
        below = next((number for number, one in enumerate(self._views, 1) if one.title == _("Sub-questions")), 0)
        if below and self._at != below - 1:
            self.action_view(below)
        else:
            self.action_why()

    def action_view(self, number: int) -> None:
        """Turn to another view."""
        if number <= len(self._views):
            self._at = number - 1
            self._show_view()
            self.query_one("#view").scroll_home(animate=False)

    def action_scroll_view(self, step: int) -> None:
        """Scroll what is below the picture."""
        view = self.query_one("#view")
        view.scroll_relative(y=step * max(1, view.size.height - 1), animate=False)

    def action_why(self) -> None:
        """Why the marked number is what it is."""
        marked = self._marked()
        found = why(self.workplace, self._response, marked) if marked else None
        if found is None:
            self.tell(_("There is no number to explain here."))
        else:
            self.put(HelpScreen(Text(explanation_text(found, help_width(self.size.width), self._dressed.glyphs))))

    def action_reports(self) -> None:
        """Choose another of the programme's reports, where it has several."""
        offered = self._offered
        if len(offered) > 1:
            self.put(ChooseReportScreen(self.top()[0], offered, self._chosen or offered[0].id), self._choose)

    def _choose(self, report: str | None) -> None:
        usual = self._offered[0].id
        if report is not None and report != (self._chosen or usual):
            self._chosen = None if report == usual else report
            self._make()

    def action_sheet(self) -> None:
        """The page for the citizen to keep."""
        if self._sheet is None:
            self.tell(_("There is no talk sheet of this: it is made of answers to what the citizen is asked."))
        else:
            self.put(TalkSheetScreen(self._sheet, self._write_sheet if self._may_write else None))

    @property
    def _may_write(self) -> bool:
        """Answers that are not handed in leave in no file."""
        return self._is_kept and self._report is not None

    def action_write(self) -> None:
        """The report as a page for a browser and for A4."""
        if self._report is not None and self._may_write:
            write_from(self, self._file, report_wanted(self._report))
        else:
            self.tell(_("It is not handed in yet, so it is not written to a file. Esc goes back."))

    def _write_sheet(self, screen: Page[None]) -> None:
        if self._sheet is not None:
            write_from(screen, self._file, sheet_wanted(self._sheet))

    def action_help(self) -> None:
        """The keys of this screen, and how the picture is read."""
        self.put(result_help())

    def action_versions(self) -> None:
        """Every version of this round, and what can be done with it."""
        if not self._is_kept:
            self.tell(_("It is not handed in yet, so there is one version only. Esc goes back."))
            return
        self.put(VersionsScreen(self._file, self._response), lambda _nothing: self._read_again())

    def _read_again(self) -> None:
        """Show it as it stands now; one that does not count any more is no result."""
        try:
            self._file = open_case(self.workplace.store, self._file.id)
        except StoreError as fault:
            self.tell_fault(fault)
            return
        response = self._file.response(self._response.id)
        if response is None or not response.counts:
            self.leave()
            return
        self._response = response
        self._make()

    def action_leave(self) -> None:
        """Back to the case file."""
        self.leave()


def _drawn(line: Text) -> Callable[[int], Text]:
    return lambda _width: line.copy()

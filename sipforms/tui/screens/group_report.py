"""A report about the facility on the screen: the very text that the command prints, of a period and a place."""

from dataclasses import replace
from pathlib import Path

from rich.text import Text
from textual.binding import Binding
from textual.events import Key

from sipforms.actions.leading import Led, Wish, lead, led_reports, note_page
from sipforms.actions.page_files import PAGE, write_page
from sipforms.engine.programme import ReportDefinition
from sipforms.render.charts.glyphs import ALL
from sipforms.render.groups.text import group_report_text
from sipforms.render.language import N_, _
from sipforms.render.plain import plain
from sipforms.tui.keys import sign
from sipforms.tui.leader_texts import period_words, place_words
from sipforms.tui.screens.help import HelpScreen, keys_help
from sipforms.tui.screens.led_dialog import LedDialog
from sipforms.tui.screens.led_page import ReadPage
from sipforms.tui.screens.page_dialog import PageDialog
from sipforms.tui.widgets.text_line import TextLine

KEYS_OF_REPORT = (
    ("1-9", N_("another of the programme's reports about the facility")),
    ("W", N_("write the report as a page for a browser and for paper")),
    ("V", N_("choose another period or place")),
    (f"{ALL.up} {ALL.down}", N_("scroll")),
    ("F8", N_("hide everything on the screen")),
    ("Esc", N_("one step back")),
)
WIDEST = 110


class GroupReportScreen(ReadPage):
    """A number turns to another report, V to another period or place."""

    BINDINGS = [
        Binding("v,V", "choose", show=False),
        Binding("w,W", "write", show=False),
        Binding("f1,question_mark", "help", show=False),
    ]

    def __init__(self, led: Led) -> None:
        super().__init__()
        self._led = led

    @property
    def _reports(self) -> tuple[ReportDefinition, ...]:
        return led_reports(self.workplace.programmes.by_id[self._led.wish.programme])

    def top(self) -> tuple[str, str]:
        title = plain(self._led.report.title) or _("The facility's figures")
        return f"{title} · {place_words(self._led.wish.place)}", period_words(self._led.wish.period)

    def keys(self) -> list[tuple[str, str]]:
        several = [(f"1-{len(self._reports)}", _("reports"))] if len(self._reports) > 1 else []
        return [
            ("F8", _("hide")),
            (ALL.up + ALL.down, _("scroll")),
            ("W", _("page")),
            ("V", _("period, place")),
            *several,
            ("F1", _("help")),
            ("Esc", _("back")),
        ]

    def draw(self) -> None:
        """The report, as wide as there is room for."""
        super().draw()
        names = Text(" ", end="", no_wrap=True)
        for number, one in enumerate(self._reports, 1):
            is_here = one.id == self._led.wish.report
            names.append(f" {number} {plain(one.title) or _('The facility')} ", "reverse bold" if is_here else "")
        views = self.query_one("#views", TextLine)
        views.display = len(self._reports) > 1
        views.show(names)
        page = replace(self.paper, width=min(WIDEST, self.paper.width))
        self.show_text(Text("\n".join(group_report_text(self._led.report, page)), end=""))

    # --- keys ---------------------------------------------------------------------------------------------------

    def on_key(self, event: Key) -> None:
        """A number turns to the report that has it."""
        pressed = sign(event)
        if pressed is not None and pressed.isdigit() and 0 < int(pressed) <= len(self._reports):
            event.stop()
            self._read(replace(self._led.wish, report=self._reports[int(pressed) - 1].id))

    def action_write(self) -> None:
        """The report as a page in a file; the access log knows of it first."""
        led = self._led

        def write(target: Path) -> None:
            from sipforms.render.html.group_report import group_report_html  # loads what draws pages

            note_page(self.workplace, led)
            write_page(target, group_report_html(led.report))

        def tell(target: Path | None) -> None:
            if target is not None:
                self.tell(_("The page is in {file}.").format(file=target))

        title = _("The report as a page")
        self.put(PageDialog(title, f"{_('facility report')}{PAGE}", write, is_of_one=False), tell)

    def action_choose(self) -> None:
        """Another period or place."""
        programme = self.workplace.programmes.by_id[self._led.wish.programme]
        self.put(LedDialog(self._led, programme), self._chosen)

    def _chosen(self, wish: Wish | None) -> None:
        if wish is not None:
            self._read(wish)

    def _read(self, wish: Wish) -> None:
        self.work(lambda: lead(self.workplace, wish, self._led.gathered), self._show, waits=True)

    def _show(self, led: Led) -> None:
        self._led = led
        self.draw()
        self.to_top()

    def action_help(self) -> None:
        """The keys of this screen."""
        self.put(HelpScreen(keys_help(KEYS_OF_REPORT)))

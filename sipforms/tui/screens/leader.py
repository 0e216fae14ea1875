"""The leader's overview: the facility's figures theme by theme, of one respondent group at a time."""

from collections.abc import Mapping

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding
from textual.events import Key

from sipforms.actions.leading import Led, Wish, again, lead, programmes_led, stays_by_programme
from sipforms.actions.themes import Theme, ThemeFigures, VoiceFigures
from sipforms.engine.programme import Programme
from sipforms.render.groups.themes import head_line, legend, theme_line, voice_words, why_nothing
from sipforms.render.language import N_, _
from sipforms.render.plain import plain
from sipforms.store.access.roles import Right
from sipforms.tui.keys import sign
from sipforms.tui.leader_texts import marked_words, period_words, place_words, short_words, standing_words
from sipforms.tui.screens.audit import AuditScreen
from sipforms.tui.screens.decisions import DecisionsScreen
from sipforms.tui.screens.group_report import GroupReportScreen
from sipforms.tui.screens.help import HelpScreen, keys_help
from sipforms.tui.screens.led_dialog import LedDialog
from sipforms.tui.screens.led_page import LedPage
from sipforms.tui.screens.theme import ThemeScreen
from sipforms.tui.widgets.form_layout import wrapped
from sipforms.tui.widgets.listing import Entry, Listing
from sipforms.tui.widgets.text_line import TextLine

KEYS_OF_LEADER = (
    ("Enter", N_("everything about the marked theme, question by question")),
    ("Tab  1-9", N_("whose answers: they are shown beside each other and never added up")),
    ("A", N_("the audit meeting: theme by theme, for a room")),
    ("B", N_("what audits have decided: mark it done, or look back")),
    ("R", N_("the whole report as text")),
    ("V", N_("choose another period or place")),
    ("P", N_("the next programme, where there are several")),
    ("F5", N_("read everything again")),
    ("F8", N_("hide everything on the screen")),
    ("Esc", N_("one step back")),
)


class LeaderScreen(LedPage[None]):
    """``used`` counts stays by programme, as far as it is known: the one most used is shown first.

    ``led`` are figures that were read already.
    """

    AUTO_FOCUS = "Listing"
    BINDINGS = [
        Binding("tab", "voice(1)", show=False, priority=True),
        Binding("shift+tab", "voice(-1)", show=False, priority=True),
        Binding("a,A", "audit", show=False),
        Binding("b,B", "decisions", show=False),
        Binding("r,R", "report", show=False),
        Binding("v,V", "choose", show=False),
        Binding("p,P", "programme", show=False),
        Binding("f5", "again", show=False),
        Binding("f1,question_mark", "help", show=False),
    ]

    def __init__(self, used: Mapping[str, int] | None = None, led: Led | None = None) -> None:
        super().__init__()
        self._used = used or {}
        self._led = led
        self._at = self._of = 0

    def middle(self) -> ComposeResult:
        yield TextLine(id="views")
        yield TextLine(id="head")
        yield Listing()
        yield TextLine(id="about-marked")

    def top(self) -> tuple[str, str]:
        if self._led is None:
            return _("Leader's overview"), ""
        parts = (
            _("Leader's overview"),
            plain(self._led.report.programme.title),
            place_words(self._led.wish.place),
        )
        return " · ".join(parts), period_words(self._led.wish.period)

    def keys(self) -> list[tuple[str, str]]:
        if self._led is None:
            return [("F8", _("hide")), ("Esc", _("back"))]
        several = [("Tab", _("whose answers"))] if len(self._led.themes.voices) > 1 else []
        programme = [("P", _("programme"))] if len(self._programmes) > 1 else []
        audit = [("A", _("audit meeting"))] if self._led.themes.every else []
        theme = [("Enter", _("theme"))] if self._led.themes.every else []
        return [  # what leads on from a year in which nothing is told comes first: 80 columns have room for it
            ("F8", _("hide")),
            *audit,
            ("R", _("report")),
            ("V", _("period, place")),
            *theme,
            ("B", _("decisions")),
            *several,
            ("F1", _("help")),
            ("Esc", _("back")),
            *programme,
            ("F5", _("read again")),
        ]

    @property
    def _programmes(self) -> tuple[Programme, ...]:
        return programmes_led(self.workplace, self._used)

    @property
    def _voice(self) -> VoiceFigures | None:
        voices = self._led.themes.voices if self._led is not None else ()
        return voices[self._at] if voices else None

    @property
    def _theme(self) -> Theme | None:
        chosen = self.query_one(Listing).chosen
        return chosen if isinstance(chosen, Theme) else None

    # --- reading ------------------------------------------------------------------------------------------------

    def on_mount(self) -> None:
        self.draw()
        if not self.workplace.may(Right.GROUP_REPORT):
            self.refuse(_("Figures about a group are for leaders and the secretariat."))
        elif not self.workplace.programmes.by_id:
            self.refuse(_("There is no programme here to show figures of."))
        elif self._led is not None:
            self._show(self._led)
        else:
            self.work(self._first, self._show)

    def _first(self) -> Led:
        """The figures of the programme with most stays; where nobody has been read yet they are counted first."""
        self._used = self._used or stays_by_programme(self.workplace)
        return lead(self.workplace, Wish(programme=self._programmes[0].id))

    def on_resize(self) -> None:  # type: ignore[override]
        self._fill()

    def on_screen_resume(self) -> None:
        """Back from the audit: what was decided meanwhile counts."""
        if self._led is not None and not self._is_working:
            led = self._led
            self.work(lambda: again(self.workplace, led), self._show)

    def _read(self, wish: Wish, *, anew: bool = True) -> None:
        gathered = None if anew or self._led is None else self._led.gathered
        self.work(lambda: lead(self.workplace, wish, gathered), self._show, waits=True)

    def _show(self, led: Led) -> None:
        self._led = led
        voices = led.themes.voices
        if self._at >= len(voices):
            self._at = 0
        if voices and not voices[self._at].themes:
            self._at = next((place for place, one in enumerate(voices) if one.themes), self._at)
        self._fill()

    # --- what is shown ------------------------------------------------------------------------------------------

    def _fill(self) -> None:
        self.draw()
        if self._led is None:
            return
        voice, paper = self._voice, self.paper
        self.query_one("#views", TextLine).show(self._names())
        has_figures = voice is not None and bool(voice.themes)
        head = self.query_one("#head", TextLine)
        head.display = has_figures
        if voice is not None and has_figures:
            head.show("   " + head_line(voice, paper.width, paper))
        self.query_one(Listing).fill(tuple(self._entries()))
        self._tell_about()

    def _names(self) -> Text:
        names = Text(" ", end="", no_wrap=True)
        voices = self._led.themes.voices if self._led is not None else ()
        for number, one in enumerate(voices, 1):
            is_here = number - 1 == self._at
            said = voice_words(one) if is_here else short_words(one, voices)
            names.append(f" {number} {said} ", "reverse bold" if is_here else "")
        return names

    def _entries(self) -> list[Entry]:
        voice = self._voice
        if voice is None:
            said = _("Nobody has answered in this period. V chooses another.")
            return [_told(line) for line in wrapped(said, self.paper.width)]
        if not voice.themes:
            said = _("Nothing is shown: {why}. Tab shows others' answers, V another period or place.")
            return [_told(line) for line in wrapped(said.format(why=why_nothing(voice)), self.paper.width)]
        return [self._entry(voice, one) for one in voice.themes]

    def _entry(self, voice: VoiceFigures, one: ThemeFigures) -> Entry:
        return Entry(
            drawn=lambda _width: theme_line(voice, one, self.paper.width, self.paper),
            chosen=one.theme,
        )

    def _tell_about(self) -> None:
        """About the marked theme; then the signs, how much was answered, and what audits left to do."""
        if self._led is None:
            return
        voice, theme, width = self._voice, self._theme, self.room.width - 2
        said = []
        figures = voice.of(theme) if voice is not None and theme is not None else None
        if voice is not None and voice.lack is not None:
            said += [_("Nothing is shown: {why}.").format(why=why_nothing(voice))]
        elif figures is not None:
            said += [marked_words(figures)]
        said += list(standing_words(self._led, voice.respondents.questionnaire if voice is not None else ""))
        if voice is not None:
            said.insert(-1, legend(voice, self.paper))
        lines = [line for one in said if one for line in wrapped(one, width)]
        most = max(2, min(len(lines), self.size.height // 3))
        about = self.query_one("#about-marked", TextLine)
        about.styles.height = most + 1
        about.show(Text("\n".join(f" {line}" for line in lines[:most]), end=""))

    # --- keys ---------------------------------------------------------------------------------------------------

    def on_listing_reached(self, _event: Listing.Reached) -> None:
        self._tell_about()

    def on_listing_chosen(self, event: Listing.Chosen) -> None:
        """Everything about one theme."""
        if self._led is not None and isinstance(event.chosen, Theme):
            self.put(ThemeScreen(self._led, event.chosen))

    def action_voice(self, step: int) -> None:
        """Other people's answers to the same."""
        voices = self._led.themes.voices if self._led is not None else ()
        if len(voices) < 2:
            self.tell(_("There are no others' answers here."))
            return
        self._at = (self._at + step) % len(voices)
        self.tell("")
        self._fill()

    def on_key(self, event: Key) -> None:
        """A number turns to the respondent group that has it."""
        pressed = sign(event)
        voices = self._led.themes.voices if self._led is not None else ()
        if pressed is not None and pressed.isdigit() and 0 < int(pressed) <= len(voices):
            event.stop()
            self._at = int(pressed) - 1
            self._fill()

    @property
    def _is_there(self) -> bool:
        """Whether there is anything to open yet; where not, it is told."""
        if self._led is None:
            self.tell(_("The figures are still being read. One moment ..."))
        return self._led is not None

    def action_audit(self) -> None:
        """The meeting, from the marked theme on."""
        if not self._is_there:
            return
        if self._led is None or not self._led.themes.every:
            self.refuse(_("There is nothing to discuss yet: no theme has figures."))
            return
        every = self._led.themes.every
        self.put(AuditScreen(self._led, every.index(self._theme) if self._theme in every else 0))

    def action_decisions(self) -> None:
        """What audits have decided."""
        if self._is_there and self._led is not None:
            self.put(DecisionsScreen(self._led))

    def action_report(self) -> None:
        """The whole report."""
        if self._is_there and self._led is not None:
            self.put(GroupReportScreen(self._led))

    def action_choose(self) -> None:
        """Another period or place."""
        if self._is_there and self._led is not None:
            programme = self.workplace.programmes.by_id[self._led.wish.programme]
            self.put(LedDialog(self._led, programme), self._chosen)

    def _chosen(self, wish: Wish | None) -> None:
        if wish is not None:
            self._read(wish, anew=False)

    def action_programme(self) -> None:
        """The figures of the next programme."""
        if len(self._programmes) < 2:
            self.tell(_("There is only one programme with answers here."))
            return
        self._of = (self._of + 1) % len(self._programmes)
        self._at = 0
        self._read(Wish(programme=self._programmes[self._of].id))

    def action_again(self) -> None:
        """Read everything again."""
        if self._is_there and self._led is not None:
            self._read(self._led.wish)

    def action_help(self) -> None:
        """The keys of this screen."""
        self.put(HelpScreen(keys_help(KEYS_OF_LEADER)))


def _told(line: str) -> Entry:
    return Entry(drawn=lambda _width: Text(line, end=""), is_told=True)

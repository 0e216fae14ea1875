"""The audit meeting: one theme at a time, large enough for a room, with what the panel says and decides.

No citizen's number stands here. The clock counts what the theme has taken; nothing happens when its time is over but
that it is said.
"""

from datetime import datetime, timedelta

from textual.binding import Binding

from sipforms.actions.audits import decide, keep_note
from sipforms.actions.leading import Led, again
from sipforms.actions.themes import Theme, ThemeFigures
from sipforms.engine.audit import Prompt
from sipforms.render.charts.glyphs import ALL
from sipforms.render.groups.audit_words import prompt_words
from sipforms.render.language import N_, _
from sipforms.render.plain import plain
from sipforms.tui.leader_texts import audit_text, notes_of, period_words, theme_text
from sipforms.tui.screens.decisions import DecisionsScreen
from sipforms.tui.screens.help import HelpScreen, keys_help
from sipforms.tui.screens.led_page import ReadPage
from sipforms.tui.screens.write_dialog import WriteDialog

USUAL, STEP, LONGEST = 20, 5, 120
"""Minutes for a theme, by how many they are changed, and how many there can be at most."""
KEYS_OF_AUDIT = (
    ("N", N_("the next theme; the clock begins again")),
    ("F", N_("the theme before")),
    ("1  2", N_("write what the panel answers to the question with that number")),
    ("B", N_("write down what is decided; it comes up at every audit until it is done")),
    ("G", N_("what was decided: mark it done")),
    ("O", N_("words instead of numbers, and back")),
    ("T", N_("all figures of the theme, question by question, and back")),
    ("+  -", N_("more or less time for a theme")),
    (f"{ALL.up} {ALL.down}", N_("scroll")),
    ("F8", N_("hide everything on the screen")),
    ("Esc", N_("end the meeting; everything is kept")),
)


class AuditScreen(ReadPage):
    """N is the next theme, 1 and 2 write what the panel says, B what is decided."""

    BINDINGS = [
        Binding("n,N,right", "turn(1)", show=False, priority=True),
        Binding("f,F,left", "turn(-1)", show=False, priority=True),
        Binding("1", "note(0)", show=False),
        Binding("2", "note(1)", show=False),
        Binding("b,B", "decide", show=False),
        Binding("g,G", "decisions", show=False),
        Binding("o,O", "words", show=False),
        Binding("t,T", "figures", show=False),
        Binding("plus,add", "minutes(1)", show=False),
        Binding("minus,subtract", "minutes(-1)", show=False),
        Binding("f1,question_mark", "help", show=False),
    ]

    def __init__(self, led: Led, at: int = 0) -> None:
        super().__init__()
        self._led, self._at = led, at
        self._in_words = self._shows_figures = False
        self._minutes = USUAL
        self._began: datetime | None = None

    @property
    def _theme(self) -> Theme:
        return self._led.themes.every[self._at]

    def top(self) -> tuple[str, str]:
        place = _("theme {number} of {all}").format(number=self._at + 1, all=len(self._led.themes.every))
        title = " · ".join((_("AUDIT"), place, period_words(self._led.wish.period)))
        return title, clock_words(self._spent, self._minutes)

    def keys(self) -> list[tuple[str, str]]:
        return [
            ("F8", _("hide")),
            ("N", _("next theme")),
            ("1 2", _("write")),
            ("B", _("decide")),
            ("G", _("carried out")),
            ("O", _("words or numbers")),
            ("T", _("all figures")),
            ("F1", _("help")),
            ("Esc", _("end")),
            ("F", _("theme before")),
            ("+ -", _("minutes")),
        ]

    @property
    def _spent(self) -> timedelta:
        return self.workplace.now() - self._began if self._began is not None else timedelta()

    def on_mount(self) -> None:
        self._began = self.workplace.now()
        self.draw()
        self.set_interval(1.0, self._tick)

    def _tick(self) -> None:
        """Only the top line moves with the clock."""
        if self.is_current:
            ReadPage.draw(self)

    def draw(self) -> None:
        """The theme, as wide as there is room for."""
        super().draw()
        draws = theme_text(self._led, self._theme, self.paper) if self._shows_figures else None
        text = draws or audit_text(self._led, self._theme, self.paper, in_words=self._in_words)
        self.show_text(text)

    # --- keys ---------------------------------------------------------------------------------------------------

    def action_turn(self, step: int) -> None:
        """Another theme, with the clock begun again."""
        to = self._at + step
        if not 0 <= to < len(self._led.themes.every):
            first, last = _("This is the first theme."), _("This was the last theme. Esc ends the meeting.")
            self.tell(first if step < 0 else last)
            return
        self._at, self._began, self._shows_figures = to, self.workplace.now(), False
        self.tell("")
        self.draw()
        self.to_top()

    def action_note(self, place: int) -> None:
        """Write what the panel answers."""
        theme, prompt = self._theme, tuple(Prompt)[place]
        topic = self._led.topic(theme)
        self.put(
            WriteDialog(
                prompt_words(prompt, theme.title),
                lambda text: keep_note(self.workplace, topic, prompt, text),
                notes_of(self._led, theme, prompt),
                may_be_empty=True,
            ),
            lambda text: self._kept(text, _("Noted. It stands in the report of these figures.")),
        )

    def action_decide(self) -> None:
        """Write what is decided."""
        topic = self._led.topic(self._theme)
        self.put(
            WriteDialog(
                _("What is decided: {theme}").format(theme=plain(self._theme.title)),
                lambda text: decide(self.workplace, topic, text),
            ),
            lambda text: self._kept(text, _("Decided. It comes up at every audit until it is marked done (G).")),
        )

    def _kept(self, text: str | None, told: str) -> None:
        if text is not None:
            self.work(lambda: again(self.workplace, self._led), lambda led: self._shown(led, told), waits=True)

    def _shown(self, led: Led, told: str) -> None:
        self._led = led
        self.draw()
        self.tell(told)
        if told:  # what was written stands at the end
            self.call_after_refresh(self.action_end_text, 1)

    def action_decisions(self) -> None:
        """Mark decisions done; back here they are read again."""
        self.put(DecisionsScreen(self._led), lambda _none: self._kept("", ""))

    def action_words(self) -> None:
        """Words instead of numbers, and back."""
        if not any(one.pair is not None for one in self._figures):
            self.refuse(_("There is no mean here that could be told in words."))
            return
        self._in_words, self._shows_figures = not self._in_words, False
        self.draw()

    @property
    def _figures(self) -> list[ThemeFigures]:
        """The theme's figures of each respondent group."""
        return [one for voice in self._led.themes.voices if (one := voice.of(self._theme)) is not None]

    def action_figures(self) -> None:
        """Everything the report tells of the theme, and back."""
        self._shows_figures = not self._shows_figures
        self.draw()
        self.to_top()

    def action_minutes(self, step: int) -> None:
        """More time for a theme, or less."""
        self._minutes = max(STEP, min(LONGEST, self._minutes + STEP * step))
        self.draw()

    def action_help(self) -> None:
        """The keys of this screen."""
        self.put(HelpScreen(keys_help(KEYS_OF_AUDIT)))


def clock_words(spent: timedelta, minutes: int) -> str:
    """How long the theme has taken, of how long it may; that its time is over."""
    seconds = max(0, int(spent.total_seconds()))
    clock = f"{seconds // 60:02}:{seconds % 60:02} / {minutes:02}:00"
    return clock if seconds < 60 * minutes else _("{clock} the time is over").format(clock=clock)

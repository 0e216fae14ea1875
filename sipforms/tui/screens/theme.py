"""One theme of the leader's overview: its figures question by question, of every respondent group."""

from textual.binding import Binding

from sipforms.actions.leading import Led
from sipforms.actions.themes import Theme
from sipforms.render.charts.glyphs import ALL
from sipforms.render.language import N_, _
from sipforms.render.plain import plain
from sipforms.tui.leader_texts import period_words, theme_text
from sipforms.tui.screens.help import HelpScreen, keys_help
from sipforms.tui.screens.led_page import ReadPage

KEYS_OF_THEME = (
    ("N", N_("the next theme")),
    ("F", N_("the theme before")),
    (f"{ALL.up} {ALL.down}", N_("scroll")),
    ("F8", N_("hide everything on the screen")),
    ("Esc", N_("one step back")),
)


class ThemeScreen(ReadPage):
    """Scrolled with the arrows; N is the next theme, F the one before."""

    BINDINGS = [
        Binding("n,N,right", "turn(1)", show=False, priority=True),
        Binding("f,F,left", "turn(-1)", show=False, priority=True),
        Binding("f1,question_mark", "help", show=False),
    ]

    def __init__(self, led: Led, theme: Theme) -> None:
        super().__init__()
        self._led, self._at = led, led.themes.every.index(theme)

    @property
    def _theme(self) -> Theme:
        return self._led.themes.every[self._at]

    def top(self) -> tuple[str, str]:
        place = _("theme {number} of {all}").format(number=self._at + 1, all=len(self._led.themes.every))
        return f"{plain(self._theme.title)} · {period_words(self._led.wish.period)}", place

    def keys(self) -> list[tuple[str, str]]:
        return [
            ("F8", _("hide")),
            ("N", _("next theme")),
            ("F", _("theme before")),
            (ALL.up + ALL.down, _("scroll")),
            ("F1", _("help")),
            ("Esc", _("back")),
        ]

    def draw(self) -> None:
        """The figures, as wide as there is room for."""
        super().draw()
        self.show_text(theme_text(self._led, self._theme, self.paper))

    def action_turn(self, step: int) -> None:
        """Another theme."""
        to = self._at + step
        if not 0 <= to < len(self._led.themes.every):
            self.tell(_("This is the first theme.") if step < 0 else _("This is the last theme."))
            return
        self._at = to
        self.tell("")
        self.draw()
        self.to_top()

    def action_help(self) -> None:
        """The keys of this screen."""
        self.put(HelpScreen(keys_help(KEYS_OF_THEME)))

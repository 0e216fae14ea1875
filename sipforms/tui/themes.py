"""Our five themes. Every pair of text and ground has a contrast of at least 4.5 to 1; a test computes it.

Colour never says anything alone: what is chosen stands in brackets, the cursor has its mark, a change its word. The two
colours that stand for two things (how important, how satisfying) are a blue and an orange of Okabe and Ito's set, or
the same hues made lighter or darker; tests compute that they stay apart for those who see no red, green or blue.

``terminal`` takes the terminal's own colours: whoever set those can read them. Text is never coloured there, since
nobody knows on which ground it would stand; only lines are. ``plain`` has no colour at all.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from textual.theme import Theme

from sipforms.actions.preferences import ThemeName
from sipforms.render.charts.inks import Inks

FEW_COLOURS = frozenset({None, "standard", "windows"})
"""What Rich calls terminals with 16 colours or none."""
_OWN = ("quiet", "line", "chosen", "chosen-ground", "here-ground", "alarm", "banner", "banner-ground")
_INKLESS = Inks(main="bold", beside="bold", both="bold", quiet="")


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """A theme as Textual takes it, and what charts are drawn with on it."""

    theme: Theme
    inks: Inks


def _look(name: str, *, dark: bool, ansi: bool = False, colours: Mapping[str, str]) -> Look:
    """A look made of the colours that the style sheet uses. Everything of Textual's own is given one of them."""
    ground, text, panel = colours["background"], colours["foreground"], colours["panel"]
    primary, accent, quiet = colours["primary"], colours["accent"], colours["quiet"]
    own = {name: colours[name] for name in _OWN}
    textuals = {
        "input-cursor-background": text,
        "input-cursor-foreground": ground,
        "input-selection-background": colours["banner-ground"],
        "input-selection-foreground": colours["banner"],
        "input-cursor-text-style": "reverse" if ansi else "none",
        "screen-selection-background": colours["banner-ground"],
        "screen-selection-foreground": colours["banner"],
        "text-disabled": quiet,
        "text-muted": quiet,
        "ansi-background": "ansi_default",
        "ansi-foreground": "ansi_default",
        "border-blurred": colours["line"],
    }
    theme = Theme(
        name=f"sip-{name}",
        primary=primary,
        secondary=primary,
        accent=accent,
        warning=accent,
        error=colours["alarm"],
        success=primary,
        foreground=text,
        background=ground,
        surface=ground,
        panel=panel,
        boost=panel,
        dark=dark,
        ansi=ansi,
        variables={**own, **textuals},
    )
    inks = _INKLESS if ansi else Inks(main=f"bold {primary}", beside=f"bold {accent}", both="bold", quiet=quiet)
    return Look(theme=theme, inks=inks)


def _of_terminal(name: str, line: str) -> Look:
    same = dict.fromkeys(("foreground", "background", "panel", "primary", "accent", *_OWN), "ansi_default")
    return _look(name, dark=True, ansi=True, colours={**same, "line": line})


LOOKS: Mapping[ThemeName, Look] = {
    "dark": _look(
        "dark",
        dark=True,
        colours={
            "foreground": "#e4e8eb",
            "background": "#12181d",
            "panel": "#1f2a33",
            "primary": "#56b4e9",
            "accent": "#e69f00",
            "quiet": "#a3b1bc",
            "line": "#4a5a66",
            "chosen": "#12181d",
            "chosen-ground": "#e69f00",
            "here-ground": "#1f2a33",
            "alarm": "#ff8a70",
            "banner": "#12181d",
            "banner-ground": "#e69f00",
        },
    ),
    "light": _look(
        "light",
        dark=False,
        colours={
            "foreground": "#1a1f23",
            "background": "#fbfbf8",
            "panel": "#e8ecef",
            "primary": "#00517d",
            "accent": "#8a4b00",
            "quiet": "#4b5862",
            "line": "#9aa7b0",
            "chosen": "#ffffff",
            "chosen-ground": "#00517d",
            "here-ground": "#e8ecef",
            "alarm": "#a32100",
            "banner": "#ffffff",
            "banner-ground": "#8a4b00",
        },
    ),
    "contrast": _look(
        "contrast",
        dark=True,
        colours={
            "foreground": "#ffffff",
            "background": "#000000",
            "panel": "#2b2b2b",
            "primary": "#8fd3ff",
            "accent": "#ffc40c",
            "quiet": "#e6e6e6",
            "line": "#ffffff",
            "chosen": "#000000",
            "chosen-ground": "#ffc40c",
            "here-ground": "#2b2b2b",
            "alarm": "#ffb09c",
            "banner": "#000000",
            "banner-ground": "#ffc40c",
        },
    ),
    "terminal": _of_terminal("terminal", "ansi_cyan"),
    "plain": _of_terminal("plain", "ansi_default"),
}
"""The looks by the names that preferences have for them."""
THEMES = tuple(look.theme for look in LOOKS.values())


def shown_as(choice: ThemeName, *, colour_system: str | None, no_color: bool) -> ThemeName:
    """The look that a terminal can show, where another was chosen.

    Without colours (``NO_COLOR``) that is the plain one. Where there are only 16 colours they are the terminal's, not
    ours: a ground nearly black and one a little lighter would become one, and grey text might vanish on it.
    """
    if no_color:
        return "plain"
    return "terminal" if colour_system in FEW_COLOURS and choice not in {"terminal", "plain"} else choice


def theme_for(choice: ThemeName) -> str:
    """The name that Textual knows the theme by."""
    return LOOKS[choice].theme.name

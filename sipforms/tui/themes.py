"""Our two themes. Every pair of text and ground has a contrast of at least 4.5 to 1; a test computes it.

Colour never says anything alone: what is chosen stands in brackets, the cursor has its mark, a change its word.
"""

from textual.theme import Theme

DARK = Theme(
    name="sip-dark",
    primary="#56b4e9",
    secondary="#9fb7c9",
    accent="#e69f00",
    warning="#e69f00",
    error="#ff8a70",
    success="#56b4e9",
    foreground="#e4e8eb",
    background="#12181d",
    surface="#12181d",
    panel="#1f2a33",
    dark=True,
    variables={
        "quiet": "#a3b1bc",
        "line": "#4a5a66",
        "chosen": "#12181d",
        "chosen-ground": "#e69f00",
        "here-ground": "#1f2a33",
        "alarm": "#ff8a70",
        "banner": "#12181d",
        "banner-ground": "#e69f00",
    },
)
LIGHT = Theme(
    name="sip-light",
    primary="#00517d",
    secondary="#3c4f5c",
    accent="#8a4b00",
    warning="#8a4b00",
    error="#a32100",
    success="#00517d",
    foreground="#1a1f23",
    background="#fbfbf8",
    surface="#fbfbf8",
    panel="#e8ecef",
    dark=False,
    variables={
        "quiet": "#4b5862",
        "line": "#9aa7b0",
        "chosen": "#ffffff",
        "chosen-ground": "#00517d",
        "here-ground": "#e8ecef",
        "alarm": "#a32100",
        "banner": "#ffffff",
        "banner-ground": "#8a4b00",
    },
)
THEMES = (DARK, LIGHT)

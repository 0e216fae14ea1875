"""How a round was answered, in words."""

from sipforms.render.language import N_, _
from sipforms.render.plain import plain

MODES = {
    "interview": N_("interview"),
    "assisted": N_("interview with support"),
    "observation": N_("observation by staff"),
    "self": N_("on their own"),
}


def mode_words(mode: str | None) -> str:
    """How a round was answered; a way of the programme's own as it is called there."""
    return "" if mode is None else _(MODES[mode]) if mode in MODES else plain(mode)

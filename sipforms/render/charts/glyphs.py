"""The few signs that pictures are drawn with, in a set for every screen and one for plain ASCII."""

from dataclasses import astuple, dataclass

from rich.cells import cell_len, set_cell_size

_PLAIN = str.maketrans({"→": "->", "…": "...", "–": "-", "±": "", "·": "-", "’": "'"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Glyphs:
    """``gap`` joins what is missing, ``plenty`` what there is more of than asked for, ``tick`` stands at every step.

    ``sparks`` are the heights of a small curve, lowest first, ``broken`` stands where a line is broken, and ``cut``
    where a title had no room. ``point`` is what plots are drawn with, by plotext's name or as a sign. ``signs`` are
    those that sentences may hold besides letters, such as an arrow.
    """

    gap: str
    plenty: str
    tick: str
    sparks: str
    broken: str
    cut: str
    point: str
    signs: str

    def said(self, text: str) -> str:
        """The text with our own signs written so that the output can carry them; names and titles stay as they are."""
        return text if self.signs else text.translate(_PLAIN)

    def fitted(self, text: str, cells: int) -> str:
        """The text in exactly so many cells: filled up with spaces, or cut with a sign that says so."""
        if cell_len(text) <= cells:
            return set_cell_size(text, cells)
        return set_cell_size(text, max(0, cells - 1)) + self.cut if cells > 0 else ""


UNICODE = Glyphs(gap="━", plenty="─", tick="┊", sparks="▁▂▃▄▅▆▇█", broken="┆", cut="…", point="braille", signs="→–±·")
ASCII = Glyphs(gap="=", plenty="-", tick="|", sparks="_.,-~+*#", broken="!", cut="~", point="*", signs="")


def glyphs_for(encoding: str | None) -> Glyphs:
    """The full set where the output can carry it, else ASCII."""
    try:
        "".join(astuple(UNICODE)).encode(encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return ASCII
    return UNICODE

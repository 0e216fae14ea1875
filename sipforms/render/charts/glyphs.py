"""The few signs that pictures are drawn with, in a set for every screen and one for plain ASCII."""

from dataclasses import astuple, dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Glyphs:
    """``gap`` joins what is missing, ``plenty`` what there is more of than asked for, ``tick`` stands at every step.

    ``point`` is what plots are drawn with, by plotext's name or as a sign.
    """

    gap: str
    plenty: str
    tick: str
    sparks: str
    broken: str
    point: str


UNICODE = Glyphs(gap="━", plenty="─", tick="┊", sparks="▁▂▃▄▅▆▇█", broken="┆", point="braille")
ASCII = Glyphs(gap="=", plenty="-", tick="|", sparks="12345678", broken="!", point="*")


def glyphs_for(encoding: str | None) -> Glyphs:
    """The full set where the output can carry it, else ASCII."""
    try:
        "".join(astuple(UNICODE)).encode(encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return ASCII
    return UNICODE

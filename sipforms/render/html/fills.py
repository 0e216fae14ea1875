"""How parts of a bar are filled, told apart by pattern: from white by dots and lines to full, lowest to highest."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from sipforms.render.html.elements import element
from sipforms.render.html.svg import INK, PAPER, drawing, words

_DOTS, _LINES, _DENSE, _CROSSED = "url(#p-dots)", "url(#p-back)", "url(#p-hatch)", "url(#p-cross)"
NOT_TOLD = "url(#p-gone)"
"""The part of a bar that may not be told."""
_FILLS = {
    1: (INK,),
    2: (PAPER, INK),
    3: (PAPER, _LINES, INK),
    4: (PAPER, _LINES, _DENSE, INK),
    5: (PAPER, _DOTS, _LINES, _DENSE, INK),
    6: (PAPER, _DOTS, _LINES, _DENSE, _CROSSED, INK),
}
MOST = max(_FILLS)
"""More parts than this cannot be told apart by pattern."""
_ROOM = 27.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """One part of a bar: its share of the whole from 0 to 1, how it is filled, and what stands in it.

    Several fills are answers that may only be told together: each has a band of the height, so that the part is taken
    for none of them alone.
    """

    share: float
    fills: tuple[str, ...]
    label: str = ""
    value: float | None = None


def fills(count: int) -> tuple[str, ...]:
    """The fills of so many parts in order."""
    return _FILLS[count]


def bar(pieces: Sequence[Piece], wide: float, high: float) -> Markup:
    """The parts side by side, with their labels where there is room."""
    return drawing(wide, high, *_pieces(pieces, wide, high))


def _pieces(pieces: Sequence[Piece], wide: float, high: float) -> Iterator[Markup]:
    at, room = 0.5, wide - 1
    for one in pieces:
        width = room * one.share
        if width <= 0:
            continue
        exact = None if one.value is None else repr(round(one.value, 9))
        band = (high - 1) / len(one.fills)
        bands = (
            element("rect", x=at, y=0.5 + place * band, width=width, height=band, fill=fill, class_="piece")
            for place, fill in enumerate(one.fills)
        )
        yield element("g", *bands, data_value=exact)
        if one.label and width >= _ROOM:
            look = "inverse" if one.fills == (INK,) else "value"
            yield words(one.label, at + width / 2, high / 2 + 4, class_=look)
        at += width


def swatch(*fills_: str) -> Markup:
    """A fill, or those of answers told together, as it is explained."""
    return bar([Piece(share=1.0, fills=fills_)], 14, 12)

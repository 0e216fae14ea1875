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
    """One part of a bar: its share of the whole from 0 to 1, how it is filled, and what stands in it."""

    share: float
    fill: str
    label: str = ""
    value: float | None = None


def fills(count: int) -> Sequence[str]:
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
        yield element(
            "rect", x=at, y=0.5, width=width, height=high - 1, fill=one.fill, class_="piece", data_value=exact
        )
        if one.label and width >= _ROOM:
            look = "inverse" if one.fill == INK else "value"
            yield words(one.label, at + width / 2, high / 2 + 4, class_=look)
        at += width


def swatch(fill: str) -> Markup:
    """A fill as it is explained."""
    return drawing(14, 12, element("rect", x=0.5, y=0.5, width=13, height=11, fill=fill, class_="piece"))

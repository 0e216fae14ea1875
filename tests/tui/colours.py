"""What a colour looks like: how much it stands out from its ground, and how far two are apart for different eyes."""

from collections.abc import Iterator
from itertools import pairwise

from rich.segment import Segment
from textual.color import Color

from tests.tui.conftest import Seen

LEAST_CONTRAST = 4.5
"""What WCAG 2 asks of text (level AA)."""

EYES: dict[str, tuple[tuple[float, float, float], ...]] = {
    "usual": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "no red": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "no green": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "no blue": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}
"""Machado, Oliveira and Fernandes 2009, severity 1.0, over linear RGB: protanopia, deuteranopia, tritanopia."""


def linear(colour: Color) -> tuple[float, float, float]:
    """Red, green and blue as amounts of light, 0 to 1 (sRGB's curve taken away)."""
    red, green, blue = (part / 255 for part in colour.rgb)
    return _light(red), _light(green), _light(blue)


def _light(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


def luminance(colour: Color) -> float:
    """Relative luminance as WCAG 2 defines it, 0 to 1."""
    red, green, blue = linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: Color, other: Color) -> float:
    """Contrast as WCAG 2 defines it, 1 to 21."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def apart(one: Color, other: Color, eyes: str) -> float:
    """How far two colours are apart (CIE 1976, D65; about 2 can just be told apart) for such eyes."""
    return sum((a - b) ** 2 for a, b in zip(_lab(one, eyes), _lab(other, eyes), strict=True)) ** 0.5


def _lab(colour: Color, eyes: str) -> tuple[float, float, float]:
    light = linear(colour)
    red, green, blue = (
        min(1.0, max(0.0, sum(part * seen for part, seen in zip(light, row, strict=True)))) for row in EYES[eyes]
    )
    x = _root((0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.95047)
    y = _root(0.2126 * red + 0.7152 * green + 0.0722 * blue)
    z = _root((0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.08883)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def _root(part: float) -> float:
    return float(part ** (1 / 3)) if part > (6 / 29) ** 3 else part / (3 * (6 / 29) ** 2) + 4 / 29


DECORATION = frozenset("─│┌┐└┘├┤┬┴┼━┊░▁▂▃▄▅▆▇▏▎▍▋▊▉▔▕· \n")
"""What frames, scrollbars, the empty part of a bar and the ticks of an axis are made of: no text."""


def drawn(seen: Seen) -> Iterator[tuple[int, int, Segment]]:
    """Every piece of what stands on the screen, with its row and column."""
    for row, strip in enumerate(seen.app.screen._compositor.render_strips()):
        widths = [0, *(segment.cell_length for segment in strip)]
        starts = [sum(widths[: place + 1]) for place in range(len(widths))]
        for segment, (start, _end) in zip(strip, pairwise([*starts, starts[-1]]), strict=False):
            yield row, start, segment


def colours_of(segment: Segment) -> tuple[Color, Color] | None:
    """Its text's colour and its ground's as they are seen; nothing where the terminal's own are meant."""
    style = segment.style
    if style is None or style.color is None or style.bgcolor is None or style.dim:
        return None
    if style.color.is_default or style.bgcolor.is_default:
        return None
    pair = Color.from_rich_color(style.color), Color.from_rich_color(style.bgcolor)
    return (pair[1], pair[0]) if style.reverse else pair


def _is_in_front(seen: Seen, row: int, column: int) -> bool:
    """True everywhere but behind a dialog, where what waits is dimmed on purpose."""
    screen = seen.app.screen
    return not screen.is_modal or any(one.region.contains(column, row) for one in screen.children)


def faint(seen: Seen) -> list[str]:
    """The pieces of text that do not stand out enough, with the contrast they have, or that have no colours of ours."""
    found = []
    for row, column, segment in drawn(seen):
        if not set(segment.text) - DECORATION or not _is_in_front(seen, row, column):
            continue
        pair = colours_of(segment)
        if pair is None or contrast(*pair) < LEAST_CONTRAST:
            told = "no colours" if pair is None else f"{contrast(*pair):.1f}"
            found.append(f"{row}:{column} {segment.text.strip()!r} {told} {segment.style}")
    return found

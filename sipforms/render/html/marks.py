"""The signs that pictures are drawn with, told apart by shape: a filled round one, an open diamond, small letters."""

from markupsafe import Markup

from sipforms.render.html.elements import element
from sipforms.render.html.svg import drawing, words

SIZE = 8.5
_LETTER_DOWN = 4.0  # from the middle of a letter to the line it stands on


def dot(x: float, y: float, letter: str = "", *, size: float = SIZE, value: float | None = None) -> Markup:
    """A filled round mark, with a letter in it where there is one."""
    mark = element("circle", cx=x, cy=y, r=size, class_="solid", data_value=_value(value))
    return mark + (words(letter, x, y + _LETTER_DOWN, class_="inverse") if letter else Markup(""))


def diamond(x: float, y: float, letter: str = "", *, size: float = SIZE, value: float | None = None) -> Markup:
    """An open diamond, with a letter in it where there is one."""
    reach = size * 1.28
    corners = ((x, y - reach), (x + reach, y), (x, y + reach), (x - reach, y))
    points = " ".join(f"{across:.1f},{down:.1f}" for across, down in corners)
    mark = element("polygon", points=points, class_="hollow", data_value=_value(value))
    return mark + (words(letter, x, y + _LETTER_DOWN, class_="letter") if letter else Markup(""))


def ring(x: float, y: float, *, size: float = 3.5, value: float | None = None) -> Markup:
    """A small open round mark."""
    return element("circle", cx=x, cy=y, r=size, class_="hollow", data_value=_value(value))


def small(letters: str, x: float, y: float, *, value: float | None = None) -> Markup:
    """Small letters at a place, for an earlier round."""
    return element("g", words(letters, x, y + _LETTER_DOWN, class_="letter"), data_value=_value(value))


def sample(*marks: Markup, width: float = 24, height: float = 24) -> Markup:
    """Marks as they are explained in a legend."""
    return drawing(width, height, *marks)


def _value(value: float | None) -> str | None:
    return None if value is None else repr(round(float(value), 9))

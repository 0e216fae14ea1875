"""The line of a file that a problem is about, cut to fit, with what is wrong underlined."""

from collections.abc import Iterator
from unicodedata import combining, east_asian_width

from sipforms.engine.problem import Place
from sipforms.engine.read.bundle import Bundle
from sipforms.render.plain import plain

WIDTH = 80
_BESIDE = 12  # cells kept after the place when the line is cut
_CUT = "..."


def excerpt(bundle: Bundle | None, *places: Place, width: int = WIDTH) -> Iterator[str]:
    """The line that the places share, and under it a line of ``^`` at each; nothing where there is no such line.

    The line is cut to ``width`` cells around the first place. What takes two cells is underlined by two, and a sign
    that cannot be shown stands as ``?``.
    """
    line = _line(bundle, places[0])
    if line is None:
        return
    cells = [_shown(sign) for sign in line]
    number = str(places[0].line)
    room = width - len(number) - 5
    first = max(0, places[0].column - 1)
    start = _start(cells, first, max(1, places[0].length), room)
    lead = _CUT if start else ""
    drawn, used = _fitting(cells[start:], room - len(lead))
    yield f"  {number} | {lead}{drawn}".rstrip()
    marks = _marks(cells, places, start, start + used, len(lead))
    yield f"  {' ' * len(number)} | {marks}"


def on_one_line(one: Place, other: Place) -> bool:
    """True when both places are on the same line of the same file."""
    return (one.file, one.line) == (other.file, other.line)


def _line(bundle: Bundle | None, place: Place) -> str | None:
    text = None if bundle is None else bundle.text_of(place.file)
    lines = text.splitlines() if text is not None else []
    if not 0 < place.line <= len(lines):
        return None
    return lines[place.line - 1]


def _shown(sign: str) -> str:
    """What stands for one character of the file: itself, a space for a tab, or ``?`` for what cannot be shown."""
    if sign == "\t":
        return " "
    return plain(sign) or "?"


def _width(shown: str) -> int:
    if combining(shown):
        return 0
    return 2 if east_asian_width(shown) in "WF" else 1


def _start(cells: list[str], first: int, length: int, room: int) -> int:
    """Where to begin so that the place is seen: at the beginning where that shows it, otherwise as late as needed."""
    reach = sum(map(_width, cells[: first + length]))
    if reach <= room - len(_CUT) or sum(map(_width, cells)) <= room:
        return 0
    after = sum(map(_width, cells[first + length :]))
    seen = min(sum(map(_width, cells[first : first + length])), room // 2) + min(after, _BESIDE)
    start, kept = first, 0
    while start and kept + seen + _width(cells[start - 1]) <= room - 2 * len(_CUT):
        start -= 1
        kept += _width(cells[start])
    return start


def _fitting(cells: list[str], room: int) -> tuple[str, int]:
    """As much as there is room for, and how many characters that is; three dots stand where it was cut."""
    if sum(map(_width, cells)) <= room:
        return "".join(cells), len(cells)
    used, wide = 0, 0
    while wide + _width(cells[used]) <= room - len(_CUT):
        wide += _width(cells[used])
        used += 1
    return "".join(cells[:used]) + _CUT, used


def _marks(cells: list[str], places: tuple[Place, ...], start: int, end: int, lead: int) -> str:
    marks = [" "] * lead
    marked = {at for place in places for at in range(place.column - 1, place.column - 1 + max(1, place.length))}
    for at in range(start, end):
        marks += ["^" if at in marked else " "] * _width(cells[at])
    beyond = [at - end for at in marked if at >= end]
    if beyond and end == len(cells):  # a place after the line's last character
        marks += [" "] * min(beyond) + ["^"]
    return "".join(marks).rstrip() or " " * lead + "^"

"""How wide texts may be on the form: the same arithmetic for the form that draws them and for the check of a bundle.

All figures are in cells of the terminal. An area's questions stand in a block of columns at the right, one column for
each dimension, with the titles in what is left; where that leaves too little, the answers stand below the titles.
"""

import unicodedata
from collections.abc import Callable, Iterable, Iterator

WIDTH = 80
"""What every form must fit: the width of a window that nobody has made larger."""

GRID = WIDTH - 1
"""What of it the questions have: a form longer than the window has a scrollbar beside them."""

LEAST_TITLE = 22
MOST_ON_A_STRIP = 11
BESIDE_STRIP = 9  # a bracket on each side, the slot for "don't know" and its like, last time (2), less one shared
WIDEST_FIELD = 40
GUTTER = 3  # before the number: the mark of the cursor
NOTE = 1  # between title and cells
AIR = 4  # between the longest title and the cells, where there is room
WIDEST_NUMBER = 8

PADDING = 2  # of the lines below the form, one cell on each side
MOST_SAID_LINES = 2
"""Lines for the sentence to say aloud, and for what a check says in the review; more is cut off."""

MOST_TITLE_LINES = 2
"""Lines that the title of a question may take: it is never cut, but more of them push the questions apart."""

LAST = 5  # "sidst" in the head of a column, in the longest of our languages
ROWS_SAID = 12  # two blanks and "123 rækker", after the title of a list of rows
KEYS_OF_ONE, KEYS_OF_SEVERAL = 4, 6
"""Cells before the words of an answer in a list: ``[1]`` or ``1 [x]``, and the blank."""


_FIRST_NOT_LATIN = "\u0300"


def cells(text: str) -> int:
    """How many cells a text takes: two for the wide letters of East Asia, none for what stands on another letter."""
    return len(text) if _is_narrow(text) else sum(_cells(letter) for letter in text)


def is_wider(text: str, room: int) -> bool:
    """True where a text takes more cells than there are; quick, since most texts are narrow and short."""
    return len(text) > room or (not _is_narrow(text) and cells(text) > room)


def _is_narrow(text: str) -> bool:
    """True where each letter is one cell: nothing beyond the Latin letters."""
    return text.isascii() or max(text) < _FIRST_NOT_LATIN


def _cells(letter: str) -> int:
    if unicodedata.combining(letter):
        return 0
    return 2 if unicodedata.east_asian_width(letter) in "WF" else 1


def number_width(numbers: Iterable[str]) -> int:
    """The width of the column of numbers, with the blank after it."""
    return min(WIDEST_NUMBER, max((len(number) for number in numbers), default=1) + 1)


def cell_width(options: int) -> int:
    """How wide one dimension's column is: a strip of so many options, or a field where there is none."""
    return 2 * options + BESIDE_STRIP if options else WIDEST_FIELD


def block_width(options: int, dimensions: int, width: int) -> int:
    """How wide all columns of an area are together."""
    return max(dimensions * cell_width(options) if options else 0, min(WIDEST_FIELD, width // 2))


def is_stacked(block: int, number: int, width: int) -> bool:
    """True where the columns leave too little for titles, so that answers stand below them."""
    return block > width - GUTTER - number - NOTE - LEAST_TITLE


def title_room(block: int, number: int, width: int) -> int:
    """The least there is for one line of a question's title."""
    beside = 0 if is_stacked(block, number, width) else block
    return width - GUTTER - number - beside - NOTE


def counted_width(questions: int) -> int:
    """The widest that "✓ 7/12" can get in an area of so many questions."""
    return 3 + 2 * len(str(questions))


def area_extra(number: str, questions: int) -> int:
    """What stands around an area's title on its line: its number, how far it has come, and blanks."""
    return 1 + len(number) + 1 + counted_width(questions) + 3


def head_room(options: int, dimensions: int, block: int) -> int:
    """What there is for a dimension's title above its column, beside the word for last time.

    A short scale leaves some of the block free, which a long head may have.
    """
    return max(cell_width(options), block // max(1, dimensions)) - LAST - 2


def headed_width(options: int, dimensions: int, block: int, head: int) -> int:
    """How wide a column is whose longest head takes so many cells."""
    room = head_room(options, dimensions, block)
    return max(cell_width(options), min(head, room) + LAST + 2)


def label_room(options: int, number: int, width: int) -> int:
    """What there is for a dimension's title before its answers, where these stand below each other."""
    return width - GUTTER - number - 1 - cell_width(options)


def areas_in_sight(width: int) -> int:
    """How many of the outermost areas are named above the form, with how far each has come."""
    return max(3, width // 8)


def scale_room(numbers: Iterable[str], width: int) -> int:
    """What there is for the first and the last word of a scale beside the numbers of the outermost areas."""
    named = sorted((len(number) + 2 for number in numbers), reverse=True)
    return width - 1 - sum(named[: areas_in_sight(width)]) - 1


def wrapped(text: str, width: int, measure: Callable[[str], int] = cells) -> tuple[str, ...]:
    """The text in lines of at most this many cells; a longer word is divided."""
    lines, line = [], ""
    for word in _pieces(text, width, measure):
        longer = f"{line} {word}" if line else word
        if line and measure(longer) > width:
            lines.append(line)
            line = word
        else:
            line = longer
    return (*lines, line)


def _pieces(text: str, width: int, measure: Callable[[str], int]) -> Iterator[str]:
    for word in text.split():
        piece = ""
        for letter in word if measure(word) > width else ():
            if measure(piece + letter) > width:
                yield piece
                piece = ""
            piece += letter
        yield piece or word


def numbered(are_areas: Iterable[bool], number: str) -> Iterator[str]:
    """The number of each entry below ``number`` (empty: the root), told which of them are areas.

    What stands before the first area is 0.1, 0.2, so that areas begin at 1.
    """
    kinds = tuple(are_areas)
    first = next((place for place, is_area in enumerate(kinds) if is_area), 0) if not number else 0
    for place in range(len(kinds)):
        if place < first:
            yield f"0.{place + 1}"
        else:
            yield f"{number}.{place + 1}" if number else f"{place - first + 1}"

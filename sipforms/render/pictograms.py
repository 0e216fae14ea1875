"""Pictures that a terminal can draw: a glass more or less full, a face more or less glad, and large numerals.

Each is a tuple of lines of equal width. Nothing is told by a picture alone: the number and the words stand below it.
Faces are drawn with signs of plain ASCII, since a mouth must not turn over in an older font.
"""

from sipforms.render.charts.glyphs import ALL

Lines = tuple[str, ...]

FACE_WIDTH = 9
_MOUTHS: tuple[tuple[str, str], ...] = (
    ("  .-.  ", " /   \\ "),
    ("       ", " .---. "),
    ("       ", " ----- "),
    ("       ", " '---' "),
    (" \\   / ", "  '-'  "),
)
"""From very sad to very glad: the two lines of a mouth."""
_EYES = ("o", "o")
_SMALL_MOUTHS = ("/-\\", ".-.", "---", "'-'", "\\_/")

_NUMERALS = {
    "0": ("###", "# #", "# #", "# #", "###"),
    "1": (" # ", "## ", " # ", " # ", "###"),
    "2": ("###", "  #", "###", "#  ", "###"),
    "3": ("###", "  #", " ##", "  #", "###"),
    "4": ("# #", "# #", "###", "  #", "  #"),
    "5": ("###", "#  ", "###", "  #", "###"),
    "6": ("###", "#  ", "###", "# #", "###"),
    "7": ("###", "  #", "  #", " # ", " # "),
    "8": ("###", "# #", "###", "# #", "###"),
    "9": ("###", "# #", "###", "  #", "###"),
}
NUMERAL_HEIGHT = 5
BROAD = 9
"""Cells of a column from which numerals are drawn twice as broad."""


def glass(level: float, width: int, height: int) -> Lines:
    """A glass without its bottom, filled from below to ``level`` (0 to 1); ``height`` lines of ``width`` cells.

    Heights between two lines are drawn with the eighths that there are signs for.
    """
    inside, eighths = max(1, width - 2), len(ALL.sparks)
    filled = round(level * height * eighths)
    lines = []
    for above in range(height - 1, -1, -1):
        part = max(0, min(eighths, filled - above * eighths))
        sign = ALL.sparks[part - 1] if part else " "
        lines.append(f"{ALL.side}{sign * inside}{ALL.side}")
    return tuple(lines)


def bottom(label: str, width: int) -> str:
    """The bottom of a glass or a face, with what stands in it, such as its number."""
    inside = max(len(label), width - 2)
    left = (inside - len(label)) // 2
    return f"{ALL.corners[2]}{ALL.plenty * left}{label}{ALL.plenty * (inside - len(label) - left)}{ALL.corners[3]}"


def face(level: float, height: int) -> Lines:
    """A face without its bottom, from very sad (0) to very glad (1): framed in four lines, else its eyes and mouth."""
    mood = round(level * (len(_MOUTHS) - 1))
    if height < 4:
        return (" ".join(_EYES), _SMALL_MOUTHS[mood])
    inside = FACE_WIDTH - 2
    top = f"{ALL.corners[0]}{ALL.plenty * inside}{ALL.corners[1]}"
    middle = ("   ".join(_EYES).center(inside), *_MOUTHS[mood])
    return (top, *(f"{ALL.side}{line}{ALL.side}" for line in middle))


def numeral(digit: str, width: int) -> Lines:
    """A large digit; nothing for any other sign."""
    pattern = _NUMERALS.get(digit, ())
    block = ALL.block * (2 if width >= BROAD else 1)
    return tuple(line.replace("#", block).replace(" ", " " * len(block)) for line in pattern)

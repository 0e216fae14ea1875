"""The number pad as it lies on the desk, drawn, with what each of its keys does."""

from collections.abc import Mapping
from dataclasses import dataclass

from rich.cells import cell_len
from rich.text import Text

from sipforms.actions.form.model import FormModel
from sipforms.actions.form.options import choices
from sipforms.engine.score.missing import Gap
from sipforms.render.charts.glyphs import ALL
from sipforms.render.language import _
from sipforms.render.plain import plain
from sipforms.tui.form_texts import SHORT
from sipforms.tui.widgets.form_layout import strip_of

COLUMNS, CELL, LEAST_CELL = 4, 15, 4
PAD_WIDTH = COLUMNS * (CELL + 1) + 1
"""Columns that the drawn pad takes where there is room."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One key of the pad: its column, its first line of keys, and how many of each it covers."""

    key: str
    column: int
    row: int
    wide: int = 1
    high: int = 1


PAD = (
    Place(key="num_lock", column=0, row=0),
    Place(key="/", column=1, row=0),
    Place(key="*", column=2, row=0),
    Place(key="-", column=3, row=0),
    *(Place(key=key, column=place, row=1) for place, key in enumerate("789")),
    Place(key="+", column=3, row=1, high=2),
    *(Place(key=key, column=place, row=2) for place, key in enumerate("456")),
    *(Place(key=key, column=place, row=3) for place, key in enumerate("123")),
    Place(key="enter", column=3, row=3, high=2),
    Place(key="0", column=0, row=4, wide=2),
    Place(key=",", column=2, row=4),
)
ROWS = 5
_SHOWN = {"num_lock": "NumLock", "enter": "Enter"}


def usual_words() -> dict[str, str]:
    """What each key of the pad does on most questions."""
    return {
        "0": _(SHORT[Gap.DONT_KNOW]),
        "-": _(SHORT[Gap.DECLINED]),
        "/": _(SHORT[Gap.NOT_RELEVANT]),
        ",": _(SHORT[Gap.NOT_UNDERSTOOD]),
        "*": _("note"),
        "+": _("next empty"),
        "enter": _("go on"),
        "num_lock": _("must be on"),
        **dict.fromkeys("12345", _("answer")),
    }


def pad_words(model: FormModel) -> Mapping[str, str]:
    """What each key of the pad does on the form, by the answers of the question that the cursor is on."""
    words = usual_words()
    cell = model.cell
    if cell is not None and strip_of(cell.question):
        given = {one.key: plain(one.option.title) for one in choices(cell.question) if one.option}
        missing = {one.key for one in choices(cell.question) if one.option and one.option.missing}
        words |= {key: title for key, title in given.items() if key not in missing or len(title) < CELL}
        words |= {key: "" for key in "12345" if key not in given}
    return words


def number_pad(words: Mapping[str, str], pressed: str = "", width: int = PAD_WIDTH) -> Text:
    """The pad in at most so many columns, eleven lines; the pressed key stands out."""
    cell = max(LEAST_CELL, min(CELL, (width - 1) // COLUMNS - 1))
    grid = [[" "] * (COLUMNS * (cell + 1) + 1) for _row in range(2 * ROWS + 1)]
    for one in PAD:
        _frame(grid, one, cell)
    _join(grid, cell)
    text = Text(no_wrap=True, end="")
    for number, line in enumerate(grid):
        here = sorted((one for one in PAD if _label_line(one) == number), key=lambda place: place.column)
        at = 0
        for one in here:
            left, room = one.column * (cell + 1) + 1, one.wide * (cell + 1) - 1
            text.append("".join(line[at:left])).append_text(_label(one, room, words, pressed))
            at = left + room
        text.append("".join(line[at:]) + ("\n" if number < len(grid) - 1 else ""))
    return text


def _label_line(one: Place) -> int:
    return 2 * one.row + one.high


def _label(one: Place, room: int, words: Mapping[str, str], pressed: str) -> Text:
    """What stands on a key: its sign and what it does, cut where there is no room."""
    shown = _SHOWN.get(one.key, one.key)
    said = f"{shown} {words.get(one.key, '')}".rstrip()
    said = ALL.fitted(said if cell_len(said) == room else f" {said}", room)
    label, at = Text(said, "reverse bold" if one.key == pressed else "", end=""), said.find(shown)
    label.stylize("bold", max(0, at), max(0, at) + len(shown))
    return label


def _frame(grid: list[list[str]], one: Place, cell: int) -> None:
    top, bottom = 2 * one.row, 2 * (one.row + one.high)
    left, right = one.column * (cell + 1), (one.column + one.wide) * (cell + 1)
    for column in range(left, right + 1):
        grid[top][column] = grid[bottom][column] = ALL.plenty
    for row in range(top, bottom + 1):
        grid[row][left] = grid[row][right] = ALL.side


def _join(grid: list[list[str]], cell: int) -> None:
    """Put the sign where lines meet that goes in the directions in which there is a line."""
    signs = dict(
        zip(("se", "sw", "ne", "nw", "sne", "snw", "sew", "new", "snew"), ALL.corners + ALL.joints, strict=True)
    )
    before = [line[:] for line in grid]
    for row, line in enumerate(before):
        for column in range(0, len(line), cell + 1):
            ways = "".join(
                way
                for way, is_there in (
                    ("s", row + 1 < len(before) and before[row + 1][column] == ALL.side),
                    ("n", row > 0 and before[row - 1][column] == ALL.side),
                    ("e", column + 1 < len(line) and line[column + 1] == ALL.plenty),
                    ("w", column > 0 and line[column - 1] == ALL.plenty),
                )
                if is_there
            )
            grid[row][column] = signs.get(ways, ALL.plenty if ways == "ew" else line[column])

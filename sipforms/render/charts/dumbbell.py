"""The lettered dumbbell: how important and how satisfying each area is now, and was last time, on one scale.

Capital letters are now and small ones last time, so no colour is needed and it survives print. Beside importance a
heavy line is what is missing between the two, a thin one what there is more of than asked for, and the largest gap
stands first. Beside anything else (capacity beside performance) a thin line only joins the two.
"""

import textwrap
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum

from rich.cells import cell_len
from rich.text import Text

from sipforms.engine.score.score import Score
from sipforms.plugins.sections.development import Compared, Development, DevelopmentRow
from sipforms.render.charts.glyphs import ALL, Glyphs
from sipforms.render.charts.inks import ANY_GROUND, BESIDE, BOTH, MAIN, QUIET, Inks, inked
from sipforms.render.charts.words import BREAKS, answered_of, asked_for, change_word, number, reason, score_words
from sipforms.render.language import _
from sipforms.render.plain import plain

NARROWEST, WIDEST = 34, 120
_LEAST_AXIS, _GOOD_AXIS, _LEAST_TITLE, _MOST_TICKS = 11, 13, 14, 11


@dataclass(frozen=True, slots=True, kw_only=True)
class Letters:
    """The letter of the indicator, of the one beside it, and the one where both stand on one spot."""

    main: str
    beside: str
    both: str


class Told(Enum):
    """What stands behind the picture, the most first: the words below the picture say the rest."""

    ALL = "all"
    CHANGE = "change"
    NUMBER = "number"


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """How wide each part of a line is, in cells, and how much is told behind the picture."""

    title: int
    axis: int
    number: int
    told: Told


def dumbbell(shown: Development, width: int = 80, glyphs: Glyphs = ALL, inks: Inks = ANY_GROUND) -> Text:
    """The picture, at most ``width`` cells wide (between 34 and 120). A line without a number says why in words.

    The first line explains the signs and the second is the axis; then comes one line for each row, in the order of
    ``in_order``; what had no room in the first line, and the words of the scale, follow below.
    """
    width = max(NARROWEST, min(width, WIDEST))
    if not shown.rows:
        return Text(_("There are no numbers to draw."))
    if shown.range is None:
        return Text(_("The numbers are on different scales, so they are shown in the table only."))
    rows = in_order(shown)
    letters = letters_of(shown)
    columns = _columns(rows, shown, width, glyphs)
    legend = _lines(_legend(shown, letters, glyphs), width)
    lines = [legend[0], _axis(shown.range, columns)]
    lines += [_line(row, shown, columns, letters, glyphs) for row in rows]
    return inked(Text("\n").join([*lines, *legend[1:], *_words(shown, width, glyphs)]), inks)


def in_order(shown: Development) -> tuple[DevelopmentRow, ...]:
    """What there is most to talk about first: the largest gap to what is asked for, else the least good number.

    Lines without their numbers stand last, in the programme's order.
    """

    def weight(row: DevelopmentRow) -> float | None:
        main = value_of(row.main.now)
        if shown.is_wished or main is None:
            return gap_of(row)
        return main if shown.is_burden else -main

    return tuple(sorted(shown.rows, key=lambda row: ((found := weight(row)) is None, -(found or 0.0))))


def gap_of(row: DevelopmentRow) -> float | None:
    """What is missing: the one beside minus the indicator; without one beside, the lower the number the more."""
    main = value_of(row.main.now)
    if main is None:
        return None
    if row.beside is None:
        return -main
    beside = value_of(row.beside.now)
    return None if beside is None else beside - main


def value_of(score: Score | None) -> float | None:
    """The score as a number on an axis, or nothing."""
    return float(score.value) if score is not None and isinstance(score.value, (int, float)) else None


def column_of(value: float, range_: tuple[float, float], axis: int) -> int:
    """The cell of the axis (from 0) in which a value stands."""
    low, high = range_
    share = (value - low) / (high - low) if high > low else 0.0
    return round(max(0.0, min(1.0, share)) * (axis - 1))


def letters_of(shown: Development) -> Letters:
    """The first letters of the two dimensions' titles; plain letters where those are missing or the same."""
    main, beside = (plain(title)[:1].upper() for title in (shown.main, shown.beside))
    if not main or main == beside:
        main, beside = "A", "B"
    both = next(letter for letter in (_("B"), "X", "Z") if letter not in (main, beside))
    return Letters(main=main, beside=beside or "B", both=both)


def _columns(rows: tuple[DevelopmentRow, ...], shown: Development, width: int, glyphs: Glyphs) -> Columns:
    """How much stands behind the picture gives way before the titles and the picture itself do."""
    titles = min(max(cell_len(plain(row.title)) for row in rows), max(_LEAST_TITLE, width // 3))
    widest, told = 0, Told.NUMBER
    for told in Told:
        widest = max(cell_len(_numbers(row, shown, glyphs, told)) for row in rows)
        axis = width - titles - widest - 2
        if axis >= _GOOD_AXIS:
            return Columns(title=titles, axis=axis, number=widest, told=told)
    numbers = min(widest, width - _LEAST_AXIS - _LEAST_TITLE - 2)
    axis = width - titles - numbers - 2
    if axis < _LEAST_AXIS:
        titles, axis = titles - (_LEAST_AXIS - axis), _LEAST_AXIS
    return Columns(title=titles, axis=axis, number=numbers, told=told)


def _numbers(row: DevelopmentRow, shown: Development, glyphs: Glyphs, told: Told) -> str:
    """The number, how many answers are behind it, and the change, unless nothing can be compared."""
    score = row.main.now
    if value_of(score) is None:
        return glyphs.said(reason(score))
    change = "" if shown.broken or told is Told.NUMBER else change_word(row.main.change)
    answered = f"({answered_of(score)})" if told is Told.ALL else ""
    return glyphs.said(" ".join(part for part in (score_words(score), answered, change) if part))


def _axis(range_: tuple[float, float], columns: Columns) -> Text:
    cells = [" "] * columns.axis
    for step in ticks(range_):
        place = column_of(step, range_, columns.axis)
        label = number(int(step) if float(step).is_integer() else step)
        start = max(0, min(place, columns.axis - len(label)))
        cells[start : start + len(label)] = label
    return Text(" " * (columns.title + 1) + "".join(cells).rstrip(), style="bold")


def ticks(range_: tuple[float, float]) -> Iterator[float]:
    """The numbers that an axis names: every step of a short scale, both ends and the middle of a long one."""
    low, high = range_
    steps = round(high - low)
    if 0 < steps < _MOST_TICKS:
        yield from (low + step for step in range(steps + 1))
    else:
        yield from (low, (low + high) / 2, high)


def _line(row: DevelopmentRow, shown: Development, columns: Columns, letters: Letters, glyphs: Glyphs) -> Text:
    drawn = Text(glyphs.fitted(plain(row.title), columns.title) + " ")
    drawn.append_text(_drawn(row, shown, columns.axis, letters, glyphs))
    return drawn.append(" " + glyphs.fitted(_numbers(row, shown, glyphs, columns.told), columns.number).rstrip())


def _drawn(row: DevelopmentRow, shown: Development, axis: int, letters: Letters, glyphs: Glyphs) -> Text:
    range_ = shown.range or (0, 0)
    cells: list[tuple[str, str]] = [(" ", "")] * axis
    for step in ticks(range_):
        cells[column_of(step, range_, axis)] = (glyphs.tick, QUIET)
    places = {name: None if value is None else column_of(value, range_, axis) for name, value in _values(row)}
    _join(cells, row, places, glyphs, is_wished=shown.is_wished)
    for name, letter, style in (
        ("beside_before", letters.beside.lower(), BESIDE),
        ("main_before", letters.main.lower(), MAIN),
        ("beside", letters.beside, BESIDE),
        ("main", letters.main, MAIN),
    ):
        place = places[name]
        if place is not None:
            cells[place] = (letter, style)
    if places["main"] is not None and places["main"] == places["beside"]:
        cells[places["main"]] = (letters.both, BOTH)
    return Text.assemble(*cells)


def _values(row: DevelopmentRow) -> Iterator[tuple[str, float | None]]:
    for name, one in (("main", row.main), ("beside", row.beside)):
        yield name, None if one is None else value_of(one.now)
        yield f"{name}_before", None if one is None else _before(one)


def _before(one: Compared) -> float | None:
    """Last time's value, unless the two may not be compared."""
    return None if one.change is not None and one.change.broken else value_of(one.before)


def _join(
    cells: list[tuple[str, str]],
    row: DevelopmentRow,
    places: dict[str, int | None],
    glyphs: Glyphs,
    *,
    is_wished: bool,
) -> None:
    main, beside = places["main"], places["beside"]
    gap = gap_of(row)
    if main is None or beside is None or gap is None:
        return
    is_missing = is_wished and gap > 0
    sign, style = (glyphs.gap, BESIDE) if is_missing else (glyphs.plenty, MAIN)
    for place in range(min(main, beside) + 1, max(main, beside)):
        cells[place] = (sign, style)


Part = list[tuple[str, str]]
"""A few words that stand together, with their styles."""


def _legend(shown: Development, letters: Letters, glyphs: Glyphs) -> Iterator[Part]:
    main, beside = asked_for(shown.main), asked_for(shown.beside)
    is_paired = any(row.beside for row in shown.rows)
    now = _("{what} now").format(what=main) if main else _("now")
    yield [(f"{letters.main} ", MAIN), (now, "")]
    if is_paired:
        now = _("{what} now").format(what=beside) if beside else _("beside it")
        yield [(f"{letters.beside} ", BESIDE), (now, "")]
        yield [(f"{letters.both} ", BOTH), (_("both"), "")]
    if shown.before is not None and not shown.broken:
        small = f"{letters.main.lower()} {letters.beside.lower()}" if is_paired else letters.main.lower()
        yield [(f"{small} ", ""), (_("the first time") if shown.since_first else _("last time"), "")]
    if is_paired and shown.is_wished:
        yield [(f"{glyphs.gap * 3} ", BESIDE), (_("missing"), "")]
        yield [(f"{glyphs.plenty * 3} ", MAIN), (_("plenty"), "")]


def _lines(parts: Iterable[Part], width: int) -> list[Text]:
    """The parts on as few lines as they need, two spaces between them."""
    lines = [Text()]
    for part in parts:
        piece = Text.assemble(*part)
        if lines[-1].plain and lines[-1].cell_len + 2 + piece.cell_len > width:
            lines.append(Text())
        elif lines[-1].plain:
            lines[-1].append("  ")
        piece.truncate(width)
        lines[-1].append_text(piece)
    return lines


def _words(shown: Development, width: int, glyphs: Glyphs) -> Iterator[Text]:
    """What each step of the scale is called, and why nothing can be compared with last time."""
    if shown.steps:
        steps = ([(f"{one.value} {glyphs.said(plain(one.title))}", QUIET)] for one in shown.steps)
        yield from _lines(steps, width)
    if shown.broken is not None and shown.before is not None:
        yield from not_compared(_(BREAKS[shown.broken]), width, since_first=shown.since_first)


def not_compared(why: str, width: int, *, since_first: bool = False) -> list[Text]:
    """That nothing can be compared with last time (or the first), and why."""
    said = (
        _("Cannot be compared with the first time: {reason}.")
        if since_first
        else _("Cannot be compared with last time: {reason}.")
    )
    return [Text(line) for line in textwrap.wrap(said.format(reason=why), width)]

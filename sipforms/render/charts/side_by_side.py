"""What several informants said last, area by area: columns where they fit, lettered ones where those are narrow.

Where not even those fit, each who answered has a line under each area.
"""

import textwrap
from collections.abc import Iterator
from itertools import zip_longest

from rich.cells import cell_len
from rich.text import Text

from sipforms.plugins.sections.side_by_side import SideBySide, SideCell, SideColumn
from sipforms.render.charts.glyphs import ALL, Glyphs
from sipforms.render.charts.words import number, reason, said_inside, score_words
from sipforms.render.language import _, format_date, ngettext
from sipforms.render.modes import mode_words
from sipforms.render.plain import plain

_LEAST_COLUMN, _MOST_COLUMN = 14, 26
_LEAST_TITLE, _MOST_TITLE = 10, 24
_BETWEEN = 2
_LETTERED = 10  # a number with how many answers, such as "3,0 (11/12)", broken where it is longer


def side_by_side_text(shown: SideBySide, width: int = 80, glyphs: Glyphs = ALL) -> Text:
    """Heading, how to read it, the table, and who has not answered; nothing where there is nothing to show."""
    if not shown.rows:
        return Text("")
    lines = [Text(_("Side by side: what each has said last"), style="bold")]
    lines += _wrapped(
        _("Each column has its own questions and its own scale. No mean and no difference is computed."), width
    )
    lines.append(Text())
    draw = _columns if _fits(shown, width) else _lettered if _fits_lettered(shown, width) else _listed
    lines += draw(shown, width, glyphs)
    below = tuple(_below(shown))
    lines += [Text(), *(line for said in below for line in _wrapped(glyphs.said(said), width))] if below else []
    return Text("\n").join(lines)


def _below(shown: SideBySide) -> Iterator[str]:
    yield from scales_said(shown)
    if any(one.is_older for one in shown.columns):
        yield _("Older: answered long before the newest, so the answers are about another time.")
    if shown.silent:
        yield _("Has not answered: {names}.").format(names=", ".join(map(plain, shown.silent)))


def _wrapped(said: str, width: int) -> list[Text]:
    return [Text(line) for line in textwrap.wrap(said, width)]


def _title_width(shown: SideBySide) -> int:
    return min(_MOST_TITLE, max(_LEAST_TITLE, *(cell_len(plain(row.title)) for row in shown.rows)))


def _column_width(shown: SideBySide, width: int) -> int:
    room = (width - _title_width(shown)) // max(1, len(shown.columns)) - _BETWEEN
    return min(_MOST_COLUMN, room)


def _fits(shown: SideBySide, width: int) -> bool:
    return _column_width(shown, width) >= _LEAST_COLUMN


def _columns(shown: SideBySide, width: int, glyphs: Glyphs) -> Iterator[Text]:
    """A table: one column for each who answered, its head above, two lines a number."""
    title, wide = _title_width(shown), _column_width(shown, width)
    heads = [_folded(_head(one, shown), wide, glyphs) for one in shown.columns]
    yield from (Text(line, style="bold") for line in _joined(["" for _line in heads[0]], heads, title, wide, glyphs))
    for row in shown.rows:
        named = textwrap.wrap(glyphs.said(plain(row.title)), title) or [""]
        cells = [_folded(_cell(one), wide, glyphs) for one in row.cells]
        yield Text()
        yield from (Text(line) for line in _joined(named, cells, title, wide, glyphs))


def _fits_lettered(shown: SideBySide, width: int) -> bool:
    return _room_for_titles(shown, width) >= _LEAST_TITLE


def _room_for_titles(shown: SideBySide, width: int) -> int:
    return width - len(shown.columns) * (_LETTERED + _BETWEEN)


def _lettered(shown: SideBySide, width: int, glyphs: Glyphs) -> Iterator[Text]:
    """Who is who above, a letter each, with the scale where it is one; then a line an area with a column each."""
    title = min(_title_width(shown), _room_for_titles(shown, width))
    scales = [{cell.score.range for row in shown.rows for cell in row.cells[at]} - {None} for at in _places(shown)]
    letters = [chr(ord("A") + at) for at in _places(shown)]
    for letter, column, scale in zip(letters, shown.columns, scales, strict=True):
        low_high = next(iter(scale)) if len(scale) == 1 else None
        said = ", ".join((*_head(column, shown), *([_scale(low_high)] if low_high else [])))
        lines = textwrap.wrap(glyphs.said(said), width, initial_indent=f"{letter}  ", subsequent_indent="   ")
        yield from map(Text, lines)
    yield Text()
    heads = [[f"{letter}  {_short_scale(scale)}".rstrip()] for letter, scale in zip(letters, scales, strict=True)]
    yield from (Text(line, style="bold") for line in _joined([""], heads, title, _LETTERED, glyphs))
    for row in shown.rows:
        named = textwrap.wrap(glyphs.said(plain(row.title)), title) or [""]
        cells = [
            _folded(_short(one, has_scale=len(scale) > 1), _LETTERED, glyphs)
            for one, scale in zip(row.cells, scales, strict=True)
        ]
        yield from map(Text, _joined(named, cells, title, _LETTERED, glyphs))
    yield Text()
    yield from _wrapped(_("In brackets: how many of the questions asked have an answer that counts."), width)


def _places(shown: SideBySide) -> range:
    return range(len(shown.columns))


def _short_scale(ranges: set[tuple[float, float] | None]) -> str:
    """The one scale of a column in its head, such as 1-3: a 3 out of 3 beside a 3 out of 5 is soon misread."""
    found = next(iter(ranges)) if len(ranges) == 1 else None
    return "-".join(_ends(found)) if found else ""


def _scale(range_: tuple[float, float]) -> str:
    low, high = _ends(range_)
    return _("from {low} to {high}").format(low=low, high=high)


def _ends(range_: tuple[float, float]) -> tuple[str, str]:
    low, high = (number(int(end) if float(end).is_integer() else end) for end in range_)
    return low, high


def _short(cells: tuple[SideCell, ...], *, has_scale: bool) -> Iterator[str]:
    """A number with how many answers are behind it, or why there is none; its scale where the column has several."""
    if not cells:
        yield "–"
    for one in cells:
        if len(cells) > 1:
            yield plain(one.title)
        score = one.score
        if score.reason is not None:
            yield reason(score)
            continue
        yield f"{score_words(score)} ({score.answered}/{score.relevant})" if score.relevant else score_words(score)
        if has_scale and score.range is not None:
            yield _scale(score.range)


def scales_said(shown: SideBySide) -> Iterator[str]:
    """What the ends of each one's scale are called, so that nobody takes a 1 for the best."""
    for one in shown.columns:
        if one.steps:
            low, high = one.steps[0], one.steps[-1]
            yield _("{who}: {low} is {least}, {high} is {most}.").format(
                who=plain(one.informant) or plain(one.form),
                low=low.value,
                least=said_inside(low.title),
                high=high.value,
                most=said_inside(high.title),
            )


def _joined(named: list[str], cells: list[list[str]], title: int, wide: int, glyphs: Glyphs) -> Iterator[str]:
    """Lines of a row: each cell's lines beside those of the others."""
    for first, *others in zip_longest(named, *cells, fillvalue=""):
        parts = (glyphs.fitted(other, wide) for other in others)
        yield (" " * _BETWEEN).join((glyphs.fitted(first, title), *parts)).rstrip()


def _folded(lines: Iterator[str], wide: int, glyphs: Glyphs) -> list[str]:
    return [part for line in lines for part in textwrap.wrap(glyphs.said(line), wide)]


def _head(one: SideColumn, shown: SideBySide) -> Iterator[str]:
    """Who, in which form where there are several, when, and how."""
    has_forms = len({column.questionnaire for column in shown.columns}) > 1
    if one.informant:
        yield plain(one.informant)
    if has_forms or not one.informant:
        yield plain(one.form)
    yield format_date(one.day)
    if one.mode is not None:
        yield mode_words(one.mode)
    if one.is_older:
        yield _("older")


def _cell(cells: tuple[SideCell, ...]) -> Iterator[str]:
    if not cells:
        yield "–"
    for one in cells:
        if len(cells) > 1:
            yield plain(one.title)
        yield from _number(one)


def _number(one: SideCell) -> Iterator[str]:
    """The number with its own range, and how many answers are behind it; or why there is none."""
    score = one.score
    if score.reason is not None:
        yield _("no number: {reason}").format(reason=reason(score))
        return
    said = score_words(score)
    if score.range is not None:
        low, high = _ends(score.range)
        said = _("{number} ({low} to {high})").format(number=said, low=low, high=high)
    yield said
    if score.relevant:
        yield ngettext("{answered} of {count} answer", "{answered} of {count} answers", score.relevant).format(
            answered=score.answered, count=score.relevant
        )


def _listed(shown: SideBySide, width: int, glyphs: Glyphs) -> Iterator[Text]:
    """For a narrow page or many columns: under each area, one paragraph for each who answered."""
    for place, row in enumerate(shown.rows):
        if place:
            yield Text()
        yield from (Text(line, style="bold") for line in textwrap.wrap(glyphs.said(plain(row.title)), width))
        for column, cell in zip(shown.columns, row.cells, strict=True):
            if cell:
                said = f"{', '.join(_head(column, shown))}: {', '.join(_cell(cell))}"
                lines = textwrap.wrap(glyphs.said(said), width, initial_indent="  ", subsequent_indent="    ")
                yield from map(Text, lines)

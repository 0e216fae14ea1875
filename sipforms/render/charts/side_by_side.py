"""What several informants said last, area by area: columns where they fit, else one line for each of them."""

import textwrap
from collections.abc import Iterator
from itertools import zip_longest

from rich.cells import cell_len
from rich.text import Text

from sipforms.plugins.sections.side_by_side import SideBySide, SideCell, SideColumn
from sipforms.render.charts.glyphs import UNICODE, Glyphs
from sipforms.render.charts.words import number, reason, score_words
from sipforms.render.language import _, format_date, ngettext
from sipforms.render.modes import mode_words
from sipforms.render.plain import plain

_LEAST_COLUMN, _MOST_COLUMN = 14, 26
_LEAST_TITLE, _MOST_TITLE = 10, 24
_BETWEEN = 2


def side_by_side_text(shown: SideBySide, width: int = 80, glyphs: Glyphs = UNICODE) -> Text:
    """Heading, how to read it, the table, and who has not answered; nothing where there is nothing to show."""
    if not shown.rows:
        return Text("")
    lines = [Text(_("Side by side: what each has said last"), style="bold")]
    lines += _wrapped(
        _("Each column has its own questions and its own scale. No mean and no difference is computed."), width
    )
    lines.append(Text())
    lines += _columns(shown, width, glyphs) if _fits(shown, width) else _listed(shown, width, glyphs)
    below = tuple(_below(shown))
    lines += [Text(), *(line for said in below for line in _wrapped(glyphs.said(said), width))] if below else []
    return Text("\n").join(lines)


def _below(shown: SideBySide) -> Iterator[str]:
    if any(one.is_older for one in shown.columns):
        yield _("Older: answered long before the newest, so the answers are about another time.")
    if shown.silent:
        yield _("Has not answered: {names}.").format(names=", ".join(map(plain, shown.silent)))


def _wrapped(said: str, width: int) -> list[Text]:
    return [Text(line, style="dim") for line in textwrap.wrap(said, width)]


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
        low, high = (number(int(end) if float(end).is_integer() else end) for end in score.range)
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

"""The same as the dumbbell in words and numbers only: for print, for line by line reading, and for a screen reader."""

from rich.text import Text

from sipforms.plugins.sections.development import Compared, Development, DevelopmentRow
from sipforms.render.charts.dumbbell import in_order
from sipforms.render.charts.words import answered_of, change_word, number, reason
from sipforms.render.language import _, format_date
from sipforms.render.plain import plain


def word_table(shown: Development, width: int = 80) -> Text:
    """One line an area: the indicator now, last time, the change in words, and the one beside it."""
    heads = ["", _heading(shown.main), _("Last time"), _("Change"), _heading(shown.beside)]
    rows = [heads, *(_cells(row) for row in in_order(shown.rows))]
    if not any(row.beside for row in shown.rows):
        rows = [row[:-1] for row in rows]
    widths = [max(len(row[place]) for row in rows) for place in range(len(rows[0]))]
    over = sum(widths) + 2 * (len(widths) - 1) - max(width, 40)
    widths[0] = max(10, widths[0] - max(0, over))
    lines = [
        Text("  ".join(_fitted(cell, wide) for cell, wide in zip(row, widths, strict=True)).rstrip()) for row in rows
    ]
    lines[0].stylize("bold")
    return Text("\n").join([*lines, *_dates(shown)])


def _heading(title: str) -> str:
    return plain(title).rstrip("?: ") or _("Now")


def _cells(row: DevelopmentRow) -> list[str]:
    before = row.main.before if row.main.change is not None and not row.main.change.broken else None
    return [
        plain(row.title),
        _now(row.main),
        number(before.value) if before is not None else "",
        change_word(row.main.change),
        "" if row.beside is None else _now(row.beside),
    ]


def _now(one: Compared) -> str:
    return f"{number(one.now.value)} ({answered_of(one.now)})" if one.now.value is not None else reason(one.now)


def _fitted(cell: str, wide: int) -> str:
    return cell.ljust(wide) if len(cell) <= wide else cell[: wide - 1] + "…"


def _dates(shown: Development) -> list[Text]:
    now = _("Answered {day}; the numbers in brackets are answers of questions asked.").format(
        day=format_date(shown.today)
    )
    if shown.before is None:
        return [Text(now, style="dim")]
    return [Text(now, style="dim"), Text(_("Last time was {day}.").format(day=format_date(shown.before)), style="dim")]

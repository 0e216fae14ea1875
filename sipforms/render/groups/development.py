"""How the same people developed, as text: for each respondent group a line of figures and one of words an outcome."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from sipforms.engine.gather.development_table import Course, DevelopmentRow, DevelopmentTable, Lack
from sipforms.render.groups.development_words import (
    counted_out_words,
    course_words,
    group_words_of,
    in_common,
    lack_words,
    places_words,
    reading_words,
    spans_words,
)
from sipforms.render.groups.facility_words import respondents_words
from sipforms.render.groups.folding import folded, titled
from sipforms.render.groups.statistics_words import estimate_words, interval_words, p_words, size_words
from sipforms.render.groups.words import outcome_words
from sipforms.render.language import _
from sipforms.render.page import Page
from sipforms.render.plain import plain

_N, _CHANGE, _INTERVAL, _SIZE, _P = 5, 8, 19, 7, 8
_LEAST_TITLE = 24


def development_lines(table: DevelopmentTable, page: Page) -> Iterator[str]:
    """The lines, at most as wide as the page."""
    yield from folded(spans_words(table), page)
    if table.lack is not None:
        yield from folded(sentence(lack_words(table.lack)), page)
    for group, rows in groupby(table.rows, key=lambda row: row.respondents):
        yield ""
        yield from folded(respondents_words(group), page)
        yield from _group(list(rows), page)
    if table.rows:
        yield ""
        for said in reading_words(table):
            yield from folded(said, page)


def sentence(said: str) -> str:
    """The words as a sentence of their own; nothing stays nothing."""
    return f"{said[:1].upper()}{said[1:]}." if said else ""


def _group(rows: Sequence[DevelopmentRow], page: Page) -> Iterator[str]:
    """What all rows have in common is said once, above them."""
    told = [row for row in rows if row.course is not None]
    silent = [row for row in rows if row.course is None]
    if not told and len({row.lack for row in silent}) == 1:
        yield from folded(sentence(lack_words(silent[0].lack or "few")), page, "  ")
        return
    scales, common = {outcome_words(row.outcome) for row in told}, in_common(told)
    if len(scales) == 1:
        yield from folded(sentence("".join(scales)), page, "  ")
    yield from folded(group_words_of(told), page, "  ")
    if told and _is_wide(page):
        heads = (_("n"), _("change"), _("95 % interval"), _("size"), _("p"))
        yield from titled("", _cells(heads, page), _title_width(page), page)
    for row in told:
        yield from _course(plain(row.outcome.title), row.course, row, page, "  ")
        if len(scales) > 1:
            yield from folded(sentence(outcome_words(row.outcome)), page, "    ")
        yield from folded(counted_out_words(row, common), page, "    ")
        yield from _others(row, page)
    yield from _silent(silent, page)


def _others(row: DevelopmentRow, page: Page) -> Iterator[str]:
    """The people of what is compared with, or why they are not there."""
    if row.comparison is not None:
        yield from _course(places_words(row.comparison), row.comparison, row, page, "    ")
    elif row.comparison_lack is not None:
        yield from folded(_("Compared with: {why}.").format(why=lack_words(row.comparison_lack)), page, "    ")


def _course(title: str, course: Course | None, row: DevelopmentRow, page: Page, lead: str) -> Iterator[str]:
    if course is None:
        return
    figures = (
        str(course.people),
        estimate_words(course.change),
        interval_words(course.change.interval),
        size_words(course.size),
        p_words(course.test),
    )
    if _is_wide(page):
        yield from titled(title, _cells(figures, page), _title_width(page), page, lead)
    else:
        yield from folded(title, page, lead)
        said = _("n {n}, change {change}, 95 % interval {interval}, size {size}, p {p}.").format(
            **dict(zip(("n", "change", "interval", "size", "p"), figures, strict=True))
        )
        yield from folded(said, page, f"{lead}  ")
    yield from folded(course_words(row.outcome, course), page, f"{lead}  ")


def _is_wide(page: Page) -> bool:
    return _title_width(page) >= _LEAST_TITLE


def _title_width(page: Page) -> int:
    return page.width - (_N + _CHANGE + _INTERVAL + _SIZE + _P)


def _cells(figures: Sequence[str], page: Page) -> list[str]:
    widths = (_N, _CHANGE, _INTERVAL, _SIZE, _P)
    return [page.glyphs.said(f"{one:>{wide}}") for one, wide in zip(figures, widths, strict=True)]


def _silent(rows: Sequence[DevelopmentRow], page: Page) -> Iterator[str]:
    """The outcomes of which nothing is told, by the reason."""
    by_reason: dict[Lack, list[str]] = {}
    for row in rows:
        by_reason.setdefault(row.lack or "few", []).append(plain(row.outcome.title))
    for lack, titles in by_reason.items():
        said = _("Not told: {outcomes} ({why}).").format(outcomes=", ".join(titles), why=lack_words(lack))
        yield from folded(said, page, "  ")

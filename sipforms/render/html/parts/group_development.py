"""How the same people developed: for each outcome the mean change with its interval around no change, and who counts.

Respondent groups stand below each other and are never added up. The people of other places have a line of their own.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby

from markupsafe import Markup

from sipforms.engine.gather.development_table import CountedOut, Course, DevelopmentRow, DevelopmentTable
from sipforms.engine.statistics.values import Estimate, PairedTest
from sipforms.render.charts.words import signed
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
from sipforms.render.groups.statistics_words import p_words, size_words
from sipforms.render.groups.words import outcome_words
from sipforms.render.html.elements import element, none, unseen
from sipforms.render.html.figures import count, figure
from sipforms.render.html.frame import rendered, said
from sipforms.render.html.marks import dot
from sipforms.render.html.parts.estimates import estimate_html
from sipforms.render.html.svg import Axis, drawing, rule, words
from sipforms.render.html.table import EMPTY, MIDDLE, NUMBER, STRIP, Band, Column, table
from sipforms.render.language import _
from sipforms.render.plain import plain

_WIDE, _HIGH, _HEAD, _MARK = 170.0, 24.0, 18.0, 5.0


def group_development_html(shown: DevelopmentTable) -> Markup:
    """What is compared with what, a table for each respondent group, then how to read it."""
    return rendered(
        "parts/group_development.html.jinja",
        about=spans_words(shown),
        lack="" if shown.lack is None else _as_sentence(lack_words(shown.lack)),
        groups=[
            _group(respondents_words(group), list(rows))
            for group, rows in groupby(shown.rows, key=lambda row: row.respondents)
        ],
        reading=reading_words(shown) if shown.rows else (),
    )


def _as_sentence(words_: str) -> str:
    return f"{words_[:1].upper()}{words_[1:]}."


def _group(title: str, rows: Sequence[DevelopmentRow]) -> dict[str, object]:
    told = [row for row in rows if row.course is not None]
    scales = {outcome_words(row.outcome) for row in told}
    axis, common = _axis(told), in_common(told)
    lines = [line for row in told for line in _lines(row, axis, scales, common)]
    return {
        "title": title,
        "alike": [*map(_as_sentence, scales if len(scales) == 1 and "" not in scales else ()), group_words_of(told)],
        "table": table(_columns(axis), [Band(rows=lines)], look=MIDDLE) if lines else EMPTY,
        "silent": tuple(_silent([row for row in rows if row.course is None])),
    }


def _axis(rows: Sequence[DevelopmentRow]) -> Axis:
    """As far out as the widest interval, the same to both sides of no change."""
    most = max((0.5, *(abs(end) for row in rows for one in (row.course, row.comparison) for end in _ends(one))))
    return Axis(low=-most, high=most, start=_MARK * 2, end=_WIDE - _MARK * 2)


def _ends(course: Course | None) -> Iterator[float]:
    if course is not None and course.change.value is not None:
        yield course.change.value
        if course.change.interval is not None:
            yield from (course.change.interval.low, course.change.interval.high)


def _columns(axis: Axis) -> list[Column]:
    ends = (axis.low, 0.0, axis.high)
    head = drawing(_WIDE, _HEAD, *(words(signed(end, 1), axis.at(end), _HEAD - 5) for end in ends))
    return [
        Column(head=unseen(_("Area"))),
        Column(head=head, kind=STRIP),
        Column(head=said(_("n")), kind=NUMBER),
        Column(head=said(_("change (95 % interval)")), kind=NUMBER),
        Column(head=said(_("size")), kind=NUMBER),
        Column(head=said(_("p")), kind=NUMBER),
    ]


def _lines(row: DevelopmentRow, axis: Axis, scales: set[str], common: tuple[CountedOut, ...]) -> Iterator[list[Markup]]:
    """The people here, and below them those of the other places."""
    if row.course is None:
        return
    notes = [course_words(row.outcome, row.course)]
    notes += [outcome_words(row.outcome)] if len(scales) > 1 else []
    notes.append(counted_out_words(row, common))
    if row.comparison is None and row.comparison_lack is not None:
        notes.append(_("Compared with: {why}.").format(why=lack_words(row.comparison_lack)))
    yield [_titled(said(row.outcome.title), notes), *_cells(row.course, axis)]
    if row.comparison is not None:
        title = element("span", said(places_words(row.comparison)), class_="item")
        yield [_titled(title, [course_words(row.outcome, row.comparison)]), *_cells(row.comparison, axis)]


def _titled(title: Markup, notes: Sequence[str]) -> Markup:
    below = (element("span", said(note), class_="below") for note in notes if note)
    return Markup("").join((title, *below))


def _cells(course: Course, axis: Axis) -> list[Markup]:
    return [
        _strip(course.change, axis),
        count(course.people),
        estimate_html(course.change),
        EMPTY if course.size.value is None else figure(course.size.value, size_words(course.size)),
        _test(course.test),
    ]


def _test(test: PairedTest | None) -> Markup:
    if test is None or test.p is None:
        return none("–")
    return figure(test.p, p_words(test))


def _strip(change: Estimate, axis: Axis) -> Markup:
    middle = _HIGH / 2
    marks = [rule(axis.at(0), 0, axis.at(0), _HIGH, class_="zero")]
    if change.interval is not None:
        low, high = axis.at(change.interval.low), axis.at(change.interval.high)
        marks.append(rule(low, middle, high, middle, class_="whisker"))
        marks += [rule(end, middle - 4, end, middle + 4, class_="whisker") for end in (low, high)]
    if change.value is not None:
        marks.append(dot(axis.at(change.value), middle, size=_MARK, value=change.value))
    return drawing(_WIDE, _HIGH, *marks)


def _silent(rows: Sequence[DevelopmentRow]) -> Iterator[str]:
    """The outcomes of which nothing is told, by the reason."""
    for why in dict.fromkeys(row.lack or "few" for row in rows):
        titles = ", ".join(plain(row.outcome.title) for row in rows if (row.lack or "few") == why)
        yield _("Not told: {outcomes} ({why}).").format(outcomes=titles, why=lack_words(why))

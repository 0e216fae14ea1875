"""What is important beside how satisfied people are, per area and question, on one scale. Nothing is multiplied."""

from collections.abc import Iterator
from datetime import date

from markupsafe import Markup

from sipforms.engine.gather.facility.importance import AreaPair, Figure, Importance, PairGroup, PairRow
from sipforms.render.charts.dumbbell import ticks
from sipforms.render.charts.words import asked_for, number
from sipforms.render.groups.facility_words import as_of_words, lack_words, respondents_words
from sipforms.render.groups.importance import dated, silent_sentences, tells
from sipforms.render.html.elements import beside, element, none, unseen
from sipforms.render.html.figures import count, value_figure
from sipforms.render.html.frame import rendered, said
from sipforms.render.html.marks import diamond, dot, ring, sample
from sipforms.render.html.svg import Axis, drawing, rule, words
from sipforms.render.html.table import EMPTY, MIDDLE, NUMBER, STRIP, Band, Column, table
from sipforms.render.language import N_, _
from sipforms.render.plain import plain

_WIDE, _HEAD, _LANE, _STACKED, _SIZE = 220.0, 18.0, 26.0, 38.0, 8.0


AREAS = N_("An area's figure is the mean of its questions' means, of those told on both. n is how many answered each.")


def importance_html(shown: Importance) -> Markup:
    """A table for each respondent group, areas with their questions below them."""
    if not shown.groups:
        sentence = _("No question here asks both how important something is and how satisfied people are.")
        return rendered("parts/sentence.html.jinja", sentence=sentence)
    return Markup("").join(_group(one) for one in shown.groups)


def _group(group: PairGroup) -> Markup:
    has_comparison = any(area.comparison for area in group.areas)
    told = [(area, items) for area in group.areas if (items := [one for one in area.items if tells(one)])]
    bands = [Band(rows=[_area(area, group), *(_item(one, group) for one in items)]) for area, items in told]
    return rendered(
        "parts/group.html.jinja",
        title=respondents_words(group.respondents),
        lack="" if group.lack is None else _("Not told: {reason}.").format(reason=lack_words(group.lack)),
        legend=tuple(_legend(group, has_comparison=has_comparison)) if told else (),
        body=table(_columns(group), bands, look=MIDDLE) if told else EMPTY,
        notes=((_steps(group), _(AREAS)) if told else ()) + (*_when(group), *silent_sentences(group)),
    )


def _when(group: PairGroup) -> Iterator[str]:
    """That figures are those of an earlier report, where any are; where some are of another day, of which."""
    earlier: dict[tuple[date, int], list[str]] = {}
    for item in (item for area in group.areas for item in area.items):
        for when in dict.fromkeys(dated(item)):
            earlier.setdefault(when, []).append(plain(item.title))
    for when, titles in earlier.items():
        yield as_of_words(*when) if len(earlier) == 1 else f"{as_of_words(*when)} ({', '.join(titles)})"


def _steps(group: PairGroup) -> str:
    return " · ".join(f"{value} {plain(title)}" for value, title in group.steps)


def _letters(group: PairGroup) -> tuple[str, str]:
    first, second = (plain(title)[:1].upper() for title in (group.first_title, group.second_title))
    return (first, second) if first and second and first != second else ("A", "B")


def _legend(group: PairGroup, *, has_comparison: bool) -> Iterator[tuple[Markup, str]]:
    first, second = _letters(group)
    yield sample(diamond(12, 12, first, size=_SIZE)), asked_for(group.first_title)
    yield sample(dot(12, 12, second, size=_SIZE)), asked_for(group.second_title)
    if has_comparison:
        said_comparison = _("{what}, the others").format(what=asked_for(group.second_title))
        yield sample(ring(12, 12, size=4.5)), said_comparison


def _columns(group: PairGroup) -> list[Column]:
    axis = _axis(group)
    marks = (words(number(int(step)), axis.at(step), _HEAD - 5) for step in ticks((axis.low, axis.high)))
    return [
        Column(head=unseen(_("Area"))),
        Column(head=drawing(_WIDE, _HEAD, *marks), kind=STRIP),
        Column(head=said(_head(group.first_title)), kind=NUMBER),
        Column(head=said(_head(group.second_title)), kind=NUMBER),
        Column(head=said(_("others")), kind=NUMBER),
    ]


def _head(title: str) -> str:
    return plain(title).rstrip("?: ")


def _axis(group: PairGroup) -> Axis:
    low, high = group.range
    return Axis(low=low, high=high, start=_SIZE * 1.3, end=_WIDE - _SIZE * 1.3)


def _area(one: AreaPair, group: PairGroup) -> list[Markup]:
    return [said(one.title), *_cells(one, group)]


def _item(one: PairRow, group: PairGroup) -> list[Markup]:
    return [element("span", said(one.title), class_="item"), *_cells(one, group, size=4.0)]


def _cells(one: AreaPair | PairRow, group: PairGroup, size: float = _SIZE) -> list[Markup]:
    """The picture and the means; one reason across where neither may be told."""
    if one.first.mean is None and one.second.mean is None:
        return [none(lack_words(one.first.lack or "few")), Markup("–"), Markup("–"), _cell(one.comparison)]
    strip = _strip(one.first, one.second, one.comparison, group, size)
    is_item = isinstance(one, PairRow)  # an area has no people of its own: others answer each of its questions
    return [strip, *(_cell(each, says_people=is_item) for each in (one.first, one.second, one.comparison))]


def _cell(one: Figure | None, *, says_people: bool = True) -> Markup:
    if one is None:
        return EMPTY
    if one.mean is None:
        return none(lack_words(one.lack) if one.lack is not None else _("withheld"))
    people = EMPTY if one.people is None or not says_people else beside(Markup("(n {})").format(count(one.people)))
    return Markup("{} {}").format(value_figure(float(one.mean)), people)


def _strip(first: Figure, second: Figure, comparison: Figure | None, group: PairGroup, size: float = _SIZE) -> Markup:
    axis = _axis(group)
    letters = _letters(group) if size == _SIZE else ("", "")
    both = first.mean is not None and second.mean is not None
    is_stacked = both and abs(axis.at(first.mean or 0) - axis.at(second.mean or 0)) < 2 * size + 3
    high = _STACKED if is_stacked and size == _SIZE else _LANE
    up, down = (high / 2 - size - 1, high / 2 + size + 1) if is_stacked else (high / 2, high / 2)
    marks = [rule(axis.at(step), 0, axis.at(step), high) for step in ticks((axis.low, axis.high))]
    if both and not is_stacked:
        marks.append(rule(axis.at(first.mean or 0), up, axis.at(second.mean or 0), up, class_="thin"))
    if first.mean is not None:
        marks.append(diamond(axis.at(first.mean), down, letters[0], size=size, value=first.mean))
    if second.mean is not None:
        marks.append(dot(axis.at(second.mean), up, letters[1], size=size, value=second.mean))
    if comparison is not None and comparison.mean is not None:
        marks.append(ring(axis.at(comparison.mean), high - 4, size=3.2, value=comparison.mean))
    return drawing(_WIDE, high, *marks)

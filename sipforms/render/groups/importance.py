"""Importance beside satisfaction as text: the two means on one axis for each area and question, and their numbers."""

from collections.abc import Iterator, Mapping
from datetime import date

from sipforms.engine.gather.facility.importance import AreaPair, Figure, Importance, PairGroup, PairRow
from sipforms.engine.gather.facility.spread import Lack
from sipforms.render.charts.dumbbell import column_of
from sipforms.render.charts.words import asked_for, number
from sipforms.render.groups.distribution import silent_sentences as sentences_of
from sipforms.render.groups.facility_words import as_of_words, lack_words, respondents_words
from sipforms.render.groups.folding import folded, titled
from sipforms.render.language import _
from sipforms.render.plain import plain
from sipforms.render.report import Page

_AXIS, _NUMBER, _OTHERS, _COUNT, _LEAD = 17, 5, 8, 8, "  "
_LEAST_TITLE = 16
_DECIMALS = 6
COLUMNS = (
    *("questionnaire", "informant", "way", "area", "item", "title"),
    *("importance", "importance_n", "satisfaction", "satisfaction_n", "comparison", "comparison_n", "as_of", "why"),
)


def importance_lines(value: Importance, page: Page) -> Iterator[str]:
    """Every respondent group, area by area."""
    if not value.groups:
        yield from folded(
            _("No question here asks both how important something is and how satisfied people are."), page
        )
        return
    for place, group in enumerate(value.groups):
        yield from ("",) if place else ()
        yield from _group(group, page)


def _group(group: PairGroup, page: Page) -> Iterator[str]:
    yield from folded(respondents_words(group.respondents), page)
    if group.lack is not None:
        yield from folded(lack_words(group.lack), page, _LEAD)
        return
    first, second, both = _signs(page)
    steps = ", ".join(_("{number} = {word}").format(number=value, word=plain(title)) for value, title in group.steps)
    said = _(
        "{first} = {importance}, {second} = {satisfaction}, {both} = both: the means of the answers. {steps}."
    ).format(
        first=first,
        importance=asked_for(group.first_title),
        second=second,
        satisfaction=asked_for(group.second_title),
        both=both,
        steps=steps,
    )
    yield from folded(said, page, _LEAD)
    yield from folded(
        _("An area's figure is the mean of its questions' means, of those told on both. n is how many answered each."),
        page,
        _LEAD,
    )
    told = [one for one in group.areas if any(map(tells, one.items))]
    yield ""
    yield from _head(group, page)
    earlier = dict.fromkeys(one for area in told for item in area.items for one in dated(item))
    for area in told:
        yield from _area(area, group, page, says_when=len(earlier) > 1)
    if len(earlier) == 1:
        yield ""
        yield from folded(as_of_words(*earlier.popitem()[0]), page, _LEAD)
    yield from _silent(group, page)


def tells(one: PairRow) -> bool:
    """Whether a question has a figure to draw; the others are gathered in a sentence."""
    return one.first.mean is not None or one.second.mean is not None


def _silent(group: PairGroup, page: Page) -> Iterator[str]:
    for said in silent_sentences(group):
        yield ""
        yield from folded(said, page, _LEAD)


def silent_sentences(group: PairGroup) -> Iterator[str]:
    """What is not told, a sentence for each reason: areas, and items of areas that are told of."""
    silent: dict[Lack, list[str]] = {}
    for area in group.areas:
        several = [one for one in area.items if not tells(one)]
        if len(several) == len(area.items) and area.title:
            silent.setdefault(several[0].first.lack or "few", []).append(plain(area.title))
        else:
            for one in several:
                silent.setdefault(one.first.lack or "few", []).append(plain(one.title))
    yield from sentences_of(silent)


def _signs(page: Page) -> tuple[str, str, str]:
    """For importance, for satisfaction, and for both in one spot."""
    return page.glyphs.dot_empty, page.glyphs.dot_full, page.glyphs.dot_half


def _widths(group: PairGroup, page: Page) -> tuple[int, int]:
    """How many cells the title and the axis take; no axis where there is no room."""
    compares = any(area.comparison is not None for area in group.areas)
    width = page.width - 2 * _NUMBER - _COUNT - (_OTHERS if compares else 0)
    axis = _AXIS if width - _AXIS - 2 >= _LEAST_TITLE else 0
    return width - (axis + 2 if axis else 0), axis


def _head(group: PairGroup, page: Page) -> Iterator[str]:
    width, axis = _widths(group, page)
    first, second, _both = _signs(page)
    steps = [" "] * axis
    for step in range(group.range[0], group.range[1] + 1 if axis else 0):
        steps[column_of(step, group.range, axis)] = str(step)[-1]
    cells = [
        f" {''.join(steps)} " if axis else "",
        f"{first:>{_NUMBER}}",
        f"{second:>{_NUMBER}}",
        f"{_('n'):>{_COUNT}}",
    ]
    if any(area.comparison is not None for area in group.areas):
        cells.append(f"{_('others'):>{_OTHERS}}")
    yield from titled("", cells, width, page)


def dated(item: PairRow) -> Iterator[tuple[date, int]]:
    """The days of the earlier reports that its figures are from, each with how many wait."""
    for one in (item.first, item.second):
        if one.mean is not None and one.as_of is not None:
            yield one.as_of, one.waiting


def _area(area: AreaPair, group: PairGroup, page: Page, *, says_when: bool) -> Iterator[str]:
    widths = _widths(group, page)
    yield from _row(plain(area.title), area, group, widths, page, "")
    for item in area.items:
        if tells(item):
            yield from _row(plain(item.title), item, group, widths, page, _LEAD)
            for when in dict.fromkeys(dated(item)) if says_when else ():
                yield from folded(as_of_words(*when), page, _LEAD * 2)


def _row(
    title: str, one: AreaPair | PairRow, group: PairGroup, widths: tuple[int, int], page: Page, lead: str
) -> Iterator[str]:
    width, axis = widths
    if one.first.mean is None and one.second.mean is None:
        yield from folded(f"{title}: {lack_words(one.first.lack or 'few')}", page, lead, lead + _LEAD)
        return
    drawn = f" {_axis(one, group, axis, page)} " if axis else ""
    counted = _count(one) if isinstance(one, PairRow) else ""
    cells = [drawn, *(f"{number(each.mean):>{_NUMBER}}" for each in (one.first, one.second)), f"{counted:>{_COUNT}}"]
    if one.comparison is not None:
        cells.append(f"{number(one.comparison.mean):>{_OTHERS}}")
    yield from titled(title, cells, width, page, lead)


def _count(one: PairRow) -> str:
    people = [str(each.people) for each in (one.first, one.second) if each.people is not None]
    return people[0] if len(set(people)) == 1 else "/".join(people)


def _axis(one: AreaPair | PairRow, group: PairGroup, axis: int, page: Page) -> str:
    cells = [page.glyphs.tick if _is_step(place, group, axis) else " " for place in range(axis)]
    first, second, both = _signs(page)
    places = [
        None if each.mean is None else column_of(each.mean, group.range, axis) for each in (one.first, one.second)
    ]
    at, other = places
    if at is not None and other is not None:
        for place in range(min(at, other) + 1, max(at, other)):
            cells[place] = page.glyphs.plenty
    for spot, sign in ((at, first), (other, second)):
        if spot is not None:
            cells[spot] = both if at == other else sign
    return "".join(cells)


def _is_step(place: int, group: PairGroup, axis: int) -> bool:
    low, high = group.range
    return any(column_of(step, group.range, axis) == place for step in range(low, high + 1))


def importance_data(value: Importance) -> Mapping[str, object]:
    """All of it as JSON."""
    return {"limits": {"fewest_people": value.least}, "groups": [_group_data(one) for one in value.groups]}


def _group_data(group: PairGroup) -> dict[str, object]:
    return {
        "questionnaire": group.respondents.questionnaire,
        "informant": group.respondents.informant,
        "way": group.respondents.way,
        "range": list(group.range),
        "steps": [{"value": value, "title": title} for value, title in group.steps],
        "areas": [
            {
                "area": area.area,
                "title": area.title,
                **_figures(area),
                "items": [{"item": item.item, "title": item.title, **_figures(item)} for item in area.items],
            }
            for area in group.areas
        ],
        "why_nothing": group.lack,
    }


def _figures(one: AreaPair | PairRow) -> dict[str, object]:
    beside = {} if one.comparison is None else {"comparison": _figure(one.comparison)}
    return {"importance": _figure(one.first), "satisfaction": _figure(one.second), **beside}


def _figure(one: Figure) -> dict[str, object]:
    mean = None if one.mean is None else round(one.mean, _DECIMALS)
    earlier = {"as_of": one.as_of.isoformat(), "waiting": one.waiting} if one.as_of else {}
    return {"mean": mean, "n": one.people, **earlier, **({"why_nothing": one.lack} if one.lack else {})}


def importance_rows(value: Importance) -> Iterator[Mapping[str, object]]:
    """One row for each area and each question."""
    for group in value.groups:
        whose = {
            "questionnaire": group.respondents.questionnaire,
            "informant": group.respondents.informant,
            "way": group.respondents.way,
            "fewest_people": value.least,
        }
        if group.lack is not None:
            yield {"kind": "withheld", **whose, "why": group.lack}
        for area in group.areas:
            yield {"kind": "area", **whose, "area": area.area, "title": area.title, **_cells(area)}
            for item in area.items:
                yield {
                    "kind": "item",
                    **whose,
                    "area": area.area,
                    "item": item.item,
                    "title": item.title,
                    **_cells(item),
                }


def _cells(one: AreaPair | PairRow) -> dict[str, object]:
    named = {"importance": one.first, "satisfaction": one.second, "comparison": one.comparison}
    as_of = one.first.as_of or one.second.as_of
    found: dict[str, object] = {"why": one.first.lack or one.second.lack, "as_of": as_of.isoformat() if as_of else None}
    for name, figure in named.items():
        if figure is not None:
            found[name] = None if figure.mean is None else round(figure.mean, _DECIMALS)
            found[f"{name}_n"] = figure.people
    return found

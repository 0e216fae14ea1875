"""The dots of a talk sheet: the areas as they are now and were last time, on the very scale that was answered on.

Only averages on one scale can be dots. A count, a share or a score on a range of its own is none.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from itertools import groupby

from sipforms.engine.programme import Question, Scale
from sipforms.engine.report import SectionInput
from sipforms.engine.response import Json
from sipforms.engine.score.score import Score
from sipforms.plugins.sections.development import Compared, DevelopmentRow, development
from sipforms.plugins.sections.own_scale import behind, own_scales

_MOST_DOTS, _MOST_ROWS = 10, 14
_CITIZEN = "citizen"


@dataclass(frozen=True, slots=True, kw_only=True)
class Dots:
    """A number as dots, ``of`` so many, counted in halves. A scale's lowest step is one dot if it is 1, none if 0."""

    halves: int
    of: int

    @property
    def full(self) -> int:
        """How many dots are full."""
        return self.halves // 2

    @property
    def half(self) -> int:
        """1 where a dot is half full."""
        return self.halves % 2

    @property
    def empty(self) -> int:
        """How many dots are empty."""
        return self.of - self.full - self.half


@dataclass(frozen=True, slots=True, kw_only=True)
class DotRow:
    """One area: what is asked about in it, and its dots now and last time where the two may be compared.

    ``about`` is empty where a single question is behind the row (then ``title`` is that question's), and where a row
    above says the same. ``now`` is nothing where too little was answered.
    """

    title: str
    about: tuple[str, ...]
    now: Dots | None
    before: Dots | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DotGroup:
    """Areas that are asked about in the same way: ``title`` is how (``Tilfreds?``), empty where that differs.

    ``lowest`` and ``highest`` are what the ends of the scale are called, drawn as ``fewest`` and ``most``; empty where
    the scales call them differently. ``is_burden``: more dots are worse.
    """

    title: str
    lowest: str
    highest: str
    fewest: Dots
    most: Dots
    is_burden: bool
    rows: tuple[DotRow, ...]


def dot_groups(given: SectionInput) -> tuple[DotGroup, ...]:
    """The areas of each development that the programme shows, those asked about alike together, until the page is full.

    Always held against last time, however the report itself compares.
    """
    found: list[DotGroup] = []
    room, seen = _MOST_ROWS, set[str]()
    for settings in _developments(given):
        shown = development(replace(given, settings=settings))
        rows = [one for row in shown.rows if (one := _drawable(given, row)) is not None]
        rows = [one for one in rows if one.row.main.indicator.id not in seen and one.row.main.now.reason != "notAsked"]
        seen |= {one.row.main.indicator.id for one in rows}
        for _alike, together in groupby(rows, lambda one: one.alike):
            some = tuple(together)[:room]
            if some and any(one.row.main.now.exact is not None for one in some):
                room -= len(some)
                found.append(_group(given, some))
    return tuple(_told_once(found))


def _told_once(groups: list[DotGroup]) -> Iterator[DotGroup]:
    """What an area is about stands with its first row only."""
    told = set[tuple[str, ...]]()
    for group in groups:
        rows = tuple(replace(row, about=() if row.about in told else row.about) for row in group.rows)
        told |= {row.about for row in rows}
        yield replace(group, rows=rows)


def _developments(given: SectionInput) -> Iterator[Mapping[str, Json]]:
    """What the dots are of: what the section names, else what the programme's own report shows."""
    named = given.settings.get("indicators")
    if named is not None:
        yield {"indicators": named}
        return
    reports = [one for one in given.programme.reports if one.about == _CITIZEN]
    sections = [one for one in reports[0].sections if one.section == "development"] if reports else []
    yield from ({"indicators": one.settings.get("indicators", "*")} for one in sections)
    if not sections:
        yield {"indicators": "*"}


@dataclass(frozen=True, slots=True)
class _Drawable:
    """A row that can be dots, and what it must share with those beside it: the scale and how it is asked."""

    row: DevelopmentRow
    about: tuple[str, ...]
    scales: tuple[Scale, ...]
    asks: str

    @property
    def alike(self) -> tuple[object, ...]:
        return self.row.main.now.range, self.asks, _ends(self.scales)


def _drawable(given: SectionInput, row: DevelopmentRow) -> _Drawable | None:
    scales, questions = own_scales(given, row.main.indicator), behind(given, row.main.indicator)
    if not scales or _count(row.main.now) is None:
        return None
    return _Drawable(row, tuple(_titles(given, questions)), scales, _asks(questions))


def _titles(given: SectionInput, questions: tuple[Question, ...]) -> Iterator[str]:
    """What the questions are called, each once."""
    titles = {one.path: one.title for one in given.programme.questionnaires[given.now.response.questionnaire].items()}
    return (one for one in dict.fromkeys(titles.get(question.item, "") for question in questions) if one)


def _asks(questions: tuple[Question, ...]) -> str:
    """The dimension that all are asked on, in its words; nothing where they are plain questions, or differ."""
    asked = {one.wording.title if one.dimension is not None else "" for one in questions}
    return asked.pop() if len(asked) == 1 else ""


def _ends(scales: tuple[Scale, ...]) -> tuple[str, str]:
    """What the lowest and the highest step are called; nothing where the scales differ in it."""
    found = {tuple(_title(one, step) for step in (one.numbers[0], one.numbers[-1])) for one in scales}
    lowest, highest = found.pop() if len(found) == 1 else ("", "")
    return lowest, highest


def _title(scale: Scale, step: int) -> str:
    option = scale.option(step)
    return option.title if option is not None else ""


def _group(given: SectionInput, rows: tuple[_Drawable, ...]) -> DotGroup:
    lowest, highest = _ends(rows[0].scales)
    range_, of = rows[0].row.main.now.range, _count(rows[0].row.main.now) or 0
    return DotGroup(
        title=rows[0].asks,
        lowest=lowest,
        highest=highest,
        fewest=Dots(halves=2 * int(range_[0]) if range_ else 0, of=of),
        most=Dots(halves=2 * of, of=of),
        is_burden=given.higher_of(one.row.main.indicator for one in rows) == "worse",
        rows=tuple(map(_row, rows)),
    )


def _row(one: _Drawable) -> DotRow:
    is_single = len(one.about) == 1
    return DotRow(
        title=one.about[0] if is_single else one.row.title,
        about=() if is_single else one.about,
        now=dots_of(one.row.main.now),
        before=_before(one.row.main),
    )


def _before(one: Compared) -> Dots | None:
    is_compared = one.change is not None and one.change.difference is not None
    return dots_of(one.before) if is_compared and one.before is not None else None


def _count(score: Score) -> int | None:
    """How many dots a scale that begins at 0 or 1 has: as many as its highest step; none where that is too many."""
    if score.range is None or not all(float(one).is_integer() for one in score.range):
        return None
    low, high = map(int, score.range)
    count = high if low in (0, 1) else 0
    return count if 2 <= count <= _MOST_DOTS else None


def dots_of(score: Score) -> Dots | None:
    """The number as dots, to the nearest half and a quarter upwards; nothing where there is no number."""
    count = _count(score)
    if count is None or score.value is None or isinstance(score.value, str):
        return None
    doubled = Decimal(repr(round(float(score.value), 9))) * 2
    return Dots(halves=int(doubled.quantize(Decimal(1), rounding=ROUND_HALF_UP)), of=count)

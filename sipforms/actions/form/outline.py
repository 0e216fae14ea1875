"""The lines of a questionnaire as asked now: areas, items with their cells, and rows; each with the number on paper.

Numbers are given to everything that could be asked, so that 2.4 is 2.4 whether or not 2.3 is hidden.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from sipforms.engine.ask.form import Form
from sipforms.engine.ask.row_titles import Standing
from sipforms.engine.ask.visibility import Asked
from sipforms.engine.form_width import numbered
from sipforms.engine.paths import Path
from sipforms.engine.programme import Area, Entry, Item, Question, Rows


class LineKind(StrEnum):
    """What a line stands for."""

    AREA = "area"
    ITEM = "item"
    ROWS = "rows"  # a repeating item as a whole: where rows are added
    ROW = "row"  # one row, above its fields


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One question on a line. ``column`` is its place among the item's dimensions, hidden ones too.

    A question that is answered with a row is a choice here, between the rows that stand now.
    """

    path: Path
    question: Question
    column: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One thing on the form. ``area`` is the area it belongs to, the root being empty; ``depth`` counts from 0."""

    kind: LineKind
    path: Path
    number: str
    title: str
    area: Path = ()
    depth: int = 0
    cells: tuple[Cell, ...] = ()
    rows: Rows | None = None
    description: str | None = None

    @property
    def stops(self) -> tuple[Path, ...]:
        """Where the cursor can stand: questions that a person answers, the rows as a whole, each row."""
        if self.kind is LineKind.AREA:
            return ()
        if self.rows is not None:
            return (self.path,)
        return tuple(cell.path for cell in self.cells if cell.question.computed is None)

    @property
    def readings(self) -> tuple[Path, ...]:
        """Questions that answer themselves: the cursor can stand there to read why, and is never led there."""
        return tuple(cell.path for cell in self.cells if cell.question.computed is not None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """Every line in order, and where each stop is."""

    lines: tuple[Line, ...]
    stops: tuple[Path, ...]
    line_of: Mapping[Path, int]
    place_of: Mapping[Path, int]
    areas: tuple[int, ...] = ()  # the places of the area lines
    numbers: Mapping[str, int] = field(default_factory=dict)
    questions: frozenset[Path] = frozenset()
    readings: frozenset[Path] = frozenset()

    def line(self, stop: Path) -> Line:
        """The line that the stop is on."""
        return self.lines[self.line_of[stop]]

    def only_here(self, other: "Outline") -> tuple[Path, ...]:
        """The questions that are not in the other outline; a row is none, only what is asked in it."""
        if other is self:
            return ()
        return tuple(stop for stop in self.stops if stop in self.questions and stop not in other.place_of)

    def cell(self, stop: Path) -> Cell | None:
        """The question at a stop; nothing for rows."""
        return next((cell for cell in self.line(stop).cells if cell.path == stop), None)


def outline(
    form: Form, asked: Asked, rows: Mapping[Path, tuple[str, ...]], standing: Standing | None = None
) -> Outline:
    """The outline of a form with these questions asked and these rows standing.

    Without the ``standing`` answers the rows to choose between have their numbers for names.
    """
    known = standing or Standing(places=form.places, answers={}, rows=rows)
    if form.places.pointing:
        known = replace(known, numbers=dict(_rows_numbered(form.entries, "")))
    lines = tuple(_Lines(form, asked, rows, known).of(form.entries, (), "", 0))
    stops = tuple(stop for line in lines for stop in line.stops)
    return Outline(
        lines=lines,
        stops=stops,
        line_of={stop: place for place, line in enumerate(lines) for stop in (*line.stops, *line.readings)},
        place_of={stop: place for place, stop in enumerate(stops)},
        areas=tuple(place for place, line in enumerate(lines) if line.kind is LineKind.AREA),
        numbers={line.number: place for place, line in enumerate(lines)},
        questions=frozenset(stop for line in lines if line.rows is None for stop in line.stops),
        readings=frozenset(one for line in lines for one in line.readings),
    )


@dataclass(frozen=True, slots=True)
class _Lines:
    form: Form
    asked: Asked
    rows: Mapping[Path, tuple[str, ...]]
    standing: Standing

    def of(self, entries: tuple[Entry, ...], area: Path, number: str, depth: int) -> Iterator[Line]:
        for mine, entry in _numbered(entries, number):
            if isinstance(entry, Area):
                yield from self._area(entry, mine, depth)
            elif isinstance(entry, Rows):
                yield from self._rows(entry, area, mine, depth)
            else:
                yield from self._item(entry, entry.path, area, mine, depth)

    def _area(self, area: Area, number: str, depth: int) -> Iterator[Line]:
        inside = tuple(self.of(area.entries, area.path, number, depth + 1))
        if inside:
            yield Line(
                kind=LineKind.AREA,
                path=area.path,
                number=number,
                title=area.title,
                area=area.path,
                depth=depth,
                description=area.description,
            )
            yield from inside

    def _item(self, item: Item, path: Path, area: Path, number: str, depth: int) -> Iterator[Line]:
        cells = tuple(
            Cell(path=here, question=self.standing.as_choice(question, here), column=column)
            for column, question in enumerate(item.questions)
            if (here := (*path, *question.path[len(item.path) :])) in self.asked
        )
        if cells:
            yield Line(
                kind=LineKind.ITEM,
                path=path,
                number=number,
                title=self._title(item),
                area=area,
                depth=depth,
                cells=cells,
            )

    def _title(self, item: Item) -> str:
        """As worded for whoever answers, where the item is one question; a dimension's title is not the item's."""
        situation = self.form.situation
        if len(item.questions) > 1 or item.questions[0].dimension is not None:
            return item.title
        return item.questions[0].worded(situation.informant, situation.variant).title or item.title

    def _rows(self, rows: Rows, area: Path, number: str, depth: int) -> Iterator[Line]:
        if rows.path not in self.asked:
            return
        yield Line(
            kind=LineKind.ROWS, path=rows.path, number=number, title=rows.title, area=area, depth=depth, rows=rows
        )
        for place, row in enumerate(self.rows.get(rows.path, ()), start=1):
            here, mine = (*rows.path, row), f"{number}.{place}"
            yield Line(
                kind=LineKind.ROW, path=here, number=mine, title=rows.row_title, area=area, depth=depth + 1, rows=rows
            )
            for order, item in enumerate(rows.fields, start=1):
                yield from self._item(item, (*here, item.id), area, f"{mine}.{order}", depth + 2)


def _numbered(entries: tuple[Entry, ...], number: str) -> Iterator[tuple[str, Entry]]:
    """Each entry with its number."""
    return zip(numbered((isinstance(entry, Area) for entry in entries), number), entries, strict=True)


def _rows_numbered(entries: tuple[Entry, ...], number: str) -> Iterator[tuple[Path, str]]:
    """The number of each repeating item."""
    for mine, entry in _numbered(entries, number):
        if isinstance(entry, Area):
            yield from _rows_numbered(entry.entries, mine)
        elif isinstance(entry, Rows):
            yield entry.path, mine

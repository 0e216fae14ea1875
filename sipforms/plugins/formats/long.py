"""The long form: a row for each answer, all tables with the same columns, so that they can be laid under each other.

There is a row for everything that the response's version of the programme has: answered, left blank, or not asked. Of a
question with several answers each option has a row, with 1 or 0. ``column`` is what the codebook calls it, ``number``
or ``text`` holds the answer (days as YYYY-MM-DD), ``missing`` the code of why there is none, ``label`` what the answer
or the code means, ``series`` the versions of the programme that it can be compared between.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import groupby

from sipforms.engine.codebook import CodebookEntry, CodebookValue, MissingValue
from sipforms.engine.offers import Exported, ExportOptions, ExportTable
from sipforms.engine.paths import dotted
from sipforms.engine.programme import Question, Rows
from sipforms.engine.response import Scalar
from sipforms.engine.score.missing import Gap
from sipforms.plugins.formats.cells import NUMBERS, Raw
from sipforms.plugins.formats.codebook import answer_entries, envelope_entry, plain_entry
from sipforms.plugins.formats.columns import STAR, Answered, Column, Layout, layout
from sipforms.plugins.formats.envelope import EnvelopeColumn, envelope
from sipforms.plugins.formats.grids import Field, Grid, Row, Shape
from sipforms.plugins.formats.noted import Noted, noted
from sipforms.plugins.formats.placement import unlike
from sipforms.plugins.formats.wide import envelope_field, written

ENVELOPE = (
    "response_id", "case_id", "code", "programme", "version", "questionnaire", "episode", "mode", "informant",
    "variant", "occasion", "answered_on",
)  # fmt: skip
"""What is said of the response in every row; the wide form says more."""

_OWN = (
    ("column", "text", Shape.TEXT), ("item", "text", Shape.TEXT), ("dimension", "text", Shape.TEXT),
    ("option", "text", Shape.TEXT), ("row_id", "id", Shape.TEXT), ("number", "integer", Shape.NUMBER),
    ("text", "text", Shape.TEXT), ("missing", "code", Shape.NUMBER), ("label", "text", Shape.TEXT),
    ("series", "text", Shape.TEXT),
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """What the rows of one column say in one version, besides the answer."""

    keys: tuple[str, str, str | None, str | None]
    titles: Mapping[Scalar, str]
    gaps: Mapping[Gap, str]
    series: str

    def row(self, value: Raw, row: str | None) -> Row:
        """The answer, and what it means."""
        number = int(value) if isinstance(value, int) else None
        text = value if isinstance(value, str) else None
        missing = NUMBERS[value] if isinstance(value, Gap) else None
        label = self.gaps.get(value, value.value) if isinstance(value, Gap) else self._title(value)
        return (*self.keys, row, number, text, missing, label, self.series)

    def _title(self, value: Scalar | None) -> str | None:
        return None if value is None else self.titles.get(value)


@dataclass(frozen=True, slots=True, kw_only=True)
class LongGrids:
    """The one grid of answers, the notes, and how a response becomes rows of them."""

    table: ExportTable
    envelope: tuple[EnvelopeColumn, ...]
    layout: Layout
    main: Grid
    notes: Noted
    spoken: Mapping[str, tuple[tuple[Column, Spoken], ...]]

    @property
    def grids(self) -> tuple[Grid, ...]:
        """The answers and the notes."""
        return (self.main, *self.notes.grids)

    def rows(self, exported: Exported) -> Iterator[tuple[str, Row]]:
        """A row for each answer, and one for each note."""
        response = exported.response
        if response.digest not in self.layout.questionnaires:
            return
        answered = self.layout.read(response)
        first = tuple(one.value(exported) for one in self.envelope if not one.left_out)
        name = self.main.name
        for column, spoken in self.spoken[response.digest]:
            for row in _rows_of(column, answered):
                yield name, (*first, *spoken.row(column.value(answered, row or ""), row))
        yield from self.notes.rows(response)

    def entries(self) -> Iterator[tuple[CodebookEntry, str | None]]:
        """The columns that there are, and then, by what stands in ``column``, everything that was asked."""
        yield from ((envelope_entry(one), self.main.name) for one in self.envelope)
        yield from ((one.entry, self.main.name) for one in _own_fields())
        for columns in (self.layout.main, *self.layout.rows.values()):
            yield from ((one, self.main.name) for one in _entries(columns, self.table))
        yield from self.notes.entries()


def long(table: ExportTable, options: ExportOptions, taken: set[str]) -> LongGrids:
    """The table in the long form. ``taken`` are the names of grids that there are already."""
    first = tuple(one for one in envelope(table, options) if one.name in ENVELOPE)
    laid = layout(table, options, set())
    stem = f".{table.name}" if table.name else ""
    fields = (*(envelope_field(one) for one in first if not one.left_out), *_own_fields())
    title = table.versions[-1].questionnaires[table.questionnaire].title
    columns = (*laid.main, *(column for inside in laid.rows.values() for column in inside))
    return LongGrids(
        table=table,
        envelope=first,
        layout=laid,
        main=Grid(name=unlike(stem, taken), title=title, fields=fields),
        notes=noted(table, options, lambda: unlike(f"{stem}.notes", taken)),
        spoken={one.digest: tuple(_spoken(columns, table, one.digest)) for one in table.versions},
    )


def _own_fields() -> tuple[Field, ...]:
    return tuple(Field(entry=_own_entry(name, way), shape=shape) for name, way, shape in _OWN)


def _own_entry(name: str, way: str) -> CodebookEntry:
    if name != "missing":
        return plain_entry(name, way)
    values = tuple(CodebookValue(value=code, title=gap.value) for gap, code in NUMBERS.items())
    return replace(plain_entry(name, way), values=values)


def _entries(columns: Iterable[Column], table: ExportTable) -> Iterator[CodebookEntry]:
    """What was asked, under the names that stand in ``column``, with the one set of codes of the long form."""
    for column, entry in zip(columns, answer_entries(columns, table), strict=True):
        codes = tuple(MissingValue(code=NUMBERS[one.gap], gap=one.gap, title=one.title) for one in entry.missing)
        yield replace(entry, column=_name(column), missing=codes)


def _spoken(columns: Iterable[Column], table: ExportTable, digest: str) -> Iterator[tuple[Column, Spoken]]:
    versions = {one.digest: one.version for one in table.versions}
    for column in written(columns):
        asked = column.asked.get(digest)
        if asked is None:
            continue
        options = asked.scale.options if isinstance(asked, Question) and asked.scale else ()
        keys = (_name(column), _item(column, asked), _dimension(asked), _option(column))
        yield (
            column,
            Spoken(
                keys=keys,
                titles={} if column.spot.option is not None else {one.value: one.title for one in options},
                gaps={Gap(one.missing): one.title for one in options if one.missing is not None},
                series=_series(column, digest, versions),
            ),
        )


def _name(column: Column) -> str:
    """What stands in ``column``: the path, inside rows that of the rows too, and the option."""
    name = ".".join(step for step in column.spot.path if step != STAR)
    return name if column.spot.option is None else f"{name}.{column.spot.option}"


def _item(column: Column, asked: Question | Rows) -> str:
    path = asked.item if isinstance(asked, Question) else column.spot.path
    return dotted(tuple(step for step in path if step != STAR))


def _dimension(asked: Question | Rows) -> str | None:
    return asked.dimension if isinstance(asked, Question) else None


def _option(column: Column) -> str | None:
    return None if column.spot.option is None else str(column.spot.option)


def _series(column: Column, digest: str, versions: Mapping[str, str]) -> str:
    """The versions in a row that measure the same as this one."""
    for _, group in groupby(column.asked.items(), key=lambda one: getattr(one[1], "signature", "")):
        digests = [one for one, _ in group]
        if digest in digests:
            return ", ".join(versions[one] for one in digests)
    return versions[digest]


def _rows_of(column: Column, answered: Answered) -> tuple[str | None, ...]:
    """The rows that the column is in: none of its own where it is in none."""
    path = column.spot.path
    if STAR not in path:
        return (None,)
    around = path[: path.index(STAR)]
    return () if answered.hides(around) else answered.rows.get(around, ())

"""The wide form: a row for each response, and for each kind of rows inside responses a grid with a row for each."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from sipforms.engine.codebook import CodebookEntry
from sipforms.engine.offers import Exported, ExportOptions, ExportTable
from sipforms.engine.paths import Path, dotted
from sipforms.plugins.formats.codebook import answer_entries, envelope_entry, plain_entry
from sipforms.plugins.formats.columns import Column, Layout, layout
from sipforms.plugins.formats.envelope import EnvelopeColumn, envelope, shape_of_way
from sipforms.plugins.formats.grids import Field, Grid, Row, shape_of
from sipforms.plugins.formats.noted import Noted, noted
from sipforms.plugins.formats.placement import unlike

_ROW_KEYS = ("response_id", "row_id")


@dataclass(frozen=True, slots=True, kw_only=True)
class WideGrids:
    """The grids of one table, and how a response becomes rows of them."""

    table: ExportTable
    envelope: tuple[EnvelopeColumn, ...]
    layout: Layout
    main: Grid
    inside: Mapping[Path, Grid]
    notes: Noted
    written: tuple[tuple[EnvelopeColumn, ...], tuple[Column, ...]]
    written_inside: Mapping[Path, tuple[Column, ...]]

    @property
    def grids(self) -> tuple[Grid, ...]:
        """The responses, the rows inside them, the notes."""
        return (self.main, *self.inside.values(), *self.notes.grids)

    def rows(self, exported: Exported) -> Iterator[tuple[str, Row]]:
        """The response's own row, those inside it and its notes."""
        response = exported.response
        if response.digest not in self.layout.questionnaires:
            return
        answered = self.layout.read(response)
        first, columns = self.written
        own = (*[one.value(exported) for one in first], *[one.value(answered) for one in columns])
        yield self.main.name, own
        for path, grid in self.inside.items():
            columns = self.written_inside[path]
            for row in () if answered.hides(path) else answered.rows.get(path, ()):
                yield grid.name, (response.id, row, *[one.value(answered, row) for one in columns])
        yield from self.notes.rows(response)

    def entries(self) -> Iterator[tuple[CodebookEntry, str | None]]:
        """The envelope, the answers, those inside rows, the notes."""
        yield from ((envelope_entry(one), self.main.name) for one in self.envelope)
        yield from ((one, self.main.name) for one in answer_entries(self.layout.main, self.table))
        for path, columns in self.layout.rows.items():
            name = self.inside[path].name if path in self.inside else None
            yield from ((plain_entry(key, "id", left_out="" if name else "audience"), name) for key in _ROW_KEYS)
            yield from ((one, name) for one in answer_entries(columns, self.table))
        yield from self.notes.entries()


def wide(table: ExportTable, options: ExportOptions, taken: set[str]) -> WideGrids:
    """The table in the wide form. ``taken`` are the names of grids that there are already."""
    first = envelope(table, options)
    laid = layout(table, options, {column.name for column in first})
    stem = f".{table.name}" if table.name else ""
    title = table.versions[-1].questionnaires[table.questionnaire].title
    shown = tuple(one for one in first if not one.left_out)
    main = (*map(envelope_field, shown), *fields_of(laid.main, table))
    grid = Grid(name=unlike(stem, taken), title=title, fields=main)
    kept = {path: columns for path, columns in laid.rows.items() if not _is_hidden(path, laid.main)}
    inside = {
        path: _rows_grid(unlike(f"{stem}.{dotted(path)}", taken), columns, table) for path, columns in kept.items()
    }
    return WideGrids(
        table=table,
        envelope=first,
        layout=laid,
        main=grid,
        inside=inside,
        notes=noted(table, options, lambda: unlike(f"{stem}.notes", taken)),
        written=(shown, written(laid.main)),
        written_inside={path: written(columns) for path, columns in kept.items()},
    )


def written(columns: Iterable[Column]) -> tuple[Column, ...]:
    """The columns that are not only described."""
    return tuple(column for column in columns if not column.left_out)


def fields_of(columns: Iterable[Column], table: ExportTable) -> tuple[Field, ...]:
    """The fields of the columns that are written."""
    shown = written(columns)
    entries = answer_entries(shown, table)
    return tuple(
        Field(entry=entry, shape=shape_of(column), codes=column.codes)
        for column, entry in zip(shown, entries, strict=True)
    )


def envelope_field(column: EnvelopeColumn) -> Field:
    """The field of a column about the response itself."""
    return Field(entry=envelope_entry(column), shape=shape_of_way(column.way))


def _rows_grid(name: str, columns: tuple[Column, ...], table: ExportTable) -> Grid:
    keys = (Field(entry=plain_entry(key, "id")) for key in _ROW_KEYS)
    fields = (*keys, *fields_of(columns, table))
    return Grid(name=name, title=name.rpartition(".")[2], fields=fields)


def _is_hidden(path: Path, main: tuple[Column, ...]) -> bool:
    """Whether even the number of rows is not for whoever reads it."""
    return any(column.spot.path == path and column.left_out for column in main)

"""CSV: one row a response, a file for each kind of rows inside responses, one for notes, and a codebook.

Lines end as RFC 4180 has it (CR LF), the encoding is UTF-8, the separator a comma unless told otherwise, and a text
with the separator, a quotation mark or a line end in it stands in quotation marks. For each table, ``X.csv`` holds the
responses, ``X.<path of the rows>.csv`` one row a row with its response's id, ``X.notes.csv`` (only with free text) the
notes and the reasons given for soft checks; ``codebook.csv`` explains every column of them all.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from sipforms.engine.hookspecs import hookimpl
from sipforms.engine.offers import Export, Exported, ExportFormat, ExportOptions, ExportTable
from sipforms.engine.paths import Path, dotted
from sipforms.plugins.formats.cells import Cell, text_cell
from sipforms.plugins.formats.codebook import HEADINGS, answer_rows, envelope_row, plain_row
from sipforms.plugins.formats.columns import Column, Layout, layout
from sipforms.plugins.formats.envelope import EnvelopeColumn, envelope
from sipforms.plugins.formats.placement import unlike

ENDING = ".csv"
_BLOCK = 1 << 16
_NOTE_COLUMNS = (("response_id", "id"), ("kind", "text"), ("about", "text"), ("text", "text"))


class Sheet:
    """One file being written: rows go in, and bytes come out when there are enough of them."""

    def __init__(self, ending: str, options: ExportOptions, headings: Iterable[str]) -> None:
        """Begin with the headings."""
        self.ending = ending
        self._text = io.StringIO(newline="")
        self._text.write("\ufeff" if options.bom else "")
        self._writer = csv.writer(self._text, delimiter=options.separator, lineterminator="\r\n")
        self.add(headings)

    def add(self, cells: Iterable[Cell]) -> None:
        """One row more."""
        self._writer.writerow(cells)

    @property
    def is_full(self) -> bool:
        """Whether there is a block to take."""
        return self._text.tell() >= _BLOCK

    def taken(self) -> tuple[str, bytes]:
        """What is there so far, which is then no longer here."""
        block = self._text.getvalue().encode()
        self._text.seek(0)
        self._text.truncate()
        return self.ending, block


@dataclass(frozen=True, slots=True, kw_only=True)
class TableSheets:
    """The files of one table and what each column of them holds."""

    table: ExportTable
    envelope: tuple[EnvelopeColumn, ...]
    layout: Layout
    main: Sheet
    rows: Mapping[Path, Sheet]
    notes: Sheet | None

    def add(self, exported: Exported) -> None:
        """One response more; nothing when it is to another version than the table was laid out for."""
        response = exported.response
        if response.digest not in self.layout.questionnaires:
            return
        answered = self.layout.read(response)
        cells = [column.cell(exported) for column in self.envelope if not column.left_out]
        self.main.add((*cells, *(column.cell(answered) for column in _written(self.layout.main))))
        for path, sheet in self.rows.items():
            columns = _written(self.layout.rows[path])
            for row in () if answered.hides(path) else answered.rows.get(path, ()):
                sheet.add((response.id, text_cell(row), *(column.cell(answered, row) for column in columns)))
        if self.notes is not None:
            for kind, texts in (("note", response.notes), ("reason", response.reasons)):
                for about, text in texts.items():
                    self.notes.add((response.id, kind, text_cell(about), text_cell(text)))

    @property
    def sheets(self) -> tuple[Sheet, ...]:
        """Every file of the table."""
        return (self.main, *self.rows.values(), *((self.notes,) if self.notes else ()))

    def explained(self) -> Iterator[tuple[Cell, ...]]:
        """The rows of the codebook about this table."""
        yield from (envelope_row(column, self.main.ending) for column in self.envelope)
        yield from answer_rows(self.layout.main, self.main.ending, self.table)
        for path, sheet in self.rows.items():
            yield from (plain_row(name, sheet.ending, "id") for name in ("response_id", "row_id"))
            yield from answer_rows(self.layout.rows[path], sheet.ending, self.table)
        ending, left_out = (self.notes.ending, "") if self.notes else ("", "freeText")
        yield from (plain_row(name, ending, way, "freeText", left_out) for name, way in _NOTE_COLUMNS)


def _table_sheets(table: ExportTable, options: ExportOptions, taken: set[str]) -> TableSheets:
    first = envelope(table, options)
    names = {column.name for column in first}
    laid_out = layout(table, options, names)
    stem = f".{table.name}" if table.name else ""

    def sheet(part: str, headings: Iterable[str]) -> Sheet:
        return Sheet(unlike(f"{stem}{part}", taken) + ENDING, options, headings)

    written = [column.name for column in first if not column.left_out]
    main = sheet("", (*written, *(column.name for column in _written(laid_out.main))))
    rows = {
        path: sheet(f".{dotted(path)}", ("response_id", "row_id", *(column.name for column in _written(columns))))
        for path, columns in laid_out.rows.items()
    }
    notes = sheet(".notes", (name for name, _ in _NOTE_COLUMNS)) if options.include_text else None
    return TableSheets(table=table, envelope=first, layout=laid_out, main=main, rows=rows, notes=notes)


def _written(columns: tuple[Column, ...]) -> tuple[Column, ...]:
    return tuple(column for column in columns if not column.left_out)


def _write(export: Export) -> Iterator[tuple[str, bytes]]:
    taken = {".codebook"}
    tables = {
        (table.programme, table.questionnaire): _table_sheets(table, export.options, taken) for table in export.tables
    }
    codebook = Sheet(f".codebook{ENDING}", export.options, HEADINGS)
    for table in tables.values():
        for row in table.explained():
            codebook.add(row)
    yield codebook.taken()
    for exported in export.responses():
        sheets = tables.get((exported.response.programme, exported.response.questionnaire))
        if sheets is not None:
            sheets.add(exported)
            yield from (sheet.taken() for sheet in sheets.sheets if sheet.is_full)
    for table in tables.values():
        yield from (sheet.taken() for sheet in table.sheets)


@hookimpl
def export_formats() -> tuple[ExportFormat, ...]:
    """The formats of this module."""
    return (ExportFormat(name="csv", ending=ENDING, write=_write),)

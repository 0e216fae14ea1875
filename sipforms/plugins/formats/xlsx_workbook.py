"""Excel: one workbook with a sheet for each grid, then the codebook, and every value with what it means.

The first row of a sheet says what was asked, the second what the column is called; both stand still while the rest is
scrolled. Days, times and moments (UTC) are Excel's own, numbers are numbers, and a text is never a formula: one that
would run is marked as text (``quotePrefix``), so that it does not run when somebody edits the cell either. Where there
is no answer the code stands as a number, also among texts. Nothing is cut: what Excel has no room for is DoesNotFit.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sipforms.engine.codebook import CodebookEntry
from sipforms.engine.hookspecs import hookimpl
from sipforms.engine.offers import DoesNotFit, Export, ExportFormat, Limit
from sipforms.plugins.formats.cells import WOULD_RUN
from sipforms.plugins.formats.codebook import HEADINGS, codebook_texts
from sipforms.plugins.formats.forms import all_rows, explained, laid_out
from sipforms.plugins.formats.grids import Grid, Row, Shape
from sipforms.plugins.formats.scratch import streamed
from sipforms.plugins.formats.xlsx_cells import READERS, Value, fitting, plain_value, sheet_name, value_of

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

ENDING = ".xlsx"
CODEBOOK, VALUES = "codebook", "values"
MOST_ROWS = 1_048_576
MOST_COLUMNS = 16_384
VALUE_HEADINGS = ("column", "file", "value", "title", "missing")
_HEADINGS = 2
_LABEL_HEIGHT = 62
_MOST_SHOWN = 2_000
"""Characters of a list of values in the codebook; every value has a row of its own in the sheet behind it."""
_WIDTHS = {Shape.NUMBER: 13, Shape.TEXT: 20, Shape.DATE: 12, Shape.DATETIME: 18, Shape.TIME: 9}
_NUMBER_FORMATS = {Shape.DATE: "yyyy-mm-dd", Shape.DATETIME: "yyyy-mm-dd hh:mm", Shape.TIME: "hh:mm"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Looks:
    """How cells look, by what they are."""

    label: Any
    name: Any
    quoted: Any
    shapes: Mapping[Shape, Any]


class SheetRows:
    """One sheet that rows are added to from above."""

    def __init__(self, sheet: "Worksheet", looks: Looks, about: str) -> None:
        """``about`` is the sheet's name, for what does not fit."""
        self._sheet, self._looks, self._about = sheet, looks, about
        self._next = 0

    def add(self, values: Iterable[Value], formats: Iterable[Any]) -> None:
        """One row more. Raises DoesNotFit."""
        at, sheet, about = self._next, self._sheet, self._about
        if at >= MOST_ROWS:
            raise DoesNotFit(limit=Limit.ROWS, most=MOST_ROWS - _HEADINGS, about=about)
        for column, (value, look) in enumerate(zip(values, formats, strict=True)):
            if value is None or value == "":
                continue
            if isinstance(value, str):
                runs = look is None and WOULD_RUN.match(value)
                sheet.write_string(at, column, fitting(value, about), self._looks.quoted if runs else look)
            else:
                sheet.write_number(at, column, value, look if value >= 0 else None)  # a code is no day
        self._next = at + 1

    def finish(self, columns: int) -> None:
        """Let the last row of headings choose among the rows below it."""
        self._sheet.autofilter(1, 0, max(self._next - 1, 1), columns - 1)


class GridSheet:
    """The sheet of one grid."""

    def __init__(self, workbook: "Workbook", name: str, grid: Grid, looks: Looks) -> None:
        """Begin with the labels and the names."""
        if len(grid.fields) > MOST_COLUMNS:
            raise DoesNotFit(limit=Limit.COLUMNS, most=MOST_COLUMNS, about=name)
        sheet = workbook.add_worksheet(name)
        self.name = name
        self._rows = SheetRows(sheet, looks, name)
        self._codes = [one.codes for one in grid.fields]
        self._readers = [READERS.get(one.shape, plain_value) for one in grid.fields]
        self._formats = [looks.shapes.get(one.shape) for one in grid.fields]
        for at, one in enumerate(grid.fields):
            sheet.set_column(at, at, _WIDTHS[one.shape])
        sheet.set_row(0, _LABEL_HEIGHT)
        sheet.freeze_panes(_HEADINGS, 0)
        self._rows.add((one.entry.label for one in grid.fields), [looks.label] * len(grid.fields))
        self._rows.add((one.name for one in grid.fields), [looks.name] * len(grid.fields))

    def add(self, row: Row) -> None:
        """One row more. Raises DoesNotFit."""
        self._rows.add(map(value_of, row, self._codes, self._readers), self._formats)

    def finish(self) -> None:
        """No row comes after this."""
        self._rows.finish(len(self._codes))


@contextmanager
def workbook_in(file: Path, scratch: Path) -> "Iterator[Workbook]":
    """A workbook that keeps its rows in the scratch folder and is written at the end, unless something fails."""
    from xlsxwriter import Workbook

    workbook = Workbook(str(file), {"constant_memory": True, "tmpdir": str(scratch)})
    try:
        yield workbook
        workbook.use_zip64()
        workbook.close()
    finally:
        for sheet in workbook.worksheets():
            sheet.row_data_fh.close()  # where it was not finished: the folder could not be removed on Windows


def _write(export: Export) -> Iterator[tuple[str, bytes]]:
    file = export.scratch / "whole"
    with workbook_in(file, export.scratch) as workbook:
        _fill(workbook, export)
    yield from ((ENDING, block) for block in streamed(file))


def _fill(workbook: "Workbook", export: Export) -> None:
    if export.made_at is not None:
        workbook.set_properties({"created": export.made_at.astimezone(UTC).replace(tzinfo=None)})
    looks = looks_of(workbook)
    laid = laid_out(export)
    taken = {CODEBOOK, VALUES, "history"}  # the last is Excel's own
    sheets = {
        grid.name: GridSheet(
            workbook, sheet_name(grid.name.strip(".") or grids.table.questionnaire, taken), grid, looks
        )
        for grids in laid.values()
        for grid in grids.grids
    }
    for name, row in all_rows(export, laid):
        sheets[name].add(row)
    for sheet in sheets.values():
        sheet.finish()
    _explain(workbook, list(explained(laid)), {name: sheet.name for name, sheet in sheets.items()}, looks)


def _explain(
    workbook: "Workbook", entries: list[tuple[CodebookEntry, str | None]], names: Mapping[str, str], looks: Looks
) -> None:
    """The codebook, and behind it a row for each value, where a formula can look up what it means."""
    placed = [(replace(entry, escape=""), names.get(name, "") if name is not None else "") for entry, name in entries]
    _plain_sheet(workbook, CODEBOOK, HEADINGS, (map(_shown, codebook_texts(*one)) for one in placed), looks)
    _plain_sheet(workbook, VALUES, VALUE_HEADINGS, _values(placed), looks)


def _values(placed: Iterable[tuple[CodebookEntry, str]]) -> Iterator[Iterable[Value]]:
    for entry, file in placed:
        for one in entry.values:
            yield entry.column, file, one.value, one.title, None
        for code in entry.missing:
            yield entry.column, file, code.code, code.title or code.gap.value, code.gap.value


def _plain_sheet(
    workbook: "Workbook", name: str, headings: tuple[str, ...], rows: Iterable[Iterable[Value]], looks: Looks
) -> None:
    sheet = workbook.add_worksheet(name)
    sheet.freeze_panes(1, 0)
    sheet.set_column(0, len(headings) - 1, 22)
    written = SheetRows(sheet, looks, name)
    written.add(headings, [looks.name] * len(headings))
    for row in rows:
        written.add((plain_value(one) if isinstance(one, str) else one for one in row), [None] * len(headings))


def _shown(cell: Value) -> Value:
    if isinstance(cell, str) and len(cell) > _MOST_SHOWN:
        return f"{cell[:_MOST_SHOWN]}…"
    return cell


def looks_of(workbook: "Workbook") -> Looks:
    """How cells look in this workbook."""
    return Looks(
        label=workbook.add_format({"text_wrap": True, "valign": "top", "italic": True}),
        name=workbook.add_format({"bold": True, "bottom": 1}),
        quoted=workbook.add_format({"quote_prefix": True}),
        shapes={shape: workbook.add_format({"num_format": said}) for shape, said in _NUMBER_FORMATS.items()},
    )


@hookimpl
def export_formats() -> tuple[ExportFormat, ...]:
    """The formats of this module."""
    needs = {"xlsxwriter": "report"}
    return (ExportFormat(name="xlsx", ending=ENDING, write=_write, joins=True, needs=needs, is_text=False),)

"""CSV: one row a response, a file for each kind of rows inside responses, one for notes, and a codebook.

Lines end as RFC 4180 has it (CR LF), the encoding is UTF-8, the separator a comma unless told otherwise, and a text
with the separator, a quotation mark or a line end in it stands in quotation marks. For each table, ``X.csv`` holds the
responses, ``X.<path of the rows>.csv`` one row a row with its response's id, ``X.notes.csv`` (only with free text) the
notes and the reasons given for soft checks; ``codebook.csv`` explains every column of them all. In the long form
``X.csv`` has one row an answer.
"""

import csv
import io
from collections.abc import Iterable, Iterator

from sipforms.engine.hookspecs import hookimpl
from sipforms.engine.offers import Export, ExportFormat, ExportOptions
from sipforms.plugins.formats.cells import Cell, cell_of
from sipforms.plugins.formats.codebook import HEADINGS, codebook_row
from sipforms.plugins.formats.forms import Explained, all_rows, explained, grids_of, laid_out
from sipforms.plugins.formats.grids import Grid, Row

ENDING = ".csv"
_BLOCK = 1 << 16


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


class GridSheet(Sheet):
    """The file of one grid."""

    def __init__(self, grid: Grid, options: ExportOptions) -> None:
        """Begin with the names of the columns."""
        self._codes = tuple(one.codes for one in grid.fields)
        super().__init__(f"{grid.name}{ENDING}", options, (one.name for one in grid.fields))

    def add_row(self, row: Row) -> None:
        """One row more."""
        self.add(map(cell_of, row, self._codes))


def codebook_sheet(explained: Explained, options: ExportOptions, ending: str) -> tuple[str, bytes]:
    """The codebook about files with this ending, as a whole file beside them."""
    codebook = Sheet(f".codebook{ENDING}", options, HEADINGS)
    for entry, name in explained:
        codebook.add(codebook_row(entry, "" if name is None else f"{name}{ending}"))
    return codebook.taken()


def _write(export: Export) -> Iterator[tuple[str, bytes]]:
    laid = laid_out(export)
    sheets = {grid.name: GridSheet(grid, export.options) for grid in grids_of(laid)}
    yield codebook_sheet(explained(laid), export.options, ENDING)
    for name, row in all_rows(export, laid):
        sheet = sheets[name]
        sheet.add_row(row)
        if sheet.is_full:
            yield sheet.taken()
    for sheet in sheets.values():
        yield sheet.taken()


@hookimpl
def export_formats() -> tuple[ExportFormat, ...]:
    """The formats of this module."""
    return (ExportFormat(name="csv", ending=ENDING, write=_write),)

"""Rows as frames of polars, kept block by block until all are there, most of them on the disk: memory stays flat."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sipforms.plugins.formats.grids import Row, Shape
from sipforms.plugins.formats.strict import Holds, StrictColumn

if TYPE_CHECKING:
    import polars as pl

HELD = 1 << 22
"""Bytes of blocks that a grid may hold in memory before it writes any to the disk."""
CELLS = 600_000
"""What a block may hold: some thousand rows of a wide table, more of a narrow one."""

_SMALL = 1 << 15


class Blocks:
    """The frames of one grid: rows go in; beyond a few megabytes, files in the scratch folder hold what is there.

    ``rows`` is how many a block has.
    ``widths`` are the bytes of the longest text of each column of texts, ``count`` the rows, both of the files.
    """

    def __init__(self, folder: Path, columns: tuple[StrictColumn, ...], schema: "Mapping[str, pl.DataType]") -> None:
        """Nothing is written before the first block is full. ``folder`` is this grid's own."""
        self.columns = columns
        self.schema = schema
        self.count = 0
        self.rows = max(CELLS // max(len(columns), 1), 1)
        self.widths = {name: 0 for name, dtype in schema.items() if dtype.is_(_text())}
        self._folder = folder
        self._rows: list[Row] = []
        self._held: list[pl.DataFrame] = []
        self._room = HELD
        self._files: list[Path] = []

    def add(self, row: Row) -> None:
        """One row more."""
        self._rows.append(row)
        if len(self._rows) >= self.rows:
            self.flush()

    def flush(self) -> None:
        """Write what is waiting."""
        if self._rows:
            self.add_frame(framed(self._rows, self.columns, self.schema))
            self._rows.clear()

    def add_frame(self, frame: "pl.DataFrame") -> None:
        """A whole block more."""
        self._room -= int(frame.estimated_size())
        if self._room >= 0:
            self._held.append(frame)
        else:
            self._folder.mkdir(mode=0o700, exist_ok=True)
            file = self._folder / f"{len(self._files):06}.arrow"
            frame.write_ipc(file)
            self._files.append(file)
        for name, width in self.widths.items():
            longest = frame[name].str.len_bytes().max()
            self.widths[name] = max(width, longest if isinstance(longest, int) else 0)
        self.count += frame.height

    def forget(self) -> None:
        """Let go of all blocks."""
        for file in self._files:
            file.unlink()
        self._files.clear()
        self._held.clear()

    def frames(self) -> "Iterator[pl.DataFrame]":
        """Every block again, in order; one that is empty where there are none."""
        import polars as pl

        self.flush()
        if not self.count:
            yield framed((), self.columns, self.schema)
        yield from self._held
        for file in self._files:
            yield pl.read_ipc(file.read_bytes())  # not mapped: a mapped file could not be removed on Windows


def framed(
    rows: list[Row] | tuple[()], columns: tuple[StrictColumn, ...], schema: "Mapping[str, pl.DataType]"
) -> "pl.DataFrame":
    """The rows as a frame."""
    import polars as pl

    raw: list[Any] = list(zip(*rows, strict=True)) or [()] * (1 + max((one.source for one in columns), default=0))
    made = (pl.Series(one.name, one.values(raw[one.source]), schema[one.name]) for one in columns)
    return pl.DataFrame(made)


def _text() -> "pl.DataType":
    import polars as pl

    return pl.String()


def number_type(column: StrictColumn) -> "pl.DataType":
    """A short type where every answer and every code is known to be short, otherwise the long one."""
    import polars as pl

    known = [one.value for one in column.entry.values if isinstance(one.value, int)]
    is_counted = column.holds is Holds.CODES or bool(known)
    small = all(-_SMALL <= one < _SMALL for one in (*known, *column.codes.values()))
    return pl.Int16() if is_counted and small and column.shape is Shape.NUMBER else pl.Int64()

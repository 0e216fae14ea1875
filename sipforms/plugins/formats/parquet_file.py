"""Parquet: a file for each grid, written block by block, with the codebook in its metadata and as a file beside.

Numbers are whole numbers, days, times and moments (UTC) have types of their own, and texts are texts. Blank is null.
The metadata has the codebook's rows about this file under ``METADATA``, as JSON.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from sipforms.engine.hookspecs import hookimpl
from sipforms.engine.offers import Export, ExportFormat
from sipforms.plugins.formats.codebook import HEADINGS, codebook_texts
from sipforms.plugins.formats.comma_separated import codebook_sheet
from sipforms.plugins.formats.forms import all_rows, grids_of, laid_out
from sipforms.plugins.formats.frames import Blocks, number_type
from sipforms.plugins.formats.grids import Shape
from sipforms.plugins.formats.placement import unlike
from sipforms.plugins.formats.scratch import streamed
from sipforms.plugins.formats.strict import (
    StrictColumn,
    Strictness,
    as_day,
    as_moment,
    as_time,
    strict_columns,
    strict_entries,
)

if TYPE_CHECKING:
    import polars as pl

ENDING = ".parquet"
METADATA = "sipforms.codebook"
STRICTNESS = Strictness(
    readers={Shape.DATE: as_day, Shape.DATETIME: as_moment, Shape.TIME: as_time},
    beside=(Shape.TEXT, Shape.DATE, Shape.DATETIME, Shape.TIME),
)


def schema_of(columns: tuple[StrictColumn, ...]) -> "Mapping[str, pl.DataType]":
    """The type of each column."""
    import polars as pl

    types = {
        Shape.TEXT: pl.String(),
        Shape.DATE: pl.Date(),
        Shape.DATETIME: pl.Datetime("us", "UTC"),
        Shape.TIME: pl.Time(),
    }
    return {one.name: number_type(one) if one.shape is Shape.NUMBER else types[one.shape] for one in columns}


def write_blocks(blocks: Blocks, file: Path, metadata: dict[str, str]) -> None:
    """The blocks as one file."""
    from polars.io.plugins import register_io_source

    def frames(_columns: object, _predicate: object, _rows: object, _size: object) -> "Iterator[pl.DataFrame]":
        return blocks.frames()

    source = register_io_source(frames, schema=dict(blocks.schema))
    source.sink_parquet(file, metadata=metadata, compression="zstd", row_group_size=blocks.rows)


def _write(export: Export) -> Iterator[tuple[str, bytes]]:
    laid = laid_out(export)
    columns = {grid.name: strict_columns(grid, _own_names(), STRICTNESS) for grid in grids_of(laid)}
    explained = [one for grids in laid.values() for one in strict_entries(grids, columns)]
    yield codebook_sheet(explained, export.options, ENDING)
    blocks = {
        name: Blocks(export.scratch / str(number), each, schema_of(each))
        for number, (name, each) in enumerate(columns.items())
    }
    for name, row in all_rows(export, laid):
        blocks[name].add(row)
    for name, each in blocks.items():
        about = [codebook_texts(entry, f"{name}{ENDING}") for entry, there in explained if there == name]
        told = json.dumps([dict(zip(HEADINGS, row, strict=True)) for row in about], ensure_ascii=False)
        file = export.scratch / "whole"
        write_blocks(each, file, {METADATA: told})
        each.forget()
        yield from ((f"{name}{ENDING}", content) for content in streamed(file))


def _own_names() -> Callable[[str], str]:
    """Names that are each unlike the others, in capitals or not."""
    taken: set[str] = set()
    return lambda name: unlike(name, taken)


@hookimpl
def export_formats() -> tuple[ExportFormat, ...]:
    """The formats of this module."""
    return (ExportFormat(name="parquet", ending=ENDING, write=_write, needs={"polars": "batch"}, is_text=False),)

"""SPSS: a ``.sav`` file for each grid, with labels, types and user-missing values; a codebook beside.

Every number that says why there is no answer is user-missing (``-9 thru -1``; further down where such numbers can be
answers) and has a label, days and times too: SPSS counts them in seconds since 14 October 1582, of which none of ours
is a small negative number. A text is empty where there is no answer, and ``<name>.missing`` says why. A variable whose
answers cannot be compared between versions says so in its label; ``version`` says which version a row was made with.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from sipforms.engine.hookspecs import hookimpl
from sipforms.engine.offers import DoesNotFit, Export, ExportFormat, Limit
from sipforms.plugins.formats.comma_separated import codebook_sheet
from sipforms.plugins.formats.forms import all_rows, grids_of, laid_out
from sipforms.plugins.formats.frames import Blocks
from sipforms.plugins.formats.grids import Grid, Shape
from sipforms.plugins.formats.sav_blocks import Dictionary, written_blocks
from sipforms.plugins.formats.sav_names import LONGEST_LABEL, LONGEST_VALUE_LABEL, cut, variable_name
from sipforms.plugins.formats.scratch import streamed
from sipforms.plugins.formats.strict import (
    Holds,
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

ENDING = ".sav"
LONGEST_TEXT = 32_767
"""Bytes of a text in UTF-8."""

_DAY_ZERO = date(1582, 10, 14).toordinal()
_SECONDS = 86_400
_USUAL = (-9, -1)
_FORMATS = {Shape.DATE: "SDATE10", Shape.DATETIME: "DATETIME20", Shape.TIME: "TIME5"}
_ORDERED = ("choice",)


def day_seconds(text: str) -> float | None:
    """The day as SPSS counts."""
    day = as_day(text)
    return None if day is None else (day.toordinal() - _DAY_ZERO) * _SECONDS


def moment_seconds(text: str) -> float | None:
    """The moment in UTC as SPSS counts, in whole seconds."""
    moment = as_moment(text)
    if moment is None:
        return None
    return (moment.toordinal() - _DAY_ZERO) * _SECONDS + moment.hour * 3600 + moment.minute * 60 + moment.second


def time_seconds(text: str) -> float | None:
    """The time of day in seconds."""
    time = as_time(text)
    return None if time is None else time.hour * 3600 + time.minute * 60 + time.second


STRICTNESS = Strictness(
    readers={Shape.DATE: day_seconds, Shape.DATETIME: moment_seconds, Shape.TIME: time_seconds}, beside=(Shape.TEXT,)
)


def schema_of(columns: tuple[StrictColumn, ...]) -> "Mapping[str, pl.DataType]":
    """Texts, and for everything else the one type of number that SPSS has."""
    import polars as pl

    return {one.name: pl.String() if one.shape is Shape.TEXT else pl.Float64() for one in columns}


def dictionary_of(title: str, columns: tuple[StrictColumn, ...]) -> Dictionary:
    """What the file says about its variables."""
    return Dictionary(
        title=cut(title, 60),
        labels={one.name: cut(one.entry.label, LONGEST_LABEL) or None for one in columns},
        values={one.name: labels for one in columns if (labels := _value_labels(one))},
        missing={one.name: [ends] for one in columns if (ends := _missing(one))},
        measures={one.name: _measure(one) for one in columns},
        formats={one.name: _format(one) for one in columns if one.shape is not Shape.TEXT},
    )


def _value_labels(column: StrictColumn) -> dict[float | str, str]:
    if column.shape is Shape.TEXT:
        labelled: Iterator[tuple[float | str, str]] = ((str(one.value), one.title) for one in column.entry.values)
    else:
        answers = ((float(one.value), one.title) for one in column.entry.values if isinstance(one.value, int))
        codes = ((float(one.code), one.title or one.gap.value) for one in column.entry.missing)
        labelled = chain(answers, codes)
    return {value: cut(title, LONGEST_VALUE_LABEL) for value, title in labelled if title}


def _missing(column: StrictColumn) -> dict[str, float]:
    """The range of what is no answer: the usual one, or that of the codes further down."""
    if column.shape is Shape.TEXT or column.holds is Holds.CODES or not column.codes:
        return {}
    low, high = min(column.codes.values()), max(column.codes.values())
    if low >= _USUAL[0]:
        low, high = _USUAL
    return {"lo": float(low), "hi": float(high)}


def _measure(column: StrictColumn) -> str:
    if column.shape in (Shape.DATE, Shape.DATETIME, Shape.TIME) or column.entry.way in ("integer", "rows"):
        return "scale"
    return "ordinal" if column.shape is Shape.NUMBER and column.entry.way in _ORDERED else "nominal"


def _format(column: StrictColumn) -> str:
    known = [one.value for one in column.entry.values if isinstance(one.value, int)] or [10**11]
    width = max(len(str(one)) for one in (*known, *column.codes.values()))
    return _FORMATS.get(column.shape, f"F{max(width, 2)}.0")


def _write(export: Export) -> Iterator[tuple[str, bytes]]:
    laid = laid_out(export)
    columns = {grid.name: strict_columns(grid, _names(), STRICTNESS) for grid in grids_of(laid)}
    explained = [one for grids in laid.values() for one in strict_entries(grids, columns)]
    yield codebook_sheet(explained, export.options, ENDING)
    blocks = {
        name: Blocks(export.scratch / str(number), each, schema_of(each))
        for number, (name, each) in enumerate(columns.items())
    }
    for name, row in all_rows(export, laid):
        blocks[name].add(row)
    for grid in grids_of(laid):
        file = written_file(grid, blocks[grid.name], export.scratch)
        yield from ((f"{grid.name}{ENDING}", content) for content in streamed(file))


def written_file(grid: Grid, blocks: Blocks, scratch: Path) -> Path:
    """The grid's file in the scratch folder. Raises DoesNotFit."""
    blocks.flush()
    for name, width in blocks.widths.items():
        if width > LONGEST_TEXT:
            raise DoesNotFit(limit=Limit.TEXT, most=LONGEST_TEXT, about=name)
    return written_blocks(blocks, dictionary_of(grid.title, blocks.columns), scratch)


def _names() -> Callable[[str], str]:
    taken: set[str] = set()
    return lambda name: variable_name(name, taken)


@hookimpl
def export_formats() -> tuple[ExportFormat, ...]:
    """The formats of this module."""
    needs = {"pyreadstat": "report", "polars": "batch"}
    return (ExportFormat(name="sav", ending=ENDING, write=_write, needs=needs, is_text=False),)

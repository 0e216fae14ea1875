"""What writing an export costs: our formats against the bare libraries on the same frame, and memory as rows grow.

The frame is one questionnaire of 40 numbers, four texts and two days, with missing answers of every kind. The opponent
gets the same frame with nothing to decide: XlsxWriter one cell after the other in its mode of constant memory,
pyreadstat and polars the whole frame at once. What is read back of both is asserted to be equal. Memory is the peak of
a process of its own, over what it had before the first row, for 200,000 rows against 100,000.
"""

import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pyreadstat
from openpyxl import load_workbook
from xlsxwriter import Workbook

from benchmarks.result import Result
from sipforms.engine.codebook import CodebookEntry, CodebookValue, MissingValue
from sipforms.engine.score.missing import Gap
from sipforms.plugins.formats import parquet_file, sav_file, xlsx_workbook
from sipforms.plugins.formats.cells import NUMBERS, Raw
from sipforms.plugins.formats.frames import Blocks, framed
from sipforms.plugins.formats.grids import Field, Grid, Row, Shape
from sipforms.plugins.formats.sav_blocks import write_frame, written_blocks
from sipforms.plugins.formats.sav_names import variable_name
from sipforms.plugins.formats.strict import StrictColumn, strict_columns

FORMATS = ("xlsx", "sav", "parquet")
TIMED = {"xlsx": 3_000, "sav": 50_000, "parquet": 200_000}
FEW, MANY = 100_000, 200_000
WIDE, NARROW = (40, 4, 2), (10, 1, 1)
"""Numbers, texts and days."""
TIME_GOAL, MEMORY_GOAL = 1.3, 1.15
_SEED = 31337
_MEGABYTE = 1 << 10


def run(rounds: int) -> Iterable[Result]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for format_ in FORMATS:
            yield speed(format_, folder, rounds)
    for format_ in FORMATS:
        yield memory(format_)


def speed(format_: str, folder: Path, rounds: int) -> Result:
    """The file written by us and by the bare library, taking turns, after a round that does not count."""
    ours, theirs, agree = {"xlsx": _xlsx, "sav": _sav, "parquet": _parquet}[format_](folder, TIMED[format_])
    ratios, own, other = [], 0.0, 0.0
    for _ in range(rounds + 1):
        own, other = timed(ours), timed(theirs)
        ratios.append(own / other)
    agree()
    return Result(
        name="exports",
        goal=f"{format_}: {TIMED[format_]:,} rows of {sum(WIDE)} columns, against the bare library",
        ratio=statistics.median(ratios[1:]),
        limit=TIME_GOAL,
        detail=f"{own * 1000:.0f} ms to {other * 1000:.0f} ms, {min(ratios[1:]):.2f} to {max(ratios[1:]):.2f}",
    )


Turns = tuple[Callable[[], object], Callable[[], object], Callable[[], None]]


def _xlsx(folder: Path, count: int) -> Turns:
    grid, rows = grid_of(WIDE), list(rows_of(WIDE, count))
    plain = [[_bare(value, one) for value, one in zip(row, grid.fields, strict=True)] for row in rows]

    def ours() -> None:
        xlsx_by_us(grid, rows, folder / "ours.xlsx", folder)

    def theirs() -> None:
        with Workbook(folder / "bare.xlsx", {"constant_memory": True, "default_date_format": "yyyy-mm-dd"}) as book:
            sheet = book.add_worksheet()
            sheet.write_row(0, 0, [one.entry.label for one in grid.fields])
            sheet.write_row(1, 0, [one.name for one in grid.fields])
            for at, row in enumerate(plain, 2):
                sheet.write_row(at, 0, row)

    def agree() -> None:
        assert _cells(folder / "ours.xlsx") == _cells(folder / "bare.xlsx")

    return ours, theirs, agree


def _sav(folder: Path, count: int) -> Turns:
    columns = strict_columns(grid_of(WIDE), lambda one: variable_name(one, set()), sav_file.STRICTNESS)
    schema = sav_file.schema_of(columns)
    frame = framed(list(rows_of(WIDE, count)), columns, schema)
    dictionary = sav_file.dictionary_of("Frame", columns)
    written: list[Path] = []

    def ours() -> None:
        written[:] = [written_blocks(_blocks(frame, folder / "blocks", columns, schema), dictionary, folder)]

    def theirs() -> None:
        write_frame(frame, dictionary, folder / "bare.sav")

    def agree() -> None:
        own, other = (
            pyreadstat.read_sav(file, output_format="polars", user_missing=True)
            for file in (*written, folder / "bare.sav")
        )
        assert own[0].equals(other[0])
        assert own[1].variable_value_labels == other[1].variable_value_labels
        assert own[1].missing_ranges == other[1].missing_ranges

    return ours, theirs, agree


def _parquet(folder: Path, count: int) -> Turns:
    columns = strict_columns(grid_of(WIDE), str, parquet_file.STRICTNESS)
    schema = parquet_file.schema_of(columns)
    frame = framed(list(rows_of(WIDE, count)), columns, schema)

    def ours() -> None:
        blocks = _blocks(frame, folder / "blocks", columns, schema)
        parquet_file.write_blocks(blocks, folder / "ours.parquet", {parquet_file.METADATA: "[]"})
        blocks.forget()

    def theirs() -> None:
        frame.write_parquet(folder / "bare.parquet", metadata={parquet_file.METADATA: "[]"})

    def agree() -> None:
        assert pl.read_parquet(folder / "ours.parquet").equals(pl.read_parquet(folder / "bare.parquet"))

    return ours, theirs, agree


def _blocks(frame: pl.DataFrame, folder: Path, columns: tuple[StrictColumn, ...], schema: Any) -> Blocks:  # noqa: ANN401
    blocks = Blocks(folder, columns, schema)
    for at in range(0, frame.height, blocks.rows):
        blocks.add_frame(frame.slice(at, blocks.rows))
    return blocks


def xlsx_by_us(grid: Grid, rows: Iterable[Row], file: Path, folder: Path) -> None:
    with xlsx_workbook.workbook_in(file, folder) as book:
        sheet = xlsx_workbook.GridSheet(book, "frame", grid, xlsx_workbook.looks_of(book))
        for row in rows:
            sheet.add(row)
        sheet.finish()


def memory(format_: str) -> Result:
    """The peak of a process that writes a narrow frame as it comes, row by row: many rows against few."""
    few, many = (_peak(format_, count) for count in (FEW, MANY))
    return Result(
        name="exports",
        goal=f"{format_}: peak memory of {MANY:,} rows against {FEW:,}",
        ratio=many / few,
        limit=MEMORY_GOAL,
        detail=f"{many:.0f} MB to {few:.0f} MB",
    )


def _peak(format_: str, count: int) -> float:
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.exports", format_, str(count)], check=True, capture_output=True, text=True
    )
    return float(done.stdout)


def write_rows(format_: str, count: int, folder: Path) -> None:
    """Row by row, none of which is kept by whoever brings them."""
    grid, rows = grid_of(NARROW), rows_of(NARROW, count)
    if format_ == "xlsx":
        xlsx_by_us(grid, rows, folder / "whole", folder)
        return
    of = {"sav": sav_file, "parquet": parquet_file}[format_]
    columns = strict_columns(grid, lambda one: variable_name(one, set()), of.STRICTNESS)
    blocks = Blocks(folder / "blocks", columns, of.schema_of(columns))
    for row in rows:
        blocks.add(row)
    if format_ == "sav":
        written_blocks(blocks, sav_file.dictionary_of("Frame", columns), folder)
    else:
        parquet_file.write_blocks(blocks, folder / "whole", {})


def grid_of(size: tuple[int, int, int]) -> Grid:
    numbers, texts, days = size
    values = tuple(CodebookValue(value=one, title=f"Svar {one}") for one in range(1, 6))
    missing = tuple(MissingValue(code=code, gap=gap) for gap, code in NUMBERS.items())
    shapes = (*((Shape.NUMBER, "choice", numbers), (Shape.TEXT, "text", texts), (Shape.DATE, "date", days)),)
    fields = tuple(
        Field(
            entry=CodebookEntry(
                column=f"omraade.{way}{at}",
                question=f"Spørgsmål {at}",
                way=way,
                values=values if shape is Shape.NUMBER else (),
                missing=missing,
                versions=("1.0.0",),
            ),
            shape=shape,
            codes=NUMBERS,
        )
        for shape, way, count in shapes
        for at in range(count)
    )
    return Grid(name="", title="Frame", fields=fields)


def rows_of(size: tuple[int, int, int], count: int) -> Iterator[Row]:
    """Random rows with every kind of gap, no two texts alike."""
    numbers, texts, days = size
    chance = random.Random(_SEED)
    answers = (*range(1, 6), *range(1, 6), *range(1, 6), None, *NUMBERS)
    words = [
        f"{one}{two}" for one in ("gik", "var", "blev", "så", "fik") for two in ("hjem", "ud", "glad", "æble", "træt")
    ]
    for at in range(count):
        yield (
            *chance.choices(answers, k=numbers),
            *(f"{at}.{one} {' '.join(chance.choices(words, k=6))}" if (at + one) % 4 else None for one in range(texts)),
            *(
                f"2026-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}" if (at + one) % 5 else Gap.NOT_ASKED
                for one in range(days)
            ),
        )


def _bare(value: Raw, field: Field) -> Any:  # noqa: ANN401
    if isinstance(value, Gap):
        return field.codes[value]
    return date.fromisoformat(str(value)) if field.shape is Shape.DATE and value is not None else value


def _cells(file: Path) -> list[tuple[object, ...]]:
    sheet = load_workbook(file, read_only=True).worksheets[0]
    return list(sheet.iter_rows(values_only=True))


def timed(action: Callable[[], object]) -> float:
    begun = time.perf_counter()
    action()
    return time.perf_counter() - begun


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as scratch:
        write_rows(sys.argv[1], int(sys.argv[2]), Path(scratch))
    told = Path("/proc/self/status").read_text()  # ru_maxrss would count what the parent had
    print(int(told.partition("VmHWM:")[2].split()[0]) / _MEGABYTE)

"""A ``.sav`` file of many blocks, each written by pyreadstat, with the memory of one.

pyreadstat writes a whole frame or nothing. But in a ``.sav`` file the rows stand behind the dictionary, one after the
other, each packed by itself; so blocks that have the same dictionary can be put together. A last row that is as wide as
the widest text of any block gives each block the same dictionary, and is taken off again. What then remains to be said
is how many rows there are, which the file says in two places.
"""

import struct
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from sipforms.plugins.formats.frames import Blocks

if TYPE_CHECKING:
    import polars as pl

_COUNT_AT = 80
_COUNT_RECORD = struct.pack("<iiiiq", 7, 16, 8, 2, 1)
"""The record with the number of rows in 64 bits begins with this, and the number follows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dictionary:
    """What a ``.sav`` file says about its variables, in pyreadstat's words, by the variable's name."""

    title: str
    labels: Mapping[str, str | None]
    values: Mapping[str, dict[Any, str]]
    missing: Mapping[str, list[Any]]
    measures: Mapping[str, str]
    formats: Mapping[str, str]


def written_blocks(blocks: Blocks, dictionary: Dictionary, folder: Path) -> Path:
    """The file, in the folder; the blocks are read once and then no longer there."""
    whole, part = folder / "whole", folder / "part"
    last = widest_row(blocks)
    begin, size = _measured(last, dictionary, part)
    with whole.open("wb") as out:
        out.write(begin)
        for frame in blocks.frames():
            write_frame(frame.vstack(last).rechunk(), dictionary, part)
            with part.open("rb") as packed:
                packed.seek(len(begin))
                content = packed.read()
            out.write(memoryview(content)[: len(content) - size])
        _tell_count(out, begin, blocks.count)
    part.unlink()
    blocks.forget()
    return whole


def widest_row(blocks: Blocks) -> "pl.DataFrame":
    """A row in which every text is as long as the longest in its column."""
    import polars as pl

    texts = blocks.widths
    made = (
        pl.Series(name, ["x" * max(texts[name], 1)] if name in texts else [0.0], dtype)
        for name, dtype in blocks.schema.items()
    )
    return pl.DataFrame(made)


def _measured(last: "pl.DataFrame", dictionary: Dictionary, part: Path) -> tuple[bytes, int]:
    """What stands before the rows, and the bytes of the last row."""
    write_frame(last.vstack(last), dictionary, part)
    both = part.stat().st_size
    write_frame(last, dictionary, part)
    one = part.read_bytes()
    size = both - len(one)
    return one[: len(one) - size], size


def write_frame(frame: "pl.DataFrame", dictionary: Dictionary, file: Path) -> None:
    """A whole frame as a file, by the library alone."""
    import pyreadstat

    pyreadstat.write_sav(
        frame,
        file,
        file_label=dictionary.title,
        column_labels=dict(dictionary.labels),
        row_compress=True,
        variable_value_labels=dict(dictionary.values),
        missing_ranges=dict(dictionary.missing),
        variable_measure=dict(dictionary.measures),
        variable_format=dict(dictionary.formats),
    )


def _tell_count(out: BinaryIO, begin: bytes, count: int) -> None:
    """Write the number of rows where the dictionary says it."""
    out.seek(_COUNT_AT)
    out.write(struct.pack("<i", count))
    out.seek(begin.index(_COUNT_RECORD) + len(_COUNT_RECORD))
    out.write(struct.pack("<q", count))

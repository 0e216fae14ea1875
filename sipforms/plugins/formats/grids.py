"""Grids: what is written, whatever the format: fields with a type and a meaning, and rows of values.

A table becomes one grid with a row for each response and one for each kind of rows inside responses (``wide``), or one
with a row for each answer (``long``); and, with free text, one of notes. A value is an answer, a gap (why there is
none) or nothing (asked and left blank); each format writes these three in its own way.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum
from types import MappingProxyType
from typing import Protocol, TypeAlias

from sipforms.engine.codebook import CodebookEntry
from sipforms.engine.offers import Exported, ExportTable
from sipforms.engine.programme import Kind, Question, Rows
from sipforms.plugins.formats.cells import Codes, Raw
from sipforms.plugins.formats.columns import Column

Row: TypeAlias = tuple[Raw, ...]


class Shape(Enum):
    """The type of everything in a column that is an answer."""

    NUMBER = "number"
    TEXT = "text"
    DATE = "date"
    DATETIME = "datetime"
    TIME = "time"


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A column of a grid. ``codes`` is what stands in a text file where there is no answer, by why there is none."""

    entry: CodebookEntry
    shape: Shape = Shape.TEXT
    codes: Codes = field(default_factory=lambda: MappingProxyType({}))

    @property
    def name(self) -> str:
        """What the column is called."""
        return self.entry.column


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """Rows of one kind. ``name`` is unlike that of any other grid of the export; ``.skema.maal``, or empty."""

    name: str
    title: str
    fields: tuple[Field, ...]


class Grids(Protocol):
    """One table's grids."""

    @property
    def table(self) -> ExportTable:
        """The table that they are of."""
        ...

    @property
    def grids(self) -> tuple[Grid, ...]:
        """In the order in which they are shown, the responses first."""
        ...

    def rows(self, exported: Exported) -> Iterator[tuple[str, Row]]:
        """What a response adds: the grid's name and the row. Nothing for a version that the table does not know."""
        ...

    def entries(self) -> Iterator[tuple[CodebookEntry, str | None]]:
        """Every column, written or not, and the grid that it is in; nothing where it is in none."""
        ...


def shape_of(column: Column) -> Shape:
    """The type of the column's answers: numbers where every version has numbers, words where any has something else."""
    if column.spot.option is not None:
        return Shape.NUMBER
    shapes = {_shape(asked) for asked in column.asked.values()}
    return shapes.pop() if len(shapes) == 1 else Shape.TEXT


def _shape(asked: Question | Rows) -> Shape:
    if isinstance(asked, Rows) or asked.kind in (Kind.BOOLEAN, Kind.INTEGER):
        return Shape.NUMBER
    if asked.kind is Kind.CHOICE:
        options = asked.scale.options if asked.scale else ()
        said = [option.value for option in options if option.missing is None]
        return Shape.NUMBER if all(isinstance(value, int) for value in said) else Shape.TEXT
    return {Kind.DATE: Shape.DATE, Kind.TIME: Shape.TIME}.get(asked.kind, Shape.TEXT)

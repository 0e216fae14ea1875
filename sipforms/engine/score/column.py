"""What a scorer takes, named by place: a question is a column, and the columns that belong together are a unit."""

from dataclasses import dataclass
from typing import TypeAlias

from sipforms.engine.score.scorer import Table


@dataclass(frozen=True, slots=True)
class Column:
    """One question of a unit: its place among the sources, and what its answers count as (no table: as they are)."""

    place: int
    table: Table | None = None


Unit: TypeAlias = tuple[Column, ...]
"""What counts as one answer: a question, the two of a pair, a goal's level and weights."""

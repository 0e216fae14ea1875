"""How each kind of part of a report about a group is drawn: as lines of text, as data, and as rows of a table.

One entry for each kind of value. Whoever makes a new kind of part adds an entry, and text, JSON and CSV know it.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sipforms.engine.report import ReportPart
from sipforms.render.report import Page


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """One kind of part. ``columns`` are those of its rows, in order; a row may leave some of them out."""

    lines: Callable[[Any, Page], Iterable[str]]
    data: Callable[[Any], Mapping[str, object]]
    columns: tuple[str, ...] = ()
    rows: Callable[[Any], Iterable[Mapping[str, object]]] = lambda _value: ()


def drawing_of(part: ReportPart) -> Drawing | None:
    """How the part is drawn, or nothing where its kind is not known here."""
    return drawings().get(type(part.value))


def drawings() -> Mapping[type, Drawing]:
    """Every kind of value that is drawn here."""
    return {}

"""How each kind of part of a report about a group is drawn: as lines of text, as data, and as rows of a table.

One entry for each kind of value. Whoever makes a new kind of part adds an entry, and text, JSON and CSV know it.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from sipforms.engine.gather.development_table import DevelopmentTable
from sipforms.engine.gather.facility.compared import Compared
from sipforms.engine.gather.facility.coverage import Coverage
from sipforms.engine.gather.facility.distribution import Distribution
from sipforms.engine.gather.facility.importance import Importance
from sipforms.engine.report import ReportPart
from sipforms.render.groups import compared, coverage, importance, spread_data
from sipforms.render.groups.compared import compared_data, compared_lines, compared_rows
from sipforms.render.groups.coverage import coverage_data, coverage_lines, coverage_rows
from sipforms.render.groups.development import development_lines
from sipforms.render.groups.development_data import COLUMNS as DEVELOPMENT_COLUMNS
from sipforms.render.groups.development_data import development_data, development_rows
from sipforms.render.groups.development_words import TITLE
from sipforms.render.groups.distribution import distribution_lines
from sipforms.render.groups.importance import importance_data, importance_lines, importance_rows
from sipforms.render.groups.spread_data import distribution_data, distribution_rows
from sipforms.render.language import N_
from sipforms.render.report import Page


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """One kind of part. ``columns`` are those of its rows, in order; a row may leave some of them out.

    ``title`` is the heading where the programme gives it none.
    """

    lines: Callable[[Any, Page], Iterable[str]]
    data: Callable[[Any], Mapping[str, object]]
    title: str = ""
    columns: tuple[str, ...] = ()
    rows: Callable[[Any], Iterable[Mapping[str, object]]] = lambda _value: ()


def drawing_of(part: ReportPart) -> Drawing | None:
    """How the part is drawn, or nothing where its kind is not known here."""
    return drawings().get(type(part.value))


@cache
def drawings() -> Mapping[type, Drawing]:
    """Every kind of value that is drawn here."""
    return {
        Compared: Drawing(
            title=N_("What this report is made of"),
            lines=compared_lines,
            data=compared_data,
            columns=compared.COLUMNS,
            rows=compared_rows,
        ),
        Coverage: Drawing(
            title=N_("How much was answered"),
            lines=coverage_lines,
            data=coverage_data,
            columns=coverage.COLUMNS,
            rows=coverage_rows,
        ),
        Distribution: Drawing(
            title=N_("The answers, question by question"),
            lines=distribution_lines,
            data=distribution_data,
            columns=spread_data.COLUMNS,
            rows=distribution_rows,
        ),
        DevelopmentTable: Drawing(
            title=TITLE,
            lines=development_lines,
            data=development_data,
            columns=DEVELOPMENT_COLUMNS,
            rows=development_rows,
        ),
        Importance: Drawing(
            title=N_("What is important, and how satisfied people are"),
            lines=importance_lines,
            data=importance_data,
            columns=importance.COLUMNS,
            rows=importance_rows,
        ),
    }

"""The grids of a whole export, in the form that is asked for, and the codebook about them."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import TypeAlias

from sipforms.engine.codebook import Codebook, CodebookTable
from sipforms.engine.offers import Export
from sipforms.plugins.formats.grids import Grids, Row
from sipforms.plugins.formats.long import long
from sipforms.plugins.formats.wide import wide

Laid: TypeAlias = Mapping[tuple[str, str], Grids]
"""The grids of each table, by programme and questionnaire."""


def laid_out(export: Export) -> Laid:
    """The grids of every table of the export, in the form that is asked for."""
    form = long if export.options.form == "long" else wide
    taken = {".codebook"}
    return {(one.programme, one.questionnaire): form(one, export.options, taken) for one in export.tables}


def all_rows(export: Export, laid: Laid) -> Iterator[tuple[str, Row]]:
    """Every row of every grid, as the responses come: the grid's name and the row."""
    for exported in export.responses():
        grids = laid.get((exported.response.programme, exported.response.questionnaire))
        if grids is not None:
            yield from grids.rows(exported)


def codebook_of(laid: Laid, form: str) -> Codebook:
    """What every column holds; ``file`` is the name of the grid that it is in."""
    return Codebook(tables=tuple(map(_explained, laid.values())), form=form)


def _explained(grids: Grids) -> CodebookTable:
    newest = grids.table.versions[-1]
    return CodebookTable(
        programme=grids.table.programme,
        programme_title=newest.title,
        questionnaire=grids.table.questionnaire,
        title=newest.questionnaires[grids.table.questionnaire].title,
        versions=tuple(one.version for one in grids.table.versions),
        entries=tuple(entry for entry, _ in grids.entries()),
    )

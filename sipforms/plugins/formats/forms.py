"""The grids of a whole export, in the form that is asked for, and the codebook about them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TypeAlias

from sipforms.engine.codebook import Codebook, CodebookEntry, CodebookTable
from sipforms.engine.offers import Export
from sipforms.plugins.formats.grids import Grid, Grids, Row
from sipforms.plugins.formats.long import long
from sipforms.plugins.formats.wide import wide

Laid: TypeAlias = Mapping[tuple[str, str], Grids]
"""The grids of each table, by programme and questionnaire."""

Explained: TypeAlias = Iterable[tuple[CodebookEntry, str | None]]
"""Entries of the codebook, each with the name of the grid that it is about; nothing where it is in none."""


def laid_out(export: Export) -> Laid:
    """The grids of every table of the export, in the form that is asked for."""
    form = long if export.options.form == "long" else wide
    taken = {".codebook"}
    return {(one.programme, one.questionnaire): form(one, export.options, taken) for one in export.tables}


def grids_of(laid: Laid) -> Iterator[Grid]:
    """Every grid of every table."""
    return (grid for grids in laid.values() for grid in grids.grids)


def all_rows(export: Export, laid: Laid) -> Iterator[tuple[str, Row]]:
    """Every row of every grid, as the responses come: the grid's name and the row."""
    for exported in export.responses():
        grids = laid.get((exported.response.programme, exported.response.questionnaire))
        if grids is not None:
            yield from grids.rows(exported)


def explained(laid: Laid) -> Explained:
    """What every column holds, and the grid that it is in; nothing where it is in none."""
    for grids in laid.values():
        yield from grids.entries()


def codebook_of(laid: Laid, form: str) -> Codebook:
    """What every column holds; ``file`` is empty for the table itself, and the name of the grid inside it otherwise."""
    return Codebook(tables=tuple(map(_explained, laid.values())), form=form)


def _explained(grids: Grids) -> CodebookTable:
    newest = grids.table.versions[-1]
    return CodebookTable(
        programme=grids.table.programme,
        programme_title=newest.title,
        questionnaire=grids.table.questionnaire,
        title=newest.questionnaires[grids.table.questionnaire].title,
        versions=tuple(one.version for one in grids.table.versions),
        entries=tuple(replace(entry, file=_inside(name, grids) or entry.file) for entry, name in grids.entries()),
    )


def _inside(name: str | None, grids: Grids) -> str:
    main = grids.grids[0].name
    return "" if name is None else name.removeprefix(main).lstrip(".")

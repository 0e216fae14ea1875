"""Notes and the reasons given for soft checks, as a grid of their own: only with free text, and only for its readers.

A note goes along where the answer does that it stands beside. A reason was written by staff for staff.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from sipforms.engine.codebook import CodebookEntry
from sipforms.engine.offers import ExportOptions, ExportTable
from sipforms.engine.paths import Path, dotted
from sipforms.engine.programme import Question
from sipforms.engine.response import Response
from sipforms.plugins.formats.codebook import plain_entry
from sipforms.plugins.formats.columns import STAR, left_out_of
from sipforms.plugins.formats.grids import Field, Grid, Row

STAFF = "staff"
_COLUMNS = (("response_id", "id"), ("kind", "text"), ("about", "text"), ("text", "text"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Noted:
    """The grid of notes, where there is one. ``kept_back`` are the questions of each version whose notes stay here."""

    grid: Grid | None
    kept_back: Mapping[str, frozenset[str]]
    with_reasons: bool

    @property
    def grids(self) -> tuple[Grid, ...]:
        """The grid or none."""
        return () if self.grid is None else (self.grid,)

    def rows(self, response: Response) -> Iterator[tuple[str, Row]]:
        """A row for each note and each reason that goes along."""
        if self.grid is None:
            return
        back = self.kept_back.get(response.digest, frozenset())
        for about, text in response.notes.items():
            if not back or not _is_kept_back(about, back):
                yield self.grid.name, (response.id, "note", about, text)
        for about, text in response.reasons.items() if self.with_reasons else ():
            yield self.grid.name, (response.id, "reason", about, text)

    def entries(self) -> Iterator[tuple[CodebookEntry, str | None]]:
        """Its columns; described also where it is not written."""
        left_out = "" if self.grid else "freeText"
        name = self.grid.name if self.grid else None
        entries = (plain_entry(column, way, "freeText", left_out) for column, way in _COLUMNS)
        yield from ((replace(one, file="" if self.grid else "notes"), name) for one in entries)


def noted(table: ExportTable, options: ExportOptions, name: Callable[[], str]) -> Noted:
    """The notes of the table; ``name`` gives the grid its name, and is called only where there is one."""
    if not options.include_text:
        return Noted(grid=None, kept_back={}, with_reasons=False)
    fields = tuple(Field(entry=plain_entry(column, way, "freeText")) for column, way in _COLUMNS)
    back = {
        one.digest: frozenset(_kept_back(one.questionnaires[table.questionnaire].questions(), options))
        for one in table.versions
    }
    grid = Grid(name=name(), title="notes", fields=fields)
    return Noted(grid=grid, kept_back=back, with_reasons=options.audience == STAFF)


def _kept_back(questions: Iterable[Question], options: ExportOptions) -> Iterator[str]:
    """The questions that do not go along, and the areas and rows where one of them is not for these readers, or all."""
    around: dict[bool, set[Path]] = {True: set(), False: set()}
    for question in questions:
        why = left_out_of(question, options)
        outer = [question.path[:length] for length in range(len(question.path))]
        around[bool(why)].update(outer)
        if why:
            yield from map(dotted, (question.path, question.item, *(outer if why == "audience" else ())))
    yield from map(dotted, around[True] - around[False])


def _is_kept_back(about: str, back: frozenset[str]) -> bool:
    """Whether the note is about one of these questions, in a row or not."""
    if about in back:
        return True
    steps = about.split(".")
    return any(".".join((*steps[:at], STAR, *steps[at + 1 :])) in back for at in range(1, len(steps)))

"""The answers as a condition sees them: only those that are asked, from inside one row or from none."""

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from itertools import groupby

from sipforms.engine.ask.form import Form
from sipforms.engine.condition import Pattern
from sipforms.engine.paths import Path
from sipforms.engine.response import Answer


@dataclass(frozen=True, slots=True)
class View:
    """Answers and rows by path; ``shown`` is what is asked (nothing: everything is); ``row`` starts relative paths."""

    form: Form
    answers: Mapping[Path, Answer] = field(repr=False)
    rows: Mapping[Path, tuple[str, ...]]
    shown: AbstractSet[Path] | None = None
    row: Path = ()

    def at(self, row: Path) -> "View":
        """The same answers, seen from inside a row."""
        return replace(self, row=row)

    @property
    def before(self) -> "View":
        """The last response's answers, all of which were asked."""
        return View(self.form, self.form.before.answers, self.form.before.rows, None, self.row)

    def latest(self, questionnaire: str) -> "View":
        """The answers of the last response to another questionnaire; without any where that is not there."""
        other = self.form.latest.get(questionnaire)
        return View(self.form, {}, {}) if other is None else View(other, other.before.answers, other.before.rows)

    def is_shown(self, path: Path) -> bool:
        """True when the question, or the repeating item, is asked."""
        return self.shown is None or path in self.shown

    def answer(self, path: Path) -> Answer | None:
        """The answer to a question that is asked, or nothing. A repeating item's answer is its rows."""
        if self.shown is not None and path not in self.shown:
            return None
        answer = self.answers.get(path)
        return self.rows.get(path) or None if answer is None else answer

    def absolute(self, steps: Path) -> Path:
        """A path written from inside the row, from the questionnaire's root."""
        return (*self.row, *steps)

    def paths(self, pattern: Pattern) -> Iterator[Path]:
        """Every question or repeating item that the pattern means, in document order, row by row."""
        places = self.form.places
        templates = places.matching(pattern, self.row[:-1] if pattern.relative else None)
        if pattern.relative:
            yield from ((*self.row, *template[len(self.row) :]) for template in templates)
            return
        for rows, found in groupby(templates, places.rows_of):
            here = tuple(found)
            yield from here if rows is None else self._in_rows(rows, here)

    def _in_rows(self, rows: Path, templates: tuple[Path, ...]) -> Iterator[Path]:
        for row in self.rows.get(rows, ()):
            yield from ((*rows, row, *template[len(rows) + 1 :]) for template in templates)

"""Where everything stands in a questionnaire: its questions and rows by path, and what patterns in conditions match.

Inside repeating items the paths here have ``*`` where the row's id stands in a draft: one such path stands for every
row.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain
from typing import TypeAlias

from sipforms.engine.condition import Condition, ItemValue, Leaf, Pattern, walk
from sipforms.engine.paths import STAR, Path, fitting
from sipforms.engine.programme import Area, Entry, Item, Question, Rows, Scale
from sipforms.engine.response import Scalar

Reads: TypeAlias = tuple[Pattern, Path | None]
"""A pattern in a condition, with the repeating item it stands in when it is relative to a row."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """Every question and repeating item by path, in document order, and what the patterns in their conditions match.

    ``fields`` are the questions inside each repeating item; ``missing`` the options that say why there is no answer;
    ``pointing`` the questions that are answered with one of each repeating item's rows.
    """

    questions: Mapping[Path, Question]
    rows: Mapping[Path, Rows]
    matches: Mapping[Reads, tuple[Path, ...]]
    fields: Mapping[Path, tuple[Path, ...]] = field(default_factory=dict)
    order: Mapping[Path, int] = field(default_factory=dict)
    missing: Mapping[Path, frozenset[tuple[type, Scalar]]] = field(default_factory=dict)
    pointing: Mapping[Path, tuple[Path, ...]] = field(default_factory=dict)

    def says_missing(self, path: Path, value: Scalar) -> bool:
        """True of an option that says why there is no answer."""
        return (type(value), value) in self.missing.get(self.template(path), ())

    def matching(self, pattern: Pattern, rows: Path | None) -> tuple[Path, ...]:
        """The paths that a pattern means, in document order."""
        known = self.matches.get((pattern, rows if pattern.relative else None))
        return _matching(pattern, rows, self.order) if known is None else known

    def template(self, path: Path) -> Path:
        """The path with ``*`` in place of a row's id."""
        if path in self.order:
            return path
        depth = next((depth for depth in range(1, len(path)) if path[:depth] in self.rows), None)
        return path if depth is None else (*path[:depth], STAR, *path[depth + 1 :])

    def rows_of(self, template: Path) -> Path | None:
        """The repeating item that the question is a field of."""
        return template[: template.index(STAR)] if STAR in template else None

    def conditions(self, template: Path) -> tuple[Condition, ...]:
        """What must be true for the question or the rows to be asked."""
        return (self.rows.get(template) or self.questions[template]).visible_if


def places_in(entries: tuple[Entry, ...], conditions: Iterable[Condition] = ()) -> Places:
    """Index the entries, and resolve the patterns of their conditions and of the further conditions given."""
    rows: dict[Path, Rows] = {}
    questions: dict[Path, Question] = {}
    order: dict[Path, int] = {}
    for entry in _holders(entries):
        if isinstance(entry, Rows):
            rows[entry.path] = entry
            order[entry.path] = len(order)
        for question in _questions(entry):
            questions[question.path] = question
            order[question.path] = len(order)
    read = chain(_reads_of_entries(questions, rows), chain.from_iterable(reads(one, None) for one in conditions))
    return Places(
        questions=questions,
        rows=rows,
        matches={(pattern, at): _matching(pattern, at, order) for pattern, at in dict.fromkeys(read)},
        fields={path: tuple(question.path for question in _questions(entry)) for path, entry in rows.items()},
        order=order,
        missing=_missing(questions),
        pointing=_pointing(questions),
    )


def _pointing(questions: Mapping[Path, Question]) -> Mapping[Path, tuple[Path, ...]]:
    found: dict[Path, list[Path]] = {}
    for path, question in questions.items():
        if question.row_ref is not None:
            found.setdefault(question.row_ref.to, []).append(path)
    return {rows: tuple(paths) for rows, paths in found.items()}


def _missing(questions: Mapping[Path, Question]) -> Mapping[Path, frozenset[tuple[type, Scalar]]]:
    """The options of each question that say why there is no answer; many questions share few scales."""
    scales = {id(one.scale): one.scale for one in questions.values() if one.scale is not None}
    missing = {key: _missing_options(scale) for key, scale in scales.items()}
    return {path: says for path, one in questions.items() if (says := missing.get(id(one.scale)))}


def _missing_options(scale: Scale) -> frozenset[tuple[type, Scalar]]:
    return frozenset((type(one.value), one.value) for one in scale.options if one.missing is not None)


def _holders(entries: tuple[Entry, ...]) -> Iterator[Item | Rows]:
    for entry in entries:
        if isinstance(entry, Area):
            yield from _holders(entry.entries)
        else:
            yield entry


def _questions(entry: Item | Rows) -> Iterator[Question]:
    items = entry.fields if isinstance(entry, Rows) else (entry,)
    return chain.from_iterable(item.questions for item in items)


def _reads_of_entries(questions: Mapping[Path, Question], rows: Mapping[Path, Rows]) -> Iterator[Reads]:
    for path, question in questions.items():
        at = path[: path.index(STAR)] if STAR in path else None
        for condition in (*question.visible_if, *((question.required_if,) if question.required_if else ())):
            yield from reads(condition, at)
    for path, one in rows.items():
        for condition in (*one.visible_if, *((one.required_if,) if one.required_if else ())):
            yield from reads(condition, None)
        for check in one.checks:
            yield from reads(check.condition, path)


def reads(condition: Condition, rows: Path | None) -> Iterator[Reads]:
    """Every pattern whose answers the condition looks at (those of the last response are fixed and not among them)."""
    for part in walk(condition):
        if isinstance(part, Leaf):
            yield part.item, rows if part.item.relative else None
        operand = getattr(part, "operand", None)
        if isinstance(operand, ItemValue):
            yield operand.item, rows if operand.item.relative else None


def _matching(pattern: Pattern, rows: Path | None, order: Mapping[Path, int]) -> tuple[Path, ...]:
    steps = (*(rows or ()), STAR, *pattern.steps) if pattern.relative else pattern.steps
    if pattern.relative or not pattern.starred:
        exact = tuple(path for path in (steps,) if path in order)
        if exact or not pattern.starred:
            return exact
    return tuple(filter(fitting(steps), order))

"""The columns of a table: the questions of all versions in one order, and what stands in each cell."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

from sipforms.engine.ask.flat import flattened
from sipforms.engine.offers import ExportOptions, ExportTable
from sipforms.engine.paths import Path, dotted
from sipforms.engine.programme import Item, Kind, Question, Questionnaire, Rows
from sipforms.engine.response import Answer, Response, Scalar
from sipforms.engine.score.missing import Gap
from sipforms.engine.score.sheet import prefixes
from sipforms.plugins.formats.cells import Codes, Raw, missing_codes
from sipforms.plugins.formats.placement import merged, unlike

STAR = "*"
Gaps: TypeAlias = Mapping[tuple[type, object], Gap]


class Spot(NamedTuple):
    """What one column holds: a question, one option of a question with several answers, or the number of rows.

    ``path`` has ``*`` in place of the row inside rows.
    """

    path: Path
    option: int | str | None = None
    is_number: bool = False  # tells the option 1 from the option "1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """One response, read once: answers by path, row ids by the path of the rows, and what was not asked."""

    digest: str
    answers: Mapping[Path, Answer]
    rows: Mapping[Path, tuple[str, ...]]
    not_asked: frozenset[str]

    def hides(self, path: Path) -> bool:
        """Whether what is at the path, or anything around it, was not asked."""
        return not self.not_asked.isdisjoint(prefixes(path))


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of answers. ``asked`` is what it holds in each version that has it, by the version's digest.

    ``gaps`` are the options that are no answers, by version, ``hidden_by`` the paths that hide it when not asked.
    ``left_out`` says why the column is described but not written: ``freeText``, ``identity`` or ``audience``.
    """

    name: str
    spot: Spot
    asked: Mapping[str, Question | Rows]
    gaps: Mapping[str, Gaps]
    codes: Codes
    hidden_by: frozenset[str]
    left_out: str = ""

    def value(self, answered: Answered, row: str = "") -> Raw:
        """What this response, or one row of it, has in the column: the answer, why there is none, or nothing."""
        asked = self.asked.get(answered.digest)
        if asked is None or not answered.not_asked.isdisjoint(self.hidden_by):
            return Gap.NOT_ASKED
        path = _in_row(self.spot.path, row) if row else self.spot.path
        if row and answered.not_asked and answered.hides(path):
            return Gap.NOT_ASKED
        if isinstance(asked, Rows):
            return len(answered.rows[path]) if path in answered.rows else None
        answer = answered.answers.get(path)
        if isinstance(answer, tuple):
            return self._chosen(self.gaps[answered.digest], answer)
        return answer if answer is None else self.gaps[answered.digest].get((type(answer), answer), answer)

    def _chosen(self, gaps: Gaps, answer: tuple[Scalar, ...]) -> Raw:
        """1 for an option that was chosen and 0 for the others; a gap where only "don't know" and the like was."""
        own = (type(self.spot.option), self.spot.option)
        chosen = [(type(one), one) for one in answer]
        if own in gaps or any(one not in gaps for one in chosen):
            return int(own in chosen)
        return gaps[chosen[0]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """The answer columns of one table: those of its main file, and those of each file of rows by the rows' path."""

    main: tuple[Column, ...]
    rows: Mapping[Path, tuple[Column, ...]]
    questionnaires: Mapping[str, Questionnaire]

    def read(self, response: Response) -> Answered:
        """The response as the columns want it."""
        flat = flattened(self.questionnaires[response.digest].entries, response.answers)
        return Answered(
            digest=response.digest, answers=flat.answers, rows=flat.rows, not_asked=frozenset(response.not_asked)
        )


def layout(table: ExportTable, options: ExportOptions, taken: set[str]) -> Layout:
    """Every column of the table. ``taken`` are the names of the main file's other columns."""
    questionnaires = {one.digest: one.questionnaires[table.questionnaire] for one in table.versions}
    found = {digest: dict(_spots(questionnaire)) for digest, questionnaire in questionnaires.items()}
    order = merged(found.values())
    rows = {at: set[str]({"response_id", "row_id"}) for spot in order if (at := _rows_of(spot.path))}
    main: list[Column] = []
    inside = {at: list[Column]() for at in rows}
    for spot in order:
        at = _rows_of(spot.path)
        asked = {digest: spots[spot] for digest, spots in found.items() if spot in spots}
        column = _column(spot, asked, options, rows[at] if at else taken)
        (inside[at] if at else main).append(column)
    return Layout(
        main=tuple(main), rows={at: tuple(columns) for at, columns in inside.items()}, questionnaires=questionnaires
    )


def _column(spot: Spot, asked: Mapping[str, Question | Rows], options: ExportOptions, taken: set[str]) -> Column:
    questions = [one for one in asked.values() if isinstance(one, Question)]
    inner = spot.path[spot.path.index(STAR) + 1 :] if STAR in spot.path else spot.path
    name = dotted(inner) if spot.option is None else f"{dotted(inner)}.{spot.option}"
    told = questions or [field for rows in asked.values() if isinstance(rows, Rows) for field in _fields(rows)]
    reasons = [left_out_of(one, options) for one in told]
    left_out = next(filter(None, reasons), "") if questions or set(reasons) == {"audience"} else ""
    return Column(
        name=unlike(name, taken),
        spot=spot,
        asked=asked,
        gaps={digest: _gaps(one) for digest, one in asked.items()},
        codes=missing_codes(questions),
        hidden_by=frozenset(prefixes(spot.path)),
        left_out=left_out,
    )


def left_out_of(question: Question, options: ExportOptions) -> str:
    """Why answers to the question do not go along, or nothing when they do."""
    if question.audience and options.audience not in question.audience:
        return "audience"
    if question.sensitivity == "identity":
        return "" if options.include_identity else "identity"
    if question.is_told:
        return "" if options.include_text else "freeText"
    return ""


def _fields(rows: Rows) -> Iterator[Question]:
    return (question for item in rows.fields for question in item.questions)


def _spots(questionnaire: Questionnaire) -> Iterator[tuple[Spot, Question | Rows]]:
    """What there are columns for, in the order asked; the number of rows before what is in them."""
    for entry in questionnaire.walk():
        if isinstance(entry, Rows):
            yield Spot(entry.path), entry
            yield from _of_items(entry.fields)
        elif isinstance(entry, Item):
            yield from _of_items((entry,))


def _of_items(items: tuple[Item, ...]) -> Iterator[tuple[Spot, Question]]:
    for item in items:
        for question in item.questions:
            if question.kind is Kind.CHOICES and question.scale is not None:
                values = (option.value for option in question.scale.options)
                yield from ((Spot(question.path, one, isinstance(one, int)), question) for one in values)
            else:
                yield Spot(question.path), question


def _rows_of(path: Path) -> Path:
    return path[: path.index(STAR)] if STAR in path else ()


def _in_row(path: Path, row: str) -> Path:
    return tuple(row if step == STAR else step for step in path)


def _gaps(asked: Question | Rows) -> Gaps:
    """The options that say why there is no answer, with their type: 1 and true are different."""
    scale = asked.scale if isinstance(asked, Question) else None
    options = scale.options if scale else ()
    return {(type(one.value), one.value): Gap(one.missing) for one in options if one.missing is not None}

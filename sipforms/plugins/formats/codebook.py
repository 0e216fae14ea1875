"""The codebook: for each column of each file what was asked, what the values mean, and which versions have it.

Headings and the words of the format are English and never change; texts of the programme are in its own language.
``file`` is the ending of the file's name. ``series`` groups the versions between which the question measures the same
thing: answers on either side of ``|`` are not comparable. ``escape`` says that texts a spreadsheet would run have an
apostrophe in front. ``left_out`` says why a column is described but not written. The values of an answer that is a row
are the ids in another file: ``plan.maal.row_id``.
"""

from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import TypeAlias

from sipforms.engine.offers import ExportTable
from sipforms.engine.paths import Path, dotted
from sipforms.engine.programme import Kind, Question, Questionnaire, Rows
from sipforms.engine.score.missing import Gap
from sipforms.plugins.formats.cells import Cell, text_cell
from sipforms.plugins.formats.columns import Column
from sipforms.plugins.formats.envelope import EnvelopeColumn

HEADINGS = (
    "column", "file", "area", "question", "dimension", "option", "say", "way", "values", "missing", "escape",
    "sensitivity", "versions", "series", "left_out",
)  # fmt: skip

_APOSTROPHE = "leadingApostrophe"
_TEXTS = (Kind.TEXT, Kind.LONG_TEXT)
_FIXED = {Kind.CHOICES: "0 | 1", Kind.BOOLEAN: "0 = false | 1 = true", Kind.DATE: "YYYY-MM-DD", Kind.TIME: "HH:MM"}
Titles: TypeAlias = Mapping[Path, str]


def envelope_row(column: EnvelopeColumn, file: str) -> tuple[Cell, ...]:
    """What the codebook says about a column of the envelope."""
    return _row(
        column=column.name,
        file=file,
        way=column.way,
        values=_listed(f"{value} = {title}" if title else value for value, title in column.values),
        escape=_APOSTROPHE if column.way == "text" else "",
        sensitivity=column.sensitivity,
        left_out=column.left_out,
    )


def plain_row(name: str, file: str, way: str, sensitivity: str = "none", left_out: str = "") -> tuple[Cell, ...]:
    """What the codebook says about a column that is no question's: a row's id, a note."""
    escape = _APOSTROPHE if way == "text" else ""
    return _row(column=name, file=file, way=way, escape=escape, sensitivity=sensitivity, left_out=left_out)


def answer_rows(columns: tuple[Column, ...], file: str, table: ExportTable) -> Iterator[tuple[Cell, ...]]:
    """What the codebook says about columns of answers, in the words of the newest version that has each."""
    titles = {one.digest: _titles(one.questionnaires[table.questionnaire]) for one in table.versions}
    versions = {one.digest: one.version for one in table.versions}
    for column in columns:
        digest, asked = list(column.asked.items())[-1]
        around = asked.path if isinstance(asked, Rows) else asked.item
        yield _row(
            column=column.name,
            file=file,
            area=" > ".join(_areas(titles[digest], around)),
            missing=_missing(column),
            versions=", ".join(versions[one] for one in column.asked),
            series=_series(column, versions),
            left_out=column.left_out,
            **(_about_rows(asked) if isinstance(asked, Rows) else _about_question(column, asked, titles[digest])),
        )


def _about_rows(rows: Rows) -> dict[str, str]:
    """The column that says how many rows there are."""
    say = rows.wording.say or ""
    return {"question": rows.title, "say": say, "way": "rows", "values": "0...", "sensitivity": "none"}


def _about_question(column: Column, question: Question, titles: Titles) -> dict[str, str]:
    option = question.scale.option(column.spot.option) if question.scale else None
    return {
        "question": titles.get(question.item, question.wording.title),
        "dimension": question.wording.title if question.dimension else "",
        "option": option.title if option else "",
        "say": question.wording.say or "",
        "way": question.kind.value,
        "values": _values(column, question),
        "escape": _APOSTROPHE if question.kind in (*_TEXTS, Kind.CHOICE) else "",
        "sensitivity": question.sensitivity,
    }


def _values(column: Column, question: Question) -> str:
    if column.spot.option is not None:
        return _FIXED[Kind.CHOICES]
    if question.row_ref is not None:
        return f"{dotted(question.row_ref.to)}.row_id"
    if question.kind is Kind.CHOICE:
        return _listed(f"{value} = {title}" for value, title in _options(column).items())
    if question.kind is Kind.INTEGER:
        low, high = question.minimum, question.maximum
        return f"{'' if low is None else low}...{'' if high is None else high}"
    return _FIXED.get(question.kind, "")


def _options(column: Column) -> dict[int | str, str]:
    """Every option that is an answer in any version, by the newest title."""
    scales = [one.scale for one in column.asked.values() if isinstance(one, Question) and one.scale]
    return {option.value: option.title for scale in scales for option in scale.options if option.missing is None}


def _missing(column: Column) -> str:
    """What a cell without an answer holds; titles are those of the options behind the codes."""
    scales = [one.scale for one in column.asked.values() if isinstance(one, Question) and one.scale]
    options = [option for scale in scales for option in scale.options if option.missing is not None]
    titles = {Gap(option.missing): option.title for option in options}
    codes = (
        f"{code} = {gap.value}" + (f": {titles[gap]}" if gap in titles else "") for gap, code in column.codes.items()
    )
    return _listed(("empty = blank", *codes))


def _series(column: Column, versions: Mapping[str, str]) -> str:
    measured = [(_signature(asked), versions[digest]) for digest, asked in column.asked.items()]
    groups = (", ".join(version for _, version in group) for _, group in groupby(measured, key=lambda one: one[0]))
    return _listed(groups)


def _signature(asked: Question | Rows) -> str:
    return asked.signature if isinstance(asked, Question) else ""


def _areas(titles: Titles, path: Path) -> Iterator[str]:
    """The titles of what is around the path, outermost first; of a field, the rows' too."""
    return (titles[path[:depth]] for depth in range(1, len(path)) if path[:depth] in titles)


def _titles(questionnaire: Questionnaire) -> dict[Path, str]:
    titles = {entry.path: entry.title for entry in questionnaire.walk()}
    return titles | {item.path: item.title for rows in questionnaire.rows() for item in rows.fields}


def _listed(parts: "Iterator[str] | tuple[str, ...]") -> str:
    return " | ".join(parts)


def _row(**said: str) -> tuple[Cell, ...]:
    return tuple(text_cell(said.get(heading, "")) for heading in HEADINGS)

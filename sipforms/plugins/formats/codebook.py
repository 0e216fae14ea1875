"""The codebook: for each column of each file what was asked, what the values mean, and which versions have it.

As a table its headings and the words of the format are English and never change; texts of the programme are in its own
language. ``file`` is the ending of the file's name. ``series`` groups the versions between which the question measures
the same thing: answers on either side of ``|`` are not comparable. ``escape`` says that texts a spreadsheet would run
have an apostrophe in front. ``left_out`` says why a column is described but not written. The values of an answer that
is a row are the ids in another file: ``plan.maal.row_id``.
"""

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import Any, TypeAlias

from sipforms.engine.codebook import CodebookEntry, CodebookValue, MissingValue
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

APOSTROPHE = "leadingApostrophe"
_ESCAPED = (Kind.TEXT, Kind.LONG_TEXT, Kind.CHOICE)
_BLANK = "empty = blank"
_SPANS = {Kind.DATE: "YYYY-MM-DD", Kind.TIME: "HH:MM"}
_CHOSEN = (CodebookValue(value=0), CodebookValue(value=1))
_TRUTHS = (CodebookValue(value=0, title="false"), CodebookValue(value=1, title="true"))
Titles: TypeAlias = Mapping[Path, str]


def envelope_entry(column: EnvelopeColumn) -> CodebookEntry:
    """What the codebook says about a column of the envelope."""
    return CodebookEntry(
        column=column.name,
        way=column.way,
        values=tuple(CodebookValue(value=value, title=title) for value, title in column.values),
        escape=APOSTROPHE if column.way == "text" else "",
        sensitivity=column.sensitivity,
        left_out=column.left_out,
    )


def plain_entry(name: str, way: str, sensitivity: str = "none", left_out: str = "") -> CodebookEntry:
    """What the codebook says about a column that is no question's: a row's id, a note."""
    escape = APOSTROPHE if way == "text" else ""
    return CodebookEntry(column=name, way=way, escape=escape, sensitivity=sensitivity, left_out=left_out)


def answer_entries(columns: Iterable[Column], table: ExportTable) -> Iterator[CodebookEntry]:
    """What the codebook says about columns of answers, in the words of the newest version that has each."""
    titles = {one.digest: _titles(one.questionnaires[table.questionnaire]) for one in table.versions}
    versions = {one.digest: one.version for one in table.versions}
    for column in columns:
        digest, asked = list(column.asked.items())[-1]
        around = asked.path if isinstance(asked, Rows) else asked.item
        yield CodebookEntry(
            column=column.name,
            area=tuple(_areas(titles[digest], around)),
            missing=tuple(_missing(column)),
            has_blank=True,
            versions=tuple(versions[one] for one in column.asked),
            series=tuple(_series(column, versions)),
            left_out=column.left_out,
            **(_about_rows(asked) if isinstance(asked, Rows) else _about_question(column, asked, titles[digest])),
        )


def codebook_row(entry: CodebookEntry, file: str) -> tuple[Cell, ...]:
    """The entry as a row of a text file, in which no cell runs in a spreadsheet."""
    return tuple(map(text_cell, codebook_texts(entry, file)))


def codebook_texts(entry: CodebookEntry, file: str) -> tuple[str, ...]:
    """The entry as a row of the codebook's table, under ``HEADINGS``; ``file`` is where the column is."""
    values = _listed(f"{one.value} = {one.title}" if one.title else str(one.value) for one in entry.values)
    blank = (_BLANK,) if entry.has_blank else ()
    codes = (f"{one.code} = {one.gap.value}" + (f": {one.title}" if one.title else "") for one in entry.missing)
    return (
        entry.column, file, " > ".join(entry.area),
        entry.question, entry.dimension, entry.option, entry.say, entry.way, values or entry.span,
        _listed((*blank, *codes)), entry.escape, entry.sensitivity, ", ".join(entry.versions),
        _listed(", ".join(versions) for versions in entry.series), entry.left_out,
    )  # fmt: skip


def _about_rows(rows: Rows) -> dict[str, Any]:
    """The column that says how many rows there are."""
    return {"question": rows.title, "say": rows.wording.say or "", "way": "rows", "span": "0..."}


def _about_question(column: Column, question: Question, titles: Titles) -> dict[str, Any]:
    option = question.scale.option(column.spot.option) if question.scale else None
    values = tuple(_values(column, question))
    return {
        "question": titles.get(question.item, question.wording.title),
        "dimension": question.wording.title if question.dimension else "",
        "option": option.title if option else "",
        "say": question.wording.say or "",
        "way": question.kind.value,
        "values": values,
        "span": "" if values else _span(question),
        "escape": APOSTROPHE if question.kind in _ESCAPED else "",
        "sensitivity": question.sensitivity,
    }


def _values(column: Column, question: Question) -> Iterable[CodebookValue]:
    if column.spot.option is not None:
        return _CHOSEN
    if question.kind is Kind.BOOLEAN:
        return _TRUTHS
    if question.kind is not Kind.CHOICE:
        return ()
    return (CodebookValue(value=value, title=title) for value, title in _options(column).items())


def _span(question: Question) -> str:
    if question.row_ref is not None:
        return f"{dotted(question.row_ref.to)}.row_id"
    if question.kind is Kind.INTEGER:
        low, high = question.minimum, question.maximum
        return f"{'' if low is None else low}...{'' if high is None else high}"
    return _SPANS.get(question.kind, "")


def _options(column: Column) -> dict[int | str, str]:
    """Every option that is an answer in any version, by the newest title."""
    scales = [one.scale for one in column.asked.values() if isinstance(one, Question) and one.scale]
    return {option.value: option.title for scale in scales for option in scale.options if option.missing is None}


def _missing(column: Column) -> Iterator[MissingValue]:
    """What stands there without an answer; titles are those of the options behind the codes."""
    scales = [one.scale for one in column.asked.values() if isinstance(one, Question) and one.scale]
    options = [option for scale in scales for option in scale.options if option.missing is not None]
    titles = {Gap(option.missing): option.title for option in options}
    return (MissingValue(code=code, gap=gap, title=titles.get(gap, "")) for gap, code in column.codes.items())


def _series(column: Column, versions: Mapping[str, str]) -> Iterator[tuple[str, ...]]:
    measured = [(_signature(asked), versions[digest]) for digest, asked in column.asked.items()]
    return (tuple(version for _, version in group) for _, group in groupby(measured, key=lambda one: one[0]))


def _signature(asked: Question | Rows) -> str:
    return asked.signature if isinstance(asked, Question) else ""


def _areas(titles: Titles, path: Path) -> Iterator[str]:
    """The titles of what is around the path, outermost first; of a field, the rows' too."""
    return (titles[path[:depth]] for depth in range(1, len(path)) if path[:depth] in titles)


def _titles(questionnaire: Questionnaire) -> dict[Path, str]:
    titles = {entry.path: entry.title for entry in questionnaire.walk()}
    return titles | {item.path: item.title for rows in questionnaire.rows() for item in rows.fields}


def _listed(parts: Iterable[str]) -> str:
    return " | ".join(parts)

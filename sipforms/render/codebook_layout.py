"""A codebook as it is read: what is answered on the same scale names the scale, which is told once at the top."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from string import ascii_uppercase
from typing import TypeAlias

from sipforms.engine.codebook import CodebookEntry, CodebookTable
from sipforms.render.codebook_words import (
    break_words,
    column_words,
    left_out_words,
    missing_words,
    values_words,
    way_words,
)
from sipforms.render.language import _
from sipforms.render.plain import plain

_OFTEN = 3
"""A scale that so many questions share is told once."""

_Key: TypeAlias = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedScale:
    """Answers that several questions share, under the name that these call them by."""

    name: str
    values: str
    missing: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One question: its column, or several where each option has one, and what is told of them, line by line.

    ``columns`` are names of columns, each with the option it is about, empty where it is about the whole question.
    """

    columns: tuple[tuple[str, str], ...]
    question: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Questions of one area in one file, or what is said of the response itself."""

    heading: str
    questions: tuple[Told, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TablePage:
    """The codebook of one table."""

    title: str
    about: str
    scales: tuple[SharedScale, ...]
    parts: tuple[Part, ...]


def table_page(table: CodebookTable) -> TablePage:
    """How the table's codebook is read."""
    shared = _shared(table.entries)
    return TablePage(
        title=plain(f"{table.programme_title}: {table.title}"),
        about=_about(table),
        scales=tuple(shared.values()),
        parts=tuple(_parts(table.entries, shared)),
    )


def _about(table: CodebookTable) -> str:
    said = _("Responses to {questionnaire} in {programme}, made with version {versions} of it.")
    return plain(
        said.format(questionnaire=table.questionnaire, programme=table.programme, versions=", ".join(table.versions))
    )


def _key(entry: CodebookEntry) -> _Key:
    return values_words(entry), missing_words(entry)


def _shared(entries: Iterable[CodebookEntry]) -> dict[_Key, SharedScale]:
    """The scales that are told once, by what they say; named by letters in the order in which they come."""
    counted = Counter(_key(one) for one in entries if one.way == "choice")
    often = [key for key, count in counted.items() if count >= _OFTEN]
    names = (_letters(number) for number in range(len(often)))
    return {
        key: SharedScale(name=_("Scale {letter}").format(letter=letter), values=key[0], missing=key[1])
        for key, letter in zip(often, names, strict=True)
    }


def _letters(number: int) -> str:
    """A, B, ... Z, AA, AB, ..."""
    first, last = divmod(number, len(ascii_uppercase))
    return (_letters(first - 1) if first else "") + ascii_uppercase[last]


def _parts(entries: Iterable[CodebookEntry], shared: dict[_Key, SharedScale]) -> Iterator[Part]:
    every = list(entries)
    own = [one for one in every if not one.versions and not one.file]
    yield Part(heading=_("About the response itself"), questions=tuple(_questions(own, shared)))
    asked = (one for one in every if one.versions or one.file)
    for (file, area), several in groupby(asked, key=lambda one: (one.file, one.area)):
        yield Part(heading=_heading(file, area), questions=tuple(_questions(several, shared)))


def _heading(file: str, area: tuple[str, ...]) -> str:
    titled = plain(" > ".join(area))
    if file and titled:
        return _("{area} (in the table {table})").format(area=titled, table=plain(file))
    if file:
        return _("In the table {table}").format(table=plain(file))
    return titled or _("Outside the areas")


def _questions(entries: Iterable[CodebookEntry], shared: dict[_Key, SharedScale]) -> Iterator[Told]:
    for (way, question, _column), group in groupby(entries, key=_together):
        several = list(group)
        first = several[0]
        options = way == "choices"
        asked = question if options else ": ".join(filter(None, (question, first.dimension, first.option)))
        yield Told(
            columns=tuple((plain(one.column), plain(one.option) if options else "") for one in several),
            question=plain(asked) if first.versions else column_words(first),
            lines=tuple(filter(None, _lines(first, shared))),
        )


def _together(entry: CodebookEntry) -> tuple[str, str, str]:
    """What the columns of one question with several answers have in common, and no other two columns."""
    return entry.way, entry.question, "" if entry.way == "choices" else entry.column


def _lines(entry: CodebookEntry, shared: dict[_Key, SharedScale]) -> Iterator[str]:
    if entry.say and entry.say != entry.question:
        yield _("Read aloud: {text}").format(text=plain(entry.say))
    scale = shared.get(_key(entry)) if entry.way == "choice" else None
    if scale is not None:
        yield _("Answer: {way}").format(way=scale.name)
    else:
        values, missing = _key(entry)
        way = way_words(entry)
        yield (
            (_("Answer: {way}: {values}").format(way=way, values=values))
            if values
            else _("Answer: {way}").format(way=way)
        )
        yield _("Without an answer: {codes}").format(codes=missing) if missing else ""
    yield break_words(entry)
    yield left_out_words(entry) if entry.left_out else ""

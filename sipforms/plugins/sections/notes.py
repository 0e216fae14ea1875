"""The section ``notes``: what staff wrote beside answers, and the reasons they gave for answers that looked odd."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Literal

from sipforms.engine.compare.answer_change import AnswerChange, answer_changes
from sipforms.engine.hookspecs import hookimpl
from sipforms.engine.offers import ReportSection
from sipforms.engine.paths import Path, parsed
from sipforms.engine.report import SectionInput


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """One note beside a question, or a reason given where a check asked for one. ``title`` is what it is about."""

    kind: Literal["note", "reason"]
    path: Path
    area: str
    title: str
    text: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Notes:
    """The notes of the newest round in the order asked, then the reasons.

    A note stands here only where everybody who reads the report may see answers to all that it is written beside.
    """

    notes: tuple[Note, ...]


def notes(given: SectionInput) -> Notes:
    """The notes and reasons of the newest round."""
    newest = given.now.response
    every = answer_changes(newest, newest, given.programmes)
    return Notes(notes=(*_notes(given, every), *_reasons(given, every)))


def _notes(given: SectionInput, every: tuple[AnswerChange, ...]) -> Iterator[Note]:
    order = {one.path: place for place, one in enumerate(every)}
    written = [(parsed(path), text) for path, text in given.now.response.notes.items()]
    for path, text in sorted(written, key=lambda one: order.get(one[0], len(order))):
        beside = _at(every, path)
        if beside and _may_show(given, beside):
            yield Note(kind="note", path=path, area=given.area_of(path), title=beside[0].title, text=text)


def _reasons(given: SectionInput, every: tuple[AnswerChange, ...]) -> Iterator[Note]:
    checks = {one.id: one for one in given.programme.questionnaires[given.series.questionnaire].checks}
    for key, text in given.now.response.reasons.items():
        name, _sign, row = key.partition("@")
        check = checks.get(name)
        path = parsed(row) if row else check.path if check is not None else ()
        beside = _at(every, path) or every
        if _may_show(given, beside):
            yield Note(
                kind="reason",
                path=path,
                area=given.area_of(path) if path else "",
                title=name if check is None else check.message,
                text=text,
            )


def _at(every: tuple[AnswerChange, ...], path: Path) -> tuple[AnswerChange, ...]:
    return tuple(one for one in every if one.path[: len(path)] == path)


def _may_show(given: SectionInput, beside: tuple[AnswerChange, ...]) -> bool:
    return all(given.may_show(each) for one in beside for each in (one.question, *one.named_by))


@hookimpl
def report_sections() -> Iterable[ReportSection]:
    yield ReportSection(name="notes", build=notes)

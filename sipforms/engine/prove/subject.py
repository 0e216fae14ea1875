"""One questionnaire made ready for proofs: its variables and the reader of its conditions."""

from collections.abc import Iterable, Iterator

from sipforms.engine.ask.places import Places, places_in
from sipforms.engine.condition import Condition
from sipforms.engine.paths import Path
from sipforms.engine.programme import Area, Entry, Programme, Question, Questionnaire, Rows
from sipforms.engine.prove.reader import Reader
from sipforms.engine.prove.search import Budget
from sipforms.engine.prove.variables import Variables, circumstances, thresholds_of


def reader_of(
    programme: Programme,
    questionnaire: Questionnaire,
    budget: Budget,
    places: Places | None = None,
    further: Iterable[tuple[Condition, Path | None]] = (),
) -> Reader:
    """The reader of a questionnaire. ``further`` are conditions that stand nowhere among its questions and checks."""
    if places is None:
        places = places_in(questionnaire.entries, (check.condition for check in questionnaire.checks))
    stated = {id(condition): (condition, rows) for condition, rows in (*_stated(questionnaire), *further)}
    variables = Variables(
        places=places,
        circumstances=circumstances(programme, questionnaire),
        parameters={one.id: one for one in programme.parameters},
        thresholds=thresholds_of(stated.values(), places),
        budget=budget,
    )
    return Reader(variables, dict(_groups(questionnaire.entries)), budget)


def _stated(questionnaire: Questionnaire) -> Iterator[tuple[Condition, Path | None]]:
    """Every condition of the questionnaire, with the rows it stands in."""
    for entry in questionnaire.walk():
        if isinstance(entry, Rows):
            yield from _of_asked(entry, None)
            yield from ((check.condition, entry.path) for check in entry.checks)
            for question in (one for item in entry.fields for one in item.questions):
                yield from _of_asked(question, entry.path)
        elif not isinstance(entry, Area):
            for question in entry.questions:
                yield from _of_asked(question, None)
    yield from ((check.condition, None) for check in questionnaire.checks)


def _of_asked(asked: Question | Rows, rows: Path | None) -> Iterator[tuple[Condition, Path | None]]:
    yield from ((one, rows) for one in (*asked.visible_if, *asked.locked_if))
    if asked.required_if is not None:
        yield asked.required_if, rows


def _groups(entries: Iterable[Entry]) -> Iterator[tuple[Path, tuple[tuple[str, ...], tuple[str, ...]]]]:
    for entry in entries:
        if entry.only or entry.without:
            yield entry.path, (entry.only, entry.without)
        if isinstance(entry, Area):
            yield from _groups(entry.entries)
        elif isinstance(entry, Rows):
            yield from _groups(entry.fields)

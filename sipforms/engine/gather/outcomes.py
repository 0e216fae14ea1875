"""Outcomes: an indicator as one kind of informant answered it, and the scored rounds that it is read from."""

from collections.abc import Iterable, Iterator
from typing import TypeAlias

from sipforms.engine.compare.history import Series, Versions, history_by
from sipforms.engine.gather.moving import Move
from sipforms.engine.gather.stay import Stay
from sipforms.engine.gather.table import Outcome
from sipforms.engine.programme import Indicator, Programme

Courses: TypeAlias = dict[tuple[str, str], tuple[Series, ...]]
"""The series of a stay and questionnaire: scored once for all sections of a report."""


def series_of(stay: Stay, asked: Iterable[str], courses: Courses, compiled: Versions) -> Iterator[Series]:
    """The series of the questionnaires in the stay, scored once whoever asks."""
    for questionnaire in dict.fromkeys(asked):
        key = stay.episode.id, questionnaire
        if key not in courses:
            courses[key] = history_by(compiled, stay.to(questionnaire)).series
        yield from courses[key]


def outcome_of(programme: Programme, indicator: Indicator, informant: str | None, move: Move | None) -> Outcome:
    """The outcome; its range and what is better come from a move in it, where there is one."""
    return Outcome(
        indicator=indicator.id,
        title=indicator.title,
        informant=informant,
        informant_title=programme.informants.get(informant or "", ""),
        range=move.range if move else None,
        higher=move.higher if move else None,
        least=indicator.change.least if indicator.change else None,
    )

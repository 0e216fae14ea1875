"""Which questionnaires are due and overdue, for one citizen, for everybody, and for the facility itself."""

from dataclasses import dataclass
from datetime import date

from sipforms.actions.people import People
from sipforms.actions.workplace import Workplace
from sipforms.engine.people import Episode
from sipforms.engine.schedule import Due, due
from sipforms.store.casefile import CaseFile


@dataclass(frozen=True, slots=True, kw_only=True)
class DueForm:
    """Something due, of whom and in which stay; without a stay it is the facility's own, under ``programme``."""

    file: CaseFile
    episode: Episode | None
    programme: str
    due: Due


def due_of_citizen(workplace: Workplace, file: CaseFile, today: date) -> tuple[DueForm, ...]:
    """What is due of one citizen, most urgent first: in stays that last, and what discharge asks for in the others."""
    found: list[DueForm] = []
    for episode in file.episodes:
        programme = workplace.programmes.by_id.get(episode.programme)
        if programme is None:
            continue
        mine = [one for one in file.responses if one.episode == episode.id]
        found.extend(
            DueForm(file=file, episode=episode, programme=programme.id, due=one)
            for one in due(programme, episode, mine, today)
        )
    return _sorted(found)


def due_of_facility(workplace: Workplace, file: CaseFile, today: date) -> tuple[DueForm, ...]:
    """What the facility itself has to answer about its setting."""
    found: list[DueForm] = []
    for programme in workplace.programmes.by_id.values():
        mine = [one for one in file.responses if one.programme == programme.id]
        found.extend(
            DueForm(file=file, episode=None, programme=programme.id, due=one)
            for one in due(programme, None, mine, today)
        )
    return _sorted(found)


def due_of_everybody(workplace: Workplace, everybody: People, today: date) -> tuple[DueForm, ...]:
    """What is due of all citizens, most urgent first."""
    return _sorted([one for file in everybody.files for one in due_of_citizen(workplace, file, today)])


def _sorted(found: list[DueForm]) -> tuple[DueForm, ...]:
    return tuple(sorted(found, key=lambda one: (one.due.deadline, one.file.id, one.due.questionnaire)))

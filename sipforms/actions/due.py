"""Which questionnaires are due and overdue, for one citizen, for everybody, and for the facility itself."""

from dataclasses import dataclass
from datetime import date, timedelta

from sipforms.actions.people import People
from sipforms.actions.workplace import Workplace
from sipforms.engine.people import Episode
from sipforms.engine.schedule import Due, due
from sipforms.store.casefile import CaseFile

A_YEAR = 365  # days


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


def in_use(everybody: People, today: date) -> frozenset[str]:
    """The ids of the programmes that somebody has a stay under, or had within the last year.

    A shelf holds programmes for other kinds of facilities too; nothing is due under those.
    """
    since = today - timedelta(days=A_YEAR)
    stays = (stay for file in everybody.files for stay in file.episodes)
    return frozenset(stay.programme for stay in stays if stay.discharge is None or stay.discharge >= since)


def due_of_facility(workplace: Workplace, file: CaseFile, everybody: People, today: date) -> tuple[DueForm, ...]:
    """What the facility itself has to answer about its setting, under each programme that is in use."""
    found: list[DueForm] = []
    used = in_use(everybody, today)
    for programme in (one for id_ in sorted(used) if (one := workplace.programmes.by_id.get(id_))):
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

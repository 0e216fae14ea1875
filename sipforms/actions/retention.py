"""How long answers are kept: what has been decided, and which case files have outlived it.

A case file is proposed for erasing when every stay in it has ended, and everything in it is older than its programme's
answers are kept. Nothing is ever erased by itself: a person looks at what is proposed, and confirms.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from sipforms.actions.people import people
from sipforms.actions.workplace import Workplace
from sipforms.engine.points import later
from sipforms.store.access.roles import Right
from sipforms.store.access.session import Session
from sipforms.store.casefile import CaseFile
from sipforms.store.failures import SignInNeeded


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlived:
    """A case file that may go: since ``since`` nothing in it is to be kept any longer; its last day was ``last``."""

    file: CaseFile = field(repr=False)
    last: date
    since: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Sweep:
    """What is proposed, the longest outlived first, and the programmes that hold others back: nobody has decided."""

    outlived: tuple[Outlived, ...]
    undecided: tuple[str, ...]
    """Ids of programmes with no time, in case files that would otherwise be judged."""
    unreadable: int
    """Case files that are damaged, and so cannot be judged."""


def sweep(workplace: Workplace) -> Sweep:
    """Looks through all case files that the user may open. Raises NotAllowed, SignInNeeded, StoreUnavailable."""
    session = _session(workplace)
    session.require(Right.ERASE)
    retention, today = session.refresh().retention, workplace.now().date()
    everybody = people(workplace)
    ended = [(file, last_days(file)) for file in everybody.files if is_ended(file, today)]
    undecided = {id_ for _file, days in ended for id_ in days if id_ not in retention}
    outlived = (_outlived(file, days, retention) for file, days in ended if days and not undecided & set(days))
    return Sweep(
        outlived=tuple(sorted((one for one in outlived if one.since <= today), key=lambda one: one.since)),
        undecided=tuple(sorted(undecided)),
        unreadable=len(everybody.unreadable),
    )


def is_ended(file: CaseFile, today: date) -> bool:
    """Whether there was a stay or a response, and no stay lasts or is to come."""
    stays = all(one.discharge is not None and one.discharge <= today for one in file.episodes)
    return bool(file.episodes or file.responses or file.uncounted) and stays


def last_days(file: CaseFile) -> Mapping[str, date]:
    """The last day of each programme in the case file: of a stay's end, or of answers, whichever is later."""
    days: dict[str, date] = {}
    for programme, day in _days(file):
        days[programme] = max(day, days.get(programme, day))
    return days


def _days(file: CaseFile) -> Iterator[tuple[str, date]]:
    for stay in file.episodes:
        yield stay.programme, stay.discharge or stay.admission
    for response in (*file.responses, *file.uncounted):
        yield response.programme, response.answered_on


def _outlived(file: CaseFile, days: Mapping[str, date], retention: Mapping[str, int]) -> Outlived:
    since = max(later(day, f"P{retention[programme]}M") for programme, day in days.items())
    return Outlived(file=file, last=max(days.values()), since=since)


def _session(workplace: Workplace) -> Session:
    if workplace.session is None:
        raise SignInNeeded("times for keeping belong to a store with users")
    return workplace.session

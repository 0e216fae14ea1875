"""Gathering stays from the store for figures about a group: of one programme, for a period, in a unit."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from sipforms.actions.workplace import Workplace, programme_with
from sipforms.engine.gather.stay import Stay
from sipforms.engine.newest import in_time
from sipforms.engine.people import Episode
from sipforms.engine.programme import Programme
from sipforms.engine.response import Response
from sipforms.store.access.roles import Right
from sipforms.store.casefile import CaseFile, case_files
from sipforms.store.failures import NoSuchBundle, StoreDamaged
from sipforms.store.protocol import CaseId

Tell = Callable[[int, int], None]
"""Told how many of how many case files are read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """Which stays: under one programme, in a period whose ends may be open, in one unit or all."""

    programme: str
    begins: date | None = None
    ends: date | None = None
    unit: str | None = None

    def holds(self, day: date | None) -> bool:
        """Whether a stay of that day belongs to the period; one without a day belongs to no period with an end."""
        if self.begins is None and self.ends is None:
            return True
        return day is not None and (self.begins or date.min) <= day <= (self.ends or date.max)


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """The stays in scope, and the programmes that their answers were made with.

    ``every`` are all stays under the programme, in scope or not. ``units`` are those that any of them has; ``homeless``
    counts the answers of the stays in scope whose version of the programme is lost, ``unreadable`` are damaged case
    files.
    """

    stays: tuple[Stay, ...]
    programmes: dict[str, Programme]
    every: tuple[Stay, ...] = ()
    units: tuple[str, ...] = ()
    homeless: int = 0
    unreadable: tuple[CaseId, ...] = ()


def gather(workplace: Workplace, scope: Scope, tell: Tell = lambda _done, _total: None) -> Gathered:
    """Read every case file once, and keep the stays in scope. Raises NotAllowed, StoreUnavailable."""
    workplace.require(Right.GROUP_REPORT)
    unreadable: list[CaseId] = []
    every = [
        _stay(file, episode)
        for file in _files(workplace, unreadable, tell)
        for episode in file.episodes
        if episode.programme == scope.programme
    ]
    stays = [one for one in every if scope.unit in (None, one.episode.unit) and scope.holds(one.day)]
    programmes = _programmes(workplace, every)
    homeless = sum(one.digest not in programmes for stay in stays for one in (*stay.responses, *stay.earlier))
    return Gathered(
        stays=tuple(stays),
        programmes=programmes,
        every=tuple(every),
        units=tuple(sorted({one.episode.unit for one in every} - {""})),
        homeless=homeless,
        unreadable=tuple(unreadable),
    )


def _files(workplace: Workplace, unreadable: list[CaseId], tell: Tell) -> Iterator[CaseFile]:
    cases = workplace.store.list_cases()
    for done, (case, file) in enumerate(case_files(workplace.store, cases, "group-report"), 1):
        if isinstance(file, CaseFile):
            yield file
        else:
            unreadable.append(case)
        tell(done, len(cases))


def _stay(file: CaseFile, episode: Episode) -> Stay:
    mine = sorted((one for one in file.responses if one.programme == episode.programme), key=in_time)
    here = tuple(one for one in mine if _is_of(one, episode))
    earlier = tuple(one for one in mine if not _is_of(one, episode) and one.answered_on <= episode.admission)
    return Stay(person=file.id, episode=episode, responses=here, earlier=earlier)


def _is_of(response: Response, episode: Episode) -> bool:
    """Whether an answer belongs to the stay: as it says, or by its day where it says nothing."""
    if response.episode is not None:
        return response.episode == episode.id
    return episode.admission <= response.answered_on <= (episode.discharge or date.max)


def _programmes(workplace: Workplace, stays: list[Stay]) -> dict[str, Programme]:
    """The versions that answers were made with and that are at hand, by digest."""
    found: dict[str, Programme] = {}
    for digest in {one.digest for stay in stays for one in (*stay.responses, *stay.earlier)}:
        try:
            found[digest] = programme_with(workplace, digest)
        except (NoSuchBundle, StoreDamaged):
            continue
    return found

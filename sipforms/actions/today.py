"""What waits at the facility today: forms that are due, drafts to go on with, and what was handed in lately.

Everybody's case files are read for it. At a large facility, or over a slow network, that takes a while: it is read bit
by bit, and what has been read so far can be worked with.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from sipforms.actions.due import DueForm, due_of_citizen, due_of_facility
from sipforms.actions.fill import OpenDraft, open_drafts
from sipforms.actions.offering import Begin, begun_of
from sipforms.actions.people import InOrder, People, by_code, current_stay, in_order
from sipforms.actions.workplace import Workplace
from sipforms.engine.response import Response
from sipforms.engine.schedule import Urgency
from sipforms.store.access.roles import Right
from sipforms.store.casefile import CaseFile, case_files, open_case
from sipforms.store.failures import SignInNeeded, StoreError, StoreUnavailable
from sipforms.store.lease import Watch
from sipforms.store.protocol import CaseId

LATELY = timedelta(days=30)
"""For how long what was handed in is shown."""
A_WHILE = 0.3
"""Seconds after which what has been read so far is given out."""
TOLD = frozenset({Urgency.OVERDUE, Urgency.DUE, Urgency.SOON})


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """One form that waits about one citizen (or the facility): due, begun, or both."""

    file: CaseFile
    due: DueForm | None = None
    draft: OpenDraft | None = None
    is_mine: bool = False
    """Whether whoever looks answers for this citizen, or has written in the draft."""
    open_by: str = ""
    """The initials of a colleague who shows that the draft is open there."""

    @property
    def deadline(self) -> date:
        """The last day; what has none comes last."""
        return self.due.due.deadline if self.due else date.max

    @property
    def is_late(self) -> bool:
        """Whether it should have been answered already."""
        return self.due is not None and self.due.due.urgency is Urgency.OVERDUE


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedIn:
    """A response that was handed in lately, and about whom."""

    file: CaseFile
    response: Response


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """Everybody as far as they have been read: ``read`` of ``total`` case files.

    ``waiting`` holds what is due, what will be within two weeks, and every draft, the most urgent first. ``coming`` is
    what falls due later. ``handed_in`` is the newest first. ``next`` is the most urgent form of each by case id, and
    ``mine`` are the case files of those whom whoever looks answers for.
    """

    everybody: People = field(default_factory=lambda: People(files=()))
    waiting: tuple[Waiting, ...] = ()
    coming: tuple[DueForm, ...] = ()
    handed_in: tuple[HandedIn, ...] = ()
    next: Mapping[CaseId, DueForm] = field(default_factory=dict)
    mine: frozenset[CaseId] = frozenset()
    read: int = 0
    total: int = 0
    at: datetime | None = None

    @property
    def is_whole(self) -> bool:
        """Whether everybody has been read."""
        return self.read >= self.total and self.at is not None

    def file(self, case: CaseId) -> CaseFile | None:
        """The case file of a citizen who has been read."""
        return next((one for one in self.everybody.files if one.id == case), None)


def look_over(workplace: Workplace, ticking: Callable[[], float], watch: Watch) -> Iterator[Overview]:
    """What has been read so far, about every third of a second by ``ticking``, and at last the whole.

    ``watch`` knows which colleagues' programs live, and is the same each time.
    Raises NotAllowed for whoever may not read case files, SignInNeeded for somebody who left meanwhile, and
    StoreUnavailable; what was given out before still stands.
    """
    workplace.require(Right.READ_CASES)
    cases = workplace.store.list_cases()
    drafted = {one.header.case for one in workplace.store.list_drafts().drafts}
    here, given = _Here(workplace=workplace, watch=watch, drafted=drafted), ticking()
    for number, (case, file) in enumerate(case_files(workplace.store, cases, "citizens"), 1):
        here.take(case, file)
        if ticking() - given >= A_WHILE:
            yield here.overview(number, len(cases), None)
            given = ticking()
    here.take_facility()
    yield here.overview(len(cases), len(cases), workplace.now())


def looked_again(workplace: Workplace, before: Overview, case: CaseId, watch: Watch) -> Overview:
    """The same with one case file read anew, which was worked with meanwhile. Raises StoreError."""
    here = _Here(workplace=workplace, watch=watch, drafted={case})
    file = _opened(workplace, case)
    others = [one for one in before.everybody.files if one.id != case]
    if file is not None and file.revision:
        here.take(case, file)
    alone = here.overview(0, 0, before.at)
    return replace(
        before,
        everybody=replace(before.everybody, files=by_code([*others, *alone.everybody.files])),
        waiting=_sorted([one for one in before.waiting if one.file.id != case], alone.waiting),
        coming=_in_time([one for one in before.coming if one.file.id != case], alone.coming),
        handed_in=_newest_first([one for one in before.handed_in if one.file.id != case], alone.handed_in),
        next={**{id_: one for id_, one in before.next.items() if id_ != case}, **alone.next},
        mine=(before.mine - {case}) | alone.mine,
    )


@dataclass(slots=True, kw_only=True)
class _Here:
    """What is gathered while case files are read."""

    workplace: Workplace
    watch: Watch
    drafted: set[CaseId]
    files: list[CaseFile] = field(default_factory=list)
    unreadable: list[CaseId] = field(default_factory=list)
    waiting: list[Waiting] = field(default_factory=list)
    coming: list[DueForm] = field(default_factory=list)
    handed_in: list[HandedIn] = field(default_factory=list)
    next: dict[CaseId, DueForm] = field(default_factory=dict)
    mine: set[CaseId] = field(default_factory=set)

    @property
    def today(self) -> date:
        return self.workplace.now().date()

    def take(self, case: CaseId, file: CaseFile | StoreError) -> None:
        """One more case file, or why it cannot be read."""
        if not isinstance(file, CaseFile):
            self.unreadable.append(case)
        elif file.citizen is not None:
            self.files.append(file)
            self._take(file, due_of_citizen(self.workplace, file, self.today))

    def take_facility(self) -> None:
        """The facility's own case file, once everybody is known; left out where it is not for this user."""
        file = _opened(self.workplace, self.workplace.store.facts.facility)
        if file is None:
            return
        everybody = People(files=tuple(self.files))
        self._take(file, due_of_facility(self.workplace, file, everybody, self.today))

    def _take(self, file: CaseFile, due: tuple[DueForm, ...]) -> None:
        is_mine = answers_for(self.workplace, file)
        if is_mine:
            self.mine.add(file.id)
        if due:
            self.next[file.id] = due[0]
        drafts = self._drafts(file) if file.id in self.drafted else ()
        self.waiting += (self._with_lease(one) for one in _waiting(self.workplace, file, due, drafts, is_mine=is_mine))
        self.coming += [one for one in due if one.due.urgency not in TOLD]
        since = self.workplace.now() - LATELY
        self.handed_in += [HandedIn(file=file, response=one) for one in file.responses if one.handed_in_at >= since]

    def _drafts(self, file: CaseFile) -> tuple[OpenDraft, ...]:
        """Its drafts; none where one cannot be read, of which the citizen's own page says why."""
        try:
            return open_drafts(self.workplace, file)
        except (StoreUnavailable, SignInNeeded):
            raise
        except StoreError:
            return ()

    def _with_lease(self, one: Waiting) -> Waiting:
        """With who has the draft open, as far as that program still lives."""
        if one.draft is None:
            return one
        living = self.watch.living(self.workplace.store.leases(one.draft.id))
        return replace(one, open_by=living[0].by or living[0].workstation) if living else one

    def overview(self, read: int, total: int, at: datetime | None) -> Overview:
        """What there is so far, in order."""
        return Overview(
            everybody=People(files=by_code(self.files), unreadable=tuple(self.unreadable)),
            waiting=_sorted(self.waiting),
            coming=_in_time(self.coming),
            handed_in=_newest_first(self.handed_in),
            next=dict(self.next),
            mine=frozenset(self.mine),
            read=read,
            total=total,
            at=at,
        )


def _opened(workplace: Workplace, case: CaseId) -> CaseFile | None:
    """The case file; nothing where it is erased, not for this user, or cannot be read."""
    try:
        return open_case(workplace.store, case)
    except (StoreUnavailable, SignInNeeded):
        raise
    except StoreError:
        return None


def _waiting(
    workplace: Workplace, file: CaseFile, due: tuple[DueForm, ...], drafts: tuple[OpenDraft, ...], *, is_mine: bool
) -> Iterator[Waiting]:
    """What is due, each with its draft; then the drafts of what is not due."""
    left = list(drafts)
    for one in due:
        begun = begun_of(workplace.programmes.by_id[one.programme], begin_of(one), left)
        draft = begun[-1] if begun else None
        left = [other for other in left if other not in begun]  # copies of it stand on the citizen's page
        if draft is not None or one.due.urgency in TOLD:
            yield Waiting(file=file, due=one, draft=draft, is_mine=is_mine or (draft is not None and draft.is_mine))
    for draft in left:
        yield Waiting(file=file, draft=draft, is_mine=is_mine or draft.is_mine)


def begin_of(one: DueForm) -> Begin:
    """What is begun of something that is due."""
    return Begin(programme=one.programme, main=one.due.main, episode=one.episode, informant=one.due.informant)


def answers_for(workplace: Workplace, file: CaseFile) -> bool:
    """Whether whoever is signed in is written down, by initials or name, as answering in the stay that lasts."""
    session, stay = workplace.session, current_stay(file, workplace.now().date())
    if stay is None or not workplace.user:
        return False
    known = {workplace.user.casefold()}
    user = None if session is None else session.register.user_named(workplace.user)
    if user is not None and user.title:
        known.add(user.title.casefold())
    return any(who.strip().casefold() in known for who in stay.informants.values())


def _sorted(*parts: Iterable[Waiting]) -> tuple[Waiting, ...]:
    return tuple(sorted((one for part in parts for one in part), key=_urgency))


def _urgency(one: Waiting) -> tuple[date, InOrder, str, str]:
    what = one.due.due.questionnaire if one.due else one.draft.header.questionnaire if one.draft else ""
    code = one.file.citizen.code if one.file.citizen else ""
    return one.deadline, in_order(code), one.file.id, what


def _in_time(*parts: Iterable[DueForm]) -> tuple[DueForm, ...]:
    return tuple(sorted((one for part in parts for one in part), key=lambda one: (one.due.opens, one.file.id)))


def _newest_first(*parts: Iterable[HandedIn]) -> tuple[HandedIn, ...]:
    every = (one for part in parts for one in part)
    return tuple(sorted(every, key=lambda one: (one.response.handed_in_at, one.response.id), reverse=True))

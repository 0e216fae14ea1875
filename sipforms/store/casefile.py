"""A case file: all that is kept about one citizen, or about the facility itself, and what can be done to it.

Every function that writes is a command. When a colleague saved in between, the command is applied again to what stands
there now: two different responses merge by themselves, and what cannot be merged comes back as a value for a person to
decide.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from sipforms.engine.people import Citizen, Episode
from sipforms.engine.response import Response
from sipforms.engine.versions import extends, has_arrived, left_behind, versions_of
from sipforms.store.documents import CaseDocuments, SaveConflict
from sipforms.store.failures import (
    Erased,
    NoAccess,
    NoKey,
    Reason,
    SignInNeeded,
    StoreDamaged,
    StoreError,
    StoreUnavailable,
    UnknownFormat,
)
from sipforms.store.protocol import (
    CaseData,
    CaseId,
    CaseStore,
    Conflict,
    Damage,
    DraftId,
    DraftList,
    Loaded,
    required_id,
)
from sipforms.store.written import (
    citizen_document,
    episode_document,
    read_citizen,
    read_episode,
    read_response,
    response_document,
)

CITIZEN, EPISODES, RESPONSES = "citizen", "episodes", "responses"
_ATTEMPTS = 1000
_Outcome = TypeVar("_Outcome")


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFile:
    """A case file as it stood at ``revision``; the facility's own has no citizen. Responses in the order of keeping.

    ``responses`` are those that count, each in its newest version. ``uncounted`` are those that were withdrawn, and the
    traces of those that were moved to another case file: they can be read, and are no rounds. ``under_way`` are the
    ids of those whose move away a crash interrupted.
    """

    id: CaseId
    revision: int
    citizen: Citizen | None = None
    episodes: tuple[Episode, ...] = ()
    responses: tuple[Response, ...] = ()
    uncounted: tuple[Response, ...] = ()
    under_way: tuple[str, ...] = ()
    damage: tuple[Damage, ...] = ()

    def response(self, key: str) -> Response | None:
        """The response with that id, whether it counts or not."""
        return next((one for one in (*self.responses, *self.uncounted) if one.id == key), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseExists:
    """Nothing was made: there is a case file under this citizen's id."""

    file: CaseFile


@dataclass(frozen=True, slots=True, kw_only=True)
class ResponseExists:
    """Nothing was kept: another response stands under the same id. A person looks at both and chooses."""

    kept: Response
    file: CaseFile


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedMeanwhile:
    """Nothing was kept: a colleague changed the same citizen or stay since it was shown here."""

    file: CaseFile


def open_case(store: CaseStore, case: CaseId) -> CaseFile:
    """The case file as it stands; revision 0 and empty when nothing was kept in it yet."""
    return _settled(store, _case_file(case, store.load(case)))


def case_files(
    store: CaseStore, cases: Sequence[CaseId] | None, criterion: str
) -> Iterator[tuple[CaseId, CaseFile | StoreError]]:
    """Many case files, or all that there are for the user; one that cannot be read comes with what is wrong with it.

    The facility's own only where its id is given. ``criterion`` says what they are looked through for. Raises
    StoreUnavailable and SignInNeeded, which are not about one case file.
    """
    for case, loaded in store.load_many(cases, criterion):
        yield case, _read_case(store, case, loaded)


def _read_case(store: CaseStore, case: CaseId, loaded: Loaded | StoreError) -> CaseFile | StoreError:
    if isinstance(loaded, StoreUnavailable | SignInNeeded):
        raise loaded
    if isinstance(loaded, StoreError):
        return loaded
    try:
        return _settled(store, _case_file(case, loaded))
    except (StoreDamaged, UnknownFormat) as fault:
        return fault


def open_facility(store: CaseStore) -> CaseFile:
    """The facility's own case file."""
    return open_case(store, store.facts.facility)


def new_case(store: CaseStore, citizen: Citizen) -> CaseFile | CaseExists:
    """Makes the case file of a new citizen, under the citizen's id."""
    case = required_id(citizen.id)

    def command(documents: CaseDocuments) -> CaseFile | CaseExists:
        file = case_file(case, documents)
        if file.revision and file.citizen != citizen:
            return CaseExists(file=file)
        documents.named(CITIZEN).put(citizen.id, citizen_document(citizen))
        return case_file(case, documents)

    return insisting(store, case, command)


def keep_whole_case(
    store: CaseStore,
    case: CaseId,
    citizen: Citizen | None,
    episodes: Sequence[Episode],
    responses: Sequence[Response],
) -> None:
    """Makes a case file with everything in it at once, as one revision; for stores that are made, not worked in.

    Raises ValueError when there is anything under the id already.
    """
    tables = {
        CITIZEN: {} if citizen is None else {citizen.id: citizen_document(citizen)},
        EPISODES: {one.id: episode_document(one) for one in episodes},
        RESPONSES: {one.id: response_document(one) for one in responses},
    }
    data = {name: documents for name, documents in tables.items() if documents}
    if isinstance(store.save(required_id(case), 0, data), Conflict):
        raise ValueError("there is a case file under this id already")  # noqa: TRY004 - no type is wrong


def keep_response(store: CaseStore, case: CaseId, response: Response) -> CaseFile | ResponseExists:
    """Keeps a response; the same one twice is kept once, and so is one that was corrected or withdrawn meanwhile."""
    document = response_document(response)

    def command(documents: CaseDocuments) -> CaseFile | ResponseExists:
        found = documents.named(RESPONSES).fetch(response.id)
        kept = None if found is None else read_response(found)
        if kept is not None and not (extends(response, kept) or extends(kept, response)):
            return ResponseExists(kept=kept, file=case_file(case, documents))
        # One that stands there already is written again: it may have been seen before it was safe from a power cut.
        is_known = kept is not None and not extends(response, kept)
        documents.named(RESPONSES).put(response.id, found if is_known and found is not None else document)
        return case_file(case, documents)

    return insisting(store, case, command)


def case_file(case: CaseId, documents: CaseDocuments) -> CaseFile:
    """The case file as a command sees it, or has just left it."""
    return _case_file(case, documents.loaded())


def put_citizen(store: CaseStore, seen: CaseFile, citizen: Citizen) -> CaseFile | ChangedMeanwhile:
    """Changes the citizen, if it is still as it was ``seen``."""

    def command(documents: CaseDocuments) -> CaseFile | ChangedMeanwhile:
        file = case_file(seen.id, documents)
        if file.citizen not in (seen.citizen, citizen):
            return ChangedMeanwhile(file=file)
        documents.named(CITIZEN).put(citizen.id, citizen_document(citizen))
        return case_file(seen.id, documents)

    return insisting(store, seen.id, command)


def put_episode(store: CaseStore, seen: CaseFile, episode: Episode) -> CaseFile | ChangedMeanwhile:
    """Adds or changes a stay, if it is still as it was ``seen``."""

    def command(documents: CaseDocuments) -> CaseFile | ChangedMeanwhile:
        file = case_file(seen.id, documents)
        if _episode(file, episode.id) not in (_episode(seen, episode.id), episode):
            return ChangedMeanwhile(file=file)
        documents.named(EPISODES).put(episode.id, episode_document(episode))
        return case_file(seen.id, documents)

    return insisting(store, seen.id, command)


def finish_draft(store: CaseStore, draft: DraftId, case: CaseId, response: Response) -> CaseFile | ResponseExists:
    """Keeps the response that came of a draft, and only then discards the draft.

    The response must carry the draft's id (ValueError): after a crash between the two steps that is how the draft is
    known to be done with.
    """
    if response.id != draft:
        raise ValueError("a response carries the id of the draft it came of")
    outcome = keep_response(store, case, response)
    if isinstance(outcome, CaseFile):
        store.discard_draft(draft)
    return outcome


def unfinished_drafts(store: CaseStore, file: CaseFile) -> DraftList:
    """The drafts of a case file whose response is not kept yet; those that are done with are discarded."""
    done = set(_done(file))
    found = store.list_drafts(file.id)
    for draft in found.drafts:
        if draft.id in done:
            store.discard_draft(draft.id)
    return DraftList(drafts=tuple(draft for draft in found.drafts if draft.id not in done), damage=found.damage)


def _done(file: CaseFile) -> Iterator[DraftId]:
    """The drafts that have become a response or a correction of one, withdrawn and moved ones too."""
    for response in (*file.responses, *file.uncounted):
        yield response.id
        yield from (one.correction.draft for one in versions_of(response) if one.correction is not None)


def insisting(
    store: CaseStore, case: CaseId, command: Callable[[CaseDocuments], _Outcome], *, forgetting: bool = False
) -> _Outcome:
    """What the command comes to, applied again to what stands there whenever somebody else saved in between.

    ``forgetting``: what it saves leaves no older generation behind.
    """
    for _ in range(_ATTEMPTS):
        try:
            return command(CaseDocuments(store, case, forgetting=forgetting))
        except SaveConflict:
            continue  # for every conflict somebody else did get through, so this ends
    raise StoreUnavailable(reason=Reason.BUSY, doing="saving a case file")


def _episode(file: CaseFile, key: str) -> Episode | None:
    return next((episode for episode in file.episodes if episode.id == key), None)


def _case_file(case: CaseId, loaded: Loaded) -> CaseFile:
    responses = tuple(map(read_response, loaded.data.get(RESPONSES, {}).values()))
    return CaseFile(
        id=case,
        revision=loaded.revision,
        citizen=_citizen(loaded.data),
        episodes=tuple(map(read_episode, loaded.data.get(EPISODES, {}).values())),
        responses=tuple(one for one in responses if one.counts),
        uncounted=tuple(one for one in responses if not one.counts),
        under_way=tuple(one.id for one in responses if one.is_move_under_way),
        damage=loaded.damage,
    )


def _settled(store: CaseStore, file: CaseFile) -> CaseFile:
    """The case file with every response in one place only: one on its way counts where it has arrived, else here.

    There is one on its way only after a crash, until the move is finished.
    """
    gone = [one for one in file.responses if one.is_moving and _has_arrived(store, one)]
    if not gone:
        return file
    here = tuple(one for one in file.responses if one not in gone)
    return replace(file, responses=here, uncounted=(*file.uncounted, *map(left_behind, gone)))


def _has_arrived(store: CaseStore, moving: Response) -> bool:
    """Whether the other case file has it. Where that one cannot be opened it goes on being seen here."""
    try:
        there = store.load(moving.trace[-1].case).data.get(RESPONSES, {}).get(moving.id)
        return has_arrived(moving, None if there is None else read_response(there))
    except (NoAccess, NoKey, Erased, StoreDamaged, UnknownFormat):
        return False


def _citizen(data: CaseData) -> Citizen | None:
    return next(map(read_citizen, data.get(CITIZEN, {}).values()), None)

"""A response that was given for the wrong citizen moves to the right one's case file, and is in one place all the time.

Two case files cannot be saved in one step. First it is marked here as on its way and goes on counting here; then it is
taken in there, with all of its versions, and counts there from that moment; then only the trace stays here, without an
answer; then the older generations here, which hold the answers, are removed; and last the trace says that it is gone.
Whoever opens the case file in between looks whether it has arrived
(``casefile.open_case``), and ``finish_moves`` does what a crash left undone.
"""

from dataclasses import replace

from sipforms.engine.response import Deed, Mark, Response
from sipforms.engine.versions import arriving, can_be_taken_in, erasing, gone, has_arrived, left_behind, marked
from sipforms.store.amending import ResponseChanged, amend, is_open
from sipforms.store.casefile import RESPONSES, CaseFile, insisting, open_case
from sipforms.store.documents import CaseDocuments
from sipforms.store.failures import Erased
from sipforms.store.protocol import CaseId, CaseStore, required_id
from sipforms.store.written import read_response, response_document


def move_response(store: CaseStore, case: CaseId, seen: Response, mark: Mark) -> CaseFile | ResponseChanged:
    """Moves the response to the case file that the mark names, with a reason; the case file that it comes from.

    The mark also names the stay there. When StoreUnavailable or another failure is raised the response counts in one
    of the two, and the move is finished when it is asked for again.
    """
    required_id(mark.case)
    if mark.deed is not Deed.MOVING or mark.number != seen.number or mark.case == case or not mark.reason.strip():
        raise ValueError("a move is to another case file and says why")
    begun = amend(store, case, seen, lambda kept: marked(kept, mark) if is_open(kept) else None)
    return finish_moves(store, begun) if isinstance(begun, CaseFile) else begun


def erase_response(store: CaseStore, case: CaseId, seen: Response, mark: Mark) -> CaseFile | ResponseChanged:
    """Erases the answers of a response for good, with a reason; that it was there stays.

    Erasing goes the last steps of a move: first nothing but the trace is left, then older generations go, then the
    trace says so. Where it is interrupted ``finish_moves`` goes on.
    """
    if mark.deed is not Deed.ERASING or mark.number != seen.number or not mark.reason.strip():
        raise ValueError("erasing says why")
    begun = amend(store, case, seen, lambda kept: None if kept.is_moved or kept.is_moving else erasing(kept, mark))
    return finish_moves(store, begun) if isinstance(begun, CaseFile) else begun


def finish_moves(store: CaseStore, file: CaseFile) -> CaseFile:
    """Finishes every move out of the case file, and every erasing in it, that a crash interrupted; how it then stands.

    Costs nothing where there is none. Raises NoAccess where the other case file is not for this user.
    """
    for key in file.under_way:
        _finish(store, file.id, key)
    return open_case(store, file.id) if file.under_way else file


def _finish(store: CaseStore, case: CaseId, key: str) -> None:
    kept = _kept(store, case, key)
    if kept is not None and kept.is_moving:
        try:
            is_there = _take_in(store, case, kept)
        except Erased:
            is_there = False
        if is_there is not None:
            _put(store, case, kept, left_behind(kept) if is_there else _given_up(kept))
        kept = _kept(store, case, key)
    if kept is not None and kept.is_move_under_way and not kept.is_moving:
        # Only when no older generation holds an answer any more may the trace say that it is gone.
        _put(store, case, kept, kept, forgetting=True)
        _put(store, case, kept, gone(kept))


def _kept(store: CaseStore, case: CaseId, key: str) -> Response | None:
    found = store.load(case).data.get(RESPONSES, {}).get(key)
    return None if found is None else read_response(found)


def _take_in(store: CaseStore, case: CaseId, moving: Response) -> bool | None:
    """Puts the response into the other case file: whether it is there then, or nothing when the move is done already.

    The other case file is looked at before this one: as long as the response is on its way here, nobody can have taken
    it out again there.
    """
    other = moving.trace[-1].case

    def command(documents: CaseDocuments) -> bool | None:
        found = documents.named(RESPONSES).fetch(moving.id)
        there = None if found is None else read_response(found)
        if has_arrived(moving, there):
            return True
        if _kept(store, case, moving.id) != moving:
            return None
        if not can_be_taken_in(moving, there):
            return False
        documents.named(RESPONSES).put(moving.id, response_document(arriving(moving, case)))
        return True

    return insisting(store, other, command)


def _given_up(moving: Response) -> Response:
    """The response where it could not be taken in: it stays, and says so."""
    return marked(moving, replace(moving.trace[-1], deed=Deed.MOVE_GIVEN_UP))


def _put(store: CaseStore, case: CaseId, kept: Response, after: Response, *, forgetting: bool = False) -> None:
    """Puts ``after`` in the place of what is ``kept``; somebody else may have done so already."""

    def command(documents: CaseDocuments) -> None:
        found = documents.named(RESPONSES).fetch(kept.id)
        if found is not None and read_response(found) == kept:
            documents.named(RESPONSES).put(kept.id, response_document(after))

    insisting(store, case, command, forgetting=forgetting)

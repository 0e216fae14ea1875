"""Commands on a response that is kept: corrected, signed, unlocked, withdrawn, counted again.

Each of them is about what its user has ``seen``. When a colleague did something with the same response since then,
nothing is changed and both come back for a person to look at; what was done with other responses stands in nobody's
way. Nothing is ever taken out: a new version stands in front of the one before, and a mark behind the marks before it.
"""

from collections.abc import Callable
from dataclasses import dataclass

from sipforms.engine.response import Deed, Mark, Response
from sipforms.engine.versions import extends, in_front_of, marked
from sipforms.store.casefile import RESPONSES, CaseFile, case_file, insisting
from sipforms.store.documents import CaseDocuments
from sipforms.store.protocol import CaseId, CaseStore
from sipforms.store.written import read_response, response_document


@dataclass(frozen=True, slots=True, kw_only=True)
class ResponseChanged:
    """Nothing was changed: a colleague did something with the same response since it was seen.

    ``kept`` is how it stands now; nothing where it stands in this case file no longer.
    """

    kept: Response | None
    file: CaseFile


def correct_response(store: CaseStore, case: CaseId, seen: Response, version: Response) -> CaseFile | ResponseChanged:
    """Keeps ``version`` as the next version of the response; the one before stays behind it.

    It must say why, by whom and when it was corrected (ValueError). A signed, withdrawn or moved response is not
    corrected: it has changed since a correction of it was begun.
    """
    if version.id != seen.id or version.correction is None or not version.correction.reason.strip():
        raise ValueError("a correction is of the same response and says why it is made")

    def corrected(kept: Response) -> Response | None:
        return in_front_of(kept, version) if is_open(kept) else None

    return amend(store, case, seen, corrected)


def sign_response(store: CaseStore, case: CaseId, seen: Response, mark: Mark) -> CaseFile | ResponseChanged:
    """Signs and by that locks the newest version."""
    return _mark(store, case, seen, mark, Deed.SIGNED, is_open)


def unlock_response(store: CaseStore, case: CaseId, seen: Response, mark: Mark) -> CaseFile | ResponseChanged:
    """Takes the signature away, with a reason (ValueError without)."""
    return _mark(store, case, seen, mark, Deed.UNLOCKED, lambda kept: kept.is_signed and kept.counts)


def withdraw_response(store: CaseStore, case: CaseId, seen: Response, mark: Mark) -> CaseFile | ResponseChanged:
    """Lets the response count no longer, with a reason (ValueError without); it can still be read."""
    return _mark(store, case, seen, mark, Deed.WITHDRAWN, is_open)


def reinstate_response(store: CaseStore, case: CaseId, seen: Response, mark: Mark) -> CaseFile | ResponseChanged:
    """Lets a withdrawn response count again, with a reason (ValueError without)."""
    return _mark(store, case, seen, mark, Deed.REINSTATED, lambda kept: kept.is_withdrawn and not kept.is_moved)


def is_open(kept: Response) -> bool:
    """Whether anything but unlocking may be done with the response: it counts here, is not signed, not on its way."""
    return kept.counts and not kept.is_signed and not kept.is_moving


def amend(
    store: CaseStore, case: CaseId, seen: Response, change: Callable[[Response], Response | None]
) -> CaseFile | ResponseChanged:
    """Puts ``change`` of the response in its place; the same change again is no other.

    ``change`` gives nothing where it cannot be done with what is kept.
    """
    wanted = change(seen)

    def command(documents: CaseDocuments) -> CaseFile | ResponseChanged:
        found = documents.named(RESPONSES).fetch(seen.id)
        kept = None if found is None else read_response(found)
        is_done = kept is not None and wanted is not None and extends(kept, wanted)
        if kept is None or wanted is None or not (kept == seen or is_done):
            return ResponseChanged(kept=kept, file=case_file(case, documents))
        # What is done already is written again: it may have been seen before it was safe from a power cut.
        documents.named(RESPONSES).put(seen.id, response_document(kept if is_done else wanted))
        return case_file(case, documents)

    return insisting(store, case, command)


def _mark(
    store: CaseStore,
    case: CaseId,
    seen: Response,
    mark: Mark,
    deed: Deed,
    may_be_done: Callable[[Response], bool],
) -> CaseFile | ResponseChanged:
    needs_reason = deed is not Deed.SIGNED
    if mark.deed is not deed or mark.number != seen.number or (needs_reason and not mark.reason.strip()):
        raise ValueError(f"this is no mark of a response that is {deed}")
    return amend(store, case, seen, lambda kept: marked(kept, mark) if may_be_done(kept) else None)

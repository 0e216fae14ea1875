"""Removing a case file for good, and finishing that where it was interrupted.

The order is what makes it safe: first the ledger, which is what counts from then on; then the keys, without which what
is left can be read by nobody; then drafts, generations and what was set aside. Whoever is saving at the same moment
looks into the ledger after publishing, and takes back what came too late.
"""

from datetime import date

from sipforms.store.drafts import DraftFolder
from sipforms.store.failures import NoKey, StoreDamaged
from sipforms.store.protection import Seals
from sipforms.store.protocol import CaseId, Erasure, required_id
from sipforms.store.revisions import RevisionFolder


def refuse_if_not_allowed(seals: Seals, case: CaseId) -> None:
    """Raises NoAccess when the case file is not for this user; one whose keys are gone may be erased."""
    try:
        seals.of(required_id(case))
    except (NoKey, StoreDamaged):
        return


def remove_all(case: CaseId, day: date, *, seals: Seals, drafts: DraftFolder, revisions: RevisionFolder) -> Erasure:
    """Removes everything under an id that stands in the ledger, however much is left of it.

    Raises OSError, and can then be done again.
    """
    seals.forget(case)
    return Erasure(
        case=case,
        day=day,
        drafts=drafts.discard_all(case),
        generations=revisions.forget_all(),
        set_aside=revisions.forget_set_aside(),
    )


def has_leftovers(erasure: Erasure) -> bool:
    """Whether anything was found to remove."""
    return bool(erasure.generations or erasure.drafts or erasure.set_aside)

"""Looking after the store of a workplace: who may, and told to the access log before it is done."""

from pathlib import Path

from sipforms.actions.workplace import Workplace
from sipforms.store.access.roles import Right
from sipforms.store.care.backing_up import BackedUp, NotCopied, back_up
from sipforms.store.care.copying import Means, Tell
from sipforms.store.care.verifying import VerifiedStore, verify_store
from sipforms.store.files import FileStore
from sipforms.store.uses import Action, Subject, Use


class KeptElsewhere(Exception):
    """The store is a plug-in's, and copying and checking it is the plug-in's own business."""


def backed_up(workplace: Workplace, into: Path, tell: Tell) -> BackedUp | NotCopied:
    """Copies the store into a new folder. Raises NotAllowed, KeptElsewhere, StoreUnavailable."""
    workplace.require(Right.BACKUP)
    folder = folder_of(workplace)
    return back_up(folder, into, witness=workplace.witness, now=workplace.now(), means=Means(tell=tell))


def verified(workplace: Workplace, tell: Tell) -> VerifiedStore:
    """Looks at every file of the store, and opens what the user may open. Raises KeptElsewhere, StoreUnavailable."""
    folder = folder_of(workplace)
    workplace.witness.tell(Use(action=Action.VERIFY, subject=Subject.STORE))
    return verify_store(folder, workplace.session, Means(tell=tell))


def folder_of(workplace: Workplace) -> Path:
    """Where the store is. Raises KeptElsewhere."""
    if not isinstance(workplace.store, FileStore):
        raise KeptElsewhere
    return workplace.store.folder

"""A key for what is kept about groups, in a store whose register is from before there was one."""

from datetime import datetime

from sipforms.store.access.changes.making import Telling, changed
from sipforms.store.access.changes.refusals import Refusal
from sipforms.store.access.register import Register
from sipforms.store.access.roles import Right
from sipforms.store.access.session import Session
from sipforms.store.uses import Witness


def add_group_key(session: Session, *, now: datetime, witness: Witness) -> Register | Refusal:
    """The register with the key; every change settles who has which. Raises NotAllowed, SignInNeeded."""
    telling = Telling(what="add-group-key", now=now, witness=witness)
    return changed(session, Right.SETTINGS, lambda register: register, telling)

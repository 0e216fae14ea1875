"""What is kept about groups, for those who may make reports about them; the key for it is made where there is none."""

from collections.abc import Mapping

from sipforms.actions.workplace import Workplace
from sipforms.engine.response import Json
from sipforms.store.access.changes import add_group_key
from sipforms.store.access.roles import Right
from sipforms.store.group_records import GroupKind, GroupRecords


def keep_group_record(workplace: Workplace, kind: GroupKind, content: Mapping[str, Json]) -> str:
    """Keeps a record; its id. Raises NotAllowed, StoreUnavailable.

    Also NoKey, where the store is from before there was a key and this user may not change the register: somebody who
    may (a leader) does this, or anything else about users and units, once.
    """
    workplace.require(Right.GROUP_REPORT)
    session = workplace.session
    if session is not None and session.register.groups is None and session.may(Right.SETTINGS):
        add_group_key(session, now=workplace.now(), witness=workplace.witness)
    return workplace.store.keep_group_record(kind, content)


def group_records(workplace: Workplace, kind: GroupKind) -> GroupRecords:
    """All records of a kind that this user can read. Raises NotAllowed, StoreUnavailable."""
    workplace.require(Right.GROUP_REPORT)
    return workplace.store.group_records(kind)

"""What is kept about groups in a protected store: for whom, and in stores from before there was a key for it."""

from dataclasses import replace
from pathlib import Path

import pytest

from sipforms.actions.audits import audits, decide
from sipforms.actions.group_records import group_records, keep_group_record
from sipforms.actions.workplace import Workplace
from sipforms.engine.audit import Topic
from sipforms.render.said import fault_said
from sipforms.store.access import changes
from sipforms.store.access.founding import NewUser
from sipforms.store.access.register import User
from sipforms.store.access.roles import Role
from sipforms.store.failures import NoGroupKey, NoKey, NotAllowed
from sipforms.store.group_records import GroupKind
from tests.signed_in import entered, founded

WORDS = "seks grønne både sejler"
TOPIC = Topic(programme="voksen", place="", area="livskvalitet.relationer", title="Relationer")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    founded(tmp_path / "store")
    return tmp_path / "store"


def joined(leader: Workplace, name: str, role: Role) -> None:
    assert leader.session is not None
    new = NewUser(name=name, roles=(role,), passphrase=WORDS)
    made = changes.add_user(
        leader.session, new, [leader.session.home_unit], now=leader.now(), witness=leader.witness
    )  # fmt: skip
    assert isinstance(made, User)


def test_another_leader_reads_what_was_decided_before_he_came_and_staff_do_not(folder: Path) -> None:
    with entered(folder) as leader:
        decide(leader, TOPIC, "Følgeskab til klubben")
        joined(leader, "LI", Role.LEADER)
        joined(leader, "BO", Role.STAFF)
    with entered(folder, "LI", WORDS) as other:
        (found,) = audits(other, "voksen", "").decisions
        assert (found.text, found.by) == ("Følgeskab til klubben", "AB")
    with entered(folder, "BO", WORDS) as staff:
        for attempt in (lambda: audits(staff, "voksen", ""), lambda: decide(staff, TOPIC, "x")):
            with pytest.raises(NotAllowed):
                attempt()


def test_a_store_from_before_gets_its_key_from_a_leader(folder: Path) -> None:
    with entered(folder) as leader:
        joined(leader, "SE", Role.SECRETARIAT)
        session = leader.session
        assert session is not None
        root = session.keyring.root
        assert root is not None
        base = session.refresh()
        session.folders.register.save(base, replace(base, groups=None), root)
    with entered(folder, "SE", WORDS) as secretariat:
        assert group_records(secretariat, GroupKind.AUDIT).records == ()
        with pytest.raises(NoGroupKey) as refused:
            keep_group_record(secretariat, GroupKind.RELEASED, {})
        assert fault_said(refused.value) != fault_said(NoKey(what="case", which=""))
    with entered(folder) as leader:
        keep_group_record(leader, GroupKind.RELEASED, {"cells": 5})
    with entered(folder, "SE", WORDS) as secretariat:
        (found,) = group_records(secretariat, GroupKind.RELEASED).records
        assert found.content == {"cells": 5}

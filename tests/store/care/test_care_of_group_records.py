"""What is kept about groups is copied, brought back, looked at and protected with everything else."""

from pathlib import Path

from sipforms.store.care.backing_up import BackedUp, back_up
from sipforms.store.care.flaws import Flaw
from sipforms.store.care.protecting import ProtectedStore, protect
from sipforms.store.care.restoring import Request, Restored, restore
from sipforms.store.care.verifying import verify_store
from sipforms.store.group_records import GroupKind
from sipforms.store.opening import create_store, open_store
from sipforms.store.uses import Unwitnessed
from tests.signed_in import founded
from tests.store.care.protected import opened, signed_in, wish
from tests.store.samples import NOW

SAID = {"text": "Følgeskab til klubben"}


def test_a_protected_store_comes_back_with_its_decisions_and_its_released_reports(tmp_path: Path) -> None:
    founded(tmp_path / "store")
    store, _ = opened(tmp_path / "store")
    audit = store.keep_group_record(GroupKind.AUDIT, SAID)
    store.keep_group_record(GroupKind.RELEASED, {"cells": []})
    store.close()
    assert isinstance(back_up(tmp_path / "store", tmp_path / "copy", witness=Unwitnessed(), now=NOW), BackedUp)
    assert isinstance(restore(Request(backup=tmp_path / "copy", into=tmp_path / "new")), Restored)
    back, _ = opened(tmp_path / "new")
    assert [(one.id, one.content) for one in back.group_records(GroupKind.AUDIT).records] == [(audit, SAID)]
    assert len(back.group_records(GroupKind.RELEASED).records) == 1
    back.close()
    looker = signed_in(tmp_path / "new")
    assert verify_store(tmp_path / "new", looker).flaws == ()
    (tmp_path / "new" / "groups" / "audit" / f"{audit}.sfg").write_bytes(b"x")
    assert [one.flaw for one in verify_store(tmp_path / "new").flaws] == [Flaw.DAMAGED]
    assert [one.flaw for one in verify_store(tmp_path / "new", looker).flaws] == [Flaw.DAMAGED]


def test_a_store_that_is_protected_afterwards_keeps_them_sealed(tmp_path: Path) -> None:
    create_store(tmp_path / "old", purpose="demo", created=NOW)
    old = open_store(tmp_path / "old")
    old.keep_group_record(GroupKind.AUDIT, SAID)
    old.close()
    assert verify_store(tmp_path / "old").flaws == ()
    assert isinstance(protect(wish(tmp_path / "old", tmp_path / "new")), ProtectedStore)
    new, _ = opened(tmp_path / "new")
    (found,) = new.group_records(GroupKind.AUDIT).records
    assert (found.content, bool(found.by)) == (SAID, True)
    assert all(b"klub" not in one.read_bytes() for one in (tmp_path / "new").rglob("*.sfg"))

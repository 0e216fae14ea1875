"""What is kept about groups in a folder: sealed for those it is for, signed, and nothing else is taken for it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from sipforms.store.care.flaws import Flaw
from sipforms.store.care.verifying import verify_store
from sipforms.store.failures import NoKey, SignInNeeded, StoreUnavailable
from sipforms.store.files import FileStore
from sipforms.store.group_records import GroupKind
from sipforms.store.opening import create_store, open_store
from sipforms.store.uses import Action, Subject
from tests.store.samples import NOW
from tests.store.sealed import ANNA, BENT, CARL, FACTS, Told, World, new_world, sealed_store

SECRET = "Følgeskab til klubben"


def a_record(store: FileStore) -> str:
    return store.keep_group_record(GroupKind.AUDIT, {"text": SECRET})


def file_of(folder: Path, record: str) -> Path:
    return folder / "groups" / "audit" / f"{record}.sfg"


@pytest.fixture(scope="module")
def world() -> World:
    return new_world()


def test_nothing_of_it_can_be_read_from_the_disk_and_a_colleague_with_the_right_reads_it(
    world: World, tmp_path: Path
) -> None:
    record = a_record(sealed_store(tmp_path / "s", world, ANNA))
    assert b"klub" not in file_of(tmp_path / "s", record).read_bytes()
    (found,) = sealed_store(tmp_path / "s", world, BENT).group_records(GroupKind.AUDIT).records
    assert (found.id, found.content, found.by) == (record, {"text": SECRET}, ANNA)


def test_whoever_has_not_the_right_has_not_the_key_and_is_told_only_that_it_is_there(
    world: World, tmp_path: Path
) -> None:
    record = a_record(sealed_store(tmp_path / "s", world, ANNA))
    found = sealed_store(tmp_path / "s", world, CARL).group_records(GroupKind.AUDIT)
    assert (found.records, found.closed, found.damaged) == ((), (record,), ())


def _cut(content: bytes) -> bytes:
    return content[:-1]


def _changed(content: bytes) -> bytes:
    return content[:-9] + bytes([content[-9] ^ 1]) + content[-8:]


@pytest.mark.parametrize("harm", [_cut, _changed, lambda _content: b"", lambda content: content + b"x"])
def test_a_record_that_is_not_what_was_written_is_named_and_the_others_are_read(
    world: World, tmp_path: Path, harm: Callable[[bytes], bytes]
) -> None:
    store = sealed_store(tmp_path / "s", world)
    bad, good = a_record(store), a_record(store)
    path = file_of(tmp_path / "s", bad)
    path.write_bytes(harm(path.read_bytes()))
    found = store.group_records(GroupKind.AUDIT)
    assert (found.damaged, [one.id for one in found.records]) == ((bad,), [good])
    flawed = [(one.flaw, one.path) for one in verify_store(tmp_path / "s").flaws if "groups" in one.path]
    assert flawed == [(Flaw.DAMAGED, f"groups/audit/{bad}.sfg")]


def test_a_record_moved_to_another_name_or_kind_or_store_is_none(world: World, tmp_path: Path) -> None:
    store = sealed_store(tmp_path / "s", world)
    record = a_record(store)
    content = file_of(tmp_path / "s", record).read_bytes()
    file_of(tmp_path / "s", "d" * 32).write_bytes(content)
    (tmp_path / "s" / "groups" / "released").mkdir()
    (tmp_path / "s" / "groups" / "released" / f"{record}.sfg").write_bytes(content)
    assert store.group_records(GroupKind.AUDIT).damaged == ("d" * 32,)
    assert store.group_records(GroupKind.RELEASED).damaged == (record,)


def test_an_open_record_put_into_a_protected_store_is_not_believed(world: World, tmp_path: Path) -> None:
    create_store(tmp_path / "open", purpose="demo", created=NOW)
    record = a_record(open_store(tmp_path / "open"))
    store = sealed_store(tmp_path / "s", world)
    a_record(store)
    file_of(tmp_path / "s", record).write_bytes(file_of(tmp_path / "open", record).read_bytes())
    assert store.group_records(GroupKind.AUDIT).damaged == (record,)


def test_the_log_is_told_before_anything_is_written_or_read(world: World, tmp_path: Path) -> None:
    sealed_store(tmp_path / "s", world)
    told, ring = Told(), world.keyring()
    store = FileStore(
        folder=tmp_path / "s", facts=FACTS, disk=sealed_store(tmp_path / "s", world)._disk, new_id=lambda: "e" * 32,
        seals=world.case_keys(tmp_path / "s", ring), witness=told,
    )  # fmt: skip
    told.is_full = True
    for attempt in (a_record, lambda one: one.group_records(GroupKind.AUDIT)):
        with pytest.raises(StoreUnavailable):
            attempt(store)
    assert not (tmp_path / "s" / "groups").exists()
    told.is_full = False
    a_record(store)
    store.group_records(GroupKind.AUDIT)
    store.forget_group_record(GroupKind.AUDIT, "e" * 32)
    assert [(one.action, one.subject, one.criterion) for one in told.uses] == [
        (Action.ADD, Subject.GROUP, "audit"),
        (Action.READ, Subject.GROUP, "audit"),
        (Action.DELETE, Subject.GROUP, "audit"),
    ]
    ring.empty()
    with pytest.raises(SignInNeeded):
        a_record(store)


def test_a_register_from_before_there_was_a_key_says_so(world: World, tmp_path: Path) -> None:
    old = new_world()
    old.change()
    object.__setattr__(old.register, "groups", None)
    with pytest.raises(NoKey):
        a_record(sealed_store(tmp_path / "s", old))

"""What is erased is gone: every generation, draft, key and what was set aside, and it does not come back."""

import errno
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from sipforms.store.failures import Erased, NoAccess, StoreUnavailable
from sipforms.store.files import FileStore
from sipforms.store.filesystem import LocalFilesystem
from sipforms.store.ledger import ErasedCase, ErasureLedger
from sipforms.store.opening import open_store
from sipforms.store.protocol import CaseStore, Erasure, Saved, fresh_id
from tests.store.conftest import FILE_KINDS, UNLOGGED, FileKind
from tests.store.samples import CASE, NOW, entry, header, some_data
from tests.store.sealed import CARL, Opener, new_world, sealed_store
from tests.store.test_many_writers import Meddling
from tests.store.watched import FailingOs, watch

DAY = NOW.date()
OTHER = "a" * 32
MARK = "kanariefugl"


def filled(store: CaseStore, case: str = CASE) -> str:
    """Four saves, a draft, and in a folder a damaged generation that was set aside."""
    for number in range(4):
        store.save(case, number, some_data(MARK + str(number)))
    draft = store.begin_draft(header(case))
    store.append(draft, entry(0, MARK))
    if isinstance(store, FileStore):
        path = store.folder / "cases" / case[:2] / case / "r00000003.sfc"
        path.write_bytes(path.read_bytes() + b"?")
        (store.folder / "cases" / case[:2] / case / "r00000004.sfc").write_bytes(b"rubbish")
        store.load(case)
    return draft


def traces(folder: Path, case: str = CASE) -> list[str]:
    """Files under the case's name, anywhere but in the ledger and the log."""
    names = [str(path.relative_to(folder)) for path in folder.rglob("*")]
    return [name for name in names if case in name and not name.startswith(("erased", "log"))]


def test_an_erased_case_is_gone_for_good(store: CaseStore) -> None:
    draft, kept = filled(store), filled(store, OTHER)
    before = store.load(OTHER)
    erasure = store.erase(CASE, DAY)
    assert (erasure.case, erasure.day, erasure.drafts) == (CASE, DAY, 1)
    assert erasure.generations >= 3
    assert store.list_cases() == (OTHER,)
    assert [found.id for found in store.list_drafts().drafts] == [kept]
    actions: tuple[Callable[[], object], ...] = (
        lambda: store.load(CASE),
        lambda: store.save(CASE, 4, some_data(5)),
        lambda: store.save(CASE, 0, some_data(5)),
        lambda: store.begin_draft(header()),
    )
    for action in actions:
        with pytest.raises(Erased) as caught:
            action()
        assert caught.value.case == CASE
    assert list(store.load_many([CASE], "all")) == []
    assert store.erase(CASE, DAY + timedelta(days=9)) == Erasure(case=CASE, day=DAY + timedelta(days=9))
    store.discard_draft(draft)
    assert store.load(OTHER) == before


def test_nothing_of_it_is_left_on_the_disk(kind: FileKind, files: FileStore) -> None:
    filled(files)
    filled(files, OTHER)
    erasure = files.erase(CASE, DAY)
    assert (erasure.generations, erasure.drafts, erasure.set_aside) == (3, 1, 2)
    assert traces(files.folder) == []
    assert files.finish_erasures() == ()
    assert traces(files.folder, OTHER) != []
    again = kind.open(files.folder)
    assert again.list_cases() == (OTHER,)


def test_what_is_erased_is_found_nowhere_in_the_folder(tmp_path: Path) -> None:
    store = open_store_with_marks(tmp_path / "store")
    store.erase(CASE, DAY)
    found = b"".join(path.read_bytes() for path in store.folder.rglob("*") if path.is_file())
    assert MARK.encode() not in found


def open_store_with_marks(folder: Path) -> FileStore:
    store = FILE_KINDS["open"].made(folder)
    filled(store)
    return store


def test_the_ledger_holds_ids_and_days_and_the_first_day_stays(tmp_path: Path) -> None:
    ledger = ErasureLedger(folder=tmp_path, disk=LocalFilesystem(), new_id=fresh_id)
    assert ledger.entries() == ()
    ledger.record(CASE, DAY)
    ledger.record(CASE, DAY + timedelta(days=1))
    ledger.record(OTHER, DAY)
    assert ledger.entries() == (ErasedCase(case=OTHER, day=DAY), ErasedCase(case=CASE, day=DAY))
    assert ledger.has(CASE)
    assert not ledger.has("b" * 32)
    (tmp_path / "erased" / CASE).write_bytes(b"\xff")
    assert ledger.entries()[1] == ErasedCase(case=CASE, day=None)
    assert ledger.has(CASE)


def test_another_units_case_is_not_erased(tmp_path: Path) -> None:
    world = new_world()
    store = sealed_store(tmp_path / "store", world)
    filled(store)
    theirs = Opener(world, CARL)(store.folder)
    with pytest.raises(NoAccess):
        theirs.erase(CASE, DAY)
    assert store.load(CASE).revision == 4


def test_a_case_whose_keys_are_gone_can_be_erased(tmp_path: Path) -> None:
    store = sealed_store(tmp_path / "store")
    filled(store)
    for path in (store.folder / "keys" / "cases" / CASE[:2] / CASE).iterdir():
        path.unlink()
    store.erase(CASE, DAY)
    assert traces(store.folder) == []


@pytest.mark.parametrize("error", [errno.EIO, errno.ENOSPC, errno.EACCES], ids=errno.errorcode.get)
@pytest.mark.parametrize("name", FILE_KINDS)
def test_an_erasing_that_fails_anywhere_can_be_finished(tmp_path: Path, name: str, error: int) -> None:
    number = 0
    while True:
        number += 1
        store = UNLOGGED[name].made(tmp_path / f"{number}")
        filled(store)
        watched = FailingOs(number, error)
        with pytest.MonkeyPatch.context() as patch:
            watch(patch, watched)
            try:
                store.erase(CASE, DAY)
                was_refused = False
            except StoreUnavailable:
                was_refused = True
        if not was_refused:
            assert traces(store.folder) == [] or watched.failed == "rmdir"
        elif (store.folder / "erased" / CASE).exists():
            with pytest.raises(Erased):
                store.load(CASE)
            store.finish_erasures()
        else:
            assert store.load(CASE).data != {}
            store.erase(CASE, DAY)
        assert traces(store.folder) == [] or watched.failed == "rmdir"
        store.close()
        if not watched.has_failed:
            break
    assert number > 25


@pytest.mark.parametrize("name", FILE_KINDS)
def test_whoever_saves_between_any_two_steps_of_an_erasing_brings_nothing_back(tmp_path: Path, name: str) -> None:
    number = 0
    while True:
        number += 1
        kind = UNLOGGED[name]
        store = kind.made(tmp_path / f"{number}")
        other, outcomes = kind.open(store.folder), list[object]()
        store.save(CASE, 0, some_data(1))

        def meddle(other: FileStore = other, outcomes: list[object] = outcomes) -> None:
            with pytest.MonkeyPatch.context():
                for action in (lambda: other.save(CASE, 1, some_data(2)), lambda: other.begin_draft(header())):
                    try:
                        outcomes.append(action())
                    except Erased:
                        outcomes.append(None)

        meddling = Meddling(number, meddle)
        with pytest.MonkeyPatch.context() as patch:
            watch(patch, meddling)
            store.erase(CASE, DAY)
        other.close()
        assert traces(store.folder) == []
        if meddling.left > 0:
            break
    assert number > 15


@pytest.mark.parametrize("name", FILE_KINDS)
def test_an_erasing_between_any_two_steps_of_a_save_or_a_draft_leaves_nothing(tmp_path: Path, name: str) -> None:
    actions: tuple[Callable[[FileStore], object], ...] = (
        lambda store: store.save(CASE, 1, some_data(2)),
        lambda store: store.begin_draft(header()),
        lambda store: store.load(CASE),
        lambda store: list(store.load_many(None, "all")),
    )
    for action in actions:
        number = 0
        while True:
            number += 1
            kind = UNLOGGED[name]
            store = kind.made(tmp_path / fresh_id())
            other = kind.open(store.folder)
            store.save(CASE, 0, some_data(1))
            meddling = Meddling(number, lambda other=other: other.erase(CASE, DAY))  # type: ignore[misc]
            with pytest.MonkeyPatch.context() as patch:
                watch(patch, meddling)
                try:
                    action(store)
                except (Erased, StoreUnavailable):
                    assert meddling.left <= 0
            if meddling.left > 0:
                break
            store.close()
            store.finish_erasures()
            assert traces(store.folder) == []
        assert number > 5


def test_opening_finishes_what_was_interrupted(tmp_path: Path) -> None:
    store = FILE_KINDS["open"].made(tmp_path / "store")
    filled(store)
    ErasureLedger(folder=store.folder, disk=LocalFilesystem(), new_id=fresh_id).record(CASE, DAY)
    store.close()
    assert traces(store.folder) != []
    open_store(store.folder)
    assert traces(store.folder) == []


def generations(store: CaseStore) -> list[int]:
    return [revision.number for revision in store.history(CASE)]


def test_forgetting_leaves_one_generation(store: CaseStore) -> None:
    filled(store)
    assert store.save(CASE, 4, some_data("rectified"), forgetting=True) == Saved(revision=5)
    assert generations(store) == [5]
    assert store.load(CASE).data == some_data("rectified")
    assert store.save(CASE, 5, some_data("on")) == Saved(revision=6)
    assert generations(store) == [5, 6]


def test_what_is_forgotten_is_found_nowhere_in_the_folder(tmp_path: Path) -> None:
    store = open_store_with_marks(tmp_path / "store")
    for draft in store.list_drafts().drafts:
        store.discard_draft(draft.id)
    store.save(CASE, 4, some_data("rectified"), forgetting=True)
    found = b"".join(path.read_bytes() for path in store.folder.rglob("*") if path.is_file())
    assert MARK.encode() not in found
    assert list((store.folder / "quarantine").iterdir()) == []


@pytest.mark.parametrize("name", FILE_KINDS)
def test_a_slow_writer_does_not_bring_back_what_was_forgotten(tmp_path: Path, name: str) -> None:
    number = 0
    while True:
        number += 1
        files, was_first = UNLOGGED[name].made(tmp_path / f"{number}"), list[bool]()
        for revision in range(3):
            files.save(CASE, revision, some_data(revision))

        def forget(files: FileStore = files, was_first: list[bool] = was_first) -> None:
            was_first.append(files.load(CASE).revision == 4)
            for revision in range(3, 6):
                files.save(CASE, revision, some_data("rectified"), forgetting=True)

        slow = Meddling(number, forget)
        with pytest.MonkeyPatch.context() as patch:
            watch(patch, slow)
            outcome = files.save(CASE, 3, some_data("slow"))
        if slow.left > 0:
            break
        assert (files.load(CASE).data, generations(files)) == (some_data("rectified"), [6])
        assert was_first[0] or not isinstance(outcome, Saved)
    assert number > 15

"""Backups of protected stores: two sets, sealed as they are, taken while eight colleagues write; what comes back."""

import hashlib
import multiprocessing
import shutil
from datetime import date
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from sipforms.store.access.case_key_file import key_ids_in
from sipforms.store.access.changes import add_user, retire_user
from sipforms.store.access.founding import NewUser
from sipforms.store.access.register import User
from sipforms.store.access.roles import Role
from sipforms.store.access.signing_in import sign_in
from sipforms.store.care.backing_up import BackedUp, back_up
from sipforms.store.care.copying import Means
from sipforms.store.care.layout import Kind
from sipforms.store.care.manifest import Set, read_manifest
from sipforms.store.care.restoring import NotRestored, Request, Restored, RestoreRefused, restore, told_restored
from sipforms.store.care.verifying import verify_store
from sipforms.store.casefile import CaseFile, keep_response, open_case
from sipforms.store.failures import Erased
from sipforms.store.filesystem import LocalFilesystem
from sipforms.store.log.entries import Workstation
from sipforms.store.opening import open_store
from sipforms.store.protocol import fresh_id
from sipforms.store.uses import Unwitnessed
from tests.signed_in import PASSPHRASE, founded
from tests.store.care.protected import HERE, clock, log_of, opened, signed_in
from tests.store.samples import NOW, entry, header, response
from tests.store.writers import acknowledge, acknowledged, acknowledgements, start

DISK = LocalFilesystem()
CASES = tuple(f"{number:032x}" for number in range(3))
GONE = "d" * 32
PATIENCE = 60.0


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A protected store with three case files, a draft, and one that is going to be erased."""
    founded(tmp_path / "store")
    store, _ = opened(tmp_path / "store")
    for case in (*CASES, GONE):
        keep_response(store, case, response())
    store.append(store.begin_draft(header(CASES[0])), entry(0))
    store.close()
    return tmp_path / "store"


def backed_up(folder: Path, into: Path) -> BackedUp:
    session = signed_in(folder)
    made = back_up(folder, into, witness=log_of(folder, session), now=NOW)
    assert isinstance(made, BackedUp)
    assert (made.wrong, made.damaged) == ((), ())
    return made


def restored(backup: Path, into: Path, **wishes: Any) -> Restored:
    back = restore(Request(backup=backup, into=into, **wishes), told_restored(HERE, clock()))
    assert isinstance(back, Restored)
    return back


def refusal(backup: Path, into: Path, **wishes: Any) -> NotRestored:
    back = restore(Request(backup=backup, into=into, **wishes))
    assert isinstance(back, RestoreRefused)
    return back.reason


def test_keys_and_answers_are_two_sets_and_neither_opens_without_the_other(folder: Path, tmp_path: Path) -> None:
    backed_up(folder, tmp_path / "backup")
    kinds = {one: {file.file.kind for file in read_manifest(tmp_path / "backup" / one, DISK).files} for one in Set}
    assert kinds[Set.KEYS] == {Kind.CASE_KEYS, Kind.REGISTER, Kind.PRIVATE_KEYS}
    assert kinds[Set.DATA] == {Kind.FACTS, Kind.REVISION, Kind.DRAFT, Kind.LOG}
    shutil.move(tmp_path / "backup" / "keys", tmp_path / "safe")
    assert refusal(tmp_path / "backup", tmp_path / "new") is NotRestored.NO_KEYS
    restored(tmp_path / "backup", tmp_path / "new", keys=tmp_path / "safe")
    founded(tmp_path / "another")
    backed_up(tmp_path / "another", tmp_path / "other")
    assert refusal(tmp_path / "backup", tmp_path / "1", keys=tmp_path / "other") is NotRestored.OTHER_STORE
    assert not (tmp_path / "1").exists()


def test_a_restored_store_opens_is_whole_and_its_log_says_so(folder: Path, tmp_path: Path) -> None:
    backed_up(folder, tmp_path / "backup")
    before, _ = opened(folder)
    keep_response(before, CASES[0], response())  # the log that is copied last may know of more: so does a newer one
    back = restored(tmp_path / "backup", tmp_path / "new")
    assert (back.cases, back.drafts, back.without_keys, back.left_out) == (4, 1, (), ())
    found = verify_store(tmp_path / "new", signed_in(tmp_path / "new"))
    assert (found.flaws, found.notes, found.opened) == ((), (), 4)
    assert found.log is not None
    assert found.log.findings == ()
    store, _ = opened(tmp_path / "new")
    assert len(open_case(store, CASES[0]).responses) == 1
    keep_response(store, CASES[0], response())
    assert verify_store(tmp_path / "new", signed_in(tmp_path / "new")).is_whole


def test_a_log_that_knows_more_than_the_case_files_is_explained_by_the_restoring(folder: Path, tmp_path: Path) -> None:
    """As when colleagues save after their case files were copied and before the log is."""

    class Hurried(LocalFilesystem):
        def names(self, path: Path) -> tuple[str, ...]:
            if path == folder / "log":
                store, _ = opened(folder)
                keep_response(store, CASES[0], response())
                store.load(CASES[0])
                store.close()
            return LocalFilesystem.names(self, path)

    made = back_up(folder, tmp_path / "backup", witness=Unwitnessed(), now=NOW, means=Means(disk=Hurried()))
    assert isinstance(made, BackedUp)
    restored(tmp_path / "backup", tmp_path / "new")
    found = verify_store(tmp_path / "new", signed_in(tmp_path / "new"))
    assert found.log is not None
    assert (found.flaws, found.log.findings) == ((), ())
    store, _ = opened(tmp_path / "new")
    assert len(open_case(store, CASES[0]).responses) == 1


def test_destroying_the_keys_makes_older_answers_unreadable(folder: Path, tmp_path: Path) -> None:
    """A set of keys taken after the erasing opens nothing of what was erased, though an older set of answers has it."""
    backed_up(folder, tmp_path / "old")
    store, _ = opened(folder)
    store.erase(GONE, date(2026, 11, 22))
    store.close()
    backed_up(folder, tmp_path / "new")
    back = restored(tmp_path / "old" / "data", tmp_path / "1", keys=tmp_path / "new")
    assert back.without_keys == (GONE,)
    assert back.kept_out == ()
    back = restored(tmp_path / "old", tmp_path / "2", ledgers=(folder,))
    assert back.kept_out == (GONE,)
    again, _ = opened(tmp_path / "2")
    with pytest.raises(Erased):
        again.load(GONE)
    assert [path.relative_to(tmp_path / "2").as_posix() for path in (tmp_path / "2").rglob(f"*{GONE}*")] == [
        f"erased/{GONE}"
    ]


def test_a_case_given_other_keys_while_it_is_copied_is_copied_again(folder: Path, tmp_path: Path) -> None:
    """Between its revision and its keys three colleagues leave, and it is saved so often that no old key is left."""
    store, session = opened(folder)
    log = log_of(folder, session)
    leaving = []
    for name in ("EF", "GH", "IJ"):
        new = NewUser(name=name, title=name, roles=(Role.STAFF,), passphrase=f"{PASSPHRASE} {name}")
        added = add_user(session, new, (session.home_unit,), now=NOW, witness=log)
        assert isinstance(added, User)
        leaving.append(added.id)
    folder_of_keys = folder / "keys" / "cases" / CASES[1][:2] / CASES[1]
    (before,) = {key for path in folder_of_keys.iterdir() for key in key_ids_in(path.read_bytes())}

    class Hurried(LocalFilesystem):
        def names(self, path: Path) -> tuple[str, ...]:
            if path == folder_of_keys and leaving:
                while leaving:
                    retire_user(session, leaving.pop(), now=NOW, witness=log)
                    for _ in range(5):
                        keep_response(store, CASES[1], response())
            return LocalFilesystem.names(self, path)

    made = back_up(folder, tmp_path / "backup", witness=log, now=NOW, means=Means(disk=Hurried()))
    assert isinstance(made, BackedUp)
    assert before not in {key for path in folder_of_keys.iterdir() for key in key_ids_in(path.read_bytes())}
    restored(tmp_path / "backup", tmp_path / "new")
    found = verify_store(tmp_path / "new", signed_in(tmp_path / "new"))
    assert (found.flaws, found.opened) == ((), 4)


def test_who_is_let_in_while_people_are_copied_can_sign_in_to_the_copy(folder: Path, tmp_path: Path) -> None:
    store, session = opened(folder)
    log, word = log_of(folder, session), f"{PASSPHRASE} EF"
    new = NewUser(name="EF", title="EF", roles=(Role.STAFF,), passphrase=word)

    class Hurried(LocalFilesystem):
        def names(self, path: Path) -> tuple[str, ...]:
            names = LocalFilesystem.names(self, path)
            if path == folder / "keys" / "users" and session.register.user_named("EF") is None:
                add_user(session, new, (session.home_unit,), now=NOW, witness=log)
            return names

    back_up(folder, tmp_path / "backup", witness=log, now=NOW, means=Means(disk=Hurried()))
    restored(tmp_path / "backup", tmp_path / "new")
    entered = sign_in(tmp_path / "new", name="EF", passphrase=word, now=NOW, workstation=HERE.id)
    assert entered.user.name == "EF"
    store.close()


def test_what_a_newer_program_wrote_on_another_workstation_is_copied_as_it_is(folder: Path, tmp_path: Path) -> None:
    path = folder / "cases" / CASES[0][:2] / CASES[0] / "r00000002.sfc"
    content = path.with_name("r00000001.sfc").read_bytes()
    newer = content[:8] + b"\x00\x63" + content[10:]
    size = 14 + int.from_bytes(newer[10:14], "big")
    path.write_bytes(newer[:size] + hashlib.sha256(newer[:size] + newer[size + 32 :]).digest() + newer[size + 32 :])
    made = backed_up(folder, tmp_path / "backup")
    assert made.cases == 4
    restored(tmp_path / "backup", tmp_path / "new")
    assert (tmp_path / "new" / path.relative_to(folder)).read_bytes() == path.read_bytes()


BURST = 5


def write_when_told(folder: Path, told: Path, number: int, go: Any) -> None:
    """A colleague on a workstation of her own: responses, drafts, now and then a new case file, a burst at a time."""
    session = signed_in(folder)
    log = log_of(folder, session, Workstation(id=f"{number + 1:032x}", name=f"pc {number}"))
    store = open_store(folder, session=session, witness=log)
    with acknowledgements(told) as handle:
        for burst in count():
            go.acquire()
            one, own, case = response(), fresh_id(), CASES[0]
            for turn in range(BURST):
                case = own if turn == BURST - 1 and burst % 8 == number else CASES[(turn + number) % 3]
                if isinstance(keep_response(store, case, one), CaseFile):
                    acknowledge(handle, f"{case} {one.id}")
            draft = store.begin_draft(header(case))
            store.append(draft, entry(burst))
            store.release_draft(draft)
            if burst % 4:
                store.discard_draft(draft)


def all_acknowledged(told: list[Path], at_least: int) -> None:
    """Waits until every writer has kept so many."""
    from time import monotonic, sleep

    deadline = monotonic() + PATIENCE
    while any(len(acknowledged(path)) < at_least for path in told):
        assert monotonic() < deadline, "the writers stand still"
        sleep(0.01)


def as_it_was(folder: Path, backup: Path, back: Restored, kept: list[str]) -> None:
    """The restored store is the backup byte for byte, whole, and has everything that was acknowledged before."""
    for one in Set:
        for file in read_manifest(backup / one, DISK).files:
            assert file.file.below(back.folder).read_bytes() == file.file.below(backup / one).read_bytes() or (
                file.file.kind is Kind.LOG  # the restoring itself is told in it
            )
    store, session = opened(back.folder)
    found = verify_store(back.folder, session)
    assert found.flaws == ()
    assert found.log is not None
    assert found.log.findings == ()
    for case in {line.split()[0] for line in kept}:
        ids = {one.id for one in open_case(store, case).responses}
        assert ids >= {line.split()[1] for line in kept if line.startswith(case)}
    store.close()


@pytest.mark.parametrize("times", [20, pytest.param(200, marks=pytest.mark.long)])
def test_backups_during_eight_writers_come_back_whole_and_without_the_erased(
    folder: Path, tmp_path: Path, times: int
) -> None:
    """Longer: ``python run.py test -m long tests/store`` (200 times)."""
    told = [tmp_path / f"told{number}" for number in range(8)]
    go = [multiprocessing.get_context("forkserver").Semaphore(1) for _ in told]
    processes = [start(write_when_told, folder, path, number, go[number]) for number, path in enumerate(told)]
    try:
        all_acknowledged(told, 1)
        backed_up(folder, tmp_path / "before")
        store, _ = opened(folder)
        store.erase(GONE, date(2026, 11, 22))
        store.close()
        for _ in range(times):
            kept = [line for path in told for line in acknowledged(path)]
            for one in go:
                one.release()
            backed_up(folder, tmp_path / "backup")
            as_it_was(folder, tmp_path / "backup", restored(tmp_path / "backup", tmp_path / "new"), kept)
            assert not list((tmp_path / "new" / "cases").rglob(GONE))
            shutil.rmtree(tmp_path / "new")
            shutil.rmtree(tmp_path / "backup")
        back = restored(tmp_path / "before", tmp_path / "new", ledgers=(folder,))
        assert back.kept_out == (GONE,)
    finally:
        for process in processes:
            process.kill()
            process.join(PATIENCE)
    assert verify_store(folder, signed_in(folder)).flaws == ()

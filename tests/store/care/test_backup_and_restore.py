"""A backup is made while people work, says what is in it, and comes back byte for byte; what was erased does not."""

import errno
import json
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from sipforms.engine.read.bundle import digest_of
from sipforms.store.care.backing_up import BackedUp, NotCopied, back_up
from sipforms.store.care.copying import Means, Progress
from sipforms.store.care.layout import Kind, files_of, named
from sipforms.store.care.manifest import MANIFEST, WrongFile, read_manifest
from sipforms.store.care.restoring import NotRestored, Request, Restored, RestoreRefused, restore
from sipforms.store.care.sweeping import RESTORING
from sipforms.store.casefile import keep_response, open_case
from sipforms.store.failures import Erased, StoreDamaged, StoreUnavailable, UnknownFormat
from sipforms.store.files import FileStore
from sipforms.store.filesystem import LocalFilesystem
from sipforms.store.opening import create_store, open_store
from sipforms.store.preference_folder import PreferenceFolder
from sipforms.store.protocol import fresh_id
from sipforms.store.uses import Action, Unwitnessed, Use
from tests.store.golden.story import told
from tests.store.samples import CASE, NOW, entry, header, response
from tests.store.watched import FailingOs, watch

BUNDLE = {"programme.yaml": b"id: voksen"}
OTHER = "a" * 32
DISK = LocalFilesystem()


@pytest.fixture
def full(files: FileStore) -> FileStore:
    """A store with something of everything in it."""
    for _ in range(4):
        keep_response(files, CASE, response())
    keep_response(files, OTHER, response())
    keep_response(files, files.facts.facility, response())
    for case in (CASE, OTHER):
        files.append(files.begin_draft(header(case)), entry(0))
    files.keep_bundle(digest_of(BUNDLE), BUNDLE)
    return files


def backed_up(folder: Path, into: Path) -> BackedUp:
    made = back_up(folder, into, witness=Unwitnessed(), now=NOW)
    assert isinstance(made, BackedUp)
    assert (made.wrong, made.folder) == ((), into)
    return made


def restored(backup: Path, into: Path, **wishes: Any) -> Restored:
    back = restore(Request(backup=backup, into=into, **wishes))
    assert isinstance(back, Restored)
    return back


def refusal(backup: Path, into: Path, **wishes: Any) -> NotRestored:
    back = restore(Request(backup=backup, into=into, **wishes))
    assert isinstance(back, RestoreRefused)
    return back.reason


def contents(folder: Path) -> dict[str, bytes]:
    return {one.path: one.below(folder).read_bytes() for one in files_of(folder, DISK)}


def test_what_is_backed_up_comes_back_byte_for_byte(full: FileStore, tmp_path: Path) -> None:
    steps: list[Progress] = []
    PreferenceFolder(store=full.folder, user=OTHER, disk=DISK, new_id=fresh_id).keep('theme = "light"\n')
    made = back_up(full.folder, tmp_path / "backup", witness=Unwitnessed(), now=NOW, means=Means(tell=steps.append))
    assert isinstance(made, BackedUp)
    assert (made.cases, made.drafts, made.files, made.damaged, made.wrong) == (3, 2, 9, (), ())
    assert made.size == sum(
        len(content) for path, content in contents(tmp_path / "backup").items() if MANIFEST not in path
    )
    assert (steps[-1].done, [one.done for one in steps]) == (steps[-1].total, list(range(1, len(steps) + 1)))
    steps.clear()
    back = restore(Request(backup=tmp_path / "backup", into=tmp_path / "new"), means=Means(tell=steps.append))
    assert isinstance(back, Restored)
    assert (back.cases, back.drafts, back.kept_out, back.left_out, back.taken) == (3, 2, (), (), NOW)
    assert back.backup == made.backup
    assert steps[-1].done == steps[-1].total
    old, new = contents(full.folder), contents(tmp_path / "new")
    pruned = {path for path in old if named(path).case == CASE and named(path).number in (2, 3)}
    assert new == {path: content for path, content in old.items() if path not in pruned}
    store = open_store(tmp_path / "new")
    assert told(store) == told(full)
    keep_response(store, CASE, response())
    store.close()


def test_only_its_owner_may_read_a_backup(full: FileStore, tmp_path: Path) -> None:
    backed_up(full.folder, tmp_path / "backup")
    restored(tmp_path / "backup", tmp_path / "new")
    found = [path for name in ("backup", "new") for path in (tmp_path / name, *(tmp_path / name).rglob("*"))]
    assert {(path.is_dir(), path.stat().st_mode & 0o777) for path in found} == {(True, 0o700), (False, 0o600)}


def test_the_log_is_told_of_a_backup_before_anything_is_copied(full: FileStore, tmp_path: Path) -> None:
    class Mute:
        def tell(self, use: Use) -> None:
            assert use.action is Action.BACKUP
            raise OSError(errno.ENOSPC, "full")

    with pytest.raises(StoreUnavailable):
        back_up(full.folder, tmp_path / "backup", witness=Mute(), now=NOW)
    assert not (tmp_path / "backup").exists()


def test_a_backup_into_the_store_or_onto_something_is_refused(full: FileStore, tmp_path: Path) -> None:
    (tmp_path / "taken").mkdir()
    (tmp_path / "taken" / "letter").write_text("x")
    (tmp_path / "link").symlink_to(full.folder)
    before = contents(full.folder)
    for into, reason in (
        (full.folder, NotCopied.WITHIN),
        (full.folder / "backup", NotCopied.WITHIN),
        (tmp_path / "link" / "backup", NotCopied.WITHIN),
        (full.folder.parent, NotCopied.WITHIN),
        (tmp_path / "taken", NotCopied.TAKEN),
    ):
        assert back_up(full.folder, into, witness=Unwitnessed(), now=NOW) is reason
    assert contents(full.folder) == before
    assert [path.name for path in (tmp_path / "taken").iterdir()] == ["letter"]


def test_a_damaged_revision_is_passed_over_and_a_damaged_case_is_told(full: FileStore, tmp_path: Path) -> None:
    folder = full.folder / "cases"
    (folder / CASE[:2] / CASE / "r00000004.sfc").write_bytes(b"torn")
    (folder / OTHER[:2] / OTHER / "r00000001.sfc").write_bytes(b"")
    made = backed_up(full.folder, tmp_path / "backup")
    assert (made.cases, made.damaged) == (2, (OTHER,))
    restored(tmp_path / "backup", tmp_path / "new")
    assert len(open_case(open_store(tmp_path / "new"), CASE).responses) == 3


def test_an_erased_case_stays_erased_by_the_backups_own_ledger_or_a_newer_one(full: FileStore, tmp_path: Path) -> None:
    backed_up(full.folder, tmp_path / "before")
    full.erase(OTHER, date(2026, 11, 22))
    made = backed_up(full.folder, tmp_path / "after")
    assert (made.cases, made.drafts) == (2, 1)
    assert not any(OTHER in path and "erased" not in path for path in contents(tmp_path / "after"))
    restored(tmp_path / "after", tmp_path / "1")
    for place, ledger in enumerate(
        (full.folder, tmp_path / "after", tmp_path / "after" / "data", full.folder / "erased")
    ):
        back = restored(tmp_path / "before", tmp_path / f"new{place}", ledgers=(ledger,))
        assert (back.cases, back.drafts, back.kept_out) == (2, 1, (OTHER,))
        store = open_store(tmp_path / f"new{place}")
        assert OTHER not in store.list_cases()
        with pytest.raises(Erased):
            store.load(OTHER)
        left = [path for path in (tmp_path / f"new{place}").rglob("*") if OTHER in path.name]
        assert [path.relative_to(store.folder).as_posix() for path in left] == [f"erased/{OTHER}"]
        assert left[0].read_bytes() == b"2026-11-22\n"


def test_a_ledger_of_another_store_or_none_is_refused(full: FileStore, tmp_path: Path) -> None:
    backed_up(full.folder, tmp_path / "backup")
    create_store(tmp_path / "another", purpose="demo", created=NOW)
    assert refusal(tmp_path / "backup", tmp_path / "new", ledgers=(tmp_path / "another",)) is NotRestored.OTHER_STORE
    assert refusal(tmp_path / "backup", tmp_path / "new", ledgers=(tmp_path,)) is NotRestored.NO_LEDGER
    assert not (tmp_path / "new").exists()


def test_what_is_no_backup_or_half_of_one_is_refused(full: FileStore, tmp_path: Path) -> None:
    backed_up(full.folder, tmp_path / "backup")
    assert refusal(tmp_path / "nothing", tmp_path / "new") is NotRestored.NO_BACKUP
    assert refusal(full.folder, tmp_path / "new") is NotRestored.NO_BACKUP
    assert refusal(tmp_path / "backup", tmp_path / "backup" / "new") is NotRestored.WITHIN
    assert refusal(tmp_path / "backup", full.folder) is NotRestored.TAKEN
    (tmp_path / "backup" / "data" / MANIFEST).unlink()
    assert refusal(tmp_path / "backup", tmp_path / "new") is NotRestored.NO_BACKUP


def test_every_damaged_or_missing_file_is_named_and_nothing_is_made(full: FileStore, tmp_path: Path) -> None:
    backed_up(full.folder, tmp_path / "backup")
    data = tmp_path / "backup" / "data"
    manifest = read_manifest(data, DISK)
    for one in manifest.files:
        path = one.file.below(data)
        content = path.read_bytes()
        for wrong in (b"", content[:-1], content + b"\0", bytes([content[0] ^ 1]) + content[1:], None):
            path.unlink() if wrong is None else path.write_bytes(wrong)
            back = restore(Request(backup=tmp_path / "backup", into=tmp_path / "new"))
            size = None if wrong is None else len(wrong)
            assert back == RestoreRefused(reason=NotRestored.DAMAGED, wrong=(WrongFile(path=one.file.path, size=size),))
            path.write_bytes(content)
    assert not (tmp_path / "new").exists()
    restored(tmp_path / "backup", tmp_path / "new")


def test_what_is_damaged_is_left_out_when_somebody_asks_for_that(full: FileStore, tmp_path: Path) -> None:
    backed_up(full.folder, tmp_path / "backup")
    data = tmp_path / "backup" / "data"
    bad = f"cases/{OTHER[:2]}/{OTHER}/r00000001.sfc"
    (data / bad).write_bytes(b"bad")
    back = restored(tmp_path / "backup", tmp_path / "new", leaving_out=True)
    assert (back.cases, back.left_out) == (2, (WrongFile(path=bad, size=3),))
    assert open_store(tmp_path / "new").list_cases() == (CASE,)
    (data / "store.json").write_bytes(b"bad")
    assert refusal(tmp_path / "backup", tmp_path / "other", leaving_out=True) is NotRestored.DAMAGED


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"format": 2}, UnknownFormat),
        ({"set": "all"}, StoreDamaged),
        ({"backup": "x"}, StoreDamaged),
        ({"taken": "yesterday"}, StoreDamaged),
        ({"files": [{"path": "../../etc/passwd", "size": 1, "sha256": ""}]}, StoreDamaged),
        ({"files": [{"path": "/etc/passwd", "size": 1, "sha256": ""}]}, StoreDamaged),
        ({"files": [{"path": "keys/register/r00000001.sfr", "size": 1, "sha256": ""}]}, StoreDamaged),
        ({"files": [{}]}, StoreDamaged),
        ({"files": None}, StoreDamaged),
    ],
)
def test_a_manifest_that_is_not_ours_is_refused(
    full: FileStore, tmp_path: Path, change: dict[str, Any], fault: type[Exception]
) -> None:
    backed_up(full.folder, tmp_path / "backup")
    path = tmp_path / "backup" / "data" / MANIFEST
    path.write_text(json.dumps({**json.loads(path.read_bytes()), **change}))
    with pytest.raises(fault):
        restore(Request(backup=tmp_path / "backup", into=tmp_path / "new"))
    assert not (tmp_path / "new").exists()


every_so_many = pytest.mark.parametrize("step", [7, pytest.param(1, marks=pytest.mark.long)])
"""Which operations fail: every seventh, or (``python run.py test -m long tests/store/care``) every single one."""


@every_so_many
def test_a_restoring_that_fails_anywhere_leaves_no_store_and_works_when_begun_again(
    full: FileStore, tmp_path: Path, step: int
) -> None:
    backed_up(full.folder, tmp_path / "backup")
    for number in range(1, 500, step):
        into = tmp_path / f"{number}"
        watched = FailingOs(number, errno.EIO, lasts=True)
        with pytest.MonkeyPatch.context() as patch:
            watch(patch, watched)
            try:
                restore(Request(backup=tmp_path / "backup", into=into))
            except StoreUnavailable:
                assert not (into / "store.json").exists() or watched.failed
        if not (into / "store.json").exists():
            restored(tmp_path / "backup", into)
        assert told(open_store(into)) == told(full)
        leftovers = [path.name for path in into.rglob("*.tmp")]
        assert leftovers in ([], [RESTORING]) or number > 1
        if not watched.has_failed:
            assert (leftovers, number > 60) == ([], True)
            return
        shutil.rmtree(into)
    raise AssertionError("restoring never ended")


@every_so_many
def test_a_backup_that_fails_anywhere_is_none_and_the_store_is_as_it_was(
    full: FileStore, tmp_path: Path, step: int
) -> None:
    full.close()
    before = contents(full.folder)
    for number in range(1, 500, step):
        into = tmp_path / f"{number}"
        watched = FailingOs(number, errno.ENOSPC, lasts=True)
        was_refused = False
        with pytest.MonkeyPatch.context() as patch:
            watch(patch, watched)
            try:
                back_up(full.folder, into, witness=Unwitnessed(), now=NOW)
            except StoreUnavailable:
                was_refused = True
        assert contents(full.folder) == before
        if watched.has_failed:
            assert was_refused
            is_finished = (into / "data" / MANIFEST).exists()
            assert is_finished or refusal(into, tmp_path / "new") is NotRestored.NO_BACKUP
            shutil.rmtree(into, ignore_errors=True)
        else:
            assert number > 60
            return
    raise AssertionError("a backup never ended")


def test_every_file_of_a_full_store_is_known_by_its_path(full: FileStore) -> None:
    kinds = {one.kind for one in files_of(full.folder, DISK)}
    assert kinds == {Kind.FACTS, Kind.REVISION, Kind.DRAFT, Kind.BUNDLE}


@pytest.mark.parametrize(
    "path",
    ["../store.json", "/store.json", "cases/../store.json", f"cases/AA/{CASE}/r00000001.sfc", "store.json/", "x\n.tmp"],
)
def test_a_path_that_is_none_of_ours_is_unknown(path: str) -> None:
    assert named(path).kind is Kind.UNKNOWN

"""Whole stores in the world, with keys, log, backup and restoring: rights, Windows, shares, full disks."""

import errno
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path

import pytest

from sipforms.engine.read.bundle import digest_of
from sipforms.store.access.signing_in import sign_in
from sipforms.store.care.backing_up import BackedUp, back_up
from sipforms.store.care.copying import Means
from sipforms.store.care.doctor import examine_store, is_proved
from sipforms.store.care.layout import Kind, files_of
from sipforms.store.care.protecting import ProtectedStore, protect
from sipforms.store.care.restoring import Request, Restored, restore, told_restored
from sipforms.store.care.verifying import verify_store
from sipforms.store.casefile import keep_response, open_case
from sipforms.store.failures import NotAStore, SignInPaused, SignInRefused, StoreError, StoreUnavailable
from sipforms.store.filesystem import LocalFilesystem, Patience
from sipforms.store.group_records import GroupKind
from sipforms.store.opening import open_store
from sipforms.store.preference_folder import PreferenceFolder
from sipforms.store.probing.folder import Surroundings
from sipforms.store.uses import Unwitnessed
from tests.signed_in import NAME, founded
from tests.store.care.protected import HERE, clock, log_of, opened, signed_in, wish
from tests.store.samples import CASE, NOW, entry, header, response
from tests.store.test_golden import GOLDEN
from tests.store.test_surroundings import Scanner, can_mount, rename
from tests.store.watched import watch

BUNDLE = {"programme.yaml": b"id: voksen"}
GONE = "d" * 32
ROOT = Path(__file__).resolve().parents[3]


def lived_in(folder: Path) -> None:
    """Something of everything: wrong passphrases, a draft, an erased case, a damaged revision."""
    for _ in range(5):
        with suppress(SignInRefused, SignInPaused):
            sign_in(folder, name=NAME, passphrase="something else entirely", now=NOW, workstation=HERE.id)
    session = sign_in(
        folder, name=NAME, passphrase="fire heste danser stille", now=NOW + timedelta(hours=1), workstation=""
    )
    store = open_store(folder, session=session, witness=log_of(folder, session))
    for case in (CASE, CASE, CASE, GONE):
        keep_response(store, case, response())
    store.append(store.begin_draft(header()), entry(0))
    store.keep_bundle(digest_of(BUNDLE), BUNDLE)
    store.keep_group_record(GroupKind.AUDIT, {"text": "opdigtet"})
    store.erase(GONE, date(2026, 11, 22))
    path = folder / "cases" / CASE[:2] / CASE / "r00000003.sfc"
    path.write_bytes(path.read_bytes()[:-1])
    keep_response(store, CASE, response())
    store.close()
    PreferenceFolder(store=folder, user=session.user.id, disk=LocalFilesystem(), new_id=lambda: "1").keep("look = 1")


def test_with_any_umask_nobody_else_may_touch_anything(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        founded(tmp_path / "store")
        lived_in(tmp_path / "store")
        back_up(tmp_path / "store", tmp_path / "backup", witness=Unwitnessed(), now=NOW)
        restore(Request(backup=tmp_path / "backup", into=tmp_path / "again"), told_restored(HERE, clock()))
        protect(wish(GOLDEN / "format-1", tmp_path / "new"))
        examine_store(tmp_path / "store", NOW.date())
    finally:
        os.umask(before)
    kinds = set()
    for name in ("store", "backup", "again", "new"):
        found = [tmp_path / name, *(tmp_path / name).rglob("*")]
        assert {(path.is_dir(), path.stat().st_mode & 0o777) for path in found} == {(True, 0o700), (False, 0o600)}
        kinds |= {one.kind for one in files_of(tmp_path / name, LocalFilesystem())}
    assert kinds >= set(Kind) - {Kind.LEASE, Kind.LOCK, Kind.TEMPORARY, Kind.TRIES}


def test_every_path_of_a_store_that_was_lived_in_is_known(tmp_path: Path) -> None:
    founded(tmp_path / "store")
    lived_in(tmp_path / "store")
    with suppress(SignInRefused):
        sign_in(tmp_path / "store", name=NAME, passphrase="wrong once more", now=NOW, workstation="")
    kinds = {one.kind for one in files_of(tmp_path / "store", LocalFilesystem())}
    assert kinds == set(Kind) - {Kind.LEASE, Kind.LOCK, Kind.TEMPORARY, Kind.UNKNOWN}


def test_as_on_windows_with_a_scanner_that_holds_every_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    waits: list[float] = []
    disk = LocalFilesystem(publisher=rename, patience=Patience(wait=waits.append))
    watch(monkeypatch, Scanner(3, "unlink", "rename", "rmdir"))
    made = protect(wish(GOLDEN / "format-1", tmp_path / "store"), Means(disk=disk))
    assert isinstance(made, ProtectedStore)
    backup = back_up(tmp_path / "store", tmp_path / "backup", witness=Unwitnessed(), now=NOW, means=Means(disk=disk))
    assert isinstance(backup, BackedUp)
    back = restore(
        Request(backup=tmp_path / "backup", into=tmp_path / "again"),
        told_restored(HERE, clock(), Means(disk=disk)), Means(disk=disk),
    )  # fmt: skip
    assert isinstance(back, Restored)
    found = verify_store(tmp_path / "again", signed_in(tmp_path / "again"), Means(disk=disk))
    assert (found.is_whole, found.opened) == (True, 3)
    assert set(waits) == {0.05}


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """A protected store with one case file and a draft."""
    founded(tmp_path / "store")
    opened_store, _ = opened(tmp_path / "store")
    keep_response(opened_store, CASE, response())
    opened_store.append(opened_store.begin_draft(header()), entry(0))
    opened_store.close()
    return tmp_path / "store"


WORK: dict[str, Callable[[Path, Path], object]] = {
    "sign in": lambda store, _: signed_in(store),
    "back up": lambda store, into: back_up(store, into, witness=Unwitnessed(), now=NOW),
    "verify": lambda store, _: verify_store(store),
    "examine": lambda store, _: examine_store(store, NOW.date()),
    "protect": lambda store, into: protect(wish(store, into)),
}


@pytest.mark.parametrize("leaves_a_folder", [False, True])
@pytest.mark.parametrize("work", WORK)
def test_a_store_that_is_gone_is_said_to_be_gone(store: Path, tmp_path: Path, work: str, leaves_a_folder: bool) -> None:  # noqa: FBT001 - a case
    shutil.rmtree(store)
    if leaves_a_folder:
        store.mkdir()
    with pytest.raises((NotAStore, StoreUnavailable)):
        WORK[work](store, tmp_path / "into")
    assert not (tmp_path / "into").exists()
    assert not leaves_a_folder or list(store.iterdir()) == []


def test_a_store_that_goes_away_in_the_middle_of_a_session_comes_back(store: Path, tmp_path: Path) -> None:
    working, session = opened(store)
    (draft,) = working.list_drafts().drafts
    one = response()
    shutil.move(store, tmp_path / "away")
    for action in (
        lambda: keep_response(working, CASE, one),
        lambda: working.append(draft.id, entry(1)),
        lambda: open_case(working, CASE),
        session.refresh,
        lambda: back_up(store, tmp_path / "backup", witness=log_of(store, session), now=NOW),
    ):
        with pytest.raises(StoreError):
            action()
    assert not store.exists()
    shutil.move(tmp_path / "away", store)
    working.append(draft.id, entry(1))
    keep_response(working, CASE, one)
    working.close()
    assert working.read_draft(draft.id).entries == (entry(0), entry(1))
    found = verify_store(store, session)
    assert (found.flaws, found.notes) == ((), ())


def test_a_backup_whose_disk_goes_away_is_none(store: Path, tmp_path: Path) -> None:
    class Leaving(LocalFilesystem):
        def write_new(self, path: Path, content: bytes) -> None:
            if path.name.endswith(".sfj"):
                shutil.rmtree(tmp_path / "backup")
            LocalFilesystem.write_new(self, path, content)

    with pytest.raises(StoreUnavailable):
        back_up(store, tmp_path / "backup", witness=Unwitnessed(), now=NOW, means=Means(disk=Leaving()))
    assert verify_store(store, signed_in(store)).is_whole


FULL = """
import subprocess, sys
from pathlib import Path
from sipforms.store.care.backing_up import BackedUp, back_up
from sipforms.store.care.protecting import ProtectedStore, protect
from sipforms.store.care.restoring import Request, Restored, restore
from sipforms.store.failures import Reason, StoreUnavailable
from sipforms.store.uses import Unwitnessed
from tests.store.care.protected import wish
from tests.store.samples import NOW
from tests.store.test_golden import GOLDEN

root = Path(sys.argv[1])
outcomes = set()
for size in range(4, 4 + 8 * SIZES, 8):
    disk = root / str(size)
    disk.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size * 4096}", "x", disk], check=True)
    for name, work in (
        ("backup", lambda: back_up(root / "store", disk / "backup", witness=Unwitnessed(), now=NOW)),
        ("again", lambda: restore(Request(backup=root / "copy", into=disk / "again"))),
        ("new", lambda: protect(wish(GOLDEN / "format-1", disk / "new"))),
    ):
        try:
            done = work()
            assert isinstance(done, BackedUp | Restored | ProtectedStore), done
            outcomes.add((name, True))
        except StoreUnavailable as refusal:
            assert refusal.reason is Reason.FULL, refusal
            assert not (disk / name / "store.json").exists()
            if name == "backup":
                assert not all((disk / name / part / "manifest.json").exists() for part in ("data", "keys"))
            outcomes.add((name, False))
            subprocess.run(["mount", "-o", "remount,size=8m", disk], check=True)
            if name != "backup":
                assert isinstance(work(), Restored | ProtectedStore)
        subprocess.run(["rm", "-rf", disk / name], check=True)
        subprocess.run(["mount", "-o", f"remount,size={size * 4096}", disk], check=True)
    subprocess.run(["umount", disk], check=True)
print(len(outcomes))
"""


@can_mount
@pytest.mark.parametrize("sizes", [6, pytest.param(40, marks=pytest.mark.long)])
def test_full_disks_while_a_store_is_copied_restored_and_protected(store: Path, tmp_path: Path, sizes: int) -> None:
    """Longer: ``python run.py test -m long tests/store`` (40 sizes of disk)."""
    back_up(store, tmp_path / "copy", witness=Unwitnessed(), now=NOW)
    outcome = subprocess.run(
        ["unshare", "-Urm", sys.executable, "-c", FULL.replace("SIZES", str(sizes)), str(tmp_path)],
        capture_output=True, text=True, timeout=300, check=False, cwd=ROOT,
    )  # fmt: skip
    assert (outcome.stdout, outcome.stderr) == ("6\n", ""), "each of the three both failed and worked"


def test_a_recovery_code_is_proved_for_a_year(tmp_path: Path) -> None:
    founded(tmp_path / "store", is_proved=True)
    made = examine_store(tmp_path / "store", date(2027, 11, 1))
    assert (made.unproved, made.recovery_keys, made.is_well) == ((), 1, True)
    assert [key.holder for key in examine_store(tmp_path / "store", date(2027, 11, 2)).unproved] == ["Leder i safen"]
    founded(tmp_path / "other", is_proved=False)
    (key,) = examine_store(tmp_path / "other", date(2026, 11, 1)).unproved
    assert not is_proved(key, date(2026, 11, 1))


def test_the_doctor_says_what_is_undecided_and_where_the_log_ends(store: Path) -> None:
    health = examine_store(store, NOW.date())
    assert health.decisions is not None
    assert health.decisions.programmes == ("voksen",)
    assert (health.decisions.is_log_decided, health.decisions.are_drafts_decided) == (True, False)
    assert [head.seq for head in health.heads] == [2]
    assert health.folder
    assert health.verified.is_whole


def test_a_folder_that_cannot_be_relied_on_is_no_good_place_for_a_store(store: Path) -> None:
    assert not examine_store(store, NOW.date(), surroundings=Surroundings(free=lambda _: 0)).is_well


def test_a_damaged_register_is_told_and_the_rest_is_still_looked_at(store: Path) -> None:
    for path in (store / "keys" / "register").iterdir():
        path.write_bytes(b"damaged")
    health = examine_store(store, NOW.date())
    assert not health.is_well
    assert (health.decisions, health.heads) == (None, ())
    assert [one.path for one in health.verified.flaws] == [f"keys/register/{letter}00000001.sfr" for letter in "cr"]
    shutil.rmtree(store / "keys" / "register")
    assert [one.path for one in examine_store(store, NOW.date()).verified.flaws] == ["keys/register"]


@pytest.mark.parametrize("error", [errno.EIO, errno.ENOSPC, errno.EACCES])
def test_a_log_that_cannot_be_written_stops_the_backup(store: Path, tmp_path: Path, error: int) -> None:
    session = signed_in(store)

    class Refusing(LocalFilesystem):
        def open_journal(self, path: Path) -> None:
            raise OSError(error, "no")

    log = log_of(store, session, disk=Refusing())
    with pytest.raises(StoreUnavailable):
        back_up(store, tmp_path / "backup", witness=log, now=NOW)
    assert not (tmp_path / "backup").exists()

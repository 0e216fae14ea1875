"""The world around a store: who may read it, full and read-only disks, a share that goes away, and Windows' ways."""

import errno
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sipforms.engine.read.bundle import digest_of
from sipforms.store import filesystem, locking, publishing
from sipforms.store.casefile import keep_response, open_case
from sipforms.store.failures import NoSuchDraft, Reason, StoreUnavailable
from sipforms.store.files import FileStore
from sipforms.store.filesystem import LocalFilesystem, Patience
from sipforms.store.opening import create_store, open_store
from sipforms.store.protocol import Conflict, Saved, is_id
from sipforms.store.publishing import publish_by_rename, publish_under_lock, usual_publisher
from tests.store.conftest import OPEN, FileKind
from tests.store.samples import CASE, NOW, entry, header, response, some_data
from tests.store.watched import WatchedOs, watch

BUNDLE = {"programme.yaml": b"id: voksen"}
ROOT = Path(__file__).resolve().parents[2]


def test_nobody_else_may_read_anything(kind: FileKind, tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        store = kind.made(tmp_path / "store")
        for _ in range(5):
            keep_response(store, CASE, response())
        store.append(store.begin_draft(header()), entry(0))
        store.keep_bundle(digest_of(BUNDLE), BUNDLE)
        (store.folder / "cases" / CASE[:2] / CASE / "r00000005.sfc").write_bytes(b"")
        store.save(CASE, 5, some_data(1))
        store.close()
    finally:
        os.umask(before)
    found = [tmp_path / "store", *(tmp_path / "store").rglob("*")]
    modes = {(path.is_dir(), path.stat().st_mode & 0o777) for path in found}
    assert modes == {(True, 0o700), (False, 0o600)}
    assert {path.name for path in found} >= {"store.json", "cases", "drafts", "bundles", "quarantine"}


def test_no_name_of_a_file_says_anything(files: FileStore) -> None:
    keep_response(files, CASE, response(answers={"Åse": {"Ærø": "hemmelig"}}))
    draft = files.begin_draft(header())
    files.append(draft, entry(0, "hemmelig"))
    parts = {part for path in files.folder.rglob("*") for part in path.relative_to(files.folder).parts}
    of_keys = {"keys", "r00000001.sfk", "c00000001.sfk", "log"}
    parts -= of_keys | {path.name for path in files.folder.glob("log/*") if is_id(path.stem)}
    assert parts <= {"store.json", "cases", CASE[:2], CASE, "r00000001.sfc", "drafts", f"{draft}.sfj"}


def in_a_world_of_its_own(script: str, folder: Path, kind: FileKind) -> subprocess.CompletedProcess[str]:
    """Runs Python code where it may mount disks of its own that nobody else sees."""
    return subprocess.run(
        ["unshare", "-Urm", sys.executable, "-c", script, str(folder), kind.name],
        capture_output=True, text=True, timeout=60, check=False, cwd=ROOT,
    )  # fmt: skip


can_mount = pytest.mark.skipif(
    shutil.which("unshare") is None
    or subprocess.run(
        ["unshare", "-Urm", "mount", "-t", "tmpfs", "x", "/mnt"], capture_output=True, check=False
    ).returncode
    != 0,
    reason="this machine lets nobody mount a disk; the same faults are injected in test_failing_disk",
)

FULL_DISK = """
import secrets, subprocess, sys
from pathlib import Path
from sipforms.store.casefile import keep_response, open_case
from sipforms.store.failures import Reason, StoreUnavailable
from tests.store.conftest import UNLOGGED
from tests.store.samples import CASE, entry, header, response

def until_full(action):
    done = []
    for number in range(10_000):
        try:
            done.append(action(number))
        except StoreUnavailable as refusal:
            assert refusal.reason is Reason.FULL, refusal
            return done
    raise AssertionError("the disk was never full")

root = Path(sys.argv[1])
MORE = 0 if sys.argv[2] == "open" else 16  # for the keys
for pages in range(SIZES):
    disk = root / str(pages)
    disk.mkdir()
    limit = f"size={(MORE + 24 + pages) * 4096}" if pages % 2 else f"size=4m,nr_inodes={MORE + 16 + pages}"
    subprocess.run(["mount", "-t", "tmpfs", "-o", limit, "x", disk], check=True)
    store = UNLOGGED[sys.argv[2]].made(disk / "store")
    draft = store.begin_draft(header())
    def keep(number):
        if not pages % 2:
            (disk / f"filler{number}").touch()
        one = response(answers={"a": {"b": secrets.token_hex(700 * (1 + pages % 7))}})
        keep_response(store, CASE, one)
        return one
    def keep_or_full(number):
        try:
            return keep(number)
        except OSError as error:
            raise StoreUnavailable(reason=Reason.FULL, doing="filling") from error
    kept = until_full(keep_or_full)
    found = open_case(store, CASE)
    assert list(found.responses)[:len(kept)] == kept and len(found.responses) <= len(kept) + 1
    assert found.damage == ()
    appended = until_full(lambda number: store.append(draft, entry(number, "x" * 500))) if pages % 2 else []
    assert store.read_draft(draft).entries == tuple(entry(n, "x" * 500) for n in range(len(appended)))
    subprocess.run(["mount", "-o", "remount,size=8m,nr_inodes=999", disk], check=True)
    store.append(draft, entry(len(appended), "x" * 500))
    assert len(store.read_draft(draft).entries) == len(appended) + 1 and store.read_draft(draft).damage == ()
    one = response()
    keep_response(store, CASE, one)
    keep_response(store, CASE, one)
    assert open_case(store, CASE).responses[-1] == one
    assert list(store.folder.rglob("*.tmp")) == []
    store.close()
print("as promised")
"""


@can_mount
@pytest.mark.parametrize("sizes", [20, pytest.param(100, marks=pytest.mark.long)])
def test_a_full_disk(kind: FileKind, tmp_path: Path, sizes: int) -> None:
    """Longer: ``python run.py test -m long tests/store`` (100 sizes of disk)."""
    outcome = in_a_world_of_its_own(FULL_DISK.replace("SIZES", str(sizes)), tmp_path, kind)
    assert (outcome.stdout, outcome.stderr) == ("as promised\n", "")


READ_ONLY = """
import subprocess, sys
from pathlib import Path
from sipforms.store.casefile import keep_response, open_case
from sipforms.store.failures import Reason, StoreUnavailable
from tests.store.conftest import UNLOGGED
from tests.store.samples import CASE, entry, header, response

disk = Path(sys.argv[1])
subprocess.run(["mount", "-t", "tmpfs", "x", disk], check=True)
kind = UNLOGGED[sys.argv[2]]
store = kind.made(disk / "store")
one = response()
keep_response(store, CASE, one)
draft = store.begin_draft(header())
store.append(draft, entry(0))
store.close()
subprocess.run(["mount", "-o", "remount,ro", disk], check=True)
store = kind.open(disk / "store")
for action in (
    lambda: keep_response(store, CASE, response()), lambda: store.append(draft, entry(1)),
    lambda: store.begin_draft(header()), lambda: store.discard_draft(draft),
    lambda: kind.make(disk / "another"),
):
    try:
        action()
    except StoreUnavailable as refusal:
        assert refusal.reason is Reason.READ_ONLY, refusal
    else:
        raise AssertionError("nothing was refused")
assert open_case(store, CASE).responses == (one,)
assert store.read_draft(draft).entries == (entry(0),)
subprocess.run(["mount", "-o", "remount,rw", disk], check=True)
store.append(draft, entry(1))
assert store.read_draft(draft).entries == (entry(0), entry(1))
print("as promised")
"""


@can_mount
def test_a_read_only_disk(kind: FileKind, tmp_path: Path) -> None:
    outcome = in_a_world_of_its_own(READ_ONLY, tmp_path, kind)
    assert (outcome.stdout, outcome.stderr) == ("as promised\n", "")


LIMITED = """
import resource, sys
from pathlib import Path
from sipforms.store.casefile import keep_response, open_case
from sipforms.store.failures import Reason, StoreUnavailable
from tests.store.conftest import UNLOGGED
from tests.store.samples import CASE, entry, header, response

store = UNLOGGED["open"].open(Path(sys.argv[1]))
draft = store.begin_draft(header())
resource.setrlimit(resource.RLIMIT_FSIZE, (1000, resource.RLIM_INFINITY))
kept = saved = 0
for count in (lambda: store.append(draft, entry(0, "x" * 100)), lambda: keep_response(store, CASE, response())):
    done = 0
    while True:
        try:
            count()
        except StoreUnavailable as refusal:
            assert refusal.reason is Reason.FULL, refusal
            break
        done += 1
    print(done)
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
store.append(draft, entry(1))
print(len(store.read_draft(draft).entries), store.read_draft(draft).damage, len(open_case(store, CASE).responses))
"""


def test_files_that_may_not_grow(tmp_path: Path) -> None:
    files = OPEN.made(tmp_path / "store")
    outcome = subprocess.run(
        [sys.executable, "-c", LIMITED, str(files.folder)],
        capture_output=True, text=True, timeout=60, check=False, cwd=ROOT,
    )  # fmt: skip
    assert outcome.stderr == ""
    answers, responses, last = outcome.stdout.splitlines()
    assert int(answers) > 1
    assert int(responses) > 0
    assert last == f"{int(answers) + 1} () {responses}"


def refused(action: Callable[[], object]) -> Reason:
    with pytest.raises(StoreUnavailable) as caught:
        action()
    return caught.value.reason


def test_a_share_that_goes_away_and_comes_back(files: FileStore, tmp_path: Path) -> None:
    one, draft = response(), files.begin_draft(header())
    keep_response(files, CASE, one)
    files.append(draft, entry(0))
    shutil.copytree(files.folder, tmp_path / "elsewhere")
    shutil.rmtree(files.folder)
    for leaves_a_folder in (False, True):
        if leaves_a_folder:
            files.folder.mkdir()
        for action in (
            lambda: files.load(CASE),
            lambda: keep_response(files, CASE, one),
            lambda: keep_response(files, "a" * 32, one),
            files.list_cases,
            files.list_drafts,
            files.bundles,
            lambda: files.append(draft, entry(1)),
            lambda: files.read_draft(draft),
            lambda: files.begin_draft(header()),
        ):
            assert refused(action) is Reason.VANISHED
        assert not leaves_a_folder or list(files.folder.iterdir()) == []
    files.folder.rmdir()
    shutil.move(tmp_path / "elsewhere", files.folder)
    files.append(draft, entry(1))
    assert files.read_draft(draft).entries == (entry(0), entry(1))
    assert open_case(files, CASE).responses == (one,)


def test_a_draft_that_a_colleague_discarded_is_gone(kind: FileKind, files: FileStore) -> None:
    draft = files.begin_draft(header())
    kind.open(files.folder).discard_draft(draft)
    with pytest.raises(NoSuchDraft):
        files.append(draft, entry(0))


class SharingViolation(PermissionError):
    """What Windows says while a virus scanner has the file open."""

    winerror = 32


class Scanner(WatchedOs):
    """Holds every file for a while whenever something is done to it."""

    def __init__(self, times: int, *names: str) -> None:
        self.times, self.names, self.left = times, names, 0

    def called(self, name: str, real: Callable[..., Any], *arguments: Any, **named: Any) -> Any:
        if name in self.names:
            self.left = self.times if self.left == 0 else self.left - 1
            if self.left:
                raise SharingViolation(errno.EACCES, "in use")
        return real(*arguments, **named)


def as_on_windows(folder: Path, waits: list[float]) -> FileStore:
    create_store(folder, purpose="demo", created=NOW)
    return open_store(folder, disk=LocalFilesystem(publisher=rename, patience=Patience(wait=waits.append)))


def rename(temporary: Path, final: Path) -> bool:
    """``publish_by_rename`` on a system whose rename refuses a taken name, as Windows' does."""
    if final.exists():
        return False
    return publish_by_rename(temporary, final)


@pytest.mark.parametrize("held", ["unlink", "rename", "link"])
def test_a_file_that_a_scanner_holds_is_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, held: str) -> None:
    waits: list[float] = []
    store = as_on_windows(tmp_path / "store", waits)
    watch(monkeypatch, Scanner(3, held))
    kept = [response() for _ in range(6)]
    for one in kept:
        keep_response(store, CASE, one)
    assert list(open_case(store, CASE).responses) == kept
    assert len(store.history(CASE)) == 3
    assert (set(waits) == {0.05}) is (held != "link")


def test_a_file_that_a_scanner_never_lets_go_of_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    waits: list[float] = []
    store = as_on_windows(tmp_path / "store", waits)
    keep_response(store, CASE, response())
    watch(monkeypatch, Scanner(1000, "rename"))
    assert refused(lambda: keep_response(store, CASE, response())) is Reason.DENIED
    assert sum(waits) == pytest.approx(2.45)
    assert len(open_case(store, CASE).responses) == 1


def test_windows_renames_and_others_link(monkeypatch: pytest.MonkeyPatch) -> None:
    class Named(WatchedOs):
        name = "nt"

    assert usual_publisher() is publishing.publish_by_link
    monkeypatch.setattr(publishing, "os", Named())
    assert usual_publisher() is publish_by_rename


def test_a_taken_name_is_a_conflict_on_windows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Refusing(WatchedOs):
        def called(self, name: str, real: Callable[..., Any], *arguments: Any, **named: Any) -> Any:
            if name == "rename" and arguments[1].exists():
                raise FileExistsError
            return real(*arguments, **named)

    watch(monkeypatch, Refusing())
    (tmp_path / "new").write_bytes(b"new")
    (tmp_path / "taken").write_bytes(b"old")
    assert not publish_by_rename(tmp_path / "new", tmp_path / "taken")
    assert (tmp_path / "taken").read_bytes() == b"old"
    assert publish_by_rename(tmp_path / "new", tmp_path / "free")


@pytest.mark.parametrize("refusal", [errno.EPERM, errno.EOPNOTSUPP, errno.EMLINK])
def test_a_disk_without_links_publishes_under_a_lock(
    files: FileStore, monkeypatch: pytest.MonkeyPatch, refusal: int
) -> None:
    class Linkless(WatchedOs):
        def called(self, name: str, real: Callable[..., Any], *arguments: Any, **named: Any) -> Any:
            if name == "link":
                raise OSError(refusal, "no links here")
            return real(*arguments, **named)

    watch(monkeypatch, Linkless())
    for number in range(5):
        assert files.save(CASE, number, some_data(number)) == Saved(revision=number + 1)
    assert files.save(CASE, 2, some_data("late")) == Conflict(revision=5)
    assert files.load(CASE).data == some_data(4)
    folder = files.folder / "cases" / CASE[:2] / CASE
    (folder / "mine.tmp").write_bytes(b"")
    assert not publish_under_lock(folder / "mine.tmp", folder / "r00000005.sfc")


def test_a_disk_with_neither_links_nor_locks_is_refused(files: FileStore, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(errno.EOPNOTSUPP, "neither")

    files.save(CASE, 0, some_data(1))
    monkeypatch.setattr(publishing, "take_lock", refuse)
    monkeypatch.setattr(os, "link", refuse)
    assert refused(lambda: files.save(CASE, 1, some_data(2))) is Reason.UNSUPPORTED
    assert files.load(CASE).data == some_data(1)


def test_a_draft_on_a_disk_without_locks_can_be_filled_in(files: FileStore, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(errno.ENOLCK, "no locks here")

    monkeypatch.setattr(locking, "take_lock", refuse)
    draft = files.begin_draft(header())
    files.append(draft, entry(0))
    assert files.read_draft(draft).entries == (entry(0),)


def test_a_lock_that_windows_takes_lies_behind_all_content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    taken: list[tuple[int, int, int]] = []

    class Msvcrt:
        LK_LOCK, LK_NBLCK = 1, 2

        def locking(self, handle: int, mode: int, count: int) -> None:
            taken.append((windows.place, mode, count))
            if len(taken) > 1:
                raise PermissionError

    class Windows(WatchedOs):
        name, place = "nt", 0

        def called(self, name: str, real: Callable[..., Any], *arguments: Any, **named: Any) -> Any:
            assert name == "lseek"
            self.place = arguments[1]  # a disk for other systems may know no place that far away

    windows = Windows()
    monkeypatch.setattr(locking, "os", windows)
    monkeypatch.setitem(sys.modules, "msvcrt", Msvcrt())
    handle = os.open(tmp_path / "journal", os.O_RDWR | os.O_CREAT | os.O_APPEND)
    assert not locking.is_locked_out(handle)
    assert locking.is_locked_out(handle)
    assert taken == [(1 << 62, 2, 1), (1 << 62, 2, 1)]
    os.close(handle)


def test_windows_has_no_folders_to_flush(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Named(WatchedOs):
        name = "nt"

        def called(self, name: str, real: Callable[..., Any], *arguments: Any, **named: Any) -> Any:
            assert name != "open"
            return real(*arguments, **named)

    monkeypatch.setattr(filesystem, "os", Named())
    LocalFilesystem(publisher=rename).sync_folder(tmp_path)

"""A folder is tried before answers are entrusted to it: what it cannot do is found, named, and refused where needed."""

import errno
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from sipforms.render.language import languages, speak
from sipforms.render.probes import finding_sentence, finding_step
from sipforms.store.filesystem import JournalFile, LocalFilesystem
from sipforms.store.probing.findings import Finding, Probe, UnfitFolder, Verdict, refused
from sipforms.store.probing.folder import HERE, Surroundings, examine_folder
from sipforms.store.probing.other_process import Answer, asked
from sipforms.store.probing.place import Place, is_synced, place_of
from tests.store.watched import WatchedOs, watch

LOCKED_OUT = Surroundings(other=lambda _: Answer.LOCKED_OUT, free=lambda _: 10**12, mounts=lambda: LINUX)
LINUX = r"""22 28 0:20 / /proc rw,nosuid - proc proc rw
28 1 254:1 / / rw,relatime shared:1 - ext4 /dev/vda1 rw
90 28 0:42 / /mnt/dr\303\270m rw - nfs4 server:/x rw
91 28 0:43 / /mnt/f\040lles rw,relatime master:7 - cifs //server/share rw
92 28 0:44 / /mnt/stick rw - vfat /dev/sdb1 rw
93 28 0:45 / /run/user rw - tmpfs tmpfs rw
94 28 0:46 / /mnt/odd rw - fuse.somebody somebody rw
95 28 0:47 / /mnt/ntfs rw - fuseblk /dev/sda2 rw
96 91 254:1 / /mnt/f\040lles/inner rw - xfs /dev/vdb rw
torn line"""


def found(findings: tuple[Finding, ...]) -> dict[Probe, Finding]:
    assert len({one.probe for one in findings}) == len(findings)
    return {one.probe: one for one in findings}


def test_a_good_folder_passes_and_nothing_is_left_in_it(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        findings = examine_folder(tmp_path, surroundings=replace(LOCKED_OUT, other=asked))
    finally:
        os.umask(before)
    assert {one.probe for one in findings} == set(Probe)
    assert {one.probe for one in findings if one.verdict is not Verdict.GOOD} == set()
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there_yet_is_tried_where_it_will_lie(tmp_path: Path) -> None:
    assert refused(examine_folder(tmp_path / "a" / "b", surroundings=LOCKED_OUT)) == ()
    assert list(tmp_path.iterdir()) == []


def test_a_second_process_is_kept_out_by_the_lock_and_by_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "held").write_bytes(b"")
    file = LocalFilesystem().open_journal(tmp_path / "held")
    assert file is not None
    assert asked(tmp_path / "held") is Answer.LOCKED_OUT
    file.close()
    assert asked(tmp_path / "held") is Answer.LET_IN
    assert asked(tmp_path / "gone") is Answer.REFUSED


def test_a_second_process_that_does_not_answer_or_start_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def late(command: list[str], **_: Any) -> None:
        raise subprocess.TimeoutExpired(command, 1)

    monkeypatch.setattr(sys, "executable", str(tmp_path / "no python"))
    assert asked(tmp_path) is Answer.NOT_STARTED
    monkeypatch.setattr(subprocess, "run", late)
    assert asked(tmp_path) is Answer.SILENT


def refusing(operation: str, error: int, *, after: int = 0) -> WatchedOs:
    """An operating system that refuses this operation; the first few times it still works."""

    class Refusing(WatchedOs):
        left = after

        def called(self, name: str, real: Callable[..., Any], *arguments: Any, **named: Any) -> Any:
            if name == operation:
                self.left -= 1
                if self.left < 0:
                    raise OSError(error, os.strerror(error))
            return real(*arguments, **named)

    return Refusing()


@pytest.mark.parametrize(
    ("operation", "error", "after", "expected"),
    [
        ("mkdir", errno.EACCES, 0, (Probe.WRITES, "denied")),
        ("mkdir", errno.EROFS, 2, (Probe.WRITES, "read-only")),
        ("mkdir", errno.ENAMETOOLONG, 3, (Probe.WRITES, "failed")),
        ("write", errno.ENOSPC, 0, (Probe.WRITES, "full")),
        ("fsync", errno.EINVAL, 0, (Probe.FLUSHES, "failed")),
        ("fsync", errno.EIO, 1, (Probe.FLUSHES_NAMES, "failed")),
        ("ftruncate", errno.EPERM, 0, (Probe.APPENDS, "denied")),
    ],
)
def test_what_the_disk_refuses_is_found_and_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, operation: str, error: int, after: int, expected: tuple[Probe, str]
) -> None:
    with monkeypatch.context() as patch:
        watch(patch, refusing(operation, error, after=after))
        findings = refused(examine_folder(tmp_path, surroundings=LOCKED_OUT))
    assert (findings[0].probe, findings[0].fact) == expected
    assert list(tmp_path.iterdir()) == []


class Overwriting(LocalFilesystem):
    """A share that puts a new file in the place of an old one, whatever it is asked."""

    def write_new(self, path: Path, content: bytes) -> None:
        path.write_bytes(content)


class Replacing(LocalFilesystem):
    def publish(self, temporary: Path, final: Path) -> bool:
        temporary.replace(final)
        return True


class Forgetful(LocalFilesystem):
    def read(self, path: Path) -> bytes:
        return LocalFilesystem.read(self, path).replace(b"\r\n", b"\n")


class Lockless(LocalFilesystem):
    def open_journal(self, path: Path) -> JournalFile | None:
        return None


@pytest.mark.parametrize(
    ("disk", "bad"),
    [
        (Overwriting(), {Probe.EXCLUSIVE}),
        (Replacing(), {Probe.PUBLISHES}),
        (Forgetful(), {Probe.EXCLUSIVE, Probe.FLUSHES}),
        (Lockless(), {Probe.APPENDS, Probe.LOCKS}),
    ],
    ids=lambda value: type(value).__name__,
)
def test_a_disk_that_does_something_else_than_asked_is_refused(
    tmp_path: Path, disk: LocalFilesystem, bad: set[Probe]
) -> None:
    findings = examine_folder(tmp_path, disk=disk, surroundings=LOCKED_OUT)
    assert {one.probe for one in refused(findings)} == bad
    assert all(finding_step(one) for one in refused(findings))


def test_without_links_the_lock_decides_and_so_must_be_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    watch(monkeypatch, refusing("link", errno.EPERM))
    locks = found(examine_folder(tmp_path, surroundings=LOCKED_OUT))
    assert (locks[Probe.PUBLISHES].verdict, locks[Probe.PUBLISHES].fact) == (Verdict.GOOD, "lock")
    none = examine_folder(tmp_path, surroundings=replace(LOCKED_OUT, other=lambda _: Answer.LET_IN))
    assert [one.probe for one in refused(none)] == [Probe.LOCKS]


@pytest.mark.parametrize(
    ("answer", "verdict"),
    [
        (Answer.LOCKED_OUT, Verdict.GOOD),
        (Answer.LET_IN, Verdict.NOTE),
        (Answer.REFUSED, Verdict.NOTE),
        (Answer.SILENT, Verdict.BAD),
        (Answer.NOT_STARTED, Verdict.NOTE),
    ],
)
def test_with_links_a_lock_is_politeness(tmp_path: Path, answer: Answer, verdict: Verdict) -> None:
    findings = found(examine_folder(tmp_path, surroundings=replace(LOCKED_OUT, other=lambda _: answer)))
    assert findings[Probe.LOCKS].verdict is verdict


@pytest.mark.parametrize(("free", "verdict"), [(49, Verdict.BAD), (50, Verdict.NOTE), (1000, Verdict.GOOD)])
def test_too_little_room_is_refused(tmp_path: Path, free: int, verdict: Verdict) -> None:
    findings = found(examine_folder(tmp_path, surroundings=replace(LOCKED_OUT, free=lambda _: free * 10**6)))
    assert (findings[Probe.SPACE].verdict, findings[Probe.SPACE].figure) == (verdict, free)


def test_room_that_cannot_be_asked_for_is_told(tmp_path: Path) -> None:
    def refuse(_: Path) -> int:
        raise OSError

    assert found(examine_folder(tmp_path, surroundings=replace(LOCKED_OUT, free=refuse)))[Probe.SPACE].fact == "unknown"


def test_a_disk_that_keeps_no_rights_is_told(tmp_path: Path) -> None:
    class Open(LocalFilesystem):
        def make_folder(self, folder: Path) -> None:
            LocalFilesystem.make_folder(self, folder)
            folder.chmod(0o777)

    assert found(examine_folder(tmp_path, disk=Open(), surroundings=LOCKED_OUT))[Probe.RIGHTS].fact == "wider"
    windows = replace(LOCKED_OUT, has_rights=False)
    assert found(examine_folder(tmp_path, surroundings=windows))[Probe.RIGHTS].fact == "windows"


@pytest.mark.parametrize(
    ("folder", "place"),
    [
        ("/data/ab/store", Place.LOCAL),
        ("/mnt/f lles/store", Place.SHARE),
        ("/mnt/f lles", Place.SHARE),
        ("/mnt/f lles/inner/store", Place.LOCAL),
        ("/mnt/f llesX", Place.LOCAL),
        ("/mnt/stick/store", Place.SIMPLE),
        ("/run/user/store", Place.MEMORY),
        ("/mnt/odd/store", Place.UNKNOWN),
        ("/mnt/ntfs/store", Place.LOCAL),
    ],
)
def test_what_kind_of_disk_it_is_stands_in_the_systems_list(folder: str, place: Place) -> None:
    assert place_of(Path(folder), LINUX) is place


def test_without_a_list_of_disks_the_place_is_unknown(tmp_path: Path) -> None:
    assert place_of(tmp_path, "") is Place.UNKNOWN
    assert place_of(tmp_path, HERE.mounts()) in Place


@pytest.mark.parametrize(
    ("folder", "claim"),
    [
        ("/data/ab/OneDrive - Kommunen/sip", True),
        ("/data/ab/Dropbox/sip", True),
        ("/data/ab/drops/box", False),
        ("C:/data/sip", False),
    ],
)
def test_a_folder_that_a_program_copies_is_known_by_its_name(folder: str, claim: bool) -> None:  # noqa: FBT001 - a case
    assert is_synced(Path(folder)) is claim


def test_the_exception_names_what_is_wrong_and_no_folder() -> None:
    findings = (Finding(probe=Probe.LOCKS, verdict=Verdict.BAD, fact="silent"),)
    fault = UnfitFolder(findings=findings)
    assert fault.findings == findings
    assert str(fault) == "unfit for a store: locks"


def test_every_finding_has_a_sentence_and_every_bad_one_a_next_step() -> None:
    from sipforms.render import probes

    told = [Finding(probe=probe, verdict=Verdict.GOOD) for probe in Probe]
    told += [Finding(probe=probe, verdict=Verdict.BAD, fact=fact) for probe, fact in probes._OTHERWISE]
    told += [Finding(probe=Probe.WRITES, verdict=Verdict.BAD, fact=reason) for reason in probes._REASONS]
    for language in languages():
        speak(language)
        for one in told:
            assert finding_sentence(one).endswith(".")
            assert finding_step(one).endswith(".") or one.verdict is Verdict.GOOD or one.fact == "unknown"
    speak(None)


can_mount = pytest.mark.skipif(
    shutil.which("unshare") is None
    or subprocess.run(
        ["unshare", "-Urm", "mount", "-t", "tmpfs", "x", "/mnt"], capture_output=True, check=False
    ).returncode
    != 0,
    reason="this machine lets nobody mount a disk; the same faults are injected above",
)

REAL_DISKS = """
import subprocess, sys
from pathlib import Path
from sipforms.store.probing.folder import Probe, Verdict, examine_folder, refused
disk = Path(sys.argv[1])
subprocess.run(["mount", "-t", "tmpfs", "-o", "size=40m", "x", disk], check=True)
print(*(one.probe for one in refused(examine_folder(disk))))
subprocess.run(["mount", "-o", "remount,size=200m", disk], check=True)
print(*(one.probe for one in examine_folder(disk) if one.verdict is Verdict.NOTE))
subprocess.run(["mount", "-o", "remount,size=200m,ro", disk], check=True)
print(*(f"{one.probe}={one.fact}" for one in refused(examine_folder(disk))))
"""


@can_mount
def test_real_disks_that_are_small_in_memory_or_read_only(tmp_path: Path) -> None:
    outcome = subprocess.run(
        ["unshare", "-Urm", sys.executable, "-c", REAL_DISKS, str(tmp_path)],
        capture_output=True, text=True, timeout=60, check=False, cwd=Path(__file__).resolve().parents[3],
    )  # fmt: skip
    assert outcome.stderr == ""
    assert outcome.stdout.splitlines() == ["space", "space place", "writes=read-only"]

"""The power goes, the program is killed, the disk is full or fails: what was told is in the log, and the chain goes on.

Longer: ``python run.py test -m long tests/store/log`` (240 kills).
"""

import errno
import random
from collections.abc import Callable
from pathlib import Path

import pytest

from sipforms.store.failures import Reason, StoreUnavailable
from sipforms.store.filesystem import LocalFilesystem
from sipforms.store.log.access_log import AccessLog
from sipforms.store.log.chain import Break
from sipforms.store.log.listing import LogFolder
from sipforms.store.log.verifying import Notable
from sipforms.store.uses import Action, Subject, Use
from tests.store.log.logs import (
    READ,
    SIGN_IN,
    Clock,
    a_log,
    checked,
    log_folder,
    person,
    read_case,
    uses,
)
from tests.store.log.tellers import tell_without_end
from tests.store.power import RecordingOs, State, StateDisk
from tests.store.watched import FailingOs, watch
from tests.store.writers import acknowledged, killed_in_the_middle, start

DISK = LocalFilesystem()
ERRORS = {
    errno.EIO: Reason.FAILED,
    errno.ENOSPC: Reason.FULL,
    errno.EACCES: Reason.DENIED,
    errno.EROFS: Reason.READ_ONLY,
}


def is_told(log: AccessLog, use: Use, reason: Reason) -> bool:
    """Whether it was told; if not, it was refused for this reason."""
    try:
        log.tell(use)
    except StoreUnavailable as refusal:
        if refusal.reason is not reason:
            raise
        return False
    return True


class Broken(AssertionError):
    """A promise that some state of the disk breaks."""


def power_cuts(folder: Path, monkeypatch: pytest.MonkeyPatch, *forgets: str) -> int:
    """Tells of uses while the power may go after each operation; how many states of the disk were looked at."""
    told: list[Use] = []
    seen: set[frozenset[tuple[str, bytes]]] = set()

    def is_broken(state: State) -> bool:
        disk = StateDisk(state)
        try:
            before = uses(disk, folder)
            a_log(disk, folder, by=person("b"), clock=Clock()).tell(READ)
            after = checked(disk, folder)
            findings = {finding.kind for finding in after.findings}
        except Exception:  # noqa: BLE001  whatever goes wrong after a power cut is a broken promise
            return True
        is_kept = before[: len(told)] == told and len(before) <= len(told) + 1
        return not is_kept or uses(disk, folder) != [*before, READ] or bool(findings)

    def power_may_go(recording: RecordingOs) -> None:
        for state in recording.states():
            key = frozenset(state.items())
            if key not in seen:
                seen.add(key)
                if is_broken(state):
                    raise Broken

    recording = RecordingOs(folder, power_may_go)
    with monkeypatch.context() as patch:
        watch(patch, recording)
        recording.forgets = frozenset(forgets)
        clock = Clock()
        for _ in range(2):
            log = a_log(DISK, folder, by=person("a"), clock=clock)
            for number in range(3):
                log.tell(read_case(number))
                told.append(read_case(number))
            log.close()
    return len(seen)


def test_what_was_told_survives_a_power_cut_at_every_step(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert power_cuts(tmp_path, monkeypatch) > 20


@pytest.mark.parametrize("forgotten", ["file", "folder", "journal"])
def test_a_log_that_forgets_to_flush_is_found_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, forgotten: str
) -> None:
    with pytest.raises(Broken):
        power_cuts(tmp_path, monkeypatch, forgotten)


@pytest.mark.parametrize("error", ERRORS, ids=errno.errorcode.get)
@pytest.mark.parametrize("lasts", [False, True])
def test_whichever_operation_fails_the_use_is_refused_or_told_and_the_chain_goes_on(
    tmp_path: Path, error: int, *, lasts: bool
) -> None:
    refused, watched = 0, FailingOs(1, error)
    for number in range(1, 60):
        folder = tmp_path / str(number)
        folder.mkdir()
        watched, told = FailingOs(number, error, lasts=lasts), []
        log = a_log(DISK, folder, by=person("a"), clock=Clock())
        with pytest.MonkeyPatch.context() as patch:
            watch(patch, watched)
            for use in (SIGN_IN, READ):
                if is_told(log, use, ERRORS[error]):
                    told.append(use)
                else:
                    refused += 1
        log.tell(READ)
        found = [use for use in uses(DISK, folder) if use]
        assert set(told) <= set(found)
        assert found[-1] == READ
        found_wrong = checked(DISK, folder)
        assert found_wrong.is_whole
        assert lasts or not found_wrong.notes  # half an entry is taken back at once where the disk lets us
        if not watched.has_failed:
            break
    assert not watched.has_failed
    assert refused > 4


@pytest.mark.parametrize("kills", [10, pytest.param(200, marks=pytest.mark.long)])
def test_killed_while_telling(tmp_path: Path, kills: int) -> None:
    chance, told = random.Random(19), tmp_path / "told"
    (tmp_path / "log").mkdir()
    for _ in range(kills):
        killed_in_the_middle(start(tell_without_end, tmp_path, told), told, chance)
        kept = {use.id for use in uses(DISK, tmp_path) if use}
        assert set(acknowledged(told)) <= kept
        assert {finding.kind for finding in checked(DISK, tmp_path).findings} <= {Break.TORN}
    a_log(DISK, tmp_path, by=person("a"), clock=Clock()).tell(READ)
    assert checked(DISK, tmp_path).is_whole
    assert len(log_folder(DISK, tmp_path).chains()) == 1


@pytest.mark.parametrize("kills", [4, pytest.param(40, marks=pytest.mark.long)])
def test_two_processes_at_one_workstation_are_killed_in_turn(tmp_path: Path, kills: int) -> None:
    chance = random.Random(20)
    (tmp_path / "log").mkdir()
    told = [tmp_path / name for name in ("one", "other")]
    running = [start(tell_without_end, tmp_path, one) for one in told]
    for kill in range(kills):
        which = kill % 2
        killed_in_the_middle(running[which], told[which], chance)
        running[which] = start(tell_without_end, tmp_path, told[which])
    for process, one in zip(running, told, strict=True):
        killed_in_the_middle(process, one, chance)
    a_log(DISK, tmp_path, by=person("a"), clock=Clock()).tell(READ)
    kept = {use.id for use in uses(DISK, tmp_path) if use}
    assert {use for one in told for use in acknowledged(one)} <= kept
    assert {finding.kind for finding in checked(DISK, tmp_path).findings} <= {Break.TORN}
    assert len(log_folder(DISK, tmp_path).chains()) == 2


def test_checking_while_others_write_finds_nothing(tmp_path: Path) -> None:
    (tmp_path / "log").mkdir()
    told = [tmp_path / name for name in ("one", "other")]
    running = [start(tell_without_end, tmp_path, one) for one in told]
    looks = 0
    while looks < 10 or min(len(acknowledged(one)) for one in told) < 60:
        assert checked(DISK, tmp_path).findings == ()
        a_log(DISK, tmp_path, at="2", by=person("b"), clock=Clock()).tell(SIGN_IN)  # tells of what is being written
        assert all(process.is_alive() for process in running)
        looks += 1
    for process in running:
        process.kill()


TEARS: dict[str, Callable[[bytes, int], bytes]] = {
    "nothing of it": lambda content, start: content[:start],
    "half": lambda content, start: content[: (start + len(content)) // 2],
    "all but a byte": lambda content, _: content[:-1],
    "noughts": lambda content, start: content[:start] + bytes(len(content) - start),
    "rubbish": lambda content, start: content[:start] + b"\xa5" * (len(content) - start),
    "four bytes": lambda content, start: content[: start + 4],
}


@pytest.mark.parametrize("tear", TEARS)
def test_an_entry_that_was_never_finished_is_cut_off_and_the_next_one_says_so(tear: str) -> None:
    disk, clock = StateDisk({}), Clock()
    log = a_log(disk, by=person("a"), clock=clock)
    for number in range(4):
        log.tell(read_case(number))
    log.close()
    path, content = next(iter(disk.files.items()))
    start = _last_start(log_folder(disk))
    disk.files[path] = TEARS[tear](content, start)
    torn = len(disk.files[path]) - start
    assert [finding.kind for finding in checked(disk).findings] == [Break.TORN] * bool(torn)
    a_log(disk, by=person("b"), clock=clock).tell(READ)
    found = checked(disk)
    assert found.is_whole
    assert [note.amount for note in found.notes if note.kind is Notable.MENDED] == [torn] * bool(torn)
    assert uses(disk) == [*(read_case(number) for number in range(3)), READ]


def test_what_is_more_than_one_unfinished_entry_is_left_for_checking_to_find() -> None:
    """Whoever breaks the log in its middle must not get the rest of it cleared away by the next opening."""
    disk, clock = StateDisk({}), Clock()
    log = a_log(disk, by=person("a"), clock=clock)
    for number in range(30):
        log.tell(read_case(number))
    log.close()
    path, content = next(iter(disk.files.items()))
    for place, blank in ((4000, 1), (4000, len(content) - 4000)):
        disk = StateDisk({str(path): content[:place] + bytes(blank) + content[place + blank :]})
        before = disk.files[path]
        a_log(disk, by=person("a"), clock=clock).tell(READ)
        assert disk.files[path] == before
        assert len(log_folder(disk).chains()) == 2
        assert not checked(disk).is_whole


def test_what_cannot_be_told_is_refused_until_there_is_room_again(tmp_path: Path) -> None:
    """Half an entry fits: the other half must not be there when there is room again."""
    log = a_log(DISK, tmp_path, by=person("a"), clock=Clock())
    log.tell(SIGN_IN)
    for number in range(1, 4):
        with pytest.MonkeyPatch.context() as patch:
            watch(patch, FailingOs(number, errno.ENOSPC, lasts=True))
            with pytest.raises(StoreUnavailable) as refused:
                log.tell(Use(action=Action.EXPORT, subject=Subject.RESPONSE))
        assert refused.value.reason is Reason.FULL
    log.tell(READ)
    kept = uses(DISK, tmp_path)
    assert kept[0] == SIGN_IN
    assert kept[-1] == READ
    assert checked(DISK, tmp_path).is_whole


def _last_start(log: LogFolder) -> int:
    (chain,) = log.chains()
    *_, last = log.links(chain)
    return last.start

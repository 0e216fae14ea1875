"""Many at once on one case file: every acknowledged response is there, and no number is used twice or left out."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sipforms.store import files as files_module
from sipforms.store import filesystem
from sipforms.store.casefile import CaseFile, keep_response, open_case
from sipforms.store.failures import DraftInUse, StoreUnavailable
from sipforms.store.files import FileStore
from sipforms.store.filesystem import LocalFilesystem
from sipforms.store.protocol import Conflict
from sipforms.store.revisions import RevisionFolder
from tests.store.conftest import FILE_KINDS, OPEN, FileKind
from tests.store.samples import CASE, entry, header, response, some_data
from tests.store.watched import WatchedOs, watch
from tests.store.writers import PATIENCE, acknowledged, keep_so_many, start


@pytest.mark.parametrize(
    ("name", "writers", "each"),
    [
        ("open", 4, 50),
        ("sealed", 2, 100),
        ("sealed", 4, 50),
        ("sealed", 8, 50),
        ("sealed", 16, 25),
        pytest.param("sealed", 16, 500, marks=pytest.mark.long),
    ],
)
def test_many_processes_on_one_case(tmp_path: Path, name: str, writers: int, each: int) -> None:
    """Longer: ``python run.py test -m long tests/store`` (16 processes, 500 responses each)."""
    kind = FILE_KINDS[name]
    files, told = kind.made(tmp_path / "store"), tmp_path / "told"
    processes = [start(keep_so_many, kind.open, files.folder, told, each) for _ in range(writers)]
    for process in processes:
        process.join(PATIENCE * max(1, each * writers // 100))
        assert process.exitcode == 0
    file = open_case(files, CASE)
    assert {one.id for one in file.responses} == set(acknowledged(told))
    assert (len(file.responses), file.revision, file.damage) == (writers * each, writers * each, ())


class Meddling(WatchedOs):
    """Just before the operation with this number, somebody else does something."""

    def __init__(self, number: int, meddle: Callable[[], object]) -> None:
        self.left = number
        self.meddle = meddle

    def called(self, name: str, real: Callable[..., Any], *arguments: Any, **named: Any) -> Any:
        self.left -= 1
        if self.left == 0:
            self.meddle()
        return real(*arguments, **named)


@pytest.mark.parametrize("colleagues", [1, 2, 3, 4, 7])
def test_colleagues_who_save_between_any_two_steps(files: FileStore, colleagues: int) -> None:
    number, acknowledged_ids = 0, []

    def meddle() -> None:
        for _ in range(colleagues):
            one = response()
            assert isinstance(keep_response(files, CASE, one), CaseFile)
            acknowledged_ids.append(one.id)

    while True:
        number += 1
        ours, meddling = response(), Meddling(number, meddle)
        with pytest.MonkeyPatch.context() as patch:
            watch(patch, meddling)
            assert isinstance(keep_response(files, CASE, ours), CaseFile)
        acknowledged_ids.append(ours.id)
        if meddling.left > 0:
            break
    kept = [one.id for one in open_case(files, CASE).responses]
    assert set(acknowledged_ids) == set(kept)
    assert len(kept) == len(set(kept))
    assert number > 20


@pytest.mark.parametrize("number", range(1, 16))
def test_a_save_on_one_base_by_two_is_given_to_one(files: FileStore, number: int) -> None:
    outcomes: list[object] = []
    meddling = Meddling(number, lambda: outcomes.append(files.save(CASE, 0, some_data("theirs"))))
    with pytest.MonkeyPatch.context() as patch:
        watch(patch, meddling)
        outcomes.append(files.save(CASE, 0, some_data("ours")))
    assert meddling.left <= 0
    assert sum(isinstance(outcome, Conflict) for outcome in outcomes) == 1
    winner = "ours" if isinstance(outcomes[0], Conflict) else "theirs"
    assert files.load(CASE).data == some_data(winner)


class Trusting(RevisionFolder):
    """A mutant that does not look whether others are far ahead."""

    def _is_overtaken(self, number: int, checksum: str) -> bool:
        return False


@pytest.mark.parametrize("kind", [OPEN], ids=["open"])
def test_a_store_that_does_not_look_ahead_loses_a_colleagues_work(
    files: FileStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files_module, "RevisionFolder", Trusting)
    with pytest.raises(AssertionError):
        test_colleagues_who_save_between_any_two_steps(files, 7)


def test_drafts_begun_and_discarded_at_once(files: FileStore) -> None:
    number = 0
    while True:
        number += 1
        other = files.begin_draft(header())
        meddling = Meddling(number, lambda other=other: files.discard_draft(other))  # type: ignore[misc]
        with pytest.MonkeyPatch.context() as patch:
            watch(patch, meddling)
            draft = files.begin_draft(header())
        files.append(draft, entry(0))
        assert files.read_draft(draft).entries == (entry(0),)
        files.discard_draft(draft)
        if meddling.left > 0:
            break
    assert number > 10


def test_a_draft_is_held_by_one_workstation_at_a_time(kind: FileKind, files: FileStore) -> None:
    draft = files.begin_draft(header())
    other = kind.open(files.folder)
    with pytest.raises(DraftInUse):
        other.append(draft, entry(0))
    assert other.read_draft(draft).entries == ()
    files.release_draft(draft)
    other.append(draft, entry(0))
    with pytest.raises(DraftInUse):
        files.append(draft, entry(1))
    other.close()
    files.append(draft, entry(1))
    assert other.read_draft(draft).entries == (entry(0), entry(1))


def test_two_workstations_on_a_disk_without_locks_lose_nothing(
    kind: FileKind, files: FileStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(filesystem, "is_locked_out", lambda _: False)
    draft = files.begin_draft(header())
    other = kind.open(files.folder)
    for number in range(0, 10, 2):
        files.append(draft, entry(number))
        other.append(draft, entry(number + 1))
    assert list(files.read_draft(draft).entries) == [entry(number) for number in range(10)]
    assert files.read_draft(draft).damage == ()
    other.close()


def test_a_disk_that_is_never_still_is_busy(files: FileStore, monkeypatch: pytest.MonkeyPatch) -> None:
    files.save(CASE, 0, some_data(1))
    read = LocalFilesystem.read

    def gone(disk: LocalFilesystem, path: Path) -> bytes:
        if path.suffix == ".sfc":
            raise FileNotFoundError
        return read(disk, path)

    monkeypatch.setattr(LocalFilesystem, "read", gone)
    with pytest.raises(StoreUnavailable):
        files.load(CASE)

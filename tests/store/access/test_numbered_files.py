"""Numbered files under which nothing older is kept: who is slow never believes that he wrote what others passed by."""

import errno
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from sipforms.store.access.numbered import NumberedFolder
from sipforms.store.filesystem import LocalFilesystem
from sipforms.store.protocol import fresh_id


@dataclass(frozen=True, slots=True, kw_only=True)
class Interrupted(LocalFilesystem):
    """A disk where others do something just before, or just after, a file gets its final name."""

    before: list[Callable[[], object]] = field(default_factory=list)
    after: list[Callable[[], object]] = field(default_factory=list)

    def publish(self, temporary: Path, final: Path) -> bool:
        while self.before:
            self.before.pop()()
        is_published = LocalFilesystem.publish(self, temporary, final)
        while self.after:
            self.after.pop()()
        return is_published


def folder(path: Path, disk: LocalFilesystem | None = None) -> NumberedFolder:
    path.mkdir(exist_ok=True)
    return NumberedFolder(folder=path, suffix=".sfx", disk=disk or LocalFilesystem(), new_id=fresh_id)


def save(files: NumberedFolder, content: str, base: int | None = None, *, keeps: int = 1) -> bool:
    """Content that names what it was built on, as registers do."""
    number = files.newest() if base is None else base
    on = next(files.contents(number), b"").decode().partition(" ")[0] if number else ""
    written = f"{content} {on}".encode()
    if not files.publish(number + 1, written, lambda after: after.decode().partition(" ")[2] == content):
        return False
    files.prune(number + 2 - keeps)
    return True


def test_the_newest_counts_and_older_ones_go(tmp_path: Path) -> None:
    files = folder(tmp_path / "x")
    for content in "abcd":
        assert save(files, content)
    assert files.numbers() == [4]
    assert list(files.contents(4)) == [b"d c", b"d c"]
    assert sorted(path.name for path in files.folder.iterdir()) == ["c00000004.sfx", "r00000004.sfx"]


def test_a_number_is_given_once(tmp_path: Path) -> None:
    files = folder(tmp_path / "x")
    assert save(files, "a")
    assert not save(files, "b", 0)
    assert [list(files.contents(number)) for number in files.numbers()] == [[b"a ", b"a "]]


@pytest.mark.parametrize("ahead", range(1, 6))
@pytest.mark.parametrize("keeps", [1, 2, 3])
def test_a_slow_writer_whose_number_became_free_again_is_told(tmp_path: Path, ahead: int, keeps: int) -> None:
    quick, slow_disk = folder(tmp_path / "x"), Interrupted()
    slow = folder(tmp_path / "x", slow_disk)
    save(quick, "a")
    slow_disk.before.append(lambda: [save(quick, f"q{number}", keeps=keeps) for number in range(ahead)])
    assert not save(slow, "slow", 1)
    assert quick.newest() == 1 + ahead
    assert all(b"slow" not in content for number in quick.numbers() for content in quick.contents(number))


def test_a_writer_upon_whose_file_others_built_at_once_is_not_told_wrongly(tmp_path: Path) -> None:
    quick, slow_disk = folder(tmp_path / "x"), Interrupted()
    slow = folder(tmp_path / "x", slow_disk)
    save(quick, "a")
    slow_disk.after.append(lambda: save(quick, "next", keeps=3))
    assert save(slow, "slow", 1)
    assert next(iter(quick.contents(3))) == b"next slow"


def test_whoever_is_overtaken_twice_within_a_moment_tries_again(tmp_path: Path) -> None:
    quick, slow_disk = folder(tmp_path / "x"), Interrupted()
    slow = folder(tmp_path / "x", slow_disk)
    save(quick, "a")
    slow_disk.after.append(lambda: [save(quick, "b"), save(quick, "c")])
    assert not save(slow, "slow", 1)  # it was built upon, but nobody can know that any more
    assert next(iter(quick.contents(quick.newest()))) == b"c b"


def test_what_interrupted_writers_left_goes_with_the_next_number(tmp_path: Path) -> None:
    files = folder(tmp_path / "x")
    for name in ("t00000001-aa.tmp", "t00000002-bb.tmp", "t00000009-cc.tmp", "other.txt"):
        (files.folder / name).write_bytes(b"")
    save(files, "a")
    save(files, "b")
    assert sorted(path.name for path in files.folder.iterdir()) == [
        "c00000002.sfx", "other.txt", "r00000002.sfx", "t00000009-cc.tmp",
    ]  # fmt: skip


def test_a_copy_that_cannot_be_written_stops_nobody(tmp_path: Path) -> None:
    class Full(LocalFilesystem):
        def write_new(self, path: Path, content: bytes) -> None:
            if written:
                raise OSError(errno.ENOSPC, "full")
            written.append(path)
            super().write_new(path, content)

    written: list[Path] = []
    files = folder(tmp_path / "x", Full())
    assert save(files, "a")
    assert list(files.contents(1)) == [b"a "]


def test_a_file_that_was_swept_away_by_a_faster_writer_is_a_conflict(tmp_path: Path) -> None:
    quick, slow_disk = folder(tmp_path / "x"), Interrupted()
    slow = folder(tmp_path / "x", slow_disk)

    def quick_saves() -> None:
        save(quick, "q")
        assert [path for path in quick.folder.iterdir() if path.suffix == ".tmp"] == []

    slow_disk.before.append(quick_saves)
    assert not save(slow, "slow", 0)


def test_what_is_removed_is_gone(tmp_path: Path) -> None:
    files = folder(tmp_path / "x")
    save(files, "a")
    (files.folder / "t00000007-aa.tmp").write_bytes(b"half")
    files.remove_all()
    assert list(files.folder.iterdir()) == []
    with suppress(FileNotFoundError):
        files.remove_all()

"""A power cut at any instant of copying, restoring and protecting: what makes it a whole comes when all else is safe.

Of a new folder so many names are under way at once that its states cannot be gone through one by one. What is looked
at instead is stronger: from the first instant at which the last name may be on the disk, every other file and name is
on the disk for certain, so that there is only one state left.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sipforms.store.care.backing_up import back_up
from sipforms.store.care.manifest import MANIFEST
from sipforms.store.care.protecting import protect
from sipforms.store.care.restoring import Request, restore, told_restored
from sipforms.store.casefile import keep_response
from sipforms.store.files import STORE_FILE
from sipforms.store.uses import Unwitnessed
from tests.signed_in import founded
from tests.store.care.protected import HERE, clock, opened, wish
from tests.store.power import A_FOLDER, RecordingOs
from tests.store.samples import CASE, NOW, entry, header, response
from tests.store.test_golden import GOLDEN
from tests.store.watched import watch


class NewFolderOs(RecordingOs):
    """Records what is done below one folder, and lets everything else be done unseen."""

    def __init__(self, root: Path, last: str) -> None:
        super().__init__(root, self.look)
        self.root = root
        self.last = last
        self.is_there = 0
        self.unsafe: list[str] = []

    def open_(self, real: Callable[..., int], path: Path, flags: int, mode: int = 0o777) -> int:
        if not path.is_relative_to(self.root):
            handle = real(path, flags, mode)
            self.handles.pop(handle, None)
            return handle
        return super().open_(real, path, flags, mode)

    def called(self, name: str, real: Callable[..., Any], *arguments: Any, **named: Any) -> Any:
        is_elsewhere = (name in ("write", "fsync", "fdatasync", "ftruncate") and arguments[0] not in self.handles) or (
            name in ("link", "unlink", "mkdir", "rmdir") and not arguments[0].is_relative_to(self.root)
        )
        if is_elsewhere:
            return real(*arguments, **named)
        return super().called(name, real, *arguments, **named)

    def look(self, _: RecordingOs) -> None:
        for folder, names in self.folders.items():
            if self.last in names.after(names.changes):
                self.is_there += 1
                self.unsafe += self.uncertain(folder)

    def uncertain(self, whole: Path) -> list[str]:
        """What below the folder is not on the disk for certain, but for the last name and its temporary one.

        And but for the empty files that count wrong passphrases, which are no loss.
        """
        found = []
        for folder, names in self.folders.items():
            if folder.is_relative_to(whole) and "tries" not in folder.parts:
                late = [name for name, _ in names.changes if name != self.last and not name.endswith(".tmp")]
                found += [f"{folder / name}" for name in late]
                for name, file in names.flushed.items():
                    if file != A_FOLDER and self.files[file].flushed != self.files[file].written:
                        found.append(f"{folder / name} is not flushed")
        return found


@pytest.fixture
def store(tmp_path: Path) -> Path:
    founded(tmp_path / "store")
    living, _ = opened(tmp_path / "store")
    keep_response(living, CASE, response())
    living.append(living.begin_draft(header()), entry(0))
    living.close()
    back_up(tmp_path / "store", tmp_path / "copy", witness=Unwitnessed(), now=NOW)
    return tmp_path / "store"


WORK: dict[str, tuple[str, Callable[[Path, Path], object]]] = {
    "backup": (MANIFEST, lambda store, into: back_up(store, into, witness=Unwitnessed(), now=NOW)),
    "restore": (
        STORE_FILE,
        lambda store, into: restore(Request(backup=store.with_name("copy"), into=into), told_restored(HERE, clock())),
    ),
    "protect": (STORE_FILE, lambda _, into: protect(wish(GOLDEN / "format-1", into))),
}


def recorded(store: Path, work: str, forgets: str = "") -> NewFolderOs:
    root = store.with_name("root")
    root.mkdir()
    last, act = WORK[work]
    watched = NewFolderOs(root, last)
    watched.forgets = frozenset((forgets,))
    with pytest.MonkeyPatch.context() as patch:
        watch(patch, watched)
        act(store, root / "new")
    return watched


@pytest.mark.parametrize("work", WORK)
def test_the_last_name_comes_when_all_else_is_safe(store: Path, work: str) -> None:
    watched = recorded(store, work)
    assert watched.is_there
    assert watched.unsafe == []


@pytest.mark.parametrize("work", WORK)
@pytest.mark.parametrize("forgets", ["file", "folder"])
def test_a_program_that_forgets_to_flush_is_caught(store: Path, work: str, forgets: str) -> None:
    assert recorded(store, work, forgets).unsafe


def test_a_protecting_that_forgets_to_flush_its_drafts_is_caught(store: Path) -> None:
    assert recorded(store, "protect", "journal").unsafe

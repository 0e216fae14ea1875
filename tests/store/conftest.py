"""Every kind of store that must keep the same promises. A third kind is one more entry in ``KINDS``."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from sipforms.store.files import FileStore
from sipforms.store.memory import MemoryStore
from sipforms.store.opening import create_store, open_store
from sipforms.store.protocol import CaseStore
from tests.store import samples
from tests.store.sealed import Opener, make_sealed, new_world


@dataclass(frozen=True, slots=True, kw_only=True)
class FileKind:
    """One way in which a store in a folder is made and opened; another process may open it too."""

    name: str
    make: Callable[[Path], object]
    open: Callable[..., FileStore]
    """Takes the folder, and where wanted ``disk``."""

    def made(self, folder: Path) -> FileStore:
        self.make(folder)
        return self.open(folder)


def make_open(folder: Path) -> None:
    create_store(folder, purpose="demo", created=samples.NOW)


OPEN = FileKind(name="open", make=make_open, open=open_store)
FILE_KINDS = {"open": OPEN, "sealed": FileKind(name="sealed", make=make_sealed, open=Opener(new_world()))}
UNLOGGED = {
    "open": OPEN,
    "sealed": FileKind(name="sealed", make=make_sealed, open=Opener(new_world(), is_witnessed=False)),
}
"""Where the disk is bad on purpose: an access log that cannot be written would keep everything from being seen."""


def _in_memory(_: Path) -> CaseStore:
    return MemoryStore(samples.facts())


KINDS: dict[str, Callable[[Path], CaseStore]] = {
    "memory": _in_memory,
    **{name: kind.made for name, kind in FILE_KINDS.items()},
}


@pytest.fixture(params=KINDS)
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[CaseStore]:
    made = KINDS[request.param](tmp_path / "store")
    yield made
    made.close()


@pytest.fixture(params=FILE_KINDS)
def kind(request: pytest.FixtureRequest) -> FileKind:
    return FILE_KINDS[request.param]


@pytest.fixture
def files(kind: FileKind, tmp_path: Path) -> Iterator[FileStore]:
    made = kind.made(tmp_path / "store")
    yield made
    made.close()

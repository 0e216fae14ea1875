"""Every kind of store that must keep the same promises. A third kind is one more entry in ``KINDS``."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from sipforms.store.files import FileStore
from sipforms.store.memory import MemoryStore
from sipforms.store.opening import create_store, open_store
from sipforms.store.protocol import CaseStore
from tests.store import samples


def _in_memory(_: Path) -> CaseStore:
    return MemoryStore(samples.facts())


def _in_files(folder: Path) -> CaseStore:
    create_store(folder / "store", purpose="demo", created=samples.NOW)
    return open_store(folder / "store")


KINDS: dict[str, Callable[[Path], CaseStore]] = {"memory": _in_memory, "files": _in_files}


@pytest.fixture(params=KINDS)
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[CaseStore]:
    made = KINDS[request.param](tmp_path)
    yield made
    made.close()


@pytest.fixture
def files(tmp_path: Path) -> Iterator[FileStore]:
    create_store(tmp_path / "store", purpose="demo", created=samples.NOW)
    made = open_store(tmp_path / "store")
    yield made
    made.close()

"""A workplace in memory, with the shipped programme, a clock that tests move, and invented people only."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from types import MappingProxyType

import pytest

from sipforms.actions.people import Stay, admit, create
from sipforms.actions.programmes import Programmes
from sipforms.actions.workplace import Workplace
from sipforms.engine.build import build
from sipforms.engine.programme import Programme
from sipforms.engine.read.bundle import Bundle, read
from sipforms.engine.shelf import shipped
from sipforms.engine.vocabulary import Vocabulary
from sipforms.store.casefile import CaseFile
from sipforms.store.memory import MemoryStore
from sipforms.store.protocol import StoreFacts, fresh_id


@dataclass
class TestClock:
    """The time, which passes only when a test says so."""

    __test__ = False
    moment: datetime = field(default_factory=lambda: datetime(2026, 11, 22, 10, 0, tzinfo=UTC))

    def __call__(self) -> datetime:
        return self.moment

    def passes(self, **how_long: int) -> None:
        self.moment += timedelta(**how_long)


@pytest.fixture(scope="session")
def voksen_bundle() -> Bundle:
    return read(shipped() / "voksen")


@pytest.fixture(scope="session")
def voksen(voksen_bundle: Bundle) -> Programme:
    return build(voksen_bundle)


@pytest.fixture
def clock() -> TestClock:
    return TestClock()


@pytest.fixture
def store(clock: TestClock) -> MemoryStore:
    facts = StoreFacts(id=fresh_id(), purpose="demo", protection="none", created=clock.moment, facility=fresh_id())
    return MemoryStore(facts)


@pytest.fixture
def workplace(voksen_bundle: Bundle, voksen: Programme, clock: TestClock, store: MemoryStore) -> Workplace:
    programmes = Programmes(
        by_id=MappingProxyType({"voksen": voksen}), bundles=MappingProxyType({"voksen": voksen_bundle})
    )
    return Workplace(
        programmes=programmes,
        store=store,
        vocabulary=Vocabulary(),
        now=clock,
        user="KHO",
        built={voksen.digest: voksen},
    )


@pytest.fixture
def admitted(workplace: Workplace, clock: TestClock) -> Callable[..., CaseFile]:
    """A citizen with a stay that began today."""

    def make(code: str = "B-1", name: str = "Ahorn Opdigtet", **stay: object) -> CaseFile:
        file = create(workplace, code, name)
        assert isinstance(file, CaseFile)
        given = {"programme": "voksen", "admission": clock.moment.date(), **stay}
        file = admit(workplace, file, Stay(**given))  # type: ignore[arg-type]
        assert isinstance(file, CaseFile)
        return file

    return make

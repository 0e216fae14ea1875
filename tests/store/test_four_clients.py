"""Four clients who load, save on whatever they saw last, and lose power: the history is exactly what was acknowledged.

Longer: ``python run.py test -m long tests/store`` (5,000 histories of 40 steps; 300 otherwise, 60 in a sealed store).
"""

import tempfile
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from sipforms.store import files as files_module
from sipforms.store.files import FileStore
from sipforms.store.opening import create_store, open_store
from sipforms.store.protocol import CaseData, Conflict, Saved
from sipforms.store.revisions import RevisionFolder
from tests.store.samples import CASE, NOW, some_data
from tests.store.sealed import ANNA, BENT, CARL, EAST, Opener, make_sealed, new_world
from tests.store.watched import WatchedOs, watch

CLIENTS = st.integers(0, 3)
FEW = settings(max_examples=60, stateful_step_count=40, deadline=None, suppress_health_check=list(HealthCheck))
PUSH = settings(FEW, max_examples=300)
LONG = settings(FEW, max_examples=5_000)


class Unflushed(WatchedOs):
    """Everything but the flushing, which only costs time when the power stays on."""

    def called(self, name: str, real: Any, *arguments: Any, **named: Any) -> Any:
        return None if name in ("fsync", "fdatasync") else real(*arguments, **named)


class FourClients(RuleBasedStateMachine):
    """What the last acknowledged save wrote is what everybody loads."""

    def __init__(self) -> None:
        super().__init__()
        self.closing = ExitStack()
        watch(self.closing.enter_context(pytest.MonkeyPatch.context()), Unflushed())
        self.clients = self.opened(Path(self.closing.enter_context(tempfile.TemporaryDirectory())) / "store")
        self.oldest = 1
        self.seen = [0, 0, 0, 0]
        self.acknowledged: list[int] = []
        self.counter = 0

    def opened(self, folder: Path) -> list[FileStore]:
        create_store(folder, purpose="demo", created=NOW)
        return [open_store(folder) for _ in range(4)]

    @rule(client=CLIENTS)
    def look(self, client: int) -> None:
        self.seen[client] = self.clients[client].load(CASE).revision

    @rule(client=CLIENTS, forgetting=st.integers(0, 5).map(lambda drawn: drawn == 0))
    def save(self, client: int, *, forgetting: bool) -> None:
        self.counter += 1
        data = some_data(self.counter)
        outcome = self.clients[client].save(CASE, self.seen[client], data, forgetting=forgetting)
        was_current = self.seen[client] == len(self.acknowledged)
        assert isinstance(outcome, Conflict) is not was_current
        if was_current:
            self.acknowledged.append(self.counter)
            self.seen[client] = len(self.acknowledged)
            self.oldest = len(self.acknowledged) if forgetting else self.oldest
        assert outcome.revision == len(self.acknowledged)

    @rule(client=CLIENTS, times=st.integers(2, 5))
    def save_in_a_row(self, client: int, times: int) -> None:
        for _ in range(times):
            self.look(client)
            self.save(client, forgetting=False)

    @rule()
    def lose_power(self) -> None:
        self.seen = [0, 0, 0, 0]
        for client in self.clients:
            client.close()

    @invariant()
    def all_is_there(self) -> None:
        loaded = self.clients[0].load(CASE)
        assert loaded.revision == len(self.acknowledged)
        assert loaded.data == (some_data(self.acknowledged[-1]) if self.acknowledged else {})
        kept = [revision.number for revision in self.clients[0].history(CASE)]
        assert kept == list(range(max(self.oldest, len(self.acknowledged) - 2), len(self.acknowledged) + 1))

    def teardown(self) -> None:
        self.closing.close()


class FourColleagues(FourClients):
    """The same in a sealed store, whose case gets new keys while they work."""

    def opened(self, folder: Path) -> list[FileStore]:
        make_sealed(folder)
        self.world = new_world()
        return [Opener(self.world, user, is_witnessed=False)(folder) for user in (ANNA, BENT, ANNA, BENT)]

    @rule()
    def somebody_comes_and_leaves(self) -> None:
        self.world.user_joins_unit(CARL, EAST, ANNA)
        self.world.user_leaves_unit(CARL, EAST)


@pytest.mark.parametrize(
    ("clients", "extent"),
    [
        (FourClients, PUSH),
        (FourColleagues, FEW),
        pytest.param(FourClients, LONG, marks=pytest.mark.long),
        pytest.param(FourColleagues, LONG, marks=pytest.mark.long),
    ],
    ids=["open", "sealed", "open-long", "sealed-long"],
)
def test_the_history_is_what_was_acknowledged(clients: type[FourClients], extent: settings) -> None:
    run_state_machine_as_test(clients, settings=extent)


class Slow(RevisionFolder):
    """Everybody saves between its first look and its writing, so that the first look helps nobody."""

    def save(self, base: int, data: CaseData, *, forgetting: bool = False) -> Saved | Conflict:
        outcome = self._save_after(base, data)
        if forgetting and isinstance(outcome, Saved):
            self.forget_before(outcome.revision)
        return outcome


class SlowAndTrusting(Slow):
    """A mutant that does not look whether others are far ahead."""

    def _is_overtaken(self, number: int, checksum: str) -> bool:
        return False


def test_slow_writers_overwrite_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files_module, "RevisionFolder", Slow)
    run_state_machine_as_test(FourClients, settings=FEW)


def test_a_store_that_does_not_look_ahead_is_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files_module, "RevisionFolder", SlowAndTrusting)
    once = settings(
        PUSH, max_examples=100, phases=[Phase.generate], report_multiple_bugs=False, database=None, print_blob=False
    )
    with pytest.raises(AssertionError):
        run_state_machine_as_test(FourClients, settings=once)

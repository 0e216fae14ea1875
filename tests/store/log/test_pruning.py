"""The older part of the log goes when its time is over, said and signed, and what stays is still whole."""

import random
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from sipforms.store.failures import StoreUnavailable
from sipforms.store.filesystem import LocalFilesystem
from sipforms.store.log.crosschecking import KeptCases
from sipforms.store.log.entries import Anchor
from sipforms.store.log.pruning import Proposal, Pruned, months_before, propose, prune
from sipforms.store.log.verifying import Fault, Notable
from sipforms.store.uses import Action, Subject, Use
from tests.store.log.logs import (
    NOW,
    READER,
    SIGN_IN,
    STORE_FOLDER,
    Clock,
    a_log,
    a_session,
    checked,
    entries,
    log_folder,
    person,
)
from tests.store.power import StateDisk
from tests.store.watched import FailingOs, watch


def years_of_log(disk: StateDisk, clock: Clock, *, months: int = 8) -> None:
    """A session a month at each of two workstations."""
    for _ in range(months):
        for at, who in (("1", "a"), ("2", "b")):
            a_session(a_log(disk, at=at, by=person(who), clock=clock), 2)
        clock.pass_by(timedelta(days=31))


def pruned(disk: StateDisk, clock: Clock, months: int, *, at: str = "1") -> Pruned:
    log = log_folder(disk)
    proposal = propose(log, months=months, now=clock.at)
    witness = a_log(disk, at=at, by=person("a"), clock=clock)
    witness.tell(SIGN_IN)
    cases = KeptCases(folder=STORE_FOLDER, disk=disk)
    done = prune(log, proposal, witness=witness, readers=(READER.private,), cases=cases)
    witness.close()
    return done


@pytest.mark.parametrize(
    ("now", "months", "expected"),
    [
        (datetime(2026, 11, 22, 10, tzinfo=UTC), 6, datetime(2026, 5, 22, 10, tzinfo=UTC)),
        (datetime(2026, 1, 31, tzinfo=UTC), 2, datetime(2025, 11, 30, tzinfo=UTC)),
        (datetime(2024, 2, 29, tzinfo=UTC), 12, datetime(2023, 2, 28, tzinfo=UTC)),
        (datetime(2026, 12, 5, tzinfo=UTC), 24, datetime(2024, 12, 5, tzinfo=UTC)),
    ],
)
def test_months_are_counted_back_by_the_calendar(now: datetime, months: int, expected: datetime) -> None:
    assert months_before(now, months) == expected


def test_what_is_old_goes_and_the_rest_is_whole() -> None:
    disk, clock = StateDisk({}), Clock()
    years_of_log(disk, clock)
    limit = months_before(clock.at, 3)
    old = [entry for entry in entries(disk) if entry.at < limit]
    count = len({entry.chain for entry in old})
    assert 4 < count < 16
    done = pruned(disk, clock, 3)
    assert (done.chains, done.entries, done.left) == (count, len(old), ())
    assert min(entry.at for entry in entries(disk)) >= limit
    found = checked(disk)
    assert found.is_whole
    assert [(note.kind, note.amount, note.user) for note in found.notes if note.kind is Notable.PRUNED] == [
        (Notable.PRUNED, count, "a" * 32)
    ]


def test_nothing_is_proposed_while_everything_is_young() -> None:
    disk, clock = StateDisk({}), Clock()
    years_of_log(disk, clock, months=2)
    assert propose(log_folder(disk), months=6, now=clock.at).chains == ()
    before = dict(disk.files)
    assert pruned(disk, clock, 6).chains == 0
    assert set(before) <= set(disk.files)


def test_a_proposal_changes_nothing() -> None:
    disk, clock = StateDisk({}), Clock()
    years_of_log(disk, clock)
    before = dict(disk.files)
    proposal = propose(log_folder(disk), months=3, now=clock.at)
    assert disk.files == before
    assert len(proposal.chains) > 4
    assert all(one.last < proposal.before and one.is_whole for one in proposal.chains)


def test_pruning_again_and_again_keeps_the_log_whole() -> None:
    disk, clock = StateDisk({}), Clock()
    for _ in range(5):
        years_of_log(disk, clock, months=3)
        pruned(disk, clock, 4)
        assert checked(disk).is_whole
    assert len(log_folder(disk).chains()) < 14


@pytest.mark.parametrize("seed", range(8))
def test_after_pruning_a_file_that_was_removed_is_still_missed(seed: int) -> None:
    disk, clock, chance = StateDisk({}), Clock(), random.Random(seed)
    years_of_log(disk, clock)
    pruned(disk, clock, 3)
    a_log(disk, at="9", by=person("e"), clock=clock).tell(SIGN_IN)
    last = f"{'9' * 32}-"
    path = chance.choice(sorted(path for path in disk.files if not path.name.startswith(last)))
    del disk.files[path]
    kinds = {finding.kind for finding in checked(disk).findings}
    assert Fault.GONE in kinds


def test_somebody_without_a_key_cannot_excuse_a_missing_file() -> None:
    """A pruning that nobody signed excuses nothing."""
    disk, clock = StateDisk({}), Clock()
    years_of_log(disk, clock, months=3)
    log = log_folder(disk)
    victim = log.chains()[0]
    head = next(head for head in log.heads() if head.chain == victim.name)
    nobody = a_log(disk, at="8", clock=clock)
    nobody.tell_pruning(
        Use(action=Action.PRUNE_LOG, subject=Subject.LOG), (Anchor(chain=head.chain, seq=head.seq, hash=head.hash),), ()
    )
    del disk.files[log.file(victim)]
    assert Fault.GONE in {finding.kind for finding in checked(disk).findings}


def test_a_chain_that_was_added_to_meanwhile_is_left() -> None:
    disk, clock = StateDisk({}), Clock()
    years_of_log(disk, clock)
    log = log_folder(disk)
    proposal = propose(log, months=3, now=clock.at)
    late = proposal.chains[0]
    slow = Clock(at=late.first)
    a_log(disk, at=late.chain.workstation[0], by=person("e"), clock=slow).tell(SIGN_IN)
    witness = a_log(disk, at="1", by=person("a"), clock=clock)
    done = prune(
        log, proposal, witness=witness, readers=(READER.private,), cases=KeptCases(folder=STORE_FOLDER, disk=disk)
    )
    assert done.left == (late.chain,)
    assert log.file(late.chain) in disk.files
    assert checked(disk).is_whole


def test_a_clock_that_is_years_ahead_is_doubted() -> None:
    disk, clock = StateDisk({}), Clock()
    years_of_log(disk, clock, months=3)
    assert not propose(log_folder(disk), months=1, now=clock.at).is_clock_doubtful
    assert propose(log_folder(disk), months=1, now=clock.at + timedelta(days=3650)).is_clock_doubtful


def test_a_broken_chain_is_proposed_as_broken() -> None:
    disk, clock = StateDisk({}), Clock()
    years_of_log(disk, clock, months=5)
    path = min(disk.files)
    disk.files[path] = disk.files[path][:-3]
    proposal: Proposal = propose(log_folder(disk), months=3, now=clock.at)
    assert [one.chain.file for one in proposal.chains if not one.is_whole] == [path.name]


@pytest.mark.parametrize("number", range(1, 40, 6))
def test_a_pruning_that_was_interrupted_is_finished_by_the_next(tmp_path: Path, number: int) -> None:
    disk, clock = LocalFilesystem(), Clock(at=NOW)
    for _ in range(4):
        a_session(a_log(disk, tmp_path, by=person("a"), clock=clock), 1)
        clock.pass_by(timedelta(days=31))
    log, cases = log_folder(disk, tmp_path), KeptCases(folder=tmp_path, disk=disk)

    def go() -> Pruned:
        witness = a_log(disk, tmp_path, by=person("a"), clock=clock)
        try:
            proposal = propose(log, months=2, now=clock.at)
            return prune(log, proposal, witness=witness, readers=(READER.private,), cases=cases)
        finally:
            witness.close()

    with pytest.MonkeyPatch.context() as patch:
        failing = FailingOs(number, 5, lasts=True)
        watch(patch, failing)
        try:
            go()
        except StoreUnavailable:
            assert failing.has_failed
    assert checked(disk, tmp_path).is_whole
    go()
    assert len(log.chains()) == 2
    assert checked(disk, tmp_path).is_whole

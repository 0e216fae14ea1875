"""The case files on the disk against the log: none changed unseen, none put back, none taken away."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest

from sipforms.store.access.keyring import Keyring
from sipforms.store.files import FileStore
from sipforms.store.filesystem import LocalFilesystem
from sipforms.store.log.access_log import AccessLog
from sipforms.store.log.crosschecking import Doubt, KeptCases
from sipforms.store.log.listing import LogFolder
from sipforms.store.log.pruning import propose, prune
from sipforms.store.log.verifying import Finding, Notable, Verified, verify
from sipforms.store.protocol import Conflict, Saved, fresh_id
from sipforms.store.sealing.boxes import new_box_key
from sipforms.store.uses import NOT_KEPT, Action, Subject, Use, Witness
from tests.store.log.logs import SIGN_IN, Clock, workstation
from tests.store.samples import CASE, NOW, some_data
from tests.store.sealed import ANNA, FACTS, STORE, World, make_sealed, new_world

DISK = LocalFilesystem()
LOG_KEY = new_box_key()
OTHER = "d" * 32
WORLD = new_world()


@dataclass(frozen=True, slots=True, kw_only=True)
class Facility:
    """A sealed store with its access log, and whoever works there."""

    folder: Path
    world: World
    ring: Keyring
    clock: Clock
    log: AccessLog
    store: FileStore

    @property
    def chains(self) -> LogFolder:
        return LogFolder(path=self.folder / "log", disk=DISK, store=STORE)

    @property
    def cases(self) -> KeptCases:
        return KeptCases(folder=self.folder, disk=DISK)

    def opened(self, witness: Witness | None) -> FileStore:
        return FileStore(
            folder=self.folder, facts=FACTS, disk=DISK, new_id=fresh_id,
            seals=self.world.case_keys(self.folder, self.ring), witness=witness,
        )  # fmt: skip

    def save(self, times: int = 1, case: str = CASE, store: FileStore | None = None) -> None:
        used = store or self.store
        for _ in range(times):
            base = len(list(self.files(case))) and max(self.files(case))
            assert used.save(case, base, some_data(fresh_id())) == Saved(revision=base + 1)

    def files(self, case: str = CASE) -> dict[int, Path]:
        folder = self.folder / "cases" / case[:2] / case
        return {int(path.stem[1:]): path for path in folder.glob("r*.sfc")}

    def checked(self) -> Verified:
        return verify(self.chains, is_by=self.world.register.is_by, readers=(LOG_KEY.private,), cases=self.cases)

    def doubts(self) -> list[tuple[str, str, int]]:
        return [(finding.kind, finding.case, finding.revision) for finding in self.checked().findings]


@pytest.fixture
def facility(tmp_path: Path) -> Facility:
    folder = tmp_path / "store"
    make_sealed(folder)
    clock, ring = Clock(), WORLD.keyring(ANNA)
    log = AccessLog(
        folder=folder / "log", disk=DISK, store=STORE, log_key=LOG_KEY.public, workstation=workstation("1"),
        clock=clock, signer=ring, ticking=clock.ticking,
    )  # fmt: skip
    seals = WORLD.case_keys(folder, ring)
    store = FileStore(folder=folder, facts=FACTS, disk=DISK, new_id=fresh_id, seals=seals, witness=log)
    made = Facility(folder=folder, world=WORLD, ring=ring, clock=clock, log=log, store=store)
    log.tell(SIGN_IN)
    made.save(5)
    made.save(2, OTHER)
    return made


def test_a_store_that_only_the_program_touched_agrees_with_its_log(facility: Facility) -> None:
    facility.store.load(CASE)
    facility.store.load(OTHER)
    assert facility.checked().findings == ()
    assert facility.checked().notes == ()


def test_a_revision_that_was_read_and_is_gone_was_rolled_back(facility: Facility) -> None:
    facility.store.load(CASE)
    facility.files()[5].unlink()
    assert facility.doubts() == [(Doubt.ROLLED_BACK, CASE, 5)]


def test_several_revisions_that_are_gone_were_rolled_back_whoever_read_them(facility: Facility) -> None:
    facility.files()[5].unlink()
    facility.files()[4].unlink()
    (found,) = facility.checked().findings
    assert (found.kind, found.case, found.revision, found.user) == (Doubt.ROLLED_BACK, CASE, 5, ANNA)


def test_a_whole_case_folder_that_was_put_back_is_found(facility: Facility) -> None:
    folder = facility.files()[5].parent
    shutil.copytree(folder, facility.folder / "copy")
    facility.save(4)
    shutil.rmtree(folder)
    shutil.move(facility.folder / "copy", folder)
    assert facility.doubts() == [(Doubt.ROLLED_BACK, CASE, 9)]


def test_a_newest_revision_that_nobody_read_yet_is_doubted(facility: Facility) -> None:
    facility.files()[5].unlink()
    assert facility.doubts() == [(Doubt.UNFINISHED, CASE, 5)]


def test_a_save_that_was_cut_short_is_settled_by_the_next_one(facility: Facility) -> None:
    facility.files()[5].unlink()
    facility.save()
    found = facility.checked()
    assert found.is_whole
    assert [(note.kind, note.revision) for note in found.notes] == [(Doubt.UNFINISHED, 5)]


def test_going_on_behind_a_rollback_does_not_hide_it(facility: Facility) -> None:
    facility.store.load(CASE)
    facility.files()[5].unlink()
    facility.save()
    assert facility.doubts() == [(Doubt.ROLLED_BACK, CASE, 5)]


def test_a_save_that_was_told_to_have_come_to_nothing_is_no_doubt(facility: Facility) -> None:
    announced = Use(action=Action.CHANGE, subject=Subject.CASE, id=CASE, revision=6, checksum="ab" * 32)
    facility.log.tell(announced)
    assert facility.doubts() == [(Doubt.UNFINISHED, CASE, 6)]
    facility.log.tell(
        Use(action=Action.CHANGE, subject=Subject.CASE, id=CASE, revision=6, checksum="ab" * 32, criterion=NOT_KEPT)
    )
    assert facility.doubts() == []


def test_who_saved_second_and_was_refused_leaves_no_doubt(facility: Facility) -> None:
    """Both announced number 6, and only one of the two came to be."""

    class Slow(LocalFilesystem):
        def publish(self, temporary: Path, final: Path) -> bool:
            if final.name == "r00000006.sfc" and not final.exists():
                facility.save()
            return super().publish(temporary, final)

    slow = FileStore(
        folder=facility.folder, facts=FACTS, disk=Slow(), new_id=fresh_id,
        seals=WORLD.case_keys(facility.folder, facility.ring), witness=facility.log,
    )  # fmt: skip
    assert slow.save(CASE, 5, some_data("second")) == Conflict(revision=6)
    found = facility.checked()
    assert (found.findings, found.notes) == ((), ())


def test_a_revision_that_was_saved_past_the_log_is_found(facility: Facility) -> None:
    facility.save(1, store=facility.opened(None))
    assert facility.doubts() == [(Doubt.UNLOGGED, CASE, 6)]


def test_a_revision_that_was_replaced_by_another_is_found(facility: Facility) -> None:
    facility.store.load(CASE)
    facility.files()[5].unlink()
    facility.save(1, store=facility.opened(None))
    assert sorted(facility.doubts()) == [(Doubt.ROLLED_BACK, CASE, 5), (Doubt.UNLOGGED, CASE, 5)]


def test_a_case_file_that_was_taken_away_is_found_and_one_that_was_erased_is_not_missed(facility: Facility) -> None:
    shutil.rmtree(facility.files(OTHER)[2].parent)
    assert facility.doubts() == [(Doubt.CASE_GONE, OTHER, 2)]
    facility.store.erase(CASE, NOW.date())
    assert facility.doubts() == [(Doubt.CASE_GONE, OTHER, 2)]


def test_an_erased_case_file_that_was_put_back_with_its_keys_is_found(facility: Facility) -> None:
    shutil.copytree(facility.folder, facility.folder.with_name("copy"))
    facility.store.erase(CASE, NOW.date())
    for part in (f"cases/{CASE[:2]}/{CASE}", f"keys/cases/{CASE[:2]}/{CASE}"):
        shutil.copytree(facility.folder.with_name("copy") / part, facility.folder / part, dirs_exist_ok=True)
    assert facility.doubts() == []
    (facility.folder / "erased" / CASE).unlink()
    assert CASE in facility.store.list_cases()
    assert facility.doubts() == [(Doubt.ROLLED_BACK, CASE, 5)]


def test_what_a_restored_backup_does_not_hold_is_no_rollback_but_what_is_lost_later_is(facility: Facility) -> None:
    facility.store.load(CASE)
    facility.files()[5].unlink()
    shutil.rmtree(facility.files(OTHER)[2].parent)
    facility.log.tell(Use(action=Action.RESTORE, subject=Subject.STORE))
    assert facility.doubts() == []
    assert [note.kind for note in facility.checked().notes] == [Notable.RESTORED]
    facility.save(3)
    facility.files()[7].unlink()
    facility.files()[6].unlink()
    assert facility.doubts() == [(Doubt.ROLLED_BACK, CASE, 7)]


def test_damage_to_a_case_file_is_not_mistaken_for_a_change(facility: Facility) -> None:
    path = facility.files()[4]
    path.chmod(0o600)
    path.write_bytes(path.read_bytes()[:-1] + b"?")
    assert facility.doubts() == []


def _spoil_nothing(_: Facility) -> None:
    return


def _roll_back(facility: Facility) -> None:
    facility.files()[5].unlink()


def _take_away(facility: Facility) -> None:
    shutil.rmtree(facility.files(OTHER)[2].parent)


def _save_past_the_log(facility: Facility) -> None:
    facility.save(1, OTHER, facility.opened(None))


@pytest.mark.parametrize(
    ("spoil", "expected"),
    [
        (_spoil_nothing, []),
        (_roll_back, [(Doubt.ROLLED_BACK, CASE, 5)]),
        (_take_away, [(Doubt.CASE_GONE, OTHER, 2)]),
        (_save_past_the_log, [(Doubt.UNLOGGED, OTHER, 3)]),
    ],
)
def test_after_the_entries_about_them_were_pruned_case_files_are_still_known(
    facility: Facility, spoil: Callable[[Facility], None], expected: list[tuple[str, str, int]]
) -> None:
    erased = "e" * 32
    facility.save(2, erased)
    facility.store.erase(erased, NOW.date())
    for _ in range(2):  # what a first pruning said must be said again by the next
        facility.clock.pass_by(timedelta(days=200))
        facility.log.tell(SIGN_IN)
        proposal = propose(facility.chains, months=3, now=facility.clock.at)
        assert len(proposal.chains) == 1
        done = prune(facility.chains, proposal, witness=facility.log, readers=(LOG_KEY.private,), cases=facility.cases)
        assert done.chains == 1
    spoil(facility)
    assert facility.doubts() == expected


def test_an_erasure_whose_entry_was_pruned_is_still_known_while_the_case_file_is_named_elsewhere(
    facility: Facility,
) -> None:
    """It was saved at one workstation and erased at another, whose chain of that month is older."""
    elsewhere = AccessLog(
        folder=facility.folder / "log", disk=DISK, store=STORE, log_key=LOG_KEY.public, workstation=workstation("2"),
        clock=facility.clock, signer=facility.ring, ticking=facility.clock.ticking,
    )  # fmt: skip
    facility.opened(elsewhere).erase(OTHER, NOW.date())
    elsewhere.close()
    facility.clock.pass_by(timedelta(days=5))
    facility.log.tell(SIGN_IN)
    facility.clock.pass_by(timedelta(days=89))
    proposal = propose(facility.chains, months=3, now=facility.clock.at)
    assert [one.chain.workstation for one in proposal.chains] == ["2" * 32]
    prune(facility.chains, proposal, witness=facility.log, readers=(LOG_KEY.private,), cases=facility.cases)
    assert len(facility.chains.chains()) == 2
    assert facility.doubts() == []


def test_findings_say_when_and_by_whom_the_log_told_of_it(facility: Facility) -> None:
    facility.files()[5].unlink()
    facility.files()[4].unlink()
    (found,) = facility.checked().findings
    assert isinstance(found, Finding)
    assert found.at is not None
    assert found.chain.startswith("1" * 32)
    assert found.seq > 1

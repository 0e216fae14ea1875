"""Whatever a store does with answers stands in the log before anything is handed out, shown or kept.

The list of methods is the protocol's own: a method that is new and not here makes the test fail.
"""

import inspect
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from sipforms.store.failures import NoAccess, Reason, StoreUnavailable
from sipforms.store.files import FileStore
from sipforms.store.filesystem import LocalFilesystem
from sipforms.store.group_records import GroupKind
from sipforms.store.log.access_log import AccessLog
from sipforms.store.log.entries import Entry
from sipforms.store.log.listing import LogFolder
from sipforms.store.log.reading import Reading, Wanted
from sipforms.store.protocol import CaseStore, fresh_id
from sipforms.store.sealing.boxes import new_box_key
from sipforms.store.uses import Action, Subject, Use
from tests.store.log.logs import Clock, workstation
from tests.store.samples import CASE, NOW, entry, header, some_data
from tests.store.sealed import ANNA, BENT, CARL, FACTS, STORE, make_sealed, new_world

DISK = LocalFilesystem()
LOG_KEY = new_box_key()
WORLD = new_world()
NOTED = Use(action=Action.EXPORT, subject=Subject.RESPONSE, id=CASE, criterion="livskvalitet")

NOT_TOLD = {
    "facts": "what the store is; nobody's answers",
    "list_cases": "random ids; whoever opens one of them is told of",
    "history": "numbers and checksums of generations",
    "release_draft": "gives back, and hands out nothing",
    "show_lease": "says that the draft is open, which was told when it was opened",
    "leases": "who has a draft open, and since when",
    "keep_bundle": "questionnaires, not answers",
    "bundle": "questionnaires, not answers",
    "bundles": "names of questionnaires",
    "close": "gives back, and hands out nothing",
}


class Witness:
    """The log, which can be made to refuse."""

    def __init__(self, log: AccessLog) -> None:
        self.log = log
        self.is_full = False

    def tell(self, use: Use) -> None:
        if self.is_full:
            raise StoreUnavailable(reason=Reason.FULL, doing="writing the access log")
        self.log.tell(use)


@dataclass(frozen=True, slots=True, kw_only=True)
class Facility:
    """A store with one case file of three revisions and one draft, and its log."""

    folder: Path
    witness: Witness
    draft: str

    def opened(self, user: str = ANNA) -> FileStore:
        ring = WORLD.keyring(user)
        self.witness.log.sign_as(ring)
        seals = WORLD.case_keys(self.folder, ring)
        return FileStore(folder=self.folder, facts=FACTS, disk=DISK, new_id=fresh_id, seals=seals, witness=self.witness)

    def told(self) -> list[Entry]:
        log = LogFolder(path=self.folder / "log", disk=DISK, store=STORE)
        return list(Reading(log, (LOG_KEY.private,)).entries(Wanted()))

    def kept(self) -> dict[str, bytes]:
        """Everything that the store keeps but the log, and who has a draft open."""
        parts = ("cases", "drafts", "erased", "quarantine", "groups")
        return {
            str(path): path.read_bytes()
            for part in parts
            for path in (self.folder / part).rglob("*")
            if path.is_file() and path.suffix in (".sfc", ".sfj", ".sfg", "")
        }


@pytest.fixture
def facility(tmp_path: Path) -> Iterator[Facility]:
    folder, clock = tmp_path / "store", Clock()
    make_sealed(folder)
    log = AccessLog(
        folder=folder / "log", disk=DISK, store=STORE, log_key=LOG_KEY.public, workstation=workstation("1"),
        clock=clock, ticking=clock.ticking,
    )  # fmt: skip
    made = Facility(folder=folder, witness=Witness(log), draft="")
    store = made.opened()
    for base in range(3):
        store.save(CASE, base, some_data(base))
    draft = store.begin_draft(header())
    store.append(draft, entry(0))
    store.close()
    yield Facility(folder=folder, witness=made.witness, draft=draft)
    log.close()


@dataclass(frozen=True, slots=True, kw_only=True)
class Doing:
    """A method used, and what the log must say of it."""

    act: Callable[[FileStore, Facility], Any]
    says: tuple[Action, Subject]
    id: str = CASE
    refused: type[Exception] = StoreUnavailable


DOINGS: dict[str, Doing] = {
    "load": Doing(act=lambda store, _: store.load(CASE), says=(Action.READ, Subject.CASE)),
    "load_many": Doing(
        act=lambda store, _: next(iter(store.load_many(None, "due"))), says=(Action.SEARCH, Subject.CASE), id=""
    ),
    "note": Doing(act=lambda store, _: store.note(NOTED), says=(Action.EXPORT, Subject.RESPONSE)),
    "save": Doing(act=lambda store, _: store.save(CASE, 3, some_data("new")), says=(Action.CHANGE, Subject.CASE)),
    "save, new": Doing(
        act=lambda store, _: store.save("d" * 32, 0, some_data("new")), says=(Action.ADD, Subject.CASE), id="d" * 32
    ),
    "save, forgetting": Doing(
        act=lambda store, _: store.save(CASE, 3, some_data("new"), forgetting=True), says=(Action.CHANGE, Subject.CASE)
    ),
    "erase": Doing(act=lambda store, _: store.erase(CASE, NOW.date()), says=(Action.DELETE, Subject.CASE)),
    "begin_draft": Doing(act=lambda store, _: store.begin_draft(header()), says=(Action.ADD, Subject.DRAFT)),
    "append": Doing(
        act=lambda store, facility: store.append(facility.draft, entry(1)), says=(Action.CHANGE, Subject.DRAFT)
    ),
    "hold_draft": Doing(
        act=lambda store, facility: store.hold_draft(facility.draft), says=(Action.CHANGE, Subject.DRAFT)
    ),
    "read_draft": Doing(
        act=lambda store, facility: store.read_draft(facility.draft), says=(Action.READ, Subject.DRAFT)
    ),
    "list_drafts": Doing(act=lambda store, _: store.list_drafts(), says=(Action.SEARCH, Subject.DRAFT), id=""),
    "list_drafts, of one": Doing(act=lambda store, _: store.list_drafts(CASE), says=(Action.SEARCH, Subject.DRAFT)),
    "keep_group_record": Doing(
        act=lambda store, _: store.keep_group_record(GroupKind.AUDIT, {}), says=(Action.ADD, Subject.GROUP), id=""
    ),
    "group_records": Doing(
        act=lambda store, _: store.group_records(GroupKind.AUDIT), says=(Action.READ, Subject.GROUP), id=""
    ),
    "forget_group_record": Doing(
        act=lambda store, _: store.forget_group_record(GroupKind.AUDIT, "e" * 32),
        says=(Action.DELETE, Subject.GROUP),
        id="",
    ),
    "discard_draft": Doing(
        act=lambda store, facility: store.discard_draft(facility.draft), says=(Action.DELETE, Subject.DRAFT)
    ),
}


def test_every_method_of_a_store_is_told_or_has_a_reason_not_to_be() -> None:
    methods = {name for name, _ in inspect.getmembers(CaseStore) if not name.startswith("_")}
    told = {name.partition(",")[0] for name in DOINGS}
    assert told | set(NOT_TOLD) == methods
    assert told & set(NOT_TOLD) == set()


@pytest.mark.parametrize("name", DOINGS)
def test_what_is_done_stands_in_the_log_with_who_did_it(facility: Facility, name: str) -> None:
    doing, store = DOINGS[name], facility.opened(BENT)
    before = len(facility.told())
    doing.act(store, facility)
    new = facility.told()[before:]
    assert [(one.use.action, one.use.subject, one.use.id) for one in new if one.use] == [(*doing.says, doing.id)]
    assert {one.user for one in new} == {BENT}
    store.close()


@pytest.mark.parametrize("name", DOINGS)
def test_what_cannot_be_told_is_neither_handed_out_nor_done(facility: Facility, name: str) -> None:
    doing, store = DOINGS[name], facility.opened()
    before = facility.kept()
    facility.witness.is_full = True
    with pytest.raises(doing.refused):
        doing.act(store, facility)
    assert facility.kept() == before
    facility.witness.is_full = False
    doing.act(store, facility)  # and can be done again
    store.close()


def test_of_many_case_files_one_entry_tells_before_the_first_is_handed_out(facility: Facility) -> None:
    store = facility.opened()
    for number in range(5):
        store.save(f"{number}" * 32, 0, some_data(number))
    before = len(facility.told())
    loading = store.load_many(None, "due")
    next(loading)
    (told,) = facility.told()[before:]
    assert told.use is not None
    assert set(told.use.cases) == {CASE, *(f"{number}" * 32 for number in range(5))}
    assert told.use.criterion == "due"
    assert len(list(loading)) == 5
    assert len(facility.told()) == before + 1


def test_looking_where_one_may_not_is_told_too(facility: Facility) -> None:
    store = facility.opened(CARL)
    before = len(facility.told())
    with pytest.raises(NoAccess):
        store.load(CASE)
    (told,) = facility.told()[before:]
    assert (told.user, told.use and told.use.criterion) == (CARL, "refused")


def test_the_entry_of_a_save_names_the_very_file_that_then_stands_there(facility: Facility) -> None:
    store = facility.opened()
    store.save(CASE, 3, some_data("new"))
    *_, newest = store.history(CASE)
    said = [one.use for one in facility.told() if one.use and one.use.action is Action.CHANGE][-1]
    assert (said.revision, said.checksum) == (4, newest.checksum)
    store.load(CASE)
    read = facility.told()[-1].use
    assert read is not None
    assert (read.revision, read.checksum) == (4, newest.checksum)


def test_no_answer_and_no_name_is_in_what_the_log_says(facility: Facility) -> None:
    store = facility.opened()
    store.save(CASE, 3, {"citizen": {"c": {"name": "Åse Ærø", "note": "CANARY"}}})
    for doing in DOINGS.values():
        if doing.says[0] is not Action.DELETE:
            try:
                doing.act(store, facility)
            except ValueError:
                continue
    store.close()
    said = repr([one.use for one in facility.told()])
    assert "CANARY" not in said
    assert "Åse" not in said

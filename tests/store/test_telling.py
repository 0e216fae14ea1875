"""The access log is told before anything is handed out or changed; where it cannot be told, nothing is."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from sipforms.store.casefile import finish_draft, keep_response, open_case
from sipforms.store.failures import NoAccess, StoreUnavailable
from sipforms.store.files import FileStore
from sipforms.store.filesystem import LocalFilesystem
from sipforms.store.group_records import GroupKind
from sipforms.store.memory import MemoryStore
from sipforms.store.protocol import CaseStore, fresh_id
from sipforms.store.uses import Action, Subject, Use
from tests.store.samples import CASE, FACILITY, NOW, entry, facts, header, response, some_data
from tests.store.sealed import CARL, FACTS, Told, make_sealed, new_world
from tests.store.watched import WatchedOs, watch

OTHER = "a" * 32
DAY = NOW.date()


def in_memory(_: Path, told: Told) -> CaseStore:
    return MemoryStore(facts(), witness=told)


def in_files(folder: Path, told: Told) -> CaseStore:
    return FileStore(folder=made(folder), facts=facts(), disk=LocalFilesystem(), new_id=fresh_id, witness=told)


def sealed(folder: Path, told: Told) -> CaseStore:
    world = new_world()
    seals = world.case_keys(made(folder), world.keyring())
    return FileStore(
        folder=folder, facts=FACTS, disk=LocalFilesystem(), new_id=fresh_id, seals=seals, witness=told
    )  # fmt: skip


def made(folder: Path) -> Path:
    if not folder.exists():
        make_sealed(folder)
    return folder


@pytest.fixture
def told() -> Told:
    return Told()


@pytest.fixture(params=[in_memory, in_files, sealed])
def store(request: pytest.FixtureRequest, tmp_path: Path, told: Told) -> CaseStore:
    store: CaseStore = request.param(tmp_path / "store", told)
    store.save(CASE, 0, {"responses": {}})
    store.save(OTHER, 0, some_data(2))
    return store


def draft_in(store: CaseStore) -> str:
    draft = store.begin_draft(header())
    store.append(draft, entry(0))
    store.release_draft(draft)
    return draft


USES: dict[str, tuple[Callable[[CaseStore, str], Any], Sequence[tuple[Action, Subject, bool]]]] = {
    "load": (lambda store, _: store.load(CASE), [(Action.READ, Subject.CASE, False)]),
    "load_many": (lambda store, _: list(store.load_many(None, "due")), [(Action.SEARCH, Subject.CASE, False)]),
    "save": (lambda store, _: store.save(CASE, 1, some_data(9)), [(Action.CHANGE, Subject.CASE, False)]),
    "first save": (lambda store, _: store.save("b" * 32, 0, some_data(9)), [(Action.ADD, Subject.CASE, False)]),
    "forget": (
        lambda store, _: store.save(CASE, 1, some_data(9), forgetting=True),
        [(Action.CHANGE, Subject.CASE, False)],
    ),
    "erase": (lambda store, _: store.erase(CASE, DAY), [(Action.DELETE, Subject.CASE, False)]),
    "begin_draft": (lambda store, _: store.begin_draft(header()), [(Action.ADD, Subject.DRAFT, True)]),
    "append": (lambda store, draft: store.append(draft, entry(1)), [(Action.CHANGE, Subject.DRAFT, True)]),
    "hold_draft": (lambda store, draft: store.hold_draft(draft), [(Action.CHANGE, Subject.DRAFT, True)]),
    "read_draft": (lambda store, draft: store.read_draft(draft), [(Action.READ, Subject.DRAFT, True)]),
    "list_drafts": (lambda store, _: store.list_drafts(), [(Action.SEARCH, Subject.DRAFT, False)]),
    "discard_draft": (lambda store, draft: store.discard_draft(draft), [(Action.DELETE, Subject.DRAFT, True)]),
    "keep_group_record": (
        lambda store, _: store.keep_group_record(GroupKind.AUDIT, {}),
        [(Action.ADD, Subject.GROUP, True)],
    ),
    "group_records": (lambda store, _: store.group_records(GroupKind.AUDIT), [(Action.READ, Subject.GROUP, False)]),
    "forget_group_record": (
        lambda store, draft: store.forget_group_record(GroupKind.AUDIT, draft),
        [(Action.DELETE, Subject.GROUP, True)],
    ),
    "keep_response": (
        lambda store, _: keep_response(store, CASE, response()),
        [(Action.READ, Subject.CASE, False), (Action.CHANGE, Subject.CASE, False)],
    ),
}
SILENT = {
    *("facts", "list_cases", "history", "release_draft", "keep_bundle", "bundle", "bundles", "close", "note"),
    *("leases", "show_lease"),
}
"""What hands out nothing about a citizen: ids, checksums, programmes, leases. ``note`` tells what it is told to."""


def test_every_method_of_a_store_is_in_the_table() -> None:
    methods = {name for name in vars(CaseStore) if not name.startswith("_")}
    assert methods == (set(USES) - {"first save", "forget", "keep_response"}) | SILENT


@pytest.mark.parametrize("name", USES)
def test_a_use_is_told_once(store: CaseStore, told: Told, name: str) -> None:
    action, expected = USES[name]
    draft = draft_in(store)
    told.uses.clear()
    action(store, draft)
    assert [(use.action, use.subject, bool(use.part)) for use in told.uses] == expected
    assert all(use.id or use.cases or use.subject is Subject.GROUP for use in told.uses)


@pytest.mark.parametrize("name", USES)
def test_what_cannot_be_told_is_neither_handed_out_nor_done(store: CaseStore, told: Told, name: str) -> None:
    draft = draft_in(store)
    before = standing(store)
    told.is_full = True
    with pytest.raises(StoreUnavailable):
        USES[name][0](store, draft)
    told.is_full = False
    assert standing(store) == before
    USES[name][0](store, draft)


def standing(store: CaseStore) -> object:
    store.close()
    return (
        [(case, store.load(case)) for case in store.list_cases()],
        [(draft.id, draft.entries) for draft in store.list_drafts().drafts],
        store.group_records(GroupKind.AUDIT).records,
    )


def test_what_says_nothing_about_anybody_is_not_told(store: CaseStore, told: Told) -> None:
    told.uses.clear()
    silent: tuple[Callable[[], object], ...] = (
        store.list_cases,
        store.bundles,
        store.close,
        lambda: store.history(CASE),
        lambda: store.facts,
        lambda: store.load(fresh_id()),
        lambda: store.list_drafts(OTHER),
    )
    for action in silent:
        action()
    assert told.uses == []


def test_a_search_names_all_it_looks_through_before_the_first_is_handed_out(store: CaseStore, told: Told) -> None:
    store.save(FACILITY, 0, some_data(3))
    told.uses.clear()
    found = store.load_many(None, "livskvalitet/due")
    assert told.uses == []
    assert next(found)[0] == OTHER
    search = Use(action=Action.SEARCH, subject=Subject.CASE, criterion="livskvalitet/due", cases=(OTHER, CASE))
    assert told.uses == [search]
    assert [case for case, _ in found] == [CASE]
    chosen = list(store.load_many([FACILITY, fresh_id(), CASE], "report"))
    assert [case for case, _ in chosen] == [FACILITY, CASE]
    assert [use.action for use in told.uses] == [Action.SEARCH, Action.SEARCH]


def test_what_is_read_and_written_is_told_with_its_checksum(store: CaseStore, told: Told) -> None:
    told.uses.clear()
    store.save(CASE, 1, some_data(2))
    store.load(CASE)
    newest = store.history(CASE)[-1]
    assert [(use.revision, use.checksum) for use in told.uses] == [(newest.number, newest.checksum)] * 2


def test_answers_of_one_sitting_are_told_once(store: CaseStore, told: Told) -> None:
    draft = draft_in(store)
    told.uses.clear()
    for number in range(5):
        store.append(draft, entry(number))
    assert [(use.action, use.part) for use in told.uses] == [(Action.CHANGE, draft)]


def test_a_hand_in_is_told_before_the_draft_goes(store: CaseStore, told: Told) -> None:
    draft = draft_in(store)
    told.uses.clear()
    finish_draft(store, draft, CASE, response(draft))
    assert told.kinds()[-2:] == [(Action.CHANGE, Subject.CASE), (Action.DELETE, Subject.DRAFT)]


def test_who_may_not_look_is_written_down(tmp_path: Path, told: Told) -> None:
    world = new_world()
    make_sealed(tmp_path / "store")
    stores = [
        FileStore(
            folder=tmp_path / "store", facts=FACTS, disk=LocalFilesystem(), new_id=fresh_id, witness=told,
            seals=world.case_keys(tmp_path / "store", world.keyring(user)),
        )
        for user in world.keys
    ]  # fmt: skip
    stores[0].save(CASE, 0, some_data(1))
    told.uses.clear()
    with pytest.raises(NoAccess):
        stores[list(world.keys).index(CARL)].load(CASE)
    assert told.uses == [Use(action=Action.READ, subject=Subject.CASE, id=CASE, criterion="refused")]


class Publishing(WatchedOs):
    """Notes what had been told when a revision got its name."""

    def __init__(self, told: Told) -> None:
        self.told = told
        self.then: list[Use] = []

    def called(self, name: str, real: Callable[..., Any], *arguments: Any, **named: Any) -> Any:
        if name == "link" and arguments[1].suffix == ".sfc":
            self.then = list(self.told.uses)
        return real(*arguments, **named)


@pytest.mark.parametrize("make", [in_files, sealed])
def test_a_revision_is_told_before_anybody_can_see_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, told: Told, make: Callable[[Path, Told], CaseStore]
) -> None:
    store, publishing = make(tmp_path / "store", told), Publishing(told)
    watch(monkeypatch, publishing)
    for number in range(5):
        store.save(CASE, number, some_data(number))
        newest = store.history(CASE)[-1]
        assert (publishing.then[-1].revision, publishing.then[-1].checksum) == (newest.number, newest.checksum)


def test_a_case_file_opened_by_a_person_is_told_once(store: CaseStore, told: Told) -> None:
    keep_response(store, "d" * 32, response())
    told.uses.clear()
    open_case(store, "d" * 32)
    assert told.kinds() == [(Action.READ, Subject.CASE)]

"""Who can open a case file, who no longer can, and that no file passes for another."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import permutations
from pathlib import Path

import pytest

from sipforms.store.access.case_key_file import CasePlace, boxed, key_ids_in, read_keys, written_keys
from sipforms.store.access.case_keys import CaseKeys
from sipforms.store.access.keyring import Keyring
from sipforms.store.failures import (
    NoAccess,
    NoKey,
    NoSuchDraft,
    Reason,
    SignInNeeded,
    StoreDamaged,
    StoreError,
    StoreUnavailable,
    UnknownFormat,
)
from sipforms.store.files import FileStore
from sipforms.store.filesystem import LocalFilesystem
from sipforms.store.protection import Sealed, Unsealable
from sipforms.store.protocol import CaseId, Loaded, Saved, fresh_id
from sipforms.store.revisionfile import read_revision
from sipforms.store.sealing.ciphers import random_key, unseal_with
from tests.store.samples import CASE, FACILITY, entry, header, some_data
from tests.store.sealed import ANNA, BENT, CARL, EAST, FACTS, WEST, World, make_sealed, new_world
from tests.store.test_many_writers import Meddling
from tests.store.watched import watch

OTHER = "a" * 32


class Desk:
    """Somebody at work: his keys, and the store as he opens it."""

    def __init__(self, world: World, folder: Path, user: str) -> None:
        self.ring: Keyring = world.keyring(user)
        self.keys: CaseKeys = world.case_keys(folder, self.ring)
        self.store = FileStore(
            folder=folder, facts=FACTS, disk=LocalFilesystem(), new_id=fresh_id, seals=self.keys
        )  # fmt: skip

    def save(self, case: CaseId, mark: str) -> None:
        base = self.store.load(case).revision
        assert self.store.save(case, base, some_data(mark)) == Saved(revision=base + 1)


@pytest.fixture
def world() -> World:
    return new_world()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    make_sealed(tmp_path / "store")
    return tmp_path / "store"


@pytest.fixture
def desk(world: World, folder: Path) -> Callable[[str], Desk]:
    return lambda user: Desk(world, folder, user)


def key_files(folder: Path, case: CaseId = CASE) -> list[Path]:
    return sorted((folder / "keys" / "cases" / case[:2] / case).iterdir())


def newest_key_file(folder: Path, case: CaseId = CASE) -> bytes:
    return key_files(folder, case)[-1].read_bytes()


def is_shut(desk: Desk, case: CaseId = CASE) -> bool:
    """Whether everything about the case is refused."""
    refused = 0
    actions: tuple[Callable[[], object], ...] = (
        lambda: desk.store.load(case),
        lambda: desk.store.save(case, 1, some_data("no")),
        lambda: desk.store.begin_draft(header(case)),
        lambda: desk.store.erase(case, header().created.date()),
    )
    for action in actions:
        with pytest.raises(NoAccess):
            action()
        refused += 1
    unseen = case not in desk.store.list_cases() and list(desk.store.load_many([case], "all")) == []
    return unseen and refused == len(actions)


def test_colleagues_of_the_unit_open_it_and_nobody_else(desk: Callable[[str], Desk]) -> None:
    anna, bent, carl = map(desk, (ANNA, BENT, CARL))
    anna.save(CASE, "1")
    draft = anna.store.begin_draft(header())
    anna.store.append(draft, entry(0))
    anna.store.close()
    assert bent.store.load(CASE).data == some_data("1")
    assert bent.store.read_draft(draft).entries == (entry(0),)
    assert is_shut(carl)
    assert carl.store.list_drafts().drafts == ()
    for action in (carl.store.read_draft, carl.store.hold_draft, lambda one: carl.store.append(one, entry(1))):
        with pytest.raises(NoAccess):
            action(draft)
    assert anna.store.read_draft(draft).entries == (entry(0),)


def test_the_facility_belongs_to_the_house_and_a_new_case_to_the_users_unit(desk: Callable[[str], Desk]) -> None:
    anna, carl = desk(ANNA), desk(CARL)
    anna.save(FACILITY, "f")
    carl.save(CASE, "c")
    assert anna.keys.place_of(FACILITY) == CasePlace(unit=EAST)
    assert carl.keys.place_of(CASE) == CasePlace(unit=WEST)
    assert is_shut(anna)
    with pytest.raises(NoAccess):
        carl.store.load(FACILITY)
    assert carl.store.load(OTHER).revision == 0


def test_a_case_file_that_is_moved_goes_with_everything(desk: Callable[[str], Desk]) -> None:
    anna, carl = desk(ANNA), desk(CARL)
    for mark in "12345":
        anna.save(CASE, mark)
    draft = anna.store.begin_draft(header())
    anna.store.append(draft, entry(0))
    anna.store.close()
    anna.keys.move(CASE, WEST)
    assert is_shut(anna)
    assert carl.store.load(CASE).data == some_data("5")
    carl.store.append(draft, entry(1))
    assert carl.store.read_draft(draft).entries == (entry(0), entry(1))
    assert all(revision.is_sound for revision in carl.store.history(CASE))
    with pytest.raises(ValueError, match="unit"):
        carl.keys.move(CASE, "7" * 32)


def test_a_restricted_case_is_for_those_named_and_comes_back(desk: Callable[[str], Desk]) -> None:
    anna, bent, carl = map(desk, (ANNA, BENT, CARL))
    anna.save(CASE, "1")
    anna.keys.restrict(CASE, [ANNA, CARL])
    assert anna.keys.place_of(CASE) == CasePlace(unit=EAST, users=(ANNA, CARL))
    assert is_shut(bent)
    carl.save(CASE, "2")
    assert anna.store.load(CASE).data == some_data("2")
    anna.keys.lift(CASE)
    assert is_shut(carl)
    bent.save(CASE, "3")
    for wrong in ([], ["0" * 32]):
        with pytest.raises(ValueError, match="restricted"):
            anna.keys.restrict(CASE, wrong)


def test_older_files_with_keys_go_at_once(desk: Callable[[str], Desk], folder: Path) -> None:
    anna = desk(ANNA)
    anna.save(CASE, "1")
    anna.keys.restrict(CASE, [ANNA])
    assert [path.name for path in key_files(folder)] == ["c00000002.sfk", "r00000002.sfk"]


def test_a_recovery_key_opens_restricted_cases_for_a_new_leader(desk: Callable[[str], Desk], world: World) -> None:
    anna, bent = desk(ANNA), desk(BENT)
    anna.save(CASE, "1")
    anna.save(OTHER, "2")
    anna.keys.restrict(CASE, [ANNA])
    world.user_retires(ANNA)
    assert is_shut(desk(BENT))
    assert desk(BENT).keys.take_over("9" * 32, world.recovery.private, BENT) == (CASE,)
    assert desk(BENT).store.load(CASE).data == some_data("1")
    assert bent.store.load(OTHER).data == some_data("2")
    bent.save(CASE, "3")
    with pytest.raises(SignInNeeded):
        anna.save(CASE, "4")


def test_somebody_who_left_reads_nothing_that_is_written_afterwards(
    desk: Callable[[str], Desk], world: World, folder: Path
) -> None:
    anna, bent = desk(ANNA), desk(BENT)
    anna.save(CASE, "1")
    bent.store.load(CASE)
    his_keys = dict(bent.ring.case_keys)
    assert his_keys
    world.user_leaves_unit(BENT, EAST)
    anna.save(CASE, "2")
    file = read_revision(
        (folder / "cases" / CASE[:2] / CASE / "r00000002.sfc").read_bytes(), case=CASE, revision=2, protection=None
    )
    sealed = Sealed(key=file.header.key, nonce=file.body[:12], body=file.body[12:])
    for (_, key_id), key in his_keys.items():
        assert key_id != sealed.key
        with pytest.raises(Unsealable):
            unseal_with(key, sealed.nonce, sealed.body, file.about)
    assert is_shut(Desk(world, folder, BENT))
    assert anna.store.history(CASE)[0].is_sound
    assert anna.store.load(CASE).data == some_data("2")


def test_a_new_key_comes_only_when_somebody_lost_access(
    desk: Callable[[str], Desk], world: World, folder: Path
) -> None:
    anna, bent = desk(ANNA), desk(BENT)
    counts = []
    changes: tuple[Callable[[], object], ...] = (
        lambda: None,
        lambda: None,
        lambda: world.user_joins_unit(CARL, EAST, ANNA),
        lambda: world.user_leaves_unit(CARL, EAST),
        lambda: world.user_gets_new_keys(CARL),
    )
    for change in changes:
        change()
        anna.save(CASE, "x")
        bent.save(CASE, "y")
        counts.append(len(key_ids_in(newest_key_file(folder))))
    assert counts == [1, 1, 1, 2, 2]


def test_keys_that_nothing_is_sealed_with_any_more_are_dropped(
    desk: Callable[[str], Desk], world: World, folder: Path
) -> None:
    anna = desk(ANNA)
    for turn in range(6):
        for mark in "abcd":
            anna.save(CASE, f"{turn}{mark}")
        world.user_joins_unit(CARL, EAST, ANNA)
        world.user_leaves_unit(CARL, EAST)
    assert len(key_ids_in(newest_key_file(folder))) <= 3
    assert anna.store.load(CASE).data == some_data("5d")


def test_a_draft_goes_on_under_the_newer_key(desk: Callable[[str], Desk], world: World) -> None:
    anna = desk(ANNA)
    anna.save(CASE, "1")
    draft = anna.store.begin_draft(header())
    for number in range(6):
        anna.store.append(draft, entry(number))
        anna.store.release_draft(draft)
        world.user_joins_unit(CARL, EAST, ANNA)
        world.user_leaves_unit(CARL, EAST)
        anna.save(CASE, f"{number}")
    found = desk(BENT).store.read_draft(draft)
    assert (found.entries, found.damage) == (tuple(entry(number) for number in range(6)), ())


def test_an_answer_in_a_draft_that_stays_open_is_never_sealed_under_a_key_that_was_dropped(
    desk: Callable[[str], Desk],
) -> None:
    anna, bent = desk(ANNA), desk(BENT)
    anna.save(CASE, "1")
    draft = anna.store.begin_draft(header())
    anna.store.release_draft(draft)
    anna.keys.restrict(CASE, [ANNA, BENT])
    bent.store.hold_draft(draft)
    for number in range(4):
        anna.keys.lift(CASE)
        anna.keys.restrict(CASE, [ANNA, BENT])
        bent.store.append(draft, entry(number))
    anna.keys.restrict(CASE, [ANNA])
    bent.store.append(draft, entry(4))
    found = anna.store.list_drafts(CASE)
    assert found.damage == ()
    assert found.drafts[0].entries == tuple(entry(number) for number in range(5))


def test_an_answer_that_nobody_could_read_is_refused(desk: Callable[[str], Desk]) -> None:
    anna, bent = desk(ANNA), desk(BENT)
    anna.save(CASE, "1")
    draft = anna.store.begin_draft(header())
    anna.store.release_draft(draft)
    anna.keys.restrict(CASE, [ANNA, BENT])
    bent.store.hold_draft(draft)
    for _ in range(3):
        anna.keys.lift(CASE)
        anna.keys.restrict(CASE, [ANNA])
    with pytest.raises(NoAccess):
        bent.store.append(draft, entry(0))
    assert anna.store.list_drafts(CASE).damage == ()


def test_a_draft_of_another_unit_is_thrown_away_by_nobody(desk: Callable[[str], Desk]) -> None:
    anna, carl = desk(ANNA), desk(CARL)
    anna.save(CASE, "1")
    draft = anna.store.begin_draft(header())
    anna.store.append(draft, entry(1))
    with pytest.raises(NoAccess):
        carl.store.discard_draft(draft)
    assert anna.store.read_draft(draft).entries == (entry(1),)


def test_an_answer_where_case_file_or_store_went_away_is_not_said_to_lack_a_key(
    desk: Callable[[str], Desk], folder: Path
) -> None:
    anna, bent = desk(ANNA), desk(BENT)
    anna.save(CASE, "1")
    draft = anna.store.begin_draft(header())
    folder.rename(folder.with_name("away"))
    with pytest.raises(StoreUnavailable) as refused:
        anna.store.append(draft, entry(1))
    assert refused.value.reason is Reason.VANISHED
    folder.with_name("away").rename(folder)
    anna.store.append(draft, entry(1))
    bent.store.erase(CASE, header().created.date())
    with pytest.raises(NoSuchDraft):
        anna.store.append(draft, entry(2))


def test_keys_put_there_by_somebody_who_left_are_read_and_replaced(
    desk: Callable[[str], Desk], world: World, folder: Path
) -> None:
    anna, bent = desk(ANNA), desk(BENT)
    anna.save(CASE, "1")
    bent.store.load(CASE)
    ring, place = bent.ring, CasePlace(unit=EAST)
    old = read_keys(FACTS.id, newest_key_file(folder), case=CASE, number=1)
    his = random_key()
    world.user_leaves_unit(BENT, EAST)
    unit = world.register.unit(EAST)
    assert unit is not None
    recipients = {f"unit:{EAST}:{unit.generation}": unit.box}
    keys = {**{key: found for (_, key), found in ring.case_keys.items()}, "h" * 32: his}
    forged = replace(
        old, number=2, previous=old.checksum, place=place, signer=BENT, recipients=recipients,
        keys=tuple(boxed(FACTS.id, CASE, key, content, recipients) for key, content in keys.items()),
    )  # fmt: skip
    key_files(folder)[0].with_name("r00000002.sfk").write_bytes(written_keys(FACTS.id, forged, ring.signed))
    assert anna.store.load(CASE).data == some_data("1")
    anna.save(CASE, "2")
    file = (folder / "cases" / CASE[:2] / CASE / "r00000002.sfc").read_bytes()
    assert read_revision(file, case=CASE, revision=2, protection=None).header.key not in keys


def test_keys_that_nobody_signed_are_refused(desk: Callable[[str], Desk], world: World, folder: Path) -> None:
    anna = desk(ANNA)
    anna.save(CASE, "1")
    old = read_keys(FACTS.id, newest_key_file(folder), case=CASE, number=1)
    recipients = {f"unit:{EAST}:1": world.register.house.box}
    keys = (boxed(FACTS.id, CASE, "h" * 32, random_key(), recipients),)
    forged = replace(old, number=2, previous=old.checksum, signer=ANNA, recipients=recipients, keys=keys)
    content = written_keys(FACTS.id, forged, lambda _: b"\0" * 64)
    key_files(folder)[0].with_name("r00000002.sfk").write_bytes(content)
    with pytest.raises(StoreDamaged):
        anna.store.load(CASE)
    with pytest.raises(StoreDamaged):
        anna.store.save(CASE, 1, some_data("no"))


def test_one_damaged_copy_of_the_keys_costs_nothing(desk: Callable[[str], Desk], folder: Path) -> None:
    desk(ANNA).save(CASE, "1")
    for path in key_files(folder):
        whole = path.read_bytes()
        path.write_bytes(whole[:-9])
        assert desk(BENT).store.load(CASE).data == some_data("1")
        path.write_bytes(whole)
    for path in key_files(folder):
        path.write_bytes(b"rubbish")
    with pytest.raises(StoreDamaged):
        desk(ANNA).store.load(CASE)
    assert desk(ANNA).store.list_cases() == (CASE,)


def test_keys_of_a_newer_program_keep_nobody_from_the_other_cases(desk: Callable[[str], Desk], folder: Path) -> None:
    for case in (CASE, OTHER):
        desk(ANNA).save(case, "1")
    for path in key_files(folder):
        content = path.read_bytes()
        path.write_bytes(content[:9] + b"\x09" + content[10:])
    anna = desk(ANNA)
    assert anna.store.list_cases() == (OTHER, CASE)
    found = dict(anna.store.load_many(None, "all"))
    assert isinstance(found[CASE], UnknownFormat)
    assert isinstance(found[OTHER], Loaded)


def test_a_case_without_keys_is_said_to_have_none(desk: Callable[[str], Desk], folder: Path) -> None:
    desk(ANNA).save(CASE, "1")
    shutil.rmtree(folder / "keys" / "cases")
    with pytest.raises(NoKey) as caught:
        desk(ANNA).store.load(CASE)
    assert caught.value.which == CASE
    with pytest.raises(NoKey):
        desk(ANNA).store.save(CASE, 1, some_data("no"))


def test_while_the_screen_is_locked_nothing_is_opened(desk: Callable[[str], Desk], world: World) -> None:
    anna = desk(ANNA)
    anna.save(CASE, "1")
    draft = anna.store.begin_draft(header())
    anna.store.append(draft, entry(0))
    anna.ring.empty()
    assert anna.ring.case_keys == {}
    actions: tuple[Callable[[], object], ...] = (
        lambda: anna.store.load(CASE),
        lambda: anna.store.save(CASE, 1, some_data("no")),
        lambda: anna.store.append(draft, entry(1)),
        lambda: anna.store.read_draft(draft),
        anna.store.list_drafts,
        lambda: anna.store.begin_draft(header()),
        anna.store.list_cases,
        lambda: list(anna.store.load_many([CASE], "all")),
    )
    for action in actions:
        with pytest.raises(SignInNeeded):
            action()
    anna.ring.fill(world.keys[ANNA])
    anna.store.append(draft, entry(1))
    assert anna.store.read_draft(draft).entries == (entry(0), entry(1))


def test_two_who_make_the_same_case_at_once_get_one_key(
    desk: Callable[[str], Desk], folder: Path, tmp_path: Path
) -> None:
    number = 0
    while True:
        number += 1
        case = fresh_id()
        anna, bent = desk(ANNA), desk(BENT)
        meddling = Meddling(number, lambda bent=bent, case=case: bent.store.begin_draft(header(case)))  # type: ignore[misc]
        with pytest.MonkeyPatch.context() as patch:
            watch(patch, meddling)
            anna.store.begin_draft(header(case))
        anna.store.close()
        bent.store.close()
        assert len(key_ids_in(newest_key_file(folder, case))) == 1
        drafts = anna.store.list_drafts(case)
        assert (len(drafts.drafts), drafts.damage) == (1 if meddling.left > 0 else 2, ())
        if meddling.left > 0:
            break
    assert number > 30


def test_a_key_renewed_between_any_two_steps_of_a_save_loses_nothing(tmp_path: Path) -> None:
    number = 0
    while True:
        number += 1
        world, folder = new_world(), tmp_path / f"{number}"
        make_sealed(folder)
        anna, bent = Desk(world, folder, ANNA), Desk(world, folder, BENT)
        anna.save(CASE, "1")

        def meddle(world: World = world, bent: Desk = bent) -> None:
            world.user_joins_unit(CARL, EAST, ANNA)
            world.user_leaves_unit(CARL, EAST)
            bent.keys.renewed(CASE)
            bent.store.begin_draft(header())

        meddling = Meddling(number, meddle)
        with pytest.MonkeyPatch.context() as patch:
            watch(patch, meddling)
            assert anna.store.save(CASE, 1, some_data("2")) == Saved(revision=2)
        assert (bent.store.load(CASE).data, bent.store.load(CASE).damage) == (some_data("2"), ())
        assert bent.store.list_drafts().damage == ()
        bent.store.close()
        if meddling.left > 0:
            break
    assert number > 20


def everything(store: FileStore) -> Iterator[tuple[str, object]]:
    """What can be read of two cases and their drafts, or how it is refused."""
    for case in (CASE, OTHER):
        try:
            loaded = store.load(case)
            yield case, (loaded.data, bool(loaded.damage))
        except StoreError as refusal:
            yield case, type(refusal)
    for draft in store.list_drafts().drafts:
        yield draft.id, (draft.entries, bool(draft.damage))


@pytest.mark.parametrize("suffix", [".sfc", ".sfj", ".sfk"])
def test_no_file_passes_for_another(desk: Callable[[str], Desk], world: World, folder: Path, suffix: str) -> None:
    """Every file of the kind in the place of every other: swapped between cases, renumbered, replayed."""
    anna = desk(ANNA)
    kept: dict[str, bytes] = {}
    entries = {}
    for case in (CASE, OTHER):
        for number in range(6):
            anna.save(case, f"{case[0]}{number}")
            if number in (2, 4):
                world.user_joins_unit(CARL, EAST, ANNA)
                world.user_leaves_unit(CARL, EAST)
            found = (path for path in folder.rglob(f"*{suffix}") if path.is_file())
            kept |= {str(path): path.read_bytes() for path in found}
        for _ in range(2):
            draft = anna.store.begin_draft(header(case))
            anna.store.append(draft, entry(0, draft))
            entries[draft] = (entry(0, draft),)
    anna.store.close()
    kept |= {str(path): path.read_bytes() for path in folder.rglob(f"*{suffix}") if path.is_file()}
    now = [name for name in kept if Path(name).exists()]
    own = {case: [some_data(f"{case[0]}{number}") for number in range(6)] for case in (CASE, OTHER)}
    tried = 0
    for source, target in permutations(kept, 2):
        if target not in now or kept[source] == kept[target]:
            continue
        tried += 1
        Path(target).write_bytes(kept[source])
        for key, found_now in everything(desk(ANNA).store):
            if isinstance(found_now, tuple):
                content, is_damaged = found_now
                assert content in own[key] if key in own else content == entries[key]
                assert is_damaged or content in (own[key][-1:] if key in own else [entries[key]])
        Path(target).write_bytes(kept[target])
    assert tried >= 12
    assert {key: found_now for key, found_now in everything(desk(ANNA).store) if key in own} == {
        case: (own[case][-1], False) for case in own
    }

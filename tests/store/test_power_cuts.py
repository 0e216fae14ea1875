"""The power goes after every single step that a store takes: what was acknowledged is there, whatever the disk holds.

The same tests are run against mutants of the store, each of which leaves out one thing that makes a save safe; every
mutant must be found out, or the tests prove nothing.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from sipforms.engine.read.bundle import digest_of
from sipforms.store import files as files_module
from sipforms.store.casefile import CaseFile, finish_draft, open_case
from sipforms.store.failures import Erased, NotAStore
from sipforms.store.files import STORE_FILE, FileStore
from sipforms.store.filesystem import LocalFilesystem
from sipforms.store.ledger import ErasureLedger
from sipforms.store.protection import Seals
from sipforms.store.protocol import CaseId, Saved, fresh_id
from sipforms.store.revisions import RevisionFolder
from tests.store.conftest import OPEN, FileKind
from tests.store.power import RecordingOs, State, StateDisk
from tests.store.samples import CASE, NOW, entry, header, response, some_data
from tests.store.sealed import ANNA, CARL, EAST, Opener, make_sealed, new_world, told_on_disk
from tests.store.watched import watch

SAVES = 6
BUNDLE = {"programme.yaml": b"id: voksen"}


DAY = NOW.date()


class Broken(AssertionError):
    """A promise that some state of the disk breaks."""


class Scene:
    """A store that is being used while the power may go; ``promise`` says what must hold in any state just then."""

    def __init__(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *forgets: str, kind: FileKind = OPEN) -> None:
        self.kind = kind
        self.folder = tmp_path / "store"
        self.promise: Callable[[FileStore], None] = lambda _: None
        self.exists = False
        self.is_safe = False
        self.states = 0
        self.forgets = frozenset(forgets)
        self.recording = RecordingOs(tmp_path, self.power_may_go)
        watch(monkeypatch, self.recording)

    def power_may_go(self, recording: RecordingOs) -> None:
        if self.is_safe:
            return
        seen = set()
        for state in recording.states():
            key = frozenset(state.items())
            if key not in seen:
                seen.add(key)
                self.states += 1
                if self.is_broken(state):
                    raise Broken

    def is_broken(self, state: State) -> bool:
        try:
            disk = StateDisk(state)
            if self.kind is not OPEN and str(self.folder / STORE_FILE) not in state:
                return self.exists  # who opens a sealed store has seen that it is one, or could not have signed in
            store = self.kind.open(self.folder, disk=disk)
            require(self.kind is OPEN or written_down(store, disk))
            self.promise(store)
        except NotAStore:
            return self.exists
        except Exception:  # noqa: BLE001  whatever goes wrong after a power cut is a broken promise
            return True
        return False

    def store(self) -> FileStore:
        self.kind.make(self.folder)
        self.exists = True
        self.recording.forgets = self.forgets  # from here on, so that a mutant is found by what it does later
        return self.kind.open(self.folder)

    @contextmanager
    def safely(self) -> Iterator[None]:
        """The power stays on, and everything is flushed: for what leads up to what is tried."""
        self.is_safe, self.recording.forgets = True, frozenset()
        yield
        self.is_safe, self.recording.forgets = False, self.forgets


def require(holds: object) -> None:
    if not holds:
        raise Broken


def written_down(store: FileStore, disk: StateDisk) -> bool:
    """Whether the access log knows every generation that can be seen."""
    told = {(use[2], use[4], use[5]) for use in told_on_disk(store.folder, disk)}
    return all((CASE, seen.number, seen.checksum) in told for seen in store.history(CASE))


def saving(scene: Scene) -> None:
    """Saves one after another: the newest acknowledged one or the one under way is there; three generations stay."""
    acknowledged = 0

    def promise(store: FileStore) -> None:
        loaded = store.load(CASE)
        require(loaded.damage == ())
        require(loaded.revision in (acknowledged, acknowledged + 1))
        require(loaded.data == (some_data(loaded.revision) if loaded.revision else {}))
        require(sum(revision.is_sound for revision in store.history(CASE)) >= min(3, acknowledged))
        require(store.save(CASE, loaded.revision, some_data("next")) == Saved(revision=loaded.revision + 1))
        require(store.load(CASE).data == some_data("next"))

    scene.promise = promise
    store = scene.store()
    for number in range(1, SAVES + 1):
        store.save(CASE, number - 1, some_data(number))
        acknowledged = number
        scene.promise = promise


def drafting(scene: Scene) -> None:
    """Answers one after another: all acknowledged ones are there, and at most one that was on its way."""
    acknowledged: list[Any] = []
    draft = ""

    def promise(store: FileStore) -> None:
        found = store.list_drafts(CASE)
        require(found.damage == ())
        if draft:
            entries = list(store.read_draft(draft).entries)
            require(entries in (acknowledged, [entry(number) for number in range(len(acknowledged) + 1)]))
            store.append(draft, entry(99))
            require(store.read_draft(draft).entries == (*entries, entry(99)))
            require(store.read_draft(draft).damage == ())

    scene.promise = promise
    store = scene.store()
    draft = store.begin_draft(header())
    for number in range(4):
        store.append(draft, entry(number))
        acknowledged.append(entry(number))


def handing_in(scene: Scene) -> None:
    """Keeps the response of a draft: at every moment the answers are in the draft, in the case file, or in both."""
    store = scene.store()
    draft = store.begin_draft(header())
    store.append(draft, entry(0))

    def promise(after: FileStore) -> None:
        kept = open_case(after, CASE).responses == (response(draft),)
        require(kept or after.read_draft(draft).entries == (entry(0),))
        require(isinstance(finish_draft(after, draft, CASE, response(draft)), CaseFile))
        require(after.list_drafts().drafts == ())

    scene.promise = promise
    finish_draft(store, draft, CASE, response(draft))


def snapshotting(scene: Scene) -> None:
    """Keeps a bundle: once acknowledged it is there and right."""
    digest, is_kept = digest_of(BUNDLE), False

    def promise(store: FileStore) -> None:
        require(not is_kept or store.bundle(digest) == BUNDLE)
        store.keep_bundle(digest, BUNDLE)
        require(store.bundle(digest) == BUNDLE)

    scene.promise = promise
    store = scene.store()
    store.keep_bundle(digest, BUNDLE)
    is_kept = True
    store.save(CASE, 0, some_data(1))


def erasing(scene: Scene) -> None:
    """Erases a case file: it is whole until it is gone, and gone for good once that was acknowledged."""
    store = scene.store()
    with scene.safely():
        for number in range(1, 5):
            store.save(CASE, number - 1, some_data(number))
        draft = store.begin_draft(header())
        store.append(draft, entry(0))
        store.close()
    is_gone = False

    def promise(after: FileStore) -> None:
        try:
            found = after.load(CASE).data
        except Erased:
            after.finish_erasures()
            require(after.list_drafts().drafts == () and after.list_cases() == ())
            return
        require(not is_gone)
        require(found == some_data(4))
        require(after.read_draft(draft).entries == (entry(0),))
        after.erase(CASE, DAY)
        require(after.list_cases() == ())

    scene.promise = promise
    store.erase(CASE, DAY)
    is_gone = True
    leftovers(scene)


def forgetting(scene: Scene) -> None:
    """Saves what was rectified: once acknowledged, nothing older is anywhere on the disk."""
    store = scene.store()
    with scene.safely():
        for number in range(1, 5):
            store.save(CASE, number - 1, some_data(number))
    is_rectified = False

    def promise(after: FileStore) -> None:
        loaded = after.load(CASE)
        require(loaded.damage == ())
        require(loaded.data == some_data("rectified") or (not is_rectified and loaded.data == some_data(4)))
        require(not is_rectified or [seen.number for seen in after.history(CASE)] == [5])

    scene.promise = promise
    store.save(CASE, 4, some_data("rectified"), forgetting=True)
    is_rectified = True
    scene.power_may_go(scene.recording)


def leftovers(scene: Scene) -> None:
    """Breaks when in any state that may be on the disk now a file of the case is left, but in ledger and log."""
    for state in scene.recording.states():
        names = [name.removeprefix(str(scene.folder)) for name in state]
        require(not any(CASE in name for name in names if not name.startswith(("/erased", "/log"))))


def rekeying(scene: Scene) -> None:
    """Saves while colleagues come and go, so that the case gets one new key after another."""
    opener = scene.kind.open
    assert isinstance(opener, Opener)
    acknowledged = 0

    def promise(after: FileStore) -> None:
        loaded = after.load(CASE)
        require(loaded.damage == ())
        require(loaded.revision in (acknowledged, acknowledged + 1))
        require(loaded.data == (some_data(loaded.revision) if loaded.revision else {}))
        require(all(seen.is_sound for seen in after.history(CASE)))
        require(isinstance(after.save(CASE, loaded.revision, some_data("next")), Saved))
        require(after.load(CASE).data == some_data("next"))

    scene.promise = promise
    store = scene.store()
    with scene.safely():
        store.save(CASE, 0, some_data(1))
        acknowledged = 1
    for number in range(2, 5):
        opener.world.user_joins_unit(CARL, EAST, ANNA)
        opener.world.user_leaves_unit(CARL, EAST)
        store.save(CASE, number - 1, some_data(number))
        acknowledged = number


def creating(scene: Scene) -> None:
    """Creates a store: there is none, or it is whole."""
    scene.recording.forgets = scene.forgets
    scene.store()
    scene.power_may_go(scene.recording)


def sealed() -> FileKind:
    return FileKind(name="sealed", make=make_sealed, open=Opener(new_world()))


SCENES = [creating, saving, drafting, handing_in, snapshotting, erasing, forgetting]
SEALED_SCENES = [saving, drafting, handing_in, erasing, forgetting, rekeying]


@pytest.mark.parametrize("use", SCENES)
def test_nothing_acknowledged_is_lost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, use: Callable[[Scene], None]
) -> None:
    scene = Scene(tmp_path, monkeypatch)
    use(scene)
    assert scene.states > 10


@pytest.mark.parametrize("use", SEALED_SCENES)
def test_nothing_acknowledged_is_lost_from_a_sealed_store_or_its_log(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, use: Callable[[Scene], None]
) -> None:
    scene = Scene(tmp_path, monkeypatch, kind=sealed())
    use(scene)
    assert scene.states > 10


@pytest.mark.parametrize(
    ("use", "forgets"),
    [
        (creating, "file"),
        (creating, "folder"),
        (saving, "file"),
        (saving, "folder"),
        (drafting, "file"),
        (drafting, "folder"),
        (drafting, "journal"),
        (handing_in, "folder"),
        (snapshotting, "file"),
        (snapshotting, "folder"),
        (erasing, "folder"),
        (forgetting, "file"),
        (forgetting, "folder"),
    ],
)
def test_a_store_that_forgets_to_flush_is_found_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, use: Callable[[Scene], None], forgets: str
) -> None:
    with pytest.raises(Broken):
        use(Scene(tmp_path, monkeypatch, forgets))


@pytest.mark.parametrize(
    ("use", "forgets"),
    [
        (saving, "file"),
        (saving, "journal"),
        (drafting, "journal"),
        (erasing, "folder"),
        (forgetting, "folder"),
        (rekeying, "file"),
        (rekeying, "folder"),
    ],
)
def test_a_sealed_store_that_forgets_to_flush_is_found_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, use: Callable[[Scene], None], forgets: str
) -> None:
    with pytest.raises(Broken):
        use(Scene(tmp_path, monkeypatch, forgets, kind=sealed()))


class PrunesEarly(RevisionFolder):
    """A mutant that makes room before the new revision is safe."""

    def _is_overtaken(self, number: int, checksum: str) -> bool:
        self._prune(number)
        return super()._is_overtaken(number, checksum)


class ForgetsEarly(RevisionFolder):
    """A mutant that forgets what is older before what is newer is safe."""

    def _is_overtaken(self, number: int, checksum: str) -> bool:
        self.forget_before(number)
        return super()._is_overtaken(number, checksum)


class TellsLate(RevisionFolder):
    """A mutant that tells the access log of a revision when it is there already."""

    def _tell(self, number: int, content: bytes, criterion: str = "") -> None:
        self.untold = (number, content)

    def _is_overtaken(self, number: int, checksum: str) -> bool:
        super()._tell(*self.untold)
        return super()._is_overtaken(number, checksum)


@pytest.mark.parametrize(
    ("mutant", "use", "kind"),
    [
        (PrunesEarly, saving, OPEN),
        (ForgetsEarly, forgetting, OPEN),
        (TellsLate, saving, None),
    ],
)
def test_a_store_that_does_things_in_another_order_is_found_out(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    mutant: type[RevisionFolder],
    use: Callable[[Scene], None],
    kind: FileKind | None,
) -> None:
    monkeypatch.setattr(files_module, "RevisionFolder", mutant)
    with pytest.raises(Broken):
        use(Scene(tmp_path, monkeypatch, kind=kind or sealed()))


class KeysFirst(ErasureLedger):
    """A mutant that takes away the keys before it is written down that the case file is erased."""

    keys: Seals

    def record(self, case: CaseId, day: date) -> None:
        self.keys.forget(case)
        super().record(case, day)


def test_an_erasing_that_begins_with_the_keys_is_found_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def opened(*arguments: Any, **named: Any) -> FileStore:
        store = opener(*arguments, **named)
        ledger = KeysFirst(folder=store.folder, disk=named.get("disk") or LocalFilesystem(), new_id=fresh_id)
        ledger.keys = store._seals
        store._ledger = ledger
        return store

    opener = Opener(new_world())
    with pytest.raises(Broken):
        erasing(Scene(tmp_path, monkeypatch, kind=FileKind(name="sealed", make=make_sealed, open=opened)))

"""The power goes after every single step that a store takes: what was acknowledged is there, whatever the disk holds.

The same tests are run against mutants of the store, each of which leaves out one thing that makes a save safe; every
mutant must be found out, or the tests prove nothing.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sipforms.engine.read.bundle import digest_of
from sipforms.store import files as files_module
from sipforms.store.casefile import CaseFile, finish_draft, open_case
from sipforms.store.failures import NotAStore
from sipforms.store.files import FileStore
from sipforms.store.protocol import Saved
from sipforms.store.revisions import RevisionFolder
from tests.store.conftest import OPEN, FileKind
from tests.store.power import RecordingOs, State, StateDisk
from tests.store.samples import CASE, entry, header, response, some_data
from tests.store.watched import watch

SAVES = 6
BUNDLE = {"programme.yaml": b"id: voksen"}


class Broken(AssertionError):
    """A promise that some state of the disk breaks."""


class Scene:
    """A store that is being used while the power may go; ``promise`` says what must hold in any state just then."""

    def __init__(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *forgets: str, kind: FileKind = OPEN) -> None:
        self.kind = kind
        self.folder = tmp_path / "store"
        self.promise: Callable[[FileStore], None] = lambda _: None
        self.exists = False
        self.states = 0
        self.forgets = frozenset(forgets)
        self.recording = RecordingOs(tmp_path, self.power_may_go)
        watch(monkeypatch, self.recording)

    def power_may_go(self, recording: RecordingOs) -> None:
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
            self.promise(self.kind.open(self.folder, disk=StateDisk(state)))
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


def require(holds: object) -> None:
    if not holds:
        raise Broken


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


def creating(scene: Scene) -> None:
    """Creates a store: there is none, or it is whole."""
    scene.recording.forgets = scene.forgets
    scene.store()
    scene.power_may_go(scene.recording)


SCENES = [creating, saving, drafting, handing_in, snapshotting]


@pytest.mark.parametrize("use", SCENES)
def test_nothing_acknowledged_is_lost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, use: Callable[[Scene], None]
) -> None:
    scene = Scene(tmp_path, monkeypatch)
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
    ],
)
def test_a_store_that_forgets_to_flush_is_found_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, use: Callable[[Scene], None], forgets: str
) -> None:
    with pytest.raises(Broken):
        use(Scene(tmp_path, monkeypatch, forgets))


class PrunesEarly(RevisionFolder):
    """A mutant that makes room before the new revision is safe."""

    def _is_overtaken(self, number: int, checksum: str) -> bool:
        self._prune(number)
        return super()._is_overtaken(number, checksum)


def test_a_store_that_prunes_too_early_is_found_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files_module, "RevisionFolder", PrunesEarly)
    with pytest.raises(Broken):
        saving(Scene(tmp_path, monkeypatch))

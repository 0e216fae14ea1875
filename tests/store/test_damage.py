"""Files that are not what was written there: none is believed, the newest sound one is used, and it is said."""

import hashlib
import random
import struct
from pathlib import Path

import pytest

from sipforms.engine.read.bundle import digest_of
from sipforms.store.encoding import encoded
from sipforms.store.failures import StoreDamaged, UnknownFormat
from sipforms.store.files import FileStore
from sipforms.store.protocol import CaseData, Damage, DamageKind, Saved
from sipforms.store.revisionfile import MAGIC, RevisionHeader, data_of, read_revision, written_revision
from tests.store.samples import CASE, some_data

OTHER = "a" * 32
HEADER = RevisionHeader(case=CASE, revision=7, previous="0" * 64)
DATA: CaseData = {"responses": {f"{number:032x}": {"answers": ["æøå", number]} for number in range(40)}}


def damaged(content: bytes, chance: random.Random) -> bytes:
    """The content after one of the accidents that happen to files."""
    place, length = chance.randrange(len(content)), chance.randint(1, 40)
    kind = chance.randrange(6)
    if kind == 0:
        return content[:place] + bytes([content[place] ^ 1 << chance.randrange(8)]) + content[place + 1 :]
    if kind == 1:
        return content[:place]
    if kind == 2:
        return content[:place] + bytes(length) + content[place + length :]
    if kind == 3:
        return content + chance.randbytes(length)
    if kind == 4:
        return content[:place] + content[place + length :]
    return content[:place] + chance.randbytes(length) + content[place + length :]


@pytest.mark.parametrize("count", [2_000, pytest.param(200_000, marks=pytest.mark.long)])
def test_no_damaged_revision_is_accepted(count: int) -> None:
    """Longer: ``python run.py test -m long tests/store`` (200,000 damaged files)."""
    whole, chance = written_revision(HEADER, DATA), random.Random(3)
    assert data_of(read_revision(whole, case=CASE, revision=7)) == DATA
    tried = 0
    while tried < count:
        content = damaged(whole, chance)
        if content == whole:
            continue
        tried += 1
        with pytest.raises(StoreDamaged):
            read_revision(content, case=CASE, revision=7)


def three_saves(files: FileStore, case: str = CASE) -> Path:
    for number in range(1, 4):
        files.save(case, number - 1, some_data(f"{case[0]}{number}"))
    return files.folder / "cases" / case[:2] / case


def test_the_newest_sound_revision_is_used_and_saving_goes_on(files: FileStore) -> None:
    folder = three_saves(files)
    rubbish = b"rubbish" * 99
    (folder / "r00000003.sfc").write_bytes(rubbish)
    loaded = files.load(CASE)
    assert loaded.data == some_data("c2")
    assert loaded.damage == (Damage(kind=DamageKind.REVISION, id=CASE, place=3),)
    assert [revision.is_sound for revision in files.history(CASE)] == [True, True, False]
    assert files.save(CASE, loaded.revision, some_data("c4")) == Saved(revision=4)
    assert (files.load(CASE).data, files.load(CASE).damage) == (some_data("c4"), ())
    assert [path.read_bytes() for path in (files.folder / "quarantine").iterdir()] == [rubbish]


def test_a_case_without_any_sound_revision_is_damaged_not_empty(files: FileStore) -> None:
    folder = three_saves(files)
    for path in folder.iterdir():
        path.write_bytes(path.read_bytes()[:-1])
    with pytest.raises(StoreDamaged) as caught:
        files.load(CASE)
    assert caught.value.which == CASE
    assert files.list_cases() == (CASE,)


@pytest.mark.parametrize(
    ("source", "target"),
    [("r00000001.sfc", "r00000004.sfc"), ("r00000003.sfc", "r00000009.sfc"), ("r00000002.sfc", "r00000003.sfc")],
)
def test_a_revision_under_another_number_is_refused(files: FileStore, source: str, target: str) -> None:
    folder = three_saves(files)
    (folder / target).write_bytes((folder / source).read_bytes())
    loaded = files.load(CASE)
    assert loaded.data == some_data("c2" if target == "r00000003.sfc" else "c3")
    assert len(loaded.damage) == 1
    assert files.save(CASE, loaded.revision, some_data("on")) == Saved(revision=loaded.revision + 1)


def test_a_revision_of_another_case_is_refused(files: FileStore) -> None:
    ours, theirs = three_saves(files), three_saves(files, OTHER)
    (ours / "r00000004.sfc").write_bytes((theirs / "r00000003.sfc").read_bytes())
    (ours / "r00000003.sfc").write_bytes((theirs / "r00000003.sfc").read_bytes())
    loaded = files.load(CASE)
    assert loaded.data == some_data("c2")
    assert [damage.place for damage in loaded.damage] == [4, 3]


def test_names_that_are_not_ours_are_left_alone(files: FileStore) -> None:
    folder = three_saves(files)
    for name in ("r3.sfc", "r00000009.sfc.bak", "notes.txt", "t00000001-xyz.tmp"):
        (folder / name).write_bytes(b"")
    assert files.load(CASE).damage == ()
    files.save(CASE, 3, some_data("on"))
    assert (folder / "notes.txt").exists()


@pytest.mark.parametrize(("number", "protection"), [(3, "none"), (2, "chacha20-poly1305")])
def test_a_newer_form_is_refused_and_no_older_one_shown_instead(files: FileStore, number: int, protection: str) -> None:
    folder = three_saves(files)
    fields = {"case": CASE, "revision": 4, "previous": "", "protection": protection, "key": "k1", "nonce": "00"}
    front = encoded(fields)
    before = struct.pack(">8sHI", MAGIC, number, len(front)) + front
    (folder / "r00000004.sfc").write_bytes(before + hashlib.sha256(before + b"sealed").digest() + b"sealed")
    with pytest.raises(UnknownFormat):
        files.load(CASE)
    with pytest.raises(UnknownFormat):
        files.save(CASE, 4, some_data("lost"))


def test_a_damaged_snapshot_is_never_taken_for_the_bundle(files: FileStore) -> None:
    bundle = {"programme.yaml": b"id: voksen\n" * 50, "scales.yaml": b"x" * 99}
    digest, chance = digest_of(bundle), random.Random(5)
    files.keep_bundle(digest, bundle)
    path = files.folder / "bundles" / f"{digest}.zip"
    whole = path.read_bytes()
    harmless = 0
    for _ in range(500):
        path.write_bytes(damaged(whole, chance))
        try:
            assert files.bundle(digest) == bundle
            harmless += 1
        except StoreDamaged as refusal:
            assert refusal.which == digest  # noqa: PT017
    assert harmless < 250
    path.write_bytes(whole[:-1])
    files.keep_bundle(digest, bundle)
    assert files.bundle(digest) == bundle

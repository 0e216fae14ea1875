"""A draft cut off at any byte, or damaged in the middle: what is sound is kept and can be gone on with."""

import random
from pathlib import Path

import pytest

from sipforms.store.failures import StoreDamaged, UnknownFormat
from sipforms.store.files import FileStore
from sipforms.store.protocol import DamageKind, DraftList
from tests.store.samples import CASE, entry, header

SEALED_STEP = 3
"""Bytes; every one in an open draft, whose frames are the same but for the seal."""
ENTRIES = [entry(number, "æ" * number) for number in range(6)]


@pytest.fixture
def draft(files: FileStore) -> str:
    made = files.begin_draft(header())
    for one in ENTRIES:
        files.append(made, one)
    files.close()
    return made


def place_of(files: FileStore, draft: str) -> Path:
    return files.folder / "drafts" / CASE / f"{draft}.sfj"


def ends(files: FileStore) -> list[int]:
    """Where the frames of such a draft end: header first, then one entry after another."""
    made = files.begin_draft(header())
    found = [place_of(files, made).stat().st_size]
    for one in ENTRIES:
        files.append(made, one)
        found.append(place_of(files, made).stat().st_size)
    files.discard_draft(made)
    return found


def test_a_tail_torn_at_any_byte(files: FileStore, draft: str) -> None:
    path, frame_ends = place_of(files, draft), ends(files)
    whole = path.read_bytes()
    assert len(whole) == frame_ends[-1]
    every = SEALED_STEP if files.facts.is_protected else 1
    around = {end + by for end in frame_ends[:-1] for by in (0, 1)} | {end - 1 for end in frame_ends[1:]}
    for size in sorted({*range(frame_ends[0], len(whole), every), *around}):
        path.write_bytes(whole[:size])
        sound = sum(end <= size for end in frame_ends) - 1
        found = files.read_draft(draft)
        assert list(found.entries) == ENTRIES[:sound]
        expected = [] if size in frame_ends else [(DamageKind.TORN_TAIL, sound)]
        assert [(damage.kind, damage.place) for damage in found.damage] == expected
        files.append(draft, entry(77))
        files.release_draft(draft)
        after = files.read_draft(draft)
        assert (list(after.entries), after.damage) == ([*ENTRIES[:sound], entry(77)], ())


@pytest.mark.parametrize("tail", [bytes(1), bytes(7), bytes(300), b"\xff" * 300, b"\x00\x00\x00\x05abc"])
def test_rubbish_at_the_end_is_cut(files: FileStore, draft: str, tail: bytes) -> None:
    path = place_of(files, draft)
    path.write_bytes(path.read_bytes() + tail)
    assert [damage.kind for damage in files.read_draft(draft).damage] == [DamageKind.TORN_TAIL]
    files.append(draft, entry(77))
    assert list(files.read_draft(draft).entries) == [*ENTRIES, entry(77)]


def test_a_bit_flipped_anywhere_costs_at_most_one_entry(files: FileStore, draft: str) -> None:
    path, frame_ends, chance = place_of(files, draft), ends(files), random.Random(9)
    whole = path.read_bytes()
    for place in range(frame_ends[0], len(whole), SEALED_STEP if files.facts.is_protected else 1):
        flipped = whole[:place] + bytes([whole[place] ^ 1 << chance.randrange(8)]) + whole[place + 1 :]
        path.write_bytes(flipped)
        found = files.read_draft(draft)
        hit = sum(end <= place for end in frame_ends) - 1
        assert list(found.entries) == [one for number, one in enumerate(ENTRIES) if number != hit]
        kind = DamageKind.TORN_TAIL if hit == len(ENTRIES) - 1 else DamageKind.ENTRY
        assert [(damage.kind, damage.place) for damage in found.damage] == [(kind, hit)]


def test_going_on_with_a_draft_damaged_in_the_middle_keeps_what_is_behind(files: FileStore, draft: str) -> None:
    path, frame_ends = place_of(files, draft), ends(files)
    whole = bytearray(path.read_bytes())
    whole[frame_ends[1] + 3] ^= 0x40  # the length of the second entry
    path.write_bytes(bytes(whole))
    files.append(draft, entry(77))
    assert list(files.read_draft(draft).entries) == [ENTRIES[0], *ENTRIES[2:], entry(77)]


def test_an_entry_of_another_draft_or_place_is_not_taken(files: FileStore, draft: str) -> None:
    path, frame_ends = place_of(files, draft), ends(files)
    whole = path.read_bytes()
    swapped = (
        whole[: frame_ends[0]]
        + whole[frame_ends[1] : frame_ends[2]]
        + whole[frame_ends[0] : frame_ends[1]]
        + whole[frame_ends[2] :]
    )
    path.write_bytes(swapped)
    assert list(files.read_draft(draft).entries) == ENTRIES[1:], "none is read behind a later one"
    path.with_name(f"{'0' * 32}.sfj").write_bytes(whole)
    with pytest.raises(StoreDamaged):
        files.read_draft("0" * 32)


def test_a_draft_that_cannot_be_read_does_not_hide_the_others(files: FileStore, draft: str) -> None:
    bad, newer = files.begin_draft(header()), files.begin_draft(header())
    files.close()
    place_of(files, bad).write_bytes(b"rubbish")
    content = place_of(files, newer).read_bytes()
    place_of(files, newer).write_bytes(content[:9] + b"\x03" + content[10:])
    found = files.list_drafts()
    assert [one.id for one in found.drafts] == [draft]
    assert {(damage.kind, damage.id) for damage in found.damage} == {(DamageKind.DRAFT, bad), (DamageKind.DRAFT, newer)}
    with pytest.raises(StoreDamaged):
        files.read_draft(bad)
    with pytest.raises(StoreDamaged):
        files.append(bad, entry(0))
    with pytest.raises(UnknownFormat):
        files.append(newer, entry(0))
    files.discard_draft(bad)
    files.discard_draft(newer)
    assert files.list_drafts() == DraftList(drafts=found.drafts)

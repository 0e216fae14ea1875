"""Files of every kind, sealed and open, after an accident or a meddler: not one is taken for what was written."""

import hashlib
import random
import struct
import zlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import pytest

from sipforms.store.access.case_key_file import read_keys
from sipforms.store.access.register import Register
from sipforms.store.failures import StoreDamaged, StoreError
from sipforms.store.frames import START_SIZE
from sipforms.store.journal import read_journal
from sipforms.store.protection import CaseSeal
from sipforms.store.protocol import Draft
from sipforms.store.revisionfile import data_of, read_revision
from tests.store.conftest import FILE_KINDS
from tests.store.samples import CASE, entry, header, some_data
from tests.store.sealed import FACTS, Opener, sealed_store
from tests.store.test_damage import DATA, damaged

START = struct.Struct(">8sHI")
FRAME = struct.Struct(">II")
COUNTS = [
    pytest.param(3_400, id="push"),
    pytest.param(170_000, id="long", marks=pytest.mark.long),
]
"""Of each of six kinds, in seven ways: 20,000 files on every run, a million in the long one."""


@dataclass(frozen=True, kw_only=True)
class Kind:
    """A file as it was written, how it is read, and what is true of what is read."""

    whole: bytes
    read: Callable[[bytes], object]
    mend: Callable[[bytes], bytes] = lambda content: content
    """What somebody does who can count checksums but has no key."""
    part_of: Callable[[object], bool] = lambda _: False
    """Whether it is a part of what was written, and said to be no more than a part."""


def revisions_read(seal: CaseSeal, protection: str) -> Callable[[bytes], object]:
    return lambda content: data_of(read_revision(content, case=CASE, revision=1, protection=protection), seal)


def drafts_read(draft: str, seal: CaseSeal, protection: str) -> Callable[[bytes], object]:
    return lambda content: read_journal(content, draft, seal=seal, protection=protection)


def keys_read(register: Register) -> Callable[[bytes], object]:
    def read(content: bytes) -> object:
        file = read_keys(FACTS.id, content, case=CASE, number=1)
        if not register.is_by(file.signer, file.signed, file.signature):
            raise StoreDamaged(what="case-keys", which=CASE)
        return file

    return read


def kinds(folder: Path) -> dict[str, Kind]:
    """One file of every kind that holds or opens answers, and some of them twice: for accidents and for meddlers."""
    found: dict[str, Kind] = {}
    for name, kind in FILE_KINDS.items():
        store = kind.made(folder / name)
        store.save(CASE, 0, DATA)
        draft = store.begin_draft(header())
        for number in range(20):
            store.append(draft, entry(number, "æ" * number))
        store.close()
        seal, protection = store._seals.of(CASE), store._seals.protection
        generation = next((store.folder / "cases").rglob("*.sfc")).read_bytes()
        written = next((store.folder / "drafts").rglob("*.sfj")).read_bytes()
        read = revisions_read(seal, protection)
        found[f"{name} revision"] = Kind(whole=generation, read=read)
        journal = Kind(whole=written, read=drafts_read(draft, seal, protection), part_of=is_part)
        found[f"{name} draft"] = journal
        if isinstance(kind.open, Opener):
            found["sealed revision, mended"] = Kind(whole=generation, read=read, mend=mended_revision)
            found["sealed draft, mended"] = replace(journal, mend=partial(mended, draft=draft))
            keys = next((store.folder / "keys").rglob("*.sfk")).read_bytes()
            found["keys of a case"] = Kind(whole=keys, read=keys_read(kind.open.world.register))
    return found


def is_part(found: object) -> bool:
    assert isinstance(found, Draft)
    entries = [entry(number, "æ" * number) for number in range(20)]
    left = [one for one in entries if one in found.entries]
    return list(found.entries) == left and (bool(found.damage) or is_cut_between_entries(found))


def is_cut_between_entries(found: Draft) -> bool:
    """A file that ends where an entry ends looks like a draft in which nobody answered on."""
    return list(found.entries) == [entry(number, "æ" * number) for number in range(len(found.entries))]


def mended_revision(content: bytes) -> bytes:
    """With the right checksum for what it now holds."""
    if len(content) < START.size:
        return content
    start = START.size + START.unpack_from(content)[2]
    before, body = content[:start], content[start + 32 :]
    return before + hashlib.sha256(before + body).digest() + body


def mended(content: bytes, draft: str) -> bytes:
    """Frame by frame with the right checksum, as far as the lengths lead."""
    place, number, parts = START_SIZE, 0, [content[:START_SIZE]]
    while place + FRAME.size <= len(content):
        length = FRAME.unpack_from(content, place)[0]
        payload = content[place + FRAME.size : place + FRAME.size + length]
        if len(payload) < length or not length:
            break
        checksum = zlib.crc32(payload, zlib.crc32(f"{draft}/{number}".encode()))
        parts.append(FRAME.pack(length, checksum) + payload)
        place, number = place + FRAME.size + length, number + 1
    return b"".join(parts) + content[place:]


@pytest.mark.parametrize("count", COUNTS)
def test_no_corrupted_file_is_accepted(tmp_path: Path, count: int) -> None:
    """Longer: ``python run.py test -m long tests/store`` (a million files)."""
    for name, kind in kinds(tmp_path).items():
        chance = random.Random(name)
        assert kind.read(kind.whole)
        tried = 0
        while tried < count * 6 // 7:
            content = kind.mend(damaged(kind.whole, chance))
            if content == kind.whole:
                continue
            tried += 1
            try:
                found = kind.read(content)
            except StoreError:
                continue
            assert kind.part_of(found), name


def test_a_sealed_generation_changed_by_somebody_who_counts_checksums_is_set_aside(tmp_path: Path) -> None:
    store = sealed_store(tmp_path / "store")
    for number in range(3):
        store.save(CASE, number, some_data(number))
    path = store.folder / "cases" / CASE[:2] / CASE / "r00000003.sfc"
    whole = path.read_bytes()
    forged = mended_revision(whole[:-20] + bytes([whole[-20] ^ 1]) + whole[-19:])
    path.write_bytes(forged)
    loaded = store.load(CASE)
    assert (loaded.data, [damage.place for damage in loaded.damage]) == (some_data(1), [3])
    assert [found.read_bytes() for found in (store.folder / "quarantine").iterdir()] == [forged]
    store.load(CASE)
    assert len(list((store.folder / "quarantine").iterdir())) == 1


def test_an_open_file_in_a_sealed_store_is_one_that_somebody_put_there(tmp_path: Path) -> None:
    sealed = sealed_store(tmp_path / "sealed")
    open_ = FILE_KINDS["open"].made(tmp_path / "open")
    for store in (sealed, open_):
        for number in range(2):
            store.save(CASE, number, some_data(f"{store is open_}{number}"))
    generation = Path("cases") / CASE[:2] / CASE / "r00000002.sfc"
    (sealed.folder / generation).write_bytes((open_.folder / generation).read_bytes())
    assert sealed.load(CASE).data == some_data("False0")
    draft = open_.begin_draft(header())
    open_.append(draft, entry(0))
    open_.close()
    theirs = Path("drafts") / CASE / f"{draft}.sfj"
    sealed.discard_draft(sealed.begin_draft(header()))
    (sealed.folder / theirs).write_bytes((open_.folder / theirs).read_bytes())
    found = sealed.list_drafts()
    assert (found.drafts, len(found.damage)) == ((), 1)
    with pytest.raises(StoreDamaged):
        sealed.append(draft, entry(1))

"""Whatever is changed, taken out, put in, moved or cut in the log is found, each time.

Longer: ``python run.py test -m long tests/store/log`` (100,000 tamperings).
"""

import random

import pytest

from sipforms.store.log.chain import Break
from sipforms.store.log.heads import loose_heads
from sipforms.store.log.listing import LogFolder
from sipforms.store.log.verifying import Fault, Verified, verify
from tests.store.log.logs import (
    READER,
    SIGN_IN,
    Clock,
    a_busy_log,
    a_log,
    a_session,
    checked,
    is_by,
    log_folder,
    person,
)
from tests.store.log.tampering import (
    TAMPERINGS,
    Tampering,
    cut_whole_entries,
    delete_an_entry,
    remove_a_file,
    some_links,
    swap_two_entries,
    take_an_entry_out_and_forge_the_rest,
)
from tests.store.power import StateDisk

WRITTEN = a_busy_log()
HEADS = loose_heads(log_folder(WRITTEN))


def copied(disk: StateDisk = WRITTEN) -> StateDisk:
    return StateDisk({str(path): content for path, content in disk.files.items()})


def found_in(disk: StateDisk, *, is_printed: bool = True, can_read: bool = False) -> Verified:
    return verify(
        log_folder(disk),
        is_by=is_by,
        readers=(READER.private,) if can_read else (),
        against=HEADS if is_printed else (),
    )


def missed(tampering: Tampering, count: int) -> list[int]:
    """The seeds with which the log was changed and nothing was found."""
    unseen = []
    for seed in range(count):
        disk = copied()
        changed = False
        chance = random.Random(f"{tampering.__name__} {seed}")
        while not changed:
            tampering(disk.files, chance)
            changed = disk.files != WRITTEN.files
        if found_in(disk).is_whole:
            unseen.append(seed)
    return unseen


def test_the_log_is_whole_before_anybody_touches_it() -> None:
    assert found_in(copied(), can_read=True).findings == ()
    assert len(HEADS) == 1


@pytest.mark.parametrize("count", [210, pytest.param(4200, marks=pytest.mark.long)])
@pytest.mark.parametrize("tampering", TAMPERINGS, ids=lambda one: one.__name__)
def test_every_tampering_is_found(tampering: Tampering, count: int) -> None:
    assert len(TAMPERINGS) * 210 >= 5000
    assert missed(tampering, count) == []


def test_every_single_bit_of_an_entry_counts() -> None:
    disk = copied()
    path, links, content = some_links(disk.files, random.Random(3))
    link = links[2]
    for place in range(link.start, link.end):
        disk.files[path] = content[:place] + bytes([content[place] ^ 1 << place % 8]) + content[place + 1 :]
        assert not found_in(disk, is_printed=False).is_whole, place - link.start


def test_without_anything_printed_a_cut_end_is_found_up_to_the_last_anchor() -> None:
    """Only what was told after the last sign-in anywhere can vanish unseen; a sign-in elsewhere seals that, too."""
    for seed in range(60):
        disk, chance = copied(), random.Random(seed)
        cut_whole_entries(disk.files, chance)
        changed = "".join(path.stem for path in disk.files if disk.files[path] != WRITTEN.files[path])
        kinds = {finding.kind for finding in found_in(disk, is_printed=False).findings}
        if changed not in ("", HEADS[0].chain):
            assert kinds >= {Fault.CUT}
            assert kinds <= {Fault.CUT, Fault.GONE, Fault.REPLACED}
    disk = copied()
    a_log(disk, at="4", by=person("a"), clock=Clock()).tell(SIGN_IN)
    last = next(path for path in disk.files if path.name.startswith(HEADS[0].chain))
    whole = disk.files[last]
    links = some_links({last: whole}, random.Random(0))[1]
    for link in links:
        disk.files[last] = whole[: link.start]
        assert Fault.CUT in {finding.kind for finding in found_in(disk, is_printed=False).findings}


def test_a_file_that_was_removed_is_told_by_the_others() -> None:
    for seed in range(20):
        disk, chance = copied(), random.Random(seed)
        remove_a_file(disk.files, chance)
        (gone,) = set(WRITTEN.files) - set(disk.files)
        found = found_in(disk).findings
        assert [(one.kind, one.chain) for one in found] == [(Fault.GONE, gone.stem)]


def test_a_file_under_another_name_is_found_even_where_no_other_chain_tells_of_it() -> None:
    disk = StateDisk({})
    a_session(a_log(disk, by=person("a"), clock=Clock()), 2)
    (path,) = disk.files
    assert found_in(disk, is_printed=False).is_whole
    for name in (f"{'1' * 32}-202611-2", f"{'1' * 32}-202610-1", f"{'2' * 32}-202611-1"):
        renamed = StateDisk({str(path.with_name(f"{name}.sfl")): disk.files[path]})
        assert Break.OUT_OF_PLACE in {one.kind for one in found_in(renamed, is_printed=False).findings}


def test_a_file_of_another_store_is_found() -> None:
    log = LogFolder(path=log_folder(WRITTEN).path, disk=WRITTEN, store="6" * 32)
    found = [one for one in verify(log, is_by=is_by).findings if one.seq == 1]
    assert [one.kind for one in found] == [Break.OUT_OF_PLACE] * 6


def test_the_place_of_a_tampering_is_said() -> None:
    disk, chance = copied(), random.Random(1)
    delete_an_entry(disk.files, chance)
    assert {one.kind for one in found_in(disk).findings} & {Break.OUT_OF_PLACE, Fault.CUT, Fault.REPLACED}
    disk = copied()
    path, links, content = some_links(disk.files, chance)
    place = links[2].start + 30
    disk.files[path] = content[:place] + b"#" + content[place + 1 :]
    (found, *_) = found_in(disk).findings
    assert (found.kind, found.chain, found.seq) == (Break.CHANGED, path.stem, 3)


def test_forging_the_rest_of_a_chain_takes_a_key_that_one_does_not_have() -> None:
    """Signatures alone find it, before any anchor is looked at, unless nobody was signed in from there on."""
    for seed in range(40):
        disk, chance = copied(), random.Random(seed)
        take_an_entry_out_and_forge_the_rest(disk.files, chance)
        kinds = {one.kind for one in found_in(disk).findings}
        assert kinds & {Fault.FORGED, Fault.CUT, Fault.REPLACED}
        assert not kinds & set(Break)


def test_a_user_that_nobody_knows_has_signed_nothing() -> None:
    found = verify(log_folder(WRITTEN), is_by=lambda *_: False)
    assert {one.kind for one in found.findings} == {Fault.FORGED}
    assert {one.user for one in found.findings} == {who * 32 for who in "abe"}


def test_with_another_key_every_entry_is_said_to_be_sealed() -> None:
    found = verify(log_folder(WRITTEN), is_by=is_by, readers=(bytes(range(32)),))
    assert {one.kind for one in found.findings} == {Fault.SEALED}
    assert (found.entries, found.opened) == (found.entries, 0)
    assert len(found.findings) == found.entries


def test_reading_goes_on_behind_what_was_tampered_with() -> None:
    disk = copied()
    whole = checked(disk).opened
    swap_two_entries(disk.files, random.Random(4))
    assert checked(disk).opened == whole

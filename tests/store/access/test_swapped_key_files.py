"""Files with keys that were swapped, changed, put back or forged: nobody is let in by them, and nothing is opened."""

import hashlib
import json
import random
from collections.abc import Mapping
from dataclasses import replace
from itertools import permutations, product
from pathlib import Path

import pytest

from sipforms.store.access import changes
from sipforms.store.access.private_keys import PrivateFile
from sipforms.store.access.register import Register, Root
from sipforms.store.access.register_written import _START, FORMAT, MAGIC, next_root, read_register, written_register
from sipforms.store.access.roles import Role
from sipforms.store.access.shared_keys import opened_key
from sipforms.store.access.signing_in import file_of, key_folders
from sipforms.store.failures import (
    NoKey,
    NotAStore,
    RegisterRolledBack,
    SignInRefused,
    StoreDamaged,
    StoreError,
    StoreUnavailable,
    UnknownFormat,
)
from sipforms.store.sealing.boxes import new_box_key
from sipforms.store.sealing.ciphers import about
from sipforms.store.sealing.signatures import new_signing_key, signed
from tests.store.access.people import LEADER, House, a_house, later

REFUSED = (StoreDamaged, SignInRefused, RegisterRolledBack, NoKey, NotAStore)


def two_people(folder: Path) -> House:
    house = a_house(folder)
    house.add(house.enter(), "Bo")
    house.enter("Bo")
    return house


def counting(files: Mapping[Path, bytes]) -> dict[Path, bytes]:
    """The files that count: the newest number in each folder, not its copy, and store.json."""
    newest = {path.parent: path for path in files if path.name[0] == "r"}  # in the order of their numbers
    return {path: files[path] for path in files if path in newest.values() or path.name == "store.json"}


def test_each_file_in_place_of_each_other_lets_nobody_in(tmp_path: Path) -> None:
    """All pairs of files with keys in two stores of the same people with the same passphrases."""
    house, other = two_people(tmp_path / "one"), two_people(tmp_path / "two")
    whole = house.files("")
    here, theirs = counting(whole), counting(other.files(""))
    assert len(here) == len(theirs) == 4
    owners = {user.id: user.name for user in house.enter().register.users}
    wrong = [*permutations(here.items(), 2), *product(here.items(), theirs.items())]
    assert len(wrong) == 28
    for (path, _), (_, content) in wrong:
        path.write_bytes(content)
        if path.suffix != ".json":
            path.with_name("c" + path.name[1:]).write_bytes(content)  # the copy would stand in for it
        for name in owners.values():
            if owners.get(path.parent.name, name) == name:
                with pytest.raises(REFUSED):
                    house.enter(name)
            else:
                house.enter(name)
        house.put_back(whole, "")
    assert house.enter("Bo").user.name == "Bo"


def register_file(house: House) -> tuple[Path, bytes]:
    path = max((house.folder / "keys" / "register").glob("r*.sfr"))
    return path, path.read_bytes()


def read(house: House, content: bytes, number: int) -> Register:
    folders = key_folders(house.folder)
    return read_register(content, store=folders.facts.id, number=number, founding=folders.founding)


def test_every_changed_byte_of_a_register_is_found(house: House) -> None:
    path, content = register_file(house)
    number = int(path.stem[1:])
    assert read(house, content, number).checksum
    for place in range(len(content)):
        for value in {content[place] ^ 1, content[place] ^ 255, 0, 255} - {content[place]}:
            with pytest.raises(StoreDamaged):
                read(house, content[:place] + bytes([value]) + content[place + 1 :], number)
    for size in range(0, len(content), 7):
        with pytest.raises(StoreDamaged):
            read(house, content[:size], number)
    with pytest.raises(StoreDamaged):
        read(house, content + b" ", number)
    with pytest.raises(StoreDamaged):
        read(house, content, number + 1)


def with_right_checksum(content: bytes) -> bytes:
    """A register whose checksum somebody has made to fit: only the signature speaks against it."""
    _, format_number, _, signature = _START.unpack_from(content)
    body = content[_START.size :]
    checksum = hashlib.sha256(MAGIC + format_number.to_bytes(2) + signature + body).digest()
    return _START.pack(MAGIC, format_number, checksum, signature) + body


def test_a_register_changed_with_care_is_found_by_its_signature(house: House) -> None:
    path, content = register_file(house)
    chance = random.Random(5)
    for _ in range(2000):
        place = chance.randrange(8 + 2 + 32, len(content))
        changed = content[:place] + bytes([content[place] ^ 1 << chance.randrange(8)]) + content[place + 1 :]
        with pytest.raises(StoreDamaged):
            read(house, with_right_checksum(changed), int(path.stem[1:]))


def test_a_register_of_a_newer_program_is_told_from_damage(house: House) -> None:
    path, content = register_file(house)
    newer = content[:8] + (FORMAT + 1).to_bytes(2) + content[10:]
    with pytest.raises(UnknownFormat) as refusal:
        read(house, with_right_checksum(newer), int(path.stem[1:]))
    assert (refusal.value.what, refusal.value.found, refusal.value.known) == ("register", FORMAT + 1, FORMAT)


def forged(register: Register, roots: tuple[Root, ...], private: bytes) -> bytes:
    return written_register(replace(register, number=register.number + 1, roots=roots), private)


def forgeries(register: Register) -> dict[str, bytes]:
    own, first = new_signing_key(), register.roots[0]
    lone = Root(public=own.public, signature=b"")
    return {
        "own root alone": forged(register, (lone,), own.private),
        "own root after the first": forged(register, (first, lone), own.private),
        "vouched for by himself": forged(
            register, (first, next_root(register.store, own.public, own.private)), own.private
        ),
        "own root in front": forged(
            register, (lone, first, next_root(register.store, own.public, own.private)), own.private
        ),
        "first root's name, own signature": as_if_signed_by(register, own.private),
    }


def as_if_signed_by(register: Register, private: bytes) -> bytes:
    """The register as it is, its number one up, signed by a key that is none of its roots."""
    right = new_signing_key()
    raised = replace(register, number=register.number + 1, roots=(Root(public=right.public, signature=b""),))
    body = written_register(raised, right.private)[_START.size :].replace(
        encoded(right.public), encoded(register.roots[0].public)
    )
    signature = signed(private, about("register", register.store, FORMAT) + body)
    return with_right_checksum(_START.pack(MAGIC, FORMAT, bytes(32), signature) + body)


def encoded(public: bytes) -> bytes:
    from base64 import b64encode

    return b64encode(public)


def test_nobody_but_a_holder_of_the_root_can_write_a_register(house: House) -> None:
    leader = house.enter()
    path, content = register_file(house)
    made = forgeries(replace(leader.register))
    assert len(made) == 5
    for name, forgery in made.items():
        with pytest.raises(StoreDamaged):
            read(house, forgery, leader.register.number + 1)
        for letter in "rc":
            path.with_name(f"{letter}{leader.register.number + 1:08}.sfr").write_bytes(forgery)
        with pytest.raises(StoreDamaged):
            house.enter()
        with pytest.raises(StoreDamaged):
            leader.refresh()
        assert content == path.read_bytes(), name


def test_a_damaged_register_is_read_from_its_copy_and_never_from_an_older_one(house: House) -> None:
    leader = house.enter()
    house.add(leader, "Bo")
    path, content = register_file(house)
    for damage in (b"", content[:-1], bytes(len(content)), content[:100] + b"x" + content[101:]):
        path.write_bytes(damage)
        assert house.enter("Bo").register.number == 2
    path.with_name("c" + path.name[1:]).write_bytes(b"")
    with pytest.raises(StoreDamaged) as refusal:
        house.enter("AB")
    assert (refusal.value.what, refusal.value.which) == ("register", "2")


def test_an_older_register_is_refused_by_whoever_has_seen_a_newer_one(house: House) -> None:
    leader = house.enter()
    removed = house.add(leader, "Bo")
    house.add(leader, "Cy")
    before = house.files("keys/register")
    keys_of_removed = house.files(f"keys/users/{removed.id}")
    changes.retire_user(leader, removed.id, **house.now)
    cy, ab = house.enter("Cy"), house.enter("AB")
    house.put_back(before, "keys/register")
    house.put_back(keys_of_removed, f"keys/users/{removed.id}")
    for session in (cy, ab, leader):
        with pytest.raises(RegisterRolledBack) as refusal:
            session.refresh()
        assert (refusal.value.found, refusal.value.seen) == (3, 4)
    for name in ("AB", "Cy"):
        with pytest.raises(RegisterRolledBack):
            house.enter(name)
    # what the removed user gets by it: the key that he had, and none that was made since
    again = house.enter("Bo")
    assert list(again.keyring.units[house.founded.house]) == [1]
    newest = leader.register.house.key
    assert list(opened_key(newest, removed.id, again.keyring.box)) == []


def test_somebody_who_held_the_root_cannot_sign_for_those_who_came_in_since(house: House) -> None:
    leader = house.enter()
    second = house.add(leader, "Lis", Role.LEADER)
    house.add(leader, "Cy")
    lis = house.enter("Lis")
    old_root = lis.keyring.root
    assert old_root is not None
    base = lis.register
    changes.retire_user(leader, second.id, **house.now)
    assert len(leader.register.roots) == 2
    house.enter("AB")
    forgery = written_register(replace(base, number=base.number + 7), old_root)
    for letter in "rc":
        (house.folder / "keys" / "register" / f"{letter}{base.number + 7:08}.sfr").write_bytes(forgery)
    with pytest.raises(StoreDamaged):
        house.enter("AB")
    with pytest.raises(StoreDamaged):
        leader.refresh()
    assert house.enter("Cy").register.number == base.number + 7  # as ``roots.with_new_root`` says: he saw no newer one


def private_file(house: House, name: str) -> tuple[Path, PrivateFile]:
    folders = key_folders(house.folder)
    user = folders.register.newest().user_named(name)
    assert user is not None
    file = file_of(folders, user)
    return house.folder / "keys" / "users" / user.id / f"r{file.number:08}.sfu", file


def with_fitting_checksum(before: bytes, body: bytes) -> bytes:
    """A user's own file whose checksum somebody has made to fit."""
    return before + hashlib.sha256(before + body).digest() + body


def test_every_changed_byte_of_own_keys_is_found_even_with_a_right_checksum(house: House) -> None:
    path, file = private_file(house, "AB")
    whole = path.read_bytes()
    path.with_name("c" + path.name[1:]).unlink()
    chance = random.Random(7)
    for place in chance.sample(range(len(whole)), 120):
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 1 << chance.randrange(8)]) + whole[place + 1 :])
        with pytest.raises(StoreDamaged):
            house.enter()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("sipforms.store.access.tries.pause_after", lambda _: 0)
        for place in range(len(file.before) + len(file.body)):
            both = bytearray(file.before + file.body)
            both[place] ^= 1 << chance.randrange(8)
            path.write_bytes(with_fitting_checksum(bytes(both[: len(file.before)]), bytes(both[len(file.before) :])))
            with pytest.raises((StoreDamaged, SignInRefused, UnknownFormat)):
                house.enter()
    path.write_bytes(whole)
    house.enter(now=later(900))


def test_somebodys_own_file_under_another_name_does_not_make_him_the_other(house: House) -> None:
    """He changes the names in his file, as far as that goes without the other's passphrase, and signs in as him."""
    leader = house.enter()
    house.add(leader, "Bo")
    theirs, leader_file = private_file(house, "AB")
    _, own = private_file(house, "Bo")
    for letter in "rc":
        before = own.before.replace(own.user.encode(), leader_file.user.encode())
        theirs.with_name(letter + theirs.name[1:]).write_bytes(with_fitting_checksum(before, own.body))
    with pytest.raises(StoreError):
        house.enter("AB", "bo har fire stille heste")


def test_another_store_json_is_refused_by_the_users_own_files(tmp_path: Path) -> None:
    house, other = a_house(tmp_path / "one"), a_house(tmp_path / "two")
    (house.folder / "store.json").write_bytes((other.folder / "store.json").read_bytes())
    with pytest.raises(StoreDamaged):
        house.enter()
    house.put_back(other.files("keys/register"), "keys/register")  # refused above already by the register's signature
    house.put_back({}, "keys/register")
    for path, content in other.files("keys/register").items():
        (house.folder / "keys" / "register" / path.name).write_bytes(content)
    with pytest.raises((StoreDamaged, SignInRefused)):
        house.enter()


def test_a_citizen_cannot_be_passed_off_as_the_facility(house: House) -> None:
    file = house.folder / "store.json"
    said = json.loads(file.read_bytes())
    file.write_bytes(json.dumps({**said, "facility": "c" * 32}).encode())
    with pytest.raises(StoreDamaged):
        house.enter()
    file.write_bytes(json.dumps(said).encode())
    assert house.enter().register.facility == said["facility"]


def test_a_register_with_somebody_elses_public_keys_opens_nothing(house: House) -> None:
    """A holder of the root gives a user other public keys: the user's own file no longer fits, and he is told."""
    leader = house.enter()
    bo = house.add(leader, "Bo")
    root = leader.keyring.root
    assert root is not None
    base = leader.refresh()
    fake = replace(bo, box=new_box_key().public)
    users = tuple(fake if user.id == bo.id else user for user in base.users)
    leader.folders.register.save(base, replace(base, users=users), root)
    with pytest.raises(StoreDamaged):
        house.enter("Bo")


def test_a_register_that_is_gone_is_told_as_such(house: House) -> None:
    house.put_back({}, "keys/register")
    with pytest.raises(NoKey):
        house.enter()


def test_a_folder_where_a_register_should_be_is_no_crash(house: House) -> None:
    house.put_back({}, "keys/register")
    for letter in "rc":
        (house.folder / "keys" / "register" / f"{letter}00000001.sfr").mkdir()
    with pytest.raises(StoreUnavailable):
        house.enter()


def test_more_leaders_or_fewer_each_signs_what_the_others_believe(house: House) -> None:
    leader = house.enter()
    for name in ("Lis", "Per"):
        house.add(leader, name, *LEADER)
    for name, other in permutations(("AB", "Lis", "Per"), 2):
        house.add(house.enter(name), f"{name}-{other}")
        assert house.enter(other).register.user_named(f"{name}-{other}")


def test_own_keys_under_another_number_or_in_another_folder_are_passed_over(house: House) -> None:
    bo = house.add(house.enter(), "Bo")
    path, file = private_file(house, "AB")
    folders = key_folders(house.folder)
    path.with_name("r00000009.sfu").write_bytes(path.read_bytes())
    (house.folder / "keys" / "users" / bo.id / "r00000009.sfu").write_bytes(path.read_bytes())
    assert [found.number for found in folders.private(file.user).files()] == [file.number]
    assert [found.user for found in folders.private(bo.id).files()] == [bo.id]
    house.enter("AB")
    house.enter("Bo")

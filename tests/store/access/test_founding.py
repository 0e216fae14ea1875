"""Making a protected store: what it refuses, what it leaves behind, and that no part of a store passes for one."""

import os
import stat
from dataclasses import replace
from pathlib import Path

import pytest

from sipforms.store.access.founding import Founding, NewUser, Paper, Times, create_protected_store, found_keys
from sipforms.store.access.keyring import opened_keys
from sipforms.store.access.roles import Role
from sipforms.store.access.session import KeyFolders
from sipforms.store.failures import StoreExists
from sipforms.store.filesystem import LocalFilesystem
from sipforms.store.opening import create_store, read_facts
from sipforms.store.protection import AES_256_GCM
from sipforms.store.protocol import StoreFacts, fresh_id
from sipforms.store.sealing.passphrases import CHEAP
from sipforms.store.sealing.recovery_codes import NotACode, box_key_from, new_code
from sipforms.store.sealing.signatures import new_signing_key
from tests.store.access.people import CODE, LEADER, NOW, House, a_house, founding, new_user, passphrase_of
from tests.store.samples import facts as some_facts


def test_a_new_store_is_protected_and_says_what_it_is(tmp_path: Path) -> None:
    founded = create_protected_store(tmp_path / "store", founding(), created=NOW)
    facts = read_facts(tmp_path / "store")
    assert facts == founded.facts
    assert (facts.is_protected, facts.is_demo, facts.protection, facts.created) == (True, False, AES_256_GCM, NOW)
    assert len(bytes.fromhex(facts.root)) == 32


def test_what_was_decided_at_the_beginning_stands_in_the_register(tmp_path: Path) -> None:
    papers = [Paper(holder=" Leder ", code=CODE, is_proved=True), Paper(holder="DPO", code=new_code())]
    times = Times(programmes={"voksen": 60}, log=24, drafts=30)
    house = House(
        folder=tmp_path / "store",
        founded=create_protected_store(
            tmp_path / "store", replace(founding(), papers=papers, times=times), created=NOW
        ),
    )
    register = house.enter().register
    assert (register.retention, register.log_retention, register.draft_retention) == ({"voksen": 60}, 24, 30)
    assert [(key.holder, key.made, key.proved) for key in register.recovery_keys] == [
        ("Leder", NOW.date(), NOW.date()),
        ("DPO", NOW.date(), None),
    ]
    assert (register.house.title, register.changed, register.changed_by) == ("Solsikken", NOW, house.founded.user)


def test_every_recovery_code_opens_everything_from_the_first_moment(tmp_path: Path) -> None:
    papers = [Paper(holder=f"{number}", code=new_code()) for number in range(3)]
    founded = create_protected_store(tmp_path / "store", replace(founding(), papers=papers), created=NOW)
    house = House(folder=tmp_path / "store", founded=founded)
    leader = house.enter()
    for paper, key in zip(papers, leader.register.recovery_keys, strict=True):
        opened = opened_keys(leader.register, key.id, box_key_from(paper.code).private)
        assert opened == leader.keyring.shared


def test_no_store_is_made_without_a_recovery_code() -> None:
    with pytest.raises(ValueError, match="recovery code"):
        replace(founding(), papers=())


@pytest.mark.parametrize("role", [Role.STAFF, Role.DESIGNER, Role.SECRETARIAT])
def test_no_store_is_made_by_somebody_who_could_not_manage_it(role: Role) -> None:
    with pytest.raises(ValueError, match="manage"):
        replace(founding(), founder=new_user("AB", role))


@pytest.mark.parametrize("passphrase", ["", "kort", "aaaaaaaaaaaaaaa", "123456789012", "AB AB AB 1234"])
def test_no_store_is_made_under_a_plain_passphrase(passphrase: str) -> None:
    with pytest.raises(ValueError, match="easy"):
        Founding(
            founder=NewUser(name="AB", roles=LEADER, passphrase=passphrase),
            house="x",
            papers=(Paper(holder="x", code=CODE),),
        )


def test_a_wrong_recovery_code_makes_no_store(tmp_path: Path) -> None:
    papers = (Paper(holder="Leder", code=CODE[:-1]),)
    with pytest.raises(NotACode):
        create_protected_store(tmp_path / "store", replace(founding(), papers=papers), created=NOW)
    create_protected_store(tmp_path / "store", founding(), created=NOW)


def test_neither_passphrase_nor_code_is_shown_when_it_is_printed() -> None:
    shown = repr(founding())
    assert passphrase_of("AB") not in shown
    assert CODE not in shown


def test_a_store_is_only_made_where_nothing_is(tmp_path: Path) -> None:
    a_house(tmp_path / "store")
    create_store(tmp_path / "open", purpose="real", created=NOW)
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "brev.txt").write_text("kære")
    for taken in ("store", "open", "letters"):
        before = sorted((tmp_path / taken).rglob("*"))
        with pytest.raises(StoreExists):
            create_protected_store(tmp_path / taken, founding(), created=NOW)
        assert sorted((tmp_path / taken).rglob("*")) == before


@pytest.mark.parametrize("more", ["keys/cases/ab", "cases", "drafts", "log", "erased"])
def test_a_store_that_lost_its_store_json_is_not_taken_for_an_empty_folder(house: House, more: str) -> None:
    (house.folder / "store.json").unlink()
    (house.folder / more).mkdir(parents=True)
    before = house.files("")
    with pytest.raises(StoreExists):
        create_protected_store(house.folder, founding(), created=NOW)
    assert house.files("") == before


def test_what_an_interrupted_founding_left_is_swept_away(tmp_path: Path) -> None:
    root = new_signing_key()
    facts = replace(some_facts("real"), protection=AES_256_GCM, root=root.public.hex())
    (tmp_path / "store").mkdir()
    for _ in range(3):
        found_keys(folders(tmp_path / "store", facts), founding("XY"), root)
    (tmp_path / "store" / "half.tmp").write_bytes(b"half")
    house = a_house(tmp_path / "store")
    assert [user.name for user in house.enter().register.users] == ["AB"]
    assert sum(path.suffix == ".sfu" for path in house.files()) == 2


def folders(folder: Path, facts: StoreFacts) -> KeyFolders:
    return KeyFolders(store=folder, facts=facts, disk=LocalFilesystem(), new_id=fresh_id)


def test_everything_is_for_the_owner_alone_whatever_the_umask(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        house = a_house(tmp_path / "store")
        house.add(house.enter(), "Bo")
        house.enter("Bo")
    finally:
        os.umask(before)
    rights = {path: stat.S_IMODE(path.stat().st_mode) for path in [house.folder, *house.folder.rglob("*")]}
    assert len(rights) > 12
    assert {path: mode for path, mode in rights.items() if mode != (0o700 if path.is_dir() else 0o600)} == {}


def test_an_administrator_who_is_no_leader_cannot_read_the_log_even_of_his_own_store(tmp_path: Path) -> None:
    founder = new_user("IT", Role.ADMINISTRATOR)
    founded = create_protected_store(tmp_path / "store", replace(founding(), founder=founder), created=NOW)
    session = House(folder=tmp_path / "store", founded=founded).enter("IT")
    assert session.log_readers == {}
    assert set(session.register.log.recipients) == set(session.register.recovery_boxes)


def test_stores_have_nothing_in_common(tmp_path: Path) -> None:
    one, other = a_house(tmp_path / "one").enter(), a_house(tmp_path / "other").enter()
    assert one.store_id != other.store_id
    assert one.register.root != other.register.root
    assert one.user.box != other.user.box
    assert not set(one.keyring.units) & set(other.keyring.units)
    assert one.cost == CHEAP

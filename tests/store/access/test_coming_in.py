"""Signing in to a protected store: who gets in, with what, and what everybody else is told."""

import os
import sys
import threading
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest

from sipforms.store.access import changes, signing_in
from sipforms.store.access import private_keys as private_keys_module
from sipforms.store.access.roles import RIGHTS, Right, Role
from sipforms.store.access.session import Session
from sipforms.store.failures import NotAllowed, NotAStore, SignInRefused, StoreDamaged, Unprotected
from sipforms.store.opening import create_store
from sipforms.store.sealing.core_dumps import forbid_core_dumps
from sipforms.store.sealing.passphrases import CHEAP, Cost
from tests.store.access.people import CODE, NOW, House, a_house, new_user, passphrase_of, reachable


def test_the_founder_comes_in_and_may_do_everything(house: House) -> None:
    session = house.enter()
    assert session.user.name == "AB"
    assert all(session.may(right) for right in Right)
    assert session.home_unit == house.founded.house == session.register.house.id
    assert session.keyring.can_open_unit(house.founded.house)
    assert session.keyring.root is not None
    assert list(session.log_readers) == [1]
    assert not session.has_given_passphrase


@pytest.mark.parametrize("role", Role)
def test_everybody_may_do_what_his_role_holds_and_no_more(house: House, role: Role) -> None:
    house.add(house.enter(), "Bo", role)
    session = house.enter("Bo")
    assert {right for right in Right if session.may(right)} == RIGHTS[role]
    for right in Right:
        if right in RIGHTS[role]:
            session.require(right)
        else:
            with pytest.raises(NotAllowed) as refusal:
                session.require(right)
            assert refusal.value.right == right
    assert bool(session.log_readers) == (Right.READ_LOG in RIGHTS[role])
    assert (session.keyring.root is not None) == (role in (Role.LEADER, Role.ADMINISTRATOR))


@pytest.mark.parametrize("typed", ["Åse", "åse", " ÅSE ", unicodedata.normalize("NFD", "Åse")])
def test_a_name_is_the_same_however_it_is_typed(house: House, typed: str) -> None:
    house.add(house.enter(), "Åse")
    assert house.enter(typed, passphrase_of("Åse")).user.name == "Åse"


def refusals(house: House) -> list[Callable[[], Session]]:
    leader = house.enter()
    gone = house.add(leader, "Bo")
    changes.retire_user(leader, gone.id, **house.now)
    return [
        lambda: house.enter("AB", "en helt anden sætning"),
        lambda: house.enter("AB", passphrase_of("AB") + " "),
        lambda: house.enter("AB", passphrase_of("AB").upper()),
        lambda: house.enter("Nobody"),
        lambda: house.enter("", "x"),
        lambda: house.enter("Bo"),
        lambda: house.enter("\0\udce6", passphrase_of("AB")),
    ]


def test_everybody_else_hears_the_same_and_waits_as_long(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    costs: list[Cost] = []

    def watched(passphrase: str, salt: bytes, cost: Cost) -> bytes:
        costs.append(cost)
        return bytes(32)

    tries = refusals(house)
    for module in (signing_in, private_keys_module):
        monkeypatch.setattr(module, "key_from", watched)
    for attempt in tries:
        with pytest.raises(SignInRefused) as refusal:
            attempt()
        assert (str(refusal.value), refusal.value.__cause__) == ("", None)
    assert costs == [CHEAP] * len(tries)


def test_neither_name_nor_passphrase_stays_on_the_disk(house: House) -> None:
    for name, passphrase in (("Bø Hansen-Iversen", "halvfjerds hurtige høns"), ("AB", "halvfjerds hurtige høns")):
        with pytest.raises(SignInRefused):
            house.enter(name, passphrase)
    everything = b"".join(house.files("").values()) + "".join(map(str, house.folder.rglob("*"))).encode()
    for word in ("Hansen", "halvfjerds", "heste", CODE, CODE.replace("-", "")):
        assert word.encode() not in everything


def test_no_private_key_lies_open_on_the_disk(house: House) -> None:
    leader = house.enter()
    house.add_unit(leader, "Vest")
    house.add(leader, "Bo")
    secrets = {key for key in reachable(leader.keyring._filled) if len(key) == 32}
    assert len(secrets) == 2 + 1 + 2 + 1 + 1  # own box and sign, root, two units, log, groups
    content = b"".join(house.files("").values())
    assert not any(secret in content or secret.hex().encode() in content for secret in secrets)


def test_there_is_nothing_to_come_in_to(tmp_path: Path) -> None:
    house = a_house(tmp_path / "store")
    (tmp_path / "empty").mkdir()
    house.folder = tmp_path / "empty"
    with pytest.raises(NotAStore):
        house.enter()
    create_store(tmp_path / "open", purpose="real", created=NOW)
    house.folder = tmp_path / "open"
    with pytest.raises(Unprotected):
        house.enter()


def test_a_user_whose_own_keys_are_lost_is_told_of_damage_and_a_leader_helps(house: House) -> None:
    leader = house.enter()
    user = house.add(leader, "Bo")
    for path in (house.folder / "keys" / "users" / user.id).iterdir():
        path.write_bytes(path.read_bytes()[:-1])
    with pytest.raises(StoreDamaged):
        house.enter("Bo")
    changes.reset_passphrase(leader, user.id, "en ny sætning til ham", **house.now)
    assert house.enter("Bo", "en ny sætning til ham").keyring.can_open_unit(house.founded.house)


def test_new_cases_go_to_the_chosen_unit(house: House) -> None:
    leader = house.enter()
    west = house.add_unit(leader, "Vest")
    assert leader.home_unit == house.founded.house
    leader.choose_unit(west.id)
    assert leader.home_unit == west.id
    changes.retire_unit(leader, west.id, **house.now)
    assert leader.home_unit == house.founded.house


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such limit")
def test_no_crash_writes_the_keys_to_the_disk(house: House) -> None:
    import resource

    before = resource.getrlimit(resource.RLIMIT_CORE)
    try:
        house.enter()
        assert resource.getrlimit(resource.RLIMIT_CORE)[0] == 0
    finally:
        resource.setrlimit(resource.RLIMIT_CORE, before)


def test_a_system_without_core_dumps_is_no_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "resource", None)
    forbid_core_dumps()


def test_signing_in_works_in_any_thread(house: House) -> None:
    found: list[str] = []
    thread = threading.Thread(target=lambda: found.append(house.enter().user.name))
    thread.start()
    thread.join()
    assert found == ["AB"]


def test_a_session_shows_no_key_when_it_is_printed(house: House) -> None:
    session = house.enter()
    shown = repr(session) + repr(session.keyring) + repr(session.keyring._filled) + repr(session.keyring.own)
    shown += repr(new_user("Bo"))
    assert not any(repr(key)[2:-1] in shown for key in reachable(session.keyring._filled))
    assert "heste" not in shown

"""While the screen is locked no key is in the program; a short code, or the passphrase, brings them back."""

from collections.abc import Callable

import pytest

from sipforms.store.access import changes
from sipforms.store.access.keyring import Keyring
from sipforms.store.access.roles import Role
from sipforms.store.access.screen_lock import Unlocked
from sipforms.store.access.session import Session
from sipforms.store.failures import SignInNeeded, SignInPaused, SignInRefused, StoreUnavailable
from tests.store.access.people import NOW, House, later, passphrase_of, reachable

NEEDS: dict[str, Callable[[Keyring], object]] = {
    "own": lambda ring: ring.own,
    "box": lambda ring: ring.box,
    "root": lambda ring: ring.root,
    "units": lambda ring: ring.units,
    "logs": lambda ring: ring.logs,
    "groups": lambda ring: ring.groups,
    "shared": lambda ring: ring.shared,
    "signed": lambda ring: ring.signed(b""),
    "can_open_unit": lambda ring: ring.can_open_unit(ring.register.house.id),
    "opened for a user": lambda ring: ring.opened(f"user:{ring.user_id}", b"", b""),
    "opened for a unit": lambda ring: ring.opened(f"unit:{ring.register.house.id}:1", b"", b""),
    "holds": lambda ring: ring.holds(f"user:{ring.user_id}"),
    "opened for nobody": lambda ring: ring.opened("recovery:x", b"", b""),
}


def secrets_of(session: Session) -> set[bytes]:
    shared = session.keyring.shared
    found = {session.keyring.own.box, session.keyring.own.sign, shared.root or b"", *shared.logs.values()}
    found |= set(shared.groups.values())
    return found | {key for generations in shared.units.values() for key in generations.values()}


@pytest.mark.parametrize("code", [None, "4711"])
def test_no_key_is_left_anywhere_in_a_locked_session(house: House, code: str | None) -> None:
    session = house.enter()
    secrets = secrets_of(session)
    assert len(secrets) == 6
    assert all(any(secret in held for held in reachable(session)) for secret in secrets)
    session.lock(code)
    assert session.is_locked
    assert [secret for secret in secrets for held in reachable(session) if secret in held] == []


@pytest.mark.parametrize("need", NEEDS)
def test_whatever_needs_a_key_is_refused_while_locked(house: House, need: str) -> None:
    session = house.enter()
    session.lock()
    with pytest.raises(SignInNeeded):
        NEEDS[need](session.keyring)


def test_every_way_to_a_key_is_in_this_test() -> None:
    free = {"store", "user_id", "user", "home_unit", "choose_unit", "is_empty", "fill", "empty", "refresh"}
    ways = {name for name in vars(Keyring) if not name.startswith("_")}
    assert ways - free == {need.partition(" ")[0] for need in NEEDS}


def test_changes_are_refused_while_locked(house: House) -> None:
    session = house.enter()
    session.lock("4711")
    with pytest.raises(SignInNeeded):
        house.add(session, "Bo")
    with pytest.raises(SignInNeeded):
        _ = session.seals.begin("c" * 32)
    assert len(session.register.users) == 1


def test_the_code_brings_the_same_keys_back_into_the_same_keyring(house: House) -> None:
    session = house.enter()
    ring, secrets = session.keyring, secrets_of(session)
    for _ in range(3):
        session.lock("4711" if not session.has_code else None)
        assert session.unlock("4711") is Unlocked.OPEN
        assert session.keyring is ring
        assert secrets_of(session) == secrets
    assert session.has_code


def test_a_code_chosen_beforehand_is_used_when_nobody_is_there_to_type_one(house: House) -> None:
    session = house.enter()
    session.choose_code("4711")
    session.lock()
    assert session.unlock("4711") is Unlocked.OPEN


def test_three_wrong_codes_and_the_keys_are_gone(house: House) -> None:
    session = house.enter()
    secrets = secrets_of(session)
    session.lock("4711")
    assert [session.unlock(code) for code in ("4712", "", "4711 ")] == [Unlocked.WRONG, Unlocked.WRONG, Unlocked.GONE]
    assert session.unlock("4711") is Unlocked.GONE
    assert not session.has_code
    assert not any(secret in held for held in reachable(session) for secret in secrets)
    session.unlock_with(passphrase_of("AB"), NOW)
    assert secrets_of(session) == secrets


def test_a_right_code_begins_the_count_anew(house: House) -> None:
    session = house.enter()
    session.lock("4711")
    for _ in range(3):
        session.unlock("0000")
        session.unlock("0001")
        assert session.unlock("4711") is Unlocked.OPEN
        session.lock()


def test_the_code_is_known_again_without_locking_and_dropped_after_three_wrong_ones(house: House) -> None:
    session = house.enter()
    assert session.is_code("4711") is Unlocked.GONE
    session.choose_code("4711")
    assert [session.is_code(code) for code in ("4712", "4711", "", "47")] == [
        Unlocked.WRONG,
        Unlocked.OPEN,
        Unlocked.WRONG,
        Unlocked.WRONG,
    ]
    assert not session.is_locked
    assert session.is_code("4712") is Unlocked.GONE
    assert session.is_code("4711") is Unlocked.GONE
    assert not session.has_code
    with pytest.raises(SignInRefused):
        session.prove_with("en forkert sætning", NOW)
    session.prove_with(passphrase_of("AB"), NOW)
    assert not session.is_locked


def test_without_a_code_only_the_passphrase_helps(house: House) -> None:
    session = house.enter()
    session.lock()
    assert not session.has_code
    assert session.unlock("4711") is Unlocked.GONE
    with pytest.raises(SignInRefused):
        session.unlock_with("en forkert sætning", NOW)
    assert session.is_locked
    session.unlock_with(passphrase_of("AB"), NOW)
    assert not session.is_locked


def test_the_passphrase_is_throttled_here_too(house: House) -> None:
    session = house.enter()
    session.lock()
    for _ in range(4):
        with pytest.raises(SignInRefused):
            session.unlock_with("en forkert sætning", NOW)
    with pytest.raises(SignInPaused):
        session.unlock_with(passphrase_of("AB"), later(4))
    session.unlock_with(passphrase_of("AB"), later(5))


@pytest.mark.parametrize("code", ["", "1", "123"])
def test_a_code_has_at_least_four_signs(house: House, code: str) -> None:
    session = house.enter()
    with pytest.raises(ValueError, match="four signs"):
        session.lock(code)
    assert not session.is_locked


def test_a_code_signs_nobody_in(house: House) -> None:
    house.enter().choose_code("4711")
    with pytest.raises(SignInRefused):
        house.enter("AB", "4711")


def test_locking_twice_changes_nothing(house: House) -> None:
    session = house.enter()
    session.lock("4711")
    session.lock()
    session.lock("9999")
    assert session.unlock("4711") is Unlocked.OPEN


@pytest.mark.parametrize("is_reset", [True, False])
def test_whoever_left_while_the_screen_was_locked_stays_out(house: House, *, is_reset: bool) -> None:
    leader = house.enter()
    bo = house.add(leader, "Bo")
    session = house.enter("Bo")
    session.lock("4711")
    if is_reset:
        changes.reset_passphrase(leader, bo.id, "en ny sætning til ham", **house.now)
    else:
        changes.retire_user(leader, bo.id, **house.now)
    with pytest.raises(SignInNeeded):
        session.unlock("4711")
    with pytest.raises(SignInRefused):
        session.unlock_with(passphrase_of("Bo"), NOW)
    assert session.is_locked
    if is_reset:
        session.unlock_with("en ny sætning til ham", NOW)
        assert session.keyring.can_open_unit(house.founded.house)


def test_a_share_that_is_away_costs_no_try(house: House) -> None:
    session = house.enter()
    session.lock("4711")
    keys = house.folder / "keys" / "register"
    away = keys.rename(keys.with_name("away"))
    keys.write_text("")
    for _ in range(5):
        with pytest.raises(StoreUnavailable):
            session.unlock("4711")
    keys.unlink()
    away.rename(keys)
    assert session.unlock("4711") is Unlocked.OPEN


def test_what_changed_while_it_was_locked_is_seen_at_unlocking(house: House) -> None:
    leader = house.enter()
    bo = house.add(leader, "Bo")
    session = house.enter("Bo")
    session.lock("4711")
    west = house.add_unit(leader, "Vest")
    changes.join_unit(leader, bo.id, west.id, **house.now)
    changes.change_roles(leader, bo.id, [Role.LEADER], **house.now)
    assert session.unlock("4711") is Unlocked.OPEN
    assert session.keyring.can_open_unit(west.id)
    assert session.keyring.root == leader.keyring.root


def test_after_the_end_nothing_brings_the_keys_back(house: House) -> None:
    session = house.enter()
    secrets = secrets_of(session)
    session.choose_code("4711")
    session.end()
    assert session.unlock("4711") is Unlocked.GONE
    assert not any(secret in held for held in reachable(session) for secret in secrets)

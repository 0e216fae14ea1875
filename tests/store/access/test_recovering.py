"""Coming in with a recovery code when nobody is left who could sign in."""

import pytest

from sipforms.store.access import changes
from sipforms.store.access.changes import Recovery, Refusal
from sipforms.store.access.changes.recovering import AHEAD
from sipforms.store.access.founding import Paper
from sipforms.store.access.register import User
from sipforms.store.access.roles import Role
from sipforms.store.failures import RegisterRolledBack, SignInNeeded, SignInRefused, StoreDamaged
from sipforms.store.sealing.passphrases import CHEAP
from sipforms.store.sealing.recovery_codes import new_code
from tests.store.access.people import CODE, LEADER, NOW, House, made, new_user, passphrase_of

NEW = "helt forfra igen nu"


def recovery(name: str = "Ny", *roles: Role, code: str = CODE, passphrase: str = NEW) -> Recovery:
    return Recovery(code=code, founder=new_user(name, *(roles or LEADER), passphrase=passphrase), cost=CHEAP)


def test_somebody_new_comes_in_and_opens_everything(house: House) -> None:
    leader = house.enter()
    house.add_unit(leader, "Vest")
    before = leader.register
    user = made(changes.recover(house.folder, recovery(code=CODE.lower().replace("-", " ")), **house.now), User)
    session = house.enter("Ny", NEW)
    assert session.user == user
    assert session.keyring.shared == house.enter().keyring.shared
    assert not session.has_given_passphrase
    assert session.register.number == before.number + 1 + AHEAD
    assert session.register.recovery_keys[0].proved == NOW.date()
    use = house.told.uses[-1]
    assert (use.criterion, use.id, use.revision) == ("recover", user.id, session.register.number)


def test_whoever_forgot_his_passphrase_comes_in_under_his_own_name(house: House) -> None:
    old = house.enter()
    signature = old.keyring.signed(b"x")
    user = made(changes.recover(house.folder, recovery("ab"), **house.now), User)
    assert user.id == house.founded.user
    with pytest.raises(SignInRefused):
        house.enter()
    session = house.enter("AB", NEW)
    assert session.register.is_by(user.id, b"x", signature)
    with pytest.raises(SignInNeeded):
        old.refresh()
    assert len(house.files(f"keys/users/{user.id}")) == 2


def test_a_member_of_staff_who_is_left_alone_becomes_the_leader(house: House) -> None:
    house.add(house.enter(), "Bo")
    user = made(changes.recover(house.folder, recovery("Bo"), **house.now), User)
    assert set(user.roles) == {Role.STAFF, *LEADER}
    session = house.enter("Bo", NEW)
    made(changes.retire_user(session, house.founded.user, **house.now), User)
    with pytest.raises(SignInRefused):
        house.enter()


@pytest.mark.parametrize(
    ("wish", "refusal"),
    [
        (recovery(code=new_code()), Refusal.WRONG_CODE),
        (recovery(code="jeg har tabt den"), Refusal.WRONG_CODE),
        (recovery("Ny", Role.STAFF), Refusal.NO_ROLE),
        (recovery(" "), Refusal.NAME_EMPTY),
        (recovery(passphrase="kort"), Refusal.WEAK),
    ],
)
def test_what_does_not_let_anybody_in(house: House, wish: Recovery, refusal: Refusal) -> None:
    before = house.files()
    assert changes.recover(house.folder, wish, **house.now) is refusal
    assert house.files() == before


def test_a_code_that_was_removed_opens_nothing_any_more(house: House) -> None:
    leader = house.enter()
    paper = changes.add_recovery_key(leader, Paper(holder="DPO", code=(code := new_code())), **house.now)
    assert not isinstance(paper, Refusal)
    changes.remove_recovery_key(leader, paper.id, **house.now)
    assert changes.recover(house.folder, recovery(code=code), **house.now) is Refusal.WRONG_CODE


def test_after_the_newest_register_was_lost_a_code_makes_one_that_everybody_believes(house: House) -> None:
    leader = house.enter()
    before = house.files("keys/register")
    for name in ("Bo", "Cy", "Di"):
        house.add(leader, name)
    house.enter()
    house.put_back(before, "keys/register")
    with pytest.raises(RegisterRolledBack):
        house.enter()
    made(changes.recover(house.folder, recovery(), **house.now), User)
    assert house.enter().register.number == 1 + 1 + AHEAD
    assert house.enter("AB", passphrase_of("AB")).keyring.root is not None


def test_where_the_newest_register_is_damaged_twice_a_code_goes_on_with_the_one_before(house: House) -> None:
    leader = house.enter()
    house.add(leader, "Bo")
    house.add(leader, "Cy")
    for letter in "rc":
        (house.folder / "keys" / "register" / f"{letter}00000003.sfr").write_bytes(b"damaged")
    with pytest.raises(StoreDamaged):
        house.enter()
    made(changes.recover(house.folder, recovery(), **house.now), User)
    register = house.enter("AB").register
    assert [user.name for user in register.active_users] == ["AB", "Bo", "Ny"]
    assert register.number == 3 + 1 + AHEAD
    house.add(house.enter("Ny", NEW), "Cy")


def test_a_register_that_is_damaged_in_all_its_revisions_is_told_as_such(house: House) -> None:
    for path in (house.folder / "keys" / "register").iterdir():
        path.write_bytes(b"damaged")
    with pytest.raises(StoreDamaged):
        changes.recover(house.folder, recovery(), **house.now)


def test_a_colleague_who_changes_something_meanwhile_is_not_overwritten(house: House) -> None:
    leader, quiet = house.enter(), House(folder=house.folder, founded=house.founded)
    house.told.meanwhile = lambda: quiet.add(leader, "Hurtig")
    made(changes.recover(house.folder, recovery(), **house.now), User)
    assert house.enter("Hurtig").register.number == 2 + 1 + AHEAD

"""Users and units come, change and leave: what each may open afterwards, what is refused, and what is written down."""

from collections.abc import Callable
from typing import Any

import pytest

from sipforms.store.access import changes
from sipforms.store.access.case_keys import CaseKeys
from sipforms.store.access.changes import Refusal
from sipforms.store.access.changes.settling import unreached
from sipforms.store.access.founding import Paper
from sipforms.store.access.keyring import opened_keys
from sipforms.store.access.register import RecoveryKey, Register, Unit, User
from sipforms.store.access.roles import Right, Role
from sipforms.store.access.session import Session
from sipforms.store.access.shared_keys import opened_key
from sipforms.store.failures import (
    NoAccess,
    NotAllowed,
    Reason,
    SignInNeeded,
    SignInPaused,
    SignInRefused,
    StoreUnavailable,
)
from sipforms.store.sealing.recovery_codes import box_key_from, new_code
from sipforms.store.uses import Action, Subject, Use
from tests.store.access.people import CODE, LEADER, NOW, House, later, made, new_user, passphrase_of


def test_somebody_new_opens_his_units_and_no_other(house: House) -> None:
    leader = house.enter()
    west = house.add_unit(leader, "Vest")
    bo, cy = house.add(leader, "Bo"), house.add(leader, "Cy", units=[west.id])
    assert (bo.units, cy.units) == ((house.founded.house,), (west.id,))
    assert set(house.enter("Bo").keyring.units) == {house.founded.house}
    assert set(house.enter("Cy").keyring.units) == {west.id}
    assert house.enter("Bo").has_given_passphrase


def test_a_member_lets_others_in_and_nobody_else_can(house: House) -> None:
    leader = house.enter()
    lis = house.add(leader, "Lis", Role.LEADER)
    west = house.add_unit(house.enter("Lis"), "Vest")
    assert not leader.keyring.can_open_unit(west.id)
    bo = house.add(leader, "Bo")
    assert changes.join_unit(leader, bo.id, west.id, **house.now) is Refusal.NOT_A_MEMBER
    assert changes.add_user(leader, new_user("Cy"), [west.id], **house.now) is Refusal.NOT_A_MEMBER
    assert leader.refresh().user_named("Cy") is None
    made(changes.join_unit(house.enter("Lis"), bo.id, west.id, **house.now), User)
    assert house.enter("Bo").keyring.can_open_unit(west.id)
    assert lis.units == (house.founded.house,)


def test_whoever_joins_opens_what_was_sealed_long_before(house: House) -> None:
    leader = house.enter()
    gone = house.add(leader, "Gert")
    for _ in range(3):
        made(changes.leave_unit(leader, gone.id, house.founded.house, **house.now), User)
        made(changes.join_unit(leader, gone.id, house.founded.house, **house.now), User)
    bo = house.add(leader, "Bo")
    assert list(house.enter("Bo").keyring.units[house.founded.house]) == [1, 2, 3, 4]
    assert leader.keyring.units == house.enter("Bo").keyring.units
    assert bo.units == (house.founded.house,)


def test_whoever_left_opens_nothing_that_comes(house: House) -> None:
    leader = house.enter()
    bo = house.add(leader, "Bo")
    session = house.enter("Bo")
    had, unit = session.keyring.units[house.founded.house], house.founded.house
    private = session.keyring.box
    made(changes.retire_user(leader, bo.id, **house.now), User)
    newest = leader.register.house.key
    assert newest.generation == 2
    assert opened_key(newest, bo.id, private) == {}
    assert leader.keyring.units[unit][2] not in had.values()
    with pytest.raises(SignInNeeded):
        session.refresh()
    assert session.is_locked
    with pytest.raises(SignInRefused):
        house.enter("Bo")
    assert list((house.folder / "keys" / "users" / bo.id).iterdir()) == []


def test_nothing_from_before_is_kept_once_somebody_lost_a_key(house: House) -> None:
    leader = house.enter()
    bo = house.add(leader, "Bo")
    for name in ("Cy", "Di"):
        house.add(leader, name)
    register = house.folder / "keys" / "register"
    assert {path.name[1:] for path in register.iterdir()} == {f"{number:08}.sfr" for number in (2, 3, 4)}
    made(changes.retire_user(leader, bo.id, **house.now), User)
    assert sorted(path.name for path in register.iterdir()) == ["c00000005.sfr", "r00000005.sfr"]
    content = b"".join(house.files().values())
    assert bo.name.encode() in content  # he stays in the register, for what he signed


def test_the_files_of_whoever_left_are_removed_later_where_that_was_interrupted(house: House) -> None:
    leader = house.enter()
    bo = house.add(leader, "Bo")
    own = house.files(f"keys/users/{bo.id}")
    made(changes.retire_user(leader, bo.id, **house.now), User)
    house.put_back(own, f"keys/users/{bo.id}")
    house.add(leader, "Cy")
    assert list((house.folder / "keys" / "users" / bo.id).iterdir()) == []


@pytest.mark.parametrize(
    ("role", "right"),
    [(Role.LEADER, Right.READ_LOG), (Role.ADMINISTRATOR, Right.MANAGE_USERS), (Role.SECRETARIAT, Right.EXPORT)],
)
def test_keys_come_and_go_with_a_role(house: House, role: Role, right: Right) -> None:
    leader = house.enter()
    bo = house.add(leader, "Bo")
    session = house.enter("Bo")
    log, root = leader.register.log.generation, leader.register.root
    made(changes.change_roles(leader, bo.id, [Role.STAFF, role], **house.now), User)
    session.refresh()
    assert session.may(right)
    assert bool(session.log_readers) == (role is Role.LEADER)
    assert (session.keyring.root is not None) == (role is not Role.SECRETARIAT)
    old_log, old_root = dict(session.log_readers), session.keyring.root
    made(changes.change_roles(leader, bo.id, [Role.STAFF], **house.now), User)
    session.refresh()
    assert not session.may(right)
    assert (session.log_readers, session.keyring.root) == ({}, None)
    assert (leader.register.log.generation != log) == (role is Role.LEADER)
    assert (leader.register.root != root) == (role is not Role.SECRETARIAT)
    assert leader.keyring.logs[leader.register.log.generation] not in old_log.values()
    assert old_root is None or leader.keyring.root != old_root
    with pytest.raises(NotAllowed):
        house.add(session, "Cy")


def test_a_leader_made_by_an_administrator_reads_the_log_from_then_on(house: House) -> None:
    it = house.add(house.enter(), "IT", Role.ADMINISTRATOR)
    made(changes.leave_unit(house.enter(), it.id, house.founded.house, **house.now), User)
    house.add(house.enter("IT"), "Lis", Role.LEADER, units=[])
    lis, ab = house.enter("Lis"), house.enter("AB")
    assert list(lis.log_readers) == [2]
    assert list(ab.log_readers) == [1, 2]
    assert lis.log_readers[2] == ab.log_readers[2]
    assert lis.user.units == ()


def everything(house: House) -> dict[str, Callable[[Session, str, str], Any]]:
    """Every command, as somebody would give it about a user and a unit."""
    now = house.now
    return {
        "add_user": lambda who, _, __: changes.add_user(who, new_user("Ny"), **now),
        "rename_user": lambda who, user, _: changes.rename_user(who, user, "Bob", "Pædagog", **now),
        "change_roles": lambda who, user, _: changes.change_roles(who, user, [Role.SECRETARIAT], **now),
        "retire_user": lambda who, user, _: changes.retire_user(who, user, **now),
        "add_unit": lambda who, _, __: changes.add_unit(who, "Nord", **now),
        "rename_unit": lambda who, _, unit: changes.rename_unit(who, unit, "Syd", **now),
        "retire_unit": lambda who, _, unit: changes.retire_unit(who, unit, **now),
        "join_unit": lambda who, user, unit: changes.join_unit(who, user, unit, **now),
        "leave_unit": lambda who, user, _: changes.leave_unit(who, user, house.founded.house, **now),
        "reset_passphrase": lambda who, user, _: changes.reset_passphrase(who, user, "en ny god sætning", **now),
        "add_recovery_key": lambda who, _, __: changes.add_recovery_key(
            who, Paper(holder="DPO", code=new_code()), **now
        ),
        "prove_recovery_key": lambda who, _, __: changes.prove_recovery_key(who, CODE, **now),
        "remove_recovery_key": lambda who, _, __: changes.remove_recovery_key(
            who, who.register.recovery_keys[-1].id, **now
        ),
        "set_retention": lambda who, _, __: changes.set_retention(who, "voksen", 60, **now),
        "set_log_retention": lambda who, _, __: changes.set_log_retention(who, 24, **now),
        "set_draft_retention": lambda who, _, __: changes.set_draft_retention(who, 30, **now),
    }


COMMANDS = [
    *("add_user", "rename_user", "change_roles", "retire_user"),
    *("add_unit", "rename_unit", "retire_unit", "join_unit", "leave_unit"),
    *("reset_passphrase", "add_recovery_key", "prove_recovery_key", "remove_recovery_key"),
    *("set_retention", "set_log_retention", "set_draft_retention"),
]
ALONE = {"add_group_key", "change_passphrase", "recover"}


def test_every_command_is_in_these_tests(house: House) -> None:
    offered = {name for name in changes.__all__ if name[0].islower()}
    assert set(everything(house)) == set(COMMANDS) == offered - ALONE


def scene(house: House) -> tuple[Session, User, Unit]:
    leader = house.enter()
    made(changes.add_recovery_key(leader, Paper(holder="Formand", code=new_code()), **house.now), RecoveryKey)
    return leader, house.add(leader, "Bo"), house.add_unit(leader, "Vest")


@pytest.mark.parametrize("command", COMMANDS)
def test_every_change_is_written_down_before_it_is_made_and_says_no_name(house: House, command: str) -> None:
    leader, user, unit = scene(house)
    before, told = leader.register.number, len(house.told.uses)
    seen: list[int] = []
    house.told.meanwhile = lambda: seen.append(house.enter().register.number)
    outcome = everything(house)[command](leader, user.id, unit.id)
    assert not isinstance(outcome, Refusal)
    assert seen == [before]
    [use] = house.told.uses[told:]
    assert use.subject is Subject.REGISTER
    assert use.action is (Action.SETTING if command.endswith("_retention") else Action.ACCESS)
    assert use.revision == before + 1 == leader.register.number
    assert use.criterion.replace("-", "_").split()[0] in (command, command.removeprefix("set_"))
    assert not any(word in repr(use) for word in ("Bo", "Ny", "Nord", "Syd", "DPO", "sætning", CODE))
    assert leader.register.changed_by == leader.user.id


@pytest.mark.parametrize("command", COMMANDS)
def test_what_cannot_be_written_down_is_not_done(house: House, command: str) -> None:
    leader, user, unit = scene(house)
    before = leader.register

    class Full:
        def tell(self, use: Use) -> None:
            raise StoreUnavailable(reason=Reason.FULL, doing="writing the access log")

    full = House(folder=house.folder, founded=house.founded, told=Full())  # type: ignore[arg-type]
    with pytest.raises(StoreUnavailable):
        everything(full)[command](leader, user.id, unit.id)
    assert house.enter().register == before
    assert not isinstance(everything(house)[command](leader, user.id, unit.id), Refusal)


@pytest.mark.parametrize("role", [Role.STAFF, Role.DESIGNER, Role.SECRETARIAT])
@pytest.mark.parametrize("command", COMMANDS)
def test_whoever_may_not_changes_nothing(house: House, command: str, role: Role) -> None:
    leader, user, unit = scene(house)
    house.add(leader, "Eva", role)
    eva, told = house.enter("Eva"), len(house.told.uses)
    with pytest.raises(NotAllowed):
        everything(house)[command](eva, user.id, unit.id)
    assert (house.enter().register.number, len(house.told.uses)) == (leader.register.number, told)


def test_an_administrator_gives_nobody_a_new_passphrase(house: House) -> None:
    _, user, _ = scene(house)
    house.add(house.enter(), "IT", Role.ADMINISTRATOR)
    with pytest.raises(NotAllowed) as refusal:
        changes.reset_passphrase(house.enter("IT"), user.id, "en ny god sætning", **house.now)
    assert refusal.value.right == Right.RESET_PASSPHRASE


@pytest.mark.parametrize("command", COMMANDS)
def test_a_colleague_who_was_faster_is_not_overwritten(house: House, command: str) -> None:
    leader, user, unit = scene(house)
    other = house.enter()
    quiet = House(folder=house.folder, founded=house.founded)
    house.told.meanwhile = lambda: house_add(quiet, other, "Hurtig")
    outcome = everything(house)[command](leader, user.id, unit.id)
    assert not isinstance(outcome, Refusal)
    assert [use.revision for use in house.told.uses[-2:]] == [leader.register.number - 1, leader.register.number]
    assert leader.register.user_named("Hurtig")
    assert house.enter("Hurtig").keyring.can_open_unit(house.founded.house)
    assert other.refresh() == leader.register


def house_add(house: House, by: Session, name: str) -> None:
    house.add(by, name)


def test_what_a_colleague_did_meanwhile_may_speak_against_it(house: House) -> None:
    leader, user, _ = scene(house)
    other, quiet = house.enter(), House(folder=house.folder, founded=house.founded)
    house.told.meanwhile = lambda: changes.retire_user(other, user.id, **quiet.now)
    assert changes.change_roles(leader, user.id, LEADER, **house.now) is Refusal.NO_SUCH_USER
    house.told.meanwhile = lambda: house_add(quiet, other, "Ny")
    assert changes.add_user(leader, new_user("ny"), **house.now) is Refusal.NAME_TAKEN
    assert len([one for one in leader.refresh().users if one.name.casefold() == "ny"]) == 1
    assert sum(bool(list(path.iterdir())) for path in (house.folder / "keys" / "users").iterdir()) == 2


def test_wishes_that_are_not_granted(house: House) -> None:
    leader, user, unit = scene(house)
    nobody, nowhere, now = "0" * 32, "1" * 32, house.now
    refused = [
        (changes.add_user(leader, new_user(" "), **now), Refusal.NAME_EMPTY),
        (changes.add_user(leader, new_user(" bo "), **now), Refusal.NAME_TAKEN),
        (changes.add_user(leader, new_user("Ny", passphrase="kort"), **now), Refusal.WEAK),
        (changes.add_user(leader, new_user("Ny"), [nowhere], **now), Refusal.NO_SUCH_UNIT),
        (changes.rename_user(leader, user.id, "ab", "", **now), Refusal.NAME_TAKEN),
        (changes.rename_user(leader, user.id, "", "", **now), Refusal.NAME_EMPTY),
        (changes.rename_user(leader, nobody, "Ny", "", **now), Refusal.NO_SUCH_USER),
        (changes.change_roles(leader, user.id, [], **now), Refusal.NO_ROLE),
        (changes.change_roles(leader, nobody, [Role.STAFF], **now), Refusal.NO_SUCH_USER),
        (changes.retire_user(leader, nobody, **now), Refusal.NO_SUCH_USER),
        (changes.add_unit(leader, "", **now), Refusal.TITLE_EMPTY),
        (changes.add_unit(leader, " vest ", **now), Refusal.TITLE_TAKEN),
        (changes.add_unit(leader, "Nord", [user.id], **now), Refusal.LAST_OF_UNIT),
        (changes.add_unit(leader, "Nord", [nobody], **now), Refusal.NO_SUCH_USER),
        (changes.rename_unit(leader, unit.id, "Solsikken", **now), Refusal.TITLE_TAKEN),
        (changes.rename_unit(leader, nowhere, "Nord", **now), Refusal.NO_SUCH_UNIT),
        (changes.retire_unit(leader, house.founded.house, **now), Refusal.THE_HOUSE),
        (changes.join_unit(leader, user.id, nowhere, **now), Refusal.NO_SUCH_UNIT),
        (changes.join_unit(leader, nobody, unit.id, **now), Refusal.NO_SUCH_USER),
        (changes.leave_unit(leader, user.id, nowhere, **now), Refusal.NO_SUCH_UNIT),
        (changes.leave_unit(leader, leader.user.id, unit.id, **now), Refusal.LAST_OF_UNIT),
        (changes.reset_passphrase(leader, user.id, "kort", **now), Refusal.WEAK),
        (changes.reset_passphrase(leader, nobody, "en ny god sætning", **now), Refusal.NO_SUCH_USER),
        (changes.change_passphrase(leader, "x", "kort", **now), Refusal.WEAK),
        (changes.change_passphrase(leader, "x", "en ny god sætning", **now), Refusal.WRONG_PASSPHRASE),
        (changes.prove_recovery_key(leader, new_code(), **now), Refusal.WRONG_CODE),
        (changes.prove_recovery_key(leader, "not a code", **now), Refusal.WRONG_CODE),
        (changes.remove_recovery_key(leader, nobody, **now), Refusal.NO_SUCH_RECOVERY_KEY),
        (changes.set_retention(leader, "voksen", 0, **now), Refusal.OUT_OF_RANGE),
        (changes.set_log_retention(leader, 1801, **now), Refusal.OUT_OF_RANGE),
        (changes.set_draft_retention(leader, -1, **now), Refusal.OUT_OF_RANGE),
    ]
    assert [pair for pair in refused if pair[0] is not pair[1]] == []
    assert house.enter().register == leader.register


def test_somebody_is_always_left_to_look_after_the_store(house: House) -> None:
    leader, user, _ = scene(house)
    own = leader.user.id
    for outcome in (
        changes.retire_user(leader, own, **house.now),
        changes.change_roles(leader, own, [Role.STAFF], **house.now),
    ):
        assert outcome is Refusal.LAST_LEADER
    made(changes.change_roles(leader, user.id, LEADER, **house.now), User)
    assert changes.retire_user(leader, own, **house.now) is Refusal.LAST_OF_UNIT  # of the western one
    made(changes.join_unit(leader, user.id, leader.user.units[1], **house.now), User)
    made(changes.retire_user(leader, own, **house.now), User)
    assert leader.is_locked
    assert house.enter("Bo").keyring.root is not None


def test_one_recovery_code_is_always_left(house: House) -> None:
    leader = house.enter()
    only = leader.register.recovery_keys[0].id
    assert changes.remove_recovery_key(leader, only, **house.now) is Refusal.LAST_RECOVERY_KEY
    code = new_code()
    added = made(changes.add_recovery_key(leader, Paper(holder="DPO", code=code), **house.now), RecoveryKey)
    made(changes.remove_recovery_key(leader, only, **house.now), Register)
    assert opened_keys(leader.register, only, box_key_from(CODE).private).units == {}
    assert opened_keys(leader.register, added.id, box_key_from(code).private) == leader.keyring.shared
    assert (leader.register.house.generation, leader.register.log.generation, len(leader.register.roots)) == (2, 2, 2)


def test_a_leader_looks_after_his_own_units_and_an_administrator_after_all(house: House) -> None:
    leader = house.enter()
    west = house.add_unit(leader, "Vest")
    house.add(leader, "Lis", Role.LEADER, units=[west.id])
    house.add(leader, "IT", Role.ADMINISTRATOR, units=[west.id])
    east = house.add(leader, "Bo")
    lis, it = house.enter("Lis"), house.enter("IT")
    for outcome in (
        changes.change_roles(lis, east.id, [Role.LEADER], **house.now),
        changes.retire_user(lis, east.id, **house.now),
        changes.rename_user(lis, east.id, "Bob", "", **house.now),
        changes.reset_passphrase(lis, east.id, "en ny god sætning", **house.now),
        changes.leave_unit(lis, east.id, house.founded.house, **house.now),
    ):
        assert outcome is Refusal.OTHER_UNIT
    made(changes.rename_user(it, east.id, "Bob", "", **house.now), User)
    made(changes.retire_user(it, east.id, **house.now), User)
    assert leader.refresh().house.generation == 2  # replaced by somebody who never had it
    assert leader.keyring.can_open_unit(house.founded.house)
    assert not it.keyring.can_open_unit(house.founded.house)


def test_a_retired_unit_takes_nobody_in_and_its_members_still_open_it(house: House) -> None:
    leader, user, unit = scene(house)
    made(changes.retire_unit(leader, unit.id, **house.now), Unit)
    assert changes.join_unit(leader, user.id, unit.id, **house.now) is Refusal.NO_SUCH_UNIT
    assert changes.retire_unit(leader, unit.id, **house.now) is Refusal.NO_SUCH_UNIT
    assert leader.keyring.can_open_unit(unit.id)
    made(changes.add_unit(leader, "Vest", **house.now), Unit)  # the name is free again


def test_the_name_of_somebody_who_left_is_free_again(house: House) -> None:
    leader, user, _ = scene(house)
    made(changes.retire_user(leader, user.id, **house.now), User)
    again = house.add(leader, "Bo")
    assert again.id != user.id
    assert house.enter("Bo").user.id == again.id


def test_own_passphrase_changes_and_no_file_is_left_that_the_old_one_opens(house: House) -> None:
    leader, user, _ = scene(house)
    bo, before = house.enter("Bo"), house.files(f"keys/users/{user.id}")
    ring = bo.keyring.units
    assert changes.change_passphrase(bo, passphrase_of("Bo"), "min egen gode sætning", **house.now) is None
    assert not bo.has_given_passphrase
    assert bo.keyring.units == ring
    after = house.files(f"keys/users/{user.id}")
    assert set(after.values()).isdisjoint(before.values())
    assert len(set(after.values())) == 1
    with pytest.raises(SignInRefused):
        house.enter("Bo")
    again = house.enter("Bo", "min egen gode sætning")
    assert (again.keyring.own, again.has_given_passphrase) == (bo.keyring.own, False)
    assert leader.refresh().number == again.register.number  # staff sign no register; none was needed
    assert house.told.uses[-1].criterion == "change-passphrase"


def test_somebody_at_an_open_screen_cannot_try_passphrases_without_end(house: House) -> None:
    session = house.enter()
    for _ in range(4):
        assert changes.change_passphrase(session, "gæt", "min egen gode sætning", **house.now) is (
            Refusal.WRONG_PASSPHRASE
        )
    with pytest.raises(SignInPaused):
        changes.change_passphrase(session, passphrase_of("AB"), "min egen gode sætning", **house.now)
    with pytest.raises(SignInPaused):
        house.enter(now=later(4))
    changes.change_passphrase(session, passphrase_of("AB"), "min egen gode sætning", now=later(5), witness=house.told)
    house.enter(passphrase="min egen gode sætning", now=later(5))


def test_a_forgotten_passphrase_is_given_anew_and_all_keys_with_it(house: House) -> None:
    leader, user, unit = scene(house)
    made(changes.join_unit(leader, user.id, unit.id, **house.now), User)
    old = house.enter("Bo")
    old_signature, old_box, old_units = old.keyring.signed(b"x"), old.keyring.box, old.keyring.units
    made(changes.reset_passphrase(leader, user.id, "en ny god sætning", **house.now), User)
    with pytest.raises(SignInRefused):
        house.enter("Bo")
    new = house.enter("Bo", "en ny god sætning")
    assert new.keyring.units == old_units
    assert new.has_given_passphrase
    assert new.keyring.box != old_box
    assert opened_keys(new.register, user.id, old_box).units == {}
    assert new.register.is_by(user.id, b"x", old_signature)
    assert not new.register.is_current(user.id, b"x", old_signature)
    assert new.register.is_current(user.id, b"x", new.keyring.signed(b"x"))
    assert len(house.files(f"keys/users/{user.id}")) == 2


def test_nobody_comes_into_a_unit_by_resetting_the_passphrase_of_a_member(house: House) -> None:
    leader, user, _ = scene(house)
    lis = house.add(leader, "Lis", Role.LEADER)
    north = house.add_unit(house.enter("Lis"), "Nord", [lis.id, user.id])
    reset = made(changes.reset_passphrase(leader, user.id, "en ny god sætning", **house.now), User)
    assert north.id not in reset.units
    assert unreached(leader.register) == ()
    bo = house.enter("Bo", "en ny god sætning")
    made(changes.rename_unit(house.enter("Lis"), north.id, "Nordlys", **house.now), Unit)
    bo.refresh()
    assert not bo.keyring.can_open_unit(north.id)
    made(changes.join_unit(house.enter("Lis"), user.id, north.id, **house.now), User)
    bo.refresh()
    assert bo.keyring.can_open_unit(north.id)


def test_the_only_one_who_can_let_others_into_a_unit_is_not_reset_by_somebody_outside_it(house: House) -> None:
    leader = house.enter()
    lis = house.add(leader, "Lis", Role.LEADER)
    house.add_unit(house.enter("Lis"), "Nord", [lis.id])
    outcome = changes.reset_passphrase(leader, lis.id, "en ny god sætning", **house.now)
    assert outcome is Refusal.LAST_OF_UNIT
    house.enter("Lis")


def test_a_new_recovery_code_reaches_other_units_as_their_members_change_something(house: House) -> None:
    leader = house.enter()
    lis = house.add(leader, "Lis", Role.LEADER)
    north = house.add_unit(house.enter("Lis"), "Nord", [lis.id])
    code = new_code()
    key = made(changes.add_recovery_key(leader, Paper(holder="DPO", code=code), **house.now), RecoveryKey)
    assert unreached(leader.register) == ((north.id, key.id),)
    made(changes.prove_recovery_key(house.enter("Lis"), code.lower(), **house.now), RecoveryKey)
    register = leader.refresh()
    assert unreached(register) == ()
    assert set(opened_keys(register, key.id, box_key_from(code).private).units) == {house.founded.house, north.id}
    assert [one.proved for one in register.recovery_keys] == [NOW.date(), NOW.date()]


def test_times_are_set_and_taken_back(house: House) -> None:
    leader = house.enter()
    changes.set_retention(leader, "voksen", 60, **house.now)
    changes.set_retention(leader, "sikret", 1800, **house.now)
    changes.set_retention(leader, "voksen", None, **house.now)
    changes.set_log_retention(leader, 1, **house.now)
    changes.set_draft_retention(leader, 3660, **house.now)
    register = house.enter().register
    assert (register.retention, register.log_retention, register.draft_retention) == ({"sikret": 1800}, 1, 3660)
    assert [use.criterion for use in house.told.uses][:2] == ["retention voksen", "retention sikret"]


def test_what_an_interrupted_retiring_left_is_swept_by_whoever_comes_in_next(house: House) -> None:
    leader = house.enter()
    bo = house.add(leader, "Bo")
    house.add(leader, "Cy")
    old = {**house.files("keys/register"), **house.files(f"keys/users/{bo.id}")}
    made(changes.retire_user(leader, bo.id, **house.now), User)
    kept = set(house.files("keys/register"))
    for path, content in old.items():
        path.write_bytes(content)
    house.enter("Cy")
    assert set(house.files("keys/register")) == kept
    assert house.files(f"keys/users/{bo.id}") == {}


def test_a_restricted_case_file_is_taken_over_with_a_recovery_code(house: House) -> None:
    leader = house.enter()
    lis = house.add(leader, "Lis", Role.LEADER)
    secret, case = house.enter("Lis"), "c" * 32
    case_keys(secret).begin(case)
    case_keys(secret).restrict(case, [lis.id])
    sealed = case_keys(secret).of(case).seal(b"words", b"about")
    with pytest.raises(NoAccess):
        case_keys(leader).of(case)
    made(changes.retire_user(leader, lis.id, **house.now), User)
    assert leader.take_over(new_code()) is None
    assert leader.take_over("ingen kode") is None
    assert leader.take_over(CODE.lower()) == (case,)
    assert case_keys(leader).of(case).unseal(sealed, b"about") == b"words"
    assert leader.take_over(CODE) == ()
    house.add(leader, "Bo")
    with pytest.raises(NotAllowed):
        house.enter("Bo").take_over(CODE)


def case_keys(session: Session) -> CaseKeys:
    return session._case_keys()

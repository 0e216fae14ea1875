"""The key of what is kept about groups follows the right to reports about groups."""

from dataclasses import replace

from sipforms.store.access import changes
from sipforms.store.access.changes.settling import settled
from sipforms.store.access.register import User
from sipforms.store.access.register_written import read_register, written_register
from sipforms.store.access.roles import Role
from sipforms.store.access.shared_keys import opened_key
from tests.store.access.people import House, made


def test_leaders_and_the_secretariat_have_it_and_staff_has_not(house: House) -> None:
    leader = house.enter()
    for name, role in (
        ("Bo", Role.STAFF),
        ("Lis", Role.LEADER),
        ("Sif", Role.SECRETARIAT),
        ("Ada", Role.ADMINISTRATOR),
    ):
        house.add(leader, name, role)
    has = {name for name in ("AB", "Bo", "Lis", "Sif", "Ada") if house.enter(name).keyring.groups}
    assert has == {"AB", "Lis", "Sif"}


def test_whoever_loses_the_right_has_no_key_for_what_comes(house: House) -> None:
    leader = house.enter()
    lis = house.add(leader, "Lis", Role.LEADER)
    session = house.enter("Lis")
    private, had = session.keyring.box, session.keyring.groups
    made(changes.change_roles(leader, lis.id, [Role.STAFF], **house.now), User)
    newest = leader.refresh().groups
    assert newest is not None
    assert opened_key(newest, lis.id, private) == {}
    assert newest.generation not in had
    assert set(leader.keyring.groups) == {1, newest.generation}


def test_a_register_from_before_gets_the_key_with_its_next_change(house: House) -> None:
    leader = house.enter()
    before = replace(leader.register, groups=None)
    root = leader.keyring.root
    assert root is not None
    found = settled(before, leader.keyring.shared, root)
    assert found.register.groups is not None
    assert opened_key(found.register.groups, leader.user.id, leader.keyring.box)
    assert not found.takes_away
    written = written_register(before, root)
    again = read_register(written, store=before.store, number=before.number, founding=before.roots[0].public)
    assert again.groups is None

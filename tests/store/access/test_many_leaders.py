"""Several processes change the register of one store at the same time: every change that was told as made is there."""

import multiprocessing
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from sipforms.store.access import changes
from sipforms.store.access.register import User
from sipforms.store.access.signing_in import sign_in
from sipforms.store.failures import StoreUnavailable
from sipforms.store.filesystem import LocalFilesystem
from tests.store.access.people import LEADER, NOW, House, Told, new_user, passphrase_of


def add_people(folder: Path, writer: int, people: int) -> list[str]:
    """Another process: comes in under its own name, and adds people one after another."""
    name = f"L{writer}"
    session = sign_in(folder, name=name, passphrase=passphrase_of(name), now=NOW, workstation="pc")
    made: list[str] = []
    while len(made) < people:
        new = new_user(f"P{writer}-{len(made)}")
        try:
            outcome = changes.add_user(session, new, now=NOW, witness=Told())
        except StoreUnavailable:
            continue
        assert isinstance(outcome, User), outcome
        made.append(outcome.name)
    return made


@pytest.mark.parametrize(
    ("writers", "people"), [(4, 4), pytest.param(8, 20, marks=pytest.mark.long)], ids=["4x4", "8x20"]
)
def test_no_change_is_lost(house: House, writers: int, people: int) -> None:
    leader = house.enter()
    for writer in range(writers):
        house.add(leader, f"L{writer}", *LEADER)
    with multiprocessing.get_context("spawn").Pool(writers) as pool:
        told = pool.starmap(add_people, [(house.folder, writer, people) for writer in range(writers)])
    register = leader.refresh()
    added = {name for names in told for name in names}
    assert len(added) == writers * people
    assert added <= {user.name for user in register.users}
    assert register.number == 1 + writers + writers * people
    for name in sorted(added)[::7]:
        assert house.enter(name).keyring.can_open_unit(register.house.id)


def test_a_listing_that_shows_neither_the_old_name_nor_the_new_one_alarms_nobody(house: House) -> None:
    @dataclass(frozen=True, slots=True, kw_only=True)
    class Between(LocalFilesystem):
        """A disk whose every other listing is made just while one name appears and another goes."""

        looks: list[int] = field(default_factory=list)

        def names(self, folder: Path) -> tuple[str, ...]:
            self.looks.append(1)
            hides = len(self.looks) % 2 and folder.name == "register"
            return () if hides else LocalFilesystem.names(self, folder)

    session = house.enter(disk=Between())
    for _ in range(6):
        assert session.refresh().number == 1

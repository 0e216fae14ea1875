"""Whoever may read case files and no more changes nothing in them: each way of writing asks for the right first."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from sipforms.actions.copies import begin_merging, go_on_in_copy
from sipforms.actions.fill import discard, hand_in, put_aside, resume, start
from sipforms.actions.import_responses import import_responses
from sipforms.actions.people import Stay, admit, change_stay, create, edit, people
from sipforms.actions.people import discharge as discharged
from sipforms.actions.workplace import Workplace
from sipforms.engine.programme import Programme
from sipforms.store.access.changes.users import add_user, change_roles, retire_user
from sipforms.store.access.founding import NewUser
from sipforms.store.access.register import User
from sipforms.store.access.roles import Right, Role, rights_of
from sipforms.store.casefile import CaseFile, open_case
from sipforms.store.failures import NotAllowed, SignInNeeded
from tests.actions.handed_in import INTERVIEW
from tests.signed_in import NOW, citizen, entered, founded

Admitted = Callable[..., CaseFile]
READERS = [role for role in Role if Right.WRITE_CASES not in rights_of([role])]


@dataclass
class Somebody:
    """A session as far as rights go."""

    rights: frozenset[Right]

    def may(self, right: Right) -> bool:
        return right in self.rights

    def require(self, right: Right) -> None:
        if not self.may(right):
            raise NotAllowed(right=right)


def as_somebody(workplace: Workplace, *roles: Role) -> Workplace:
    session: Any = Somebody(rights_of(roles))
    return replace(workplace, session=session)


def test_staff_unlock_nothing_by_reading_it_back_from_a_file(workplace: Workplace) -> None:
    with pytest.raises(NotAllowed):
        list(import_responses(as_somebody(workplace, Role.STAFF), BytesIO(b"{}\n")))
    assert len(list(import_responses(as_somebody(workplace, Role.LEADER), BytesIO(b"{}\n")))) == 1


def test_a_right_that_was_taken_away_is_gone_at_once_also_from_whoever_is_signed_in(tmp_path: Path) -> None:
    store, words = tmp_path / "store", "kanel torsdag lampe viol"
    founded(store)
    citizen(store)
    new = NewUser(name="KHO", title="Karen Holm", roles=(Role.LEADER,), passphrase=words)
    with entered(store) as leader, entered_after(store, leader, new) as here:
        assert here.session is not None
        assert leader.session is not None
        here.require(Right.EXPORT)
        assert len(people(here).files) == 1
        change_roles(leader.session, here.session.user.id, [Role.STAFF], now=NOW, witness=leader.witness)
        with pytest.raises(NotAllowed):
            here.require(Right.EXPORT)
        assert len(people(here).files) == 1
        retire_user(leader.session, here.session.user.id, now=NOW, witness=leader.witness)
        for _ in range(2):
            with pytest.raises(SignInNeeded):
                people(here)


def entered_after(store: Path, leader: Workplace, new: NewUser) -> AbstractContextManager[Workplace]:
    """Somebody new, let in by the leader and signed in."""
    assert leader.session is not None
    assert isinstance(add_user(leader.session, new, now=NOW, witness=leader.witness), User)
    return entered(store, new.name, new.passphrase)


def test_some_roles_only_read() -> None:
    assert set(READERS) == {Role.DESIGNER, Role.SECRETARIAT, Role.ADMINISTRATOR}


@pytest.mark.parametrize("role", READERS)
def test_whoever_only_reads_writes_nothing(
    workplace: Workplace, admitted: Admitted, voksen: Programme, role: Role
) -> None:
    file = admitted("B-1")
    filling = start(workplace, file, voksen, "livskvalitet", INTERVIEW, file.episodes[0])
    put_aside(workplace, filling)
    copy = go_on_in_copy(workplace, filling.id)
    put_aside(workplace, copy)
    before = (workplace.store.load(file.id), workplace.store.list_drafts(), workplace.store.list_cases())
    here, stay = as_somebody(workplace, role), file.episodes[0]
    ways: tuple[Callable[[], object], ...] = (
        lambda: create(here, "B-2", "Birk Opdigtet"),
        lambda: edit(here, file, "B-3", "Birk Opdigtet"),
        lambda: admit(here, file, Stay(programme="voksen", admission=stay.admission)),
        lambda: change_stay(here, file, stay, Stay(programme="voksen", admission=stay.admission, unit="Nord")),
        lambda: discharged(here, file, stay, stay.admission),
        lambda: start(here, file, voksen, "livskvalitet", INTERVIEW, stay),
        lambda: resume(here, filling.id),
        lambda: hand_in(here, filling),
        lambda: discard(here, filling.id),
        lambda: go_on_in_copy(here, filling.id),
        lambda: begin_merging(here, filling.id, copy.id),
        lambda: list(import_responses(here, BytesIO(b"{}\n"))),
    )
    for way in ways:
        with pytest.raises(NotAllowed):
            way()
    after = (workplace.store.load(file.id), workplace.store.list_drafts(), workplace.store.list_cases())
    assert after == before
    assert open_case(here.store, file.id).citizen == file.citizen

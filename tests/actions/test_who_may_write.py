"""Whoever may read case files and no more changes nothing in them: each way of writing asks for the right first."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from io import BytesIO
from typing import Any

import pytest

from sipforms.actions.copies import begin_merging, go_on_in_copy
from sipforms.actions.fill import discard, hand_in, put_aside, resume, start
from sipforms.actions.import_responses import import_responses
from sipforms.actions.people import Stay, admit, change_stay, create, edit
from sipforms.actions.people import discharge as discharged
from sipforms.actions.workplace import Workplace
from sipforms.engine.programme import Programme
from sipforms.store.access.roles import Right, Role, rights_of
from sipforms.store.casefile import CaseFile, open_case
from sipforms.store.failures import NotAllowed
from tests.actions.handed_in import INTERVIEW

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

"""Who may open which case file, of all there are; and people moved in and out of units, refused where they must be."""

from pathlib import Path

import pytest

from sipforms.actions.access_log import codes_in, listed
from sipforms.actions.administering import roles_with, standing, who_may
from sipforms.actions.case_access import move_to_unit, placed_cases, restrict
from sipforms.actions.people import create
from sipforms.actions.units import Membership, change_members, unit_titles
from sipforms.store.access import changes
from sipforms.store.access.founding import NewUser
from sipforms.store.access.register import Unit, User
from sipforms.store.access.roles import Right, Role
from sipforms.store.casefile import CaseFile
from sipforms.store.log.reading import Wanted
from tests.signed_in import NAME, NOW, entered, founded

STAFF, THEIRS = "KHO", "blå kaniner spiser torden"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    founded(tmp_path / "store")
    return tmp_path / "store"


def test_case_files_are_told_with_their_place_and_closed_ones_are_counted(folder: Path) -> None:
    with entered(folder) as workplace:
        session, told = workplace.session, {"now": NOW, "witness": workplace.witness}
        assert session is not None
        user = changes.add_user(
            session, NewUser(name=STAFF, roles=(Role.STAFF,), passphrase=THEIRS), now=NOW, witness=workplace.witness
        )
        unit = changes.add_unit(session, "Nord", **told)  # type: ignore[arg-type]
        assert isinstance(user, User)
        assert isinstance(unit, Unit)
        files = [create(workplace, code, "") for code in ("B-1", "B-2", "B-3", "B-4")]
        ids = [file.id for file in files if isinstance(file, CaseFile)]
        restrict(workplace, session, ids[1], [session.user.id])
        move_to_unit(workplace, session, ids[2], unit.id)
        mine = placed_cases(workplace, session)
        assert [(one.file.id, one.place.users if one.place else None) for one in mine.open] == [
            (ids[0], ()),
            (ids[1], (session.user.id,)),
            (ids[2], ()),
            (ids[3], ()),
        ]
        assert mine.closed == {}
        entries = listed(workplace, Wanted()).entries
        assert set(codes_in(workplace, entries).values()) == {"B-1", "B-2", "B-3", "B-4"}
    with entered(folder, STAFF, THEIRS) as workplace:
        assert workplace.session is not None
        found = placed_cases(workplace, workplace.session)
        assert [one.file.id for one in found.open] == [ids[0], ids[3]]
        assert sorted((place.unit == unit.id, count) for place, count in found.closed.items()) == [
            (False, 1),
            (True, 1),
        ]


def test_people_are_moved_as_far_as_they_may_be(folder: Path) -> None:
    with entered(folder) as workplace:
        session = workplace.session
        assert session is not None
        unit = changes.add_unit(session, "Nord", now=NOW, witness=workplace.witness)
        assert isinstance(unit, Unit)
        me, house = session.user.id, session.register.house.id
        refused = change_members(
            workplace, session, (Membership(user=me, unit="f" * 32),), (Membership(user=me, unit=unit.id),)
        )
        assert [one.refusal for one in refused] == [changes.Refusal.NO_SUCH_UNIT, changes.Refusal.LAST_OF_UNIT]
        assert session.user.units == (house, unit.id)
        assert unit_titles(workplace) == ("Solsikken", "Nord")
        assert standing(workplace, session).units == ("Solsikken", "Nord")
        assert roles_with(Right.ERASE) == (Role.LEADER,)
        assert [one.name for one in who_may(session.register, Right.ERASE)] == [NAME]

"""Stores written by every format there has been open for ever, and say what they said on the day they were written."""

import json
import shutil
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml

from sipforms.store.access.changes import prove_recovery_key
from sipforms.store.access.register import RecoveryKey
from sipforms.store.access.session import Session
from sipforms.store.care.backing_up import BackedUp, back_up
from sipforms.store.care.flaws import Flaw
from sipforms.store.care.restoring import Request, Restored, restore
from sipforms.store.care.verifying import verify_store
from sipforms.store.casefile import keep_response, open_case
from sipforms.store.failures import Erased, NoAccess, SignInRefused, Unprotected
from sipforms.store.files import FileStore
from sipforms.store.opening import open_store
from sipforms.store.protocol import DamageKind, Purpose
from tests.store.golden.sealed_story import CODE, FOUNDED, GONE, clock, opened, signed_in
from tests.store.golden.story import ASE, BO, told
from tests.store.samples import entry, response

GOLDEN = Path(__file__).parent / "golden"
LATER = FOUNDED + timedelta(days=1)
PURPOSES: tuple[Purpose, ...] = ("real", "demo")


def story(name: str = "format-1") -> dict[str, Any]:
    """What a golden store says, in the words of its time."""
    written: dict[str, Any] = yaml.safe_load((GOLDEN / f"{name}.yaml").read_text("utf-8"))
    return written


def copied(name: str, folder: Path) -> Path:
    """A golden store where it may be changed."""
    return Path(shutil.copytree(GOLDEN / name, folder / name))


@pytest.fixture(params=PURPOSES)
def unprotected(request: pytest.FixtureRequest, tmp_path: Path) -> FileStore:
    """Format 1: not encrypted, for real people, or (which differs in one word) for a demonstration."""
    folder = copied("format-1", tmp_path)
    facts = json.loads((folder / "store.json").read_bytes())
    (folder / "store.json").write_text(json.dumps({**facts, "purpose": request.param}))
    return open_store(folder, unprotected=request.param == "real")


def test_format_1_says_what_it_said(unprotected: FileStore) -> None:
    assert told(unprotected) == story()
    damage = [one for draft in unprotected.list_drafts().drafts for one in draft.damage]
    assert [(one.kind, one.place) for one in damage] == [(DamageKind.TORN_TAIL, 1)]
    assert [one.number for one in unprotected.history(ASE)] == [4, 5, 6]
    unprotected.close()


def test_format_1_goes_on(unprotected: FileStore) -> None:
    one = response()
    before = open_case(unprotected, ASE)
    assert before.citizen is not None
    assert (before.citizen.name, len(before.responses)) == ("Åse Ærø", 3)
    keep_response(unprotected, ASE, one)
    assert open_case(unprotected, ASE).responses == (*before.responses, one)
    (draft,) = unprotected.list_drafts(BO).drafts
    unprotected.append(draft.id, entry(1))
    assert unprotected.read_draft(draft.id).entries == (*draft.entries, entry(1))
    assert unprotected.read_draft(draft.id).damage == ()
    unprotected.close()


@pytest.fixture
def sealed(tmp_path: Path) -> Path:
    """Format 2: protected, with a register, keys and an access log, for the three people of ``sealed_story``."""
    return copied("format-2", tmp_path)


def as_user(folder: Path, name: str) -> tuple[FileStore, Session]:
    session = signed_in(folder, name, LATER)
    return opened(folder, session, clock(LATER))[0], session


def test_format_2_says_what_it_said_to_who_may_hear_it(sealed: Path) -> None:
    store, session = as_user(sealed, "AB")
    assert told(store) == story("format-2")
    assert [one.number for one in store.history(ASE)] == [6, 7, 8]
    with pytest.raises(Erased):
        store.load(GONE)
    found = verify_store(sealed, session)
    assert (found.flaws, {one.flaw for one in found.notes} - {Flaw.WIDE}) == ((), {Flaw.TORN})
    assert (found.is_whole, found.opened) == (True, 3)
    assert found.log is not None
    assert found.log.opened == found.log.entries


def test_format_2_shows_others_only_what_is_theirs(sealed: Path) -> None:
    store, session = as_user(sealed, "CD")
    assert store.list_cases() == (BO,)
    assert open_case(store, BO).revision == 1
    (draft,) = store.list_drafts().drafts
    assert draft.header.case == BO
    assert {damage.kind for damage in draft.damage} == {DamageKind.TORN_TAIL}
    for case in (ASE, store.facts.facility):
        with pytest.raises(NoAccess):
            store.load(case)
    assert session.log_readers == {}
    with pytest.raises(SignInRefused):
        signed_in(sealed, "EF", LATER)


def test_format_2_goes_on(sealed: Path) -> None:
    one = response()
    store, session = as_user(sealed, "AB")
    before = open_case(store, ASE)
    keep_response(store, ASE, one)
    (draft,) = store.list_drafts(BO).drafts
    store.append(draft.id, entry(1))
    log = opened(sealed, session, clock(LATER))[1]
    assert isinstance(prove_recovery_key(session, CODE, now=LATER, witness=log), RecoveryKey)
    store.close()
    again, _ = as_user(sealed, "AB")
    assert open_case(again, ASE).responses == (*before.responses, one)
    assert again.read_draft(draft.id).entries == (*draft.entries, entry(1))
    assert verify_store(sealed, session).is_whole


def test_format_2_is_copied_and_comes_back(sealed: Path, tmp_path: Path) -> None:
    _, session = as_user(sealed, "AB")
    log = opened(sealed, session, clock(LATER))[1]
    assert isinstance(back_up(sealed, tmp_path / "copy", witness=log, now=LATER), BackedUp)
    assert isinstance(restore(Request(backup=tmp_path / "copy", into=tmp_path / "new")), Restored)
    store, _ = as_user(tmp_path / "new", "AB")
    assert told(store) == story("format-2")


def test_all_formats_mean_the_same(sealed: Path, tmp_path: Path) -> None:
    new, _ = as_user(sealed, "AB")
    old = open_store(copied("format-1", tmp_path), unprotected=True)
    for case in (ASE, BO, old.facts.facility):
        one, other = open_case(old, case), open_case(new, case)
        assert (one.citizen, one.episodes, one.responses) == (other.citizen, other.episodes, other.responses)
    assert [draft.entries for draft in old.list_drafts().drafts] == [one.entries for one in new.list_drafts().drafts]
    assert told(new)["bundles"] == told(old)["bundles"]


def test_format_1_of_real_people_is_opened_only_knowingly() -> None:
    with pytest.raises(Unprotected):
        open_store(GOLDEN / "format-1")

"""Stores written by every format there has been open for ever, and say what they said on the day they were written."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml

from sipforms.store.casefile import keep_response, open_case
from sipforms.store.failures import Unprotected
from sipforms.store.files import FileStore
from sipforms.store.opening import open_store
from sipforms.store.protocol import DamageKind, Purpose
from tests.store.golden.story import ASE, BO, told
from tests.store.samples import entry, response

GOLDEN = Path(__file__).parent / "golden"
PURPOSES: tuple[Purpose, ...] = ("real", "demo")


def story() -> dict[str, Any]:
    """What every golden store says."""
    written: dict[str, Any] = yaml.safe_load((GOLDEN / "story.yaml").read_text("utf-8"))
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


def test_format_1_of_real_people_is_opened_only_knowingly() -> None:
    with pytest.raises(Unprotected):
        open_store(GOLDEN / "format-1")

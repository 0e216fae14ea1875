"""Two workstations and one draft: nobody hands in what somebody else is still answering."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from sipforms.actions.fill import Way, hand_in, keep, open_drafts, put_aside, resume, start, with_draft
from sipforms.actions.people import Stay, admit, create
from sipforms.actions.workplace import Workplace
from sipforms.engine.ask.draft import Draft
from sipforms.engine.programme import Programme
from sipforms.engine.response import Response
from sipforms.store.casefile import CaseFile, open_case
from sipforms.store.failures import DraftInUse
from sipforms.store.opening import create_store, open_store
from tests.actions.conftest import TestClock

ITEM = ("psykisk_velbefindende", "humoer")
INTERVIEW = Way(mode="interview", informant="borger")


@pytest.fixture
def stations(workplace: Workplace, clock: TestClock, tmp_path: Path) -> Callable[[], Workplace]:
    create_store(tmp_path / "store", purpose="demo", created=clock.moment)
    return lambda: replace(workplace, store=open_store(tmp_path / "store"))


def test_a_draft_that_a_colleague_has_open_is_refused_and_afterwards_whole(
    stations: Callable[[], Workplace], voksen: Programme, clock: TestClock
) -> None:
    mine, theirs = stations(), stations()
    file = create(mine, "B-1", "")
    assert isinstance(file, CaseFile)
    file = admit(mine, file, Stay(programme="voksen", admission=clock.moment.date()))
    assert isinstance(file, CaseFile)
    filling = start(mine, file, voksen, "livskvalitet", INTERVIEW, file.episodes[0])
    with pytest.raises(DraftInUse):
        resume(theirs, filling.id)
    draft = filling.draft.answer((*ITEM, "vigtighed"), 5)
    keep(mine, filling, draft.last or {})
    put_aside(mine, filling)

    again = resume(theirs, filling.id)
    assert again.draft.answers == {(*ITEM, "vigtighed"): 5}
    with pytest.raises(DraftInUse):
        resume(mine, filling.id)
    changed = again.draft.answer((*ITEM, "tilfredshed"), 4)
    keep(theirs, again, changed.last or {})
    assert isinstance(hand_in(theirs, with_draft(again, changed)), Response)
    kept = open_case(mine.store, file.id)
    assert kept.responses[0].answers == {"psykisk_velbefindende": {"humoer": {"vigtighed": 5, "tilfredshed": 4}}}


def test_what_was_undone_or_cleared_is_not_counted(
    stations: Callable[[], Workplace], voksen: Programme, clock: TestClock
) -> None:
    here = stations()
    file = create(here, "B-1", "")
    assert isinstance(file, CaseFile)
    file = admit(here, file, Stay(programme="voksen", admission=clock.moment.date()))
    assert isinstance(file, CaseFile)
    filling = start(here, file, voksen, "livskvalitet", INTERVIEW, file.episodes[0])
    draft = filling.draft
    changes: list[Callable[[Draft], Draft]] = [
        lambda one: one.answer((*ITEM, "vigtighed"), 5),
        lambda one: one.answer((*ITEM, "tilfredshed"), 4),
        lambda one: one.answer((*ITEM, "tilfredshed"), 3),
        lambda one: one.undo(),
        lambda one: one.undo(),
        lambda one: one.answer(("livet_alt_i_alt",), 2),
        lambda one: one.clear(("livet_alt_i_alt",)),
    ]
    for change in changes:
        draft = change(draft)
        keep(here, filling, draft.last or {})
    assert [one.answered for one in open_drafts(here, file)] == [1]

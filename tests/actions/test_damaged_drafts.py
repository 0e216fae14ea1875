"""A draft with damage in its middle can still be opened, is told as damaged, and undoes nothing that it should not."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from sipforms.actions.copies import begin_merging, go_on_in_copy, merge
from sipforms.actions.fill import Filling, Way, keep, open_drafts, resume, start, with_draft
from sipforms.actions.people import Stay, admit, create
from sipforms.actions.workplace import Workplace
from sipforms.engine.ask.draft import Draft
from sipforms.engine.programme import Programme
from sipforms.store.casefile import CaseFile
from sipforms.store.frames import frames_in
from sipforms.store.opening import create_store, open_store
from tests.actions.conftest import TestClock

ITEM = ("psykisk_velbefindende", "humoer")
IMPORTANT, CONTENT = (*ITEM, "vigtighed"), (*ITEM, "tilfredshed")
ROWS = ("konkrete_indsatser",)
Change = Callable[[Draft], Draft]


@pytest.fixture
def here(workplace: Workplace, clock: TestClock, tmp_path: Path) -> Workplace:
    create_store(tmp_path / "store", purpose="demo", created=clock.moment)
    return replace(workplace, store=open_store(tmp_path / "store"))


@pytest.fixture
def file(here: Workplace, clock: TestClock) -> CaseFile:
    made = create(here, "B-1", "")
    assert isinstance(made, CaseFile)
    made = admit(here, made, Stay(programme="voksen", admission=clock.moment.date()))
    assert isinstance(made, CaseFile)
    return made


def damaged(here: Workplace, filling: Filling, changes: list[Change], lost: int, folder: Path) -> None:
    """Keep the changes, and then damage the one with that number."""
    draft = filling.draft
    for change in changes:
        draft = change(draft)
        keep(here, filling, draft.last or {})
    here.store.close()
    (path,) = folder.rglob("*.sfj")
    content = bytearray(path.read_bytes())
    ends = [frame.end for frame in frames_in(bytes(content), filling.id)]
    content[ends[-len(changes) + lost] - 3] ^= 0x10
    path.write_bytes(bytes(content))


def test_an_answer_lost_is_told_and_the_others_stand(
    here: Workplace, file: CaseFile, voksen: Programme, tmp_path: Path
) -> None:
    way = Way(mode="interview", informant="borger")
    filling = start(here, file, voksen, "livskvalitet", way, file.episodes[0])
    changes: list[Change] = [
        lambda one: one.answer(IMPORTANT, 5),
        lambda one: one.answer(CONTENT, 2),
        lambda one: one.answer(("livet_alt_i_alt",), 3),
    ]
    damaged(here, filling, changes, 1, tmp_path)
    assert [(one.answered, one.left_out) for one in open_drafts(here, file)] == [(2, 1)]
    again = resume(here, filling.id)
    assert (again.draft.answers, again.left_out) == ({IMPORTANT: 5, ("livet_alt_i_alt",): 3}, 1)


def test_undoing_a_change_that_is_lost_undoes_no_other(
    here: Workplace, file: CaseFile, voksen: Programme, tmp_path: Path
) -> None:
    way = Way(mode="interview", informant="borger")
    filling = start(here, file, voksen, "livskvalitet", way, file.episodes[0])
    changes: list[Change] = [
        lambda one: one.answer(IMPORTANT, 5),
        lambda one: one.answer(CONTENT, 2),
        lambda one: one.undo(),
        lambda one: one.answer(("livet_alt_i_alt",), 3),
    ]
    damaged(here, filling, changes, 1, tmp_path)
    assert resume(here, filling.id).draft.answers == {IMPORTANT: 5, ("livet_alt_i_alt",): 3}


def test_what_was_written_in_a_row_that_is_lost_keeps_nobody_out(
    here: Workplace, file: CaseFile, voksen: Programme, tmp_path: Path
) -> None:
    asked = next(one for one in voksen.questionnaires.values() if any(row.path == ROWS for row in one.rows()))
    filling = start(here, file, voksen, asked.id, Way(), file.episodes[0])
    rows = next(one for one in asked.rows() if one.path == ROWS)
    field = (*ROWS, "r1", rows.fields[0].id)
    changes: list[Change] = [
        lambda one: one.add_row(ROWS, "r1"),
        lambda one: one.note(field, "om rækken"),
        lambda one: one.remove_row(ROWS, "r1"),
    ]
    damaged(here, filling, changes, 0, tmp_path)
    again = resume(here, filling.id)
    assert again.left_out == 2
    assert again.draft.rows == {}
    copy = go_on_in_copy(here, filling.id)
    merged = merge(here, begin_merging(here, filling.id, copy.id), {})
    assert with_draft(merged, again.draft).draft.rows == {}

"""Drafts in a protected store: proposed for throwing away when they are old, and gone on with by two people."""

from collections.abc import Iterator
from contextlib import ExitStack
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from sipforms.actions.copies import begin_merging, go_on_in_copy, merge
from sipforms.actions.fill import Filling, Way, discard, hand_in, keep, put_aside, resume, start, with_draft
from sipforms.actions.merging import Choice
from sipforms.actions.old_drafts import kept_for, old_drafts, proposal
from sipforms.actions.workplace import Workplace
from sipforms.engine.response import Response
from sipforms.store.access.changes.settings import set_draft_retention
from sipforms.store.casefile import open_case, open_facility
from sipforms.store.failures import DraftInUse
from tests.actions.conftest import TestClock
from tests.signed_in import NOW, citizen, entered, founded

ITEM = ("psykisk_velbefindende", "humoer")
IMPORTANT, CONTENT = (*ITEM, "vigtighed"), (*ITEM, "tilfredshed")
INTERVIEW = Way(mode="interview", informant="borger")


@pytest.fixture
def time() -> TestClock:
    return TestClock(moment=NOW)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    founded(tmp_path / "store")
    return tmp_path / "store"


@pytest.fixture
def case(folder: Path) -> str:
    return citizen(folder)


@pytest.fixture
def leader(folder: Path, case: str, time: TestClock) -> Iterator[Workplace]:
    with entered(folder, now=time) as workplace:
        yield workplace


def begun(here: Workplace, case: str, *, way: Way = INTERVIEW) -> Filling:
    file = open_case(here.store, case)
    filling = start(here, file, here.programmes.by_id["voksen"], "livskvalitet", way, file.episodes[0])
    draft = filling.draft.answer(IMPORTANT, 5)
    keep(here, filling, draft.last or {})
    return with_draft(filling, draft)


def decide(here: Workplace, days: int | None, now: datetime) -> None:
    assert here.session is not None
    set_draft_retention(here.session, days, now=now, witness=here.witness)


def test_nothing_is_proposed_while_the_facility_has_set_no_time(leader: Workplace, case: str, time: TestClock) -> None:
    begun(leader, case)
    time.passes(days=4000)
    assert (kept_for(leader), old_drafts(leader)) == (None, ())


def test_a_draft_is_old_by_when_it_was_last_touched(leader: Workplace, case: str, time: TestClock) -> None:
    decide(leader, 30, time.moment)
    old = begun(leader, case)
    put_aside(leader, old)
    time.passes(days=20)
    newer = begun(leader, case, way=Way(mode="observation", informant="kontaktperson"))
    put_aside(leader, newer)
    assert old_drafts(leader) == ()
    time.passes(days=10, seconds=1)
    (found,) = old_drafts(leader)
    assert (found.id, found.code, found.answered, found.last) == (old.id, "B-1042", 1, NOW)
    assert (proposal(leader).count, proposal(leader).days) == (1, 30)
    again = resume(leader, old.id)
    keep(leader, again, again.draft.answer(CONTENT, 2).last or {})
    put_aside(leader, again)
    assert old_drafts(leader) == (), "whoever went on with it has touched it"
    time.passes(days=31)
    assert [one.id for one in old_drafts(leader)] == [newer.id, old.id]
    discard(leader, old.id)
    assert [one.id for one in old_drafts(leader)] == [newer.id], "only the one that a person threw away is gone"


def test_a_clock_that_jumped_back_makes_nothing_old(leader: Workplace, case: str, time: TestClock) -> None:
    decide(leader, 1, time.moment)
    put_aside(leader, begun(leader, case))
    time.moment -= timedelta(days=3650)
    assert old_drafts(leader) == ()


def test_the_facilitys_own_drafts_are_proposed_too(leader: Workplace, time: TestClock) -> None:
    decide(leader, 1, time.moment)
    file, programme = open_facility(leader.store), leader.programmes.by_id["voksen"]
    asked = next(one for one in programme.questionnaires.values() if one.subject == "facility")
    put_aside(leader, start(leader, file, programme, asked.id, Way(), None))
    time.passes(days=2)
    assert [one.code for one in old_drafts(leader)] == [""]


def test_a_form_is_gone_on_with_in_a_copy_and_merged_in_a_protected_store(
    leader: Workplace, folder: Path, case: str, time: TestClock
) -> None:
    mine = begun(leader, case)
    with ExitStack() as stack:
        other = stack.enter_context(entered(folder, now=time))
        with pytest.raises(DraftInUse) as told:
            resume(other, mine.id)
        assert told.value.lease is not None
        assert told.value.lease.by == "AB"
        copy = go_on_in_copy(other, mine.id)
        keep(other, copy, copy.draft.answer(CONTENT, 2).last or {})
        keep(leader, mine, mine.draft.answer(CONTENT, 4).last or {})
        put_aside(leader, mine)
        merging = begin_merging(other, mine.id, copy.id)
        (one,) = merging.comparison.disagreements
        merged = merge(other, merging, {one.key: Choice.THEIRS})
        assert merged.draft.answers == {IMPORTANT: 5, CONTENT: 2}
        assert isinstance(hand_in(other, merged), Response)
    assert leader.store.list_drafts().drafts == ()
    assert list(folder.rglob("*.lease")) == []
    assert open_case(leader.store, case).responses[0].id == mine.id


def test_a_locked_screen_gives_no_sign_of_life_and_loses_nothing(leader: Workplace, folder: Path, case: str) -> None:
    from sipforms.actions.form.keeping import Keeper
    from sipforms.store.failures import SignInNeeded

    mine = begun(leader, case)
    keeper = Keeper(leader, mine)
    before = sorted(folder.rglob("*.lease"))
    assert leader.session is not None
    leader.session.lock()
    assert keeper.show_presence() == ()
    assert sorted(folder.rglob("*.lease")) == before
    kept = keeper.keep([mine.draft.answer(CONTENT, 2).last or {}])
    assert isinstance(kept.fault, SignInNeeded)
    assert kept.waiting == 1

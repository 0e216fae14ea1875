"""Two workstations and one round: going on in a copy, and one draft of the two again, with nothing lost on the way."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from sipforms.actions.copies import Merging, begin_merging, give_up, go_on_in_copy, look_at, merge
from sipforms.actions.fill import (
    Filling,
    OtherDrafts,
    Way,
    discard,
    hand_in,
    keep,
    open_drafts,
    put_aside,
    resume,
    start,
    with_draft,
)
from sipforms.actions.merging import Choice
from sipforms.actions.people import Stay, admit, create
from sipforms.actions.workplace import Workplace
from sipforms.engine.programme import Programme
from sipforms.engine.response import Answer, Response
from sipforms.store.casefile import CaseFile, ResponseExists, open_case
from sipforms.store.failures import DraftInUse, Reason, StoreUnavailable
from sipforms.store.files import FileStore
from sipforms.store.filesystem import LocalFilesystem, _LocalJournal
from sipforms.store.opening import create_store, open_store
from sipforms.store.protocol import DraftId
from tests.actions.conftest import TestClock

ITEM = ("psykisk_velbefindende", "humoer")
IMPORTANT, CONTENT = (*ITEM, "vigtighed"), (*ITEM, "tilfredshed")
INTERVIEW = Way(mode="interview", informant="borger")
Stations = Callable[[str, str], Workplace]


@pytest.fixture
def stations(workplace: Workplace, clock: TestClock, tmp_path: Path) -> Stations:
    create_store(tmp_path / "store", purpose="demo", created=clock.moment)
    return lambda user, machine: replace(
        workplace, store=open_store(tmp_path / "store"), user=user, workstation=machine
    )


@pytest.fixture
def kho(stations: Stations) -> Workplace:
    return stations("KHO", "Vagtstuen")


@pytest.fixture
def mje(stations: Stations) -> Workplace:
    return stations("MJE", "Kontoret")


@pytest.fixture
def file(kho: Workplace, clock: TestClock) -> CaseFile:
    made = create(kho, "B-1", "")
    assert isinstance(made, CaseFile)
    made = admit(kho, made, Stay(programme="voksen", admission=clock.moment.date()))
    assert isinstance(made, CaseFile)
    return made


@pytest.fixture
def begun(kho: Workplace, file: CaseFile, voksen: Programme) -> Filling:
    """A form that KHO has open, with one answer in it."""
    return answered(kho, start(kho, file, voksen, "livskvalitet", INTERVIEW, file.episodes[0]), {IMPORTANT: 5})


def answered(here: Workplace, filling: Filling, answers: dict[tuple[str, ...], Answer]) -> Filling:
    draft = filling.draft
    for path, answer in answers.items():
        draft = draft.answer(path, answer)
        keep(here, filling, draft.last or {})
    return with_draft(filling, draft)


def ids(here: Workplace, file: CaseFile) -> list[DraftId]:
    return [one.id for one in open_drafts(here, file)]


def test_whoever_opens_it_is_told_who_has_it_open_where_and_since_when(
    kho: Workplace, mje: Workplace, begun: Filling, clock: TestClock
) -> None:
    since = clock.moment
    with pytest.raises(DraftInUse) as told:
        resume(mje, begun.id)
    lease = told.value.lease
    assert lease is not None
    assert (lease.by, lease.workstation, lease.since, lease.seen) == ("KHO", "Vagtstuen", since, since)
    put_aside(kho, begun)
    assert resume(mje, begun.id).draft.answers == {IMPORTANT: 5}


def test_looking_holds_nothing_and_shows_what_is_there_just_now(kho: Workplace, mje: Workplace, begun: Filling) -> None:
    assert look_at(mje, begun.id).draft.answers == {IMPORTANT: 5}
    answered(kho, begun, {CONTENT: 2})
    assert look_at(mje, begun.id).draft.answers == {IMPORTANT: 5, CONTENT: 2}


def test_a_copy_begins_with_what_is_there_and_the_two_are_made_one(
    kho: Workplace, mje: Workplace, file: CaseFile, begun: Filling, clock: TestClock
) -> None:
    copy = go_on_in_copy(mje, begun.id)
    assert (copy.draft.answers, copy.copy_of) == ({IMPORTANT: 5}, begun.id)
    clock.passes(minutes=5)
    answered(mje, copy, {CONTENT: 2, ("livet_alt_i_alt",): 3})
    clock.passes(minutes=5)
    answered(kho, begun, {CONTENT: 4})
    with pytest.raises(DraftInUse):
        begin_merging(mje, copy.id, begun.id)
    put_aside(kho, begun)
    put_aside(mje, copy)
    listed = {one.id: one for one in open_drafts(kho, file)}
    assert [(listed[id_].is_copy, listed[id_].others) for id_ in (begun.id, copy.id)] == [
        (False, (copy.id,)),
        (True, (begun.id,)),
    ]
    merging = begin_merging(mje, copy.id, begun.id)
    assert merging.stays.id == begun.id, "the first draft of the round is the one that stays"
    (one,) = merging.comparison.disagreements
    assert (one.mine.value, one.mine.written.by, one.theirs.value, one.theirs.written.by) == (4, "KHO", 2, "MJE")
    with pytest.raises(DraftInUse):
        resume(kho, copy.id)
    done = merge(mje, merging, {one.key: Choice.THEIRS})
    assert done.draft.answers == {IMPORTANT: 5, CONTENT: 2, ("livet_alt_i_alt",): 3}
    assert ids(mje, file) == [begun.id]
    clock.passes(minutes=5)
    response = hand_in(mje, done)
    assert isinstance(response, Response)
    assert [(sitting.by, sitting.began) for sitting in response.sittings] == sorted(
        {(sitting.by, sitting.began) for sitting in response.sittings}, key=lambda pair: (pair[1], pair[0])
    )
    assert {sitting.by for sitting in response.sittings} == {"KHO", "MJE"}


def test_a_merging_that_is_given_up_leaves_both_as_they_were(
    kho: Workplace, mje: Workplace, file: CaseFile, begun: Filling
) -> None:
    copy = go_on_in_copy(mje, begun.id)
    answered(mje, copy, {CONTENT: 2})
    kho.store.close()
    before = [one.entries for one in mje.store.list_drafts().drafts]
    give_up(mje, begin_merging(mje, begun.id, copy.id))
    assert [one.entries for one in kho.store.list_drafts().drafts] == before
    assert {resume(kho, id_).id for id_ in ids(kho, file)} == {begun.id, copy.id}


def apart(kho: Workplace, mje: Workplace, begun: Filling) -> Merging:
    """Two drafts that differ in one answer, compared."""
    copy = go_on_in_copy(mje, begun.id)
    answered(mje, copy, {CONTENT: 2, ("livet_alt_i_alt",): 3})
    answered(kho, begun, {CONTENT: 4})
    kho.store.close()
    return begin_merging(mje, begun.id, copy.id)


@pytest.mark.parametrize("method", ["append", "read_draft", "discard_draft"])
def test_a_disk_that_fails_anywhere_loses_nothing_of_either(
    kho: Workplace, mje: Workplace, file: CaseFile, begun: Filling, method: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    merging = apart(kho, mje, begun)
    choices = {one.key: Choice.THEIRS for one in merging.comparison.disagreements}
    calls = [0]
    usual = getattr(FileStore, method)

    def failing(store: FileStore, *arguments: object) -> object:
        calls[0] += 1
        if calls[0] > (method == "read_draft"):
            raise StoreUnavailable(reason=Reason.FULL, doing="a test")
        return usual(store, *arguments)

    with monkeypatch.context() as broken:
        broken.setattr(FileStore, method, failing)
        try:
            merge(mje, merging, choices)
        except StoreUnavailable:
            assert method != "discard_draft"
    mje.store.close()
    merged = {IMPORTANT: 5, CONTENT: 2, ("livet_alt_i_alt",): 3}
    if method == "append":
        assert len(ids(kho, file)) == 2
        done = merge(kho, begin_merging(kho, *ids(kho, file)), choices)
        assert done.draft.answers == merged
    else:
        assert ids(kho, file) == [begun.id], "what was merged is not offered once more"
        assert resume(kho, begun.id).draft.answers == merged
    assert len(kho.store.list_drafts().drafts) == 1


class KilledError(BaseException):
    """The program is gone at this instant."""


STEPS: list[tuple[type, str]] = [
    (LocalFilesystem, name) for name in ("write_new", "publish", "remove", "sync_folder", "open_journal", "read")
]
STEPS += [(_LocalJournal, name) for name in ("append", "size")]


def test_killed_before_any_step_of_the_merging_nothing_of_either_is_lost(
    kho: Workplace, mje: Workplace, file: CaseFile, begun: Filling, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = {IMPORTANT: 5, CONTENT: 2, ("livet_alt_i_alt",): 3}
    copy = answered(mje, go_on_in_copy(mje, begun.id), {CONTENT: 2, ("livet_alt_i_alt",): 3})
    answered(kho, begun, {CONTENT: 4})
    kho.store.close()
    mje.store.close()
    drafts = tuple(Path(kho.store.folder / "drafts").rglob("*.sfj"))  # type: ignore[attr-defined]
    before = {path: path.read_bytes() for path in drafts}
    step, outcomes = 0, set()
    while True:
        merging = begin_merging(mje, begun.id, copy.id)
        choices = {one.key: Choice.THEIRS for one in merging.comparison.disagreements}
        with monkeypatch.context() as broken:
            is_killed = killed_at(broken, step, partial(merge, mje, merging, choices))
        mje.store.close()
        left = ids(kho, file)
        outcomes.add(len(left))
        if len(left) == 1:
            assert resume(kho, begun.id).draft.answers == whole
        else:
            found = [look_at(kho, id_).draft.answers for id_ in (begun.id, copy.id)]
            assert found == [{IMPORTANT: 5, CONTENT: 4}, whole]
        kho.store.close()
        if not is_killed:
            break
        for path, content in before.items():
            path.write_bytes(content)
        step += 1
    assert step > 5
    assert outcomes == {1, 2}


def killed_at(broken: pytest.MonkeyPatch, step: int, do: Callable[[], object]) -> bool:
    """Do it, but no further than to this step of the disk; whether it was cut short."""
    done = [0]

    def counting(usual: Callable[..., object]) -> Callable[..., object]:
        def count(*arguments: object) -> object:
            done[0] += 1
            if done[0] > step:
                raise KilledError
            return usual(*arguments)

        return count

    for kind, name in STEPS:
        broken.setattr(kind, name, counting(getattr(kind, name)))
    try:
        do()
    except KilledError:
        return True
    return False


def test_a_draft_that_went_on_after_it_was_merged_is_merged_once_more(
    kho: Workplace, mje: Workplace, file: CaseFile, begun: Filling, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on a share without locks."""
    monkeypatch.setattr("sipforms.store.filesystem.is_locked_out", lambda _: False)
    merging = apart(kho, mje, begun)
    other = resume(kho, merging.other.id)
    answered(kho, other, {("livet_alt_i_alt",): 1})
    merge(mje, merging, {one.key: Choice.MINE for one in merging.comparison.disagreements})
    assert sorted(ids(kho, file)) == sorted([begun.id, other.id])
    again = begin_merging(kho, begun.id, other.id)
    assert [one.theirs.value for one in again.comparison.disagreements] == [2, 1]


def test_what_stays_must_not_have_changed_since_it_was_compared(
    kho: Workplace, mje: Workplace, begun: Filling, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sipforms.store.filesystem.is_locked_out", lambda _: False)
    merging = apart(kho, mje, begun)
    answered(kho, resume(kho, begun.id), {CONTENT: 1})
    with pytest.raises(DraftInUse):
        merge(mje, merging, {one.key: Choice.MINE for one in merging.comparison.disagreements})


def test_a_draft_with_a_copy_is_not_handed_in_before_the_two_are_one(
    kho: Workplace, mje: Workplace, file: CaseFile, begun: Filling
) -> None:
    copy = answered(mje, go_on_in_copy(mje, begun.id), {CONTENT: 2})
    assert hand_in(mje, copy) == OtherDrafts(ids=(begun.id,))
    assert hand_in(mje, copy, despite_copies=True) == OtherDrafts(ids=(begun.id,))
    assert hand_in(kho, begun) == OtherDrafts(ids=(copy.id,))
    assert open_case(kho.store, file.id).responses == ()
    assert isinstance(hand_in(kho, begun, despite_copies=True), Response)


def test_a_copy_of_what_was_handed_in_meanwhile_is_shown_beside_it(
    kho: Workplace, mje: Workplace, file: CaseFile, begun: Filling
) -> None:
    copy = answered(mje, go_on_in_copy(mje, begun.id), {CONTENT: 2})
    response = hand_in(kho, begun, despite_copies=True)
    outcome = hand_in(mje, copy)
    assert isinstance(outcome, ResponseExists)
    assert outcome.kept == response
    assert ids(mje, file) == [copy.id], "nothing of the copy is lost"
    assert len(open_case(mje.store, file.id).responses) == 1


def test_a_copy_whose_first_draft_was_thrown_away_is_handed_in_like_any_other(
    kho: Workplace, mje: Workplace, begun: Filling
) -> None:
    copy = answered(mje, go_on_in_copy(mje, begun.id), {CONTENT: 2})
    discard(kho, begun.id)
    assert isinstance(hand_in(mje, copy), Response)


def test_a_copy_of_a_copy_is_of_the_same_round(kho: Workplace, mje: Workplace, file: CaseFile, begun: Filling) -> None:
    copy = go_on_in_copy(mje, begun.id)
    another = go_on_in_copy(kho, copy.id)
    assert another.copy_of == begun.id
    assert [len(one.others) for one in open_drafts(kho, file)] == [2, 2, 2]


def test_two_drafts_begun_in_the_same_moment_can_be_made_one(
    kho: Workplace, mje: Workplace, file: CaseFile, begun: Filling, voksen: Programme
) -> None:
    other = start(mje, file, voksen, "livskvalitet", INTERVIEW, file.episodes[0])
    answered(mje, other, {CONTENT: 3, IMPORTANT: 5})
    kho.store.close()
    merging = begin_merging(mje, other.id, begun.id)
    assert merging.comparison.disagreements == ()
    assert merge(mje, merging, {}).draft.answers == {IMPORTANT: 5, CONTENT: 3}
    assert len(ids(mje, file)) == 1


def test_drafts_of_two_rounds_are_never_merged(
    kho: Workplace, mje: Workplace, file: CaseFile, begun: Filling, voksen: Programme
) -> None:
    staff = Way(mode="observation", informant="kontaktperson")
    other = start(kho, file, voksen, "livskvalitet", staff, file.episodes[0])
    assert [one.others for one in open_drafts(kho, file)] == [(), ()]
    with pytest.raises(ValueError, match="one round"):
        begin_merging(kho, begun.id, other.id)

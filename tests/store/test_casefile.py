"""Commands on a case file: what a person does, applied to what stands there now."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from sipforms.store.casefile import (
    CaseExists,
    CaseFile,
    ChangedMeanwhile,
    ResponseExists,
    finish_draft,
    keep_response,
    new_case,
    open_case,
    open_facility,
    put_citizen,
    put_episode,
    unfinished_drafts,
)
from sipforms.store.failures import Reason, StoreUnavailable
from sipforms.store.memory import MemoryStore
from sipforms.store.protocol import CaseData, CaseId, CaseStore, Conflict, Saved
from tests.store.samples import CASE, citizen, entry, episode, facts, header, response


class Interrupted(MemoryStore):
    """Before each save that is announced here, a colleague does something."""

    def __init__(self) -> None:
        super().__init__(facts())
        self.before: list[Callable[[], object]] = []

    def save(self, case: CaseId, base: int, data: CaseData, *, forgetting: bool = False) -> Saved | Conflict:
        if self.before:
            self.before.pop()()
        return super().save(case, base, data, forgetting=forgetting)


def test_a_new_case_has_its_citizen(store: CaseStore) -> None:
    file = new_case(store, citizen())
    assert file == CaseFile(id=CASE, revision=1, citizen=citizen())
    assert open_case(store, CASE) == file


def test_a_case_is_made_once(store: CaseStore) -> None:
    made = new_case(store, citizen())
    assert isinstance(new_case(store, citizen()), CaseFile)
    outcome = new_case(store, citizen(name="another"))
    assert isinstance(outcome, CaseExists)
    assert isinstance(made, CaseFile)
    assert outcome.file.citizen == made.citizen


def test_responses_stand_in_the_order_in_which_they_were_kept(store: CaseStore) -> None:
    new_case(store, citizen())
    kept = [response() for _ in range(5)]
    files = [keep_response(store, CASE, one) for one in kept]
    assert list(open_case(store, CASE).responses) == kept
    assert files[-1] == open_case(store, CASE)
    assert open_case(store, CASE).revision == 6


def test_the_facility_has_a_case_file_without_a_citizen(store: CaseStore) -> None:
    one = replace(response(), questionnaire="rammer")
    keep_response(store, store.facts.facility, one)
    assert (open_facility(store).citizen, open_facility(store).responses) == (None, (one,))
    assert store.list_cases() == ()


def test_the_same_response_twice_is_kept_once(store: CaseStore) -> None:
    one = response()
    keep_response(store, CASE, one)
    assert isinstance(keep_response(store, CASE, one), CaseFile)
    assert open_case(store, CASE).responses == (one,)


def test_another_response_under_the_same_id_is_for_a_person_to_decide(store: CaseStore) -> None:
    one = response("1" * 32)
    keep_response(store, CASE, one)
    outcome = keep_response(store, CASE, response("1" * 32, {"other": {}}))
    assert isinstance(outcome, ResponseExists)
    assert outcome.kept == one
    assert open_case(store, CASE).responses == (one,)


def test_responses_of_two_colleagues_merge_by_themselves() -> None:
    store, ours, theirs = Interrupted(), response(), response()
    store.before.append(lambda: keep_response(store, CASE, theirs))
    assert isinstance(keep_response(store, CASE, ours), CaseFile)
    assert open_case(store, CASE).responses == (theirs, ours)


def test_the_same_response_from_two_workstations_at_once_is_seen() -> None:
    store = Interrupted()
    ours, theirs = response("1" * 32, {"a": {}}), response("1" * 32, {"b": {}})
    store.before.append(lambda: keep_response(store, CASE, theirs))
    outcome = keep_response(store, CASE, ours)
    assert isinstance(outcome, ResponseExists)
    assert outcome.file.responses == (theirs,)


def test_a_citizen_is_changed_unless_a_colleague_did(store: CaseStore) -> None:
    seen = new_case(store, citizen())
    assert isinstance(seen, CaseFile)
    changed = put_citizen(store, seen, citizen(name="new"))
    assert isinstance(changed, CaseFile)
    assert changed.citizen == citizen(name="new")
    late = put_citizen(store, seen, citizen(name="later"))
    assert isinstance(late, ChangedMeanwhile)
    assert late.file.citizen == citizen(name="new") == open_case(store, CASE).citizen
    assert isinstance(put_citizen(store, seen, citizen(name="new")), CaseFile)


def test_a_stay_is_added_and_ended_unless_a_colleague_did(store: CaseStore) -> None:
    empty = open_case(store, CASE)
    added = put_episode(store, empty, episode())
    assert isinstance(added, CaseFile)
    ended = replace(episode(), discharge=date(2026, 6, 1))
    assert isinstance(put_episode(store, added, ended), CaseFile)
    assert isinstance(put_episode(store, added, episode(unit="Vest")), ChangedMeanwhile)
    assert isinstance(put_episode(store, empty, episode("2" * 32)), CaseFile)
    assert open_case(store, CASE).episodes == (ended, episode("2" * 32))


def test_a_change_beside_ours_does_not_stand_in_its_way() -> None:
    store = Interrupted()
    seen = new_case(store, citizen())
    assert isinstance(seen, CaseFile)
    one = response()
    store.before.append(lambda: keep_response(store, CASE, one))
    assert isinstance(put_citizen(store, seen, citizen(name="new")), CaseFile)
    file = open_case(store, CASE)
    assert (file.citizen, file.responses) == (citizen(name="new"), (one,))


def test_an_endless_conflict_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    store = MemoryStore(facts())
    monkeypatch.setattr(store, "save", lambda *_: Conflict(revision=9))
    with pytest.raises(StoreUnavailable) as caught:
        keep_response(store, CASE, response())
    assert caught.value.reason is Reason.BUSY


def test_a_draft_goes_only_when_its_response_is_kept(store: CaseStore) -> None:
    draft = store.begin_draft(header())
    store.append(draft, entry(0))
    with pytest.raises(ValueError, match="draft"):
        finish_draft(store, draft, CASE, response())
    assert store.read_draft(draft).entries == (entry(0),)
    assert isinstance(finish_draft(store, draft, CASE, response(draft)), CaseFile)
    assert store.list_drafts().drafts == ()
    assert isinstance(finish_draft(store, draft, CASE, response(draft)), CaseFile)


def test_a_draft_stays_when_another_response_has_its_id(store: CaseStore) -> None:
    draft = store.begin_draft(header())
    keep_response(store, CASE, response(draft))
    assert isinstance(finish_draft(store, draft, CASE, response(draft, {"x": {}})), ResponseExists)
    assert store.read_draft(draft).id == draft


def test_a_draft_that_outlived_its_response_in_a_crash_is_cleared_away(store: CaseStore) -> None:
    done, open_still = store.begin_draft(header()), store.begin_draft(header())
    keep_response(store, CASE, response(done))
    assert [draft.id for draft in unfinished_drafts(store, open_case(store, CASE)).drafts] == [open_still]
    assert [draft.id for draft in store.list_drafts().drafts] == [open_still]

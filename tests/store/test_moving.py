"""A response moved to another case file is in one place all the time, whatever is interrupted when."""

from dataclasses import replace
from typing import Any

import pytest

from sipforms.engine.response import Correction, Deed, Json, Mark, Response
from sipforms.engine.versions import versions_of
from sipforms.store import moving
from sipforms.store.amending import ResponseChanged, correct_response, sign_response, withdraw_response
from sipforms.store.casefile import CaseFile, keep_response, new_case, open_case, unfinished_drafts
from sipforms.store.failures import NoAccess, Reason, StoreUnavailable
from sipforms.store.memory import MemoryStore
from sipforms.store.moving import erase_response, finish_moves, move_response
from sipforms.store.protocol import CaseData, CaseId, CaseStore, Conflict, Loaded, Saved
from tests.store.samples import CASE, NOW, citizen, facts, header, response

OTHER, THIRD = "b" * 32, "a" * 32
PLACES = (CASE, OTHER, THIRD)
SECRET: dict[str, Json] = {"relationer": {"venner": {"note": "hemmeligt"}}}
FIRST = response("1" * 32, SECRET)
SAVES = 5
"""On its way, taken in, left, older generations removed, gone."""


class Cut(Exception):
    """The program ends here."""


class Cutting(MemoryStore):
    """The power goes at the n-th save: before it is kept, or after."""

    def __init__(self) -> None:
        super().__init__(facts())
        self.saves = 0
        self.cut_at: int | None = None
        self.is_kept = False
        self.closed_to_me: CaseId | None = None

    def save(self, case: CaseId, base: int, data: CaseData, *, forgetting: bool = False) -> Saved | Conflict:
        self.saves += 1
        if self.saves != self.cut_at:
            return super().save(case, base, data, forgetting=forgetting)
        if self.is_kept:
            super().save(case, base, data)  # the older generations are not removed any more
        raise Cut

    def load(self, case: CaseId) -> Loaded:
        if case == self.closed_to_me:
            raise NoAccess(case=case)
        return super().load(case)

    def generations(self, case: CaseId) -> str:
        """All that is kept of a case file, as text."""
        return "".join(repr(one) for one in self._revisions.get(case, {}).values())


def people_of(store: CaseStore) -> None:
    for case in PLACES:
        new_case(store, citizen(case))


def corrected(store: CaseStore) -> Response:
    """The response in its second version, in the first case file."""
    keep_response(store, CASE, FIRST)
    why = Correction(reason="hemmeligt", by="KHO", at=NOW)
    correct_response(store, CASE, FIRST, replace(FIRST, answers={"a": {"b": 2}}, correction=why))
    return open_case(store, CASE).responses[0]


def going_to(case: CaseId, number: int = 2) -> Mark:
    return Mark(
        deed=Deed.MOVING, by="KHO", at=NOW, number=number, reason="Forkert borger.", case=case, episode="9" * 32
    )


def places(store: CaseStore) -> list[CaseId]:
    """Where the response counts."""
    return [case for case in PLACES if any(one.id == FIRST.id for one in open_case(store, case).responses)]


def test_a_moved_response_stands_there_with_all_versions_and_leaves_a_trace(store: CaseStore) -> None:
    people_of(store)
    seen = corrected(store)
    assert isinstance(move_response(store, CASE, seen, going_to(OTHER)), CaseFile)
    (there,) = open_case(store, OTHER).responses
    assert [one.answers for one in versions_of(there)] == [SECRET, {"a": {"b": 2}}]
    assert (there.episode, there.trace[-1].deed, there.trace[-1].case) == ("9" * 32, Deed.MOVED_HERE, CASE)
    here = open_case(store, CASE)
    (trace,) = here.uncounted
    assert (here.responses, here.under_way) == ((), ())
    assert (trace.answers, trace.earlier, trace.trace[-1].deed) == ({}, (), Deed.MOVED_AWAY)
    assert (trace.trace[-1].case, trace.trace[-1].reason) == (OTHER, "Forkert borger.")
    assert len(store.history(CASE)) <= 2  # the generations with answers are gone


def test_a_move_needs_a_reason_and_another_case_file(store: CaseStore) -> None:
    people_of(store)
    seen = corrected(store)
    for wrong in (
        replace(going_to(OTHER), reason=" "),
        going_to(CASE),
        going_to(OTHER, 1),
        going_to("nobody"),
        replace(going_to(OTHER), deed=Deed.SIGNED),
    ):
        with pytest.raises(ValueError, match=r"move|id"):
            move_response(store, CASE, seen, wrong)
    assert open_case(store, CASE).responses == (seen,)


def test_a_signed_or_withdrawn_response_is_not_moved(store: CaseStore) -> None:
    people_of(store)
    seen = corrected(store)
    for deed, command in ((Deed.SIGNED, sign_response), (Deed.WITHDRAWN, withdraw_response)):
        mark = Mark(deed=deed, by="KHO", at=NOW, number=2, reason="Derfor.")
        keep_response(store, CASE, replace(seen, id=deed.value[0].encode().hex() * 16))
        one = next(each for each in open_case(store, CASE).responses if each.id != FIRST.id)
        command(store, CASE, one, mark)
        now = open_case(store, CASE).response(one.id)
        assert now is not None
        assert isinstance(move_response(store, CASE, now, going_to(OTHER)), ResponseChanged)
        assert open_case(store, OTHER).responses == ()
        if deed is Deed.SIGNED:
            store.save(CASE, open_case(store, CASE).revision, without(store, one.id))


def without(store: CaseStore, key: str) -> dict[str, Any]:
    data = {name: dict(table) for name, table in store.load(CASE).data.items()}
    del data["responses"][key]
    return data


@pytest.mark.parametrize("is_kept", [False, True], ids=["lost", "kept"])
@pytest.mark.parametrize("at", range(1, SAVES + 1))
def test_a_move_cut_off_anywhere_is_in_one_place_and_is_finished(at: int, *, is_kept: bool) -> None:
    store = Cutting()
    people_of(store)
    seen = corrected(store)
    store.saves, store.cut_at, store.is_kept = 0, at, is_kept
    with pytest.raises(Cut):
        move_response(store, CASE, seen, going_to(OTHER))
    was_begun = at > 1 or is_kept
    has_arrived = at > 2 or (at == 2 and is_kept)
    assert places(store) == [OTHER if has_arrived else CASE]
    file = finish_moves(store, open_case(store, CASE))
    assert places(store) == [OTHER if was_begun else CASE]
    assert file == open_case(store, CASE)
    assert file.under_way == ()
    if was_begun:
        (there,) = open_case(store, OTHER).responses
        assert [one.answers for one in versions_of(there)] == [SECRET, {"a": {"b": 2}}]
        assert "hemmeligt" not in store.generations(CASE)
        assert file.uncounted[0].trace[-1].deed is Deed.MOVED_AWAY
    assert finish_moves(store, file) == file


@pytest.mark.parametrize("second", range(1, SAVES + 1))
@pytest.mark.parametrize("first", range(1, SAVES + 1))
def test_a_move_cut_off_twice_is_finished_the_third_time(first: int, second: int) -> None:
    store = Cutting()
    people_of(store)
    seen = corrected(store)
    store.saves, store.cut_at, store.is_kept = 0, first, True
    with pytest.raises(Cut):
        move_response(store, CASE, seen, going_to(OTHER))
    store.saves, store.cut_at, store.is_kept = 0, second, False
    try:
        finish_moves(store, open_case(store, CASE))
    except Cut:
        assert places(store) in ([CASE], [OTHER])
    store.cut_at = None
    finish_moves(store, open_case(store, CASE))
    assert places(store) == [OTHER]
    assert "hemmeligt" not in store.generations(CASE)


@pytest.mark.parametrize("way", [(OTHER, CASE), (OTHER, THIRD, CASE), (OTHER, CASE, OTHER, THIRD)])
def test_a_response_can_be_moved_on_and_back(store: CaseStore, way: tuple[CaseId, ...]) -> None:
    people_of(store)
    corrected(store)
    here = CASE
    for there in way:
        one = open_case(store, here).responses[0]
        assert isinstance(move_response(store, here, one, going_to(there)), CaseFile)
        assert places(store) == [there]
        here = there
    (last,) = open_case(store, here).responses
    assert [one.answers for one in versions_of(last)] == [SECRET, {"a": {"b": 2}}]
    assert sum(one.deed is Deed.MOVED_HERE for one in last.trace) == len(way)


def test_somebody_who_was_asleep_does_not_put_it_back() -> None:
    """A move is finished by another, and the response moved on, while this one stands still between two saves."""

    class Sleeping(Cutting):
        def save(self, case: CaseId, base: int, data: CaseData, *, forgetting: bool = False) -> Saved | Conflict:
            if case == OTHER and self.cut_at is not None:
                self.cut_at = None
                finish_moves(self, open_case(self, CASE))
                arrived = open_case(self, OTHER).responses[0]
                move_response(self, OTHER, arrived, going_to(THIRD))
            return super().save(case, base, data, forgetting=forgetting)

    store = Sleeping()
    people_of(store)
    seen = corrected(store)
    store.cut_at = -1
    move_response(store, CASE, seen, going_to(OTHER))
    assert places(store) == [THIRD]


@pytest.mark.parametrize("mutant", [False, True])
def test_what_was_done_where_it_arrived_stands_when_the_move_is_finished(
    monkeypatch: pytest.MonkeyPatch, *, mutant: bool
) -> None:
    if mutant:
        monkeypatch.setattr(moving, "has_arrived", lambda _moving, _there: False)
        monkeypatch.setattr(moving, "can_be_taken_in", lambda _moving, _there: True)
    store = Cutting()
    people_of(store)
    seen = corrected(store)
    store.saves, store.cut_at, store.is_kept = 0, 2, True
    with pytest.raises(Cut):
        move_response(store, CASE, seen, going_to(OTHER))
    arrived = open_case(store, OTHER).responses[0]
    why = Correction(reason="Derfor.", by="MLA", at=NOW)
    correct_response(store, OTHER, arrived, replace(arrived, answers={"a": {"b": 3}}, correction=why))
    finish_moves(store, open_case(store, CASE))
    (there,) = open_case(store, OTHER).responses
    assert ([one.number for one in versions_of(there)] == [1, 2, 3]) is not mutant


def test_what_was_erased_where_it_arrived_does_not_come_back_where_it_came_from() -> None:
    store = Cutting()
    people_of(store)
    seen = corrected(store)
    store.saves, store.cut_at, store.is_kept = 0, 2, True
    with pytest.raises(Cut):
        move_response(store, CASE, seen, going_to(OTHER))
    store.cut_at = None
    arrived = open_case(store, OTHER).responses[0]
    erase_response(store, OTHER, arrived, Mark(deed=Deed.ERASING, by="MLA", at=NOW, number=2, reason="Derfor."))
    assert places(store) == []
    file = finish_moves(store, open_case(store, CASE))
    assert places(store) == []
    assert file.uncounted[0].trace[-1].deed is Deed.MOVED_AWAY
    assert "hemmeligt" not in store.generations(CASE) + store.generations(OTHER)


def test_two_who_move_it_to_different_citizens_are_asked(store: CaseStore) -> None:
    people_of(store)
    seen = corrected(store)
    move_response(store, CASE, seen, going_to(OTHER))
    outcome = move_response(store, CASE, seen, going_to(THIRD))
    assert isinstance(outcome, ResponseChanged)
    assert places(store) == [OTHER]


def test_who_may_not_open_the_other_case_file_goes_on_seeing_it_here() -> None:
    store = Cutting()
    people_of(store)
    seen = corrected(store)
    store.saves, store.cut_at, store.is_kept = 0, 2, True
    with pytest.raises(Cut):
        move_response(store, CASE, seen, going_to(OTHER))
    store.closed_to_me = OTHER
    assert [one.id for one in open_case(store, CASE).responses] == [FIRST.id]
    with pytest.raises(NoAccess):
        finish_moves(store, open_case(store, CASE))
    store.closed_to_me = None
    assert places(store) == [OTHER]


def test_a_move_to_a_case_file_that_is_erased_is_given_up() -> None:
    store = Cutting()
    people_of(store)
    seen = corrected(store)
    store.saves, store.cut_at, store.is_kept = 0, 1, True
    with pytest.raises(Cut):
        move_response(store, CASE, seen, going_to(OTHER))
    store.erase(OTHER, NOW.date())
    file = finish_moves(store, open_case(store, CASE))
    (stays,) = file.responses
    assert (stays.answers, stays.trace[-1].deed) == (seen.answers, Deed.MOVE_GIVEN_UP)
    assert isinstance(move_response(store, CASE, stays, going_to(THIRD)), CaseFile)
    assert [case for case in (CASE, THIRD) if open_case(store, case).responses] == [THIRD]


def test_another_response_under_its_id_is_never_taken_for_it(store: CaseStore) -> None:
    people_of(store)
    seen = corrected(store)
    keep_response(store, OTHER, response(FIRST.id, {"another": 1}))
    move_response(store, CASE, seen, going_to(OTHER))
    assert open_case(store, CASE).responses[0].answers == seen.answers
    assert open_case(store, OTHER).responses[0].answers == {"another": 1}


def test_the_draft_of_a_moved_response_is_done_with(store: CaseStore) -> None:
    people_of(store)
    draft = store.begin_draft(header())
    keep_response(store, CASE, response(draft))
    move_response(store, CASE, open_case(store, CASE).responses[0], going_to(OTHER, 1))
    assert unfinished_drafts(store, open_case(store, CASE)).drafts == ()


def test_a_full_disk_in_the_middle_is_told_and_nothing_is_lost() -> None:
    class Full(Cutting):
        def save(self, case: CaseId, base: int, data: CaseData, *, forgetting: bool = False) -> Saved | Conflict:
            if self.cut_at == -1 and case == OTHER:
                raise StoreUnavailable(reason=Reason.FULL, doing="saving a case file")
            return super().save(case, base, data, forgetting=forgetting)

    store = Full()
    people_of(store)
    seen = corrected(store)
    store.cut_at = -1
    with pytest.raises(StoreUnavailable):
        move_response(store, CASE, seen, going_to(OTHER))
    assert places(store) == [CASE]
    store.cut_at = None
    assert isinstance(move_response(store, CASE, seen, going_to(OTHER)), CaseFile)
    assert places(store) == [OTHER]

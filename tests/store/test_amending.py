"""Responses corrected, signed, unlocked, withdrawn and counted again: nothing is lost, no colleague is overrun."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from sipforms.engine.response import Correction, Deed, Json, Mark, Response
from sipforms.engine.versions import extends, happenings, versions_of
from sipforms.store.amending import (
    ResponseChanged,
    correct_response,
    reinstate_response,
    sign_response,
    unlock_response,
    withdraw_response,
)
from sipforms.store.casefile import CaseFile, ResponseExists, keep_response, open_case, unfinished_drafts
from sipforms.store.memory import MemoryStore
from sipforms.store.protocol import CaseStore
from tests.store.samples import CASE, NOW, facts, header, response
from tests.store.test_casefile import Interrupted

FIRST = response("1" * 32)
COMMANDS = {
    Deed.SIGNED: sign_response,
    Deed.UNLOCKED: unlock_response,
    Deed.WITHDRAWN: withdraw_response,
    Deed.REINSTATED: reinstate_response,
}


def kept(store: CaseStore) -> Response:
    found = open_case(store, CASE).response(FIRST.id)
    assert found is not None
    return found


def correction(of: Response, answers: dict[str, Json], by: str = "KHO") -> Response:
    why = Correction(
        reason="Krydset sad forkert.", by=by, at=NOW + timedelta(days=of.number), draft=f"{of.number:032x}"
    )
    return replace(of, answers=answers, correction=why, trace=(), earlier=())


def mark(deed: Deed, number: int = 1, by: str = "KHO") -> Mark:
    return Mark(deed=deed, by=by, at=NOW, number=number, reason="" if deed is Deed.SIGNED else "Derfor.")


def done(store: CaseStore, *deeds: Deed) -> Response:
    """The response after the deeds, one after the other."""
    for deed in deeds:
        seen = kept(store)
        assert isinstance(COMMANDS[deed](store, CASE, seen, mark(deed, seen.number)), CaseFile)
    return kept(store)


@pytest.fixture
def with_response(store: CaseStore) -> CaseStore:
    keep_response(store, CASE, FIRST)
    return store


def test_a_correction_is_a_new_version_and_the_one_before_stays(with_response: CaseStore) -> None:
    file = correct_response(with_response, CASE, FIRST, correction(FIRST, {"a": {"b": 1}}))
    assert isinstance(file, CaseFile)
    second = kept(with_response)
    assert (second.number, second.answers, second.earlier) == (2, {"a": {"b": 1}}, (FIRST,))
    correct_response(with_response, CASE, second, correction(second, {"a": {"b": 2}}))
    third = kept(with_response)
    assert [one.number for one in versions_of(third)] == [1, 2, 3]
    assert [one.answers for one in versions_of(third)] == [FIRST.answers, {"a": {"b": 1}}, {"a": {"b": 2}}]
    assert open_case(with_response, CASE).responses == (third,)


def test_a_correction_says_why(with_response: CaseStore) -> None:
    for wrong in (None, Correction(reason=" ", by="KHO", at=NOW)):
        with pytest.raises(ValueError, match="why"):
            correct_response(with_response, CASE, FIRST, replace(FIRST, correction=wrong))
    assert kept(with_response) == FIRST


def test_only_a_signature_needs_no_reason(with_response: CaseStore) -> None:
    for deed, command in COMMANDS.items():
        with pytest.raises(ValueError, match="mark"):
            command(with_response, CASE, FIRST, replace(mark(deed), reason="", number=2))
        if deed is not Deed.SIGNED:
            with pytest.raises(ValueError, match="mark"):
                command(with_response, CASE, FIRST, replace(mark(deed), reason=" "))
    assert kept(with_response) == FIRST


def test_signing_locks_and_unlocking_takes_the_signature_away(with_response: CaseStore) -> None:
    signed = done(with_response, Deed.SIGNED)
    assert signed.is_signed
    for refused in (
        correct_response(with_response, CASE, signed, correction(signed, {})),
        withdraw_response(with_response, CASE, signed, mark(Deed.WITHDRAWN)),
        sign_response(with_response, CASE, signed, mark(Deed.SIGNED)),
    ):
        assert isinstance(refused, ResponseChanged)
        assert refused.kept == signed
    unlocked = done(with_response, Deed.UNLOCKED)
    assert not unlocked.is_signed
    assert isinstance(correct_response(with_response, CASE, unlocked, correction(unlocked, {})), CaseFile)
    assert not kept(with_response).is_signed
    assert [one.deed for one in kept(with_response).trace] == [Deed.SIGNED, Deed.UNLOCKED]


def test_a_withdrawn_response_counts_nowhere_and_is_still_there(with_response: CaseStore) -> None:
    other = response()
    keep_response(with_response, CASE, other)
    withdrawn = done(with_response, Deed.WITHDRAWN)
    file = open_case(with_response, CASE)
    assert (file.responses, file.uncounted) == ((other,), (withdrawn,))
    assert (withdrawn.answers, withdrawn.trace[0].reason) == (FIRST.answers, "Derfor.")
    assert isinstance(correct_response(with_response, CASE, withdrawn, correction(withdrawn, {})), ResponseChanged)
    again = done(with_response, Deed.REINSTATED)
    assert open_case(with_response, CASE).responses == (again, other)


@pytest.mark.parametrize("before", [(), (Deed.WITHDRAWN,), (Deed.SIGNED,), (Deed.SIGNED, Deed.UNLOCKED)])
def test_the_same_thing_again_is_done_once(with_response: CaseStore, before: tuple[Deed, ...]) -> None:
    done(with_response, *before)
    for deed, command in COMMANDS.items():
        seen = kept(with_response)
        if isinstance(command(with_response, CASE, seen, mark(deed)), CaseFile):
            after = kept(with_response)
            assert isinstance(command(with_response, CASE, seen, mark(deed)), CaseFile)
            assert kept(with_response) == after


THEIRS: dict[str, Callable[[CaseStore], Any]] = {
    "corrected": lambda store: correct_response(store, CASE, FIRST, correction(FIRST, {"theirs": 1}, by="MLA")),
    "signed": lambda store: sign_response(store, CASE, FIRST, mark(Deed.SIGNED, by="MLA")),
    "withdrawn": lambda store: withdraw_response(store, CASE, FIRST, mark(Deed.WITHDRAWN, by="MLA")),
}
OURS: dict[str, Callable[[CaseStore], Any]] = {
    "corrected": lambda store: correct_response(store, CASE, FIRST, correction(FIRST, {"ours": 1})),
    "signed": lambda store: sign_response(store, CASE, FIRST, mark(Deed.SIGNED)),
    "withdrawn": lambda store: withdraw_response(store, CASE, FIRST, mark(Deed.WITHDRAWN)),
}


@pytest.mark.parametrize("theirs", THEIRS)
@pytest.mark.parametrize("ours", OURS)
def test_two_who_do_something_with_the_same_response_are_asked(ours: str, theirs: str) -> None:
    store = Interrupted()
    keep_response(store, CASE, FIRST)
    store.before.append(lambda: THEIRS[theirs](store))
    outcome = OURS[ours](store)
    assert isinstance(outcome, ResponseChanged)
    assert outcome.kept == kept(store)
    assert outcome.kept is not None
    assert extends(outcome.kept, FIRST)


@pytest.mark.parametrize("ours", OURS)
def test_what_is_done_with_another_response_stands_in_nobodys_way(ours: str) -> None:
    store, other = Interrupted(), response("2" * 32)
    keep_response(store, CASE, FIRST)
    store.before.append(lambda: keep_response(store, CASE, other))
    assert isinstance(OURS[ours](store), CaseFile)
    assert kept(store) != FIRST
    assert open_case(store, CASE).response(other.id) == other


def test_a_response_kept_again_after_it_was_corrected_stays_corrected(with_response: CaseStore) -> None:
    correct_response(with_response, CASE, FIRST, correction(FIRST, {"a": {"b": 1}}))
    done(with_response, Deed.WITHDRAWN)
    after = kept(with_response)
    assert isinstance(keep_response(with_response, CASE, FIRST), CaseFile)
    assert kept(with_response) == after
    assert isinstance(keep_response(with_response, CASE, replace(FIRST, answers={"x": 1})), ResponseExists)


def test_what_came_later_is_taken_from_a_file(store: CaseStore) -> None:
    elsewhere = MemoryStore(facts())
    keep_response(elsewhere, CASE, FIRST)
    correct_response(elsewhere, CASE, FIRST, correction(FIRST, {"a": {"b": 1}}))
    later = done(elsewhere, Deed.SIGNED)
    keep_response(store, CASE, FIRST)
    assert isinstance(keep_response(store, CASE, later), CaseFile)
    assert kept(store) == later


def test_drafts_that_became_a_response_or_a_correction_are_done_with(with_response: CaseStore) -> None:
    drafts = [with_response.begin_draft(header()) for _ in range(4)]
    keep_response(with_response, CASE, response(drafts[0]))
    second = response(drafts[1])
    keep_response(with_response, CASE, second)
    withdraw_response(with_response, CASE, second, mark(Deed.WITHDRAWN))
    why = Correction(reason="Derfor.", by="KHO", at=NOW, draft=drafts[2])
    correct_response(with_response, CASE, FIRST, replace(FIRST, answers={}, correction=why))
    left = unfinished_drafts(with_response, open_case(with_response, CASE)).drafts
    assert [one.id for one in left] == [drafts[3]]


def test_what_happened_is_told_in_order(with_response: CaseStore) -> None:
    done(with_response, Deed.SIGNED, Deed.UNLOCKED)
    correct_response(with_response, CASE, kept(with_response), correction(FIRST, {"a": {"b": 1}}))
    done(with_response, Deed.WITHDRAWN)
    told = [one.number if isinstance(one, Response) else one.deed.value for one in happenings(kept(with_response))]
    assert told == [1, "signed", "unlocked", 2, "withdrawn"]

"""Signing, unlocking, withdrawing and moving: who may, what is refused and why, and what the access log is told."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

import pytest

from sipforms.actions.correcting import hand_in_correction, header_of, start_correction
from sipforms.actions.erasing import erase_case
from sipforms.actions.fill import Filling, Way, start
from sipforms.actions.form.carrying import carried
from sipforms.actions.moving import move, settled
from sipforms.actions.versions import Done, Refused, Why, erase, reinstate, sign, unlock, withdraw
from sipforms.actions.workplace import Workplace, open_vocabulary
from sipforms.engine.ask.draft import begin
from sipforms.engine.ask.sittings import sittings_in
from sipforms.engine.programme import Programme
from sipforms.engine.response import Deed, Response
from sipforms.engine.versions import without_others
from sipforms.store.access.roles import Right
from sipforms.store.amending import ResponseChanged
from sipforms.store.casefile import CaseFile, open_case, open_facility
from sipforms.store.failures import NoAccess, NotAllowed
from sipforms.store.memory import MemoryStore
from sipforms.store.protocol import CaseId, Loaded
from sipforms.store.uses import Action, Subject, Use
from tests.actions.conftest import TestClock
from tests.actions.handed_in import handed_in, with_mood
from tests.store.test_moving import Cut, Cutting

Admitted = Callable[..., CaseFile]
WHY = "Forkert borger valgt."


@dataclass
class Heard:
    """A witness that remembers."""

    uses: list[Use] = field(default_factory=list)

    def tell(self, use: Use) -> None:
        self.uses.append(use)


@dataclass
class Somebody:
    """A session as far as rights go."""

    rights: frozenset[Right]

    def may(self, right: Right) -> bool:
        return right in self.rights

    def require(self, right: Right) -> None:
        if not self.may(right):
            raise NotAllowed(right=right)


@pytest.fixture
def heard() -> Heard:
    return Heard()


@pytest.fixture
def store(clock: TestClock, heard: Heard) -> MemoryStore:
    store = Cutting()
    store._witness = heard
    return store


@pytest.fixture
def at_work(workplace: Workplace) -> Workplace:
    return replace(workplace, vocabulary=open_vocabulary(installed=False))


@pytest.fixture
def citizen(admitted: Admitted) -> CaseFile:
    return admitted()


@pytest.fixture
def first(at_work: Workplace, citizen: CaseFile, voksen: Programme, clock: TestClock) -> Response:
    response = handed_in(at_work, citizen, voksen, 2)
    clock.passes(hours=1)
    return response


def now_of(workplace: Workplace, citizen: CaseFile) -> CaseFile:
    return open_case(workplace.store, citizen.id)


def as_(workplace: Workplace, *rights: Right) -> Workplace:
    session: Any = Somebody(frozenset(rights))
    return replace(workplace, session=session)


DEEDS: dict[str, Callable[[Workplace, CaseFile, Response], Done]] = {
    "sign": sign,
    "unlock": lambda workplace, file, one: unlock(workplace, file, one, WHY),
    "withdraw": lambda workplace, file, one: withdraw(workplace, file, one, WHY),
    "reinstate": lambda workplace, file, one: reinstate(workplace, file, one, WHY),
}


@pytest.mark.parametrize(
    ("before", "refused"),
    [
        ((), {"unlock": Why.NOT_SIGNED, "reinstate": Why.NOT_WITHDRAWN}),
        (("sign",), {"sign": Why.LOCKED, "withdraw": Why.LOCKED, "reinstate": Why.NOT_WITHDRAWN}),
        (("sign", "unlock"), {"unlock": Why.NOT_SIGNED, "reinstate": Why.NOT_WITHDRAWN}),
        (("withdraw",), {"sign": Why.WITHDRAWN, "withdraw": Why.WITHDRAWN, "unlock": Why.NOT_SIGNED}),
        (("withdraw", "reinstate"), {"unlock": Why.NOT_SIGNED, "reinstate": Why.NOT_WITHDRAWN}),
    ],
)
@pytest.mark.parametrize("deed", DEEDS)
def test_what_can_be_done_follows_from_what_was_done(
    at_work: Workplace, citizen: CaseFile, first: Response, before: tuple[str, ...], refused: dict[str, Why], deed: str
) -> None:
    file = now_of(at_work, citizen)
    for one in before:
        outcome = DEEDS[one](at_work, file, file.response(first.id) or first)
        assert isinstance(outcome, CaseFile)
        file = outcome
    outcome = DEEDS[deed](at_work, file, file.response(first.id) or first)
    if deed in refused:
        assert outcome == Refused(why=refused[deed])
        assert now_of(at_work, citizen).response(first.id) == file.response(first.id)
    else:
        assert isinstance(outcome, CaseFile)


def test_nothing_more_is_done_with_a_response_that_is_erased(
    at_work: Workplace, citizen: CaseFile, first: Response, admitted: Admitted
) -> None:
    file = erase(at_work, now_of(at_work, citizen), first, WHY)
    assert isinstance(file, CaseFile)
    (trace,) = file.uncounted
    assert trace.answers == {}
    for deed in ("sign", "withdraw", "reinstate"):
        assert DEEDS[deed](at_work, file, trace) == Refused(why=Why.ERASED)
    assert start_correction(at_work, file, trace) == Refused(why=Why.ERASED)
    assert move(at_work, file, trace, admitted("B-2"), WHY) == Refused(why=Why.ERASED)
    assert erase(at_work, file, trace, WHY) == Refused(why=Why.ERASED)


@pytest.mark.parametrize("deed", ["unlock", "withdraw", "reinstate", "move"])
def test_a_reason_is_needed(
    at_work: Workplace, citizen: CaseFile, first: Response, admitted: Admitted, deed: str
) -> None:
    other, file = admitted("B-2"), now_of(at_work, citizen)
    for one in {"unlock": ["sign"], "reinstate": ["withdraw"]}.get(deed, []):
        done = DEEDS[one](at_work, file, file.response(first.id) or first)
        assert isinstance(done, CaseFile)
        file = done
    response = file.response(first.id)
    assert response is not None
    for reason, why in (("", Why.REASON_EMPTY), (" ", Why.REASON_EMPTY), ("\ud800", Why.REASON_EMPTY)):
        outcome: Done
        if deed == "move":
            outcome = move(at_work, file, response, other, reason)
        else:
            outcome = {"unlock": unlock, "withdraw": withdraw, "reinstate": reinstate}[deed](
                at_work, file, response, reason
            )
        assert outcome == Refused(why=why)
    assert now_of(at_work, citizen).response(first.id) == response


@pytest.mark.parametrize("deed", [*DEEDS, "move", "correct"])
def test_without_the_right_nothing_is_done(
    at_work: Workplace, citizen: CaseFile, first: Response, admitted: Admitted, deed: str, heard: Heard
) -> None:
    other, file = admitted("B-2"), now_of(at_work, citizen)
    if deed == "unlock":
        signed = sign(at_work, file, first)
        assert isinstance(signed, CaseFile)
        file = signed
    if deed == "reinstate":
        withdrawn = withdraw(at_work, file, first, WHY)
        assert isinstance(withdrawn, CaseFile)
        file = withdrawn
    response = file.response(first.id)
    assert response is not None
    everything_else = frozenset(Right) - {Right.WRITE_CASES if deed != "unlock" else Right.CORRECT_SIGNED}
    somebody, before = as_(at_work, *everything_else), len(heard.uses)
    doing: dict[str, Callable[[Workplace, CaseFile, Response], object]] = {
        **DEEDS,
        "correct": start_correction,
        "move": lambda workplace, file, one: move(workplace, file, one, other, WHY),
    }
    with pytest.raises(NotAllowed):
        doing[deed](somebody, file, response)
    assert heard.uses[before:] == []


def test_staff_correct_and_sign_and_only_a_leader_unlocks(
    at_work: Workplace, citizen: CaseFile, first: Response
) -> None:
    staff = as_(at_work, Right.READ_CASES, Right.WRITE_CASES)
    leader = as_(at_work, Right.READ_CASES, Right.WRITE_CASES, Right.CORRECT_SIGNED)
    signed = sign(staff, now_of(staff, citizen), first)
    assert isinstance(signed, CaseFile)
    with pytest.raises(NotAllowed):
        unlock(staff, signed, signed.responses[0], WHY)
    unlocked = unlock(leader, signed, signed.responses[0], WHY)
    assert isinstance(unlocked, CaseFile)
    filling = start_correction(staff, unlocked, unlocked.responses[0])
    assert isinstance(filling, Filling)
    assert isinstance(hand_in_correction(staff, with_mood(staff, filling, 4), WHY), Response)


@pytest.mark.parametrize(
    ("deed", "criterion"),
    [("sign", "sign"), ("withdraw", "withdraw"), ("move", "move"), ("correct", "correct")],
)
def test_the_log_is_told_before_it_is_done_and_without_a_word_of_a_person(  # noqa: PLR0917 - fixtures
    at_work: Workplace,
    citizen: CaseFile,
    first: Response,
    admitted: Admitted,
    heard: Heard,
    deed: str,
    criterion: str,
) -> None:
    other, file = admitted("B-2"), now_of(at_work, citizen)
    heard.uses.clear()
    if deed == "move":
        move(at_work, file, first, other, WHY)
    elif deed == "correct":
        filling = start_correction(at_work, file, first)
        assert isinstance(filling, Filling)
        hand_in_correction(at_work, with_mood(at_work, filling, 4), WHY)
    else:
        DEEDS[deed](at_work, file, first)
    told = next(one for one in heard.uses if one.subject is Subject.RESPONSE)
    cases = (citizen.id, other.id) if deed == "move" else ()
    assert told == Use(
        action=Action.CHANGE, subject=Subject.RESPONSE, id=citizen.id, part=first.id, criterion=criterion, cases=cases
    )
    changes = [one for one in heard.uses if one.action is Action.CHANGE and one.subject is Subject.CASE]
    assert heard.uses.index(told) < heard.uses.index(changes[0])
    assert not any(WHY in str(one) for one in heard.uses)


def test_a_reason_is_never_shown_by_accident(at_work: Workplace, citizen: CaseFile, first: Response) -> None:
    file = withdraw(at_work, now_of(at_work, citizen), first, WHY)
    assert WHY not in repr(file)
    filling = start_correction(at_work, now_of(at_work, citizen), first)
    assert isinstance(filling, Filling)
    assert "tilfredshed" not in repr(filling.draft.header)


# --- moving -----------------------------------------------------------------------------------------------------


def test_a_response_is_moved_into_the_stay_it_belongs_to(
    at_work: Workplace, citizen: CaseFile, first: Response, admitted: Admitted
) -> None:
    other = admitted("B-2")
    assert isinstance(move(at_work, now_of(at_work, citizen), first, other, WHY), CaseFile)
    (there,) = now_of(at_work, other).responses
    assert there.episode == other.episodes[0].id
    assert (there.answers, there.sittings) == (first.answers, first.sittings)
    assert there.trace[-1].reason == WHY
    assert now_of(at_work, citizen).responses == ()


def test_a_move_to_a_citizen_who_was_erased_meanwhile_is_not_said_to_be_done(
    at_work: Workplace, citizen: CaseFile, first: Response, admitted: Admitted
) -> None:
    other = admitted("B-2")
    at_work.store.erase(other.id, at_work.now().date())
    outcome = move(at_work, now_of(at_work, citizen), first, other, WHY)
    assert isinstance(outcome, ResponseChanged)
    (kept,) = now_of(at_work, citizen).responses
    assert outcome.kept == kept
    assert (kept.answers, kept.trace[-1].deed) == (first.answers, Deed.MOVE_GIVEN_UP)


def test_where_it_would_not_be_right_there_nothing_is_moved(
    at_work: Workplace, citizen: CaseFile, first: Response, admitted: Admitted, voksen: Programme
) -> None:
    file = now_of(at_work, citizen)
    no_stay = admitted("B-2", admission=date(2026, 12, 1))
    other_group = admitted("B-3", variant=voksen.variants[0].id)
    for to, why in (
        (file, Why.SAME_CASE),
        (open_facility(at_work.store), Why.NOT_A_CITIZENS),
        (no_stay, Why.NO_STAY),
        (other_group, Why.OTHER_GROUP),
    ):
        assert move(at_work, file, first, to, WHY) == Refused(why=why)
    assert now_of(at_work, citizen).responses == (first,)


def test_what_leans_on_the_wrong_citizens_answers_is_not_moved(
    at_work: Workplace, citizen: CaseFile, first: Response, admitted: Admitted
) -> None:
    leaning = replace(first, latest={"baggrund": {"alder": {"aar": 40}}})
    other = admitted("B-2")
    assert move(at_work, now_of(at_work, citizen), leaning, other, WHY) == Refused(why=Why.LEANS_ON_EARLIER)


def test_a_second_round_with_answers_carried_over_is_not_moved(
    at_work: Workplace, citizen: CaseFile, admitted: Admitted, voksen: Programme, clock: TestClock
) -> None:
    """Where the programme carries answers over, the second round holds what the first said of this citizen."""
    handed_in(at_work, citizen, voksen, 2)
    clock.passes(days=100)
    second = handed_in(at_work, citizen, voksen, 3)
    file, other = now_of(at_work, citizen), admitted("B-2", admission=citizen.episodes[0].admission)
    header = replace(header_of(at_work, file, second, voksen), corrects=None)
    is_carried = next(carried(begin(voksen, header)), None) is not None
    outcome = move(at_work, file, second, other, WHY)
    assert (outcome == Refused(why=Why.LEANS_ON_EARLIER)) is is_carried
    assert isinstance(outcome, CaseFile) is not is_carried


def test_a_move_that_was_cut_off_is_finished_when_the_citizen_is_looked_at(
    at_work: Workplace, citizen: CaseFile, first: Response, admitted: Admitted
) -> None:
    other, store = admitted("B-2"), at_work.store
    assert isinstance(store, Cutting)
    for at in (2, 3):
        store.saves, store.cut_at, store.is_kept = 0, at, True
        with pytest.raises(Cut):
            move(at_work, now_of(at_work, citizen), now_of(at_work, citizen).responses[0], other, WHY)
        store.cut_at = None
        waiting = now_of(at_work, citizen)
        assert waiting.responses == ()
        assert settled(as_(at_work, Right.READ_CASES), waiting) == waiting
        file = settled(at_work, waiting)
        assert (file.under_way, file.uncounted[0].trace[-1].deed) == ((), Deed.MOVED_AWAY)
        (there,) = now_of(at_work, other).responses
        move(at_work, now_of(at_work, other), there, now_of(at_work, citizen), "Tilbage.")


def test_erasing_the_wrong_citizen_takes_no_response_along_that_is_on_its_way(
    at_work: Workplace, citizen: CaseFile, first: Response, admitted: Admitted
) -> None:
    other, store = admitted("B-2"), at_work.store
    assert isinstance(store, Cutting)
    store.saves, store.cut_at, store.is_kept = 0, 1, True
    with pytest.raises(Cut):
        move(at_work, now_of(at_work, citizen), first, other, WHY)
    store.cut_at = None
    file = now_of(at_work, citizen)
    erase_case(at_work, file)
    (there,) = now_of(at_work, other).responses
    assert there.answers == first.answers
    assert citizen.id in str(there.trace)
    assert citizen.id not in str(without_others(there).trace)
    erase_case(at_work, file)


def test_who_cannot_open_the_other_case_file_looks_at_this_one_all_the_same(
    at_work: Workplace, citizen: CaseFile, first: Response, admitted: Admitted, monkeypatch: pytest.MonkeyPatch
) -> None:
    other, store = admitted("B-2"), at_work.store
    assert isinstance(store, Cutting)
    store.saves, store.cut_at, store.is_kept = 0, 1, True
    with pytest.raises(Cut):
        move(at_work, now_of(at_work, citizen), first, other, WHY)
    real = store.load

    def refusing(case: CaseId) -> Loaded:
        if case == other.id:
            raise NoAccess(case=case)
        return real(case)

    monkeypatch.setattr(store, "load", refusing)
    file = settled(at_work, now_of(at_work, citizen))
    assert [one.id for one in file.responses] == [first.id]


def test_a_draft_from_before_sittings_were_written_down_tells_of_none(
    at_work: Workplace, citizen: CaseFile, voksen: Programme
) -> None:
    assert sittings_in([{"do": "answer", "path": "a", "value": 1, "at": "2026-11-22T10:00:00+00:00"}]) == ()
    assert start(at_work, citizen, voksen, "baggrund", Way(), citizen.episodes[0]).sittings == ()

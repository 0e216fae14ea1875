"""A handed-in response is corrected: its answers in a draft of their own, kept with a reason as the next version."""

import io
import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from sipforms.actions.correcting import hand_in_correction, start_correction
from sipforms.actions.due import due_of_citizen
from sipforms.actions.export import Selection
from sipforms.actions.fill import Filling, hand_in, open_drafts, put_aside, resume, with_draft
from sipforms.actions.follow import history_of
from sipforms.actions.import_responses import import_responses
from sipforms.actions.offering import Begin, begun_of
from sipforms.actions.response_lines import Fault, Refusal
from sipforms.actions.versions import Refused, Why, sign, unlock, withdraw
from sipforms.actions.workplace import Workplace, open_vocabulary
from sipforms.engine.ask.flat import nested
from sipforms.engine.ask.hand_in import asked_only
from sipforms.engine.programme import Programme
from sipforms.engine.response import Correction, Response, Sitting
from sipforms.engine.versions import versions_of
from sipforms.store.amending import ResponseChanged, correct_response
from sipforms.store.casefile import CaseFile, new_case, open_case, put_episode
from sipforms.store.failures import Reason, StoreUnavailable
from sipforms.store.memory import MemoryStore
from tests.actions.conftest import TestClock
from tests.actions.exported import written
from tests.actions.handed_in import handed_in, mood_in, with_mood

Admitted = Callable[..., CaseFile]
WHY = "Krydset sad forkert."


@pytest.fixture
def at_work(workplace: Workplace) -> Workplace:
    return replace(workplace, vocabulary=open_vocabulary(installed=False))


@pytest.fixture
def citizen(admitted: Admitted) -> CaseFile:
    return admitted()


@pytest.fixture
def first(at_work: Workplace, citizen: CaseFile, voksen: Programme, clock: TestClock) -> Response:
    """A round kept an hour ago."""
    response = handed_in(at_work, citizen, voksen, 2)
    clock.passes(hours=1)
    return response


def now_of(workplace: Workplace, citizen: CaseFile) -> CaseFile:
    return open_case(workplace.store, citizen.id)


def corrected(workplace: Workplace, citizen: CaseFile, number: int, why: str = WHY) -> Response:
    """The citizen's only round with another answer."""
    file = now_of(workplace, citizen)
    filling = start_correction(workplace, file, file.responses[0])
    assert isinstance(filling, Filling)
    outcome = hand_in_correction(workplace, with_mood(workplace, filling, number), why)
    assert isinstance(outcome, Response), outcome
    return outcome


def test_a_correction_begins_with_what_was_answered(at_work: Workplace, citizen: CaseFile, first: Response) -> None:
    filling = start_correction(at_work, now_of(at_work, citizen), first)
    assert isinstance(filling, Filling)
    situation = filling.draft.form.situation
    assert nested(filling.questionnaire.entries, asked_only(filling.draft)) == first.answers
    assert (situation.mode, situation.informant, situation.today) == ("interview", "borger", first.begun_at.date())
    assert filling.id != first.id
    (waiting,) = open_drafts(at_work, now_of(at_work, citizen))
    assert waiting.header.corrects is not None
    assert (waiting.header.corrects.response, waiting.header.corrects.number) == (first.id, 1)


def test_a_correction_becomes_the_next_version_and_the_one_before_stays(
    at_work: Workplace, citizen: CaseFile, first: Response, clock: TestClock
) -> None:
    moment = clock.moment
    second = corrected(replace(at_work, user="MLA"), citizen, 4)
    assert [mood_in(one) for one in versions_of(second)] == [2, 4]
    assert second.correction is not None
    assert (second.correction.reason, second.correction.by, second.correction.at) == (WHY, "MLA", moment)
    assert (second.number, second.entered_by, second.handed_in_at) == (2, "KHO", first.handed_in_at)
    assert (second.begun_at, second.answered_on) == (first.begun_at, first.answered_on)
    assert second.earlier == (first,)
    assert open_drafts(at_work, now_of(at_work, citizen)) == ()
    assert now_of(at_work, citizen).responses == (second,)


def test_who_sat_with_each_version_is_told(
    at_work: Workplace, citizen: CaseFile, first: Response, clock: TestClock
) -> None:
    begun = clock.moment
    filling = start_correction(at_work, now_of(at_work, citizen), first)
    assert isinstance(filling, Filling)
    clock.passes(minutes=5)
    filling = with_mood(at_work, filling, 4)
    put_aside(at_work, filling)
    clock.passes(hours=2)
    other = replace(at_work, user="MLA")
    filling = resume(other, filling.id)
    again = clock.moment
    clock.passes(minutes=3)
    second = hand_in_correction(other, filling, WHY)
    assert isinstance(second, Response)
    assert len(first.sittings) == 1
    assert [(one.by, one.began) for one in second.sittings] == [("KHO", begun), ("MLA", again)]
    assert [(one.ended - one.began).total_seconds() / 60 for one in second.sittings] == [5, 3]


def test_the_sittings_of_a_first_round_are_those_of_its_draft(at_work: Workplace, first: Response) -> None:
    assert first.sittings == (Sitting(by="KHO", began=first.begun_at, ended=first.handed_in_at),)


@pytest.mark.parametrize(
    ("reason", "why"), [("", Why.REASON_EMPTY), ("  \n", Why.REASON_EMPTY), ("x" * 501, Why.REASON_TOO_LONG)]
)
def test_nothing_is_corrected_without_a_reason(
    at_work: Workplace, citizen: CaseFile, first: Response, reason: str, why: Why
) -> None:
    filling = start_correction(at_work, now_of(at_work, citizen), first)
    assert isinstance(filling, Filling)
    assert hand_in_correction(at_work, with_mood(at_work, filling, 4), reason) == Refused(why=why)
    assert now_of(at_work, citizen).responses == (first,)


def test_a_correction_that_changes_nothing_is_none(at_work: Workplace, citizen: CaseFile, first: Response) -> None:
    filling = start_correction(at_work, now_of(at_work, citizen), first)
    assert isinstance(filling, Filling)
    assert hand_in_correction(at_work, filling, WHY) == Refused(why=Why.NOTHING_CHANGED)


def test_a_correction_must_be_as_right_as_a_first_round(at_work: Workplace, citizen: CaseFile, first: Response) -> None:
    filling = start_correction(at_work, now_of(at_work, citizen), first)
    assert isinstance(filling, Filling)
    draft = filling.draft
    for check in filling.questionnaire.checks:
        draft = draft.reason(check.id, "")
    outcome = hand_in_correction(at_work, with_mood(at_work, with_draft(filling, draft), 4), WHY)
    assert isinstance(outcome, tuple) is bool(first.reasons)


def test_a_correction_is_never_handed_in_as_a_round_of_its_own(
    at_work: Workplace, citizen: CaseFile, first: Response
) -> None:
    filling = start_correction(at_work, now_of(at_work, citizen), first)
    assert isinstance(filling, Filling)
    with pytest.raises(ValueError, match="correction"):
        hand_in(at_work, filling)


def test_a_correction_that_was_begun_is_gone_on_with_and_is_no_round_begun(
    at_work: Workplace, citizen: CaseFile, first: Response, voksen: Programme
) -> None:
    filling = start_correction(at_work, now_of(at_work, citizen), first)
    assert isinstance(filling, Filling)
    with_mood(at_work, filling, 4)
    again = start_correction(at_work, now_of(at_work, citizen), first)
    assert isinstance(again, Filling)
    assert again.id == filling.id
    begin = Begin(programme="voksen", main="livskvalitet", episode=citizen.episodes[0])
    assert begun_of(voksen, begin, open_drafts(at_work, now_of(at_work, citizen))) == []


def test_two_who_correct_the_same_are_both_shown_and_a_person_chooses(
    at_work: Workplace, citizen: CaseFile, first: Response
) -> None:
    mine = start_correction(at_work, now_of(at_work, citizen), first)
    assert isinstance(mine, Filling)
    mine = with_mood(at_work, mine, 5)
    signed = sign(replace(at_work, user="MLA"), now_of(at_work, citizen), first)
    assert isinstance(signed, CaseFile)
    conflict = hand_in_correction(at_work, mine, WHY)
    assert isinstance(conflict, ResponseChanged)
    assert conflict.kept is not None
    assert conflict.kept.is_signed
    unlock(at_work, conflict.file, conflict.kept, WHY)
    theirs = now_of(at_work, citizen).responses[0]
    outcome = hand_in_correction(at_work, mine, WHY, onto=theirs)
    assert isinstance(outcome, Response)
    assert [mood_in(one) for one in versions_of(outcome)] == [2, 5]


def test_a_colleagues_correction_is_not_run_over(at_work: Workplace, citizen: CaseFile, first: Response) -> None:
    mine = start_correction(at_work, now_of(at_work, citizen), first)
    assert isinstance(mine, Filling)
    mine = with_mood(at_work, mine, 5)
    why = Correction(reason="Et andet kryds.", by="MLA", at=first.handed_in_at)
    theirs = replace(first, answers={**first.answers, "psykisk_velbefindende": {}}, correction=why)
    correct_response(at_work.store, citizen.id, first, theirs)
    conflict = hand_in_correction(at_work, mine, WHY)
    assert isinstance(conflict, ResponseChanged)
    assert conflict.kept is not None
    outcome = hand_in_correction(at_work, mine, WHY, onto=conflict.kept)
    assert isinstance(outcome, Response)
    assert [one.number for one in versions_of(outcome)] == [1, 2, 3]
    assert [one.correction.by for one in versions_of(outcome) if one.correction] == ["MLA", "KHO"]


def test_a_correction_told_as_failed_and_kept_all_the_same_is_kept_once(
    at_work: Workplace, citizen: CaseFile, first: Response, monkeypatch: pytest.MonkeyPatch
) -> None:
    filling = start_correction(at_work, now_of(at_work, citizen), first)
    assert isinstance(filling, Filling)
    filling = with_mood(at_work, filling, 4)

    def fails(draft: str) -> None:
        raise StoreUnavailable(reason=Reason.VANISHED, doing="discarding a draft")

    with monkeypatch.context() as patch:
        patch.setattr(at_work.store, "discard_draft", fails)
        with pytest.raises(StoreUnavailable):
            hand_in_correction(at_work, filling, WHY)
    outcome = hand_in_correction(at_work, filling, WHY)
    assert isinstance(outcome, Response)
    assert [one.number for one in versions_of(outcome)] == [1, 2]
    assert at_work.store.list_drafts().drafts == ()


def test_a_signed_or_withdrawn_response_is_not_corrected(
    at_work: Workplace, citizen: CaseFile, first: Response
) -> None:
    signed = sign(at_work, now_of(at_work, citizen), first)
    assert isinstance(signed, CaseFile)
    assert start_correction(at_work, signed, signed.responses[0]) == Refused(why=Why.LOCKED)
    unlocked = unlock(at_work, signed, signed.responses[0], WHY)
    assert isinstance(unlocked, CaseFile)
    withdrawn = withdraw(at_work, unlocked, unlocked.responses[0], WHY)
    assert isinstance(withdrawn, CaseFile)
    assert start_correction(at_work, withdrawn, withdrawn.uncounted[0]) == Refused(why=Why.WITHDRAWN)


def test_a_withdrawn_round_counts_in_nothing(
    at_work: Workplace, citizen: CaseFile, first: Response, voksen: Programme, clock: TestClock
) -> None:
    today = clock.moment.date()
    due_before = {one.due.main for one in due_of_citizen(at_work, replace(citizen, responses=()), today)}
    file = withdraw(at_work, now_of(at_work, citizen), first, WHY)
    assert isinstance(file, CaseFile)
    assert {one.due.main for one in due_of_citizen(at_work, file, today)} == due_before
    assert history_of(at_work, file).series == ()
    assert first.id.encode() not in b"".join(written(at_work, "jsonl").values())
    assert first.id.encode() not in b"".join(written(at_work, "csv").values())
    assert handed_in(at_work, citizen, voksen, 3).occasion == "first"


def test_everything_goes_out_and_comes_back(
    at_work: Workplace, citizen: CaseFile, first: Response, voksen: Programme, clock: TestClock
) -> None:
    corrected(at_work, citizen, 4)
    clock.passes(days=200)
    later = handed_in(at_work, citizen, voksen, 3)
    clock.passes(days=1)
    file = withdraw(at_work, now_of(at_work, citizen), later, WHY)
    assert isinstance(file, CaseFile)
    signed = sign(at_work, file, file.responses[0])
    assert isinstance(signed, CaseFile)
    everything = Selection(withdrawn=True)
    exported = written(at_work, "jsonl", everything)[".jsonl"]
    fresh = replace(at_work, store=MemoryStore(at_work.store.facts))
    assert citizen.citizen is not None
    made = new_case(fresh.store, citizen.citizen)
    assert isinstance(made, CaseFile)
    put_episode(fresh.store, made, citizen.episodes[0])
    assert [one.outcome for one in import_responses(fresh, io.BytesIO(exported))] == ["kept", "kept"]
    assert written(fresh, "jsonl", everything)[".jsonl"] == exported
    back = open_case(fresh.store, citizen.id)
    assert (back.responses, back.uncounted) == (signed.responses, signed.uncounted)
    assert [one.outcome for one in import_responses(fresh, io.BytesIO(exported))] == ["already-there"] * 2


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"number": 3}, "number"),
        ({"number": 1}, "number"),
        ({"correction": None}, "correction"),
        ({"trace": [{"deed": "signed", "by": "", "at": "2026-11-22T10:00:00+00:00", "number": 3}]}, "trace"),
        ({"trace": [{"deed": "withdrawn", "by": "", "at": "2026-11-22T10:00:00+00:00", "number": 1}]}, "trace"),
        ({"trace": [{"deed": "hidden", "by": "", "at": "2026-11-22T10:00:00+00:00", "number": 1}]}, "trace"),
        ({"earlier": []}, "number"),
        ({"sittings": [{"by": "KHO"}]}, "sittings"),
    ],
)
def test_a_line_whose_past_does_not_hold_together_is_refused(
    at_work: Workplace, citizen: CaseFile, first: Response, change: dict[str, Any], field: str
) -> None:
    corrected(at_work, citizen, 4)
    line = json.loads(written(at_work, "jsonl")[".jsonl"])
    assert first.id == line["id"]
    gone = {name for name, value in change.items() if value is None}
    changed = {name: value for name, value in {**line, **change, "id": "9" * 32}.items() if name not in gone}
    changed["earlier"] = [{**one, "id": "9" * 32} for one in changed["earlier"]]
    (outcome,) = import_responses(at_work, io.BytesIO(json.dumps(changed).encode()))
    assert isinstance(outcome.outcome, Refusal)
    assert (outcome.outcome.fault, outcome.outcome.field) == (Fault.ENVELOPE, field)


def test_a_line_that_says_more_of_a_response_than_is_known_adds_to_it(
    at_work: Workplace, citizen: CaseFile, first: Response
) -> None:
    old = written(at_work, "jsonl")[".jsonl"]
    second = corrected(at_work, citizen, 4)
    new = written(at_work, "jsonl")[".jsonl"]
    fresh = replace(at_work, store=MemoryStore(at_work.store.facts))
    assert citizen.citizen is not None
    made = new_case(fresh.store, citizen.citizen)
    assert isinstance(made, CaseFile)
    put_episode(fresh.store, made, citizen.episodes[0])
    told = [next(iter(import_responses(fresh, io.BytesIO(one)))).outcome for one in (old, new, old)]
    assert told == ["kept", "kept", "already-there"]
    assert open_case(fresh.store, citizen.id).responses == (second,)
    assert second.earlier == (first,)

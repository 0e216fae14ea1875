"""Several people correct, sign, withdraw and move the same responses, on what they saw last, and the power goes.

Whatever they do in whatever order: every version that was ever acknowledged can be read, exactly one is the newest, and
each response is in exactly one case file. Longer: ``python run.py test -m long tests/store``.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from sipforms.engine.response import Correction, Deed, Json, Mark, Response
from sipforms.engine.versions import versions_of
from sipforms.store import amending, casefile, moving
from sipforms.store.amending import (
    ResponseChanged,
    correct_response,
    reinstate_response,
    sign_response,
    unlock_response,
    withdraw_response,
)
from sipforms.store.casefile import CaseFile, keep_response, new_case, open_case
from sipforms.store.moving import finish_moves, move_response
from sipforms.store.written import response_document
from tests.store.samples import NOW, citizen, response
from tests.store.test_moving import PLACES, SAVES, Cut, Cutting

PEOPLE, HERE = st.integers(0, 2), st.sampled_from(PLACES)
CUTS = st.none() | st.tuples(st.integers(1, SAVES), st.booleans())
PUSH = settings(max_examples=100, stateful_step_count=30, deadline=None, suppress_health_check=list(HealthCheck))
LONG = settings(PUSH, max_examples=1000, stateful_step_count=60)
MARKS: dict[Deed, Any] = {
    Deed.SIGNED: sign_response,
    Deed.UNLOCKED: unlock_response,
    Deed.WITHDRAWN: withdraw_response,
    Deed.REINSTATED: reinstate_response,
}


class Many(RuleBasedStateMachine):
    """What was acknowledged of each response: its versions, and what was done with it."""

    def __init__(self) -> None:
        super().__init__()
        self.store = Cutting()
        for case in PLACES:
            new_case(self.store, citizen(case))
        self.seen = [{case: open_case(self.store, case) for case in PLACES} for _ in range(3)]
        self.versions: dict[str, list[object]] = {}
        self.marks: dict[str, list[Mark]] = {}
        self.unsure: set[str] = set()
        self.counter = 0

    def fresh(self) -> dict[str, Json]:
        self.counter += 1
        return {"mark": {"number": self.counter}}

    def mark(self, deed: Deed, of: Response, case: str = "") -> Mark:
        self.counter += 1
        return Mark(deed=deed, by="KHO", at=NOW, number=of.number, reason=f"{self.counter}", case=case)

    def one_of(self, person: int, case: str, which: int) -> Response | None:
        """A response as the person saw it last, perhaps long ago."""
        file = self.seen[person][case]
        known = [one for one in (*file.responses, *file.uncounted) if one.id in self.versions]
        return known[which % len(known)] if known else None

    def done(self, key: str, doing: Callable[[], object], cut: tuple[int, bool] | None) -> bool:
        """Whether it was acknowledged; the power may go at one of its saves."""
        self.store.saves, self.store.cut_at = 0, None
        if cut is not None:
            self.store.cut_at, self.store.is_kept = cut
        try:
            return isinstance(doing(), CaseFile)
        except Cut:
            self.unsure.add(key)
            return False
        finally:
            self.store.cut_at = None

    @rule(person=PEOPLE, case=HERE)
    def look(self, person: int, case: str) -> None:
        self.seen[person][case] = open_case(self.store, case)

    @rule(person=PEOPLE, case=HERE)
    def look_and_finish(self, person: int, case: str) -> None:
        self.seen[person][case] = finish_moves(self.store, open_case(self.store, case))

    @rule(person=PEOPLE)
    def look_everywhere(self, person: int) -> None:
        for case in PLACES:
            self.look(person, case)

    @precondition(lambda self: self.versions)
    @rule(person=PEOPLE, which=st.integers(0, 9), to=HERE, cut=CUTS)
    def move_what_is_seen(self, person: int, which: int, to: str, cut: tuple[int, bool] | None) -> None:
        """The same by somebody who has just looked; most people have."""
        self.look_everywhere(person)
        case, place = self.standing(which)
        self.move(person, case, to, place, cut)

    @precondition(lambda self: self.versions)
    @rule(person=PEOPLE, which=st.integers(0, 9))
    def correct_what_is_seen(self, person: int, which: int) -> None:
        self.look_everywhere(person)
        case, place = self.standing(which)
        self.correct(person, case, place, None)

    def standing(self, which: int) -> tuple[str, int]:
        """In which case file one of the responses stands, and its place there."""
        key = sorted(self.versions)[which % len(self.versions)]
        for case in PLACES:
            file = open_case(self.store, case)
            for place, one in enumerate((*file.responses, *file.uncounted)):
                if one.id == key and not one.is_moved:
                    return case, place
        raise AssertionError("it stands nowhere")

    @precondition(lambda self: len(self.versions) < 3)
    @rule(person=PEOPLE, case=HERE)
    def hand_in(self, person: int, case: str) -> None:
        answers = self.fresh()
        made = response(f"{self.counter:032x}", answers)  # the same every time, or a failure could not be repeated
        file = keep_response(self.store, case, made)
        assert isinstance(file, CaseFile)
        self.versions[made.id], self.marks[made.id] = [made.answers], []
        self.seen[person][case] = open_case(self.store, case)

    @rule(person=PEOPLE, case=HERE, which=st.integers(0, 9), cut=CUTS)
    def correct(self, person: int, case: str, which: int, cut: tuple[int, bool] | None) -> None:
        of = self.one_of(person, case, which)
        if of is None:
            return
        answers = self.fresh()
        version = replace(of, answers=answers, correction=Correction(reason="Derfor.", by="KHO", at=NOW))
        if self.done(of.id, lambda: correct_response(self.store, case, of, version), cut):
            self.settle(of.id)
            self.versions[of.id].append(answers)

    @rule(person=PEOPLE, case=HERE, which=st.integers(0, 9), deed=st.sampled_from(sorted(MARKS)), cut=CUTS)
    def do(self, person: int, case: str, which: int, deed: Deed, cut: tuple[int, bool] | None) -> None:
        of = self.one_of(person, case, which)
        if of is None:
            return
        mark = self.mark(deed, of)
        if self.done(of.id, lambda: MARKS[deed](self.store, case, of, mark), cut):
            self.settle(of.id)
            self.marks[of.id].append(mark)

    @rule(person=PEOPLE, case=HERE, to=HERE, which=st.integers(0, 9), cut=CUTS)
    def move(self, person: int, case: str, to: str, which: int, cut: tuple[int, bool] | None) -> None:
        of = self.one_of(person, case, which)
        if of is None or to == case:
            return
        mark = self.mark(Deed.MOVING, of, to)
        self.done(of.id, lambda: move_response(self.store, case, of, mark), cut)

    def settle(self, key: str) -> None:
        """What was not acknowledged and is there all the same is built upon by what is acknowledged after it."""
        if key in self.unsure:
            (now,) = self.everywhere(key)
            told = len(self.versions[key])
            later = [one.answers for one in versions_of(now)][told:]
            self.versions[key] += [one for one in later if one != self.latest()]
            self.unsure.discard(key)

    def latest(self) -> dict[str, Json]:
        return {"mark": {"number": self.counter}}

    def everywhere(self, key: str) -> list[Response]:
        """Wherever the response stands with its answers."""
        files = [open_case(self.store, case) for case in PLACES]
        return [
            one for file in files for one in (*file.responses, *file.uncounted) if one.id == key and not one.is_moved
        ]

    @invariant()
    def every_version_is_there_and_one_is_the_newest(self) -> None:
        for key, acknowledged in self.versions.items():
            (now,) = self.everywhere(key)
            there: list[object] = [one.answers for one in versions_of(now)]
            assert there[: len(acknowledged)] == acknowledged
            assert len(there) == len(acknowledged) or key in self.unsure
            assert [one.number for one in versions_of(now)] == list(range(1, len(there) + 1))
            done = [one.reason for one in now.trace]
            assert [one.reason for one in self.marks[key] if one.reason not in done] == []


@pytest.mark.parametrize("extent", [PUSH, pytest.param(LONG, marks=pytest.mark.long)], ids=["push", "long"])
def test_every_version_ever_acknowledged_is_readable_and_one_is_the_newest(extent: settings) -> None:
    run_state_machine_as_test(Many, settings=extent)


ONCE = settings(
    PUSH, max_examples=1000, phases=[Phase.generate], report_multiple_bugs=False, database=None, print_blob=False
)


def _who_writes_last_wins(store: Any, case: str, seen: Response, change: Any) -> CaseFile | ResponseChanged:
    """A mutant: whatever is kept is written over by what was made of what was seen."""
    wanted = change(seen)

    def command(documents: Any) -> CaseFile | ResponseChanged:
        if wanted is None:
            return ResponseChanged(kept=None, file=casefile.case_file(case, documents))
        documents.named(casefile.RESPONSES).put(seen.id, response_document(wanted))
        return casefile.case_file(case, documents)

    return casefile.insisting(store, case, command)


MUTANTS: dict[str, list[tuple[Any, str, Any]]] = {
    "who writes last wins": [(amending, "amend", _who_writes_last_wins)],
    "nobody looks whether it has arrived": [(casefile, "_settled", lambda _store, file: file)],
    "it is let go before it is taken in": [(moving, "_take_in", lambda _store, _case, _moving: True)],
    "only the newest version is kept": [
        (amending, "in_front_of", lambda before, version: replace(version, number=before.number + 1, earlier=()))
    ],
}


@pytest.mark.parametrize("mutant", MUTANTS)
def test_a_store_that_loses_a_version_is_found_out(mutant: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for module, name, wrong in MUTANTS[mutant]:
        monkeypatch.setattr(module, name, wrong)
    with pytest.raises((AssertionError, ValueError)):
        run_state_machine_as_test(Many, settings=ONCE)

"""Clocks that jump: what was kept last is last, whatever time it says it is."""

import random
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from sipforms.store.casefile import keep_response, open_case
from sipforms.store.protocol import DraftHeader, fresh_id
from tests.store.conftest import UNLOGGED
from tests.store.samples import NOW, entry, response

MOMENTS = 500
A_CASE = 25
JUMPS = (
    timedelta(days=3653), -timedelta(days=3653), timedelta(hours=1), -timedelta(hours=1), timedelta(0),
    -timedelta(microseconds=1),
)  # fmt: skip
"""Ten years either way, summer time, a clock that stands still, and one that goes backwards."""


def jumping(chance: random.Random) -> datetime:
    return (NOW + chance.choice(JUMPS)).astimezone(timezone(timedelta(hours=chance.choice((-9, 0, 1, 2)))))


@pytest.mark.parametrize("name", UNLOGGED)
def test_generations_and_responses_stand_in_the_order_of_keeping(tmp_path: Path, name: str) -> None:
    store, chance = UNLOGGED[name].made(tmp_path / "store"), random.Random(13)
    for _ in range(MOMENTS // A_CASE):
        case, kept = fresh_id(), []
        for _ in range(A_CASE):
            at = jumping(chance)
            kept.append(replace(response(), begun_at=at, handed_in_at=at, answered_on=at.date()))
            keep_response(store, case, kept[-1])
        file = open_case(store, case)
        assert [one.id for one in file.responses] == [one.id for one in kept]
        assert file.revision == A_CASE
        numbers = [revision.number for revision in store.history(case)]
        assert numbers == sorted(numbers)


@pytest.mark.parametrize("name", UNLOGGED)
def test_answers_stand_in_the_order_of_answering(tmp_path: Path, name: str) -> None:
    store, chance = UNLOGGED[name].made(tmp_path / "store"), random.Random(14)
    for _ in range(MOMENTS // A_CASE):
        draft = store.begin_draft(DraftHeader(case=fresh_id(), created=jumping(chance), about={}))
        entries = [{**entry(number), "at": jumping(chance).isoformat()} for number in range(A_CASE)]
        for one in entries:
            store.append(draft, one)
        assert list(store.read_draft(draft).entries) == entries
        store.release_draft(draft)

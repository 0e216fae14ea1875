"""What keeping costs: one answer, a response handed in, and a case file opened, on this disk.

The floor is what no store can be quicker than: writing the same bytes to an open file in the same folder and flushing
them. The opponent is TinyDB as it comes, with all responses in its one JSON file. Building the stores is not timed.
"""

import json
import os
import statistics
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import count
from pathlib import Path

from tinydb import TinyDB
from tinydb.storages import JSONStorage
from tinydb.table import Document

from benchmarks.result import Result
from sipforms.engine.response import Json, Response
from sipforms.store.casefile import CaseFile, keep_response, open_case
from sipforms.store.files import FileStore
from sipforms.store.opening import create_store, open_store
from sipforms.store.protocol import CaseId, DraftHeader, DraftId
from sipforms.store.written import response_document

NOW = datetime(2026, 11, 22, 10, 41, tzinfo=UTC)
ANSWERS_A_ROUND, RESPONSES_A_ROUND, OPPONENT_A_ROUND = 40, 5, 2
FEW, MANY, OPPONENTS, IN_A_CASE, TURNS = 10, 50_000, 1_000, 40, 25
_numbers = count()


def run(rounds: int) -> Iterable[Result]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        yield from against_the_floor(folder, rounds)
        yield from few_and_many(folder, rounds)
        yield from against_tinydb(folder, rounds)
        yield opening(folder, rounds)


def against_the_floor(folder: Path, rounds: int) -> Iterator[Result]:
    """One answer, and a whole response, in multiples of a bare append and flush."""
    store, case, draft = filled(folder / "floor", IN_A_CASE, last=IN_A_CASE)
    handle = os.open(folder / "bare", os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    entries = []

    def ours() -> None:
        entries.append(entry())
        store.append(draft, entries[-1])

    def bare() -> None:
        os.write(handle, json.dumps(entries[-1]).encode() + b"\n")
        os.fdatasync(handle)

    ratios, own, floor = compared(ours, bare, rounds, ANSWERS_A_ROUND)
    assert list(store.read_draft(draft).entries) == entries
    assert [json.loads(line) for line in (folder / "bare").read_text().splitlines()] == entries
    yield result("one answer saved, against a bare append and flush", ratios, 3.0, own, floor)
    ratios, own, floor = compared(lambda: keep(store, case), bare, rounds, RESPONSES_A_ROUND)
    yield result(f"a response kept beside {IN_A_CASE} others, against a bare append", ratios, 60.0, own, floor)
    os.close(handle)


def few_and_many(folder: Path, rounds: int) -> Iterator[Result]:
    """The same in a store of 50,000 responses and in one of 10."""
    few, few_case, few_draft = filled(folder / "few", FEW)
    many, many_case, many_draft = filled(folder / "many", MANY)
    ratios, own, floor = compared(
        lambda: many.append(many_draft, entry()), lambda: few.append(few_draft, entry()), rounds, ANSWERS_A_ROUND
    )
    assert len(many.read_draft(many_draft).entries) == len(few.read_draft(few_draft).entries)
    yield result(f"one answer saved, {MANY:,} responses stored against {FEW}", ratios, 1.5, own, floor)
    ratios, own, floor = compared(lambda: keep(many, many_case), lambda: keep(few, few_case), rounds, RESPONSES_A_ROUND)
    assert answers_in(many, many_case) == answers_in(few, few_case)
    yield result(f"a response kept, {MANY:,} responses stored against {FEW}", ratios, 1.5, own, floor)


def against_tinydb(folder: Path, rounds: int) -> Iterator[Result]:
    """One answer, and a whole response, at 1,000 stored responses; our turns are 25 to one, for the disk's sake."""
    store, case, draft = filled(folder / "ours", OPPONENTS, last=IN_A_CASE)
    with TinyDB(folder / "theirs.json", storage=JSONStorage) as theirs:
        responses = theirs.table("responses")
        responses.insert_multiple(Document(document(), number + 1) for number in range(OPPONENTS))
        saved: list[Json] = []

        def settle() -> None:
            # Not timed: whoever flushes next would pay for what the other left to the disk.
            with (folder / "settled").open("ab") as file:
                file.write(b"settled")
                file.flush()
                os.fsync(file.fileno())

        def our_answer() -> None:
            saved.append(next(_numbers))
            store.append(draft, {**entry(), "value": saved[-1]})

        def their_answer() -> None:
            responses.update({"answers": {**answers(), "last": {"answer": saved[-1]}}}, doc_ids=[len(saved) // TURNS])

        ratios, own, slow = compared(our_answer, their_answer, rounds, OPPONENT_A_ROUND, turns=TURNS, between=settle)
        found = [one["answers"]["last"]["answer"] for one in responses if "last" in one["answers"]]
        assert [one["value"] for one in store.read_draft(draft).entries] == saved
        assert found == saved[TURNS - 1 :: TURNS]
        yield result(
            f"one answer saved, TinyDB's own storage at {OPPONENTS:,} against us", upside_down(ratios), 100.0, slow, own
        )
        before = len(responses)
        ratios, own, slow = compared(
            lambda: keep(store, case), lambda: responses.insert(document()), rounds, OPPONENT_A_ROUND, between=settle
        )
        assert len(responses) - before == (rounds + 1) * OPPONENT_A_ROUND
        assert responses.all()[-1]["answers"] == open_case(store, case).responses[-1].answers
        yield result(
            f"a response kept, TinyDB's own storage at {OPPONENTS:,} against us", upside_down(ratios), 4.0, slow, own
        )


def opening(folder: Path, rounds: int) -> Result:
    """A case file of 40 responses opened, against reading the same content from one JSON file."""
    store, case, _ = filled(folder / "opening", IN_A_CASE, last=IN_A_CASE)
    plain = folder / "plain.json"
    plain.write_text(json.dumps(store.load(case).data))
    ratios, own, floor = compared(
        lambda: open_case(store, case), lambda: json.loads(plain.read_text()), rounds, ANSWERS_A_ROUND
    )
    assert json.loads(plain.read_text()) == store.load(case).data
    return result(f"a case file of {IN_A_CASE} responses opened, against read and json.loads", ratios, 2.5, own, floor)


def compared(
    ours: Callable[[], object],
    theirs: Callable[[], object],
    rounds: int,
    each: int,
    *,
    turns: int = 1,
    between: Callable[[], object] = lambda: None,
) -> tuple[list[float], float, float]:
    """One ratio of medians a round, the two taking turns, after a round that does not count; then both last medians."""
    ratios, own, other = [], 0.0, 0.0
    for _ in range(rounds + 1):
        our_times, their_times = [], []
        for _ in range(each):
            between()
            our_times += [timed(ours) for _ in range(turns)]
            between()
            their_times.append(timed(theirs))
        own, other = statistics.median(our_times), statistics.median(their_times)
        ratios.append(own / other)
    return ratios[1:], own, other


def timed(action: Callable[[], object]) -> float:
    begun = time.perf_counter()
    action()
    return time.perf_counter() - begun


def upside_down(ratios: list[float]) -> list[float]:
    return [1 / ratio for ratio in ratios]


def result(goal: str, ratios: list[float], limit: float, first: float, second: float) -> Result:
    """``first`` and ``second`` are the seconds behind the last ratio; against TinyDB more is better."""
    return Result(
        name="storage",
        goal=goal,
        ratio=statistics.median(ratios),
        limit=limit,
        at_least="TinyDB" in goal,
        detail=f"{first * 1000:.2f} ms to {second * 1000:.2f} ms, {min(ratios):.2f} to {max(ratios):.2f}",
    )


def filled(folder: Path, responses: int, *, last: int = FEW) -> tuple[FileStore, CaseId, DraftId]:
    """A store of that many responses, 40 a case file, and the last case file, of ``last``, with a draft."""
    create_store(folder, purpose="demo", created=NOW)
    store = open_store(folder)
    case, left = "", responses
    while left:
        case = f"{next(_numbers):032x}"
        size = (
            min(left, last) if last and left <= last + IN_A_CASE and left != last + IN_A_CASE else min(left, IN_A_CASE)
        )
        documents = {f"{next(_numbers):032x}": document() for _ in range(size)}
        store.save(case, 0, {"responses": {key: {**one, "id": key} for key, one in documents.items()}})
        left -= size
    return store, case, store.begin_draft(DraftHeader(case=case, created=NOW, about={"questionnaire": "livskvalitet"}))


def keep(store: FileStore, case: CaseId) -> None:
    outcome = keep_response(store, case, replace(RESPONSE, id=f"{next(_numbers):032x}"))
    assert isinstance(outcome, CaseFile)


def answers_in(store: FileStore, case: CaseId) -> list[object]:
    return [one.answers for one in open_case(store, case).responses]


def entry() -> dict[str, Json]:
    number = next(_numbers)
    return {
        "seq": number,
        "at": NOW.isoformat(),
        "path": ["relationer", "venner", "tilfredshed"],
        "value": number % 5,
        "kind": "answer",
    }


def answers() -> dict[str, Json]:
    """70 answers: 7 areas of 5 questions, importance and satisfaction."""
    return {
        f"livsomraade{area}": {
            f"spoergsmaal{item}": {"vigtighed": (area + item) % 5 + 1, "tilfredshed": (area * item) % 5 + 1}
            for item in range(5)
        }
        for area in range(7)
    }


RESPONSE = Response(
    id="0" * 32,
    programme="voksen",
    version="1.0.0",
    digest="d" * 64,
    questionnaire="livskvalitet",
    answered_on=date(2026, 3, 1),
    begun_at=NOW,
    handed_in_at=NOW,
    answers=answers(),
    notes={f"livsomraade{area}.spoergsmaal1": "Taler gerne om det, og vil mere ud. " * 4 for area in range(7)},
)


def document() -> dict[str, Json]:
    return response_document(RESPONSE)

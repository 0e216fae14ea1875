"""What protection costs: a store that only its users can read, against the same store open, on this disk.

The open store is the same code without keys and without an access log. SQLite (WAL, every commit flushed) and TinyDB as
it comes keep the same sealed bytes, or the same documents, for comparison. Making the stores is not timed.
"""

import json
import os
import sqlite3
import statistics
import tempfile
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

from tinydb import TinyDB
from tinydb.storages import JSONStorage

from benchmarks.result import Result
from benchmarks.storage import NOW, compared, document, entry
from sipforms.actions.people import people
from sipforms.actions.settings import Settings
from sipforms.actions.signing_in import door_to, enter, leave
from sipforms.actions.workplace import Workplace
from sipforms.engine.people import Citizen
from sipforms.store.access.founding import Founding, NewUser, Paper, create_protected_store
from sipforms.store.access.roles import Role
from sipforms.store.opening import create_store, open_store
from sipforms.store.protection import CaseSeal
from sipforms.store.protocol import CaseData, CaseId, CaseStore, DraftHeader, Saved
from sipforms.store.sealing.passphrases import CHEAP
from sipforms.store.sealing.recovery_codes import code_of
from sipforms.store.uses import Unwitnessed
from sipforms.store.written import citizen_document

IN_A_CASE, CASES, MANY, FEW = 8, 500, 1_250, 2
SAVES_A_ROUND, ANSWERS_A_ROUND, OVERVIEWS_A_ROUND = 20, 40, 1
USER = "AB"
PASSPHRASE = "lange grene i vinden"  # noqa: S105 - of a store that is thrown away
_numbers = count(1)


def run(rounds: int) -> Iterable[Result]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with_keys = protected(folder / "keys")
        yield from saving(folder, with_keys, rounds)
        yield answering(folder, with_keys, rounds)
        yield from looking_over(folder, rounds)
        leave(with_keys)


def saving(folder: Path, workplace: Workplace, rounds: int) -> Iterator[Result]:
    """A case file of eight responses saved: what sealing it costs, what the access log costs, and what others cost."""
    create_store(folder / "open", purpose="demo", created=NOW)
    plain, ours = open_store(folder / "open"), workplace.store
    unlogged = open_store(folder / "keys", session=workplace.session, witness=Unwitnessed())
    sealed_saves, open_saves, logged_saves = Saves(unlogged), Saves(plain), Saves(ours)
    ratios, own, other = compared(sealed_saves.again, open_saves.again, rounds, SAVES_A_ROUND)
    yield result("a case file saved sealed, against the same store open", ratios, 1.1, own, other)
    ratios, own, other = compared(logged_saves.again, open_saves.again, rounds, SAVES_A_ROUND)
    yield result("the same, with the access log", ratios, 1.5, own, other)
    yield against_sqlite(folder, logged_saves, rounds)
    yield against_tinydb(folder, logged_saves, rounds)
    many, few = filled(folder / "many", MANY), filled(folder / "few", FEW)
    ratios, own, other = compared(Saves(many.store).again, Saves(few.store).again, rounds, SAVES_A_ROUND)
    yield result(f"a case file saved, {MANY:,} case files in the store against {FEW}", ratios, 1.5, own, other)
    leave(many)
    leave(few)


class Saves:
    """One case file, saved again and again with something else in it."""

    def __init__(self, store: CaseStore) -> None:
        self.store, self.case, self.revision = store, fresh(), 0

    def again(self) -> None:
        """One more revision."""
        saved = self.store.save(self.case, self.revision, content())
        assert isinstance(saved, Saved)
        self.revision = saved.revision


def against_sqlite(folder: Path, ours: Saves, rounds: int) -> Result:
    """The same content under the same key as one row of SQLite, each commit flushed."""
    base = sqlite3.connect(folder / "cases.sqlite", isolation_level=None)
    base.execute("PRAGMA journal_mode=WAL")
    base.execute("PRAGMA synchronous=FULL")
    base.execute("CREATE TABLE revision (number INTEGER PRIMARY KEY, body BLOB)")
    seal = seal_of(ours)

    def theirs() -> None:
        sealed = seal.seal(json.dumps(content()).encode(), b"")
        base.execute("INSERT INTO revision (body) VALUES (?)", (sealed.nonce + sealed.body,))

    ratios, own, other = compared(ours.again, theirs, rounds, SAVES_A_ROUND)
    assert base.execute("SELECT count(*) FROM revision").fetchone()[0] == (rounds + 1) * SAVES_A_ROUND
    base.close()
    return result("a case file saved sealed and logged, against SQLite", ratios, 5.0, own, other)


def against_tinydb(folder: Path, ours: Saves, rounds: int) -> Result:
    """The same content as one document of TinyDB's own storage, which holds 500 such case files in one open file."""
    with TinyDB(folder / "cases.json", storage=JSONStorage) as base:
        base.insert_multiple(dict(content()) for _ in range(CASES))
        number = iter(range(1, CASES + 1))

        def theirs() -> None:
            base.update(dict(content()), doc_ids=[next(number)])

        ratios, own, other = compared(ours.again, theirs, rounds, 2)
    return result(
        f"a case file saved sealed and logged, against TinyDB's own storage of {CASES}", ratios, 1.0, own, other
    )


def answering(folder: Path, workplace: Workplace, rounds: int) -> Result:
    """One answer kept in a sealed draft, in multiples of a bare append and flush."""
    case = fresh()
    workplace.store.save(case, 0, content())
    draft = workplace.store.begin_draft(DraftHeader(case=case, created=NOW, about={"questionnaire": "livskvalitet"}))
    handle = os.open(folder / "bare", os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    entries = []

    def ours() -> None:
        entries.append(entry())
        workplace.store.append(draft, entries[-1])

    def bare() -> None:
        os.write(handle, json.dumps(entries[-1]).encode() + b"\n")
        os.fdatasync(handle)

    ratios, own, floor = compared(ours, bare, rounds, ANSWERS_A_ROUND)
    assert list(workplace.store.read_draft(draft).entries) == entries
    os.close(handle)
    workplace.store.discard_draft(draft)
    return result("one answer saved sealed, against a bare append and flush", ratios, 3.0, own, floor)


def looking_over(folder: Path, rounds: int) -> Iterator[Result]:
    """Every case file of 500 opened for a list, against reading and loading the same content from plain files."""
    shown = filled(folder / "shown", CASES)
    (folder / "plain").mkdir()
    for case, loaded in shown.store.load_many(None, "benchmark"):
        assert not isinstance(loaded, Exception)
        (folder / "plain" / f"{case}.json").write_text(json.dumps(loaded.data))

    def plainly() -> list[object]:
        return [json.loads(file.read_bytes()) for file in sorted((folder / "plain").iterdir())]

    assert len(plainly()) == CASES == len(people(shown).files)
    ratios, own, other = compared(
        lambda: list(shown.store.load_many(None, "benchmark")), plainly, rounds, OVERVIEWS_A_ROUND
    )
    yield result(f"{CASES} case files opened at once, against read and json.loads", ratios, 5.0, own, other)
    ratios, own, other = compared(lambda: people(shown), plainly, rounds, OVERVIEWS_A_ROUND)
    yield result("the same, and made citizens, stays and responses of", ratios, 5.0, own, other)
    leave(shown)


def protected(folder: Path) -> Workplace:
    """A new store with one user, who is signed in. The passphrase is quick to check, which is not what is timed."""
    founder = NewUser(name=USER, roles=(Role.LEADER, Role.ADMINISTRATOR), passphrase=PASSPHRASE)
    papers = (Paper(holder="Safe", code=code_of(bytes(range(32))), is_proved=True),)
    create_protected_store(folder, Founding(founder=founder, house="Huset", papers=papers, cost=CHEAP), created=NOW)
    return enter(door_to(Settings(store=folder), lambda: datetime.now(UTC)), USER, PASSPHRASE)


def filled(folder: Path, cases: int) -> Workplace:
    """A protected store with that many case files, of a citizen and eight responses each."""
    workplace = protected(folder)
    for _ in range(cases):
        case = fresh()
        citizen = Citizen(id=case, code=f"B-{next(_numbers)}", name="Opdigtet", created_at=NOW)
        workplace.store.save(case, 0, {"citizen": {case: citizen_document(citizen)}, **content()})
    return workplace


def content() -> CaseData:
    """Eight responses of 70 answers, never the same twice."""
    ids = [fresh() for _ in range(IN_A_CASE)]
    return {"responses": {key: {**document(), "id": key} for key in ids}}


def fresh() -> CaseId:
    return f"{next(_numbers):032x}"


def seal_of(saves: Saves) -> CaseSeal:
    seal: CaseSeal = saves.store._seals.of(saves.case)  # type: ignore[attr-defined]
    return seal


def result(goal: str, ratios: list[float], limit: float, first: float, second: float) -> Result:
    return Result(
        name="sealed",
        goal=goal,
        ratio=statistics.median(ratios),
        limit=limit,
        detail=f"{first * 1000:.2f} ms to {second * 1000:.2f} ms, {min(ratios):.2f} to {max(ratios):.2f}",
    )

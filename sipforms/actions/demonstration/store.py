"""A demonstration store: invented citizens with rounds of answers behind them and the next ones to come."""

from collections.abc import Generator, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from sipforms.actions.demonstration.population import SEED, InventedCase, Invention, Population, Unfinished
from sipforms.engine.ask.draft_header import header_as_json
from sipforms.store.casefile import keep_whole_case
from sipforms.store.files import STORE_FILE
from sipforms.store.opening import create_store, open_store
from sipforms.store.protocol import CaseStore
from sipforms.store.protocol import DraftHeader as StoredHeader

__all__ = ["SEED", "Invention", "Progress", "make_demo_store"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """So many of all citizens are made. ``unanswerable`` are questionnaires that nobody could answer so far."""

    done: int
    total: int
    unanswerable: tuple[str, ...] = ()


def make_demo_store(folder: Path, invention: Invention, now: datetime) -> Generator[Progress, None, None]:
    """Make a demonstration store, citizen by citizen; the folder appears when all is done, never half-made.

    Whoever stops half-way (also by closing the iterator) leaves nothing behind.
    """
    if invention.bundle is None:
        raise ValueError("a store keeps the files of the programme that its answers were given to")
    folder.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix=f"{folder.name}.", suffix=".unfinished", dir=folder.parent) as aside:
        unfinished = Path(aside) / folder.name
        create_store(unfinished, purpose="demo", created=now)
        with closing(open_store(unfinished)) as store:
            store.keep_bundle(invention.programme.digest, invention.bundle.defining_files)
            yield from _fill_store(store, invention, now)
        _put_there(unfinished, folder)


def _put_there(unfinished: Path, folder: Path) -> None:
    """Give it its place, unless another program that made one meanwhile was there first: then theirs is the one."""
    try:
        unfinished.rename(folder)
    except OSError:
        if not (folder / STORE_FILE).exists():
            raise


def _fill_store(store: CaseStore, invention: Invention, now: datetime) -> Iterator[Progress]:
    population, done, total = Population(invention, now), 0, invention.size
    yield Progress(done=0, total=total)
    is_first_place = True
    for case in population.cases():
        if case.citizen is not None:
            _keep(store, case.id, case)
            done += len(case.episodes) if invention.placements else 1
            yield Progress(done=min(done, total), total=total)
        elif is_first_place:  # a store has one facility of its own
            _keep(store, store.facts.facility, case)
            is_first_place = False
    yield Progress(done=total, total=total, unanswerable=population.unanswerable)


def _keep(store: CaseStore, id_: str, case: InventedCase) -> None:
    if case.citizen is not None or case.responses:
        keep_whole_case(store, id_, case.citizen, case.episodes, case.responses)
    if case.unfinished is not None:
        _keep_draft(store, id_, case.unfinished)


def _keep_draft(store: CaseStore, case: str, kept: Unfinished) -> None:
    header = StoredHeader(case=case, created=kept.header.begun_at, about=header_as_json(kept.header))
    draft = store.begin_draft(header)
    for entry in kept.entries:
        store.append(draft, {**entry, "at": kept.header.begun_at.isoformat()})
    store.release_draft(draft)

"""What a facility's report costs against reading its case files: 200 citizens and ten years of answers.

The opponent reads every case file and does nothing with it. Ours is all that somebody waits for: the case files read,
the figures gathered, what may not be told withheld, and the text of the report; with progress told for every case file.
Inventing the people is not timed. Their answers are those of a few rounds, again and again through the years.
"""

import gc
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from itertools import cycle, islice
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from benchmarks.result import Result
from sipforms.actions.demonstration.population import InventedCase, Invention, Population
from sipforms.actions.gathering import Scope, gather
from sipforms.actions.group_report import group_report, reports_of_groups
from sipforms.actions.library import Library
from sipforms.actions.programmes import Programmes
from sipforms.actions.vocabulary import open_vocabulary
from sipforms.actions.workplace import Workplace
from sipforms.engine.build import build
from sipforms.engine.gather.period import reporting_year
from sipforms.engine.people import Episode
from sipforms.engine.response import Response
from sipforms.engine.shelf import shipped
from sipforms.render.charts.glyphs import ALL
from sipforms.render.groups.text import group_report_text
from sipforms.render.page import Page
from sipforms.store.casefile import CaseFile, case_files, keep_whole_case
from sipforms.store.opening import create_store, open_store
from sipforms.store.protocol import CaseStore, fresh_id

Made = TypeVar("Made")

NOW = datetime(2026, 11, 22, 10, 41, tzinfo=UTC)
CITIZENS, YEARS, A_YEAR = 200, 10, timedelta(days=365)
REPORT, PERIOD, WIDTH, MOST = "tilbud", 2025, 100, 10


def run(rounds: int) -> Iterable[Result]:
    """Read and reported in turns; the store is made once, and told how far it is."""
    with tempfile.TemporaryDirectory() as name:
        workplace = facility(Path(name) / "store")
        yield against_reading(workplace, rounds)


def against_reading(workplace: Workplace, rounds: int) -> Result:
    """The whole report in multiples of reading all that it is about."""
    read_all(workplace.store)  # the first reading fills what the system keeps in memory, for both
    turns = [turn(workplace) for _round in range(max(3, rounds // 2))]
    last = turns[-1]
    detail = (
        f"{statistics.median(one.reporting for one in turns):.2f} s against "
        f"{statistics.median(one.reading for one in turns):.2f} s, {last.responses} responses of {CITIZENS} "
        f"citizens in {YEARS} years, {last.lines} lines"
    )
    goal = "a facility's report for a year, against reading its case files"
    ratio = statistics.median(one.reporting / one.reading for one in turns)
    return Result(name="report", goal=goal, ratio=ratio, limit=MOST, detail=detail)


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """Both once: how many seconds each took, how many responses were read, and how long the report is."""

    reading: float
    reporting: float
    responses: int
    lines: int


def turn(workplace: Workplace) -> Turn:
    """Read, then report, and see that the report says something and tells its progress case file by case file."""
    told: list[tuple[int, int]] = []

    def tell(done: int, total: int) -> None:
        told.append((done, total))

    responses, reading = timed(lambda: read_all(workplace.store))
    text, reporting = timed(lambda: reported(workplace, tell))
    lines = len(text.splitlines())
    assert responses >= CITIZENS * YEARS
    assert [done for done, _total in told] == list(range(1, told[-1][1] + 1))
    assert told[-1][1] >= CITIZENS
    assert lines > CITIZENS // 10
    return Turn(reading=reading, reporting=reporting, responses=responses, lines=lines)


def timed(work: Callable[[], Made]) -> tuple[Made, float]:
    """What comes of the work, and the seconds that it takes."""
    gc.collect()
    begun = time.perf_counter()
    made = work()
    return made, time.perf_counter() - begun


def read_all(store: CaseStore) -> int:
    """How many responses stand in all case files."""
    files = case_files(store, store.list_cases(), "benchmark")
    return sum(len(file.responses) for _case, file in files if isinstance(file, CaseFile))


def reported(workplace: Workplace, tell: Callable[[int, int], None]) -> str:
    """The report of the facility for a year, as text."""
    programme = workplace.programmes.by_id["voksen"]
    definition = next(one for one in reports_of_groups(programme) if one.id == REPORT)
    year = reporting_year(programme, PERIOD)
    scope = Scope(programme=programme.id, begins=year.begins, ends=year.ends)
    report = group_report(workplace, programme, definition, scope, gather(workplace, scope, tell))
    return "\n".join(group_report_text(report, Page(width=WIDTH, glyphs=ALL)))


def facility(folder: Path) -> Workplace:
    """A workplace over a store with everybody in it."""
    bundle = Library().open(shipped() / "voksen")
    programme = build(bundle)
    create_store(folder, purpose="demo", created=NOW)
    store = open_store(folder)
    store.keep_bundle(programme.digest, bundle.defining_files)
    programmes = Programmes(
        by_id=MappingProxyType({programme.id: programme}), bundles=MappingProxyType({programme.id: bundle})
    )
    vocabulary = open_vocabulary()
    population = Population(Invention(programme=programme, text="Opdigtet.", citizens=2 * CITIZENS), NOW)
    people = (case for case in population.cases() if case.citizen is not None and case.responses)
    for number, case in enumerate(islice(people, CITIZENS), 1):
        keep_whole_case(store, case.id, case.citizen, through_the_years(case), tuple(rounds_of(case)))
        print(f"\r{number}/{CITIZENS} citizens", end="", file=sys.stderr, flush=True)
    print(file=sys.stderr)
    return Workplace(
        programmes=programmes, store=store, vocabulary=vocabulary, now=lambda: NOW, built={programme.digest: programme}
    )


def through_the_years(case: InventedCase) -> tuple[Episode, ...]:
    """One stay that lasts all these years."""
    begun = NOW.date() - YEARS * A_YEAR - timedelta(days=30)
    return (replace(case.episodes[-1], admission=begun, discharge=None),)


def rounds_of(case: InventedCase) -> Iterator[Response]:
    """Every questionnaire once a year by each who answered it, with the answers of the rounds there are."""
    stay = case.episodes[-1].id
    series: dict[tuple[str, str | None, str | None], list[Response]] = {}
    for one in case.responses:
        series.setdefault((one.questionnaire, one.informant, one.mode), []).append(one)
    for rounds in series.values():
        newest = max(one.answered_on for one in rounds)
        for year, one in enumerate(islice(cycle(rounds), YEARS)):
            yield moved(one, stay, newest - year * A_YEAR)


def moved(response: Response, stay: str, day: date) -> Response:
    """The response as if it had been given on another day."""
    by = day - response.answered_on
    return replace(
        response,
        id=fresh_id(),
        episode=response.episode and stay,
        answered_on=day,
        begun_at=response.begun_at + by,
        handed_in_at=response.handed_in_at + by,
    )

"""The screens in a terminal: how soon there is something to read, and how long a key takes to be seen.

The opponents are an empty Textual app (for the start) and the same form of RadioSets (for keys). Each runs in a
terminal of its own, in turn with ours; every key waits until the one before has been drawn to its end.
"""

import statistics
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.installed import environment
from benchmarks.result import Result
from benchmarks.terminal import Drawn, Terminal
from sipforms.actions.demonstration.store import Invention, make_demo_store
from sipforms.actions.fill import Way, keep, put_aside, start, with_draft
from sipforms.actions.people import people
from sipforms.actions.programmes import Programmes
from sipforms.actions.workplace import Workplace
from sipforms.engine.build import build
from sipforms.engine.read.bundle import read
from sipforms.engine.shelf import shipped
from sipforms.engine.vocabulary import Vocabulary
from sipforms.store.opening import open_store

EMPTY = """
from textual.app import App, ComposeResult
from textual.widgets import Static
class Empty(App):
    def compose(self) -> ComposeResult:
        yield Static("ready to read")
Empty().run()
"""
SMALL, LARGE = 70, 1000
VALUES = (3, 4, 2, 5, 4, 3, 4, 5, 3, 4, 2, 4)
HIDE = b"\x1b[19~"


def run(rounds: int) -> Iterable[Result]:
    with tempfile.TemporaryDirectory() as scratch:
        installed = environment(Path(scratch))
        yield from starting(rounds, installed, Path(scratch))
        yield from larger(rounds, installed)
        yield from keys(max(1, rounds // 2), installed)


# --- starting -----------------------------------------------------------------------------------------------------


def starting(rounds: int, installed: Mapping[str, str], scratch: Path) -> Iterator[Result]:
    folder = str(begun(scratch))
    screens = [sys.executable, "-m", "sipforms", "--store", folder]
    opened = f"from sipforms.cli.opening import workplace_from; workplace_from({{'store': {folder!r}}}); print('open')"
    readable, drawn, floor = [], [], []
    for turn in range(2 * rounds + 1):
        alone = seconds([sys.executable, "-c", EMPTY], installed, "ready to read")
        first = seconds(screens, installed, "SIP · ")
        form = seconds([*screens, "fill", "B-1042", "livskvalitet"], installed, "Dit humør")
        loaded = seconds([sys.executable, "-c", opened], installed, "open")
        if turn:  # the first of each compiles its modules
            readable.append(first / alone)
            drawn.append(form / alone)
            floor.append(1 + loaded / alone)
    least = f"an empty app and the workplace opened, one after the other, are {statistics.median(floor):.2f}"
    yield result("something readable, against an empty Textual app's first frame", readable, 0.3)
    yield result("form of SIP-voksen, cold bundle, first frame, against the same", drawn, 1.5, least)


def begun(scratch: Path) -> Path:
    """A store with a form begun, so that the command goes straight to it."""
    folder = scratch / "store"
    bundle = read(shipped() / "voksen")
    programme = build(bundle)
    invention = Invention(bundle=bundle, programme=programme, text="Opdigtet.", citizens=1)
    for _progress in make_demo_store(folder, invention, datetime.now(UTC)):
        pass
    workplace = Workplace(
        programmes=Programmes(by_id={"voksen": programme}, bundles={"voksen": bundle}),
        store=open_store(folder),
        vocabulary=Vocabulary(),
        now=lambda: datetime.now(UTC),
    )
    file = people(workplace).files[0]
    way = Way(mode="interview", informant="borger")
    filling = start(workplace, file, programme, "livskvalitet", way, file.episodes[0])
    draft = filling.draft.answer(("psykisk_velbefindende", "humoer", "vigtighed"), 4)
    assert draft.last is not None
    keep(workplace, with_draft(filling, draft), draft.last)
    put_aside(workplace, filling)
    return folder


def seconds(command: list[str], installed: Mapping[str, str], words: str) -> float:
    """From the start of the program until these words are written."""
    terminal = Terminal(command, installed)
    try:
        return terminal.until(words)
    finally:
        terminal.close()


# --- many questions -----------------------------------------------------------------------------------------------


def larger(rounds: int, installed: Mapping[str, str]) -> Iterator[Result]:
    seconds(form(SMALL), installed, "emne 0")
    small, large = Terminal(form(SMALL), installed), Terminal(form(LARGE), installed)
    try:
        small.until("At have det godt med emne 0")
        large.until("At have det godt med emne 0")
        pairs = [(small.press(key), large.press(key)) for key in [b"4", b"3", b"5"] * rounds]
        repaints = [(small.press(HIDE), large.press(HIDE)) for _ in range(2 * rounds)][1::2]
        memory = large.memory / small.memory
    finally:
        small.close()
        large.close()
    yield result("1,000 answers against 70: key to output", [two.first / one.first for one, two in pairs], 1.2)
    yield result("1,000 answers against 70: paint", [two.last / one.last for one, two in repaints], 1.2)
    yield result("1,000 answers against 70: memory", [memory], 1.2)


def form(answers: int) -> list[str]:
    return [sys.executable, "-m", "benchmarks.form_program", str(answers)]


# --- keys ---------------------------------------------------------------------------------------------------------


def keys(rounds: int, installed: Mapping[str, str]) -> Iterator[Result]:
    """The same answers on both sides, in turn; both must say that they have them all."""
    radiosets = [sys.executable, "-m", "benchmarks.radiosets", str(SMALL)]
    per_answer, per_key, tails, ours, theirs = [], [], [], [], []
    for _ in range(rounds):
        mine, other = Terminal(form(SMALL), installed), Terminal(radiosets, installed)
        try:
            mine.until("At have det godt med emne 0")
            other.until(f"0/{SMALL}")
            one, two = answered(mine, other)
        finally:
            mine.close()
            other.close()
        single, several = [sum(each) for each in one], [sum(each) for each in two]
        flat_one, flat_two = [key for each in one for key in each], [key for each in two for key in each]
        per_answer.append(statistics.median(single) / statistics.median(several))
        per_key.append(statistics.median(flat_one) / statistics.median(flat_two))
        tails.append(late(flat_one) / late(flat_two))
        ours += flat_one
        theirs += flat_two
    told = f"keys: {milliseconds(ours)} against {milliseconds(theirs)}"
    yield result("an answer's keys to all of their output, median, against RadioSets", per_answer, 1 / 5, told)
    yield result("one key to all of its output, p95, against RadioSets", tails, 1 / 20, told)
    arrows = "most of theirs are arrows, which redraw one line; Textual itself takes 5 ms a key"
    yield result("one key to all of its output, median, against RadioSets", per_key, 1 / 5, arrows)


def answered(mine: Terminal, other: Terminal) -> tuple[list[list[float]], list[list[float]]]:
    """Seconds from each key to its last byte, by answer: one key for ours, arrows, Enter and Tab for a RadioSet."""
    ours: list[list[Drawn]] = []
    theirs: list[list[Drawn]] = []
    for value in VALUES:
        ours.append([mine.press(str(value).encode())])
        theirs.append([other.press(key) for key in (*[b"\x1b[B"] * (value - 1), b"\r", b"\t")])
    for terminal in (mine, other):
        assert f"{len(VALUES)}/{SMALL}".encode() in terminal.output
    return [[one.last for one in each] for each in ours], [[one.last for one in each] for each in theirs]


def late(times: list[float]) -> float:
    """The time that 95 of 100 keys stay below."""
    return statistics.quantiles(times, n=20)[-1]


def milliseconds(times: list[float]) -> str:
    return f"{statistics.median(times) * 1000:.0f} and {late(times) * 1000:.0f} ms"


def result(goal: str, ratios: list[float], limit: float, told: str = "") -> Result:
    spread = f"{len(ratios)} pairs, {min(ratios):.2f} to {max(ratios):.2f}"
    return Result(
        name="screen",
        goal=goal,
        ratio=statistics.median(ratios),
        limit=limit,
        detail=f"{spread}; {told}" if told else spread,
    )

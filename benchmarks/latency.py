"""From a key to what it draws, in a terminal, against a Textual app that shows one number and nothing else.

That app is the floor: what reading a key and drawing take when there is nothing to draw. The two are pressed in turn,
so that whatever else the machine does is the same for both.
"""

import statistics
import sys
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from benchmarks.installed import environment
from benchmarks.result import Result
from benchmarks.screen import form, late
from benchmarks.terminal import Drawn, Terminal

COUNTING = """
from textual.app import App, ComposeResult
from textual.widgets import Static
class Counting(App):
    ENABLE_COMMAND_PALETTE = False
    keys = 0
    def compose(self) -> ComposeResult:
        yield Static("keys: 0")
    def on_key(self) -> None:
        self.keys += 1
        self.query_one(Static).update(f"keys: {self.keys}", layout=False)
Counting().run()
"""
ANSWERS, A_ROUND, UNMEASURED = 1_000, 20, 5
KEYS = b"435242"


@dataclass(frozen=True, slots=True, kw_only=True)
class Latency:
    """Our times as multiples of the floor's: the middle key and the 95th of 100, to the first and the last byte.

    ``told`` is our own times in milliseconds.
    """

    first: float
    late_first: float
    last: float
    late_last: float
    told: str


def run(rounds: int) -> Iterable[Result]:
    with tempfile.TemporaryDirectory() as scratch:
        found = measured(A_ROUND * rounds, environment(Path(scratch)))
    yield result("key to first byte, median, against an empty Textual app", found.first, 8, found.told)
    yield result("key to last byte, median, against the same", found.last, 8, found.told)
    yield result("key to last byte, p95, against the same", found.late_last, 6, found.told)


def measured(keys: int, installed: Mapping[str, str], answers: int = ANSWERS) -> Latency:
    """So many keys pressed in both, one after the other; ours is a form of many questions, each key an answer."""
    ours, floor = Terminal(form(answers), installed), Terminal([sys.executable, "-c", COUNTING], installed)
    try:
        ours.until("At have det godt med emne 0")
        floor.until("keys: 0")
        pairs = [(ours.press(key), floor.press(key)) for key in _keys(keys + UNMEASURED)][UNMEASURED:]
    finally:
        ours.close()
        floor.close()
    return _compared([mine for mine, _floor in pairs], [least for _mine, least in pairs])


def _keys(count: int) -> Iterable[bytes]:
    return (KEYS[place % len(KEYS) : place % len(KEYS) + 1] for place in range(count))


def _compared(ours: list[Drawn], floor: list[Drawn]) -> Latency:
    first, last = [one.first for one in ours], [one.last for one in ours]
    least_first, least_last = [one.first for one in floor], [one.last for one in floor]
    return Latency(
        first=statistics.median(first) / statistics.median(least_first),
        late_first=late(first) / late(least_first),
        last=statistics.median(last) / statistics.median(least_last),
        late_last=late(last) / late(least_last),
        told=f"{len(ours)} keys, ours {_ms(first)} to the first and {_ms(last)} to the last byte",
    )


def _ms(times: list[float]) -> str:
    return f"{statistics.median(times) * 1000:.1f} ms"


def result(goal: str, ratio: float, limit: float, told: str) -> Result:
    return Result(name="latency", goal=goal, ratio=ratio, limit=limit, detail=told)

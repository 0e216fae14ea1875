"""Whatever is done to a good bundle: checking never crashes, every problem has its place, none takes for ever.

python3 run.py test -m long tests/engine/test_mutated_bundles.py -s     20,000 of them, and the figures
"""

import json
import statistics
import subprocess
import sys
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.engine import mutated_child

FEW, MANY = 600, 20_000
SLOWEST = 20
"""How many times as long as the usual one the slowest may take, of those that were made from one bundle."""


def looked_at(first: int, count: int) -> list[Mapping[str, Any]]:
    command = [sys.executable, str(Path(mutated_child.__file__)), str(first), str(count)]
    child = subprocess.run(command, capture_output=True, text=True, check=False)
    found = [json.loads(line) for line in child.stdout.splitlines()]
    assert child.returncode == 0, f"crashed after number {first + len(found) - 1}: {child.stderr[-2000:]}"
    assert len(found) == count
    return found


def slowest(found: list[Mapping[str, Any]]) -> tuple[float, int]:
    """How many times the median of its kind the slowest took, and its number."""
    kinds: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for one in found:
        kinds[one["of"]].append(one)
    medians = {kind: statistics.median(one["seconds"] for one in ones) for kind, ones in kinds.items()}
    return max((one["seconds"] / medians[one["of"]], one["number"]) for one in found)


def assert_all_is_well(found: list[Mapping[str, Any]]) -> None:
    assert [one for one in found if one["wrong"]] == []
    times, number = slowest(found)
    if times > SLOWEST:  # once more, by itself: another process may have had the processor's caches
        again = looked_at(number, 1)[0]["seconds"]
        kind = [one["seconds"] for one in found if one["of"] == found[number - found[0]["number"]]["of"]]
        times = again / statistics.median(kind)
    assert times <= SLOWEST, number


def test_hundreds_of_changed_bundles() -> None:
    assert_all_is_well(looked_at(0, FEW))


@pytest.mark.long
def test_twenty_thousand_changed_bundles(capsys: pytest.CaptureFixture[str]) -> None:
    found = looked_at(FEW, MANY)
    times, number = slowest(found)
    seconds = [one["seconds"] for one in found]
    with capsys.disabled():
        sys.stdout.write(
            f"\n{len(found)} changed bundles: median {statistics.median(seconds) * 1000:.1f} ms, "
            f"slowest {max(seconds) * 1000:.0f} ms, {times:.1f} times the median of its kind (number {number})\n"
        )
    assert_all_is_well(found)


def test_a_bundle_that_crashes_the_process_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    crashing = tmp_path / "crashing.py"
    crashing.write_text("import os\nprint('{\"number\": 0}', flush=True)\nos.abort()\n")
    monkeypatch.setattr(mutated_child, "__file__", str(crashing))
    with pytest.raises(AssertionError, match="crashed after number 0"):
        looked_at(0, 2)

"""What it costs to be asked for help: our command line against the same list of commands built bare with click."""

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Mapping
from pathlib import Path

from benchmarks.installed import environment
from benchmarks.result import Result
from sipforms.cli.commands import COMMANDS

PAIRS_A_ROUND = 3


def bare_program() -> str:
    """The same list of commands as somebody would write it who needs nothing else."""
    lines = ["import click", "@click.group()", "def cli():", "    'Questionnaires about people.'"]
    for name, help_ in COMMANDS.items():
        lines += [f"@cli.command({name!r}, help={help_!r})", f"def {name}_():", "    pass"]
    return "\n".join([*lines, "cli(['--help'])"])


def timed(command: list[str], installed: Mapping[str, str]) -> tuple[float, str]:
    begun = time.perf_counter()
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=installed)
    return time.perf_counter() - begun, done.stdout


def run(rounds: int) -> Iterable[Result]:
    ours, theirs = [sys.executable, "-m", "sipforms", "--help"], [sys.executable, "-c", bare_program()]
    pairs = PAIRS_A_ROUND * rounds
    with tempfile.TemporaryDirectory() as scratch:
        installed = environment(Path(scratch))
        for _, output in (timed(ours, installed), timed(theirs, installed)):
            assert all(name in output for name in COMMANDS)
        ratios = [timed(ours, installed)[0] / timed(theirs, installed)[0] for _ in range(pairs)]
    yield Result(
        name="start",
        goal="sipforms --help, whole process, against a bare click list",
        ratio=statistics.median(ratios),
        limit=2.0,
        at_least=False,
        detail=f"{pairs} pairs, {min(ratios):.2f} to {max(ratios):.2f}",
    )

"""``python -m benchmarks [NAME ...] [--rounds N]``: every ratio beside its goal, against opponents in the same run.

Opponents alternate with us, equal output is asserted, and what is shown is the median of the rounds' ratios. Exit code
1 when a goal is not met. With ``--profile`` what each check costs is shown instead.
"""

import argparse
import importlib
import sys
import time

from benchmarks.result import Result

MODULES = (
    "start",
    "bundles",
    "validation",
    "storage",
    "sealed",
    "screen",
    "latency",
    "keystrokes",
    "facility_report",
    "exports",
)


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"of {', '.join(MODULES)}; all without any")
    parser.add_argument("--rounds", type=int, default=7, help="rounds of each comparison (default 7)")
    parser.add_argument("--profile", action="store_true", help="show what each check costs instead, without goals")
    arguments = parser.parse_args()
    if arguments.profile:
        print("\n".join(importlib.import_module("benchmarks.costs").table(arguments.rounds)))
        return 0
    if unknown := set(arguments.names) - set(MODULES):
        parser.error(f"there is no benchmark called {min(unknown)}")
    missed = 0
    for name in arguments.names or MODULES:
        begun = time.monotonic()
        print(f"{name} ...", file=sys.stderr, flush=True)
        for result in importlib.import_module(f"benchmarks.{name}").run(arguments.rounds):
            print(line(result), flush=True)
            missed += not result.met
        print(f"{name}: {time.monotonic() - begun:.0f} s", file=sys.stderr, flush=True)
    print(f"{missed} goals missed" if missed else "every goal met")
    return 1 if missed else 0


def line(result: Result) -> str:
    mark = "met   " if result.met else "MISSED"
    bound = "at least" if result.at_least else "at most"
    return f"{mark}  {result.ratio:9.2f}  ({bound} {result.limit:g})  {result.name}: {result.goal}  [{result.detail}]"


if __name__ == "__main__":
    sys.exit(main())

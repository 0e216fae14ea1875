"""Pages that show files and commands: followed step by step, as a reader would."""

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from tests.house.reading import ROOT

BLOCK = re.compile(r"^```(?P<kind>yaml|markdown|console)\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)
NAMED = re.compile(r"`([a-z_]+/(?:[a-z_/]+\.yaml|README\.md))`")
ANYTHING = "..."


@dataclass(frozen=True)
class Step:
    """A file that the page shows, or a command with the output that it shows."""

    file: str = ""
    text: str = ""
    command: str = ""
    shown: list[str] = field(default_factory=list)


def steps(page: str) -> Iterator[Step]:
    end = 0
    for block in BLOCK.finditer(page):
        before, body = page[end : block.start()], block["body"]
        end = block.end()
        if block["kind"] != "console":
            yield Step(file=NAMED.findall(before)[-1], text=body)
        else:
            yield from commands(body)


def commands(body: str) -> Iterator[Step]:
    for part in re.split(r"^\$ ", body, flags=re.MULTILINE)[1:]:
        command, _, output = part.partition("\n")
        yield Step(command=command, shown=output.splitlines())


def run(command: str, folder: Path, language: str | None = None) -> list[str]:
    """What the command prints, started as a reader of that language would in that folder."""
    _, *arguments = shlex.split(command)
    home = str(folder / "home")
    places = {"HOME": home, "XDG_DATA_HOME": home, "XDG_CONFIG_HOME": home, "COLUMNS": "80"}
    environment = {name: value for name, value in os.environ.items() if name != "SIPFORMS_LANGUAGE"}
    environment |= {"SIPFORMS_LANGUAGE": language} if language else {}
    ended = subprocess.run(
        [sys.executable, "-m", "sipforms", *arguments],
        cwd=folder,
        env={**environment, **places, "PYTHONPATH": str(ROOT)},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode in {0, 1}, ended.stderr
    return ended.stdout.splitlines()


def as_pattern(shown: list[str]) -> re.Pattern[str]:
    """What a page shows, where three dots stand for any letters and lines."""
    return re.compile(re.escape("\n".join(shown)).replace(re.escape(ANYTHING), "(?s:.*)"))


def as_shown(printed: list[str], shown: list[str]) -> bool:
    """True when the lines are the same; a line of three dots stands for any number of lines."""
    if not shown:
        return not printed
    if shown[0] == ANYTHING:
        return any(as_shown(printed[skipped:], shown[1:]) for skipped in range(len(printed) + 1))
    return bool(printed) and printed[0].rstrip() == shown[0].rstrip() and as_shown(printed[1:], shown[1:])


def follow(page: str, folder: Path, language: str | None = None) -> int:
    """Write the files and run the commands of a page in its order; how many commands printed what the page shows."""
    done = 0
    for step in steps(page):
        if step.file:
            (folder / step.file).parent.mkdir(parents=True, exist_ok=True)
            (folder / step.file).write_text(step.text, encoding="utf-8")
            continue
        printed = run(step.command, folder, language)
        assert as_shown(printed, step.shown), "\n".join([f"$ {step.command}", *printed])
        assert any(line != ANYTHING for line in step.shown), f"nothing is shown of {step.command}"
        done += 1
    return done

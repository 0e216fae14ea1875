"""Slips of the hand: single mistakes in a programme that was right, each told once, in its place, with what to write.

Every file in tests/bundles/slips is one slip: what is changed in a new programme (``new``) or in a programme that never
changes (``voksen``, as SIP-voksen was in version 1.0.0, so that lines stay where they are), and what is to be told.
To add a case, add a file; ``paste`` are the lines that are shown to be pasted.
"""

import re
import shutil
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from sipforms.engine.check import check
from sipforms.engine.problem import Problem
from sipforms.engine.read.bundle import Bundle, read
from sipforms.render.language import speak
from sipforms.render.pasting import to_paste
from sipforms.render.problems import problem_text
from sipforms.render.starting import Beginning, starting_files
from tests.engine.checking import BUNDLES, words

SLIPS = sorted((BUNDLES / "slips").glob("*.yaml"))
VOKSEN = BUNDLES / "slips" / "voksen"
WIDTH = 80


@cache
def started() -> dict[str, bytes]:
    """The files of a new programme in Danish."""
    return dict(starting_files(Beginning(id="vores_puls", title="Vores puls", language="da")))


def slipped(case: dict[str, Any], folder: Path) -> Path:
    """The programme with the slip in it."""
    if case["base"] == "voksen":
        root = Path(shutil.copytree(VOKSEN, folder / "voksen"))
    else:
        root = folder / "vores_puls"
        for name, content in started().items():
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_bytes(content)
    for change in case["change"]:
        change_file(root, change)
    return root


def change_file(root: Path, change: dict[str, Any]) -> None:
    file = root / change["file"]
    if "gone" in change:
        file.unlink()
    elif "renamed" in change:
        file.rename(root / change["renamed"])
    elif "new" in change:
        file.write_text(change["new"], encoding="utf-8")
    elif "saved_as" in change:
        file.write_bytes(file.read_text(encoding="utf-8").encode(change["saved_as"]))
    else:
        text = file.read_text(encoding="utf-8")
        assert change["from"] in text, f"{file.name} has changed: write the slip anew"
        file.write_text(text.replace(change["from"], change["to"], 1), encoding="utf-8")


def case_of(file: Path) -> dict[str, Any]:
    return dict(yaml.safe_load(file.read_text(encoding="utf-8")))


def found(file: Path, folder: Path) -> tuple[Bundle, tuple[Problem, ...]]:
    bundle = read(slipped(case_of(file), folder))
    return bundle, check(bundle, words())


def told(file: Path, folder: Path) -> list[dict[str, Any]]:
    """The problems as a case expects them."""
    speak("en")
    bundle, problems = found(file, folder)
    return [_told(problem, bundle) for problem in problems]


def _told(problem: Problem, bundle: Bundle) -> dict[str, Any]:
    expected: dict[str, Any] = {"code": problem.code, "file": problem.place.file, "line": problem.place.line}
    if problem.facts.get("suggestion"):
        expected["suggestion"] = problem.facts["suggestion"]
    if problem.elsewhere:
        expected["elsewhere"] = len(problem.elsewhere)
    lines = to_paste(problem, bundle)
    return {**expected, "paste": list(lines)} if lines else expected


@pytest.mark.parametrize("file", SLIPS, ids=lambda file: file.stem)
def test_a_slip_is_told_once_where_it_is(file: Path, tmp_path: Path) -> None:
    expected = case_of(file)["expect"]
    assert told(file, tmp_path) == expected
    assert len(expected) <= 1


def texts(file: Path, folder: Path) -> Iterator[str]:
    for language in ("da", "en"):
        speak(language)
        bundle, problems = found(file, folder / language)
        yield from (problem_text(problem, bundle, folder=None) for problem in problems)
    speak("da")


@pytest.mark.parametrize("file", SLIPS[::7], ids=lambda file: file.stem)
def test_what_is_told_of_a_slip_fits_the_window_and_is_whole(file: Path, tmp_path: Path) -> None:
    (tmp_path / "da").mkdir()
    (tmp_path / "en").mkdir()
    for text in texts(file, tmp_path):
        pasted = [line for line in text.splitlines() if line.startswith("    ")]
        assert all(len(line) <= WIDTH for line in text.splitlines() if line not in pasted)
        assert "``" not in text
        assert not re.search(r"\{[a-z]+\}", re.sub(r"\{item\}|\{titel\}|\{navn\}", "", text))


def test_what_is_pasted_is_yaml() -> None:
    for file in SLIPS:
        for one in case_of(file)["expect"]:
            yaml.safe_load("\n".join(one.get("paste", [])) or "{}")


def test_there_are_many_slips() -> None:
    assert len(SLIPS) >= 150

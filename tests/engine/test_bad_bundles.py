"""Every folder in tests/bundles/bad holds one mistake and, in expected.yaml, the whole of what is said about it."""

import shutil
from pathlib import Path

import pytest
import yaml

from sipforms.actions.library import Library
from sipforms.engine.check import check
from sipforms.engine.checks.codes import CODES
from sipforms.engine.problem import Place, Problem
from tests.engine.checking import BUNDLES, folders, words

BAD = folders(BUNDLES / "bad")
ELSEWHERE = {
    "no-such-folder",
    "not-a-folder",
    "symbolic-link",
    "device-name",
    "unreadable-file",
    "too-many-files",
    "bundle-too-big",
    "file-too-big",
    "too-many-values",
    "two-plugins-one-name",
    "plugin-failed",
    "plugin-offers-wrong-kind",
    "plugin-check-failed",
    "plugin-not-loaded",
    "hooks-changed",
    "trust-list-unreadable",
    "word-in-hooks",  # tests/cli/test_check_hooks
    "example-differs",  # these six: tests/actions/test_example_problems
    "example-unconfirmed",
    "example-expects-nothing",
    "no-examples",
    "indicator-untried",
    "check-untried",
    "no-readme",  # tests/actions/test_checking
    "allow-form",  # these five: tests/engine/test_allowing
    "allow-without-reason",
    "allow-unknown-code",
    "allow-must-be-mended",
    "allow-nothing",
}
"""Codes that no folder in a repository can show: see test_problem_codes, test_hooks and test_trusting.

Those of archives are shown by test_evil_archives.
"""


def told(problem: Problem) -> dict[str, object]:
    """The problem as expected.yaml writes it; what is known is left out, since it grows with every new word."""
    place = problem.place
    facts = {name: list(one) if isinstance(one, tuple) else one for name, one in problem.facts.items()}
    facts.pop("known", None)
    return {
        "code": problem.code,
        "file": place.file,
        "line": place.line,
        "column": place.column,
        **({"facts": facts} if facts else {}),
        **({"also": where(problem.also)} if problem.also else {}),
    }


def manifest_of(folder: Path) -> str:
    """What programme.yaml says, where there is one; what it extends is to lie beside it."""
    manifest = folder / "programme.yaml"
    return manifest.read_text("utf-8", errors="replace") if manifest.is_file() else ""


def where(place: Place) -> dict[str, object]:
    return {"file": place.file, "line": place.line, "column": place.column}


def checked_for(code: str, folder: Path) -> list[Problem]:
    """What is found; what is only asked of a programme in use is left out, unless the folder is about just that."""
    found = check(Library().open(folder), words(), production=CODES[code].production)
    return [one for one in found if one.code == code or not CODES[one.code].production]


@pytest.mark.parametrize("folder", BAD, ids=lambda path: path.name)
def test_a_mistake_is_told_once_and_exactly(folder: Path, tmp_path: Path) -> None:
    bundle = Path(shutil.copytree(folder, tmp_path / folder.name, ignore=shutil.ignore_patterns("expected.yaml")))
    if "\nextends:" in manifest_of(folder):
        shutil.copytree(BUNDLES / "bases", tmp_path, dirs_exist_ok=True)
    expected = yaml.safe_load((folder / "expected.yaml").read_text("utf-8"))
    found = checked_for(expected[0]["code"], bundle)
    assert [told(problem) for problem in found] == expected
    for problem in found:
        code = CODES[problem.code]
        assert set(problem.facts) == set(code.facts)
        assert (problem.also is not None) is code.also
        assert problem.level is code.level


@pytest.mark.parametrize("folder", BAD, ids=lambda path: path.name)
def test_the_folder_is_named_after_its_code(folder: Path) -> None:
    codes = {one["code"] for one in yaml.safe_load((folder / "expected.yaml").read_text("utf-8"))}
    assert len(codes) == 1
    assert folder.name.startswith(codes.pop())


def test_every_code_has_a_bad_bundle() -> None:
    shown = {yaml.safe_load((folder / "expected.yaml").read_text("utf-8"))[0]["code"] for folder in BAD}
    assert shown | ELSEWHERE == {code for code in CODES if not code.startswith("archive-")}
    assert shown & ELSEWHERE == set()

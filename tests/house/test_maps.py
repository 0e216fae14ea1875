"""Each package has a map, and the map is true: it names every file and none that is not there."""

import re
from pathlib import Path

import pytest

from tests.house.reading import PACKAGE, ROOT

PACKAGES = sorted(path.parent for path in PACKAGE.glob("*/__init__.py"))
LONGEST = 80  # lines: one page


def mapped(package: Path) -> dict[str, list[str]]:
    """What a map leaves out, and what it names that does not exist.

    A folder inside a package may have a map of its own; otherwise its files stand in the package's, as
    `folder/file.py`.
    """
    named = set(re.findall(r"[\w/]+\.py\b", (package / "MAP.md").read_text(encoding="utf-8")))
    with_own_map = [path.parent for path in package.rglob("MAP.md") if path.parent != package]
    files = {
        path.relative_to(package).as_posix()
        for path in package.rglob("*.py")
        if path.name != "__init__.py" and not any(path.is_relative_to(folder) for folder in with_own_map)
    }
    elsewhere = {name for name in named if any((root / name).exists() for root in (package, PACKAGE, ROOT))}
    return {"left out": sorted(files - named), "not there": sorted(named - elsewhere)}


@pytest.mark.parametrize("package", PACKAGES, ids=lambda path: path.name)
def test_the_map_of_a_package_is_true(package: Path) -> None:
    assert (package / "MAP.md").is_file(), f"{package.name} has no MAP.md"
    assert mapped(package) == {"left out": [], "not there": []}
    assert len((package / "MAP.md").read_text(encoding="utf-8").splitlines()) <= LONGEST


def test_a_wrong_map_is_seen(tmp_path: Path) -> None:
    (tmp_path / "inner").mkdir()
    (tmp_path / "with_map").mkdir()
    for name in ("__init__.py", "here.py", "inner/deep.py", "with_map/own.py", "with_map/MAP.md"):
        (tmp_path / name).write_text("")
    (tmp_path / "MAP.md").write_text("`gone.py` was removed; sipforms/__init__.py is elsewhere")
    assert mapped(tmp_path) == {"left out": ["here.py", "inner/deep.py"], "not there": ["gone.py"]}
    (tmp_path / "MAP.md").write_text("here.py, inner/deep.py")
    assert mapped(tmp_path) == {"left out": [], "not there": []}

"""One version, told the same everywhere."""

import re
import tomllib

import sipforms
from tests.house.reading import ROOT

READERS = ["For staff", "For leaders, and whoever sets it up", "For programme designers", "For the secretariat"]


def test_the_changelog_begins_with_the_version_of_the_package() -> None:
    headings = re.findall(r"^## (\S+)", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert headings[0] == sipforms.__version__


def test_each_version_tells_each_of_its_readers_what_changed() -> None:
    versions = re.split(r"^## .*$", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
    for version in versions:
        assert re.findall(r"^### (.+)$", version, re.MULTILINE) == READERS


def test_the_package_shows_the_readme_that_there_is() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert (project.get("readme") == "README.md") is (ROOT / "README.md").is_file()

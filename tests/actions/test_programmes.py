"""Programmes on the shelves: each read when it is wanted, the facility's own before the one from the package."""

from pathlib import Path
from shutil import copytree

import pytest

from sipforms.actions.programmes import find_programmes
from sipforms.actions.workplace import open_vocabulary
from sipforms.engine.shelf import shipped

VOCABULARY = open_vocabulary(installed=False)
SMALL = {
    "programme.yaml": "id: {id}\ntitle: {id}\nversion: {version}\nlanguage: da\nquestionnaires: [uge]\n",
    "questionnaires/uge.yaml": (
        "title: Ugen\nsubject: citizen\nproperties:\n  sovet: {{title: Har du sovet?, type: boolean}}\n"
    ),
}


def write(shelf: Path, id_: str, version: str = "1.0.0") -> None:
    for name, content in SMALL.items():
        file = shelf / id_ / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(content.format(id=id_, version=version), encoding="utf-8")


def test_asking_for_one_reads_that_one_alone(tmp_path: Path) -> None:
    write(tmp_path, "trivsel")
    write(tmp_path, "hverdag")
    found = find_programmes([tmp_path], VOCABULARY, "da")
    assert found.find_read() == ()
    assert found.by_id["trivsel"].title == "trivsel"
    assert found.bundles["trivsel"].name == found.folders["trivsel"].name == "trivsel"
    assert [one.id for one in found.find_read()] == ["trivsel"]
    assert found.by_id.get("intet") is None
    with pytest.raises(KeyError):
        found.by_id["intet"]


def test_all_are_there_when_all_are_asked_for(tmp_path: Path) -> None:
    write(tmp_path, "trivsel")
    write(tmp_path, "ens", version="slet-ikke")
    found = find_programmes([tmp_path], VOCABULARY, "da")
    assert set(found.by_id) == set(found.bundles) == {"trivsel", *(one.name for one in shipped().iterdir())}
    assert [one.folder.name for one in found.broken] == ["ens"]
    assert len(found.by_id) == len(found.folders)


def test_the_last_shelf_goes_first_unless_what_stands_there_is_broken(tmp_path: Path) -> None:
    first, last = tmp_path / "first", tmp_path / "last"
    write(first, "trivsel", version="1.0.0")
    write(last, "trivsel", version="1.1.0")
    assert find_programmes([first, last], VOCABULARY, "da").by_id["trivsel"].version == "1.1.0"
    write(last, "trivsel", version="snart")
    found = find_programmes([first, last], VOCABULARY, "da")
    assert found.by_id["trivsel"].version == "1.0.0"
    assert [one.folder for one in found.broken] == [last / "trivsel"]


def test_a_shelf_may_be_the_bundle_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, "trivsel")
    copytree(tmp_path / "trivsel", tmp_path / "afsides" / "trivsel")
    monkeypatch.chdir(tmp_path / "afsides" / "trivsel")
    assert find_programmes([Path()], VOCABULARY, "da").by_id["trivsel"].title == "trivsel"

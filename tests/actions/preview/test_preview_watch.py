"""Changes are told once, when they are done."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from sipforms.actions.preview.watch import ENOUGH, MISSED, Stamp, Stamps, Watch, stamps_of


def file(size: int) -> Stamp:
    return Stamp(modified=size, size=size, inode=1)


def watching(*looks: Stamps) -> tuple[Watch, Callable[[], list[bool]]]:
    left: Iterator[Stamps] = iter(looks)
    watch = Watch(lambda: next(left))
    return watch, lambda: [watch.has_changed() for _ in looks[1:]]


def test_nothing_is_told_while_nothing_changes() -> None:
    _watch, told = watching(*[{"a": file(1)}] * 6)
    assert told() == [False] * 5


def test_a_change_is_told_once_when_it_stands_still() -> None:
    _watch, told = watching({"a": file(1)}, {"a": file(2)}, {"a": file(2)}, {"a": file(2)}, {"a": file(2)})
    assert told() == [False, True, False, False]


def test_a_file_being_written_is_left_alone_until_it_is_done() -> None:
    growing = [{"a": file(size)} for size in range(1, 6)]
    _watch, told = watching(*growing, growing[-1])
    assert told() == [False, False, False, False, True]


def test_a_file_that_is_missing_for_a_moment_is_no_change() -> None:
    there: Stamps = {"a": file(1)}
    gone: Stamps = {}
    _watch, told = watching(there, gone, gone, there, there, there)
    assert told() == [False] * 5


def test_a_file_replaced_by_another_of_the_same_size_and_time_is_a_change() -> None:
    other = {"a": Stamp(modified=1, size=1, inode=2)}
    _watch, told = watching({"a": file(1)}, other, other)
    assert told() == [False, True]


def test_a_file_that_stays_away_is_told() -> None:
    _watch, told = watching({"a": file(1)}, *[{}] * (MISSED + 2))
    assert told().index(True) == MISSED


def test_what_never_stands_still_is_told_at_last() -> None:
    _watch, told = watching(*({"a": file(size)} for size in range(ENOUGH + 2)))
    assert told().index(True) == ENOUGH - 1


def test_a_change_back_before_it_was_told_is_no_change() -> None:
    one, two = {"a": file(1)}, {"a": file(2)}
    _watch, told = watching(one, two, one, one)
    assert told() == [False, False, False]


@pytest.mark.parametrize(
    "name", [".livskvalitet.yaml.swp", "livskvalitet.yaml~", "#livskvalitet.yaml#", "4913", ".#x.yaml", "a.yaml.tmp"]
)
def test_what_editors_write_beside_a_file_is_not_looked_at(folder: Path, name: str) -> None:
    before = stamps_of(folder)
    (folder / "questionnaires" / name).write_text("x")
    assert stamps_of(folder) == before


def test_a_rename_over_the_file_is_seen(folder: Path) -> None:
    before = stamps_of(folder)
    fresh = folder / "questionnaires" / ".new"
    fresh.write_bytes((folder / "questionnaires" / "indsats.yaml").read_bytes())
    fresh.replace(folder / "questionnaires" / "indsats.yaml")
    assert stamps_of(folder) != before


def test_every_file_of_the_bundle_is_looked_at(folder: Path) -> None:
    seen = {name.removeprefix(f"{folder}/") for name in stamps_of(folder)}
    assert {"programme.yaml", "questionnaires/livskvalitet.yaml", "translations/en.yaml"} <= seen


def test_a_folder_that_is_not_there_has_no_files(tmp_path: Path) -> None:
    assert stamps_of(tmp_path / "nowhere") == {}


def test_a_folder_that_vanishes_while_it_is_watched_is_told(folder: Path) -> None:
    watch = Watch(lambda: stamps_of(folder))
    shutil.rmtree(folder)
    assert any(watch.has_changed() for _ in range(MISSED + 1))
    assert not folder.exists()

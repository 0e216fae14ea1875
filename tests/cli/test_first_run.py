"""The program alone, where nothing is kept yet: nobody is sent away with a command to type."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from sipforms.cli import first_run, founding, screens
from sipforms.store.access.founding import Founding, create_protected_store
from sipforms.store.opening import read_facts
from sipforms.store.sealing.passphrases import CHEAP
from tests.cli.conftest import Run
from tests.cli.test_founding_talk import GOOD
from tests.cli.typed import Answer, Typing, group_asked, typing

FOUNDED: list[Answer] = [
    *("Solsikken", "AB", "Anna Berg", GOOD, GOOD, "", "24", "Leder", "", group_asked, group_asked, "", "ja"),
    "",
]


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[Mapping[str, Any]]:
    """With what the screens were opened."""
    found: list[Mapping[str, Any]] = []

    def open_screens(chosen: Mapping[str, Any]) -> int:
        found.append(chosen)
        return 0

    monkeypatch.setattr(screens, "open_screens", open_screens)
    return found


def sits_there(monkeypatch: pytest.MonkeyPatch, *answers: Answer) -> Typing:
    at = typing(answers)
    monkeypatch.setattr(first_run, "is_at_terminal", lambda: True)
    monkeypatch.setattr(first_run, "this_terminal", lambda: at)
    return at


@pytest.mark.parametrize("language", ["en", "da"])
def test_whoever_wants_to_look_sees_the_demonstration(
    run: Run, opened: list[Mapping[str, Any]], monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    sits_there(monkeypatch, "", "yes", "1")
    assert run(language=language).code == 0
    assert opened[0]["demo"] is True


def test_whoever_wants_to_begin_is_led_to_a_store_and_then_signs_in(
    run: Run, opened: list[Mapping[str, Any]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def cheaply(folder: Path, wanted: Founding, **rest: Any) -> object:
        assert not opened
        return create_protected_store(folder, replace(wanted, cost=CHEAP), **rest)

    monkeypatch.setattr(founding, "create_protected_store", cheaply)
    at = sits_there(monkeypatch, "2", *FOUNDED)
    ended = run("--store", tmp_path / "new" / "store")
    assert (ended.code, ended.err, at.answers) == (0, "", [])
    assert read_facts(tmp_path / "new" / "store").is_protected
    assert len(opened) == 1
    assert not opened[0]["demo"]
    assert "store = " in at.text  # where the settings must say it, since the folder was named on the command line


def test_whoever_wants_nothing_has_made_nothing(
    run: Run, opened: list[Mapping[str, Any]], home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sits_there(monkeypatch, "3")
    assert run().code == 0
    assert not opened
    assert not any(home.rglob("store.json"))


@pytest.mark.parametrize("left", range(len(FOUNDED) - 1))
def test_whoever_goes_away_in_the_middle_has_made_nothing(
    run: Run, opened: list[Mapping[str, Any]], home: Path, monkeypatch: pytest.MonkeyPatch, left: int
) -> None:
    monkeypatch.setattr(founding, "examine_folder", lambda _folder: ())
    sits_there(monkeypatch, "2", *FOUNDED[:left])
    assert run().code == 130
    assert not opened
    assert not any(home.rglob("store.json"))


def test_where_there_is_a_store_nobody_is_asked(
    run: Run, opened: list[Mapping[str, Any]], protected: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sits_there(monkeypatch)
    assert run("--store", protected).code == 0
    assert len(opened) == 1


def test_a_folder_with_something_else_is_not_offered_as_a_place(
    run: Run, opened: list[Mapping[str, Any]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "letter.txt").write_text("x")
    sits_there(monkeypatch)
    assert run("--store", tmp_path / "other").code == 0
    assert len(opened) == 1  # the screens' way in says what it is

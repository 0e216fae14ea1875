"""A programme that extends another is previewed as a whole, and what it extends is watched too."""

from collections.abc import Callable
from pathlib import Path

import pytest

from sipforms.actions.preview.look import folders_of
from sipforms.actions.preview.pointing import Spot, place_of, spot_at
from sipforms.actions.preview.session import Preview
from sipforms.actions.preview.view import View
from sipforms.actions.preview.watch import stamps_of
from tests.actions.preview.conftest import CRITERIA, NOW, TEXT

MANIFEST = """id: hus
title: Huset
version: 1.0.0
language: da
extends: voksen@1
"""
ADDED = """properties:
  relationer:
    properties:
      naboer: {title: At kende dine naboer, scale: vigtighed_tilfredshed}
"""


@pytest.fixture
def house(folder: Path) -> Path:
    """A programme beside SIP-voksen that adds one question to it."""
    house = folder.with_name("hus")
    (house / "questionnaires").mkdir(parents=True)
    (house / "programme.yaml").write_text(MANIFEST, encoding="utf-8")
    (house / "questionnaires" / "livskvalitet.yaml").write_text(ADDED, encoding="utf-8")
    return house


@pytest.fixture
def extended(house: Path) -> Callable[[], Preview]:
    return lambda: Preview(house, CRITERIA, lambda: NOW, lambda: TEXT, View(questionnaire="livskvalitet"))


def test_the_form_has_the_questions_of_both(extended: Callable[[], Preview]) -> None:
    preview = extended()
    assert preview.stage is not None, [(one.code, one.place, one.facts) for one in preview.look.problems]
    titles = {item.title for item in preview.stage.filling.questionnaire.items()}
    assert {"At kende dine naboer", "At have venner"} <= titles
    preview.answer_as_somebody()
    assert ("relationer", "naboer", "vigtighed") in preview.stage.filling.draft.answers


def test_the_folder_of_what_is_extended_is_watched(extended: Callable[[], Preview], folder: Path) -> None:
    folders = folders_of(extended().look)
    assert [one.resolve() for one in folders] == [folder.with_name("hus").resolve(), folder.resolve()]
    before = stamps_of(*folders)
    path = folder / "questionnaires" / "livskvalitet.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("At have venner", "At have gode venner"), encoding="utf-8")
    assert stamps_of(*folders) != before


def test_questions_are_found_in_the_file_of_the_two_that_they_stand_in(extended: Callable[[], Preview]) -> None:
    preview = extended()
    assert preview.look.good is not None
    bundle = preview.look.good.bundle
    for path, file in [
        (("relationer", "naboer"), "questionnaires/livskvalitet.yaml"),
        (("relationer", "venner"), "../voksen/questionnaires/livskvalitet.yaml"),
    ]:
        place = place_of(bundle, "livskvalitet", path)
        assert place is not None
        assert place.file == file
        assert spot_at(place, bundle) == Spot(questionnaire="livskvalitet", path=path)

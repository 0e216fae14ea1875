"""What a previewed form reads of other questionnaires: answered here, by somebody invented, or by nobody."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from sipforms.actions.preview.session import Preview
from sipforms.actions.preview.view import NOTHING, View
from tests.actions.preview.conftest import CRITERIA, NOW, TEXT
from tests.engine.bundles import SMALL

FOSTER, STAFF = ("plejemor",), ("medarbejder",)


@pytest.fixture
def preview(tmp_path: Path) -> Preview:
    folder = Path(shutil.copytree(SMALL / "andre_skemaer", tmp_path / "andre_skemaer"))
    return Preview(folder, CRITERIA, lambda: NOW, lambda: TEXT, View(questionnaire="opfoelgning"))


def shown(preview: Preview, questionnaire: str, **view: str) -> Preview:
    """The preview turned to something else, with the answers so far."""
    draft = preview.stage.filling.draft if preview.stage else None
    preview.turn(replace(preview.view, questionnaire=questionnaire, **view), draft)
    return preview


def answer(preview: Preview, path: tuple[str, ...], value: str) -> None:
    """The form at hand answered, and turned away from."""
    assert preview.stage is not None
    questionnaire = preview.view.questionnaire
    preview.turn(replace(preview.view, questionnaire="plan"), preview.stage.filling.draft.answer(path, value))
    shown(preview, questionnaire)


@pytest.mark.parametrize(("where", "asked"), [("familiepleje", FOSTER), ("opholdssted", STAFF)])
def test_what_is_answered_in_one_form_shows_in_the_other(preview: Preview, where: str, asked: tuple[str, ...]) -> None:
    answer(shown(preview, "baggrund"), ("ramme", "setting"), where)
    shown(preview, "opfoelgning")
    assert preview.stage is not None
    draft = preview.stage.filling.draft
    assert [path for path in (FOSTER, STAFF) if path in draft.asked] == [asked]
    assert draft.answers["bor",] == where


def test_where_nobody_has_answered_here_somebody_invented_has(preview: Preview) -> None:
    assert preview.stage is not None
    situation = preview.stage.filling.draft.form.situation
    assert situation.latest is not None
    assert "baggrund" in situation.latest
    assert situation.carried


def test_it_can_be_seen_what_is_asked_where_nobody_has_answered(preview: Preview) -> None:
    shown(preview, "opfoelgning", elsewhere=NOTHING)
    assert preview.stage is not None
    draft = preview.stage.filling.draft
    assert draft.form.situation.latest is None
    assert STAFF in draft.asked
    assert ("ved_du",) in draft.asked

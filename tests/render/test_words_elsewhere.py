"""Conditions about another questionnaire in words: with its title, and the titles of what it asks."""

import pytest

from sipforms.engine.build.conditions import condition
from sipforms.render.condition_words import Speaker
from sipforms.render.language import speak
from tests.engine.bundles import small

SETTING = "latest.baggrund.ramme.setting"
CASES = [
    ("en", {"item": SETTING, "is": "familiepleje"}, "“Hvor bor barnet?” in “Baggrund” is “Familiepleje”"),
    ("da", {"item": SETTING, "is": "familiepleje"}, "“Hvor bor barnet?” i “Baggrund” er “Familiepleje”"),
    ("en", {"item": SETTING, "answered": False}, "“Hvor bor barnet?” in “Baggrund” is not answered"),
    (
        "en",
        {"item": "latest.baggrund.skole.tilfredshed", "atLeast": 2},
        "“skolen (Tilfreds?)” in “Baggrund” is at least 2 (Noget)",
    ),
    (
        "en",
        {"item": "dag", "notBefore": {"item": "latest.baggrund.ramme.siden", "add": "P14D"}},
        "“Hvilken dag?” is not before “Siden hvornår?” in “Baggrund” + P14D",
    ),
    (
        "en",
        {"any": {"item": "latest.plan.indsatser.*.grad", "atLeast": 2}},
        "at least one answer to “Hvor meget?” in “Indsatser” in “Plan” is at least 2 (Noget)",
    ),
]


@pytest.mark.parametrize(("language", "written", "said"), CASES)
def test_the_other_questionnaire_is_named(language: str, written: dict[str, object], said: str) -> None:
    programme = small("andre_skemaer")
    speak(language)
    try:
        assert Speaker(programme, programme.questionnaires["opfoelgning"]).words(condition(written)) == said
    finally:
        speak("en")

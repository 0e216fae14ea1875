"""A score of several numbers is shown as those, never as a dash; a table of unlike numbers keeps its order."""

from dataclasses import replace
from datetime import date

import pytest

from sipforms.engine.indicator import Indicator, MissingRule
from sipforms.engine.score.score import Part, Score
from sipforms.plugins.sections.development import Compared, Development, DevelopmentRow
from sipforms.render.charts.word_table import word_table
from sipforms.render.charts.words import reason, score_words
from sipforms.render.language import speak

PARTS = (Part(key="barriers", title="barriers", value=1), Part(key="facilitators", title="facilitators", value=2))
SEVERAL = Score(indicator="omgivelser", value=None, answered=3, relevant=3, range=(0, 3), parts=PARTS)


@pytest.mark.parametrize(("language", "said"), [("da", "barrierer 1, støtte 2"), ("en", "barriers 1, facilitators 2")])
def test_several_numbers_are_said_each_with_its_name(language: str, said: str) -> None:
    speak(language)
    assert score_words(SEVERAL) == reason(SEVERAL) == said


def test_without_numbers_the_reason_stands_and_no_parts() -> None:
    speak("en")
    none = replace(SEVERAL, reason="tooFewAnswers", answered=1)
    assert (score_words(none), reason(none)) == ("–", "too few answers (1/3)")


def row(title: str, value: float, range_: tuple[float, float]) -> DevelopmentRow:
    indicator = Indicator(id=title, title=title, scorer="mean", missing=MissingRule(), settings={})
    score = Score(indicator=title, value=value, answered=1, relevant=1, range=range_)
    return DevelopmentRow(
        title=title, main=Compared(indicator=indicator, now=score, before=None, change=None), beside=None
    )


@pytest.mark.parametrize(("shared", "first"), [(None, "Højt"), ((0.0, 100.0), "Lavt")])
def test_only_numbers_on_one_scale_are_put_in_order(shared: tuple[float, float] | None, first: str) -> None:
    rows = (row("Højt", 80.0, shared or (0.0, 100.0)), row("Lavt", 2.0, shared or (1.0, 5.0)))
    shown = Development(
        rows=rows, main="", beside="", range=shared, steps=(), today=date(2026, 1, 1), before=None, broken=None
    )
    assert word_table(shown).plain.splitlines()[1].startswith(first)

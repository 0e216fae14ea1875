"""How many problems, and what answering takes, on a line."""

import pytest

from sipforms.actions.preview.needed import Needed
from sipforms.engine.budget.effort import Effort, Range
from sipforms.engine.problem import Level, Place, Problem
from sipforms.render.language import speak
from sipforms.render.tallies import effort_words, tally_words

EFFORT = Effort(keystrokes=Range(least=62, most=90), minutes=Range(least=21, most=30), lix=19)
PLACE = Place(file="programme.yaml")


@pytest.mark.parametrize(
    ("levels", "said"),
    [
        ((), "✓ nothing to mend"),
        ((Level.ERROR,), "✗ 1 error"),
        ((Level.NOTE, Level.ERROR, Level.ERROR), "✗ 2 errors   · 1 remark"),
        ((Level.WARNING,) * 3, "! 3 warnings"),
    ],
)
def test_problems_are_counted_by_sign_and_word(levels: tuple[Level, ...], said: str) -> None:
    speak("en")
    assert tally_words(Problem(code="empty-file", place=PLACE, level=one) for one in levels) == said


@pytest.mark.parametrize(
    ("needed", "said"),
    [
        (Needed(effort=EFFORT), "at least 62 keys, about 21-30 min, LIX 19"),
        (Needed(effort=EFFORT, keystrokes=70, lix=25), "at least 62 of 70 keys, about 21-30 min, LIX 19 of 25"),
        (Needed(effort=EFFORT, minutes=25), "at least 62 keys, about 21-30 of 25 min, LIX 19"),
        (
            Needed(effort=Effort(keystrokes=Range(least=1, most=1), minutes=Range(least=1, most=1), lix=None)),
            "at least 1 key, about 1 min",
        ),
    ],
)
def test_what_answering_takes_stands_beside_the_budget(needed: Needed, said: str) -> None:
    speak("en")
    assert effort_words(needed) == said


def test_without_the_budget_where_there_is_no_room_for_it() -> None:
    speak("en")
    assert "70" not in effort_words(Needed(effort=EFFORT, keystrokes=70), with_budget=False)

"""An answer inside a sentence begins small, unless it is a sign, an abbreviation, or the English I."""

import pytest

from sipforms.render.charts.words import said_inside
from sipforms.render.language import speak


@pytest.mark.parametrize(
    ("language", "title", "inside"),
    [
        ("da", "Rigtig meget", "rigtig meget"),
        ("da", "I høj grad.", "i høj grad"),
        ("da", "STU", "STU"),
        ("da", "5", "5"),
        ("da", "", ""),
        ("en", "A lot", "a lot"),
        ("en", "I did not like it", "I did not like it"),
        ("en", "PE lessons", "PE lessons"),
    ],
)
def test_it_begins_small_where_it_is_a_word(language: str, title: str, inside: str) -> None:
    speak(language)
    assert said_inside(title) == inside

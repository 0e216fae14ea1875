"""Schedules, missing rules and code in words that people read."""

import pytest

from sipforms.engine.build import build
from sipforms.engine.programme import ScheduleRule
from sipforms.engine.read.bundle import read
from sipforms.engine.response import Json
from sipforms.engine.shelf import shipped
from sipforms.render.code_listing import listed_code
from sipforms.render.language import speak
from sipforms.render.programme_page import programme_page
from sipforms.render.schedule_words import length_in_words, rule_in_words

VOKSEN = build(read(shipped() / "voksen"), "en")


@pytest.fixture(autouse=True)
def english() -> None:
    speak("en")


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        ({"at": "admission", "within": "P14D"}, "at admission, within 14 days"),
        ({"every": "P12M", "start": "period"}, "every 12 months, counted from the start of the reporting period"),
        ({"every": "P1Y6M", "start": "admission"}, "every 1 year 6 months, counted from admission"),
        ({"at": {"after": "discharge", "by": "P3M"}}, "at discharge, 3 months later"),
        ({"at": {"item": "plan.dato", "add": "P14D"}}, "on the day answered in plan.dato, 14 days later"),
        ({"after": {"count": 4, "of": "rammer"}}, "after 4 answers to Conditions"),
        ({"after": {"count": 1, "of": "gone"}}, "after 1 answer to gone"),
        ({"at": "discharge", "add": "P1W"}, "at discharge, 7 days later"),
    ],
)
def test_a_rule_of_the_schedule_in_words(rule: dict[str, Json], said: str) -> None:
    assert rule_in_words(ScheduleRule(questionnaire="x", **rule), VOKSEN) == said  # type: ignore[arg-type]


def test_a_length_that_is_none_stands_as_written() -> None:
    assert (length_in_words("14 days"), length_in_words("P0D")) == ("14 days", "at once")


def test_a_page_is_eighty_columns_wide_and_says_every_indicator() -> None:
    lines = list(programme_page(VOKSEN))
    assert max(map(len, lines)) <= 80
    text = "\n".join(lines)
    assert all(one.id in text for one in VOKSEN.indicators)
    assert all(one.title in text for one in VOKSEN.variants)


def test_a_page_cannot_command_the_terminal() -> None:
    from dataclasses import replace

    evil = replace(VOKSEN, title="\x1b[2J\u202eevil", sources=("\x07",), theory={"goal": "\x9b31m"})
    assert not set("\n".join(programme_page(evil))) & set("\x1b\x07\x9b\u202e")


def test_lines_are_counted_as_python_counts_them() -> None:
    assert list(listed_code(b"a = 1\x0c\r\nb = '\xc3\xa6'\rc\n")) == ["1 | a = 1<U+000C>", "2 | b = 'æ'", "3 | c"]
    assert list(listed_code(b"")) == []
    assert list(listed_code(b"\xff\ta")) == ["1 | <0xff>   a"]

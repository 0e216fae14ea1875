"""Side by side as text: columns where they fit, a paragraph each where they do not, and no colour needed."""

from dataclasses import replace
from datetime import date

import pytest
from rich.cells import cell_len

from sipforms.engine.scale import Option
from sipforms.engine.score.score import Score
from sipforms.plugins.sections.side_by_side import SideBySide, SideCell, SideColumn, SideRow
from sipforms.render.charts.glyphs import ALL, ASCII
from sipforms.render.charts.side_by_side import side_by_side_text
from sipforms.render.language import speak

FIVE, THREE = (1.0, 5.0), (1.0, 3.0)


def column(informant: str, form: str = "Trivsel", *, is_older: bool = False) -> SideColumn:
    questionnaire = form.casefold()
    return SideColumn(
        informant=informant,
        questionnaire=questionnaire,
        form=form,
        day=date(2026, 3, 4),
        mode="self",
        is_older=is_older,
    )


def number(value: float, range_: tuple[float, float], answered: int = 4) -> tuple[SideCell, ...]:
    score = Score(indicator="i", value=value, range=range_, asked=5, relevant=5, answered=answered)
    return (SideCell(title="Skole", score=score),)


NONE = (
    SideCell(title="Skole", score=Score(indicator="i", value=None, reason="tooFewAnswers", relevant=5, answered=1)),
)
SHOWN = SideBySide(
    columns=(column("Barnet", "Sådan har jeg det"), column("Forældre", is_older=True), column("Læreren")),
    rows=(
        SideRow(title="Skole", cells=(number(2.5, THREE), number(3.4, FIVE), NONE)),
        SideRow(title="Hjemme og i plejefamilien", cells=(number(3, THREE, 5), number(2, FIVE), ())),
    ),
    silent=("Kontaktpersonen",),
)


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("width", [60, 80, 120])
@pytest.mark.parametrize("glyphs", [ALL, ASCII], ids=["unicode", "ascii"])
def test_no_line_is_wider_than_the_page(width: int, language: str, glyphs: object) -> None:
    speak(language)
    text = side_by_side_text(SHOWN, width, ASCII if glyphs is ASCII else ALL)
    assert max(cell_len(line) for line in text.plain.splitlines()) <= width


def test_numbers_stand_beside_each_other_with_range_and_counts() -> None:
    speak("en")
    lines = side_by_side_text(SHOWN, 80).plain.splitlines()
    row = next(line for line in lines if line.startswith("Skole"))
    assert row.split() == ["Skole", "2.5", "(1", "to", "3)", "3.4", "(1", "to", "5)", "no", "number:", "too"]
    below = lines[lines.index(row) + 1]
    assert below.split() == ["4", "of", "5", "answers", "4", "of", "5", "answers", "few", "answers"]
    assert [word for word in ("Barnet", "Forældre", "Læreren") if word in lines[4]] == ["Barnet", "Forældre", "Læreren"]
    assert lines[-1] == "Has not answered: Kontaktpersonen."


def test_a_round_far_back_says_so_in_a_word() -> None:
    speak("en")
    text = side_by_side_text(SHOWN, 80).plain
    assert "older" in text
    assert "Older: answered long before the newest" in text


def test_too_many_columns_are_told_one_by_one() -> None:
    speak("en")
    many = SideBySide(
        columns=tuple(column(f"Person {place}") for place in range(6)),
        rows=(SideRow(title="Skole", cells=tuple(number(place, FIVE) for place in range(6))),),
        silent=(),
    )
    text = side_by_side_text(many, 80).plain
    assert "  Person 3, 4 Mar 2026, on their own: 3 (1 to 5), 4 of 5 answers" in text


def test_there_is_no_mean_and_no_difference() -> None:
    speak("en")
    text = side_by_side_text(SHOWN, 80).plain
    assert "+" not in text
    assert "2.95" not in text  # the mean of 2.5 and 3.4
    assert "0.9" not in text  # their difference


def test_nothing_is_said_where_there_is_nothing() -> None:
    assert side_by_side_text(SideBySide(columns=(), rows=(), silent=()), 80).plain == ""


def test_five_columns_have_a_letter_each_and_say_who_once() -> None:
    speak("en")
    five = SideBySide(
        columns=tuple(column(f"Person {place}", "Trivsel") for place in range(5)),
        rows=(SideRow(title="Skole", cells=(*(number(place, FIVE) for place in range(1, 5)), NONE)),),
        silent=(),
    )
    lines = side_by_side_text(five, 80).plain.splitlines()
    assert "A  Person 0, 4 Mar 2026, on their own, from 1 to 5" in lines
    heads = ["A", "1-5", "B", "1-5", "C", "1-5", "D", "1-5", "E"]  # a 3 out of 3 beside a 3 out of 5 is soon misread
    assert heads in [line.split() for line in lines]
    row = next(line for line in lines if line.startswith("Skole"))
    assert row.split() == ["Skole", "1", "(4/5)", "2", "(4/5)", "3", "(4/5)", "4", "(4/5)", "too", "few"]
    assert sum("Person 0" in line for line in lines) == 1
    assert max(map(cell_len, lines)) <= 80


def test_a_column_with_two_scales_says_which_in_the_cell() -> None:
    speak("en")
    mixed = replace(SHOWN.columns[0])
    several = SideBySide(
        columns=(mixed,) * 5,
        rows=(
            SideRow(title="Skole", cells=(number(2, THREE),) * 5),
            SideRow(title="Hjemme", cells=(number(2, FIVE),) * 5),
        ),
        silent=(),
    )
    text = side_by_side_text(several, 80).plain
    assert text.count("from 1 to") == 10  # once in each cell, never above


def test_what_the_ends_of_a_scale_mean_is_told_so_that_nobody_takes_a_one_for_the_best() -> None:
    speak("en")
    steps = tuple(Option(value=value, title=title) for value, title in enumerate(("Slet ikke svært", "Svært"), 1))
    shown = replace(SHOWN, columns=(replace(SHOWN.columns[0], steps=steps), *SHOWN.columns[1:]))
    for width in (60, 100):
        said = " ".join(side_by_side_text(shown, width).plain.split())
        assert "Barnet: 1 is slet ikke svært, 2 is svært." in said
        assert "Læreren: 1" not in said

"""What text and page say alike of a facility: what is not told, which forms are counted, of when figures are."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from sipforms.engine.gather.facility.coverage import Coverage, CoverageRow, StateCount
from sipforms.engine.gather.facility.distribution import Distribution, GroupSpread
from sipforms.engine.gather.facility.importance import AreaPair, Figure, Importance, PairGroup, PairRow
from sipforms.engine.gather.facility.spread import QuestionSpread, Share, Spread
from sipforms.render.charts.glyphs import ASCII
from sipforms.render.groups.coverage import coverage_lines
from sipforms.render.groups.distribution import distribution_lines
from sipforms.render.html.parts.coverage import coverage_html
from sipforms.render.html.parts.distribution import distribution_html
from sipforms.render.html.parts.importance import importance_html
from sipforms.render.language import speak
from sipforms.render.report import Page
from tests.render.html.pages_read import read
from tests.render.html.values import CITIZEN, STEPS

WIDE = Page(width=120, glyphs=ASCII)
WITHHELD = "Withheld, so that nobody can be recognised: {what}."
TOLD, FEW = Figure(mean=3.5, people=12), Figure(mean=None, people=None, lack="few")


@pytest.fixture(autouse=True)
def _language() -> Iterator[None]:
    speak("en")
    yield
    speak("en")


def _asked(number: int, area: str, own: Spread) -> QuestionSpread:
    return QuestionSpread(
        path=f"{area}.q{number}",
        title=f"Spørgsmål {number}",
        area=area,
        area_title=area,
        dimension_title="Tilfreds?",
        direction="higherIsBetter",
        options=STEPS,
        range=(1, 5),
        own=own,
    )


def test_questions_that_are_not_told_stand_in_a_sentence_and_those_of_an_area_together() -> None:
    shares = tuple(Share(values=(step,), titles=(word,), people=5, share=0.2) for step, word in STEPS)
    told, few = Spread(answered=25, asked=25, shares=shares), Spread(answered=None, asked=None, lack="few")
    spreads = (("Ro", told), ("Hvile", few), ("Hvile", few), ("Ro", few), ("Mad", told), ("Ro", told))
    questions = tuple(_asked(number, *one) for number, one in enumerate(spreads))
    group = GroupSpread(respondents=CITIZEN, people=25, questions=questions)
    value = Distribution(groups=(group,), least=5, has_intervals=False)
    html, text = distribution_html(value), "\n".join(distribution_lines(value, WIDE))
    for shown in (read(html).said, text):
        assert WITHHELD.format(what="Hvile, Spørgsmål 3") in shown
        assert shown.count("ithheld") == 1
    assert html.count("<h4>Ro</h4>") == sum(line.startswith("Ro ") for line in text.splitlines()) == 1
    assert "Tilfreds: 1 = Slet ikke" in text


def test_pairs_that_are_not_told_stand_in_a_sentence_and_an_area_has_no_people_of_its_own() -> None:
    pairs = tuple(
        PairRow(item=f"i{at}", title=f"Spørgsmål {at}", first=each, second=each) for at, each in ((0, TOLD), (3, FEW))
    )
    areas = (
        AreaPair(area="ro", title="Ro", first=TOLD, second=TOLD, items=pairs),
        AreaPair(area="hvile", title="Hvile", first=FEW, second=FEW, items=(pairs[1],)),
    )
    group = PairGroup(
        respondents=CITIZEN, first_title="Vigtigt?", second_title="Tilfreds?", range=(1, 5), steps=STEPS, areas=areas
    )
    page = read(importance_html(Importance(groups=(group,), least=5)))
    assert WITHHELD.format(what="Spørgsmål 3, Hvile") in page.said
    assert page.said.count("ithheld") == 1
    assert page.figures.count(12.0) == 2  # beside the two means of the question


def test_the_last_question_mark_ends_the_sentence() -> None:
    few = Spread(answered=None, asked=None, lack="few")
    group = GroupSpread(respondents=CITIZEN, people=25, questions=(replace(_asked(1, "", few), title="Svarede du?"),))
    shown = "\n".join(distribution_lines(Distribution(groups=(group,), least=5, has_intervals=False), WIDE))
    assert shown.endswith("recognised: Svarede du?")


def test_all_forms_that_are_counted_are_named_and_of_when_the_figures_are() -> None:
    row = CoverageRow(
        questionnaire="trivsel",
        title="Trivsel (11 til 18 år)",
        other_titles=("Trivsel (8 til 10 år)",),
        informant=None,
        informant_title="",
        due=10,
        people=10,
        states=(StateCount(states=("answered",), forms=10),),
        days=12,
        as_of=date(2026, 3, 1),
        waiting=2,
    )
    value = Coverage(citizens=10, rows=(row,), least=5, until=date(2026, 9, 30))
    for shown in (read(coverage_html(value)).said, "\n".join(coverage_lines(value, WIDE))):
        assert "Trivsel (11 til 18 år), Trivsel (8 til 10 år)" in shown
        assert shown.count("As of 1 Mar 2026: 2 new answers wait.") == 1
        assert "30 Sep 2026" in shown
    dated = read(coverage_html(replace(value, rows=(), as_of=date(2026, 4, 2), waiting=1))).said
    assert "As of 2 Apr 2026: 1 new answer waits." in dated


def test_pairs_of_an_earlier_report_are_dated_on_the_page() -> None:
    old = Figure(mean=3.5, people=12, as_of=date(2026, 3, 1), waiting=2)
    pairs = tuple(PairRow(item=f"i{at}", title=f"Punkt {at}", first=old, second=old) for at in range(2))
    area = AreaPair(area="ro", title="Ro", first=old, second=old, items=pairs)
    group = PairGroup(
        respondents=CITIZEN, first_title="Vigtigt?", second_title="Tilfreds?", range=(1, 5), steps=STEPS, areas=(area,)
    )
    said = read(importance_html(Importance(groups=(group,), least=5))).said
    assert said.count("As of 1 Mar 2026: 2 new answers wait.") == 1


def test_answers_that_are_withheld_are_named_beside_those_that_are_told() -> None:
    shares = tuple(Share(values=(step,), titles=(word,), people=5, share=0.5) for step, word in STEPS[:3])
    asked = replace(_asked(1, "Ro", Spread(answered=10, asked=10, shares=shares)), is_several=True, range=None)
    group = GroupSpread(respondents=CITIZEN, people=10, questions=(asked,))
    value = Distribution(groups=(group,), least=5, has_intervals=False)
    for shown in (read(distribution_html(value)).said, "\n".join(distribution_lines(value, WIDE))):
        assert "Withheld: Meget, Rigtig meget." in shown

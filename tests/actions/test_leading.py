"""The figures of a report theme by theme: nothing is counted anew, and other forms of a questionnaire are one theme."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import UTC, date, datetime
from types import SimpleNamespace
from typing import Any

import pytest

from sipforms.actions.gathering import Gathered
from sipforms.actions.leading import (
    Wish,
    areas_of,
    definition_of,
    lead,
    led_reports,
    programmes_led,
    stays_by_programme,
    usual_period,
    years_of,
)
from sipforms.actions.themes import Themes, themes_of
from sipforms.actions.workplace import Workplace, open_vocabulary
from sipforms.engine.gather.period import Span
from sipforms.engine.gather.stay import Stay
from sipforms.engine.people import Episode
from sipforms.engine.programme import Programme
from sipforms.engine.response import Response
from tests.programmes.shipped import PROGRAMMES
from tests.tui.led_samples import CITIZEN, STAFF, area_of, sample_led, sample_report

TODAY = date(2026, 11, 22)
NOW = datetime(2026, 11, 22, 10, tzinfo=UTC)


def numbers_in(value: object) -> Iterator[float]:
    """Every number anywhere in a value."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        yield value
    elif is_dataclass(value) and not isinstance(value, type):
        for one in fields(value):
            yield from numbers_in(getattr(value, one.name))
    elif isinstance(value, tuple | list):
        for one in value:
            yield from numbers_in(one)


def test_every_figure_of_a_theme_is_one_of_the_reports(voksen: Programme) -> None:
    report = sample_report(voksen)
    themes = themes_of(report, area_of)
    assert set(numbers_in(themes)) == set(numbers_in([part.value for part in report.parts])) - {2024, 2025, 2026}
    citizen, staff = themes.voices
    assert (citizen.respondents, staff.respondents) == (CITIZEN, STAFF)
    assert (citizen.lack, staff.lack, staff.themes) == (None, "few", ())
    assert [one.title for one in themes.every] == ["Relationer", "Hjemmet"]
    relations = citizen.of(themes.every[0])
    assert relations is not None
    assert relations.pair is not None
    assert (relations.pair.second.mean, len(relations.courses), len(relations.questions)) == (2.6, 1, 1)


def test_another_form_of_a_questionnaire_is_the_same_theme_and_never_pooled(voksen: Programme) -> None:
    report = sample_report(voksen)
    importance = report.parts[1]
    value: Any = importance.value
    three = replace(CITIZEN, questionnaire="livskvalitet_tre", title="Med tre svar")
    again = replace(value, groups=(value.groups[0], replace(value.groups[0], respondents=three)))
    themes = themes_of(replace(report, parts=(replace(importance, value=again),)), area_of)
    assert [one.key for one in themes.every] == ["livskvalitet.relationer", "livskvalitet.selvbestemmelse"]
    assert [one.respondents for one in themes.voices] == [CITIZEN, three]


def test_a_report_without_figures_has_no_themes(voksen: Programme) -> None:
    assert themes_of(replace(sample_report(voksen), parts=()), area_of) == Themes()


@pytest.mark.parametrize("name", sorted(PROGRAMMES))
def test_the_usual_report_of_every_programme_is_about_the_facility(name: str) -> None:
    programme = PROGRAMMES[name]
    assert {one.about for one in led_reports(programme)} == {"facility"}
    assert definition_of(programme).id == led_reports(programme)[0].id
    assert definition_of(programme, "findes-ikke").id == definition_of(programme).id


def test_the_area_of_an_indicator_is_where_all_its_questions_stand(voksen: Programme) -> None:
    areas = areas_of(voksen, open_vocabulary(installed=False))
    assert areas("relationer_tilfredshed") == ("relationer", "Relationer")
    assert areas("findes-ikke") is None


def test_years_begin_with_the_one_of_today(voksen: Programme) -> None:
    years = years_of(voksen, TODAY)
    assert years[0] == Span(begins=date(2026, 10, 1), ends=date(2027, 9, 30))
    assert [one.begins.year for one in years if one.begins] == [2026, 2025, 2024, 2023, 2022]


@pytest.mark.parametrize(
    ("answered", "begins"),
    [({2026: 9, 2025: 9}, 2026), ({2026: 4, 2025: 9}, 2025), ({2026: 5, 2025: 9, 2024: 18}, 2025), ({}, 2026)],
)
def test_a_year_that_has_hardly_begun_is_not_shown_first(
    voksen: Programme, answered: dict[int, int], begins: int
) -> None:
    gathered = Gathered(stays=(), programmes={}, every=tuple(_stays(answered)))
    period = usual_period(voksen, gathered, TODAY)
    assert period.begins == date(begins, 10, 1)


def _stays(answered: dict[int, int]) -> Iterator[Stay]:
    for year, count in answered.items():
        for number in range(count):
            response = Response(
                id=f"{year}-{number}", programme="voksen", version="1", digest="d", questionnaire="livskvalitet",
                answered_on=date(year, 11, 1), begun_at=NOW, handed_in_at=NOW, answers={},
            )  # fmt: skip
            stay = Episode(id=f"e{year}-{number}", programme="voksen", admission=date(year, 1, 1))
            yield Stay(person=f"p{number}", episode=stay, responses=(response,), earlier=())


def test_where_nobody_is_the_figures_say_so(workplace: Workplace) -> None:
    led = lead(workplace, Wish(programme="voksen"))
    assert (led.themes.every, led.book.decisions) == ((), ())
    assert stays_by_programme(workplace) == {}


def test_the_programme_most_used_comes_first() -> None:
    here: Any = SimpleNamespace(
        programmes=SimpleNamespace(by_id={one: PROGRAMMES[one] for one in ("sikret", "voksen")})
    )
    assert [one.id for one in programmes_led(here, {"voksen": 3, "sikret": 1})] == ["voksen", "sikret"]
    assert [one.id for one in programmes_led(here, {"sikret": 1})] == ["sikret"]
    assert len(programmes_led(here, {})) == 2


def test_decisions_of_audits_stand_in_the_report_and_not_in_a_published_one(voksen: Programme) -> None:
    led = sample_led(voksen)
    assert led.report.audit is not None
    assert [one.text for one in led.report.audit.decisions] == ["Følgeskab til klubben, hemmelig"]

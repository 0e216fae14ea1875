"""Each file under tests/schedule is a schedule with the days on which something must, and must not, be due."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
import yaml

from sipforms.engine.build.manifest import schedule_rules
from sipforms.engine.duration import Duration, moved, parse_duration
from sipforms.engine.people import Episode
from sipforms.engine.points import period_start
from sipforms.engine.programme import Programme, Questionnaire
from sipforms.engine.response import Json, Response
from sipforms.engine.schedule import Due, due

CASES = Path(__file__).parent.parent / "schedule"
MOMENT = datetime(2026, 1, 1, tzinfo=UTC)


def cases() -> Iterator[Any]:
    for file in sorted(CASES.glob("*.yaml")):
        written = yaml.safe_load(file.read_text(encoding="utf-8"))
        for number, case in enumerate(written["cases"]):
            yield pytest.param(written, case, id=f"{file.stem}-{number}")


def programme(written: dict[str, Any]) -> Programme:
    rules = tuple(schedule_rules(written["schedule"]))
    subject = written.get("subject", "citizen")
    asked = {one.questionnaire: {} for one in rules} | written.get("forms", {})
    questionnaires = {
        id_: Questionnaire(
            id=id_, title="", subject=subject, form_of=said.get("formOf"), informants=tuple(said.get("informants", ())),
            only=tuple(said.get("only", ())), without=tuple(said.get("without", ())),
        ) for id_, said in asked.items()
    }  # fmt: skip
    period = written.get("period", {})
    return Programme(
        id="p", title="P", version="1.0.0", language="da", base_language="da", languages=("da",), digest="0" * 64,
        questionnaires=questionnaires, scales={}, schedule=rules,
        period_starts=period.get("starts"), period_length=period.get("length"),
    )  # fmt: skip


def response(questionnaire: str, written: str, answers: dict[str, Json] | None = None) -> Response:
    """``written`` is the day, and who answered where that is said: "2026-01-05 laerer"."""
    day, _, informant = written.partition(" ")
    return Response(
        id=f"{questionnaire}-{day}", programme="p", version="1.0.0", digest="0" * 64, questionnaire=questionnaire,
        answered_on=date.fromisoformat(day), begun_at=MOMENT, handed_in_at=MOMENT, answers=answers or {},
        informant=informant or None,
    )  # fmt: skip


def shown(one: Due) -> list[str]:
    """What a case expects: the form (and who is to answer), from when, until when, how urgent."""
    who = f"{one.questionnaire} {one.informant or ''}".strip()
    return [who, one.opens.isoformat(), one.deadline.isoformat(), one.urgency.value]


def responses(case: dict[str, Any]) -> list[Response]:
    given = [response(name, day) for name, days in case.get("answered", {}).items() for day in days]
    if "plan" in case:
        day, meeting = case["plan"]
        given.append(response("plan", day, {"naeste": {"dato": meeting}}))
    return given


@pytest.mark.parametrize(("written", "case"), cases())
def test_what_is_due_on_a_day(written: dict[str, Any], case: dict[str, Any]) -> None:
    stay = None
    if "admission" in written:
        discharge = date.fromisoformat(case["discharge"]) if "discharge" in case else None
        admission, variant = date.fromisoformat(written["admission"]), case.get("variant")
        stay = Episode(id="e", programme="p", variant=variant, admission=admission, discharge=discharge)
    found = due(programme(written), stay, responses(case), date.fromisoformat(case["today"]))
    assert [shown(one) for one in found] == case["due"]


@pytest.mark.parametrize(
    ("text", "duration"),
    [
        ("P12M", Duration(12, 0)),
        ("P1Y6M", Duration(18, 0)),
        ("P2W", Duration(0, 14)),
        ("-P3D", Duration(0, -3)),
        ("P", None),
        ("14 days", None),
        ("P1.5M", None),
        ("PT3H", None),
    ],
)
def test_durations_are_read(text: str, duration: Duration | None) -> None:
    assert parse_duration(text) == duration


def test_months_end_where_the_month_does() -> None:
    assert moved(date(2024, 1, 31), Duration(1)) == date(2024, 2, 29)
    assert moved(date(2025, 1, 31), Duration(1)) == date(2025, 2, 28)
    assert moved(date(2025, 3, 31), Duration(-1)) == date(2025, 2, 28)
    assert moved(date(2025, 12, 15), Duration(13, 20)) == date(2027, 2, 4)


@pytest.mark.parametrize(
    ("today", "start"),
    [
        (date(2026, 9, 30), date(2025, 10, 1)),
        (date(2026, 10, 1), date(2026, 10, 1)),
        (date(2027, 1, 1), date(2026, 10, 1)),
    ],
)
def test_a_period_begins_on_its_day(today: date, start: date) -> None:
    written = {"schedule": [], "period": {"starts": "--10-01", "length": "P12M"}}
    assert period_start(programme(written), today) == start


@pytest.mark.parametrize(
    ("length", "today", "start"),
    [
        ("P3M", date(2026, 3, 31), date(2026, 1, 1)),
        ("P3M", date(2026, 4, 1), date(2026, 4, 1)),
        ("P1Y", date(2026, 9, 30), date(2025, 10, 1)),
        ("P4W", date(2026, 9, 30), date(2025, 10, 1)),  # refused by check; unchecked it counts as a year
        ("P5M", date(2026, 9, 30), date(2025, 10, 1)),
    ],
)
def test_a_period_is_a_part_of_a_year_that_begins_on_the_same_days_each_year(
    length: str, today: date, start: date
) -> None:
    for years in range(4):
        written = {"schedule": [], "period": {"starts": "--10-01", "length": length}}
        found = period_start(programme(written), today.replace(year=today.year + years))
        assert found == start.replace(year=start.year + years)


@pytest.mark.parametrize(
    ("starts", "length", "today", "start"),
    [
        ("--02-29", "P12M", date(2026, 11, 22), date(2026, 2, 28)),
        ("--02-29", "P12M", date(2028, 2, 28), date(2027, 2, 28)),
        ("--02-29", "P12M", date(2028, 3, 1), date(2028, 2, 29)),
        ("--02-30", "P12M", date(2026, 3, 1), date(2026, 2, 28)),
        ("--01-31", "P1M", date(2026, 4, 1), date(2026, 3, 31)),
    ],
)
def test_a_day_that_a_month_does_not_have_is_its_last(starts: str, length: str, today: date, start: date) -> None:
    written = {"schedule": [], "period": {"starts": starts, "length": length}}
    assert period_start(programme(written), today) == start

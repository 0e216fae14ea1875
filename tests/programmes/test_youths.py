"""SIP-sikret and SIP-åben: seven areas in both, a stay is a course of its own, and nobody is guessed about."""

from collections.abc import Mapping
from datetime import UTC, date, datetime

import pytest

from sipforms.engine.compare.history import history
from sipforms.engine.people import Episode
from sipforms.engine.programme import Programme
from sipforms.engine.response import Json, Response
from sipforms.engine.schedule import due
from tests.programmes.shipped import PROGRAMMES, VOCABULARY

AREAS = [
    "skole_og_vaerksteder",
    "daglig_levevis",
    "social_udvikling",
    "psykiske_problemer",
    "fysisk_sundhed",
    "netvaerksrelationer",
    "misbrug",
]
SIKRET, AABEN = PROGRAMMES["sikret"], PROGRAMMES["aaben"]
FIRST = Episode(id="e1", programme="sikret", admission=date(2026, 3, 2), discharge=date(2026, 3, 9))
SECOND = Episode(id="e2", programme="sikret", admission=date(2026, 3, 20), discharge=date(2026, 5, 29))
SCHOOL = ("moeder", "i_gang", "bliver_ved", "tager_hjaelp", "optaget")


def areas(programme: Programme, questionnaire: str) -> list[str]:
    return [one.id for one in programme.questionnaires[questionnaire].entries if hasattr(one, "entries")]


def status(stay: Episode, day: str, level: int | None, can: str = "ja") -> Response:
    """A status of one stay in which every answer about school is ``level``."""
    answers: Mapping[str, Json] = {"kan_svares": can}
    if level is not None:
        answers = {**answers, "skole_og_vaerksteder": dict.fromkeys(SCHOOL, level)}
    when = datetime.fromisoformat(day).replace(tzinfo=UTC)
    return Response(
        id=f"{stay.id}-{day}",
        programme=SIKRET.id,
        version=SIKRET.version,
        digest=SIKRET.digest,
        questionnaire="status",
        episode=stay.id,
        mode="observation",
        informant="kontaktperson",
        answered_on=when.date(),
        begun_at=when,
        handed_in_at=when,
        answers=answers,
    )


def changes(*responses: Response) -> list[list[float | None]]:
    """What changed in school from round to round, stay by stay."""
    found = history({SIKRET.digest: SIKRET}, responses, VOCABULARY).series
    return [
        [
            None if change is None or change.difference is None else float(change.difference)
            for step in series.steps
            for change in [step.changes.get("skole_og_vaerksteder_status")]
        ]
        for series in found
    ]


def waiting(stay: Episode, today: str, *responses: Response) -> set[str]:
    return {one.questionnaire for one in due(SIKRET, stay, responses, date.fromisoformat(today))}


@pytest.mark.parametrize("questionnaire", ["status", "indsats"])
def test_the_seven_areas_are_the_same_in_outcome_and_intervention(questionnaire: str) -> None:
    assert areas(SIKRET, questionnaire) == AREAS
    assert areas(AABEN, questionnaire) == [*AREAS, "eget_liv"]


def test_an_open_facility_asks_about_the_seven_areas_as_a_secure_one_does() -> None:
    asked = {one.path: one.signature for one in AABEN.questionnaires["status"].questions()}
    own = {one.path: one.signature for one in SIKRET.questionnaires["status"].questions()}
    assert len(own) >= 37
    assert {path: asked[path] for path in own} == own


def test_a_youth_with_two_placements_in_a_month_has_two_courses() -> None:
    assert changes(
        status(FIRST, "2026-03-04", 2),
        status(FIRST, "2026-03-09", 3),
        status(SECOND, "2026-03-25", 1),
        status(SECOND, "2026-05-29", 4),
    ) == [[1.0], [3.0]]


def test_the_answer_at_arrival_is_not_the_answer_at_departure() -> None:
    arrived = status(SECOND, "2026-03-25", 1)
    assert "status" in waiting(SECOND, "2026-05-29", arrived)
    assert "status" not in waiting(SECOND, "2026-05-29", arrived, status(SECOND, "2026-05-29", 4))


def test_a_departure_before_the_first_round_has_an_end_and_no_development() -> None:
    left = status(FIRST, "2026-03-09", 3)
    assert changes(left) == [[]]
    assert "status" not in waiting(FIRST, "2026-03-12", left)


@pytest.mark.parametrize("why", ["for_kort", "kender_ikke", "doed"])
def test_a_round_that_nobody_can_answer_is_done_and_gives_no_number(why: str) -> None:
    responses = (status(SECOND, "2026-03-25", 2), status(SECOND, "2026-05-29", None, why))
    assert changes(*responses) == [[None]]
    assert "status" not in waiting(SECOND, "2026-05-30", *responses)


@pytest.mark.parametrize("programme", [SIKRET, AABEN], ids=lambda one: one.id)
def test_nobody_is_asked_to_guess_about_crime_or_to_say_who_somebody_is(programme: Programme) -> None:
    for questionnaire in programme.questionnaires.values():
        for question in questionnaire.questions():
            words = f"{question.wording.title} {question.wording.say}".lower()
            assert not [one for one in ("kriminal", "tilbagefald", "skyldig", "sigtet", "cpr") if one in words]
            assert question.sensitivity != "identity", question.path

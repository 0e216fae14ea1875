"""What is left before handing in, and what a response holds when nothing is."""

from datetime import UTC, date, datetime

import pytest

from sipforms.engine.ask.draft import Draft, reason_key
from sipforms.engine.ask.hand_in import HandingIn, hand_in
from sipforms.engine.ask.review import review
from sipforms.engine.ask.situation import Situation
from sipforms.engine.paths import dotted, parsed
from sipforms.engine.problem import Level
from sipforms.engine.response import Answer, Response
from tests.engine.bundles import small
from tests.engine.generate import begun

SECRET = "Hemmelig-Hansen"
TODAY = date(2026, 11, 22)
NOW = HandingIn(id="x1", handed_in_at=datetime(2026, 11, 22, 10, 5, tzinfo=UTC), entered_by="KHO")


def draft(bundle: str, questionnaire: str, answers: dict[str, Answer], rows: int = 0, **situation: object) -> Draft:
    programme = small(bundle)
    now = begun(programme, programme.questionnaires[questionnaire], Situation(today=TODAY, **situation))  # type: ignore[arg-type]
    for _ in range(rows):
        now = now.add_row(next(iter(now.form.places.rows)))
    for path, answer in answers.items():
        now = now.answer(parsed(path), answer)
    return now


def left(now: Draft) -> list[tuple[str, str, Level]]:
    return [(problem.code, problem.check or dotted(problem.path), problem.level) for problem in review(now)]


ERROR, WARNING, NOTE = Level.ERROR, Level.WARNING, Level.NOTE


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (draft("betingelser", "kraeves", {}), [("required", "trin", ERROR)]),
        (draft("betingelser", "kraeves", {"trin": "ved_ikke"}), []),
        (draft("betingelser", "kraeves", {"trin": 2}), [("required", "hvorfor", ERROR)]),
        (draft("betingelser", "kraeves", {"trin": 3}), [("required", "flere", ERROR)]),
        (draft("betingelser", "kraeves", {"trin": 3, "flere": ("gaatur",)}), [("too-few-options", "flere", ERROR)]),
        (
            draft("betingelser", "kraeves", {"trin": 1, "hvorfor": "x", "ja": True}),
            [
                ("required", "omraade.dybt.b.vigtighed", ERROR),
                ("required", "omraade.dybt.b.tilfredshed", ERROR),
                ("check-hard", "ja_med_trin", ERROR),
            ],
        ),
        (
            draft("betingelser", "kraeves", {"trin": "ved_ikke", "dag": "2026-12-01", "slut": "2026-11-01"}),
            [("check-hard", "slut_efter", ERROR), ("check-soft", "ikke_frem", WARNING)],
        ),
        (
            draft("betingelser", "raekker", {"har": True}),
            [("too-few-rows", "personer", ERROR), ("check-soft", "mindst_to", WARNING)],
        ),
        (
            draft("betingelser", "raekker", {"har": True}, rows=5),
            [
                ("too-many-rows", "personer", ERROR),
                *(("required", f"personer.r{n}.navn", ERROR) for n in range(1, 6)),
                ("check-hard", "navn_paa_alle", ERROR),
                ("check-soft", "mindst_to", WARNING),
            ],
        ),
        (
            draft(
                "betingelser",
                "raekker",
                {
                    "har": True,
                    "personer.r1.navn": "Bo",
                    "personer.r1.kontakt": False,
                    "personer.r1.forhold.vigtighed": 5,
                    "personer.r1.forhold.tilfredshed": 1,
                },
                rows=1,
            ),
            [
                ("required", "personer.r1.hvorfor", ERROR),
                ("check-hard", "vigtig_kontakt", ERROR),
                ("check-soft", "tilfreds", WARNING),
                ("check-soft", "mindst_to", WARNING),
            ],
        ),
        (draft("kaeder", "kaede", {"foerst": True, "b": True, "c": True}), []),
        (
            draft(
                "kaeder", "kaede", {"foerst": True, "b": True, "c": True, "d": True, "sidst": True, "omraade.e": False}
            ),
            [("check-hard", "et_svar", ERROR)],
        ),
    ],
    ids=lambda case: "" if isinstance(case, Draft) else str(case),
)
def test_what_is_left(now: Draft, expected: list[tuple[str, str, Level]]) -> None:
    assert sorted(left(now)) == sorted(expected)


def test_a_row_check_points_at_its_row() -> None:
    now = draft("betingelser", "raekker", {"har": True, "personer.r2.forhold.tilfredshed": 1}, rows=2)
    assert [problem.path for problem in review(now) if problem.check == "tilfreds"] == [("personer", "r2")]


@pytest.mark.parametrize("rows", [0, 2])
def test_a_check_of_rows_that_names_no_field_is_judged_once(rows: int) -> None:
    now = draft("betingelser", "raekker", {"har": True}, rows=rows)
    assert [problem.path for problem in review(now) if problem.check == "mindst_to"] == [("personer",)]


def test_a_hard_check_of_all_the_rows_points_at_the_rows() -> None:
    answers: dict[str, Answer] = {"har": True}
    for row in ("r1", "r2"):
        answers |= {f"personer.{row}.navn": "Bo", f"personer.{row}.kontakt": False}
    found = {problem.check: problem.path for problem in review(draft("betingelser", "raekker", answers, rows=2))}
    assert {check: path for check, path in found.items() if check} == {"nogen_kontakt": ("personer",)}


def test_a_check_of_rows_is_not_judged_while_they_are_hidden() -> None:
    assert left(draft("betingelser", "raekker", {"har": False})) == []


def test_a_reason_for_a_check_of_all_the_rows_is_kept_by_its_id() -> None:
    now = draft("betingelser", "raekker", {"har": True, "personer.r1.navn": "Bo"}, rows=1).reason("mindst_to", "kun Bo")
    assert left(now) == [("check-soft", "mindst_to", NOTE)]


def test_a_soft_check_stands_with_a_reason() -> None:
    now = draft("betingelser", "kraeves", {"trin": "ved_ikke", "dag": "2026-12-01"})
    assert isinstance(hand_in(now, NOW), tuple)
    explained = now.reason("ikke_frem", "mødet er aftalt")
    assert left(explained) == [("check-soft", "ikke_frem", NOTE)]
    response = hand_in(explained, NOW)
    assert isinstance(response, Response)
    assert response.reasons == {"ikke_frem": "mødet er aftalt"}
    mended = explained.answer(("dag",), "2026-01-01")
    handed = hand_in(mended, NOW)
    assert isinstance(handed, Response)
    assert handed.reasons == {}


def test_a_reason_for_one_row_does_not_excuse_another() -> None:
    answers: dict[str, Answer] = {"har": True}
    for row in ("r1", "r2"):
        answers |= {f"personer.{row}.navn": "Bo", f"personer.{row}.forhold.tilfredshed": 1}
    now = draft("betingelser", "raekker", answers, rows=2)
    explained = now.reason(reason_key("tilfreds", ("personer", "r1"), ("personer",)), "sådan er det")
    levels = {problem.path: problem.level for problem in review(explained)}
    assert levels == {("personer", "r1"): NOTE, ("personer", "r2"): WARNING}


def test_a_response_holds_what_was_asked_and_says_what_was_not() -> None:
    now = draft(
        "kaeder", "kaede", {"foerst": True, "b": True, "modsat": True, "c": False}, variant="misbrug", mode="interview"
    )
    now = now.note(("b",), "sagt tydeligt").note(("modsat",), "skjult").note(("kun_autisme",), "andres")
    response = hand_in(now, NOW)
    assert isinstance(response, Response)
    assert response.answers == {"foerst": True, "b": True, "c": False}
    assert {"modsat", "d", "kun_autisme", "efter_autisme", "omraade.e", "omraade.lag.g"} <= set(response.not_asked)
    assert not {"foerst", "ikke_autisme", "kun_interview"} & set(response.not_asked)
    assert response.notes == {"b": "sagt tydeligt"}
    facts = (
        response.programme,
        response.version,
        response.digest,
        response.mode,
        response.variant,
        response.entered_by,
    )
    assert facts == ("kaeder", "1.0.0", small("kaeder").digest, "interview", "misbrug", "KHO")
    assert (response.answered_on, response.handed_in_at) == (TODAY, NOW.handed_in_at)


def test_hidden_rows_are_left_out_and_said_not_to_be_asked() -> None:
    now = draft("betingelser", "raekker", {"personer.r1.navn": SECRET, "har": False}, rows=1)
    response = hand_in(now, NOW)
    assert isinstance(response, Response)
    assert response.answers == {"har": False}
    assert "personer" in response.not_asked
    assert SECRET not in repr(response)


def test_rows_are_lists_with_the_ids_that_the_engine_gave() -> None:
    answers: dict[str, Answer] = {
        "har": True,
        "personer.r1.navn": "Bo",
        "personer.r2.navn": "Ib",
        "personer.r2.kontakt": False,
    }
    response = hand_in(draft("betingelser", "raekker", answers, rows=2), NOW)
    assert isinstance(response, Response)
    assert response.answers["personer"] == [{"id": "r1", "navn": "Bo"}, {"id": "r2", "navn": "Ib", "kontakt": False}]
    assert {"personer.r1.hvem", "personer.r2.hvem", "personer.r1.hvorfor"} <= set(response.not_asked)


def test_what_a_facility_has_set_is_written_down_as_text() -> None:
    now = draft("betingelser", "kraeves", {"trin": "ved_ikke"}, parameters={"graense": 7})
    response = hand_in(now, NOW)
    assert isinstance(response, Response)
    assert response.parameters == {"aaben": "nej", "graense": "7"}


def test_no_problem_quotes_an_answer() -> None:
    now = draft(
        "betingelser",
        "raekker",
        {"har": True, "personer.r1.navn": SECRET, "personer.r1.forhold.tilfredshed": 1},
        rows=2,
    )
    assert review(now)
    assert SECRET not in repr(review(now))

"""The long form: a row for each answer, the same columns for every table, and what each row says of itself."""

import csv
import io
from collections import Counter
from typing import Any

import pytest

from sipforms.engine.programme import Programme
from tests.plugins.written_files import ASKED, files, response, version

Row = dict[str, str]


@pytest.fixture(scope="module")
def programme() -> Programme:
    return version()


def table(content: dict[str, bytes], ending: str = ".csv") -> list[Row]:
    return list(csv.DictReader(io.StringIO(content[ending].decode(), newline=""), strict=True))


def long(versions: tuple[Programme, ...], *responses: Any, **options: Any) -> dict[str, bytes]:
    return files("csv", versions, *responses, form="long", **options)


def said(rows: list[Row], column: str) -> list[tuple[str, ...]]:
    return [
        tuple(row[one] for one in ("number", "text", "missing", "label")) for row in rows if row["column"] == column
    ]


def test_each_answer_is_a_row_with_what_it_means(programme: Programme) -> None:
    answers = {
        "omraade": {"hvor": 2, "hvilket": "aesel", "dyr": ["kat"]},
        "ja": False,
        "dag": "2026-03-01",
        "maal": [{"id": "r1", "naaet": 9}, {"id": "r2", "naaet": 1}],
    }
    rows = table(long((programme,), response(programme, answers, not_asked=("tid",))))
    assert said(rows, "omraade.hvor") == [("2", "", "", "Rigtig meget")]
    assert said(rows, "omraade.hvilket") == [("", "aesel", "", "Æsel")]
    assert said(rows, "omraade.dyr.kat") == [("1", "", "", "")]
    assert said(rows, "omraade.dyr.aesel") == [("0", "", "", "")]
    assert said(rows, "ja") == [("0", "", "", "")]
    assert said(rows, "dag") == [("", "2026-03-01", "", "")]
    assert said(rows, "tid") == [("", "", "-8", "notAsked")]
    assert said(rows, "ord") == [("", "", "", "")]
    assert said(rows, "maal") == [("2", "", "", "")]
    assert said(rows, "maal.naaet") == [("", "", "-1", "Ved ikke"), ("1", "", "", "Lidt")]
    assert [row["row_id"] for row in rows if row["column"] == "maal.naaet"] == ["r1", "r2"]
    assert {(row["item"], row["option"]) for row in rows if row["column"] == "omraade.dyr.kat"} == {
        ("omraade.dyr", "kat")
    }


def test_every_row_says_which_response_it_is_of(programme: Programme) -> None:
    rows = table(long((programme,), response(programme, {}, 1, mode="interview"), response(programme, {}, 2)))
    counted = Counter((row["response_id"], row["mode"], row["version"], row["answered_on"]) for row in rows)
    assert counted[f"{1:032x}", "interview", "1.0.0", "2026-11-22"] == counted[f"{2:032x}", "", "1.0.0", "2026-11-22"]
    assert "code" not in rows[0]
    assert table(long((programme,), response(programme, {}), include_codes=True))[0]["code"] == "B-1"


def test_a_series_ends_where_a_question_was_changed(programme: Programme) -> None:
    between = version("1.1.0")
    changed = version(
        "2.0.0",
        ASKED.replace("Hvor meget", "Hvor ofte").replace(
            "  ja: {title: Er det sådan", "  ny: {title: Ny, type: boolean}\n  ja: {title: Er det sådan"
        ),
    )
    versions = (programme, between, changed)
    rows = table(long(versions, *(response(one, {}, at) for at, one in enumerate(versions))))
    assert [row["series"] for row in rows if row["column"] == "omraade.hvor"] == ["1.0.0, 1.1.0"] * 2 + ["2.0.0"]
    assert [row["series"] for row in rows if row["column"] == "antal"] == ["1.0.0, 1.1.0, 2.0.0"] * 3
    assert [row["version"] for row in rows if row["column"] == "ny"] == ["2.0.0"]


def test_a_text_that_would_run_is_escaped_and_left_out_questions_have_no_row(programme: Programme) -> None:
    answered = response(programme, {"ord": "=1+1", "navn": "Hemmelig", "historie": "Hemmelig", "laege": 31337})
    content = long((programme,), answered)
    rows = table(content)
    assert said(rows, "ord") == [("", "'=1+1", "", "")]
    assert not {"navn", "historie", "laege"} & {row["column"] for row in rows}
    assert b"Hemmelig" not in b"".join(content.values())
    told = table(long((programme,), answered, include_text=True, include_identity=True))
    assert {"navn", "historie"} < {row["column"] for row in told}


def test_the_codebook_explains_every_column_and_everything_that_stands_in_column(programme: Programme) -> None:
    content = long((programme,), response(programme, {"maal": [{"id": "r1"}]}))
    rows, explained = table(content), table(content, ".codebook.csv")
    described = {row["column"] for row in explained if not row["left_out"] and row["file"] == ".csv"}
    assert set(rows[0]) <= described
    assert {row["column"] for row in rows} <= described
    (missing,) = (row for row in explained if row["column"] == "missing")
    assert missing["values"].startswith("'-1 = dontKnow | -2 = declined")
    (number,) = (row for row in explained if row["column"] == "frit_tal")
    assert number["missing"] == "empty = blank | -8 = notAsked"


def test_whoever_may_not_read_rows_does_not_learn_how_many_there_are() -> None:
    secret = version(
        asked=ASKED.replace("{title: Hvad, type", "{title: Hvad, audience: [staff], type").replace(
            "{title: Nået, scale: trin}", "{title: Nået, scale: trin, audience: [staff]}"
        )
    )
    answered = response(
        secret,
        {"maal": [{"id": "r31337"}], "ja": True},
        notes={**dict.fromkeys(("maal", "maal.r31337", "maal.r31337.hvad"), "Kanariefugl"), "ja": "Åben"},
        reasons={"tjek": "Årsag"},
    )
    for form in ("wide", "long"):
        content = files("csv", (secret,), answered, form=form, audience="relatives", include_text=True)
        whole = b"".join(content[one] for one in content if one != ".codebook.csv").decode()
        assert "r31337" not in whole
        assert "Kanariefugl" not in whole
        assert "Årsag" not in whole
        assert "Åben" in whole
        assert ".maal.csv" not in content
    seen = files("csv", (secret,), answered, include_text=True)
    assert "Kanariefugl" in seen[".notes.csv"].decode()
    assert "r31337" in seen[".maal.csv"].decode()


def test_a_note_on_rows_that_the_readers_may_see_in_part_is_not_for_them() -> None:
    asked = version(asked=ASKED.replace("{title: Hvad, type", "{title: Hvad, audience: [staff], type"))
    answered = response(asked, {"maal": [{"id": "r1"}]}, notes={"maal.r1": "Kanariefugl", "maal.r1.naaet": "Åben"})
    for audience, there in (("relatives", ["Åben"]), ("staff", ["Kanariefugl", "Åben"])):
        content = files("csv", (asked,), answered, audience=audience, include_text=True)
        assert [row["text"] for row in table(content, ".notes.csv")] == there

"""Tables with their codebook, read back with the csv module, for programmes that change from version to version."""

import csv
import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from sipforms.engine.build import build
from sipforms.engine.offers import Export, Exported, ExportOptions, ExportTable
from sipforms.engine.programme import Programme
from sipforms.engine.read.bundle import bundle_from
from sipforms.engine.response import Paper, Response
from sipforms.plugins.formats.comma_separated import export_formats

Row = dict[str, str]

SCALES = """
$defs:
  trin:
    direction: higherIsMore
    oneOf:
      - {const: 1, title: Lidt}
      - {const: 2, title: Meget}
      - {const: 9, title: Ved ikke, missing: dontKnow}
      - {const: nej_tak, title: Nej tak, missing: declined}
  dyr:
    direction: none
    oneOf:
      - {const: kat, title: Kat}
      - {const: hund, title: Hund}
      - {const: ved_ikke, title: Ved ikke, missing: dontKnow}
"""
FIRST = """
title: Skema
properties:
  omraade:
    title: Et område
    properties:
      hvor: {title: Hvor meget, scale: trin}
      hvilket: {title: Hvilket dyr, scale: dyr}
      dyr: {title: Hvilke dyr, type: array, uniqueItems: true, items: {scale: dyr}}
  ja: {title: Er det sådan, type: boolean}
  antal: {title: Hvor mange, type: integer, minimum: 0}
  dag: {title: Hvilken dag, type: string, format: date}
  navn: {title: Hvad hedder du, type: string, maxLength: 20, sensitivity: identity}
  ord: {title: Et ord, type: string, maxLength: 20, sensitivity: none}
  historie: {title: Fortæl, type: string, multiline: true}
  laege: {title: Kun til lægen, type: integer, audience: [commissioner]}
  maal:
    title: Mål
    type: array
    rowTitle: "{hvad}"
    items:
      properties:
        hvad: {title: Hvad, type: string, maxLength: 20, sensitivity: none}
        naaet: {title: Nået, scale: trin}
"""
SECOND = FIRST.replace("  ja: {", "  ny: {title: Noget nyt, scale: trin}\n  ja: {").replace(
    "        naaet:", "        frist: {title: Frist, type: string, format: date}\n        naaet:"
)


def version(number: str, questionnaire: str, scales: str = SCALES) -> Programme:
    texts = {
        "programme.yaml": f"id: lille\ntitle: Lille\nversion: {number}\nlanguage: da\nquestionnaires: [skema]\n",
        "scales.yaml": scales,
        "questionnaires/skema.yaml": questionnaire,
    }
    return build(bundle_from(number, {name: text.encode() for name, text in texts.items()}))


@pytest.fixture(scope="module")
def old() -> Programme:
    return version("1.0.0", FIRST)


@pytest.fixture(scope="module")
def new() -> Programme:
    return version("1.1.0", SECOND)


def response(programme: Programme, answers: dict[str, Any], number: int = 1, **more: Any) -> Response:
    moment = datetime(2026, 11, 22, 10, tzinfo=UTC)
    return Response(
        id=f"{number:032x}",
        programme="lille",
        version=programme.version,
        digest=programme.digest,
        questionnaire="skema",
        answered_on=date(2026, 11, 22),
        begun_at=moment,
        handed_in_at=moment,
        answers=answers,
        **more,
    )


def files(versions: tuple[Programme, ...], *responses: Response, **options: Any) -> dict[str, bytes]:
    (format_,) = export_formats()
    table = ExportTable(programme="lille", questionnaire="skema", versions=versions)

    def out() -> Iterator[Exported]:
        return (Exported(case="c" * 32, code="B-1", response=one) for one in responses)

    written: dict[str, bytes] = {}
    for ending, block in format_.write(Export(tables=(table,), responses=out, options=ExportOptions(**options))):
        written[ending] = written.get(ending, b"") + block
    return written


def table(content: bytes, separator: str = ",") -> list[Row]:
    return list(csv.DictReader(io.StringIO(content.decode(), newline=""), delimiter=separator, strict=True))


def one_row(programme: Programme, answers: dict[str, Any], **more: Any) -> Row:
    (row,) = table(files((programme,), response(programme, answers, **more))[".csv"])
    return row


def codebook(content: dict[str, bytes]) -> dict[tuple[str, str], Row]:
    return {(row["file"], row["column"]): row for row in table(content[".codebook.csv"])}


@pytest.mark.parametrize(
    ("answers", "column", "cell"),
    [
        ({"omraade": {"hvor": 2}}, "omraade.hvor", "2"),
        ({"omraade": {"hvor": 9}}, "omraade.hvor", "-1"),
        ({"omraade": {"hvor": "nej_tak"}}, "omraade.hvor", "-2"),
        ({}, "omraade.hvor", ""),
        ({"omraade": {"hvilket": "kat"}}, "omraade.hvilket", "kat"),
        ({"omraade": {"hvilket": "ved_ikke"}}, "omraade.hvilket", "-1"),
        ({"ja": True}, "ja", "1"),
        ({"ja": False}, "ja", "0"),
        ({"antal": 0}, "antal", "0"),
        ({"antal": 123456789012345}, "antal", "123456789012345"),
        ({"dag": "2026-11-22"}, "dag", "2026-11-22"),
        ({"ord": "-8"}, "ord", "'-8"),
        ({"ord": "=1+1"}, "ord", "'=1+1"),
        ({"ord": 'a,"b";\r\nc'}, "ord", 'a,"b";\r\nc'),
        ({"maal": [{"id": "r1"}, {"id": "r2"}]}, "maal", "2"),
        ({}, "maal", ""),
    ],
)
def test_an_answer_in_its_cell(old: Programme, answers: dict[str, Any], column: str, cell: str) -> None:
    assert one_row(old, answers)[column] == cell


@pytest.mark.parametrize(
    ("chosen", "cells"),
    [
        (["kat"], ("1", "0", "0")),
        (["hund", "kat"], ("1", "1", "0")),
        (["ved_ikke"], ("-1", "-1", "1")),
        (["kat", "ved_ikke"], ("1", "0", "1")),
        (None, ("", "", "")),
    ],
)
def test_several_answers_are_a_column_for_each_option(
    old: Programme, chosen: list[str] | None, cells: tuple[str, ...]
) -> None:
    row = one_row(old, {"omraade": {"dyr": chosen}} if chosen else {})
    assert tuple(row[f"omraade.dyr.{option}"] for option in ("kat", "hund", "ved_ikke")) == cells


@pytest.mark.parametrize("hidden", ["omraade.hvor", "omraade"])
def test_what_was_not_asked_is_told_from_blank_and_from_dont_know(old: Programme, hidden: str) -> None:
    answers = {"omraade": {"hvor": 2, "hvilket": "ved_ikke"}}
    row = one_row(old, answers, not_asked=(hidden, "maal", "omraade.dyr"))
    assert (row["omraade.hvor"], row["maal"], row["omraade.dyr.kat"], row["antal"]) == ("-8", "-8", "-8", "")
    assert row["omraade.hvilket"] == ("-8" if hidden == "omraade" else "-1")


def test_rows_are_a_file_of_their_own(old: Programme) -> None:
    goals = [{"id": "r1", "hvad": "Gå en tur", "naaet": 2}, {"id": "r3", "naaet": 9}, {"id": "r4", "hvad": "@b"}]
    content = files(
        (old,),
        response(old, {"maal": goals}, not_asked=("maal.r4.naaet",)),
        response(old, {}, 2),
        response(old, {"maal": goals[:1]}, 3, not_asked=("maal.*.hvad",)),
        response(old, {"maal": goals[:1]}, 4, not_asked=("maal",)),
    )
    assert [list(row.values()) for row in table(content[".maal.csv"])] == [
        [f"{1:032x}", "r1", "Gå en tur", "2"],
        [f"{1:032x}", "r3", "", "-1"],
        [f"{1:032x}", "r4", "'@b", "-8"],
        [f"{3:032x}", "r1", "-8", "2"],
    ]
    assert [row["maal"] for row in table(content[".csv"])] == ["3", "", "1", "-8"]


def test_a_new_question_stands_after_the_one_it_follows(old: Programme, new: Programme) -> None:
    before = list(table(files((old,), response(old, {}))[".csv"])[0])
    content = files((old, new), response(old, {"ja": True}), response(new, {"ny": 2, "ja": True}, 2))
    rows = table(content[".csv"])
    after = list(rows[0])
    assert [name for name in after if name in before] == before
    assert [name for name in after if name not in before] == ["ny"]
    assert after.index("ny") == after.index("omraade.dyr.ved_ikke") + 1
    assert [(row["ny"], row["ja"]) for row in rows] == [("-8", "1"), ("2", "1")]
    explained = codebook(content)
    assert explained[".csv", "ny"]["versions"] == "1.1.0"
    assert explained[".csv", "ja"]["versions"] == "1.0.0, 1.1.0"
    assert explained[".maal.csv", "frist"]["versions"] == "1.1.0"


def test_an_option_that_an_older_version_did_not_offer_was_not_asked(old: Programme) -> None:
    more = SCALES.replace("      - {const: hund,", "      - {const: hest, title: Hest}\n      - {const: hund,")
    new = version("1.2.0", FIRST, more)
    chosen = {"omraade": {"dyr": ["kat"]}}
    rows = table(files((old, new), response(old, chosen), response(new, chosen, 2))[".csv"])
    assert [row["omraade.dyr.hest"] for row in rows] == ["-8", "0"]
    assert [name for name in rows[0] if name.startswith("omraade.dyr.")] == [
        f"omraade.dyr.{name}" for name in ("kat", "hest", "hund", "ved_ikke")
    ]


def test_the_codebook_says_where_answers_stop_being_comparable(old: Programme) -> None:
    new = version("2.0.0", FIRST.replace("Hvor meget", "Hvor ofte"))
    explained = codebook(files((old, new), response(old, {})))
    assert explained[".csv", "omraade.hvor"]["series"] == "1.0.0 | 2.0.0"
    assert explained[".csv", "omraade.hvor"]["question"] == "Hvor ofte"
    assert explained[".csv", "antal"]["series"] == "1.0.0, 2.0.0"


def test_the_codebook_explains_values_and_missing_answers(old: Programme) -> None:
    row = codebook(files((old,)))[".csv", "omraade.hvor"]
    assert row["area"] == "Et område"
    assert row["way"] == "choice"
    assert row["values"] == "1 = Lidt | 2 = Meget"
    assert row["missing"] == "empty = blank | -1 = dontKnow: Ved ikke | -2 = declined: Nej tak | -8 = notAsked"


def test_the_codebook_has_every_column_of_every_file(old: Programme, new: Programme) -> None:
    content = files((old, new), response(new, {"maal": [{"id": "r1"}]}), include_text=True, include_identity=True)
    explained = codebook(content)
    for ending in (".csv", ".maal.csv", ".notes.csv"):
        columns = next(csv.reader(io.StringIO(content[ending].decode())))
        described = [name for (file, name), row in explained.items() if file == ending and not row["left_out"]]
        assert columns == described


@pytest.mark.parametrize(
    ("options", "written"),
    [
        ({}, {"ord"}),
        ({"include_text": True}, {"ord", "historie"}),
        ({"include_identity": True}, {"ord", "navn", "entered_by"}),
        ({"include_codes": True}, {"ord", "code"}),
        ({"audience": "commissioner"}, {"ord", "laege"}),
    ],
    ids=lambda value: " ".join(sorted(value)) or "usual",
)
def test_what_is_left_out_is_not_written_and_the_codebook_says_so(
    old: Programme, options: dict[str, Any], written: set[str]
) -> None:
    secret = {"navn": "Hemmelig", "historie": "Hemmelig", "laege": 31337, "ord": "ikke"}
    told: dict[str, Any] = {"notes": {"omraade.hvor": "Hemmelig"}, "reasons": {"tjek": "Hemmelig"}, "entered_by": "KHO"}
    content = files((old,), response(old, secret, **told), **options)
    (row,) = table(content[".csv"])
    watched = {"ord", "historie", "navn", "entered_by", "code", "laege"}
    assert watched & set(row) == written
    if "include_text" not in options and "include_identity" not in options:
        assert b"Hemmelig" not in b"".join(content.values())
    left_out = {name for (_, name), one in codebook(content).items() if one["left_out"]}
    assert watched & left_out == watched - written
    assert (".notes.csv" in content) == bool(options.get("include_text"))


def test_a_question_that_one_version_calls_identity_is_left_out_in_all(old: Programme) -> None:
    new = version("1.1.0", FIRST.replace("integer, minimum: 0", "integer, minimum: 0, sensitivity: identity"))
    rows = table(files((old, new), response(old, {"antal": 4}), response(new, {"antal": 5}, 2))[".csv"])
    assert "antal" not in rows[0]


def test_notes_and_reasons_are_a_file_of_their_own_with_free_text(old: Programme) -> None:
    noted = response(old, {}, notes={"omraade.hvor": "=Nå"}, reasons={"tjek": "Sådan er det"})
    assert [list(row.values())[1:] for row in table(files((old,), noted, include_text=True)[".notes.csv"])] == [
        ["note", "omraade.hvor", "'=Nå"],
        ["reason", "tjek", "Sådan er det"],
    ]


def test_separator_and_encoding_mark(old: Programme) -> None:
    content = files((old,), response(old, {"ord": "a;b"}), separator=";", bom=True)
    assert all(block.startswith(b"\xef\xbb\xbf") for block in content.values())
    (row,) = table(content[".csv"].removeprefix(b"\xef\xbb\xbf"), ";")
    assert row["ord"] == "a;b"
    assert not files((old,))[".csv"].startswith(b"\xef\xbb\xbf")


def test_a_response_to_a_version_that_is_not_there_is_passed_over(old: Programme, new: Programme) -> None:
    rows = table(files((old,), response(old, {}), response(new, {}, 2))[".csv"])
    assert [row["response_id"] for row in rows] == [f"{1:032x}"]


def test_what_was_answered_with_last_time_in_sight_is_told() -> None:
    row = one_row(version("1.1.0", SECOND), {}, seen_before=("omraade.hvor", "omraade.hvilket"))
    assert row["seen_before"] == "omraade.hvor omraade.hvilket"


@pytest.mark.parametrize(
    ("paper", "told"), [(None, ""), (Paper(asked_by="MJE"), "once"), (Paper(asked_by="MJE", second_by="KHO"), "twice")]
)
def test_what_was_keyed_from_paper_says_how_often_and_by_nobody(paper: Paper | None, told: str) -> None:
    row = one_row(version("1.1.0", SECOND), {}, paper=paper)
    assert row["paper"] == told
    assert "MJE" not in row.values()


def test_a_question_called_like_a_column_of_the_envelope_gets_another_name() -> None:
    named = version("1.0.0", "title: S\nproperties:\n  mode: {title: Mode, type: boolean}\n")
    row = one_row(named, {"mode": True}, mode="interview")
    assert (row["mode"], row["mode_2"]) == ("interview", "1")


def test_large_tables_come_in_blocks(old: Programme) -> None:
    (format_,) = export_formats()
    many = [replace(response(old, {"antal": number}), id=f"{number:032x}") for number in range(1000)]
    table_ = ExportTable(programme="lille", questionnaire="skema", versions=(old,))
    taken = iter(Exported(case="c" * 32, response=one) for one in many)
    export = Export(tables=(table_,), responses=lambda: taken, options=ExportOptions())
    blocks = format_.write(export)
    first = next(block for ending, block in blocks if ending == ".csv")
    assert 1 << 16 <= len(first) < 1 << 17
    assert next(taken).response.id != many[-1].id

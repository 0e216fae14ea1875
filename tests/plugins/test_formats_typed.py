"""Excel, SPSS and Parquet as their readers find them: labels, types, missing values, and what has no room."""

import json
import re
from datetime import UTC, date, datetime, time
from typing import Any

import polars as pl
import pytest

from sipforms.engine.offers import DoesNotFit, Limit
from sipforms.engine.programme import Programme
from sipforms.plugins.formats import frames, xlsx_workbook
from sipforms.plugins.formats.codebook import HEADINGS
from sipforms.plugins.formats.sav_names import cut, variable_name
from sipforms.plugins.formats.xlsx_cells import day_number, sheet_name
from tests.plugins.written_files import ASKED, MOMENT, files, parquet, response, sav, sheet_rows, version, workbook

ANSWERED: dict[str, Any] = {
    "omraade": {"hvor": 2, "hvilket": "aesel", "dyr": ["kat"]},
    "ja": True,
    "antal": 7,
    "dag": "2026-03-01",
    "tid": "14:30",
    "ord": "=HYPERLINK(1)",
    "maal": [{"id": "r1", "hvad": "Gå en tur", "naaet": 9}],
}
HIDDEN = {"not_asked": ("omraade", "dag", "tid", "ord", "antal", "maal")}


@pytest.fixture(scope="module")
def programme() -> Programme:
    return version()


@pytest.fixture(scope="module")
def changed() -> Programme:
    return version("2.0.0", ASKED.replace("Hvor meget", "Hvor ofte"))


@pytest.fixture(scope="module")
def xlsx(programme: Programme, changed: Programme) -> dict[str, bytes]:
    return files("xlsx", (programme, changed), response(programme, ANSWERED), response(changed, {}, 2, **HIDDEN))


@pytest.fixture(scope="module")
def spss(programme: Programme, changed: Programme) -> dict[str, bytes]:
    return files("sav", (programme, changed), response(programme, ANSWERED), response(changed, {}, 2, **HIDDEN))


# --- Excel ----------------------------------------------------------------------------------------------------------


def test_headings_say_what_was_asked_and_stand_still(xlsx: dict[str, bytes]) -> None:
    book = workbook(xlsx)
    assert book.sheetnames == ["skema", "maal", "codebook", "values"]
    sheet = book["skema"]
    assert (sheet.freeze_panes, book["codebook"].freeze_panes) == ("A3", "A2")
    labels, names = (next(sheet.iter_rows(min_row=row, max_row=row, values_only=True)) for row in (1, 2))
    by_name = dict(zip(names, labels, strict=True))
    assert by_name["omraade.hvor"] == "Et område > Hvor ofte [1.0.0 | 2.0.0]"
    assert by_name["omraade.dyr.aesel"] == "Et område > Hvilke dyr: Æsel"
    assert sheet.auto_filter.ref.startswith("A2:")


def test_cells_have_their_types(xlsx: dict[str, bytes]) -> None:
    first, second = sheet_rows(workbook(xlsx))
    assert first["answered_on"] == datetime(2026, 11, 22)  # noqa: DTZ001 - Excel knows no time zones
    assert first["begun_at"] == MOMENT.replace(tzinfo=None)
    assert (first["dag"], first["tid"]) == (datetime(2026, 3, 1), time(14, 30))  # noqa: DTZ001
    assert (first["omraade.hvor"], first["ja"], first["antal"], first["maal"]) == (2, 1, 7, 1)
    assert first["omraade.hvilket"] == "aesel"
    assert [second[name] for name in ("dag", "tid", "ord", "antal", "omraade.hvilket", "maal")] == [-8] * 6
    assert second["ja"] is None


def test_no_cell_is_a_formula_and_none_becomes_one(xlsx: dict[str, bytes]) -> None:
    sheet = workbook(xlsx)["skema"]
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"n", "s", "d", "inlineStr"}
    (cell,) = (cell for row in sheet.iter_rows() for cell in row if cell.value == "=HYPERLINK(1)")
    assert cell.quotePrefix
    assert cell.data_type != "f"


def test_a_text_is_never_taken_for_markup(programme: Programme) -> None:
    told = "<r><t>Kanariefugl</t></r>"
    (row,) = sheet_rows(workbook(files("xlsx", (programme,), response(programme, {"ord": told}))))
    assert row["ord"] == f"{told} "


def test_every_value_can_be_looked_up(xlsx: dict[str, bytes]) -> None:
    book = workbook(xlsx)
    headings, *rows = book["values"].iter_rows(values_only=True)
    assert headings == ("column", "file", "value", "title", "missing")
    of = {(row[0], row[2]): row[3:] for row in rows}
    assert of["omraade.hvor", 2] == ("Rigtig meget", None)
    assert of["omraade.hvor", -1] == ("Ved ikke", "dontKnow")
    assert of["omraade.hvilket", "aesel"] == ("Æsel", None)
    explained = {row[0]: row for row in book["codebook"].iter_rows(min_row=2, values_only=True)}
    assert explained["omraade.hvor"][HEADINGS.index("series")] == "1.0.0 | 2.0.0"
    assert explained["navn"][HEADINGS.index("left_out")] == "identity"


def test_too_many_rows_are_refused_and_nothing_is_cut(programme: Programme, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx_workbook, "MOST_ROWS", 120)
    many = [response(programme, {}, number) for number in range(118)]
    assert len(sheet_rows(workbook(files("xlsx", (programme,), *many)))) == 118
    with pytest.raises(DoesNotFit) as found:
        files("xlsx", (programme,), *many, response(programme, {}, 118))
    assert (found.value.limit, found.value.most, found.value.about) == (Limit.ROWS, 118, "skema")


def test_too_many_columns_are_refused(programme: Programme, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx_workbook, "MOST_COLUMNS", 5)
    with pytest.raises(DoesNotFit) as found:
        files("xlsx", (programme,))
    assert (found.value.limit, found.value.most) == (Limit.COLUMNS, 5)


@pytest.mark.parametrize(("sign", "count", "fits"), [("å", 32_767, True), ("å", 32_768, False), ("😀", 16_384, False)])
def test_a_text_that_excel_would_cut_is_refused(programme: Programme, sign: str, count: int, *, fits: bool) -> None:
    text = sign * count
    noted = response(programme, {}, notes={"ja": text})
    if fits:
        (row,) = sheet_rows(workbook(files("xlsx", (programme,), noted, include_text=True)), "notes")
        assert row["text"] == text
        return
    with pytest.raises(DoesNotFit) as found:
        files("xlsx", (programme,), noted, include_text=True)
    assert (found.value.limit, found.value.most, found.value.about) == (Limit.TEXT, 32_767, "notes")


@pytest.mark.parametrize(
    ("day", "cell"), [("1900-02-28", "1900-02-28"), ("1900-03-01", 61), ("2026-11-22", 46348), ("i går", "i går")]
)
def test_a_day_that_excel_counts_wrongly_stands_as_a_text(day: str, cell: object) -> None:
    assert day_number(day) == cell


def test_sheet_names_fit_and_are_unlike() -> None:
    taken = {"codebook"}
    names = [sheet_name(one, taken) for one in ("a/b", "a:b", "Codebook", "langt." * 9, "langt." * 9, "")]
    assert names == ["a_b", "a_b_2", "Codebook_2", "langt.langt.l….langt.langt.", "langt.langt.l….langt.langt._2", "_"]
    assert max(map(len, names)) <= 31


# --- SPSS -----------------------------------------------------------------------------------------------------------


def test_variables_have_labels_values_and_missing_ranges(spss: dict[str, bytes]) -> None:
    rows, meta = sav(spss)
    assert meta.number_rows == 2
    assert meta.file_label == "Skema"
    assert meta.column_names_to_labels["omraade.hvor"] == "Et område > Hvor ofte [1.0.0 | 2.0.0]"
    assert meta.variable_value_labels["omraade.hvor"] == {
        1.0: "Lidt", 2.0: "Rigtig meget", -1.0: "Ved ikke", -2.0: "Nej tak", -8.0: "notAsked",
    }  # fmt: skip
    assert meta.missing_ranges["omraade.hvor"] == [{"lo": -9.0, "hi": -1.0}]
    assert meta.variable_value_labels["omraade.hvilket"] == {"kat": "Kat", "aesel": "Æsel"}
    assert meta.variable_measure["omraade.hvor"] == "ordinal"
    assert meta.variable_measure["antal"] == "scale"
    assert [rows[0][name] for name in ("omraade.hvor", "omraade.hvilket", "ja")] == [2, "aesel", 1]


def test_what_is_missing_is_user_missing_for_numbers_days_and_times(spss: dict[str, bytes]) -> None:
    rows, meta = sav(spss)
    for name in ("omraade.hvor", "antal", "dag", "tid", "maal"):
        ((ends),) = meta.missing_ranges[name]
        assert ends["lo"] <= rows[1][name] <= ends["hi"]
        assert meta.variable_value_labels[name][rows[1][name]] == "notAsked"
    assert (rows[1]["ord"], rows[1]["ord.missing"], rows[0]["ord.missing"]) == ("", -8, None)
    assert meta.missing_ranges.get("ord.missing") is None  # why something is missing is itself not missing


def test_days_and_times_are_spss_own(spss: dict[str, bytes]) -> None:
    rows, meta = sav(spss)
    day = (date(2026, 3, 1) - date(1582, 10, 14)).days * 86_400
    assert (rows[0]["dag"], rows[0]["tid"]) == (day, 14 * 3600 + 30 * 60)
    shown = [meta.original_variable_types[name] for name in ("dag", "tid", "begun_at")]
    assert shown == ["SDATE10", "TIME5", "DATETIME20"]


def test_a_number_that_may_be_anything_has_codes_beyond_every_answer(programme: Programme) -> None:
    content = files(
        "sav", (programme,), response(programme, {"frit_tal": -8}), response(programme, {}, 2, not_asked=("frit_tal",))
    )
    rows, meta = sav(content)
    ((ends),) = meta.missing_ranges["frit_tal"]
    assert rows[0]["frit_tal"] == -8
    assert rows[1]["frit_tal"] == ends["lo"] == ends["hi"] == -9_000_000_000_000_008


@pytest.mark.parametrize("size", [255, 256, 2000, 32_767])
def test_long_texts_come_back_whole(programme: Programme, size: int) -> None:
    text = ("æ" * size)[: size // 2] + "x" * (size % 2)
    rows, _meta = sav(
        files("sav", (programme,), response(programme, {}, notes={"ja": text}), include_text=True), ".notes.sav"
    )
    assert len(text.encode()) == size
    assert rows[0]["text"] == text


def test_a_text_that_spss_would_cut_is_refused(programme: Programme) -> None:
    with pytest.raises(DoesNotFit) as found:
        files("sav", (programme,), response(programme, {}, notes={"ja": "x" * 32_768}), include_text=True)
    assert (found.value.limit, found.value.most) == (Limit.TEXT, 32_767)


def test_rows_of_many_blocks_are_the_rows_of_one(programme: Programme, monkeypatch: pytest.MonkeyPatch) -> None:
    texts = ["", "kort", "æøå" * 200, "😀"]
    some = [
        response(programme, {"ord": texts[at % 4], "antal": at, "omraade": {"hvor": (1, 2, 9)[at % 3]}}, at)
        for at in range(11)
    ]
    whole, whole_frame = files("sav", (programme,), *some), files("parquet", (programme,), *some)
    monkeypatch.setattr(frames, "CELLS", 100)
    monkeypatch.setattr(frames, "HELD", 9000)  # some of the blocks are held, and some are on the disk
    parts, parts_frame = files("sav", (programme,), *some), files("parquet", (programme,), *some)
    assert sav(parts)[0] == sav(whole)[0]
    assert sav(parts)[1].number_rows == 11
    assert sav(parts)[1].variable_value_labels == sav(whole)[1].variable_value_labels
    assert parquet(parts_frame).equals(parquet(whole_frame))


@pytest.mark.parametrize(
    ("wanted", "name"),
    [
        ("relationer.venner", "relationer.venner"),
        ("å" * 32, "å" * 32),
        ("a" * 65, f"{'a' * 55}_#"),
        ("with", "with_#"),
        ("1. gang", "v1._gang_#"),
        ("slut.", "slut._#"),
    ],
)
def test_a_variable_has_a_name_that_spss_allows(wanted: str, name: str) -> None:
    made = variable_name(wanted, set())
    assert re.fullmatch(re.escape(name).replace(r"\#", "[0-9a-f]{8}"), made)
    assert len(made.encode()) <= 64
    assert made == variable_name(wanted, set())


def test_names_that_spss_would_mix_up_are_told_apart() -> None:
    taken: set[str] = set()
    names = [variable_name(one, taken) for one in ("Dyr", "dyr", "dyr", f"{'a' * 70}1", f"{'a' * 70}2")]
    assert names[0] == "Dyr"
    assert len({one.casefold() for one in names}) == 5


def test_a_label_is_cut_between_letters() -> None:
    assert cut("æøå", 6) == "æøå"
    assert cut("æøåæ", 7) == "æø…"


# --- Parquet --------------------------------------------------------------------------------------------------------


def test_parquet_has_types_and_its_codebook(programme: Programme) -> None:
    content = files("parquet", (programme,), response(programme, ANSWERED), response(programme, {}, 2, **HIDDEN))
    frame = parquet(content)
    named = ("answered_on", "dag", "tid", "ord", "omraade.hvor", "antal", "begun_at")
    moment = pl.Datetime("us", "UTC")
    assert [frame.schema[one] for one in named] == [pl.Date, pl.Date, pl.Time, pl.String, pl.Int16, pl.Int64, moment]
    first, second = frame.to_dicts()
    assert (first["dag"], first["tid"], first["begun_at"]) == (date(2026, 3, 1), time(14, 30), MOMENT.astimezone(UTC))
    assert (second["dag"], second["dag.missing"], second["antal"]) == (None, -8, -8)
    assert parquet(content, ".maal.parquet").rows() == [(f"{1:032x}", "r1", "Gå en tur", None, -1)]


def test_the_metadata_describes_every_column(programme: Programme, tmp_path: Any) -> None:
    file = tmp_path / "a.parquet"
    file.write_bytes(files("parquet", (programme,))[".parquet"])
    told = json.loads(pl.read_parquet_metadata(file)["sipforms.codebook"])
    described = [one["column"] for one in told if not one["left_out"]]
    assert described == list(pl.read_parquet_schema(file))
    (beside,) = (one for one in told if one["column"] == "dag.missing")
    assert beside["values"] == "-8 = notAsked"

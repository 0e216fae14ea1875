"""The same answers stand in every table format: answered, left blank, or why there is none."""

import csv
import io
from datetime import date, datetime, time
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from openpyxl.utils.escape import unescape

from sipforms.plugins.formats.cells import NUMBERS, WOULD_RUN
from tests.plugins.written_files import files, parquet, response, sav, sheet_rows, version, workbook

PROGRAMME = version()
CODES = set(NUMBERS.values())
BLANK = ("blank",)
Said = tuple[Any, ...]

TEXTS = st.sampled_from(["-8", "'-8", "=1+1", "æøå ÆØÅ", "😀", "a\nb", " x ", "@x", "<r>x</r>", "_x0041_", "5", "kat"])
DAYS = st.dates(min_value=date(1900, 3, 1), max_value=date(2199, 12, 31)).map(date.isoformat)
TIMES = st.times().map(lambda one: f"{one.hour:02}:{one.minute:02}")
STEPS = st.sampled_from([1, 2, 9, "nej_tak"])
ANSWERS = st.fixed_dictionaries(
    {},
    optional={
        "omraade": st.fixed_dictionaries(
            {}, optional={"hvor": STEPS, "hvilket": st.sampled_from(["kat", "aesel", "ved_ikke"])}
        ),
        "ja": st.booleans(),
        "antal": st.integers(0, 99),
        "frit_tal": st.integers(-(10**15) + 1, 10**15 - 1),
        "dag": DAYS,
        "tid": TIMES,
        "ord": TEXTS,
    },
)
NOT_ASKED = st.lists(st.sampled_from(["omraade", "omraade.hvor", "ja", "dag", "tid", "ord", "frit_tal"]), max_size=3)
COLUMNS = ("omraade.hvor", "omraade.hvilket", "ja", "antal", "frit_tal", "dag", "tid", "ord")
FAR = {code - 9_000_000_000_000_000: code for code in CODES}
WORDS = {gap.value: code for gap, code in NUMBERS.items()}


def in_csv(cell: str, column: str) -> Said:
    if cell == "":
        return BLANK
    if cell in WORDS or (cell.lstrip("-").isdigit() and int(cell) in CODES and column != "frit_tal"):
        return ("gap", WORDS.get(cell) or int(cell))
    text = cell[1:] if cell.startswith("'") and WOULD_RUN.match(cell) else cell
    return (text,)


def in_xlsx(cell: Any, column: str) -> Said:
    if cell is None:
        return BLANK
    if cell in WORDS or (cell in CODES and column != "frit_tal"):
        return ("gap", WORDS.get(cell) or cell)
    if isinstance(cell, datetime):
        return (cell.date().isoformat(),)
    if isinstance(cell, time):
        return (f"{cell:%H:%M}",)
    text = unescape(text_of(cell))  # openpyxl leaves this to whoever reads
    return (text.removesuffix(" ") if text == "<r>x</r> " else text,)


def in_sav(row: dict[str, Any], column: str) -> Said:
    value = row[column]
    beside = row.get(f"{column}.missing")
    if beside is not None:
        assert value == ""
        return ("gap", int(beside))
    if value in (None, ""):
        return BLANK
    if isinstance(value, float) and (value in FAR or (value in CODES and column != "frit_tal")):
        return ("gap", FAR.get(int(value)) or int(value))
    return (unescaped(value) if isinstance(value, str) else text_of(value),)


def in_parquet(row: dict[str, Any], column: str) -> Said:
    value, beside = row[column], row.get(f"{column}.missing")
    if beside is not None:
        assert value is None
        return ("gap", beside)
    if value is None:
        return BLANK
    if isinstance(value, int) and (value in FAR or (value in CODES and column != "frit_tal")):
        return ("gap", FAR.get(value) or value)
    return (
        unescaped(value) if isinstance(value, str) else f"{value:%H:%M}" if isinstance(value, time) else text_of(value),
    )


def unescaped(text: str) -> str:
    return text[1:] if text.startswith("'") and WOULD_RUN.match(text) else text


def text_of(value: Any) -> str:
    return str(int(value)) if isinstance(value, int | float) else str(value)


def counted(said: Said, column: str) -> Said:
    """Days and times as SPSS counts them; it knows no blanks at the end of a text."""
    if said == BLANK or said[0] == "gap":
        return said
    if column == "dag":
        return (str((date.fromisoformat(said[0]) - date(1582, 10, 14)).days * 86_400),)
    if column == "tid":
        return (str(int(said[0][:2]) * 3600 + int(said[0][3:]) * 60),)
    return (said[0].rstrip(" "),)


@settings(max_examples=4, deadline=None, phases=(Phase.explicit, Phase.reuse, Phase.generate))
@given(st.lists(st.tuples(ANSWERS, NOT_ASKED), min_size=5, max_size=9))
def test_every_format_holds_the_same_answers_and_gaps(given_: list[tuple[dict[str, Any], list[str]]]) -> None:
    responses = [
        response(PROGRAMME, answers, number, not_asked=tuple(hidden)) for number, (answers, hidden) in enumerate(given_)
    ]
    written = {name: files(name, (PROGRAMME,), *responses) for name in ("csv", "xlsx", "sav", "parquet")}
    rows = list(csv.DictReader(io.StringIO(written["csv"][".csv"].decode(), newline="")))
    cells = sheet_rows(workbook(written["xlsx"]))
    variables, _meta = sav(written["sav"])
    frame = parquet(written["parquet"]).to_dicts()
    for row, cell, variable, values in zip(rows, cells, variables, frame, strict=True):
        for column in COLUMNS:
            said = in_csv(row[column], column)
            assert (column, in_xlsx(cell[column], column)) == (column, said)
            assert (column, in_parquet(values, column)) == (column, said)
            assert (column, in_sav(variable, column)) == (column, counted(said, column))


@pytest.mark.parametrize("name", ["csv", "xlsx", "sav", "parquet"])
@pytest.mark.parametrize("form", ["wide", "long"])
def test_nobody_answered_is_a_file_without_rows(name: str, form: str) -> None:
    content = files(name, (PROGRAMME,), form=form)
    match name:
        case "csv":
            assert len(content[".csv"].splitlines()) == 1
        case "xlsx":
            assert sheet_rows(workbook(content)) == []
        case "sav":
            assert (sav(content)[0], sav(content)[1].number_rows) == ([], 0)
        case "parquet":
            assert parquet(content).height == 0

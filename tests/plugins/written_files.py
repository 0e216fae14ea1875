"""A small programme's responses in every table format, and each file read back with a library of its readers."""

import io
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import polars as pl
import pyreadstat
from openpyxl import Workbook, load_workbook

from sipforms.engine.build import build
from sipforms.engine.offers import Export, Exported, ExportFormat, ExportOptions, ExportTable
from sipforms.engine.programme import Programme
from sipforms.engine.read.bundle import bundle_from
from sipforms.engine.response import Response
from sipforms.plugins.formats import comma_separated, parquet_file, sav_file, xlsx_workbook

MOMENT = datetime(2026, 11, 22, 10, tzinfo=UTC)
MODULES = {"csv": comma_separated, "xlsx": xlsx_workbook, "sav": sav_file, "parquet": parquet_file}

SCALES = """
$defs:
  trin:
    direction: higherIsMore
    oneOf:
      - {const: 1, title: Lidt}
      - {const: 2, title: Rigtig meget}
      - {const: 9, title: Ved ikke, missing: dontKnow}
      - {const: nej_tak, title: Nej tak, missing: declined}
  dyr:
    direction: none
    oneOf:
      - {const: kat, title: Kat}
      - {const: aesel, title: Æsel}
      - {const: ved_ikke, title: Ved ikke, missing: dontKnow}
"""
ASKED = """
title: Skema
properties:
  omraade:
    title: Et område
    properties:
      hvor: {title: Hvor meget, scale: trin}
      hvilket: {title: Hvilket dyr, scale: dyr}
      dyr: {title: Hvilke dyr, type: array, uniqueItems: true, items: {scale: dyr}}
  ja: {title: Er det sådan, type: boolean}
  antal: {title: Hvor mange, type: integer, minimum: 0, maximum: 99}
  frit_tal: {title: Et tal, type: integer}
  dag: {title: Hvilken dag, type: string, format: date}
  tid: {title: Hvornår, type: string, format: time}
  navn: {title: Hvad hedder du, type: string, maxLength: 20, sensitivity: identity}
  ord: {title: Et ord, type: string, maxLength: 10000, sensitivity: none}
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


def version(number: str = "1.0.0", asked: str = ASKED, scales: str = SCALES) -> Programme:
    texts = {
        "programme.yaml": f"id: lille\ntitle: Lille\nversion: {number}\nlanguage: da\nquestionnaires: [skema]\n",
        "scales.yaml": scales,
        "questionnaires/skema.yaml": asked,
    }
    return build(bundle_from(number, {name: text.encode() for name, text in texts.items()}))


def response(programme: Programme, answers: dict[str, Any], number: int = 1, **more: Any) -> Response:
    return Response(
        id=f"{number:032x}",
        programme="lille",
        version=programme.version,
        digest=programme.digest,
        questionnaire="skema",
        answered_on=date(2026, 11, 22),
        begun_at=MOMENT,
        handed_in_at=MOMENT,
        answers=answers,
        **more,
    )


def files(name: str, versions: tuple[Programme, ...], *responses: Response, **options: Any) -> dict[str, bytes]:
    """Every file by its ending. Nothing is left in the scratch folder but empty folders."""
    offered: ExportFormat = MODULES[name].export_formats()[0]
    table = ExportTable(programme="lille", questionnaire="skema", versions=versions)
    written: dict[str, bytes] = {}

    def out() -> Iterator[Exported]:
        return (Exported(case="c" * 32, code="B-1", response=one) for one in responses)

    with TemporaryDirectory() as scratch:
        export = Export(
            tables=(table,),
            responses=out,
            options=ExportOptions(**options),
            scratch=Path(scratch),
            made_at=MOMENT,
        )
        for ending, block in offered.write(export):
            written[ending] = written.get(ending, b"") + block
        assert [one for one in Path(scratch).rglob("*") if one.is_file()] == []
    return written


def workbook(content: dict[str, bytes]) -> Workbook:
    return load_workbook(io.BytesIO(content[".xlsx"]))


def sheet_rows(book: Workbook, name: str = "skema") -> list[dict[str, Any]]:
    """The rows below the two rows of headings, by the column's name."""
    _labels, names, *rows = book[name].iter_rows(values_only=True)
    return [dict(zip(names, row, strict=True)) for row in rows]


def sav(content: dict[str, bytes], ending: str = ".sav") -> tuple[list[dict[str, Any]], Any]:
    """The rows, with codes as they stand, and the metadata."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / "a.sav"
        file.write_bytes(content[ending])
        frame, meta = pyreadstat.read_sav(
            file, output_format="polars", user_missing=True, disable_datetime_conversion=True
        )
    return frame.to_dicts(), meta


def parquet(content: dict[str, bytes], ending: str = ".parquet") -> pl.DataFrame:
    return pl.read_parquet(io.BytesIO(content[ending]))

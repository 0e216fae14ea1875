"""JSON Lines: one response a line, whole, so that ``sipforms import responses`` can read it back.

A line is an object: ``format``, ``case`` (the random id of the case file, or ``facility``), ``code`` where codes were
asked for, and then the response as it is kept: the envelope, ``answers`` as nested JSON, notes and reasons.
"""

import json
from collections.abc import Iterator

from sipforms.engine.hookspecs import hookimpl
from sipforms.engine.offers import Export, Exported, ExportFormat
from sipforms.store.written import FORMAT, response_document

ENDING = ".jsonl"
LINE_FORMAT = FORMAT  # a line holds the response as the store writes it


def line(exported: Exported) -> bytes:
    """The response as one line, its end included."""
    document = response_document(exported.response)
    del document["format"]
    who = {"case": exported.case} | ({"code": exported.code} if exported.code else {})
    written = json.dumps({"format": LINE_FORMAT, **who, **document}, ensure_ascii=False, separators=(",", ":"))
    return f"{written}\n".encode()


def _write(export: Export) -> Iterator[tuple[str, bytes]]:
    yield ENDING, b""
    for exported in export.responses():
        yield ENDING, line(exported)


@hookimpl
def export_formats() -> tuple[ExportFormat, ...]:
    """The formats of this module."""
    return (ExportFormat(name="jsonl", ending=ENDING, write=_write, whole=True),)

"""Entries of the access log written out: as lines for people, as JSON and as CSV for other programs."""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sipforms.plugins.formats.cells import text_cell
from sipforms.render.language import N_, _
from sipforms.render.log_words import aside, what, when, who, whom
from sipforms.render.plain_json import plain_json
from sipforms.store.access.register import Register
from sipforms.store.log.entries import Entry

FORMAT = 1
"""Of the JSON; grows when something is taken away or comes to mean something else."""
_HEADINGS = (N_("When"), N_("Who"), N_("What"), N_("Whose"), N_("Where"))
_COLUMNS = (
    *("at", "user", "user_id", "workstation", "action", "subject", "id", "part", "revision", "checksum"),
    *("criterion", "cases", "clock_jump", "bytes_cut_off", "chain", "number", "said", "code"),
)


def log_lines(entries: Sequence[Entry], register: Register, codes: Mapping[str, str]) -> Iterator[str]:
    """A table with a line for each entry, oldest first."""
    rows = [tuple(map(_, _HEADINGS)), *(_row(entry, register, codes) for entry in entries)]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    asides = ["", *map(aside, entries)]
    for row, said in zip(rows, asides, strict=True):
        yield "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        if said:
            yield f"    ({said})"


def log_json(entries: Sequence[Entry], register: Register, codes: Mapping[str, str]) -> str:
    """Everything that the entries say, as JSON, and the codes of citizens by the ids of their case files."""
    return plain_json({"format": FORMAT, "entries": [_as_data(entry, register, codes) for entry in entries]})


def log_csv(entries: Sequence[Entry], register: Register, separator: str, codes: Mapping[str, str]) -> str:
    """The same as CSV, a row for each entry; a spreadsheet takes nothing in it for a formula."""
    out = io.StringIO()
    writer = csv.DictWriter(out, _COLUMNS, delimiter=separator, lineterminator="\r\n")
    writer.writeheader()
    for entry in entries:
        data = _as_data(entry, register, codes) | {"cases": " ".join(entry.use.cases) if entry.use else ""}
        writer.writerow({name: text_cell(value) if isinstance(value, str) else value for name, value in data.items()})
    return out.getvalue()


def _row(entry: Entry, register: Register, codes: Mapping[str, str]) -> tuple[str, ...]:
    where = entry.workstation_name or entry.workstation[:8]
    return (when(entry.at), who(entry, register), what(entry), whom(entry, register, codes), where)


def _as_data(entry: Entry, register: Register, codes: Mapping[str, str]) -> dict[str, Any]:
    use = entry.use
    return {
        "at": entry.at.isoformat(),
        "user": who(entry, register),
        "user_id": entry.user,
        "workstation": entry.workstation_name,
        "action": use.action if use else "",
        "subject": use.subject if use else "",
        "id": use.id if use else "",
        "part": use.part if use else "",
        "revision": use.revision if use else 0,
        "checksum": use.checksum if use else "",
        "criterion": use.criterion if use else "",
        "cases": list(use.cases) if use else [],
        "clock_jump": entry.jump,
        "bytes_cut_off": entry.mended,
        "chain": entry.chain,
        "number": entry.seq,
        "said": what(entry),
        "code": codes.get(use.id, "") if use else "",
    }

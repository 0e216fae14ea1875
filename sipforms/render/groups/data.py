"""A report about a group as data: JSON with everything, or one CSV table. Withheld figures are not there at all.

``format`` grows when something is taken away or comes to mean something else; new names may be added at any time.
"""

import csv
import io
from collections.abc import Iterator, Mapping

from sipforms.engine.gather.table import Figures, InterventionTable, LeftOut, Outcome, TableRow, Withheld
from sipforms.engine.report import GroupReport, ReportPart
from sipforms.engine.statistics.values import Estimate
from sipforms.plugins.formats.cells import Cell, text_cell
from sipforms.render.groups.audit import audit_data
from sipforms.render.groups.parts import drawing_of
from sipforms.render.groups.statistics_words import effects_words
from sipforms.render.groups.words import ASSOCIATION, group_words, limit_words, scope_words, variable_words
from sipforms.render.language import _, current_language
from sipforms.render.plain_json import labelled, plain_json

FORMAT = 1
_DECIMALS = 6
DANISH = ";"
"""What stands between the cells that a Danish spreadsheet opens."""
COLUMNS = (
    *("kind", "outcome", "outcome_title", "informant", "range_low", "range_high", "higher_is", "change_counts_from"),
    *("question", "intervention", "intervention_title", "variable", "variable_title", "group", "group_title"),
    *("given_n", "given_rose", "given_same", "given_fell", "given_mean_change", "given_as_of"),
    *("otherwise_n", "otherwise_rose", "otherwise_same", "otherwise_fell", "otherwise_mean_change", "otherwise_as_of"),
    *("effect_g", "effect_low", "effect_high"),
    *("left_out_because", "left_out_n", "fewest_people", "stays", "from", "to", "unit", "note"),
)
"""The columns of the CSV: one row for each row of the table (``figures``) and one for each ``left_out``.

``fewest_people`` is the limit, and a cell of figures that is empty is withheld. ``note`` says on every row what the
figures are, so that no row is read without it.
"""


def json_text(report: GroupReport) -> str:
    """The whole report as indented JSON, ending in a newline."""
    return plain_json(
        {
            "format": FORMAT,
            "language": current_language(),
            "programme": {"id": report.programme.id, "version": report.programme.version},
            "title": report.title,
            "about": report.about,
            "made": report.made.isoformat() if report.made else None,
            "may_be_published": report.is_public,
            "period": {"from": _day(report, "begins"), "to": _day(report, "ends"), "said": scope_words(report)},
            "unit": report.unit,
            "association": _(ASSOCIATION),
            "sections": [_section(part) for part in report.parts],
            "not_offered_here": list(report.withheld),
            "earlier_reports_not_read": report.unread,
            "audit": audit_data(report.audit) if report.audit is not None else None,
        }
    )


def _day(report: GroupReport, which: str) -> str | None:
    day = report.begins if which == "begins" else report.ends
    return None if day is None else day.isoformat()


def _section(part: ReportPart) -> dict[str, object]:
    table = part.value
    named = {"section": part.section, **({"title": part.title} if part.title else {})}
    if not isinstance(table, InterventionTable):
        drawing = drawing_of(part)
        if drawing is not None:
            return {**named, **drawing.data(table)}
        return {**named, **({"value": _plain(table)} if isinstance(table, (str, Mapping)) else {})}
    return {
        **named,
        "limits": {"fewest_people": table.least, "said": limit_words(table.least)},
        "stays": table.stays,
        "cells": table.cells,
        "cells_shown": table.shown,
        "effects": table.compared,
        "has_statistics": table.has_statistics,
        "how_to_read": effects_words([table]),
        "outcomes": [_outcome(one) for one in table.outcomes],
        "variables": [{"id": id_, "title": variable_words(id_, table)} for id_, _title in table.variables],
        "rows": [_row(one) for one in table.rows],
        "left_out": [_left_out(one) for one in table.left_out],
        "withheld": [_withheld(one) for one in table.withheld],
    }


def _plain(value: str | Mapping[str, object]) -> object:
    """What a plug-in's section says: words, or labels with a word or a number each."""
    return value if isinstance(value, str) else labelled(value)


def _outcome(one: Outcome) -> dict[str, object]:
    return {
        "indicator": one.indicator,
        "title": one.title,
        "informant": one.informant,
        "range": list(one.range) if one.range else None,
        "higher_is": one.higher,
        "change_counts_from": one.least,
    }


def _row(row: TableRow) -> dict[str, object]:
    return {
        "question": row.intervention.question,
        "intervention": row.intervention.value,
        "title": row.intervention.title,
        "outcome": row.outcome.indicator,
        "informant": row.outcome.informant,
        "variable": row.variable,
        "group": row.group.id if row.group else None,
        "group_title": group_words(row.group) or None,
        "given": _figures(row.given),
        "otherwise": _figures(row.otherwise),
        "effect": _effect(row.effect),
    }


def _effect(one: Estimate | None) -> dict[str, object] | None:
    """Hedges' g with its interval, and why one is not there; nothing where it is withheld."""
    if one is None:
        return None
    ends = None if one.interval is None else {"low": _round(one.interval.low), "high": _round(one.interval.high)}
    return {"g": _round(one.value), "interval": ends, "lacks": one.lacks}


def _round(value: float | None) -> float | None:
    return None if value is None else round(value, _DECIMALS)


def _figures(one: Figures | None) -> dict[str, object]:
    if one is None:
        return {"withheld": True}
    ways = one.directions
    counted = {"rose": ways.rose, "same": ways.same, "fell": ways.fell} if ways else {"directions_withheld": True}
    dated = {"as_of": one.dated.isoformat()} if one.dated else {}
    return {"n": one.stays, "mean_change": round(one.mean, _DECIMALS), **counted, **dated}


def _left_out(one: LeftOut) -> dict[str, object]:
    return {"of": one.of, "informant": one.informant, "because": one.why, "n": one.stays}


def _withheld(one: Withheld) -> dict[str, object]:
    where = (one.intervention, one.value, one.outcome, one.informant, one.variable, one.group, one.half)
    names = ("question", "intervention", "outcome", "informant", "variable", "group", "half")
    return {"rule": one.rule, **{name: value for name, value in zip(names, where, strict=True) if value}}


def csv_text(report: GroupReport, separator: str = ",") -> str:
    """The table as CSV (RFC 4180, UTF-8), nothing in it that a spreadsheet would run.

    With ``;`` it is what a Danish spreadsheet opens by itself: decimal commas, and a mark that tells the encoding.
    Without those it reads 0.089 as a text, and a name with æ as two signs.
    """
    text = io.StringIO(newline="")
    is_danish = separator == DANISH
    text.write("\ufeff" if is_danish else "")
    writer = csv.writer(text, delimiter=separator, lineterminator="\r\n")
    columns = _columns(report)
    writer.writerow(columns)
    for row in _every_row(report):
        cells = [_safe(row.get(name, "")) for name in columns]
        writer.writerow([_with_comma(cell) for cell in cells] if is_danish else cells)
    return text.getvalue()


def _columns(report: GroupReport) -> tuple[str, ...]:
    """Those of interventions alone where there is nothing else; else the section, and those of every kind of part."""
    drawn = [drawing for part in report.parts if (drawing := drawing_of(part)) is not None]
    tables = any(isinstance(part.value, InterventionTable) for part in report.parts)
    if not drawn:
        return COLUMNS
    own = [name for drawing in drawn for name in drawing.columns]
    last = COLUMNS[COLUMNS.index("fewest_people") :]
    return tuple(dict.fromkeys(("section", "kind", *own, *(COLUMNS if tables else ()), *last)))


def _every_row(report: GroupReport) -> Iterator[Mapping[str, object]]:
    for part in report.parts:
        named = {"section": part.section}
        drawing = drawing_of(part)
        if isinstance(part.value, InterventionTable):
            everywhere = {**named, **_everywhere(report, part.value)}
            yield from ({**everywhere, **row} for row in _rows(part.value))
        elif drawing is not None:
            where = {**named, "from": _day(report, "begins"), "to": _day(report, "ends"), "unit": report.unit}
            yield from ({**where, **row} for row in drawing.rows(part.value))


def _safe(value: object) -> Cell | float:
    """A number as it is, a text so that no spreadsheet runs it."""
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return value
    return "" if value is None else text_cell(str(value).lower() if isinstance(value, bool) else str(value))


def _with_comma(value: Cell | float) -> Cell:
    return str(value).replace(".", ",") if isinstance(value, float) else value


def _everywhere(report: GroupReport, table: InterventionTable) -> Mapping[str, object]:
    return {
        "fewest_people": table.least,
        "stays": table.stays,
        "from": _day(report, "begins"),
        "to": _day(report, "ends"),
        "unit": report.unit,
        "note": f"{_(ASSOCIATION)} {limit_words(table.least)}",
    }


def _rows(table: InterventionTable) -> Iterator[dict[str, object]]:
    if table.stays is None:
        yield {"kind": "withheld"}
    for row in table.rows:
        low, high = row.outcome.range or (None, None)
        yield {
            "kind": "figures",
            "outcome": row.outcome.indicator,
            "outcome_title": row.outcome.title,
            "informant": row.outcome.informant,
            "range_low": low,
            "range_high": high,
            "higher_is": row.outcome.higher,
            "change_counts_from": row.outcome.least,
            "question": row.intervention.question,
            "intervention": row.intervention.value,
            "intervention_title": row.intervention.title,
            "variable": row.variable,
            "variable_title": variable_words(row.variable, table),
            "group": row.group.id if row.group else None,
            "group_title": group_words(row.group),
            **_half("given", row.given),
            **_half("otherwise", row.otherwise),
            **_flat_effect(row.effect),
        }
    for one in table.left_out:
        yield {"kind": "left_out", **_lacking(one), "left_out_because": one.why, "left_out_n": one.stays}


def _half(name: str, one: Figures | None) -> dict[str, object]:
    if one is None:
        return {}
    ways = one.directions
    counted = {} if ways is None else {"rose": ways.rose, "same": ways.same, "fell": ways.fell}
    every: dict[str, object] = {"n": one.stays, "mean_change": round(one.mean, _DECIMALS), **counted}
    every["as_of"] = one.dated.isoformat() if one.dated else None
    return {f"{name}_{key}": value for key, value in every.items()}


def _flat_effect(one: Estimate | None) -> dict[str, object]:
    if one is None:
        return {}
    low, high = (None, None) if one.interval is None else (one.interval.low, one.interval.high)
    return {"effect_g": _round(one.value), "effect_low": _round(low), "effect_high": _round(high)}


def _lacking(one: LeftOut) -> dict[str, object]:
    """Where a count of what was left out belongs."""
    column = {"unknown": "question", "noGroup": "variable"}.get(one.why, "outcome")
    return {column: one.of, "informant": one.informant}

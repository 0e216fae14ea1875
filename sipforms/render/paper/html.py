"""A blank form as a page for printing: one file, A4, no script, nothing fetched."""

from collections.abc import Iterable, Mapping
from typing import Any, TypeAlias

from sipforms.actions.blank.form import (
    BlankArea,
    BlankCell,
    BlankForm,
    BlankItem,
    BlankRow,
    BlankRows,
    Box,
    Gate,
    Grid,
    Part,
)
from sipforms.engine.programme import Kind
from sipforms.render.html.frame import page_html, rendered
from sipforms.render.language import _
from sipforms.render.paper.style import style
from sipforms.render.paper.words import (
    HOW,
    NO_NAMES,
    RUNS_ON,
    PaperSpeaker,
    asked_if_said,
    box_words,
    gate_said,
    heads_to_fill,
    sentences,
    spaced_code,
    speaker_for,
    told_of,
    ways,
    which_form,
)

Drawn: TypeAlias = Mapping[str, Any]
"""What a piece of the template is filled in with: plain texts and numbers only."""
LONG = 4  # answers below each other before they stand in two columns
WIDE = 26  # letters of an answer that keep it from standing beside others
FEWEST_DIGITS, MOST_DIGITS = 2, 6
LINES = {Kind.TEXT: 1, Kind.LONG_TEXT: 4}


def paper_html(form: BlankForm) -> str:
    """The whole document."""
    speaker = speaker_for(form)
    code, whose = _("Code {code}").format(code=spaced_code(form.code)), heads_to_fill(form)
    body = rendered(
        "paper/form.html.jinja",
        which=f"{which_form(form)} · {code}",
        title=form.title,
        whose=whose[0],
        who=whose[1],
        day_said=_("Day"),
        day=_day(),
        ways=ways(form),
        way_said=_("How it is answered:"),
        description=form.description,
        how=_(HOW),
        no_names=_(NO_NAMES),
        parts=[_part(speaker, part) for part in form.parts],
        end=_("That was the last question."),
    )
    return page_html(form.title, body, style=style(form.title, whose[0], f"{which_form(form)} · {code}"))


def _part(speaker: PaperSpeaker, part: Part) -> Drawn:
    match part:
        case BlankArea():
            return {
                "kind": "area",
                "number": part.number,
                "title": part.title,
                "description": part.description,
                "depth": part.depth,
                "asked_if": asked_if_said(speaker, part.asked_if),
            }
        case Gate(condition=condition):
            return {"kind": "gate", "said": gate_said(speaker, condition)}
        case BlankRows():
            return {
                "kind": "rows",
                "number": part.number,
                "title": part.title,
                "asked_if": asked_if_said(speaker, part.asked_if),
                "runs_on": _(RUNS_ON) if part.runs_on else "",
                "rows": [_row(speaker, row, part.number) for row in part.rows],
            }
        case Grid():
            return _grid(speaker, part)
        case BlankItem():
            return _item(speaker, part)


def _row(speaker: PaperSpeaker, row: BlankRow, number: str) -> Drawn:
    return {
        "head": row.number or f"{number}.",
        "is_open": not row.number,
        "parts": [_part(speaker, part) for part in row.parts],
    }


def _grid(speaker: PaperSpeaker, grid: Grid) -> Drawn:
    first = grid.items[0]
    return {
        "kind": "grid",
        "is_named": first.is_named,
        "legend": [(name, _boxes_drawn(boxes)) for name, boxes in first.scales],
        "lines": [_item(speaker, item) for item in grid.items],
    }


def _item(speaker: PaperSpeaker, item: BlankItem) -> Drawn:
    return {
        "kind": "item",
        "number": item.number,
        "title": item.title,
        "asked_if": asked_if_said(speaker, item.asked_if),
        "cells": [_cell(speaker, item, cell) for cell in item.cells],
    }


def _cell(speaker: PaperSpeaker, item: BlankItem, cell: BlankCell) -> Drawn:
    is_wide = any(len(box.words) > WIDE for box in cell.boxes)
    drawn = {
        "name": cell.name,
        "said": sentences(item, cell),
        "told": told_of(cell),
        "asked_if": asked_if_said(speaker, cell.asked_if),
        "boxes": _boxes_drawn(cell.boxes),
        "is_long": len(cell.boxes) > LONG and (is_wide or sum(len(box.words) + 5 for box in cell.boxes) > 3 * WIDE),
        "way": "",
    }
    return drawn if cell.boxes or cell.is_computed else {**drawn, **_written(cell)}


def _written(cell: BlankCell) -> Drawn:
    """Room for an answer that is written."""
    if cell.kind is Kind.DATE:
        return _day()
    if cell.kind is Kind.TIME:
        return {"way": "time"}
    if cell.kind is Kind.INTEGER or cell.points_to:
        signs = max(len(str(one)) for one in (cell.low or 0, cell.high if cell.high is not None else 9999))
        room = FEWEST_DIGITS if cell.points_to else min(MOST_DIGITS, max(1, signs))
        return {"way": "digits", "room": room}
    return {"way": "lines", "room": LINES.get(cell.kind, 1)}


def _day() -> Drawn:
    return {"way": "day", "day": ((_("day"), 2), (_("month"), 2), (_("year"), 4))}


def _boxes_drawn(boxes: Iterable[Box]) -> list[Drawn]:
    return [{"sign": one.key, "words": box_words(one), "is_reason": one.is_reason} for one in boxes]

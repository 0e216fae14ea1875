"""A blank form as text, 80 columns wide: to be looked at in a terminal, printed as it is, or read aloud."""

import textwrap
from collections.abc import Iterator
from dataclasses import dataclass

from sipforms.actions.blank.form import BlankArea, BlankCell, BlankForm, BlankItem, BlankRows, Box, Gate, Grid, Part
from sipforms.engine.programme import Kind
from sipforms.render.language import _
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
from sipforms.render.plain import plain

WIDTH, STEP = 80, 2
TOGETHER = "\x00"  # for a space that no line ends at; `plain` has removed any other
RULE, DAY, TIME = "_" * 60, "__ __ ____", "__ : __"
LINES = {Kind.LONG_TEXT: 4}


def paper_text(form: BlankForm) -> str:
    """The whole form; it ends with a line break."""
    return "\n".join(_Sheet(speaker_for(form)).lines(form)) + "\n"


@dataclass(frozen=True, slots=True)
class _Sheet:
    speaker: PaperSpeaker

    def lines(self, form: BlankForm) -> Iterator[str]:
        title, whose = plain(form.title), heads_to_fill(form)
        yield from (title, "=" * len(title))
        yield from _wrapped(f"{which_form(form)} · " + _("Code {code}").format(code=spaced_code(form.code)))
        yield ""
        yield f"{whose[0]}: {'_' * 20}   {_('Day')}: {DAY}"
        yield f"{whose[1]}: {'_' * 12}"
        if form.modes:
            signs = [f"[ ] {one}" if len(form.modes) > 1 else one for one in ways(form)]
            yield from _wrapped(" ".join((_("How it is answered:"), "  ".join(_together(one) for one in signs))))
        yield ""
        yield from _wrapped(plain(form.description))
        yield from _wrapped(f"{_(HOW)} {_(NO_NAMES)}")
        for part in form.parts:
            yield from self._part(part, 0)
        yield from ("", _("That was the last question."))

    def _part(self, part: Part, depth: int) -> Iterator[str]:
        match part:
            case BlankArea():
                yield ""
                yield from _wrapped(f"{part.number} {plain(part.title)}", part.depth * STEP)
                yield from _wrapped(plain(part.description), part.depth * STEP)
                yield from _wrapped(asked_if_said(self.speaker, part.asked_if), part.depth * STEP)
            case Gate(condition=condition):
                yield ""
                yield from _wrapped(gate_said(self.speaker, condition), depth)
            case BlankRows():
                yield from self._rows(part, depth)
            case Grid():
                yield from self._grid(part, depth)
            case BlankItem():
                yield from self._item(part, depth)

    def _rows(self, part: BlankRows, depth: int) -> Iterator[str]:
        yield ""
        yield from _wrapped(f"{part.number} {plain(part.title)}", depth)
        yield from _wrapped(asked_if_said(self.speaker, part.asked_if), depth)
        yield from _wrapped(_(RUNS_ON) if part.runs_on else "", depth)
        for row in part.rows:
            yield ""
            yield " " * depth + (row.number or f"{part.number}.__")
            for inside in row.parts:
                yield from self._part(inside, depth + STEP)

    def _grid(self, grid: Grid, depth: int) -> Iterator[str]:
        yield ""
        for name, boxes in grid.items[0].scales:
            yield from _wrapped(" ".join(part for part in (plain(name), "  ".join(_boxes(boxes))) if part), depth)
        for item in grid.items:
            yield ""
            yield from self._head(item, depth)
            for cell in item.cells:
                yield from self._around(item, cell, depth + STEP)
                name = f"{plain(cell.name)} " if cell.name else ""
                yield from _wrapped(name + " ".join(f"[{box.key}]" for box in cell.boxes), depth + STEP)

    def _item(self, item: BlankItem, depth: int) -> Iterator[str]:
        yield ""
        yield from self._head(item, depth)
        for cell in item.cells:
            yield from _wrapped(plain(cell.name), depth + STEP)
            yield from self._around(item, cell, depth + STEP)
            yield from _wrapped(_upper(told_of(cell)), depth + STEP)
            yield from _wrapped("   ".join(_boxes(cell.boxes)), depth + STEP)
            yield from (" " * (depth + STEP) + line for line in _hand(cell))

    def _head(self, item: BlankItem, depth: int) -> Iterator[str]:
        yield from _wrapped(f"{item.number} {plain(item.title)}", depth)
        yield from _wrapped(asked_if_said(self.speaker, item.asked_if), depth + STEP)

    def _around(self, item: BlankItem, cell: BlankCell, depth: int) -> Iterator[str]:
        said = sentences(item, cell)
        yield from _wrapped(f"“{said}”" if said else "", depth)
        yield from _wrapped(asked_if_said(self.speaker, cell.asked_if), depth)


def _boxes(boxes: tuple[Box, ...]) -> list[str]:
    return [_together(f"[{one.key}] {box_words(one)}") for one in boxes]


def _hand(cell: BlankCell) -> tuple[str, ...]:
    """Room for an answer that is written."""
    if cell.boxes or cell.is_computed:
        return ()
    if cell.kind is Kind.DATE:
        return (DAY,)
    if cell.kind is Kind.TIME:
        return (TIME,)
    if cell.kind is Kind.INTEGER or cell.points_to:
        return ("______",)
    return (RULE,) * LINES.get(cell.kind, 1)


def _together(text: str) -> str:
    return text.replace(" ", TOGETHER)


def _upper(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}." if text else ""


def _wrapped(text: str, depth: int = 0) -> list[str]:
    lead = " " * depth
    lines = textwrap.wrap(text, WIDTH, initial_indent=lead, subsequent_indent=lead, break_on_hyphens=False)
    return [line.replace(TOGETHER, " ") for line in lines]

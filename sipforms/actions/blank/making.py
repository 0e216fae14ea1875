"""A blank form made of a questionnaire: the lines of the screen, with boxes in place of answers."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import TypeVar

from sipforms.actions.blank.code import form_code
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
from sipforms.actions.blank.settled import OnPaper, known_of, left_of, shown_on_paper
from sipforms.actions.form.carrying import CARRIED
from sipforms.actions.form.options import YES, choices
from sipforms.actions.form.outline import Cell, Line, LineKind, outline
from sipforms.engine.ask.form import Form, prepare
from sipforms.engine.ask.situation import Situation
from sipforms.engine.ask.visibility import Asked, concrete
from sipforms.engine.condition import Condition
from sipforms.engine.paths import Path
from sipforms.engine.programme import Area, Kind, Programme, Question, Questionnaire, Rows

Made = TypeVar("Made", bound=Part)

ROWS = 3
"""Rows that there is room for where nobody says how many."""
MOST_IN_A_GRID = 12
"""Boxes beside each other, at most; a longer list stands below its question."""


def blank_form(programme: Programme, questionnaire: Questionnaire, situation: Situation, rows: int = ROWS) -> BlankForm:
    """The form for whoever the situation says answers, with room for so many ``rows`` in each list.

    Without a mode the ways of answering are ticked on the paper. The day and the rounds before do not matter.
    """
    ways = questionnaire.modes_for(situation.informant)
    if situation.mode is None and len(ways) == 1:
        situation = replace(situation, mode=ways[0])
    form = prepare(programme, questionnaire, situation)
    heading = questionnaire.headed(situation.informant, situation.variant)
    known = known_of(form)
    room = {path: _room(one, rows) for path, one in form.places.rows.items()}
    asked = (path for one in form.places.order if shown_on_paper(known, one) for path in concrete(form, one, room))
    lines = outline(form, Asked(paths=frozenset(asked)), room).lines
    variants = {one.id: one.title for one in programme.variants}
    return BlankForm(
        programme=programme,
        questionnaire=questionnaire,
        title=heading.title,
        description=heading.description or "",
        informant=programme.informants.get(situation.informant or ""),
        variant=variants.get(situation.variant or ""),
        modes=(situation.mode,) if situation.mode else ways,
        code=form_code(programme.id, form),
        parts=tuple(_grouped(_Printing(form, known).parts(lines))),
        numbers=dict(_numbers(form, lines)),
    )


def _numbers(form: Form, lines: tuple[Line, ...]) -> Iterator[tuple[Path, str]]:
    """The number of each item; of one in a list that runs on what stands behind the row's number."""
    for line in lines:
        if line.kind is LineKind.ITEM:
            question = line.cells[0].question
            at = form.places.rows_of(question.path)
            if at is None:
                yield line.path, line.number
            elif form.places.rows[at].carry in CARRIED:
                yield question.item, f".{line.number.rpartition('.')[2]}"


def _room(rows: Rows, wanted: int) -> tuple[str, ...]:
    most = max(1, min(wanted, rows.max_items or wanted))
    return tuple(f"r{number}" for number in range(1, most + 1))


@dataclass(slots=True)
class _Printing:
    """Goes down the lines; ``told`` are the conditions that stand above already."""

    form: Form
    known: OnPaper
    told: list[Condition] = field(default_factory=list)

    def parts(self, lines: tuple[Line, ...]) -> Iterator[Part]:
        """Every part, each item on its own; a gate after all that its area holds."""
        gates: list[tuple[Path, Condition]] = []
        areas = {one.path: one for one in self.form.questionnaire.walk() if isinstance(one, Area)}
        place = 0
        while place < len(lines):
            line = lines[place]
            while gates and line.path[: len(gates[-1][0])] != gates[-1][0]:
                yield self._gate(gates.pop()[1])
            if line.kind is LineKind.AREA:
                area = areas[line.path]
                if area.gate is not None:
                    gates.append((line.path, area.gate))
                yield self._area(line, area)
                place += 1
            elif line.rows is not None and line.kind is LineKind.ROWS:
                inside = tuple(one for one in lines[place + 1 :] if one.path[: len(line.path)] == line.path)
                yield self._rows(line, line.rows, inside)
                place += 1 + len(inside)
            else:
                yield self._item(line)
                place += 1

    def _gate(self, condition: Condition) -> Gate:
        self.told.append(condition)
        return Gate(condition=condition)

    def _area(self, line: Line, area: Area) -> BlankArea:
        asked_if = left_of(self.known, area.visible_if, self.told)
        self.told.extend(area.visible_if)
        return BlankArea(
            number=line.number,
            title=line.title,
            description=line.description or "",
            depth=line.depth,
            asked_if=asked_if,
        )

    def _rows(self, line: Line, rows: Rows, inside: tuple[Line, ...]) -> BlankRows:
        runs_on = rows.carry in CARRIED
        told, asked_if = tuple(self.told), left_of(self.known, rows.visible_if, self.told)
        self.told.extend(rows.visible_if)
        room: list[BlankRow] = []
        for head in (one for one in inside if one.kind is LineKind.ROW):
            fields = (one for one in inside if one.kind is LineKind.ITEM and one.path[: len(head.path)] == head.path)
            items = (self._item(one, one.number[len(head.number) :] if runs_on else "") for one in fields)
            room.append(BlankRow(number="" if runs_on else head.number, parts=tuple(_grouped(items))))
        self.told = list(told)
        return BlankRows(number=line.number, title=line.title, rows=tuple(room), runs_on=runs_on, asked_if=asked_if)

    def _item(self, line: Line, number: str = "") -> BlankItem:
        each = [left_of(self.known, cell.question.visible_if, self.told) for cell in line.cells]
        every = tuple(one for one in each[0] if all(one in others for others in each))
        cells = (
            self._cell(cell, line.title, tuple(one for one in conditions if one not in every))
            for cell, conditions in zip(line.cells, each, strict=True)
        )
        return BlankItem(number=number or line.number, title=line.title, cells=tuple(cells), asked_if=every)

    def _cell(self, cell: Cell, title: str, asked_if: tuple[Condition, ...]) -> BlankCell:
        question, situation = cell.question, self.form.situation
        wording = question.worded(situation.informant, situation.variant)
        said = " ".join(part for part in (wording.preface, wording.say) if part)
        pointing = self.form.places.rows.get(question.row_ref.to) if question.row_ref else None
        return BlankCell(
            path=cell.path,
            kind=question.kind,
            name=wording.title if question.dimension is not None else "",
            said="" if said == title else said,
            boxes=() if question.computed or question.row_ref else _boxes(question),
            points_to=pointing.title if pointing else "",
            is_computed=question.computed is not None,
            low=question.minimum,
            high=question.maximum,
            asked_if=asked_if,
        )


def _boxes(question: Question) -> tuple[Box, ...]:
    return tuple(
        Box(key=one.key, is_yes=one.key == YES)
        if one.option is None
        else Box(key=one.key, words=one.option.title, is_reason=one.option.missing is not None)
        for one in choices(question)
    )


def _grouped(parts: Iterator[Made]) -> Iterator[Made | BlankItem | Grid]:
    """Items that follow each other and have the same boxes stand together in a grid."""
    waiting: list[BlankItem] = []
    for part in parts:
        if isinstance(part, BlankItem) and waiting and _are_alike(waiting[-1], part):
            waiting.append(part)
            continue
        yield from _together(waiting)
        waiting = [part] if isinstance(part, BlankItem) else []
        if not waiting:
            yield part
    yield from _together(waiting)


def _together(items: list[BlankItem]) -> Iterator[BlankItem | Grid]:
    if items and (len(items) > 1 or len(items[0].cells) > 1) and _fits_a_grid(items[0]):
        yield Grid(items=tuple(items))
    else:
        yield from items


def _are_alike(one: BlankItem, other: BlankItem) -> bool:
    return _fits_a_grid(one) and (one.is_named, one.scales) == (other.is_named, other.scales)


def _fits_a_grid(item: BlankItem) -> bool:
    """One answer each, of few, all with keys: lists of several and long ones are read word by word."""
    return all(
        cell.kind in (Kind.CHOICE, Kind.BOOLEAN)
        and 0 < len(cell.boxes) <= MOST_IN_A_GRID
        and all(box.key for box in cell.boxes)
        for cell in item.cells
    )

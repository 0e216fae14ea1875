"""The parts of an individual report as data, one function for each kind of value."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import TypeAlias

from sipforms.engine.compare.answer_change import AnswerChange
from sipforms.engine.compare.change import Change
from sipforms.engine.compare.other_forms import OtherForm
from sipforms.engine.paths import dotted
from sipforms.engine.scale import Option
from sipforms.engine.score.missing import Gap
from sipforms.engine.score.score import Part, Score, Shown
from sipforms.engine.score.sheet import Reading
from sipforms.plugins.sections.answers import Answers
from sipforms.plugins.sections.development import Compared, Development
from sipforms.plugins.sections.history import Course, Line
from sipforms.plugins.sections.missing import Missing
from sipforms.plugins.sections.notes import Notes
from sipforms.plugins.sections.open_answers import OpenAnswers
from sipforms.plugins.sections.rounds import Round, Rounds
from sipforms.plugins.sections.sheet_topics import Topic
from sipforms.plugins.sections.side_by_side import SideBySide, SideCell
from sipforms.plugins.sections.talk_sheet import DotGroup, DotRow, Dots, TalkSheet
from sipforms.plugins.sections.talking_points import TalkingPoint
from sipforms.render.answers import answer_words

DECIMALS = 6
Data: TypeAlias = dict[str, object]


def score_data(score: Score | None) -> Data | None:
    """A number, or why there is none; how many answers are behind it; what it can be at the lowest and highest."""
    if score is None:
        return None
    return {
        "value": _number(score.value),
        "reason": score.reason,
        "answered": score.answered,
        "relevant": score.relevant,
        "asked": score.asked,
        "range": list(score.range) if score.range else None,
        **({"parts": [_part(one) for one in score.parts]} if score.parts else {}),
    }


def _number(value: Shown | None) -> Shown | None:
    return round(value, DECIMALS) if isinstance(value, float) else value


def _part(part: Part) -> Data:
    return {"key": part.key, "title": part.title, "value": _number(part.value), "reason": part.reason}


def _change(change: Change | None) -> Data | None:
    if change is None:
        return None
    return {
        "difference": _number(change.difference),
        "not_compared": change.broken,
        "verdict": change.verdict,
        "basis": change.basis,
        "index": _number(change.index),
    }


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _option(option: Option | None) -> Data | None:
    return None if option is None else {"value": option.value, "words": option.title}


def _development(value: Development) -> Data:
    return {
        "answered_on": _day(value.today),
        "compared_with": _day(value.before),
        "since_first": value.since_first,
        "not_compared": value.broken,
        "main": value.main,
        "beside": value.beside,
        "range": list(value.range) if value.range else None,
        "steps": [_option(one) for one in value.steps],
        "rows": [
            {"title": row.title, "main": _compared(row.main), "beside": row.beside and _compared(row.beside)}
            for row in value.rows
        ],
    }


def _compared(one: Compared) -> Data:
    return {
        "indicator": one.indicator.id,
        "now": score_data(one.now),
        "before": score_data(one.before),
        "change": _change(one.change),
    }


def _points(value: tuple[TalkingPoint, ...]) -> Data:
    return {
        "points": [
            {
                "path": dotted(one.path),
                "title": one.title,
                "asks_importance": one.asks_importance,
                "importance": _option(one.importance),
                "asks_satisfaction": one.asks_satisfaction,
                "satisfaction": _option(one.satisfaction),
                "satisfaction_before": _option(one.satisfaction_before),
                "difference": one.difference,
            }
            for one in value
        ]
    }


def _answers(value: Answers) -> Data:
    return {
        "only_changed": value.only_changed,
        "is_first": value.is_first,
        "not_compared": value.broken,
        "answers": [_answer(one, area) for area, changes in value.by_area() for one in changes],
    }


def _answer(one: AnswerChange, area: str) -> Data:
    return {
        "path": dotted(one.path),
        "area": area,
        "title": one.title,
        "asks": one.question.wording.title,
        "now": _reading(one, one.now),
        "before": _reading(one, one.before),
        "difference": one.difference,
        "not_compared": one.broken,
    }


def _reading(one: AnswerChange, reading: Reading) -> Data:
    if isinstance(reading, Gap):
        return {"gap": reading.value}
    value = list(reading) if isinstance(reading, tuple) else reading
    return {"value": value, "words": answer_words(one.worded, reading)}


def _course(value: Course) -> Data:
    axis = value.axis
    return {
        "from": _day(axis.begins),
        "to": _day(axis.ends),
        "days": [_day(one) for one in value.days],
        "modes": list(value.modes),
        "range": list(value.range) if value.range else None,
        "lines": [_line(one) for one in value.lines],
        "other_forms": [_other_form(one) for one in value.other_forms],
    }


def _line(line: Line) -> Data:
    return {
        "indicator": line.indicator,
        "title": line.title,
        "scores": [score_data(one) for one in line.scores],
        "breaks": [{"after_round": place + 1, "because": why} for place, why in line.breaks],
    }


def _other_form(one: OtherForm) -> Data:
    return {"questionnaire": one.questionnaire, "title": one.title, "days": [_day(day) for day in one.days]}


def _side_by_side(value: SideBySide) -> Data:
    return {
        "columns": [
            {
                "informant": one.informant,
                "questionnaire": one.questionnaire,
                "title": one.form,
                "answered_on": _day(one.day),
                "mode": one.mode,
                "is_older": one.is_older,
                "steps": [_option(step) for step in one.steps],
            }
            for one in value.columns
        ],
        "rows": [
            {"title": row.title, "cells": [[_cell(one) for one in some] for some in row.cells]} for row in value.rows
        ],
        "have_not_answered": list(value.silent),
    }


def _cell(cell: SideCell) -> Data:
    return {"indicator": cell.score.indicator, "title": cell.title, "score": score_data(cell.score)}


def _open_answers(value: OpenAnswers) -> Data:
    return {
        "answers": [
            {
                "path": dotted(one.path),
                "area": one.area,
                "title": one.title,
                "now": one.now,
                "before": one.before,
                "before_on": _day(one.before_day),
            }
            for one in value.answers
        ]
    }


def _notes(value: Notes) -> Data:
    return {
        "notes": [
            {"kind": one.kind, "path": dotted(one.path), "area": one.area, "title": one.title, "text": one.text}
            for one in value.notes
        ]
    }


def _missing(value: Missing) -> Data:
    return {
        "asked": value.asked,
        "answered": value.answered,
        "not_asked": value.not_asked,
        "counts": {gap.value: count for gap, count in value.counts},
        "gaps": [
            {
                "path": dotted(one.path),
                "area": one.area,
                "title": one.title,
                "asks": list(one.asks),
                "gap": one.gap.value,
                "also_before": one.also_before,
            }
            for one in value.gaps
        ],
    }


def _rounds(value: Rounds) -> Data:
    return {
        "rounds": [_round(one) for one in value.rounds],
        "has_moved": value.has_moved,
        "other_forms": [_other_form(one) for one in value.other_forms],
    }


def _round(one: Round) -> Data:
    return {
        "number": one.number,
        "answered_on": _day(one.day),
        "days_since": one.days_since,
        "mode": one.mode,
        "informant": one.informant,
        "version": one.version,
        "place": one.unit,
        "asked": one.asked,
        "answered": one.answered,
        "is_corrected": one.is_corrected,
        "not_compared": [{"because": why.why, "titles": list(why.titles)} for why in one.breaks],
    }


def sheet_data(sheet: TalkSheet) -> Data:
    """The talk sheet."""
    return {
        "title": sheet.title,
        "answered_on": _day(sheet.day),
        "compared_with": _day(sheet.before),
        "is_own": sheet.is_own,
        "informant": sheet.informant,
        "has_answers": sheet.has_answers,
        "best": [_topic(one) for one in sheet.best],
        "has_more_best": sheet.has_more_best,
        "since_last": sheet.since_last,
        "not_compared": sheet.broken,
        "better": _topic(sheet.better),
        "worse": _topic(sheet.worse),
        "talk": _topic(sheet.talk),
        "dots": [_dot_group(one) for one in sheet.groups],
    }


def _topic(topic: Topic | None) -> Data | None:
    if topic is None:
        return None
    return {
        "title": topic.title,
        "asks": topic.asks,
        "answer": _option(topic.answer),
        "before": _option(topic.before),
        "asks_importance": topic.asks_importance,
        "importance": _option(topic.importance),
    }


def _dot_group(group: DotGroup) -> Data:
    return {
        "title": group.title,
        "lowest": group.lowest,
        "highest": group.highest,
        "fewest": _dots(group.fewest),
        "most": _dots(group.most),
        "is_burden": group.is_burden,
        "rows": [_dot_row(one) for one in group.rows],
    }


def _dot_row(row: DotRow) -> Data:
    return {"title": row.title, "about": list(row.about), "now": _dots(row.now), "before": _dots(row.before)}


def _dots(dots: Dots | None) -> Data | None:
    return None if dots is None else {"dots": dots.halves / 2, "of": dots.of}


DATA: tuple[tuple[type, Callable[..., Mapping[str, object]]], ...] = (
    (Development, _development),
    (tuple, _points),
    (Answers, _answers),
    (Course, _course),
    (SideBySide, _side_by_side),
    (OpenAnswers, _open_answers),
    (Notes, _notes),
    (Missing, _missing),
    (Rounds, _rounds),
    (TalkSheet, sheet_data),
)
"""How each kind of value is written, by its type."""

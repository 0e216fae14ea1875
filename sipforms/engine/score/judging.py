"""One indicator for one response: what is taken, whether the missing rule lets a number stand, and the number."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from fractions import Fraction

from sipforms.engine.paths import dotted
from sipforms.engine.score.missing import Counts, Gap, Reason, withheld
from sipforms.engine.score.plan import Plan
from sipforms.engine.score.score import Part, Score, Shown
from sipforms.engine.score.scorer import Number, Range, Value
from sipforms.engine.score.selection import Available
from sipforms.engine.score.sheet import Reading, Sheet, only_rows
from sipforms.engine.score.taking import MAKES, Taken, counted, taken


def judged(one: Plan, sheet: Sheet, available: Available, earlier: Mapping[str, Score]) -> Score:
    """One indicator's score. ``earlier`` holds those of the indicators that it may be computed from."""
    sheet = among_only(one, sheet, available)
    found = units_taken(one, sheet, earlier)
    values, counts = counted(found)
    made = _judged(one, sheet, values, counts)
    if one.by is not None:
        return replace(made, parts=tuple(_parts_by(one, sheet, available, earlier)))
    if one.scorer.each is not None and made.reason is None:
        return replace(made, parts=tuple(_parts_each(one, found, available, sheet)))
    return made


def among_only(one: Plan, sheet: Sheet, available: Available) -> Sheet:
    """The sheet with only the rows that the indicator looks at; a row that cannot be judged is not looked at."""
    if one.among is None or one.rows is None:
        return sheet
    ids = sheet.rows.get(one.rows, ())
    rows = 0 if isinstance(ids, Gap) else len(ids)
    return only_rows(sheet, available, one.rows, tuple(one.among.ask(sheet, row) is True for row in range(rows)))


def units_taken(one: Plan, sheet: Sheet, earlier: Mapping[str, Score]) -> list[Taken]:
    """What the scorer is given, unit by unit, with what was left out."""
    if one.take == "indicators":
        return [_member(earlier[name]) for name in one.members]
    if one.take == "rows":
        return _rows_taken(one, sheet)
    return taken(one.units, sheet, MAKES[one.take])


def _member(score: Score) -> Taken:
    number = score.exact if score.exact is not None else None
    gap = Gap.NOT_ASKED if score.reason == "notAsked" else Gap.BLANK
    return Taken((), 0, () if number is not None else (gap,), number)


def _rows_taken(one: Plan, sheet: Sheet) -> list[Taken]:
    if one.rows is None:
        if one.among is not None and one.among.ask(sheet, 0) is not True:
            return []
        return [_row_taken(one, sheet, 0)]
    ids = sheet.rows.get(one.rows, ())
    return [] if isinstance(ids, Gap) else [_row_taken(one, sheet, row) for row in range(len(ids))]


def _row_taken(one: Plan, sheet: Sheet, row: int) -> Taken:
    truth = True if one.where is None else one.where.ask(sheet, row)
    return Taken((), row, (truth,), None if isinstance(truth, Gap) else truth)


def _judged(one: Plan, sheet: Sheet, values: tuple[object, ...], counts: Counts) -> Score:
    if one.rows is not None and not counts.asked:
        counts = _of_no_rows(one, sheet)
    reason = withheld(one.indicator.missing, counts)
    if reason is not None:
        return _made(one, counts, None, reason)
    try:
        value = one.scorer.compute(values, one.setup)
    except Exception:  # noqa: BLE001 - a plug-in may fail in any way, and the other numbers must still be shown
        return _made(one, counts, None, "scorerFailed")
    return _made(one, counts, value, "notDefined" if value is None else None)


def _of_no_rows(one: Plan, sheet: Sheet) -> Counts:
    """Rows left blank are one missing answer; a list without any (such) row is an answer if the scorer says so."""
    ids = sheet.rows.get(one.rows, ()) if one.rows is not None else ()
    if ids is Gap.NOT_ASKED:
        return Counts(0, 0, 0)
    if ids is Gap.BLANK:
        return Counts(1, 1, 0)
    return Counts(1, 1, 1) if one.scorer.of_nothing else Counts(0, 0, 0)


def _made(one: Plan, counts: Counts, value: Value | None, reason: Reason | None) -> Score:
    parts: tuple[Part, ...] = ()
    if isinstance(value, Mapping):
        parts = tuple(Part(key=key, title=key, value=_shown(number)) for key, number in value.items())
        value = None
    return Score(
        indicator=one.indicator.id,
        value=None if value is None else _shown(value),
        reason=reason,
        asked=counts.asked,
        relevant=counts.relevant,
        answered=counts.answered,
        range=None if one.range is None else floats(one.range),
        parts=parts,
        exact=None if value is None or isinstance(value, str) else value,
    )


def floats(range_: Range) -> tuple[float, float]:
    """The range as it is shown."""
    return float(range_[0]), float(range_[1])


def _shown(value: Number | str) -> Shown:
    return float(value) if isinstance(value, Fraction) else value


def _parts_each(one: Plan, found: list[Taken], available: Available, sheet: Sheet) -> Iterable[Part]:
    """One part for each complete pair, named by its item."""
    each = one.scorer.each
    for unit in found:
        if unit.value is not None and each is not None and unit.unit:
            source = available[unit.unit[0].place]
            path = dotted(source.question.item)
            ids = sheet.rows.get(one.rows, ()) if one.rows is not None else ()
            key = path if isinstance(ids, Gap) or not ids else path.replace("*", ids[unit.row], 1)
            yield Part(key=key, title=source.title, value=_shown(each(unit.value, one.setup)))


def _parts_by(one: Plan, sheet: Sheet, available: Available, earlier: Mapping[str, Score]) -> Iterable[Part]:
    """One part for each option of the question that divides the rows."""
    if one.by is None or one.rows is None:
        return
    question = available[one.by].question
    line = sheet.lines[one.by]
    for option in question.scale.options if question.scale else ():
        if option.missing is not None:
            continue
        keep = tuple(_chosen(option.value, reading) for reading in line)
        some = only_rows(sheet, available, one.rows, keep)
        made = _judged(one, some, *counted(units_taken(one, some, earlier)))
        key = str(option.value)
        yield Part(key=key, title=option.title, value=made.value, reason=made.reason, answered=made.answered)


def _chosen(value: int | str, reading: Reading) -> bool:
    return value in reading if isinstance(reading, tuple) else reading == value

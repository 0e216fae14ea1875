"""Which answers and rows an indicator counts: what its ``where`` and ``among`` come to for one response."""

from collections.abc import Iterator

from sipforms.engine.score.judging import among_only
from sipforms.engine.score.missing import Gap
from sipforms.engine.score.plan import Plan
from sipforms.engine.score.scoring import Scoring
from sipforms.engine.score.sheet import Sheet
from sipforms.engine.score.taking import MAKES, taken


def counted(ready: Scoring, indicator: str, role: str, sheet: Sheet) -> Iterator[bool]:
    """What the condition comes to for each answer or row that it is asked about; nothing where it cannot be judged."""
    one = ready.plans.get(indicator)
    if one is None:
        return
    if role == "where" and one.setup.meets is not None:
        yield from _answers(one, among_only(one, sheet, ready.available))
        return
    judge = one.among if role == "among" else one.where
    looked_at = sheet if role == "among" else among_only(one, sheet, ready.available)
    for row in range(_rows(one, looked_at)) if judge is not None else ():
        truth = judge.ask(looked_at, row) if judge is not None else Gap.BLANK
        if not isinstance(truth, Gap):
            yield truth


def _answers(one: Plan, sheet: Sheet) -> Iterator[bool]:
    meets = one.setup.meets
    for unit in taken(one.units, sheet, MAKES.get(one.take)):
        values = unit.value if isinstance(unit.value, tuple) else (unit.value,)
        yield from (meets(value) for value in values if value is not None and meets is not None)


def _rows(one: Plan, sheet: Sheet) -> int:
    """How many rows there are; a response without rows is one itself."""
    if one.rows is None:
        return 1
    ids = sheet.rows.get(one.rows, ())
    return 0 if isinstance(ids, Gap) else len(ids)

"""Why a number is what it is: every answer behind it, what was left out and why, the rule and the formula.

An explanation holds answers and is as sensitive as they are.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from sipforms.engine.paths import Path
from sipforms.engine.programme import Indicator, MissingRule, Programme, Question
from sipforms.engine.response import Json, Response
from sipforms.engine.score.judging import among_only, units_taken
from sipforms.engine.score.missing import Gap, Reason
from sipforms.engine.score.plan import Plan
from sipforms.engine.score.score import Score
from sipforms.engine.score.scorer import Table
from sipforms.engine.score.scoring import Scoring, scored, scoring
from sipforms.engine.score.sheet import AnsweredState, Reading, Sheet, state_of
from sipforms.engine.score.taking import Taken
from sipforms.engine.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True, kw_only=True)
class Behind:
    """One thing behind a number: a question, a row, or another indicator.

    ``path`` is the question's (or the row's) with the row's id in it, or the indicator's id. ``role`` says what it
    was taken for: item, from, minus, weight, level, to, row, indicator. ``number`` is what the answer counted as
    (true or false for a row); without one ``gap`` says why, or ``reason`` for an indicator. ``option`` is the answer
    in words. ``used`` is false where it was left out, also of a pair whose other half is missing. ``unit`` counts
    items, pairs and goals from 0: parts of one pair share it.
    """

    path: Path
    title: str
    role: str
    unit: int
    used: bool
    asks: str = ""
    number: float | str | None = None
    option: str | None = None
    gap: Gap | None = None
    reason: Reason | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """Everything that is known of one number. ``rule`` is its missing rule, ``settings`` are as the programme says."""

    indicator: str
    title: str
    scorer: str
    formula: str
    source: str
    settings: Mapping[str, Json]
    rule: MissingRule
    score: Score
    behind: tuple[Behind, ...]
    programme: str
    version: str
    digest: str

    @property
    def left_out(self) -> tuple[Behind, ...]:
        """What is not in the number."""
        return tuple(one for one in self.behind if not one.used)


def explanation_of(
    programme: Programme, response: Response, vocabulary: Vocabulary, indicator: str
) -> Explanation | None:
    """Why the response has the number it has for that indicator, or nothing where it has no such indicator."""
    return explained(
        scoring(programme, response.questionnaire, vocabulary, response.variant), state_of(response), indicator
    )


def explained(ready: Scoring, state: AnsweredState, indicator: str) -> Explanation | None:
    """As ``explanation_of``, for answers that may not be handed in yet."""
    defined = ready.programme.indicator(indicator)
    if defined is None:
        return None
    sheet = ready.read(state)
    scores = scored(ready, sheet)
    if indicator not in scores:
        return None
    one = ready.plans.get(indicator)
    behind = () if one is None else tuple(_behind(one, ready, among_only(one, sheet, ready.available), scores))
    return _explanation(ready.programme, defined, one, scores[indicator], behind)


def _explanation(
    programme: Programme, defined: Indicator, one: Plan | None, score: Score, behind: tuple[Behind, ...]
) -> Explanation:
    return Explanation(
        indicator=defined.id,
        title=defined.title,
        scorer=defined.scorer,
        formula="" if one is None else one.scorer.formula,
        source="" if one is None else one.scorer.source,
        settings=defined.settings,
        rule=defined.missing,
        score=score,
        behind=behind,
        programme=programme.id,
        version=programme.version,
        digest=programme.digest,
    )


def _behind(one: Plan, ready: Scoring, sheet: Sheet, scores: Mapping[str, Score]) -> Iterator[Behind]:
    found = units_taken(one, sheet, scores)
    if one.take == "indicators":
        yield from (_of_indicator(name, at, ready.programme, scores[name]) for at, name in enumerate(one.members))
    elif one.take == "rows":
        yield from (_of_row(one, at, taken, ready, sheet) for at, taken in enumerate(found))
    else:
        for at, taken in enumerate(found):
            yield from _of_unit(one, at, taken, ready, sheet)


def _of_indicator(name: str, at: int, programme: Programme, score: Score) -> Behind:
    defined = programme.indicator(name)
    return Behind(
        path=(name,),
        title=name if defined is None else defined.title,
        role="indicator",
        unit=at,
        used=score.exact is not None,
        number=score.value,
        reason=score.reason,
    )


def _of_row(one: Plan, at: int, taken: Taken, ready: Scoring, sheet: Sheet) -> Behind:
    truth = taken.readings[0]
    rows = next((source.rows for source in ready.available if source.rows and source.rows.path == one.rows), None)
    return Behind(
        path=() if rows is None else (*rows.path, _row_id(sheet, rows.path, taken.row)),
        title=ready.programme.questionnaires[ready.questionnaire].title if rows is None else rows.title,
        role="row",
        unit=at,
        used=taken.value is not None,
        number=truth if isinstance(truth, bool) else None,
        gap=truth if isinstance(truth, Gap) else None,
    )


def _of_unit(one: Plan, at: int, taken: Taken, ready: Scoring, sheet: Sheet) -> Iterator[Behind]:
    for place, (column, reading) in enumerate(zip(taken.unit, taken.readings, strict=True)):
        source = ready.available[column.place]
        question = source.question
        path = question.path
        if source.rows is not None:
            rows = source.rows.path
            path = (*rows, _row_id(sheet, rows, taken.row), *path[len(rows) + 1 :])
        yield Behind(
            path=path,
            title=source.title,
            asks=question.wording.title,
            role=one.roles[min(place, len(one.roles) - 1)],
            unit=at,
            used=taken.value is not None,
            number=_number(column.table, reading),
            option=_in_words(question, reading),
            gap=reading if isinstance(reading, Gap) else None,
        )


def _row_id(sheet: Sheet, rows: Path, row: int) -> str:
    ids = sheet.rows.get(rows, ())
    return "" if isinstance(ids, Gap) else ids[row]


def _number(table: Table | None, reading: Reading) -> float | str | None:
    if isinstance(reading, Gap):
        return None
    counted = reading if table is None or isinstance(reading, tuple) else table.get(reading)
    if isinstance(counted, tuple):
        return len(counted)
    if isinstance(counted, Fraction):
        return float(counted)
    return counted if isinstance(counted, int | float | str) else None


def _in_words(question: Question, reading: Reading) -> str | None:
    """The titles of the options chosen; for what is not chosen from options the answer itself."""
    if isinstance(reading, Gap):
        return None
    if question.scale is None:
        return None if isinstance(reading, bool | tuple) else str(reading)
    chosen = reading if isinstance(reading, tuple) else (reading,)
    options = (question.scale.option(value) for value in chosen)
    return ", ".join(option.title for option in options if option is not None)

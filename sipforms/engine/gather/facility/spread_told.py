"""What may be told of one question: shares of what was decided, the comparison beside, and nothing else."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from typing import cast

from sipforms.engine.gather.facility.against import LEAST_PLACES, Against
from sipforms.engine.gather.facility.counting import OTHERS, Counted
from sipforms.engine.gather.facility.spread import (
    MissingWhy,
    QuestionSpread,
    Share,
    Spread,
    Unanswered,
)
from sipforms.engine.gather.facility.voices import CHOSEN
from sipforms.engine.programme import Kind
from sipforms.engine.report import GroupInput
from sipforms.engine.response import Scalar
from sipforms.engine.withhold.block import LineKind
from sipforms.engine.withhold.deciding import Decision
from sipforms.engine.withhold.told import Rule, Told, ToldCell, Withheld


def question_told(counted: Counted, decision: Decision, given: GroupInput, mine: LineKind) -> QuestionSpread:
    """One question as it may be shown, with the comparison set's answers where there is one."""
    about = counted.about
    scale, numbers = about.question.scale, about.numbers
    return QuestionSpread(
        path=about.path,
        title=about.title,
        area=about.area,
        area_title=about.area_title,
        dimension=about.question.dimension or "",
        dimension_title=about.dimension_title,
        direction=scale.direction if scale is not None else "none",
        options=about.options,
        range=(numbers[0], numbers[-1]) if numbers else None,
        is_several=about.question.kind is Kind.CHOICES,
        signature=about.question.signature,
        own=spread_told(counted, decision, mine),
        comparison=_comparison(counted, decision, given.against),
    )


def evenly_asked(questions: tuple[QuestionSpread, ...], *, is_public: bool) -> tuple[QuestionSpread, ...]:
    """The questions of one respondent group; where one of them may not say how many were asked, none does.

    Most are asked of the same people: what one tells of them would say of another how few lack an answer. What a place
    reads of itself is under no such rule.
    """
    own = is_public and _keeps_back(one.own for one in questions)
    others = _keeps_back(one.comparison for one in questions if one.comparison is not None)
    return tuple(
        replace(
            one,
            own=_unasked(one.own) if own else one.own,
            comparison=_unasked(one.comparison) if others and one.comparison is not None else one.comparison,
        )
        for one in questions
    )


def _keeps_back(spreads: Iterable[Spread]) -> bool:
    return any(one.answered is not None and one.asked is None for one in spreads)


def _unasked(spread: Spread) -> Spread:
    return replace(spread, asked=None, unanswered=())


def _comparison(counted: Counted, decision: Decision, against: Against | None) -> Spread | None:
    if against is None:
        return None
    if against.released is None:
        is_told = len(against.places) >= LEAST_PLACES
        return spread_told(counted, decision, OTHERS, places=len(against.places)) if is_told else None
    group, about = counted.respondents, counted.about
    there = against.released.questions.get((group.questionnaire, group.informant, group.way, about.path))
    if there is None:
        return Spread(answered=None, asked=None, lack="notThere")
    if there.signature != about.question.signature:
        return Spread(answered=None, asked=None, lack="otherVersion")
    return _retitled(there.spread, counted)


def _retitled(spread: Spread, counted: Counted) -> Spread:
    """What a file tells, with the titles that the answers have here; nothing where it has answers that are not here."""
    options = dict(counted.about.options)
    if any(value not in options for share in spread.shares for value in share.values):
        return Spread(answered=None, asked=None, lack="otherVersion")
    shares = (replace(one, titles=tuple(options[value] for value in one.values)) for one in spread.shares)
    return replace(spread, shares=tuple(shares))


def spread_told(counted: Counted, decision: Decision, line: LineKind, places: int | None = None) -> Spread:
    """How one line's answers are spread, or why that is not told."""
    told = [decision.line(block.subject, line) for block in counted.blocks]
    first = next((one for one in told if isinstance(one, Told)), None)
    if first is None:
        return Spread(answered=None, asked=None, lack=_rule(told[0]), places=places)
    if first.count == 0:
        return Spread(answered=0, asked=first.asked, lack="nobody", places=places)
    shares = tuple(_shares(counted, told))
    again = max((one for one in told if isinstance(one, Told) and one.dated), key=_day, default=first)
    return Spread(
        answered=first.count,
        asked=first.asked,
        shares=shares,
        unanswered=tuple(_unanswered(first)),
        mean=_mean(counted, first),
        lack=None if shares else "fewInCategory",
        places=places,
        as_of=again.dated,
        waiting=again.waiting or 0,
        other_wording=line in counted.other_wording,
    )


def _day(told: Told) -> date:
    """Of which day figures are; each option of several is told by itself, and some may be of an earlier report."""
    return told.dated or date.min


def _rule(one: Told | Withheld) -> Rule:
    return one.rule if isinstance(one, Withheld) else "few"


def _shares(counted: Counted, told: list[Told | Withheld]) -> Iterator[Share]:
    options = {str(value): (value, title) for value, title in counted.about.options}
    if counted.about.question.kind is Kind.CHOICES:
        for (value, title), one in zip(counted.about.options, told, strict=True):
            chosen = _chosen(one)
            if chosen is not None and isinstance(one, Told):
                yield Share(values=(value,), titles=(title,), people=chosen, share=chosen / one.count)
        return
    whole = cast("Told", told[0])
    for cell in whole.cells or ():
        named = [options[name] for name in cell.categories]
        yield Share(
            values=tuple(value for value, _ in named),
            titles=tuple(title for _, title in named if title),
            people=cell.count,
            share=cell.count / whole.count,
        )


def _chosen(one: Told | Withheld) -> int | None:
    cells = one.cells if isinstance(one, Told) else None
    return next((cell.count for cell in cells or () if cell.categories == (CHOSEN,)), None)


def _unanswered(told: Told) -> Iterator[Unanswered]:
    for cell in told.missing or ():
        if cell.count:
            yield Unanswered(whys=cast("tuple[MissingWhy, ...]", cell.categories), people=cell.count)


def _mean(counted: Counted, told: Told) -> float | None:
    """Of answers that are numbers, where every answer is told apart: it then says no more than the shares."""
    if not counted.about.numbers or not told.is_fine or told.cells is None:
        return None
    return sum(_number(cell, counted) * cell.count for cell in told.cells) / told.count


def _number(cell: ToldCell, counted: Counted) -> int:
    values: dict[str, Scalar] = {str(value): value for value, _ in counted.about.options}
    return int(values[cell.categories[0]])

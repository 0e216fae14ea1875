"""Options that count as the number of their neighbour."""

from collections.abc import Iterator
from fractions import Fraction

from sipforms.actions.trying.known import Known, counts_same
from sipforms.actions.trying.mutants import Mutant, NumberChange
from sipforms.actions.trying.written import WrittenParts
from sipforms.engine.programme import Question
from sipforms.engine.scale import Option
from sipforms.engine.score.column import Column
from sipforms.engine.score.scorer import Table, answers_of, numbers_of

_AS_THEMSELVES = (numbers_of, answers_of)
"""How scorers read a scale when its options count as the numbers that they are."""


def option_mutants(known: tuple[Known, ...], written: WrittenParts) -> Iterator[Mutant]:
    """Options as numbers: once for each scale where they count as themselves, once for each indicator that recodes."""
    seen: set[tuple[str, str, object]] = set()
    for one in known:
        for unit in one.plan.units:
            for column in unit:
                yield from _of_column(one, column, known, written, seen)


def _of_column(
    one: Known, column: Column, known: tuple[Known, ...], written: WrittenParts, seen: set[tuple[str, str, object]]
) -> Iterator[Mutant]:
    question, table = one.question(column), column.table
    if question.scale is None or table is None:
        return
    itself = one.plan.scorer.read in _AS_THEMSELVES
    owner = "" if itself else one.id
    for option in question.scale.options:
        key = (owner, question.scale.id, option.value)
        if key in seen or option.value not in table or isinstance(table[option.value], bool | str):
            continue
        seen.add(key)
        affected = _counting_it(known, question.scale.id, one if owner else None)
        other = _neighbour(table, option.value)
        names = tuple(each.id for each in affected if other is not None and not _same_to(each, question, option, other))
        if other is None or not names:
            continue
        yield Mutant(
            kind="optionCounts",
            questionnaire=one.questionnaire,
            name=question.scale.id,
            place=written.option(question.scale.id, option.value, one.questionnaire, question.path),
            change=NumberChange(indicators=names, scale=question.scale.id, option=option, counts_as=other),
            of=owner,
            before=str(table[option.value]),
            after=str(other),
            option=option,
            question=question,
        )


def _counting_it(known: tuple[Known, ...], scale: str, only: Known | None) -> tuple[Known, ...]:
    """The indicators that count the scale's options as themselves; or the one that recodes them."""
    if only is not None:
        return (only,)
    return tuple(
        one
        for one in known
        if one.plan.scorer.read in _AS_THEMSELVES
        and any(
            (asked := one.question(column).scale) is not None and asked.id == scale
            for unit in one.plan.units
            for column in unit
        )
    )


def _neighbour(table: Table, value: object) -> Fraction | int | None:
    """The number of the next option up, or down from the highest; nothing where there is one number only."""
    own = table[value]  # type: ignore[index]  # an option's value
    numbers = sorted({one for one in table.values() if isinstance(one, int | Fraction)})
    if len(numbers) < 2 or own not in numbers:
        return None
    at = numbers.index(own)  # type: ignore[arg-type]  # it is one of them
    return numbers[at + 1] if at + 1 < len(numbers) else numbers[at - 1]


def _same_to(one: Known, question: Question, option: Option, other: Fraction | int) -> bool:
    """True where the indicator cannot tell the option's own number from the other."""
    tables = (
        column.table
        for unit in one.plan.units
        for column in unit
        if column.table is not None
        and question.scale is not None
        and (asked := one.question(column).scale) is not None
        and asked.id == question.scale.id
        and option.value in column.table
    )
    return all(counts_same(one.plan, {option.value: table[option.value]}, {option.value: other}) for table in tables)

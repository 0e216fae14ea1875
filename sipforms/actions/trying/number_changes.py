"""A formula with a mistake in it, and the scores that it gives."""

from collections.abc import Mapping
from dataclasses import replace

from sipforms.actions.trying.mutants import MutantKind, NumberChange
from sipforms.engine.programme import Indicator
from sipforms.engine.score.column import Column, Unit
from sipforms.engine.score.judging import judged
from sipforms.engine.score.missing import Gap
from sipforms.engine.score.plan import Plan, plan
from sipforms.engine.score.row_truth import Judge
from sipforms.engine.score.score import Score
from sipforms.engine.score.scoring import Scoring
from sipforms.engine.score.selection import Available
from sipforms.engine.score.sheet import Sheet
from sipforms.engine.score.units import reversed_table


def changed_plans(kind: MutantKind, change: NumberChange, ready: Scoring) -> dict[str, Plan]:
    """The compiled formulas that the mistake changes, for one target group."""
    there = (ready.plans[name] for name in change.indicators if name in ready.plans)
    return {one.indicator.id: _changed(kind, change, one, ready) for one in there}


def rescored(plans: Mapping[str, Plan], ready: Scoring, sheet: Sheet, scores: Mapping[str, Score]) -> dict[str, Score]:
    """The scores that the changed formulas give, and those computed from them; the others stay as they were."""
    found = dict(scores)
    touched = set(plans)
    for name, one in ready.plans.items():
        if name in plans or not touched.isdisjoint(one.members):
            touched.add(name)
            found[name] = judged(plans.get(name, one), sheet, ready.available, found)
    return {name: found[name] for name in touched}


def _changed(kind: MutantKind, change: NumberChange, one: Plan, ready: Scoring) -> Plan:
    match kind:
        case "ruleLooser" | "ruleStricter":
            rule = one.indicator.missing if change.rule is None else change.rule
            return replace(one, indicator=replace(one.indicator, missing=rule))
        case "turned":
            return replace(one, units=tuple(_turned(unit, change, ready.available) for unit in one.units))
        case "dropped":
            return _without(one, change, ready.available)
        case "optionCounts":
            return replace(
                one, units=tuple(tuple(_counted(part, change, ready.available) for part in unit) for unit in one.units)
            )
        case "whereNegated":
            return _negated(one, change.unit[0])
    return _replanned(one, change, ready)


def _turned(unit: Unit, change: NumberChange, available: Available) -> Unit:
    if change.unit and available[unit[0].place].question.path != change.unit:
        return unit
    column = unit[0]
    return unit if column.table is None else (Column(column.place, reversed_table(column.table)), *unit[1:])


def _without(one: Plan, change: NumberChange, available: Available) -> Plan:
    units = tuple(unit for unit in one.units if available[unit[0].place].question.path != change.unit)
    members = tuple(name for name in one.members if (name,) != change.unit)
    gone = len(one.units) - len(units) + len(one.members) - len(members)
    count = None if one.setup.count is None else max(1, one.setup.count - gone)
    return replace(one, units=units, members=members, setup=replace(one.setup, count=count))


def _counted(column: Column, change: NumberChange, available: Available) -> Column:
    """The column with the option counting as the other number, where it is answered on that scale."""
    scale = available[column.place].question.scale
    if scale is None or scale.id != change.scale or change.option is None or column.table is None:
        return column
    if change.option.value not in column.table or change.counts_as is None:
        return column
    return Column(column.place, {**column.table, change.option.value: change.counts_as})


def _negated(one: Plan, setting: str) -> Plan:
    meets = one.setup.meets
    if setting == "where" and meets is not None:
        return replace(one, setup=replace(one.setup, meets=lambda value: not meets(value)))
    judge = one.where if setting == "where" else one.among
    if judge is None:
        return one
    return replace(one, **{setting: Judge(lambda sheet, row: _opposite(judge, sheet, row), judge.places)})  # type: ignore[arg-type]  # where or among


def _opposite(judge: Judge, sheet: Sheet, row: int) -> bool | Gap:
    truth = judge.ask(sheet, row)
    return truth if isinstance(truth, Gap) else not truth


def _replanned(one: Plan, change: NumberChange, ready: Scoring) -> Plan:
    """The formula compiled again with the changed settings."""
    indicator: Indicator = replace(one.indicator, settings=change.settings or one.indicator.settings)
    earlier = {name: ready.plans[name] for name in one.members}
    return plan(indicator, one.scorer, ready.available, earlier) or one

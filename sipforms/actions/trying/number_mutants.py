"""Mistakes put into how numbers are computed: rules, items, directions, and the settings of indicators."""

from collections.abc import Iterator
from fractions import Fraction

from sipforms.actions.trying.known import Known, counts_same, known_indicators, size
from sipforms.actions.trying.mutants import Mutant, MutantKind, NumberChange
from sipforms.actions.trying.option_mutants import option_mutants
from sipforms.actions.trying.outcome import Trying
from sipforms.actions.trying.written import WrittenParts
from sipforms.engine.build.data import node
from sipforms.engine.paths import Path, dotted
from sipforms.engine.problem import Place
from sipforms.engine.programme import MissingRule, Programme
from sipforms.engine.response import Json
from sipforms.engine.score.column import Unit
from sipforms.engine.score.units import reversed_table


def number_mutants(trying: Trying, written: WrittenParts) -> Iterator[Mutant]:
    """Every mistake of these kinds, indicator by indicator, then option by option."""
    known = known_indicators(trying)
    for one in known:
        yield from _of_rule(one, written)
        yield from _turned(one, written)
        yield from _dropped(one, trying.programme, written)
        yield from _swapped(one, written)
        yield from _of_where(one, written)
    yield from option_mutants(known, written)


def _mutant(  # noqa: PLR0913 - what a mutant is told by
    kind: MutantKind,
    one: Known,
    place: Place,
    change: NumberChange,
    *,
    of: str = "",
    before: str = "",
    after: str = "",
) -> Mutant:
    return Mutant(
        kind=kind,
        questionnaire=one.questionnaire,
        name=one.id,
        place=place,
        change=change,
        of=of,
        before=before,
        after=after,
    )


def _place(one: Known, written: WrittenParts, setting: str) -> Place:
    there = setting == "missing" or setting in one.plan.indicator.settings
    return written.in_indicator(one.id, setting) if there else written.indicator(one.id)


def _of_rule(one: Known, written: WrittenParts) -> Iterator[Mutant]:
    rule, count = one.plan.indicator.missing, size(one.plan)
    for kind, moved in _moved_rules(rule, count, grows=one.plan.rows is not None or one.plan.take == "rows"):
        change = NumberChange(indicators=(one.id,), rule=moved)
        yield _mutant(
            kind, one, _place(one, written, "missing"), change, before=_rule_fact(rule), after=_rule_fact(moved)
        )


def _moved_rules(rule: MissingRule, count: int, *, grows: bool) -> Iterator[tuple[MutantKind, MissingRule]]:
    """The rule with one answer more, and one fewer, that may be missing; only where answers can tell the difference."""
    for name in ("min_answered", "min_pairs"):
        least = getattr(rule, name)
        if least is None:
            continue
        if least > 1:
            yield "ruleLooser", MissingRule(**{name: least - 1})
        if grows or least < count:
            yield "ruleStricter", MissingRule(**{name: least + 1})
        return
    share = rule.max_share or Fraction(0)
    may_lack = int(share * count)
    if may_lack > 0:
        yield "ruleStricter", MissingRule(max_share=Fraction(may_lack - 1, count))
    if may_lack + 1 < count:
        yield "ruleLooser", MissingRule(max_share=Fraction(may_lack + 1, count))


def _rule_fact(rule: MissingRule) -> str:
    for name in ("min_answered", "min_pairs"):
        if getattr(rule, name) is not None:
            return f"{name}={getattr(rule, name)}"
    return f"max_share={rule.max_share or 0}"


def _turned(one: Known, written: WrittenParts) -> Iterator[Mutant]:
    """All answers the other way round; where some are marked ``reversed``, each of those the way it is not marked."""
    if one.plan.take != "items":
        return
    units = [unit for unit in one.plan.units if _can_turn(one, unit)]
    if "reversed" not in one.plan.indicator.settings:
        if units and len(units) == len(one.plan.units):
            yield _mutant("turned", one, _place(one, written, "items"), NumberChange(indicators=(one.id,)))
        return
    for unit in units:
        path = one.unit_path(unit)
        change = NumberChange(indicators=(one.id,), unit=path)
        yield _mutant("turned", one, _place(one, written, "reversed"), change, of=dotted(path))


def _can_turn(one: Known, unit: Unit) -> bool:
    table = unit[0].table
    if table is None or any(isinstance(value, bool | str) for value in table.values()):
        return False
    return dict(reversed_table(table)) != dict(table) and not counts_same(one.plan, table, reversed_table(table))


def _dropped(one: Known, programme: Programme, written: WrittenParts) -> Iterator[Mutant]:
    for unit in one.plan.units:
        path = one.unit_path(unit)
        change = NumberChange(indicators=(one.id,), unit=path)
        yield _mutant("dropped", one, _place(one, written, "items"), change, of=dotted(_item_of(one, unit)))
    for member in one.plan.members:
        change = NumberChange(indicators=(one.id,), unit=(member,))
        title = programme.indicator(member)
        yield _mutant("dropped", one, _place(one, written, "indicators"), change, of="" if title is None else member)


def _item_of(one: Known, unit: Unit) -> Path:
    """A single question is named whole; a pair by the item that both are about."""
    question = one.question(unit[0])
    return question.item if len(unit) > 1 else question.path


def _swapped(one: Known, written: WrittenParts) -> Iterator[Mutant]:
    settings = one.plan.indicator.settings
    pair = node(settings.get("items"))
    if one.plan.take == "pairs" and {"from", "minus"} <= pair.keys():
        items: Json = {"from": pair["minus"], "minus": pair["from"]}
        change = NumberChange(indicators=(one.id,), settings={**settings, "items": items})
        yield _mutant("swapped", one, _place(one, written, "items"), change)
    elif one.plan.take == "dates":
        change = NumberChange(
            indicators=(one.id,), settings={**settings, "from": settings.get("to"), "to": settings.get("from")}
        )
        yield _mutant("swapped", one, _place(one, written, "from"), change)


def _of_where(one: Known, written: WrittenParts) -> Iterator[Mutant]:
    for setting in ("where", "among"):
        condition = one.plan.indicator.settings.get(setting)
        if not isinstance(condition, dict):
            continue
        for moved, before, after in _numbers_moved(condition):
            if not _same_where(one, setting, condition, moved):
                change = NumberChange(indicators=(one.id,), settings={**one.plan.indicator.settings, setting: moved})
                yield _mutant(
                    "whereMoved", one, _place(one, written, setting), change, of=setting, before=before, after=after
                )
        change = NumberChange(indicators=(one.id,), unit=(setting,))
        yield _mutant("whereNegated", one, _place(one, written, setting), change, of=setting)


def _numbers_moved(written: Json) -> Iterator[tuple[Json, str, str]]:
    """The condition as written with each of its thresholds one lower and one higher."""
    if isinstance(written, list):
        for at, part in enumerate(written):
            for made, before, after in _numbers_moved(part):
                yield [*written[:at], made, *written[at + 1 :]], before, after
    elif isinstance(written, dict):
        for key, part in written.items():
            if key in ("atLeast", "atMost") and isinstance(part, int) and not isinstance(part, bool):
                for step in (-1, 1):
                    yield {**written, key: part + step}, str(part), str(part + step)
                continue
            for made, before, after in _numbers_moved(part):
                yield {**written, key: made}, before, after


def _same_where(one: Known, setting: str, before: Json, after: Json) -> bool:
    """True where no answer on these scales is on another side of the moved threshold."""
    if setting != "where" or one.plan.setup.meets is None:
        return False
    from sipforms.engine.score.row_truth import test_of

    tests = test_of(before), test_of(after)
    values = {value for unit in one.plan.units for value in (unit[0].table or {}).values()}
    if None in tests or not values:
        return False
    return all(tests[0](value) == tests[1](value) for value in values)  # type: ignore[misc]  # neither is None

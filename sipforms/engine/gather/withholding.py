"""Withholding (disclosure control): the one place where counts become figures that may be shown, or do not.

A half of a row is the stays with the intervention, or those without. What may be told is decided in ``telling``; a half
is withheld for the first of these that holds:

==============  ========================================================================================================
tooFew          it rests on fewer than ``least`` people
otherHalf       the row's other half does, and is not empty: together they are all stays, which other rows tell
fewUnknown      the row's stays of whom it is not known whether they got it do: those are what is left of all stays
onlyOne         a group that is too small, or those in no group, could be told as what is left of all groups
fewInDirection  how many went which way, where one of the ways rests on fewer than ``least`` people, or could be told as
                what is left
fewLeftOut      how many stays were left out, where they are of fewer than ``least`` people
==============  ========================================================================================================

An effect size is told where both halves are: it holds nothing but their means and how far changes lie from these, and
whoever could take it apart could take the means apart.

The limit of five, for each respondent group and for development with the same people, is SIP's own (facility reports
of 2012 and 2014). What is logged names the rule and the place, never the number.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from sipforms.engine.gather.table import LeftOut, Rule, TableRow, Withheld
from sipforms.engine.gather.tally import Counted, Tally
from sipforms.engine.gather.telling import HALVES, Half, Halves, enough_each_way, enough_people, told
from sipforms.engine.statistics.two_groups import hedges_g


@dataclass(frozen=True, slots=True)
class Released:
    """The rows that may be shown, and what was withheld in them."""

    rows: tuple[TableRow, ...]
    withheld: tuple[Withheld, ...]


def release(counted: Iterable[Counted], least: int) -> Released:
    """Rows with figures where enough people are behind them; rows of one outcome stand together."""
    rows: list[TableRow] = []
    log: list[Withheld] = []
    for _, several in groupby(counted, lambda one: one.outcome.key):
        together = tuple(several)
        figures = told(together, enough_people(least))
        ways = told(together, enough_each_way(least), within=figures)
        for one, halves, with_ways in zip(together, figures, ways, strict=True):
            if one.variable is None or one.group is not None:
                row, logged = _row(one, halves, with_ways, least)
                rows.append(row)
                log += logged
    return Released(tuple(rows), tuple(log))


def _row(one: Counted, halves: Halves, with_ways: Halves, least: int) -> tuple[TableRow, tuple[Withheld, ...]]:
    log: list[Withheld] = []
    figures = {}
    for half in HALVES:
        stays = _half(one, half)
        if half not in halves or not stays.people:
            log.append(_logged(one, _why(one, half, least), half))
            continue
        figures[half] = stays.figures()
        if half not in with_ways:
            log.append(_logged(one, "fewInDirection", half))
            figures[half] = replace(figures[half], directions=None)
    row = TableRow(
        intervention=one.intervention,
        outcome=one.outcome,
        variable=one.variable,
        group=one.group,
        given=figures.get("given"),
        otherwise=figures.get("otherwise"),
        effect=hedges_g(one.given.differences, one.otherwise.differences) if len(figures) == len(HALVES) else None,
    )
    return row, tuple(log)


def _why(one: Counted, half: Half, least: int) -> Rule:
    """Why a half is withheld."""
    other = one.otherwise if half == "given" else one.given
    if len(_half(one, half).people) < least:
        return "tooFew"
    if 0 < len(other.people) < least:
        return "otherHalf"
    return "fewUnknown" if 0 < len(one.unknown.people) < least else "onlyOne"


def _half(one: Counted, half: Half) -> Tally:
    return one.given if half == "given" else one.otherwise


def _logged(one: Counted, rule: Rule, half: Half) -> Withheld:
    return Withheld(
        rule=rule,
        intervention=one.intervention.question,
        value=str(one.intervention.value),
        outcome=one.outcome.indicator,
        informant=one.outcome.informant or "",
        variable=one.variable or "",
        group=one.group.id if one.group else "",
        half=half,
    )


def few_left_out(left_out: Iterable[tuple[LeftOut, int]], least: int) -> Iterator[tuple[LeftOut, Withheld | None]]:
    """How many were left out (with how many people they are), each with what is logged about it.

    The numbers that are too small are left out. Those of all reasons together are no secret: they are all stays less
    those in the rows, and nothing that was answered is in them.
    """
    for one, people in left_out:
        if one.stays:
            few = people < least
            log = Withheld(rule="fewLeftOut", outcome=one.of, informant=one.informant or "") if few else None
            yield (replace(one, stays=None) if few else one), log

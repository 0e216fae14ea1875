"""Withholding (disclosure control): the one place where counts become figures that may be shown, or do not.

The rules, in this order. A half of a row is the stays with the intervention, or those without.

==============  ========================================================================================================
tooFew          a half that rests on fewer than ``least`` people
otherHalf       the other half of a row whose one half is withheld and not empty: together they are all stays, which
                other rows tell
onlyOne         where one group of a variable is withheld, the smallest of the others too: all groups together are known
fewInDirection  how many went which way, where anything from one to ``least - 1`` went one of the ways
fewLeftOut      how many stays were left out, where they are fewer than ``least``
==============  ========================================================================================================

The limit of five, for each respondent group and for development with the same people, is SIP's own (facility reports
of 2012 and 2014). What is logged names the rule and the place, never the number.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Literal

from sipforms.engine.gather.table import Figures, LeftOut, Rule, TableRow, Withheld
from sipforms.engine.gather.tally import Counted, Tally

Half = Literal["given", "otherwise"]
_HALVES: tuple[Half, Half] = ("given", "otherwise")
_Reasons = dict[Half, Rule]


@dataclass(frozen=True, slots=True)
class Released:
    """The rows that may be shown, and what was withheld in them."""

    rows: tuple[TableRow, ...]
    withheld: tuple[Withheld, ...]


def release(counted: Iterable[Counted], least: int) -> Released:
    """Rows with figures where enough people are behind them; rows of one variable stand together."""
    rows: list[TableRow] = []
    log: list[Withheld] = []
    for _, several in groupby(counted, lambda one: (one.intervention, one.outcome.key, one.variable)):
        together = tuple(several)
        reasons = [_reasons(one, least) for one in together]
        if together[0].variable is not None:
            _cover_the_only_one(together, reasons)
        for one, why in zip(together, reasons, strict=True):
            row, logged = _row(one, why, least)
            rows.append(row)
            log += logged
    return Released(tuple(rows), tuple(log))


def _reasons(one: Counted, least: int) -> _Reasons:
    """Why each half of a row is withheld, if it is."""
    found: _Reasons = {half: "tooFew" for half in _HALVES if len(_half(one, half).people) < least}
    if len(found) == 1:
        (small,) = found
        if _half(one, small).people:
            found[_other(small)] = "otherHalf"
    return found


def _cover_the_only_one(together: tuple[Counted, ...], reasons: list[_Reasons]) -> None:
    """Withhold a second group where a single one is, so that it cannot be told as what is left of all stays."""
    hidden = {place for place, why in enumerate(reasons) if _holds_anybody(together[place], why)}
    told = {place: [half for half in _HALVES if half not in why] for place, why in enumerate(reasons)}
    shown = [place for place, halves in told.items() if halves and place not in hidden]
    if len(hidden) == 1 and shown:
        least = min(shown, key=lambda place: min(len(_half(together[place], half).people) for half in told[place]))
        reasons[least].update(dict.fromkeys(told[least], "onlyOne"))


def _holds_anybody(one: Counted, why: _Reasons) -> bool:
    return any(_half(one, half).people for half in why)


def _row(one: Counted, why: _Reasons, least: int) -> tuple[TableRow, tuple[Withheld, ...]]:
    log = [_logged(one, rule, half) for half, rule in why.items()]
    figures: dict[Half, Figures | None] = dict.fromkeys(_HALVES)
    for half in _HALVES:
        if half not in why:
            made = _half(one, half).figures()
            if _is_few_in_a_direction(made, least):
                log.append(_logged(one, "fewInDirection", half))
                made = replace(made, directions=None)
            figures[half] = made
    row = TableRow(
        intervention=one.intervention,
        outcome=one.outcome,
        variable=one.variable,
        group=one.group,
        given=figures["given"],
        otherwise=figures["otherwise"],
    )
    return row, tuple(log)


def _is_few_in_a_direction(made: Figures, least: int) -> bool:
    ways = made.directions
    return ways is not None and any(0 < count < least for count in (ways.rose, ways.same, ways.fell))


def _half(one: Counted, half: Half) -> Tally:
    return one.given if half == "given" else one.otherwise


def _other(half: Half) -> Half:
    return "otherwise" if half == "given" else "given"


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


def few_left_out(left_out: Iterable[LeftOut], least: int) -> Iterator[tuple[LeftOut, Withheld | None]]:
    """How many were left out, without the numbers that are too small, each with what is logged about it."""
    for one in left_out:
        if one.stays:
            few = one.stays < least
            log = Withheld(rule="fewLeftOut", outcome=one.of, informant=one.informant or "") if few else None
            yield (replace(one, stays=None) if few else one), log

"""Interventions by outcome: where added-up moves become figures that may be shown, or do not.

Two things are asked of every half of a row (the stays with the intervention, or those without): whether it may be told
beside the table's other rows (``halves``), and whether it may be told after earlier reports, and to whoever reads it
(``deciding``). What is withheld, and why:

==============  ========================================================================================================
few             a half: fewer than ``least`` people are in it (or, where it is published, all moved alike), or what is
                left when other rows are taken away would be such a group
fewNew          a half: it differs from an earlier report in fewer than ``least`` people
fewInDirection  how many went which way: one of the ways is of fewer than ``least`` people (or, where it is published,
                all went the same), or what is left would be so
fewLeftOut      how many stays were left out: they are of fewer than ``least`` people
==============  ========================================================================================================

The limit of five, for each respondent group and for development with the same people, is SIP's own (facility reports
of 2012 and 2014). What is logged names the rule and the place, never the number, and not which of a rule's causes it
was: two groups that are each said to be of fewer than five, and known to be eight together, are of four each.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from sipforms.engine.gather.table import Directions, Figures, LeftOut, Rule, TableRow, Withheld
from sipforms.engine.gather.tally import WAYS, Counted, Tally
from sipforms.engine.statistics.two_groups import hedges_g
from sipforms.engine.statistics.values import Estimate
from sipforms.engine.withhold.block import Block, Line
from sipforms.engine.withhold.deciding import Decision
from sipforms.engine.withhold.effects import DECIMALS, published_effect
from sipforms.engine.withhold.halves import HALVES, Half, Halves, enough_each_way, enough_people, told
from sipforms.engine.withhold.levels import apart
from sipforms.engine.withhold.releasing import Releasing
from sipforms.engine.withhold.told import Told
from sipforms.engine.withhold.told import Withheld as Refused

MEAN, HAS_WAYS, MOVED = "mean", "ways", "moved"


@dataclass(frozen=True, slots=True)
class ReleasedRows:
    """The rows that may be shown, and what was withheld in them."""

    rows: tuple[TableRow, ...]
    withheld: tuple[Withheld, ...]


@dataclass(slots=True, kw_only=True)
class Proposed:
    """One row, with the halves that may be told of it beside the others, and those of which the ways may be."""

    counted: Counted
    halves: Halves
    ways: Halves
    log: list[Withheld] = field(default_factory=list)

    def of(self, half: Half) -> Tally:
        """The stays of a half."""
        return self.counted.given if half == "given" else self.counted.otherwise

    def name(self, half: Half) -> str:
        """What a half is called among the lines of its block."""
        return half if self.counted.group is None else f"{half}:{self.counted.group.id}"

    @property
    def row(self) -> str:
        """What the intervention's row with all stays is called."""
        outcome, given = self.counted.outcome, self.counted.intervention
        return "|".join((outcome.indicator, outcome.informant or "", f"{given.question}={given.value}"))

    @property
    def subject(self) -> str:
        """What is counted, the same in every report."""
        return f"interventions|{self.row}|{self.counted.variable or ''}"


def release(counted: Iterable[Counted], releasing: Releasing) -> ReleasedRows:
    """Rows with figures where they may be told; rows of one outcome stand together, and all stays before groups."""
    proposed = [
        row for _, several in groupby(counted, lambda one: one.outcome.key) for row in _proposed(several, releasing)
    ]
    decision = releasing.decide((*_wholes(proposed), *_blocks(proposed)))
    shown = [one for one in proposed if one.counted.variable is None or one.counted.group is not None]
    rows = tuple(_row(one, decision, releasing) for one in shown)
    return ReleasedRows(rows, tuple(entry for one in shown for entry in one.log))


def _proposed(several: Iterable[Counted], releasing: Releasing) -> Iterator[Proposed]:
    rows, least = tuple(several), releasing.policy.least
    may_be_alike = releasing.policy.kind == "within"
    figures = told(rows, enough_people(least, may_be_alike=may_be_alike))
    ways = told(rows, enough_each_way(least, may_be_alike=may_be_alike), within=figures)
    for one, halves, with_ways in zip(rows, figures, ways, strict=True):
        some = tuple(half for half in halves if (one.given if half == "given" else one.otherwise).people)
        yield Proposed(counted=one, halves=some, ways=with_ways)


def moves_of(indicator: str, informant: str | None) -> str:
    """What all who moved in an outcome are called where they are told of with and without each intervention."""
    return f"moves:{indicator}|{informant or ''}"


def courses_of(indicator: str, informant: str | None) -> str:
    """What all who moved in an outcome are called where they are told of together."""
    return f"courses:{indicator}|{informant or ''}"


def _wholes(proposed: Sequence[Proposed]) -> Iterator[Block]:
    """All whom the two halves of a row tell of, held against all whom other figures of the outcome tell of."""
    lines: dict[tuple[str, str | None], list[Line]] = {}
    for one in proposed:
        if one.counted.variable is None and one.halves == HALVES:
            whole = frozenset(one.counted.given.stays | one.counted.otherwise.stays)
            lines.setdefault(one.counted.outcome.key, []).append(Line(name=one.row, kind="place", cells={MOVED: whole}))
    for (indicator, informant), several in lines.items():
        yield Block(
            subject=moves_of(indicator, informant),
            categories=(MOVED,),
            lines=tuple(several),
            beside=courses_of(indicator, informant),
            may_be_alike=True,
        )


def _blocks(proposed: Sequence[Proposed]) -> Iterator[Block]:
    """A block for each intervention by each variable: the halves of all stays, then those of the groups."""
    whole: Proposed | None = None
    for subject, several in groupby(proposed, lambda one: one.subject):
        rows = list(several)
        if rows[0].counted.variable is None:
            whole = rows[0]
        elif whole is not None:
            rows.insert(0, whole)
        lines = tuple(_line(one, half) for one in rows for half in one.halves)
        if lines:
            yield Block(subject=subject, categories=WAYS, levels=(apart(WAYS),), lines=lines, may_be_alike=True)


def _line(one: Proposed, half: Half) -> Line:
    tally = one.of(half)
    return Line(
        name=one.name(half),
        kind="place",
        cells={way: frozenset(tally.marks[way]) for way in WAYS},
        kept={MEAN: tally.figures().mean, HAS_WAYS: half in one.ways},
    )


def _row(one: Proposed, decision: Decision, releasing: Releasing) -> TableRow:
    told = {half: shown for half in HALVES if (shown := _figures(one, half, decision)) is not None}
    is_public = releasing.policy.kind == "published"
    figures = (
        {half: replace(shown, mean=round(shown.mean, DECIMALS)) for half, shown in told.items()} if is_public else told
    )
    return TableRow(
        intervention=one.counted.intervention,
        outcome=one.counted.outcome,
        variable=one.counted.variable,
        group=one.counted.group,
        given=figures.get("given"),
        otherwise=figures.get("otherwise"),
        effect=_effect(one.counted, tuple(figures.values()), is_public=is_public),
    )


def _effect(counted: Counted, told: tuple[Figures, ...], *, is_public: bool) -> Estimate | None:
    """The effect of a row of which both halves are told as they are now."""
    if len(told) < len(HALVES) or any(half.dated for half in told):
        return None
    given, otherwise = counted.given.differences, counted.otherwise.differences
    if is_public and any(half.directions is None for half in told):
        return published_effect(given, otherwise)
    return hedges_g(given, otherwise)


def _figures(one: Proposed, half: Half, decision: Decision) -> Figures | None:
    """What may be told of a half: as it is, or as an earlier report told it."""
    if half not in one.halves:
        one.log.append(_logged(one.counted, "few", half))
        return None
    found = decision.line(one.subject, one.name(half))
    rule = found.rule if isinstance(found, Refused) else _gives_others_away(one, decision)
    if rule is not None or not isinstance(found, Told):
        one.log.append(_logged(one.counted, "fewNew" if rule == "fewNew" else "few", half))
        return None
    mean = found.kept.get(MEAN)
    may_tell = found.dated is not None or half in one.ways  # as it was then, or beside the other rows of today
    ways = _directions(found) if may_tell and found.kept.get(HAS_WAYS) else None
    if ways is None:
        one.log.append(_logged(one.counted, "fewInDirection", half))
    number = float(mean) if isinstance(mean, (int, float)) else 0.0
    return Figures(stays=found.count, mean=number, directions=ways, dated=found.dated)


def _gives_others_away(one: Proposed, decision: Decision) -> str | None:
    """Why a row tells nothing though its halves may: both together would give a few away.

    The two of a row are told as of the same day, or one of them as it was then already; and taken from what other
    figures tell of the outcome they leave enough.
    """
    halves = [decision.line(one.subject, one.name(half)) for half in one.halves]
    told = [half for half in halves if isinstance(half, Told)]
    if any(half.dated for half in told):
        return None if all(half.dated or half.is_known for half in told) else "fewNew"
    outcome = one.counted.outcome
    whole = decision.lines.get((moves_of(outcome.indicator, outcome.informant), one.row))
    return whole.rule if isinstance(whole, Refused) else None


def _directions(found: Told) -> Directions | None:
    if found.cells is None or not found.is_fine:
        return None
    counts = {cell.categories[0]: cell.count for cell in found.cells}
    return Directions(rose=counts["rose"], same=counts["same"], fell=counts["fell"])


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


def few_left_out(
    left_out: Iterable[tuple[LeftOut, int]], releasing: Releasing
) -> tuple[tuple[LeftOut, ...] | None, tuple[Withheld, ...]]:
    """How many were left out (with how many people they are), and what is logged about it.

    The place itself is told all numbers but those that are too small; those of all reasons together are no secret: they
    are all stays less those in the rows, and nothing that was answered is in them. Where it is published nothing is
    told of them, nor how many stays there are in all (nothing in place of the counts), unless each is enough.
    """
    some = [(one, people) for one, people in left_out if one.stays]
    few = [one for one, people in some if people < releasing.policy.least]
    log = tuple(Withheld(rule="fewLeftOut", outcome=one.of, informant=one.informant or "") for one in few)
    if few and releasing.policy.kind == "published":
        return None, log[:1]
    return tuple(replace(one, stays=None) if one in few else one for one, _ in some), log

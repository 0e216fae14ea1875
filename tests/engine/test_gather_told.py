"""What may be told about groups, attacked: every sum and difference that a reader can make of what is told.

A reader knows how the rows hang together (with, without and not known make all stays; the groups of a variable and
those in none make all stays). All that follows from the figures is what linear equations give; so they are solved.
"""

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from itertools import combinations, product
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sipforms.engine.gather.given import Intervention
from sipforms.engine.gather.grouping import Group
from sipforms.engine.gather.moving import Direction, Move
from sipforms.engine.gather.table import Outcome
from sipforms.engine.gather.tally import Counted, Tally
from sipforms.engine.withhold.block import Mark, Policy
from sipforms.engine.withhold.intervention_rows import ReleasedRows, release
from sipforms.engine.withhold.releasing import Releasing

LEAST = 3
GROUPS = (*(Group(id=id_) for id_ in "abc"), None)
PARTS = ("given", "otherwise", "unknown")
WAYS: tuple[Direction, ...] = ("rose", "same", "fell")
OUTCOME = Outcome(indicator="trivsel", title="Trivsel", informant=None, informant_title="")


def place() -> Releasing:
    """A report for the place itself."""
    return Releasing(policy=Policy(kind="within", least=LEAST))


class Somebody(NamedTuple):
    """One stay of one person: its part under each intervention, its group, and which way it went."""

    person: str
    parts: tuple[str, ...]
    group: int
    way: Direction


class Cell(NamedTuple):
    """Stays of one part of one group under one intervention."""

    intervention: int
    group: int
    part: str


Shown = dict[frozenset[Cell], frozenset[str]]
"""What is told: the cells that a figure is the sum of, and whose stays they are."""


def interventions(count: int) -> list[Intervention]:
    return [Intervention(questionnaire="q", path=("p",), value=at, title="", asked="") for at in range(count)]


def counted(people: Sequence[Somebody]) -> Iterator[Counted]:
    for at, intervention in enumerate(interventions(len(people[0].parts))):
        whole = Counted(intervention=intervention, outcome=OUTCOME)
        rows = [Counted(intervention=intervention, outcome=OUTCOME, variable="v", group=group) for group in GROUPS]
        for number, one in enumerate(people):
            for row in (whole, rows[one.group]):
                change = {"rose": 1.0, "same": 0.0, "fell": -1.0}[one.way]
                move = Move(start=1.0, difference=change, direction=one.way, range=None, higher=None)
                part: Tally = getattr(row, one.parts[at])
                part.add(Mark(one.person, str(number)), move)
        yield from (whole, *rows)


def cells_told(released: ReleasedRows, *, with_ways: bool) -> Iterator[frozenset[Cell]]:
    for row in released.rows:
        at = int(row.intervention.value)
        groups = range(len(GROUPS)) if row.variable is None else (GROUPS.index(row.group),)
        for part, figures in (("given", row.given), ("otherwise", row.otherwise)):
            if figures is not None and (figures.directions is not None or not with_ways):
                yield frozenset(Cell(at, group, part) for group in groups)


def structure(count: int) -> Iterator[dict[Cell, int]]:
    """What is the same under the first intervention and under each other: all of a group."""
    for at, group in product(range(1, count), range(len(GROUPS))):
        yield {Cell(at, group, part): 1 for part in PARTS} | {Cell(0, group, part): -1 for part in PARTS}


def nobody(people: Sequence[Somebody], released: ReleasedRows) -> Iterator[dict[Cell, int]]:
    """Cells that are seen to be empty: it is known of all and the other half is told, or nobody is left out."""
    count = len(people[0].parts)
    unknown = {at for one in people for at in range(count) if one.parts[at] == "unknown"}
    for row in released.rows:
        at = int(row.intervention.value)
        groups = range(len(GROUPS)) if row.variable is None else (GROUPS.index(row.group),)
        here = str(at), row.group.id if row.group else ""
        rules = {one.rule for one in released.withheld if (one.value, one.group) == here}
        if "tooFew" in rules and at not in unknown and (row.given or row.otherwise):
            part = "given" if row.given is None else "otherwise"
            yield from ({Cell(at, group, part): 1} for group in groups)
    yield from ({Cell(at, group, "unknown"): 1} for at in set(range(count)) - unknown for group in range(len(GROUPS)))
    if all(GROUPS[one.group] for one in people):
        yield from ({Cell(at, GROUPS.index(None), part): 1} for at in range(count) for part in PARTS)


def solved(rows: Iterable[dict[Cell, int]], cells: Sequence[Cell]) -> list[list[Fraction]]:
    """The equations in echelon form, each with 1 where it begins."""
    found: list[list[Fraction]] = []
    for row in rows:
        reduced = left_of([Fraction(row.get(cell, 0)) for cell in cells], found)
        lead = next((one for one in reduced if one), None)
        if lead is not None:
            found.append([one / lead for one in reduced])
    return found


def left_of(vector: list[Fraction], found: Iterable[list[Fraction]]) -> list[Fraction]:
    for row in found:
        lead = next(at for at, one in enumerate(row) if one)
        if vector[lead]:
            factor = vector[lead]
            vector = [one - factor * other for one, other in zip(vector, row, strict=True)]
    return vector


def targets(count: int) -> Iterator[frozenset[Cell]]:
    """Cells, two cells of one group or one part, and all of one, two or three groups."""
    for at in range(count):
        here = [Cell(at, group, part) for group in range(len(GROUPS)) for part in PARTS]
        yield from (frozenset({cell}) for cell in here)
        yield from (
            frozenset(two)
            for two in combinations(here, 2)
            if two[0].group == two[1].group or two[0].part == two[1].part
        )
        yield from (frozenset(cell for cell in here if cell.part == part) for part in PARTS)
        for groups in (*combinations(range(len(GROUPS)), 1), *combinations(range(len(GROUPS)), 2)):
            yield frozenset(cell for cell in here if cell.group in groups)
            for part in PARTS:
                yield frozenset(cell for cell in here if cell.group in groups and cell.part == part)


def given_away(people: Sequence[Somebody], released: ReleasedRows, way: Direction | None) -> list[frozenset[Cell]]:
    """The sums of too few people that follow from what is told (of all stays, or of those that went one way)."""
    count = len(people[0].parts)
    whose: dict[Cell, set[str]] = {}
    for one in people:
        for at in range(count):
            if way in (None, one.way):
                whose.setdefault(Cell(at, one.group, one.parts[at]), set()).add(one.person)
    cells = [Cell(at, group, part) for at in range(count) for group in range(len(GROUPS)) for part in PARTS]
    told = cells_told(released, with_ways=way is not None)
    equations = solved((*structure(count), *nobody(people, released), *(dict.fromkeys(one, 1) for one in told)), cells)
    found = []
    for target in targets(count):
        behind = set().union(*(whose.get(cell, set()) for cell in target))
        if 0 < len(behind) < LEAST and not any(left_of([Fraction(cell in target) for cell in cells], equations)):
            found.append(target)
    return found


PEOPLE = st.integers(1, 3).flatmap(
    lambda count: st.lists(
        st.builds(
            Somebody,
            person=st.integers(0, 30).map(str),
            parts=st.tuples(*[st.sampled_from(("given", "given", "otherwise", "otherwise", "unknown"))] * count),
            group=st.sampled_from((0, 0, 0, 1, 1, 2, 3)),
            way=st.sampled_from(("rose", "rose", "same", "fell")),
        ),
        min_size=1,
        max_size=40,
    )
)


@settings(max_examples=60, deadline=None)
@given(PEOPLE)
def test_no_sum_of_what_is_told_gives_too_few_people_away(people: list[Somebody]) -> None:
    released = release(counted(people), place())
    for way in (None, *WAYS):
        assert given_away(people, released, way) == []


def somebodies(*written: tuple[int, str, int, Direction]) -> list[Somebody]:
    """So many people each, with the parts by their first letters."""
    named = {part[0]: part for part in PARTS}
    return [
        Somebody(f"{place}-{number}", tuple(named[letter] for letter in letters), group, way)
        for place, (count, letters, group, way) in enumerate(written)
        for number in range(count)
    ]


SMALL = {
    "one of no known group": somebodies(
        (5, "g", 0, "rose"), (5, "o", 0, "rose"), (5, "g", 1, "rose"), (1, "g", 3, "fell")
    ),
    "two groups of one": somebodies((9, "g", 0, "rose"), (9, "o", 0, "rose"), (1, "g", 1, "fell"), (1, "g", 2, "fell")),
    "one not known under the second": somebodies((5, "go", 0, "rose"), (5, "og", 0, "rose"), (1, "ou", 0, "fell")),
    "two interventions that close two groups": somebodies(
        (3, "go", 0, "rose"), (3, "oo", 0, "rose"), (3, "og", 1, "rose"), (4, "gg", 1, "rose"), (2, "gg", 2, "fell")
    ),
    "one direction of one group": somebodies(
        (6, "g", 0, "rose"), (5, "g", 0, "fell"), (6, "g", 1, "rose"), (1, "g", 1, "fell")
    ),
    "one person's many stays": somebodies((5, "g", 0, "rose")) + [Somebody("x", ("otherwise",), 0, "fell")] * 5,
}


@pytest.mark.parametrize("case", SMALL)
def test_what_is_left_is_never_too_few(case: str) -> None:
    released = release(counted(SMALL[case]), place())
    assert [given_away(SMALL[case], released, way) for way in (None, *WAYS)] == [[], [], [], []]


def test_what_rests_on_enough_is_told() -> None:
    people = somebodies((6, "gg", 0, "rose"), (6, "oo", 0, "fell"), (6, "go", 1, "rose"), (6, "og", 1, "fell"))
    rows = release(counted(people), place()).rows
    assert all(row.given and row.otherwise for row in rows if row.group != GROUPS[2])
    assert all(row.given.directions for row in rows if row.given)


def test_with_the_intervention_is_told_where_a_few_are_not_known() -> None:
    people = somebodies((9, "g", 0, "rose"), (9, "o", 0, "rose"), (1, "u", 0, "rose"))
    released = release(counted(people), place())
    assert released.rows[0].given is not None
    assert released.rows[0].otherwise is None
    assert [one.rule for one in released.withheld if not one.variable] == ["few"]

"""What readers know of one subject: what earlier reports told, and what this one has told so far.

Readers differ: anybody reads what is published; a place knows its own answers and has read its own reports; somebody
may have read everything. Each is a view with atoms of its own, since what one of them knows already must not count as
known to the others.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from sipforms.engine.withhold.atoms import Atoms, Safe, enough, enough_and_mixed
from sipforms.engine.withhold.block import Block, Level, Policy
from sipforms.engine.withhold.element import Element, Elements, elements_of, people, union
from sipforms.engine.withhold.levels import apart
from sipforms.engine.withhold.released import Released, ReleasedLine

Earlier: TypeAlias = tuple[tuple[Released, ReleasedLine], ...]
"""The lines of one subject in earlier reports, with the report that each is from."""


@dataclass(slots=True)
class Views:
    """The same numbers as different readers know them; what is told must be safe in each.

    ``base`` is of somebody who has read everything. It alone is asked about a place's own line: ``others`` learn that
    line too, and ``strict`` are of readers who have not read any place's own.
    """

    base: list[Atoms] = field(default_factory=list)
    others: list[Atoms] = field(default_factory=list)
    strict: list[Atoms] = field(default_factory=list)

    def copy(self) -> "Views":
        """The same, to try out what more may be told."""
        return Views(*([one.copy() for one in several] for several in (self.base, self.others, self.strict)))

    def tell(self, sets: Iterable[Elements]) -> bool:
        """Tells others than the place itself, if it is safe in every view; says whether it was."""
        told = list(sets)
        return tell_all((*self.base, *self.others, *self.strict), told)

    def tell_own(self, elements: Elements) -> bool:
        """Tells a place of itself, if that is safe; says whether it was."""
        if not tell_all(self.base, [elements]):
            return False
        for one in self.others:
            one.know([elements])
        return True


def tell_all(views: Iterable[Atoms], told: list[Elements]) -> bool:
    """Tells these sets in all views if it is safe in each; says whether it was."""
    made = [(one, one.made(told)) for one in views]
    if any(divided is None for _, divided in made):
        return False
    for one, divided in made:
        one.put(divided or ())
    return True


@dataclass(slots=True)
class Knowledge:
    """What is known of one subject.

    ``numbers``: of whom it is known how many they are. ``answers``: of whom it is known how they answered together;
    neither may be few, nor the second all alike. ``counts``: of whom it is known how many answered the same, where
    others than their own place may read it. ``chains`` are the people of this and other blocks of whom this block's are
    part, or who are part of this block's; the first is this block's own.
    """

    numbers: Views
    answers: Views
    counts: list[Atoms]
    chains: list[Atoms] = field(default_factory=list)
    period: str = ""

    def copy(self) -> "Knowledge":
        """The same, to try out what more may be told."""
        return Knowledge(
            numbers=self.numbers.copy(),
            answers=self.answers.copy(),
            counts=[one.copy() for one in self.counts],
            chains=[one.copy() for one in self.chains],
            period=self.period,
        )

    def become(self, other: "Knowledge") -> None:
        """Knows from now on what the other knows."""
        self.numbers, self.answers, self.counts, self.chains = other.numbers, other.answers, other.counts, other.chains

    def tell_number(self, elements: Elements) -> bool:
        """Whether others may be told how many these are; then they are."""
        trial = self.copy()
        found = trial.numbers.tell([elements]) and tell_all(trial.chains, [of_people(elements, self.period)])
        if found:
            self.become(trial)
        return found

    def tell_own(self, elements: Elements) -> bool:
        """Whether a place may be told how its own people answered; then it is."""
        trial = self.copy()
        found = trial.numbers.tell_own(elements) and trial.answers.tell_own(elements)
        if found:
            self.become(trial)
        return found

    def tell_counts(self, sets: Iterable[Elements]) -> bool:
        """Whether others may be told each of these counts; then they are."""
        told, trial = list(sets), self.copy()
        found = tell_all(trial.counts, told)
        found = found and tell_all(trial.chains[1:], [of_people(one, self.period) for one in told])
        if found:
            self.become(trial)
        return found

    def tell_answers(self, cells: Mapping[str, Elements], sets: Iterable[Elements]) -> bool:
        """Whether others may be told how these answered, in counts of these sets; then they are."""
        trial = self.copy()
        found = trial.answers.tell([union(cells)]) and trial.tell_counts(sets)
        if found:
            self.become(trial)
        return found

    def suppose(self, places: Iterable[Elements], least: int) -> None:
        """Lets every place that may tell of itself have done so, in a view of its own: it may at any time."""
        several = [one for one in places if people(one) >= least]
        for views in (self.numbers, self.answers):
            supposed = views.others[0].copy()
            supposed.know(filter(views.base[0].safe, several))
            views.others.append(supposed)


def known(block: Block, policy: Policy, level: Level, earlier: Earlier, chains: Iterable[Atoms]) -> Knowledge:
    """What is known before anything of this report is told."""
    least = policy.least
    named = {one: number for number, several in enumerate(level) for one in several}
    fine = {one: number for number, one in enumerate(block.categories)}
    told = tuple(line for _, line in earlier if line.level is not None)
    strict = tuple((released, line) for released, line in earlier if is_strict(released, line))
    mixed = (
        (enough(least), enough(least, None))
        if block.may_be_alike
        else (enough_and_mixed(least, fine), enough_and_mixed(least, named, None))
    )
    strict_told = [line.answered for _, line in strict if line.level is not None]
    return Knowledge(
        numbers=_views((enough(least), enough(least, None)), list(_numbers(earlier)), list(_numbers(strict))),
        answers=_views(mixed, [line.answered for line in told], strict_told),
        counts=list(_counts(strict, policy)),
        chains=[one.copy() for one in chains],
        period=policy.period,
    )


def _views(safe: tuple[Safe, Safe], everything: list[Elements], strict: list[Elements]) -> Views:
    views = Views([Atoms(safe[0])], [Atoms(safe[1])], [Atoms(safe[1])])
    for one in (*views.base, *views.others):
        one.know(everything)
    views.strict[0].know(strict)
    return views


def _counts(strict: Earlier, policy: Policy) -> Iterator[Atoms]:
    """What counts are known to readers of this report: to anybody, and to each place that had reports of its own."""
    published = [line for released, line in strict if released.policy.kind == "published"]
    places = dict.fromkeys(released.policy.place for released, _ in strict if released.policy.kind != "published")
    if policy.kind == "published":
        yield _counted(published, Atoms(enough(policy.least, None)))
    else:
        places = {policy.place: None}
    for place in places:
        own = [
            line for released, line in strict if released.policy.kind != "published" and released.policy.place == place
        ]
        yield _counted((*published, *own), Atoms(enough(policy.least, frozenset({place}))))


def _counted(lines: Iterable[ReleasedLine], atoms: Atoms) -> Atoms:
    for line in lines:
        atoms.know(sets_at(line.cells, line.level or ()))
        if line.has_reasons:
            atoms.know(sets_at(line.missing, apart(tuple(line.missing))))
    return atoms


def _numbers(earlier: Earlier) -> Iterator[Elements]:
    """Of whom it was told how many they are; how many a place itself has asked is told to nobody else."""
    for released, line in earlier:
        yield line.answered
        if line.has_asked and is_strict(released, line):
            yield line.asked


def places_in(block: Block) -> Iterator[Elements]:
    """The answers of each place in any of the lines."""
    places: dict[str, set[Element]] = {}
    for line in block.lines:
        for one in union(elements_of(line.cells)):
            places.setdefault(one.place, set()).add(one)
    yield from (frozenset(places[place]) for place in sorted(places))


def chain_of(policy: Policy, earlier: Iterable[tuple[Released, ReleasedLine]]) -> Atoms:
    """The people of a block and of those that it is part of, as far as earlier reports of the period told of them."""
    chain = Atoms(enough(policy.least, None))
    for released, line in earlier:
        if released.policy.period == policy.period and is_strict(released, line):
            sets = (*_numbers(((released, line),)), *sets_at(line.cells, line.level or ()))
            chain.know(of_people(one, policy.period) for one in sets)
    return chain


def is_strict(released: Released, line: ReleasedLine) -> bool:
    """Whether a line was told by the rule for what others than its own people read."""
    return released.policy.kind == "published" or line.kind in ("others", "all")


def sets_at(cells: Mapping[str, Elements], level: Level) -> list[Elements]:
    """Who is behind each count at a level."""
    return [union({one: cells.get(one, frozenset()) for one in several}) for several in level]


def of_people(elements: Elements, period: str) -> Elements:
    """The people, whatever they answered in the period: to be held against what else is known of the same people."""
    return frozenset(Element(one.person, period, one.place, "") for one in elements)

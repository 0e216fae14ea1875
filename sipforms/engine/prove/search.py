"""Can a formula be true at all? Decided by trying, with a limit on the work, so that nothing can make a check slow.

``possible`` answers yes, no, or nothing where the limit was reached: then nothing is claimed. The method is an analytic
tableau: what must be true narrows the values that variables can have; where one of several must be, each is tried in
turn, with those before it taken to be false.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from sipforms.engine.condition import Bounds
from sipforms.engine.prove.formula import Every, Formula, Has, Number, Opposite, Some

PER_QUESTION = 3_000
"""The most steps for one question about one formula. A step is one part of a formula looked at once."""


class Spent(Exception):
    """The work that was allowed has been done."""


class Budget:
    """How much work is left, for all the questions about one bundle together."""

    def __init__(self, steps: int) -> None:
        self.most = steps
        self.taken = 0
        self._until = steps

    def spend(self, steps: int = 1) -> None:
        """Count the steps; ``Spent`` where there are none left."""
        self.taken += steps
        if self.taken > self._until:
            raise Spent

    @contextmanager
    def at_most(self, steps: int) -> Iterator[None]:
        """For one question: so many steps, or what is left."""
        self._until = min(self.most, self.taken + steps)
        try:
            yield
        finally:
            self._until = self.most


Domains = Mapping[int, frozenset[int]]
"""The values that each variable can have; one that is not named here can have any."""

Demand = tuple[Formula, bool]
"""A formula, and whether it is to be true or false."""

Branch = tuple[dict[int, frozenset[int]], list[Demand]]
"""One way on: the values left, and what is still demanded."""


def possible(formula: Formula, sizes: list[int], budget: Budget) -> bool | None:
    """True where some values make the formula true, false where none do, nothing where that took too long.

    ``sizes`` is how many values each variable has.
    """
    try:
        with budget.at_most(PER_QUESTION):
            if _is_plain(formula, set(), budget, wanted=True):
                return True
            return _Search(sizes, budget).is_possible({}, [(formula, True)])
    except Spent:
        return None


def _is_plain(formula: Formula, used: set[int], budget: Budget, *, wanted: bool) -> bool:
    """True where the demand can plainly be met: every variable is looked at once. Most conditions are of that kind.

    ``used`` are the variables that are looked at already; those that the demand uses are added to it.
    """
    budget.spend()
    match formula:
        case Has(variable):
            is_new = variable not in used
            used.add(variable)
            return is_new
        case Opposite(part):
            return _is_plain(part, used, budget, wanted=not wanted)
        case Every(parts) | Some(parts):
            if isinstance(formula, Every) is wanted:
                return all(_is_plain(part, used, budget, wanted=wanted) for part in parts)
            return any(_is_plain_beside(part, used, budget, wanted=wanted) for part in parts)
    return formula is wanted


def _is_plain_beside(formula: Formula, used: set[int], budget: Budget, *, wanted: bool) -> bool:
    tried = set(used)
    if not _is_plain(formula, tried, budget, wanted=wanted):
        return False
    used |= tried
    return True


class _Search:
    """One search. Everything it is told is a copy, so that a branch leaves nothing behind."""

    def __init__(self, sizes: list[int], budget: Budget) -> None:
        self.sizes, self.budget = sizes, budget

    def is_possible(self, domains: dict[int, frozenset[int]], demands: list[Demand]) -> bool:
        branches = [(domains, demands)]
        while branches:
            domains, demands = branches.pop()
            open_ = self._narrowed(domains, demands)
            if open_ is None:
                continue
            if not open_:
                return True
            branches += reversed(list(self._choices(domains, open_)))
        return False

    def _narrowed(self, domains: dict[int, frozenset[int]], demands: list[Demand]) -> list[Demand] | None:
        """What still has to be chosen once everything that follows at once has been drawn; nothing: it cannot be."""
        while True:
            waiting, open_, narrowed = list(reversed(demands)), list[Demand](), False
            known: dict[int, bool | None] = {}
            while waiting:
                formula, wanted = waiting.pop()
                self.budget.spend()
                if isinstance(formula, Has):
                    if not self._narrow(domains, formula, wanted=wanted):
                        return None
                    narrowed = True
                    known.clear()
                    continue
                truth = self._truth(formula, domains, known)
                if truth is not None:
                    if truth is not wanted:
                        return None
                    continue
                follows = self._follows(formula, domains, known, wanted=wanted)
                if follows is None:
                    open_.append((formula, wanted))
                else:
                    waiting += follows
            if not narrowed or not open_:
                return open_
            demands = open_

    def _narrow(self, domains: dict[int, frozenset[int]], test: Has, *, wanted: bool) -> bool:
        every_value = frozenset(range(self.sizes[test.variable]))
        now = domains.get(test.variable, every_value)
        domains[test.variable] = now & test.values if wanted else now - test.values
        return bool(domains[test.variable])

    def _follows(
        self, formula: Formula, domains: Domains, known: dict[int, bool | None], *, wanted: bool
    ) -> list[Demand] | None:
        """What the demand comes to without any choice; nothing where there is a choice."""
        if isinstance(formula, Opposite):
            return [(formula.part, not wanted)]
        if isinstance(formula, Every | Some):
            if isinstance(formula, Every) is wanted:
                return [(part, wanted) for part in formula.parts]
            left = [part for part in formula.parts if self._truth(part, domains, known) is None]
            return [(left[0], wanted)] if len(left) == 1 else None
        return None

    def _choices(self, domains: dict[int, frozenset[int]], open_: list[Demand]) -> Iterator[Branch]:
        """The ways on from here, which exclude one another: by the parts of the first demand that is open."""
        (formula, wanted), known = open_[0], dict[int, bool | None]()
        if isinstance(formula, Number):
            part = next(one for one in formula.parts if self._truth(one, domains, known) is None)
            for truth in (True, False):
                yield dict(domains), [(part, truth), *open_]
            return
        left = [one for one in _parts(formula) if self._truth(one, domains, known) is None]
        for place, part in enumerate(left):
            yield dict(domains), [(part, wanted), *((one, not wanted) for one in left[:place]), *open_[1:]]

    def _truth(self, formula: Formula, domains: Domains, known: dict[int, bool | None]) -> bool | None:
        """True or false where that is settled by the values left."""
        if isinstance(formula, bool):
            return formula
        if id(formula) in known:
            return known[id(formula)]
        self.budget.spend()
        truth = self._worked_out(formula, domains, known)
        known[id(formula)] = truth
        return truth

    def _worked_out(self, formula: Formula, domains: Domains, known: dict[int, bool | None]) -> bool | None:
        match formula:
            case Has(variable, values):
                return self._tested(variable, values, domains)
            case Opposite(part):
                truth = self._truth(part, domains, known)
                return None if truth is None else not truth
            case Every(parts):
                return _joined((self._truth(part, domains, known) for part in parts), decisive=False)
            case Some(parts):
                return _joined((self._truth(part, domains, known) for part in parts), decisive=True)
            case Number(parts, bounds):
                return _numbered([self._truth(part, domains, known) for part in parts], bounds)
        return bool(formula)

    def _tested(self, variable: int, values: frozenset[int], domains: Domains) -> bool | None:
        now = domains.get(variable)
        if now is None:
            return False if not values else True if len(values) == self.sizes[variable] else None
        return True if now <= values else False if now.isdisjoint(values) else None


def _parts(formula: Formula) -> tuple[Formula, ...]:
    return formula.parts if isinstance(formula, Every | Some) else ()


def _joined(truths: Iterator[bool | None], *, decisive: bool) -> bool | None:
    settled: bool | None = not decisive
    for truth in truths:
        if truth is decisive:
            return decisive
        if truth is None:
            settled = None
    return settled


def _numbered(truths: list[bool | None], bounds: Bounds) -> bool | None:
    least = sum(truth is True for truth in truths)
    most = least + sum(truth is None for truth in truths)
    low, high = bounds.least or 0, len(truths) if bounds.most is None else bounds.most
    if least > high or most < low:
        return False
    return True if low <= least and most <= high else None

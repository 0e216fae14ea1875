"""The mutation score: of the mistakes put into a programme, how many an example notices."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from sipforms.actions.trying.condition_changes import changed_form, may_matter
from sipforms.actions.trying.condition_mutants import condition_mutants
from sipforms.actions.trying.difference import differences, is_as
from sipforms.actions.trying.mutants import ConditionChange, Mutant, NumberChange
from sipforms.actions.trying.number_changes import changed_plans, rescored
from sipforms.actions.trying.number_mutants import number_mutants
from sipforms.actions.trying.outcome import Trying
from sipforms.actions.trying.run import Tried
from sipforms.actions.trying.written import WrittenParts
from sipforms.engine.ask.places import Places, places_in
from sipforms.engine.build.data import node
from sipforms.engine.score.plan import Plan


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """A mutant and the first example that notices it; without one it survives."""

    mutant: Mutant
    noticed_by: Tried | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Mutation:
    """Mutants of one programme, to be tried against those of its examples that come out as expected."""

    trying: Trying
    tried: tuple[Tried, ...]
    mutants: tuple[Mutant, ...]
    plans: dict[tuple[int, str], Mapping[str, Plan]] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.mutants)

    def verdicts(self) -> Iterator[Verdict]:
        """Each mutant with what became of it, in the order of the programme."""
        for mutant in self.mutants:
            mine = (one for one in self.tried if one.example.questionnaire == mutant.questionnaire)
            number = isinstance(mutant.change, NumberChange)
            others = (one for one in self.tried if one.example.questionnaire != mutant.questionnaire)
            candidates = (*mine, *others) if number else tuple(mine)
            noticed = next((one for one in candidates if self._notices(one, mutant)), None)
            yield Verdict(mutant=mutant, noticed_by=noticed)

    def _notices(self, one: Tried, mutant: Mutant) -> bool:
        if isinstance(mutant.change, NumberChange):
            return self._notices_number(one, mutant, mutant.change)
        return self._notices_condition(one, mutant, mutant.change)

    def _notices_number(self, one: Tried, mutant: Mutant, change: NumberChange) -> bool:
        expected = node(one.example.expect.get("scores"))
        if not expected:
            return False
        ready = self.trying.formula(one.example.questionnaire, one.example.variant)
        key = (id(mutant), f"{one.example.questionnaire} {one.example.variant}")
        if key not in self.plans:
            self.plans[key] = changed_plans(mutant.kind, change, ready)
        if not self.plans[key]:
            return False
        scores = rescored(self.plans[key], ready, one.outcome.sheet, one.outcome.scores)
        return any(name in expected and not is_as(score, expected[name]) for name, score in scores.items())

    def _notices_condition(self, one: Tried, mutant: Mutant, change: ConditionChange) -> bool:
        if not may_matter(change, mutant.questionnaire, one.outcome):
            return False
        outcome = self.trying.outcome(one.example, changed_form(one.outcome.form, change))
        return next(differences(one.example, outcome), None) is not None


def mutation_of(trying: Trying, tried: tuple[Tried, ...], written: WrittenParts) -> Mutation:
    """Every mutant of what the bundle itself says, ready to be tried; examples that differ already are left out."""
    known: dict[str, Places] = {}

    def places(questionnaire: str) -> Places:
        if questionnaire not in known:
            whole = trying.programme.questionnaires[questionnaire]
            known[questionnaire] = places_in(whole.entries, (check.condition for check in whole.checks))
        return known[questionnaire]

    everywhere = (*number_mutants(trying, written), *condition_mutants(trying.programme, written, places))
    mutants = tuple(one for one in everywhere if written.is_own(one.place))
    passing = tuple(one for one in tried if one.is_as_expected)
    return Mutation(trying=trying, tried=passing, mutants=mutants)

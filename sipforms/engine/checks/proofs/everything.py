"""Everything that is proved about a bundle, once nothing else stands in the way of proving."""

from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field

from sipforms.engine.checks.proofs.asserting import of_asserting
from sipforms.engine.checks.proofs.computing import numbers_of, of_counting, of_numbers, plans_of, stated_in_numbers
from sipforms.engine.checks.proofs.plainly import is_plainly_right
from sipforms.engine.checks.proofs.proving import Proving
from sipforms.engine.checks.proofs.requiring import of_requiring
from sipforms.engine.checks.proofs.showing import of_deciding, of_showing, of_target_groups
from sipforms.engine.checks.proofs.stated import CONDITIONED, Around, Part, Stated, every_part, stated_at, walk_around
from sipforms.engine.checks.proofs.unawares import of_missing_answers
from sipforms.engine.checks.scene import INDICATORS, SCALES, Scene
from sipforms.engine.checks.tree import Spot
from sipforms.engine.problem import Place, Problem
from sipforms.engine.programme import Programme
from sipforms.engine.prove.search import Budget, Spent
from sipforms.engine.prove.subject import reader_of

STEPS, STEPS_EACH = 20_000, 40
"""How much work the proofs about one bundle may be: so many steps, and so many more for each condition."""

_FINDERS = {
    "visibleIf": (of_showing, of_missing_answers),
    "requiredIf": (of_requiring, of_missing_answers),
    "locked": (of_deciding,),
    "gate": (of_deciding,),
    "assert": (of_asserting,),
}


@dataclass(slots=True)
class _Uses:
    """What stands in one place and is used in many, such as a shared area: a problem there is one in every use."""

    used: Counter[Spot] = field(default_factory=Counter)
    wrong: Counter[tuple[Place, str]] = field(default_factory=Counter)
    told: dict[tuple[Place, str], tuple[Spot, Problem]] = field(default_factory=dict)

    def add(self, where: Spot, problems: Iterable[Problem]) -> None:
        """One use of what stands there, and what is wrong with it in this use."""
        self.used[where] += 1
        for problem in problems:
            key = (problem.place, problem.code)
            self.wrong[key] += 1
            self.told.setdefault(key, (where, problem))

    def problems(self) -> Iterator[Problem]:
        """What is wrong in every use."""
        return (one for key, (where, one) in self.told.items() if self.wrong[key] >= self.used[where])


def of_bundle(
    scene: Scene, programme: Programme, before: Iterable[Problem], questionnaires: Iterable[str], *, numbers: bool
) -> Iterator[Problem]:
    """What is proved of the conditions of these questionnaires and, with ``numbers``, of their indicators."""
    known, uses, budget = frozenset(one.place for one in before), _Uses(), Budget(STEPS)
    for id_ in questionnaires:
        if id_ in programme.questionnaires:
            subject = _Subject(scene, programme, id_)
            _of_questionnaire(subject, known, uses, budget, numbers=numbers)
    yield from uses.problems()


@dataclass(frozen=True, slots=True)
class _Subject:
    """One questionnaire of a bundle."""

    scene: Scene
    programme: Programme
    id_: str


def _of_questionnaire(
    subject: _Subject, known: frozenset[Place], uses: _Uses, budget: Budget, *, numbers: bool
) -> None:
    scene, programme, id_ = subject.scene, subject.programme, subject.id_
    arounds = [one for one in walk_around(scene.trees[id_]) if is_conditioned(one)]
    stated = [one for around in arounds for one in stated_at(around)]
    plans = plans_of(scene, programme, id_) if numbers else {}
    counted = list(stated_in_numbers(scene, plans, id_))
    budget.most += STEPS_EACH * (len(stated) + len(counted) + len(plans))
    further = ((one.condition, one.row) for one in (*stated, *counted))
    reader = reader_of(programme, programme.questionnaires[id_], budget, scene.places_of(id_), further)
    proving = Proving(scene=scene, reader=reader)
    for around in arounds if reader.groups else ():
        _look(uses, around.branch.spot, of_target_groups(proving, around))
    for one in stated:
        _look(uses, one.spot, _of_condition(proving, one, known))
    for one in counted:
        _look(uses, one.spot, of_counting(proving, one))
    if plans:
        numbered = numbers_of(scene, reader, plans, programme.questionnaires[id_])
        _look(uses, Spot(INDICATORS, ()), of_numbers(numbered, programme))


def _of_condition(proving: Proving, one: Stated, known: frozenset[Place]) -> Iterator[Problem]:
    """What is proved of one condition, unless something is wrong with it already."""
    if not is_plainly_right(proving, one) and (not known or known.isdisjoint(_places(proving.scene, one))):
        for finder in _FINDERS[one.keyword]:
            yield from finder(proving, one)


def is_conditioned(around: Around) -> bool:
    """True where something stands that can be proved to be wrong."""
    row = around.branch.children.get("*")
    return not CONDITIONED.isdisjoint(around.branch.what) or (row is not None and "checks" in row.what)


def _look(uses: _Uses, where: Spot, problems: Iterator[Problem]) -> None:
    """What was found until the work that is allowed was done."""
    found: list[Problem] = []
    with suppress(Spent):
        found.extend(problems)
    if found or where.file == SCALES:
        uses.add(where, found)


def _places(scene: Scene, one: Stated) -> Iterator[Place]:
    """Everywhere in the condition that a problem may have been told of."""
    for part in every_part(Part(what=one.what, condition=one.condition)):
        yield scene.at(one.spot, *part.steps)
        for key, value in part.what.items():
            yield scene.at(one.spot, *part.steps, key)
            yield scene.at(one.spot, *part.steps, key, key=True)
            if isinstance(value, list):
                yield from (scene.at(one.spot, *part.steps, key, place) for place in range(len(value)))

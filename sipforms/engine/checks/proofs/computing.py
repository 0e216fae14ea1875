"""Numbers that nobody can ever get: too few of the questions behind them can be asked together."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sipforms.engine.build.conditions import condition
from sipforms.engine.checks.codes import found
from sipforms.engine.checks.conditions import numbers_conditioned
from sipforms.engine.checks.proofs.proving import Proving, constants, place_of, told, whole
from sipforms.engine.checks.proofs.stated import Around, Stated
from sipforms.engine.checks.scene import INDICATORS, Scene
from sipforms.engine.checks.tree import Spot
from sipforms.engine.condition import Bounds, Condition, Context, walk
from sipforms.engine.paths import Path
from sipforms.engine.problem import Problem
from sipforms.engine.programme import Programme, Questionnaire
from sipforms.engine.prove.formula import Formula, every, number, some
from sipforms.engine.prove.reader import Reader
from sipforms.engine.score.indicator_order import Membership
from sipforms.engine.score.plan import Plan
from sipforms.engine.score.selection import Available, every_source


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbers:
    """The indicators of one questionnaire: what each is computed from, and when that is asked."""

    scene: Scene
    reader: Reader
    plans: Mapping[str, Plan]
    available: Available
    speaks_of_groups: bool

    def parts(self, plan: Plan) -> tuple[Formula, ...]:
        """When each of the units, members or rows that the number is computed from can be there."""
        if plan.members:
            return tuple(self.computable(self.plans[one]) for one in plan.members if one in self.plans)
        if not plan.units:
            return (True if plan.rows is None else self.reader.alive(plan.rows),)
        units = (self._paths(plan, place) for place in range(len(plan.units)))
        return tuple(every(map(self.reader.alive, paths)) for paths in units)

    def is_plainly_there(self, plan: Plan) -> bool:
        """True where the first of the units are plainly asked together, and no target group is left out."""
        least = self.least(plan)
        if self.speaks_of_groups or plan.members or len(plan.units) < least:
            return False
        paths = (path for place in range(least) for path in self._paths(plan, place))
        return self.reader.is_possible(*map(self.reader.shown, dict.fromkeys(paths))) is True

    def least(self, plan: Plan) -> int:
        """How many of them there must be, as far as the missing rule names a number; rows can make many of one."""
        rule = plan.indicator.missing
        least = rule.min_answered or rule.min_pairs or 1
        if plan.rows is None:
            return least
        most = self.reader.variables.places.rows[plan.rows].max_items if plan.units else None
        return -(-least // most) if most else 1

    def computable(self, plan: Plan) -> Formula:
        """When there can be a number at all."""
        parts = self.parts(plan)
        least = self.least(plan)
        return some(parts) if least == 1 else number(parts, Bounds(least, None))

    def most(self, plan: Plan, context: Formula) -> int:
        """How many of them can be there together at most."""
        parts = self.parts(plan)
        counts = range(self.least(plan) - 1, 0, -1)
        return next((n for n in counts if self.reader.is_possible(context, number(parts, Bounds(n, None)))), 0)

    def groups(self, plan: Plan) -> Formula:
        """The target groups that the number is for: those in which any of it is asked."""
        if plan.members:
            return some(self.groups(self.plans[one]) for one in plan.members if one in self.plans)
        paths = [path for place in range(len(plan.units)) for path in self._paths(plan, place)]
        return some(self.reader.for_groups(path) for path in paths) if paths else True

    def _paths(self, plan: Plan, place: int) -> tuple[Path, ...]:
        return tuple(self.available[column.place].question.path for column in plan.units[place])


def of_numbers(numbers: Numbers, programme: Programme) -> Iterator[Problem]:
    """Each number that is never computed, or never in one of the target groups it is for."""
    reader = numbers.reader
    for id_, plan in numbers.plans.items():
        if numbers.is_plainly_there(plan):
            continue
        computable = numbers.computable(plan)
        if computable is True:
            continue
        if reader.is_possible(computable) is False:
            yield _never(numbers, id_, plan)
            continue
        for variant in programme.variants:
            here = reader.variables.circumstance("variant", variant.id)
            is_meant = reader.is_possible(here, numbers.groups(plan)) is not False
            if is_meant and reader.is_possible(here, computable) is False:
                count = numbers.most(plan, here)
                place = numbers.scene.place(INDICATORS, (_written(numbers, id_), "missing"))
                least = numbers.least(plan)
                yield found("rule-never-met-in-group", place, name=id_, group=variant.id, least=least, count=count)


def _never(numbers: Numbers, id_: str, plan: Plan) -> Problem:
    written = _written(numbers, id_)
    count = numbers.most(plan, True)
    if not count:
        return found("never-computed", numbers.scene.place(INDICATORS, (written,), key=True), name=id_)
    place = numbers.scene.place(INDICATORS, (written, "missing"))
    return found("rule-never-met-together", place, name=id_, least=numbers.least(plan), count=count)


def _written(numbers: Numbers, id_: str) -> str:
    return numbers.scene.written_indicators.get(id_, id_)


def stated_in_numbers(scene: Scene, plans: Mapping[str, Plan], questionnaire: str) -> Iterator[Stated]:
    """The conditions in the questionnaire's indicators, by ``where`` and ``among``, with their rows."""
    tree = scene.trees[questionnaire]
    for id_, keyword, what in numbers_conditioned(scene):
        plan = plans.get(id_)
        if plan is not None:
            spot, around = Spot(INDICATORS, (id_, keyword)), Around(branch=tree, within=(), row=None)
            yield Stated(
                around=around,
                keyword="assert",
                what=what,
                spot=spot,
                condition=condition(what),
                row=plan.rows,
                check=id_,
            )


def of_counting(proving: Proving, one: Stated) -> Iterator[Problem]:
    """Conditions that nothing meets. What is always met is told of whole conditions, where all answers are there."""
    decided = tuple(constants(proving, one, True))
    never = whole(proving, one, True, decided)
    if never is not None and not never.truth:
        yield found("counts-nothing", place_of(proving, one, never), name=one.name)
        return
    yield from (told(proving, one, constant) for constant in decided if not constant.truth)
    judged = proving.reader.judged(one.condition, one.row)
    if not decided and any(constant.truth for constant in constants(proving, one, judged) if not constant.part.steps):
        yield found("counts-everything", one.key(proving.scene), name=one.name)


def numbers_of(scene: Scene, reader: Reader, plans: Mapping[str, Plan], subject: Questionnaire) -> Numbers:
    """The indicators of the questionnaire, by their plans."""
    places = reader.variables.places
    shown = {id(one): one for path in places.order for one in places.conditions(path)}
    groups = bool(reader.groups) or any(is_about_groups(part) for one in shown.values() for part in walk(one))
    return Numbers(scene=scene, reader=reader, plans=plans, available=every_source(subject), speaks_of_groups=groups)


def is_about_groups(part: Condition) -> bool:
    """True of a condition on the target group."""
    return isinstance(part, Context) and part.kind == "variant"


def plans_of(scene: Scene, programme: Programme, questionnaire: str) -> Mapping[str, Plan]:
    """The plans of the indicators that are computed from the questionnaire."""
    plans, membership = scene.examined.plans, Membership(programme)
    return {id_: one for id_, one in plans.items() if membership.questionnaire(one.indicator) == questionnaire}

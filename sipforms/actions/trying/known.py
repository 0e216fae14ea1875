"""The indicators that mutants are made of, compiled once for the target group for which each takes most."""

from dataclasses import dataclass

from sipforms.actions.trying.outcome import Trying
from sipforms.engine.family import groups_asked
from sipforms.engine.paths import Path
from sipforms.engine.programme import Question
from sipforms.engine.score.column import Column, Unit
from sipforms.engine.score.plan import Plan
from sipforms.engine.score.scorer import Table
from sipforms.engine.score.selection import Available

_COUNTING = frozenset({"count", "share", "topShare"})
"""Scorers to which an answer is either one of those counted or not: options on the same side are the same to them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """One indicator as compiled for the target group for which it takes most."""

    questionnaire: str
    plan: Plan
    available: Available

    @property
    def id(self) -> str:
        return self.plan.indicator.id

    def question(self, column: Column) -> Question:
        """The question that a column reads."""
        return self.available[column.place].question

    def unit_path(self, unit: Unit) -> Path:
        """What a unit is called: its first question."""
        return self.question(unit[0]).path


def known_indicators(trying: Trying) -> tuple[Known, ...]:
    """Every indicator that can be computed, in the programme's order."""
    found: dict[str, Known] = {}
    for questionnaire, asked in trying.programme.questionnaires.items():
        for variant in groups_asked(trying.programme, asked):
            ready = trying.formula(questionnaire, variant)
            for id_, plan in ready.plans.items():
                if id_ not in found or size(plan) > size(found[id_].plan):
                    found[id_] = Known(questionnaire=questionnaire, plan=plan, available=ready.available)
    return tuple(found[one.id] for one in trying.programme.indicators if one.id in found)


def size(plan: Plan) -> int:
    """How many things the number is computed from."""
    return len(plan.units) + len(plan.members)


def counts_same(plan: Plan, before: Table, after: Table) -> bool:
    """True where the scorer only asks which answers are counted, and the change moves none across that line."""
    if plan.scorer.name not in _COUNTING:
        return False
    return all(_alone(plan, before[value]) == _alone(plan, after[value]) for value in before if value in after)


def _alone(plan: Plan, value: object) -> object:
    try:
        return plan.scorer.compute((value,), plan.setup)
    except Exception:  # noqa: BLE001 - a plug-in may fail in any way; then nothing is proved
        return object()

"""What answering a questionnaire takes, beside what the programme allows for it."""

from dataclasses import dataclass

from sipforms.engine.budget.effort import Effort, effort
from sipforms.engine.build.data import node, whole
from sipforms.engine.programme import Programme
from sipforms.engine.read.bundle import Bundle


@dataclass(frozen=True, slots=True, kw_only=True)
class Needed:
    """``keystrokes``, ``minutes`` and ``lix`` are the most that the programme allows; nothing where it says nothing."""

    effort: Effort
    keystrokes: int | None = None
    minutes: int | None = None
    lix: int | None = None


def needed(bundle: Bundle, programme: Programme, questionnaire: str, variant: str | None) -> Needed:
    """What a questionnaire of the programme takes for a target group, and its budget."""
    manifest = bundle.sources.get("programme.yaml")
    budgets = node(node(manifest.data if manifest else None).get("budgets"))
    allowed = node(budgets.get(questionnaire))
    return Needed(
        effort=effort(programme, programme.questionnaires[questionnaire], variant=variant),
        keystrokes=whole(allowed.get("keystrokes")),
        minutes=whole(allowed.get("minutes")),
        lix=whole(allowed.get("lix")),
    )

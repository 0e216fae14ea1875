"""What is left without an answer, and why: by person, by question, by who answers, and when it becomes too much."""

import math
from collections.abc import Mapping
from dataclasses import dataclass

from sipforms.actions.demonstration.chance import normal, picked
from sipforms.actions.demonstration.sitting import Sitting
from sipforms.engine.ask.draft import Draft
from sipforms.engine.paths import STAR, Path
from sipforms.engine.programme import Kind, MissingKind, Question
from sipforms.engine.response import Answer

_OWN: Mapping[MissingKind, float] = {
    "dontKnow": 0.38,
    "declined": 0.26,
    "notRelevant": 0.22,
    "notUnderstood": 0.14,
    "notAssessed": 0.05,
    "notSpecified": 0.05,
}
_STAFF: Mapping[MissingKind, float] = {
    "dontKnow": 0.55,
    "declined": 0.02,
    "notRelevant": 0.18,
    "notUnderstood": 0.01,
    "notAssessed": 0.3,
    "notSpecified": 0.15,
}
_STAYS = 0.6
_HARDER = 2.5
_LEFT_BY = 0.7
_ALL_OF_IT = 0.2
_LATER_OF_A_KIND = 0.2


@dataclass(frozen=True, slots=True)
class Silent:
    """No answer: an option that says why, or blank."""

    answer: Answer | None


def silent_answer(sitting: Sitting, draft: Draft, path: Path, question: Question, *, must: bool) -> Silent | None:
    """How the person leaves the question, or nothing where they answer it."""
    is_over = sitting.broken is not None and _place(draft, path) > sitting.broken
    if not (is_over or _is_silent(sitting, question)):
        return None
    missing = [one for one in question.scale.options if one.missing] if question.scale else []
    if missing and question.kind is Kind.CHOICE:
        kinds: list[MissingKind] = [one.missing for one in missing if one.missing]
        if is_over and "declined" in kinds:
            return Silent(missing[kinds.index("declined")].value)
        weights = [
            _weight(sitting, kind) * _LATER_OF_A_KIND ** kinds[:place].count(kind) for place, kind in enumerate(kinds)
        ]
        about = (sitting.person.seed, sitting.person.number, "why", question.item, _epoch(sitting, question))
        return Silent(missing[picked(weights, *about)].value)
    return None if must else Silent(None)


def _weight(sitting: Sitting, kind: MissingKind) -> float:
    weight = (_STAFF if sitting.staff else _OWN)[kind]
    return weight * _HARDER if kind == "notUnderstood" and sitting.person.ability < 0.5 else weight


def _is_silent(sitting: Sitting, question: Question) -> bool:
    """Both sides of an item are left together; some questions are left by more people than others."""
    person = sitting.person
    share: float = person.silence * math.exp(_LEFT_BY * normal(person.seed, "left", question.item))
    if STAR in question.path:
        share /= 2
    if asks_whether_at_all(question):
        share *= _ALL_OF_IT
    return person.chance("silent", sitting.informant, question.item, _epoch(sitting, question)) < min(share, 0.6)


def asks_whether_at_all(question: Question) -> bool:
    """One answer, and otherwise only reasons for none ("have you seen enough?"): without it the round is lost."""
    options = question.scale.options if question.scale and question.kind is Kind.CHOICE else ()
    return sum(one.missing is None for one in options) == 1


def _epoch(sitting: Sitting, question: Question) -> object:
    """What is not relevant stays so from round to round; what one day is too much is answered on another."""
    stays = sitting.person.chance("stays-silent", question.item) < _STAYS
    return sitting.again if stays else (sitting.round, sitting.again)


def _place(draft: Draft, path: Path) -> float:
    """How far into the questionnaire a path is, 0 to 1."""
    order = draft.form.places.order
    return order[draft.form.places.template(path)] / max(1, len(order) - 1)

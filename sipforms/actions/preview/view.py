"""What of a programme is shown, to whom: questionnaire, language, target group, who answers and how, which occasion."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sipforms.actions.fill import FIRST, LATER
from sipforms.engine.family import groups_asked
from sipforms.engine.programme import Programme, Questionnaire

OCCASIONS = (FIRST, LATER)
ANSWERED, NOTHING = "answered", "nothing"
ELSEWHERE = (ANSWERED, NOTHING)


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """One face of a programme. What is empty has not been chosen, or is not asked for.

    ``elsewhere`` says whether other questionnaires have been answered, where this one turns on them.
    """

    questionnaire: str = ""
    language: str | None = None
    variant: str | None = None
    informant: str | None = None
    mode: str | None = None
    occasion: str = FIRST
    elsewhere: str = ANSWERED


def fitted(view: View, programme: Programme, before: Programme | None = None) -> View:
    """The view as far as the programme has it: what is gone becomes what stands in its place, or the first."""
    id_ = _questionnaire(view.questionnaire, programme, before)
    asked = programme.questionnaires.get(id_)
    informants = informants_of(programme, asked) if asked else ()
    informant = _one_of(view.informant, informants)
    modes = asked.modes_for(informant) if asked else ()
    return replace(
        view,
        questionnaire=id_,
        language=view.language if view.language in programme.languages else programme.language,
        variant=_group(view.variant, programme, asked),
        informant=informant,
        mode=_one_of(view.mode, modes),
        occasion=view.occasion if view.occasion in OCCASIONS else FIRST,
        elsewhere=view.elsewhere if view.elsewhere in ELSEWHERE else ANSWERED,
    )


def informants_of(programme: Programme, questionnaire: Questionnaire) -> tuple[str, ...]:
    """Who can answer, as far as the programme knows them."""
    return tuple(one for one in questionnaire.informants if one in programme.informants)


def _group(wanted: str | None, programme: Programme, asked: Questionnaire | None) -> str | None:
    """The target group that is wanted, if the questionnaire is for it; else nobody's in particular, or the first."""
    groups = groups_asked(programme, asked) if asked else (None,)
    return wanted if wanted in groups else groups[0]


def _one_of(wanted: str | None, known: Sequence[str]) -> str | None:
    return wanted if wanted in known else next(iter(known), None)


def _questionnaire(wanted: str, programme: Programme, before: Programme | None) -> str:
    """The questionnaire itself; one that is gone was perhaps renamed, and then stands in the same place."""
    ids, old = tuple(programme.questionnaires), tuple(before.questionnaires) if before else ()
    if wanted in ids or not ids:
        return wanted if wanted in ids else ""
    place = old.index(wanted) if wanted in old else 0
    return ids[min(place, len(ids) - 1)]

"""A questionnaire and its other forms: which there are, and which of them fit whom.

Other forms ask the same of people whom the main form does not fit: with fewer steps, or in a child's words. An answer
in any of them answers a round that the schedule asks for.
"""

from collections.abc import Iterable

from sipforms.engine.newest import newest
from sipforms.engine.programme import Programme, Questionnaire
from sipforms.engine.response import Response


def main_form(programme: Programme, questionnaire: str) -> str:
    """The questionnaire that this is a form of; itself where it is none, or is not known."""
    asked = programme.questionnaires.get(questionnaire)
    return questionnaire if asked is None or asked.form_of is None else asked.form_of


def forms_of(programme: Programme, main: str) -> tuple[Questionnaire, ...]:
    """The main form and then its other forms in the programme's order; nothing where there is no such questionnaire."""
    known = programme.questionnaires
    others = (one for one in known.values() if one.form_of == main and one.id != main)
    return (known[main], *others) if main in known else ()


def fitting_forms(
    programme: Programme, main: str, variant: str | None, informant: str | None = None
) -> tuple[Questionnaire, ...]:
    """Those of its forms that are for the target group, and that the informant may answer where one is named."""
    return tuple(
        one
        for one in forms_of(programme, main)
        if one.is_for(variant) and (informant is None or informant in one.informants)
    )


def groups_asked(programme: Programme, questionnaire: Questionnaire) -> tuple[str | None, ...]:
    """The target groups that a questionnaire is for; nothing, which comes first, for people without one.

    Where nobody is left, which ``check`` tells, everybody.
    """
    groups = (None, *(one.id for one in programme.variants))
    return tuple(one for one in groups if questionnaire.is_for(one)) or groups


def form_to_use(forms: tuple[Questionnaire, ...], responses: Iterable[Response]) -> Questionnaire | None:
    """Of the forms that fit, the one that the newest response was given in; the first where that does not fit.

    Nothing where none fits.
    """
    last = newest(responses)
    used = (one for one in forms if last is not None and one.id == last.questionnaire)
    return next(used, next(iter(forms), None))

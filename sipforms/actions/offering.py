"""What can be begun of a questionnaire: each form of it that fits, in each way, by each kind of informant."""

from collections.abc import Iterable
from dataclasses import dataclass

from sipforms.actions.due import DueForm
from sipforms.actions.fill import OpenDraft, Way, ways
from sipforms.engine.family import fitting_forms, form_to_use, main_form
from sipforms.engine.newest import newest
from sipforms.engine.people import Episode
from sipforms.engine.programme import Programme, Questionnaire
from sipforms.engine.response import Response
from sipforms.store.casefile import CaseFile


@dataclass(frozen=True, slots=True, kw_only=True)
class Begin:
    """What somebody wants to begin, in a stay or (without one) for the facility.

    ``main`` is the questionnaire as the schedule names it; ``form`` the one form that is wanted, where one is named;
    ``informant`` who is to answer, where the schedule says so.
    """

    programme: str
    main: str
    episode: Episode | None
    form: str | None = None
    informant: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """One form, and how it is answered and by whom."""

    questionnaire: Questionnaire
    way: Way


def offers(programme: Programme, begin: Begin, file: CaseFile) -> tuple[Offer, ...]:
    """Every form that fits in every way in which it can be answered, the form used last first; none where none fits."""
    variant = begin.episode.variant if begin.episode else None
    fitting = fitting_forms(programme, begin.main, variant)
    last = form_to_use(fitting, _rounds(programme, begin, file))
    forms = sorted(fitting, key=lambda one: one is not last)
    wanted = (one for one in forms if begin.form in (None, one.id))
    return tuple(Offer(questionnaire=one, way=way) for one in wanted for way in ways(programme, one))


def last_offer(programme: Programme, begin: Begin, file: CaseFile) -> Offer | None:
    """How it was answered last time: by the informant who is to answer now, where there is one."""
    last = newest(_rounds(programme, begin, file))
    asked = programme.questionnaires.get(last.questionnaire) if last else None
    if last is None or asked is None:
        return None
    return Offer(questionnaire=asked, way=Way(mode=last.mode, informant=last.informant))


def _rounds(programme: Programme, begin: Begin, file: CaseFile) -> list[Response]:
    """The rounds in any form, by the informant who is to answer; of the same stay where a stay is asked about."""
    main, stay = programme.questionnaires[begin.main], begin.episode.id if begin.episode else None
    return [
        one
        for one in file.responses
        if one.programme == programme.id
        and main_form(programme, one.questionnaire) == begin.main
        and begin.informant in (None, one.informant)
        and (main.subject != "episode" or one.episode == stay)
    ]


def is_wanted(programme: Programme, begin: Begin, questionnaire: str, informant: str | None) -> bool:
    """Whether a draft (or a round) of that questionnaire by that informant is what somebody wants to begin."""
    if begin.form is not None:
        return questionnaire == begin.form
    is_form = main_form(programme, questionnaire) == begin.main
    return is_form and begin.informant in (None, informant)


def begun_of(programme: Programme, begin: Begin, drafts: Iterable[OpenDraft]) -> list[OpenDraft]:
    """The drafts of what somebody wants to begin, in any form of it: it is gone on with, and never begun twice.

    By the informant who is to answer, where there is one. A draft from an earlier stay is about that stay. A draft that
    corrects a response is no round begun.
    """
    stay = begin.episode.id if begin.episode else None
    rounds = (one for one in drafts if one.header.corrects is None)
    headers = ((one, one.header) for one in rounds if one.header.programme == begin.programme)
    return [
        one
        for one, header in headers
        if header.episode == stay and is_wanted(programme, begin, header.questionnaire, header.situation.informant)
    ]


def not_due(programme: Programme, stay: Episode | None, forms: tuple[DueForm, ...]) -> tuple[Begin, ...]:
    """What of a programme can be begun although it is not among the forms that are due; without a stay the facility's.

    Where only some of those who answer it are to answer, it can be begun with the others.
    """
    found = []
    for asked in programme.questionnaires.values():
        is_here = (asked.subject == "facility") is (stay is None) and asked.form_of is None
        fitting = fitting_forms(programme, asked.id, stay.variant if stay else None) if is_here else ()
        due = {one.due.informant for one in forms if (one.programme, one.due.main) == (programme.id, asked.id)}
        left = {who for form in fitting for who in form.informants} - due
        if fitting and None not in due and (left or not due):
            found.append(Begin(programme=programme.id, main=asked.id, episode=stay))
    return tuple(found)

"""Whether a response that comes from a file could have been handed in here: every rule that the form itself has."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from sipforms.actions.response_lines import Fault, Refusal
from sipforms.actions.workplace import Workplace, programme_with
from sipforms.engine.ask.answers import Examiner, examiner
from sipforms.engine.ask.draft import Draft
from sipforms.engine.ask.draft_header import DraftHeader
from sipforms.engine.ask.flat import flattened
from sipforms.engine.ask.form import situated
from sipforms.engine.ask.hand_in import not_asked
from sipforms.engine.ask.latest import latest_kept, latest_read
from sipforms.engine.ask.situation import Situation
from sipforms.engine.ask.visibility import asked
from sipforms.engine.family import groups_asked
from sipforms.engine.newest import last_in_series
from sipforms.engine.paths import dotted
from sipforms.engine.problem import Level
from sipforms.engine.programme import Programme, Questionnaire
from sipforms.engine.response import Deed, Json, Response, Scalar
from sipforms.engine.versions import as_it_stood, versions_of
from sipforms.store.failures import NoSuchBundle, StoreDamaged

FIRST = "first"

_Constants: TypeAlias = tuple[str, str, str | None, str | None, str | None, str, tuple[tuple[str, str], ...]]
"""Digest, questionnaire, mode, informant, variant, occasion, parameters: what an examiner is made for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judge:
    """Judges responses one after another; what it takes to judge a questionnaire is made once in each situation."""

    workplace: Workplace
    examiners: dict[_Constants, Examiner] = field(default_factory=dict)

    def refusal(self, response: Response, earlier: Iterable[Response]) -> Refusal | None:
        """Why the response cannot be kept, or nothing. ``earlier`` are the other responses of the same case file.

        Each of its versions is judged, with what was known when it was begun.
        """
        others = tuple(earlier)
        refusals = (self._refusal(one, others) for one in versions_of(response))
        return wrong_past(response) or next((one for one in refusals if one is not None), None)

    def _refusal(self, response: Response, earlier: Iterable[Response]) -> Refusal | None:
        try:
            programme = programme_with(self.workplace, response.digest)
        except (NoSuchBundle, StoreDamaged):
            return Refusal(fault=Fault.NO_SUCH_VERSION)
        refused = _another(programme, response)
        if refused is not None:
            return refused
        questionnaire = programme.questionnaires[response.questionnaire]
        return _not_offered(programme, questionnaire, response) or self._wrong_answers(programme, response, earlier)

    def _wrong_answers(self, programme: Programme, response: Response, earlier: Iterable[Response]) -> Refusal | None:
        situation = situation_then(programme, response, earlier)
        judging = self._examiner(programme, response, situation)
        found = judging.problems(response.answers, situation, response.reasons)
        wrong = tuple(one for one in found if one.level is not Level.NOTE)
        if wrong:
            about = {"digest": response.digest, "questionnaire": response.questionnaire}
            return Refusal(fault=Fault.ANSWERS, problems=wrong, **about)
        if set(response.not_asked) != _not_asked(judging, response, situation):
            return Refusal(fault=Fault.NOT_ASKED_DIFFERS)
        return None

    def _examiner(self, programme: Programme, response: Response, situation: Situation) -> Examiner:
        constants = (
            response.digest,
            response.questionnaire,
            response.mode,
            response.informant,
            response.variant,
            response.occasion,
            tuple(sorted(response.parameters.items())),
        )
        if constants not in self.examiners:
            self.examiners[constants] = examiner(programme, programme.questionnaires[response.questionnaire], situation)
        return self.examiners[constants]


def situation_then(programme: Programme, response: Response, others: Iterable[Response]) -> Situation:
    """The circumstances in which a response was answered, with what others said when it was begun.

    ``others`` are the other responses of the same case file; ``programme`` the very version that it was made with.
    """
    questionnaire = programme.questionnaires[response.questionnaire]
    known = tuple(one for other in others if (one := as_it_stood(other, response.begun_at)) is not None)
    latest = _latest(programme, questionnaire, response, known)
    return _situation(programme, response, _last(questionnaire, response, known), latest)


def wrong_past(response: Response) -> Refusal | None:
    """What is wrong with its versions and with what was done with it, or nothing: they must follow on one another."""
    versions = versions_of(response)
    if [one.number for one in versions] != list(range(1, len(versions) + 1)):
        return Refusal(fault=Fault.ENVELOPE, field="number")
    if any((one.correction is None) is not (one.number == 1) for one in versions):
        return Refusal(fault=Fault.ENVELOPE, field="correction")
    of = {(one.id, one.digest, one.questionnaire, one.handed_in_at, one.begun_at) for one in versions}
    if len(of) > 1:
        return Refusal(fault=Fault.ENVELOPE, field="earlier")
    numbers = [one.number for one in response.trace]
    follow = numbers == sorted(numbers) and (not numbers or numbers[-1] <= response.number)
    reasoned = all(one.reason or one.deed is Deed.SIGNED for one in response.trace)
    if not follow or not reasoned or response.is_moved or response.is_move_under_way:
        return Refusal(fault=Fault.ENVELOPE, field="trace")
    return None


def _another(programme: Programme, response: Response) -> Refusal | None:
    """A digest says exactly which files; the names beside it must agree with them."""
    for name, is_so in (
        ("programme", response.programme == programme.id),
        ("version", response.version == programme.version),
        ("questionnaire", response.questionnaire in programme.questionnaires),
    ):
        if not is_so:
            return Refusal(fault=Fault.ANOTHER_PROGRAMME, field=name)
    return None


def _not_offered(programme: Programme, questionnaire: Questionnaire, response: Response) -> Refusal | None:
    variants = groups_asked(programme, questionnaire)
    entries = {entry.id for entry in questionnaire.entries}
    for name, is_so in (
        ("mode", response.mode in (None, *questionnaire.modes_for(response.informant))),
        ("informant", response.informant in (None, *questionnaire.informants)),
        ("variant", response.variant in variants),
        ("parameters", set(response.parameters) <= {one.id for one in programme.parameters}),
        ("latest", response.latest in (None, latest_kept(programme, questionnaire, response))),
        ("notes", all(about.partition(".")[0] in entries for about in response.notes)),
    ):
        if not is_so:
            return Refusal(fault=Fault.NOT_OFFERED, field=name)
    return None


def _last(questionnaire: Questionnaire, response: Response, known: Iterable[Response]) -> Response | None:
    """The response that this one was compared with while it was answered; ``known`` were there when it was begun."""
    if response.occasion == FIRST:
        return None
    return last_in_series(known, response.programme, questionnaire, response.informant, response.episode)


def _latest(
    programme: Programme, questionnaire: Questionnaire, response: Response, known: Iterable[Response]
) -> Mapping[str, Json] | None:
    """What it says it read of other questionnaires; looked up where it says nothing, as when it was begun."""
    if response.latest is not None:
        return response.latest
    return latest_read(programme, questionnaire, response.variant, response.episode, known)


def _situation(
    programme: Programme, response: Response, last: Response | None, latest: Mapping[str, Json] | None
) -> Situation:
    return Situation(
        mode=response.mode,
        informant=response.informant,
        variant=response.variant,
        occasion=response.occasion,
        today=response.begun_at.date(),
        parameters=_parameters(programme, response.parameters),
        previous=None if last is None else last.answers,
        latest=latest,
    )


def _parameters(programme: Programme, written: Mapping[str, str]) -> dict[str, Scalar]:
    """What the facility had set, as what it was before it was written down as text."""
    kinds = {one.id: type(one.default) for one in programme.parameters}
    return {name: _read(text, kinds.get(name, str)) for name, text in written.items()}


def _read(text: str, kind: type) -> Scalar:
    if kind is bool and text in ("true", "false"):
        return text == "true"
    return int(text) if kind is int and text.removeprefix("-").isdecimal() else text


def _not_asked(judging: Examiner, response: Response, situation: Situation) -> set[str]:
    """What these answers leave unasked, decided again as it was when they were handed in."""
    form = situated(judging.form, situation)
    flat = flattened(form.entries, response.answers)
    header = DraftHeader(
        programme=response.programme,
        version=response.version,
        digest=response.digest,
        questionnaire=response.questionnaire,
        situation=situation,
        begun_at=response.begun_at,
    )
    shown = asked(form, flat.answers, flat.rows)
    draft = Draft(header=header, form=form, answers=flat.answers, rows=flat.rows, asked=shown)
    return {dotted(path) for path in not_asked(draft)}

"""What was answered in the other questionnaires that a previewed form reads, or carries answers over from.

What somebody answers there in the same preview counts; where nobody has, an invented person has answered a year ago.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from sipforms.actions.preview.given import Given, standing_with
from sipforms.actions.preview.somebody import round_before
from sipforms.engine.ask.carried import knowing_others, others_of
from sipforms.engine.ask.draft import begin
from sipforms.engine.ask.draft_header import DraftHeader
from sipforms.engine.ask.flat import nested
from sipforms.engine.ask.hand_in import asked_only
from sipforms.engine.ask.situation import Situation
from sipforms.engine.programme import Programme, Questionnaire
from sipforms.engine.response import Response
from sipforms.store.protocol import fresh_id


def knowing_what_was_answered(
    programme: Programme, header: DraftHeader, given: Mapping[str, Given], seed: int, text: str
) -> DraftHeader:
    """The header with what the form reads of other questionnaires. ``given`` is what was answered in the preview."""
    asked = programme.questionnaires[header.questionnaire]
    answered = tuple(_answered(programme, header, given, seed, text))
    return replace(header, situation=knowing_others(programme, asked, header.situation, None, answered))


def reads_others(asked: Questionnaire) -> bool:
    """True where the form asks or begins with more or less by what was answered elsewhere."""
    groups = {None, *(one for entry in asked.walk() for one in (*entry.only, *entry.without))}
    return any(others_of(asked, group) for group in groups)


def _answered(
    programme: Programme, header: DraftHeader, given: Mapping[str, Given], seed: int, text: str
) -> Iterator[Response]:
    asked = programme.questionnaires[header.questionnaire]
    for id_ in others_of(asked, header.situation.variant):
        if id_ not in programme.questionnaires:
            continue
        theirs = _header(programme.questionnaires[id_], header)
        if id_ in given:
            yield _as_given(programme, theirs, given[id_])
        elif (response := round_before(programme, theirs, seed, text)) is not None:
            yield response


def _header(other: Questionnaire, header: DraftHeader) -> DraftHeader:
    """The other questionnaire answered in the first way there is."""
    situation, first = header.situation, next(iter(other.informants), None)
    return replace(
        header,
        questionnaire=other.id,
        situation=Situation(
            mode=next(iter(other.modes_for(first)), None),
            informant=first,
            variant=situation.variant,
            today=situation.today,
            parameters=situation.parameters,
        ),
    )


def _as_given(programme: Programme, header: DraftHeader, given: Given) -> Response:
    """What was answered in the preview as if it were handed in, whether or not it could be."""
    draft = standing_with(begin(programme, header), given).draft
    return Response(
        id=fresh_id(),
        programme=header.programme,
        version=header.version,
        digest=header.digest,
        questionnaire=header.questionnaire,
        answered_on=header.situation.today,
        begun_at=header.begun_at,
        handed_in_at=header.begun_at,
        answers=nested(draft.form.questionnaire.entries, asked_only(draft)),
    )

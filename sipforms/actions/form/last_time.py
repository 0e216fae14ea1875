"""Last time's answer: when it may be seen. Seen before the new one is given it invites "the same as last time".

An answer that is carried over from another questionnaire stands in its place.
"""

from enum import StrEnum

from sipforms.actions.form.carrying import CARRIED
from sipforms.actions.form.outcome import Nothing
from sipforms.engine.ask.draft import Draft
from sipforms.engine.paths import Path
from sipforms.engine.response import Answer

PARAMETER = "history_shown"


class Shown(StrEnum):
    """When last time's answer is shown, as the programme or the facility says."""

    AFTER_ANSWER = "afterAnswer"
    ON_REQUEST = "onRequest"
    NEVER = "never"


def policy(draft: Draft) -> Shown:
    """When this form shows last time's answers; after the new one where nobody has said."""
    said = draft.form.situation.parameters.get(PARAMETER, Shown.AFTER_ANSWER.value)
    return Shown(said) if said in {one.value for one in Shown} else Shown.AFTER_ANSWER


def last_answer(draft: Draft, path: Path) -> Answer | None:
    """What was answered last time, whether or not it may be shown; nothing where that is not an answer any more.

    Nor in rows that begin anew each time: the first row now is another than the first row then.
    """
    places = draft.form.places
    at = places.rows_of(places.template(path))
    if at is not None and places.rows[at].carry not in CARRIED:
        return None
    answer = draft.form.ready.answers.get(path)
    return None if answer is None or draft.problem_with(path, answer) is not None else answer


def why_hidden(draft: Draft, path: Path, *, asked_for: bool) -> Nothing | None:
    """Why last time's answer is not on the screen, or nothing when it is."""
    if draft.header.paper is not None:
        return Nothing.ON_PAPER
    when = policy(draft)
    if when is Shown.NEVER:
        return Nothing.LAST_NEVER
    if last_answer(draft, path) is None:
        return Nothing.NO_LAST_TIME
    if when is Shown.AFTER_ANSWER and path not in draft.answers:
        return Nothing.LAST_AFTER_ANSWER
    return None if when is Shown.AFTER_ANSWER or asked_for else Nothing.LAST_AFTER_ANSWER

"""Questions that nobody answers because an indicator does: filled in when a response is handed in."""

from copy import deepcopy
from dataclasses import replace
from typing import cast

from sipforms.engine.paths import Path, dotted
from sipforms.engine.programme import Kind, Programme, Question
from sipforms.engine.response import Json, Response
from sipforms.engine.score.score import Score
from sipforms.engine.score.scoring import scoring
from sipforms.engine.score.sheet import state_of
from sipforms.engine.vocabulary import Vocabulary

_ROW = "*"


def with_computed(programme: Programme, response: Response, vocabulary: Vocabulary) -> Response:
    """The response with its computed questions filled in, as far as their indicators have a number.

    A whole-number question takes whole numbers only, a choice only one of its options, a text the number with a point:
    an answer that would say something else than the indicator is left blank.
    """
    questionnaire = programme.questionnaires[response.questionnaire]
    wanted = [one for one in questionnaire.questions() if _is_wanted(one, response)]
    if not wanted:
        return response
    ready = scoring(programme, response.questionnaire, vocabulary, response.variant)
    scores = {one.indicator: one for one in ready.score(state_of(response))}
    answers = deepcopy(dict(response.answers))
    for question in wanted:
        value = as_answer_of(question, scores.get(question.computed or ""))
        if value is not None:
            _put(answers, question.path, value)
    return replace(response, answers=answers)


def _is_wanted(question: Question, response: Response) -> bool:
    is_single = question.computed is not None and _ROW not in question.path
    return is_single and dotted(question.path) not in response.not_asked


def as_answer_of(question: Question, score: Score | None) -> int | str | None:
    """What a score is as the answer to its question, or nothing where it cannot be one."""
    value = None if score is None else score.value
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    match question.kind:
        case Kind.INTEGER:
            return value if isinstance(value, int) else None
        case Kind.CHOICE:
            known = question.scale is not None and question.scale.option(value) is not None
            return value if known and isinstance(value, int | str) else None
        case Kind.TEXT | Kind.LONG_TEXT:
            return None if value is None else f"{value:.10g}" if isinstance(value, float) else str(value)
    return None


def _put(answers: dict[str, Json], path: Path, value: Json) -> None:
    here = answers
    for step in path[:-1]:
        here = cast("dict[str, Json]", here.setdefault(step, {}))
    here[path[-1]] = value

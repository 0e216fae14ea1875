"""Whether a number stands on the very scale that its answers were given on, so that the scale's words hold for it."""

from sipforms.engine.programme import Indicator, Question, Scale
from sipforms.engine.report import SectionInput
from sipforms.engine.score.behind import questions_behind
from sipforms.engine.score.scoring import scoring


def behind(given: SectionInput, indicator: Indicator) -> tuple[Question, ...]:
    """The questions behind a number of the newest round."""
    newest = given.now.response
    ready = scoring(given.programme, newest.questionnaire, given.vocabulary, newest.variant)
    return tuple(questions_behind(ready, indicator.id))


def own_scales(given: SectionInput, indicator: Indicator) -> tuple[Scale, ...]:
    """The scale of each question behind a number, where it can be read on them: none for a count, a share or a sum.

    Neither where an answer is turned round first, because its words then stand at the other end.
    """
    range_, questions = given.now.scores[indicator.id].range, behind(given, indicator)
    found = tuple(one.scale for one in questions if one.scale is not None and len(one.scale.numbers) > 1)
    if not found or len(found) != len(questions) or indicator.settings.get("reversed"):
        return ()
    is_own = all((float(one.numbers[0]), float(one.numbers[-1])) == range_ for one in found)
    return found if is_own else ()

"""Whether a number stands on the very scale that its answers were given on, so that the scale's words hold for it."""

from sipforms.engine.programme import Indicator, Option, Question, Scale
from sipforms.engine.report import SectionInput
from sipforms.engine.score.behind import questions_behind
from sipforms.engine.score.score import Score
from sipforms.engine.score.scoring import Scoring, scoring


def behind(given: SectionInput, indicator: Indicator) -> tuple[Question, ...]:
    """The questions behind a number of the newest round."""
    return tuple(questions_behind(_ready(given), indicator.id))


def own_scales(given: SectionInput, indicator: Indicator) -> tuple[Scale, ...]:
    """As ``scales_of``, for a number of the newest round."""
    return scales_of(_ready(given), indicator, given.now.scores[indicator.id])


def _ready(given: SectionInput) -> Scoring:
    newest = given.now.response
    return scoring(given.programme, newest.questionnaire, given.vocabulary, newest.variant)


def scales_of(ready: Scoring, indicator: Indicator, score: Score) -> tuple[Scale, ...]:
    """The scale of each question behind a number, where it can be read on them: none for a count, a share or a sum.

    Neither where an answer is turned round first, because its words then stand at the other end.
    """
    questions = tuple(questions_behind(ready, indicator.id))
    found = tuple(one.scale for one in questions if one.scale is not None and len(one.scale.numbers) > 1)
    if not found or len(found) != len(questions) or indicator.settings.get("reversed"):
        return ()
    is_own = all((float(one.numbers[0]), float(one.numbers[-1])) == score.range for one in found)
    return found if is_own else ()


def words_of(scales: tuple[Scale, ...]) -> tuple[Option, ...]:
    """The steps that all the scales have in common, lowest first; nothing where they differ in number or words."""
    found = {
        tuple((one.value, one.title) for one in scale.options if one.missing is None): tuple(
            one for one in scale.options if one.missing is None
        )
        for scale in scales
    }
    steps = next(iter(found.values())) if len(found) == 1 else ()
    return tuple(sorted(steps, key=lambda one: one.value if isinstance(one.value, int) else 0))

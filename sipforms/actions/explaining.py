"""Why an indicator comes out as it does in each example of a bundle."""

from dataclasses import dataclass
from datetime import date

from sipforms.actions.trying.example import examples_of
from sipforms.actions.trying.outcome import Trying
from sipforms.engine.build.data import node
from sipforms.engine.problem import Place
from sipforms.engine.programme import Indicator, Programme
from sipforms.engine.read.bundle import Bundle
from sipforms.engine.response import Json
from sipforms.engine.score.explanation import Explanation, explained
from sipforms.engine.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkedOut:
    """One example with the number worked out. ``expects`` says whether the example names the indicator at all."""

    example: str
    place: Place
    explanation: Explanation
    expects: bool
    wanted: Json = None


def worked_out(
    bundle: Bundle, programme: Programme, vocabulary: Vocabulary, indicator: Indicator, today: date
) -> tuple[WorkedOut, ...]:
    """Every example of the indicator's questionnaire, in the order of the files. The bundle has no errors."""
    trying = Trying(programme=programme, vocabulary=vocabulary, today=today)
    found: list[WorkedOut] = []
    for example in examples_of(bundle):
        if example.questionnaire != indicator.questionnaire:
            continue
        state = trying.outcome(example).state
        why = explained(trying.formula(example.questionnaire, state.variant), state, indicator.id)
        if why is not None:
            scores = node(example.expect.get("scores"))
            found.append(
                WorkedOut(
                    example=example.name,
                    place=example.place("example"),
                    explanation=why,
                    expects=indicator.id in scores,
                    wanted=scores.get(indicator.id),
                )
            )
    return tuple(found)

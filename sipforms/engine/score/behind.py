"""Which questions are behind a number, so that it is shown to nobody who may not see the answers."""

from collections.abc import Iterator

from sipforms.engine.programme import Question
from sipforms.engine.score.scoring import Scoring


def questions_behind(ready: Scoring, indicator: str) -> Iterator[Question]:
    """Every question that can move the indicator, by way of other indicators too; where that is not known, all."""
    one = ready.plans.get(indicator)
    if one is None:
        yield from (source.question for source in ready.available)
        return
    yield from (ready.available[place].question for place in sorted(one.places))
    for member in one.members:
        yield from questions_behind(ready, member)

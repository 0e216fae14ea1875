"""Questions that answer themselves: their number as it is now, while the form is filled in, and why it is that.

What is shown here is what will be kept: the same functions fill the question in when the form is handed in.
"""

from dataclasses import dataclass, field

from sipforms.engine.ask.draft import Draft
from sipforms.engine.ask.flat import nested
from sipforms.engine.ask.hand_in import asked_only, not_asked
from sipforms.engine.paths import Path, dotted
from sipforms.engine.programme import Programme
from sipforms.engine.response import Answer
from sipforms.engine.score.computed import as_answer_of
from sipforms.engine.score.explanation import Explanation, explained
from sipforms.engine.score.scoring import Scoring, scoring
from sipforms.engine.score.sheet import AnsweredState
from sipforms.engine.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkedOut:
    """The answer as it is now, nothing where there is none yet; and everything behind it."""

    answer: Answer | None = field(repr=False)
    explanation: Explanation = field(repr=False)


class WorkingOut:
    """The computed questions of one form. Nothing is compiled or computed before somebody looks."""

    def __init__(self, programme: Programme, vocabulary: Vocabulary) -> None:
        self._programme, self._vocabulary = programme, vocabulary
        self._ready: Scoring | None = None
        self._last: tuple[Draft, AnsweredState] | None = None

    def of(self, draft: Draft, path: Path) -> WorkedOut | None:
        """What a question comes to with these answers; nothing for one that is answered, or that is asked in rows."""
        question = draft.form.question(path)
        if question is None or question.computed is None or "*" in question.path:
            return None
        if self._ready is None:
            situation, asked = draft.form.situation, draft.form.questionnaire.id
            self._ready = scoring(self._programme, asked, self._vocabulary, situation.variant)
        found = explained(self._ready, self._state(draft), question.computed)
        return None if found is None else WorkedOut(answer=as_answer_of(question, found.score), explanation=found)

    def _state(self, draft: Draft) -> AnsweredState:
        if self._last is None or self._last[0] is not draft:
            self._last = draft, _state_of(draft)
        return self._last[1]


def _state_of(draft: Draft) -> AnsweredState:
    """What has been answered so far, as if it were handed in now."""
    situation = draft.form.situation
    return AnsweredState(
        questionnaire=draft.form.questionnaire.id,
        answers=nested(draft.form.questionnaire.entries, asked_only(draft)),
        not_asked=frozenset(dotted(one) for one in not_asked(draft)),
        variant=situation.variant,
        mode=situation.mode,
        informant=situation.informant,
        occasion=situation.occasion,
        parameters={
            name: str(value).lower() if isinstance(value, bool) else str(value)
            for name, value in situation.parameters.items()
        },
    )

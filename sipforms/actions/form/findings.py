"""What the programme's checks find while somebody answers: told where the answer is given, and explained there.

Whoever reads it only at handing in has forgotten what was said in the conversation.
"""

from sipforms.engine.ask.draft import Draft, reason_key
from sipforms.engine.ask.review import failing_checks
from sipforms.engine.paths import Path
from sipforms.engine.problem import AnswerProblem, Level


class Findings:
    """What is found now, and what was found last of it."""

    def __init__(self, draft: Draft) -> None:
        self._draft = draft
        self._found = failing_checks(draft)
        self._newest: AnswerProblem | None = None

    def after(self, draft: Draft) -> tuple[AnswerProblem, ...]:
        """What is found in the changed draft, was not before, and nobody has given a reason for."""
        before = {_key(one) for one in self._found}
        self._draft, self._found = draft, failing_checks(draft)
        new = tuple(one for one in self._found if _key(one) not in before and one.level is not Level.NOTE)
        self._newest = new[0] if new else self._newest
        return new

    def to_explain(self, cursor: Path | None) -> AnswerProblem | None:
        """What a reason can be given for here: what was found last while it stands, else what is about the cursor.

        What has a reason already comes after what has none: it can be written anew.
        """
        soft = sorted((one for one in self._found if one.level is not Level.ERROR), key=_is_explained)
        newest = (one for one in soft if self._newest is not None and _key(one) == _key(self._newest))
        here = (one for one in soft if cursor is not None and cursor[: len(one.path)] == one.path)
        return next(newest, None) or next(here, None)

    def reason_key_of(self, found: AnswerProblem) -> str:
        """The key under which the reason for a finding is kept."""
        rows = found.path[:-1]
        return reason_key(found.check or "", found.path, rows if rows in self._draft.form.places.rows else None)


def _key(found: AnswerProblem) -> tuple[str | None, Path]:
    return found.check, found.path


def _is_explained(found: AnswerProblem) -> bool:
    return found.level is Level.NOTE

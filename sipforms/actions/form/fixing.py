"""What cannot be changed on a form: carried over to be read only, or locked by other answers; and why."""

from sipforms.actions.form.carrying import is_fixed
from sipforms.actions.form.outcome import Nothing, Outcome
from sipforms.actions.form.outline import Outline
from sipforms.engine.ask.draft import Draft
from sipforms.engine.ask.locking import locked_by, locks
from sipforms.engine.paths import Path


def cannot_change(draft: Draft, path: Path) -> bool:
    """True for a question, a row or a repeating item that can be read and not changed now."""
    return is_fixed(draft, path) or bool(locks(draft, path))


def why_fixed(draft: Draft, outline: Outline, path: Path) -> Outcome | None:
    """Why what stands at the path cannot be changed; nothing where it can.

    ``numbers`` are those of the questions whose answers lock it, as far as they are asked here.
    """
    if is_fixed(draft, path):
        return Outcome(nothing=Nothing.READ_ONLY)
    if not locks(draft, path):
        return None
    numbers = (outline.line(one).number for one in locked_by(draft, path) if one in outline.place_of)
    return Outcome(nothing=Nothing.LOCKED, numbers=tuple(dict.fromkeys(numbers)))

"""A text that is kept while it is still being written, so that a power cut takes no more of it than a few words."""

from dataclasses import replace

from sipforms.actions.form.carrying import is_fixed
from sipforms.actions.form.model import FormModel
from sipforms.actions.form.outcome import Outcome
from sipforms.engine.ask.draft import Draft, RefusedChangeError
from sipforms.engine.paths import Path
from sipforms.engine.response import Json


class WritingOn:
    """Keeps one text after the other of one form.

    Each time a text is kept it takes the place of what was kept of it before: undoing takes all that was written back
    at once.
    """

    def __init__(self, model: FormModel) -> None:
        self._model = model
        self._kept: tuple[Path, bool, int] | None = None

    def is_of(self, model: FormModel) -> bool:
        """Whether it keeps texts of this form."""
        return model is self._model

    def keep(self, text: str, *, is_note: bool) -> Outcome:
        """Keep what is written so far, as the answer at the cursor or as the note to it.

        What cannot be kept, because it is blank, too long or still too short, changes nothing.
        """
        model, path = self._model, self._model.cursor
        if path is None or not text.strip() or text == self._held(is_note=is_note):
            return Outcome()
        is_again = self._kept == (path, is_note, len(model.draft.undoable))
        before = model.draft.undo() if is_again else model.draft
        after = self._after(before, text, is_note=is_note)
        if after is None:
            return Outcome()
        outcome = model.changed_to(after)
        self._kept = (path, is_note, len(after.undoable))
        entries: list[Json] = [dict(one.last or {}) for one in (before, after)]
        return replace(outcome, entry={"do": "several", "entries": entries}) if is_again else outcome

    def _held(self, *, is_note: bool) -> object:
        model, line = self._model, self._model.line
        return model.draft.notes.get(line.path) if is_note and line else model.draft.answers.get(model.cursor or ())

    def _after(self, before: Draft, text: str, *, is_note: bool) -> Draft | None:
        line, path = self._model.line, self._model.cursor
        if line is None or path is None or (not is_note and is_fixed(before, path)):
            return None
        try:
            return before.note(line.path, text) if is_note else before.answer(path, text)
        except RefusedChangeError:
            return None

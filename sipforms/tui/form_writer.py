"""Writing on the form: answers, notes and numbers to go to, each kept where it was written for, or not lost."""

from collections.abc import Callable

from sipforms.actions.form.model import FormModel
from sipforms.actions.form.outcome import Outcome
from sipforms.engine.paths import Path
from sipforms.engine.programme import Kind
from sipforms.render.language import _
from sipforms.render.plain import plain
from sipforms.render.written import as_value, as_written, how_to_write
from sipforms.tui.form_texts import title_said
from sipforms.tui.widgets.editor import Editor, Purpose, Writing


class FormWriter:
    """Opens the editor of a form and takes what was written. A text that is refused waits until it is mended."""

    def __init__(self, model: FormModel, take: Callable[[Outcome], None], editor: Callable[[], Editor]) -> None:
        self._model, self._take, self._editor = model, take, editor
        self._refused: dict[Path, str] = {}

    @property
    def is_writing(self) -> bool:
        """Whether something is being written."""
        return self._editor().writing is not None

    @property
    def refused(self) -> Path | None:
        """The first question on the form with a text that was refused and is not mended."""
        place = self._model.outline.place_of
        return min((one for one in self._refused if one in place), key=place.__getitem__, default=None)

    def forget(self) -> None:
        """Let go of what was refused at the cursor."""
        self._refused.pop(self._model.cursor or (), None)

    def finish(self) -> bool:
        """Finish what is being written, if anything; false when it was refused, which has been told."""
        editor = self._editor()
        path = editor.writing.path if editor.writing is not None else ()
        editor.finish(goes_on=False)
        return not self.is_writing and (not path or path not in self._refused)

    # --- opening ------------------------------------------------------------------------------------------------

    async def write_answer(self, begun: str = "") -> None:
        """Write the answer at the cursor; ``begun`` is typed already."""
        cell, line = self._model.cell, self._model.line
        if cell is None or line is None:
            return
        kept = as_written(cell.question, self._model.draft.answers.get(cell.path))
        heading = f"{plain(line.title)} ({how_to_write(cell.question)})"
        is_long = cell.question.kind is Kind.LONG_TEXT
        text = begun or self._refused.get(cell.path, kept)
        await self._open(Writing(purpose=Purpose.ANSWER, heading=heading, text=text, is_long=is_long, path=cell.path))

    async def write_note(self) -> None:
        """Write the note to the item at the cursor."""
        line, cursor = self._model.line, self._model.cursor
        if line is not None and cursor is not None:
            heading = _("Note (F3 done): {title}").format(title=title_said(self._model, line))
            await self._open(Writing(purpose=Purpose.NOTE, heading=heading, text=self._note, is_long=True, path=cursor))

    async def write_number(self) -> None:
        """Write the number of a question to go to."""
        await self._open(Writing(purpose=Purpose.JUMP, heading=_("Go to the question with the number")))

    @property
    def _note(self) -> str:
        line = self._model.line
        return self._model.draft.notes.get(line.path, "") if line else ""

    async def _open(self, writing: Writing) -> None:
        await self._editor().open(writing)

    # --- what was written ---------------------------------------------------------------------------------------

    def written(self, writing: Writing, text: str, goes_on: bool) -> bool:  # noqa: FBT001 - as the editor calls it
        """Somebody is done writing: keep it, or say why it cannot be kept and lose nothing."""
        if writing.path:
            self._model.go(writing.path)
        match writing.purpose:
            case Purpose.ANSWER:
                return self._answer(text, goes_on=goes_on)
            case Purpose.JUMP if goes_on and text.strip():
                self._take(self._model.jump(text))
            case Purpose.NOTE if text != plain(self._note):
                outcome = self._model.note(text)
                self._take(outcome)
                return outcome.nothing is None
        return True

    def _answer(self, text: str, *, goes_on: bool) -> bool:
        cell = self._model.cell
        if cell is None:
            return True
        was = plain(as_written(cell.question, self._model.draft.answers.get(cell.path)))
        if text == was or not text.strip():
            self.forget()
            if was and text != was:
                self._take(self._model.clear())
            else:
                self._take(self._model.step(1) if goes_on else Outcome())
            return True
        outcome = self._model.answer(as_value(cell.question, text))
        if outcome.nothing is not None:
            self._refused[cell.path] = text
            self._take(outcome)
            return not goes_on
        self._refused.pop(cell.path, None)
        if not goes_on:
            self._model.go(cell.path)
        self._take(outcome)
        return True

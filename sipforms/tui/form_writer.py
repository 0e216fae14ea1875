"""Writing on the form: answers, notes, reasons, numbers to go to; each kept where it was written for, or not lost."""

from collections.abc import Callable
from datetime import datetime

from sipforms.actions.form.fixing import why_fixed
from sipforms.actions.form.model import FormModel
from sipforms.actions.form.options import choices
from sipforms.actions.form.outcome import Nothing, Outcome
from sipforms.actions.form.outline import Cell, Line
from sipforms.actions.form.writing_on import WritingOn
from sipforms.engine.ask.accept import LONGEST_TEXT
from sipforms.engine.paths import Path
from sipforms.engine.programme import Kind, Question
from sipforms.render.language import _
from sipforms.render.plain import plain
from sipforms.render.problems import answer_sentence
from sipforms.render.written import Reads, as_value, as_written, how_to_write, reads_as, room_left
from sipforms.tui.aids.aid import Aid
from sipforms.tui.aids.calendar import Calendar
from sipforms.tui.aids.offered import Offered
from sipforms.tui.form_texts import title_said
from sipforms.tui.widgets.editor import Editor, Purpose, Writing
from sipforms.tui.widgets.form_layout import strip_of


class FormWriter:
    """Opens the editor of a form and takes what was written. A text that is refused waits until it is mended."""

    def __init__(
        self,
        model: FormModel,
        take: Callable[[Outcome], None],
        editor: Callable[[], Editor],
        now: Callable[[], datetime],
    ) -> None:
        self._model, self._take, self._editor, self._now = model, take, editor, now
        self._refused: dict[Path, str] = {}
        self._on = WritingOn(model)

    @property
    def is_writing(self) -> bool:
        """Whether something is being written."""
        return self._editor().writing is not None

    @property
    def all_refused(self) -> frozenset[Path]:
        """The questions on the form with a text that was refused and is not mended."""
        return frozenset(one for one in self._refused if one in self._model.outline.place_of)

    @property
    def refused(self) -> Path | None:
        """The first of them."""
        return min(self.all_refused, key=self._model.outline.place_of.__getitem__, default=None)

    def keep_on(self, writing: Writing, text: str) -> None:
        """Keep what is written so far of a long text; nothing is said, and the cursor stays."""
        if writing.is_long and writing.path == self._model.cursor:
            outcome = self._on.keep(text, is_note=writing.purpose is Purpose.NOTE)
            if outcome.entry is not None:
                self._take(outcome)

    def wait_for(self, path: Path, text: str) -> None:
        """A text that was refused elsewhere waits until it is mended; without a text it is mended."""
        if text:
            self._refused[path] = text
        else:
            self._refused.pop(path, None)

    def forget(self) -> None:
        """Let go of what was refused at the cursor."""
        self._refused.pop(self._model.cursor or (), None)

    def finish(self) -> bool:
        """Finish what is being written, if anything; false when it was refused, which has been told."""
        editor = self._editor()
        path = editor.writing.path if editor.writing is not None else ()
        editor.finish(goes_on=False, key="escape")
        return not self.is_writing and (not path or path not in self._refused)

    # --- opening ------------------------------------------------------------------------------------------------

    async def write_answer(self, begun: str = "") -> None:
        """Write the answer at the cursor; ``begun`` is typed already."""
        cell, line = self._model.cell, self._model.line
        if cell is None or line is None:
            return
        fixed = why_fixed(self._model.draft, self._model.outline, cell.path)
        if fixed is not None:
            self._take(fixed)
            return
        kept = as_written(cell.question, self._model.draft.answers.get(cell.path))
        heading = f"{plain(line.title)} ({how_to_write(cell.question)})"
        is_long = cell.question.kind is Kind.LONG_TEXT
        text = begun or self._refused.get(cell.path, kept)
        await self._open(
            Writing(
                purpose=Purpose.ANSWER,
                heading=heading,
                text=text,
                is_long=is_long,
                path=cell.path,
                aid=self._aid(cell.question),
            )
        )

    async def choose(self, begun: str = "") -> None:
        """Choose from the list at the cursor, beginning with what is typed already; say so where there is none."""
        cell, line = self._model.cell, self._model.line
        if cell is None or line is None or not is_listed(cell.question):
            self._take(Outcome(nothing=Nothing.NO_LIST))
        elif (fixed := why_fixed(self._model.draft, self._model.outline, cell.path)) is not None:
            self._take(fixed)
        else:
            await self._open_list(cell, line, begun)

    async def _open_list(self, cell: Cell, line: Line, begun: str) -> None:
        aid = Offered(cell.question, choices(cell.question), self._model.draft.answers.get(cell.path))
        how = _("type to search, or move with the arrows")
        heading = f"{title_said(self._model, line)} ({how})"
        await self._open(Writing(purpose=Purpose.CHOICE, heading=heading, text=begun, path=cell.path, aid=aid))

    async def write_note(self) -> None:
        """Write the note to the item at the cursor."""
        line, cursor = self._model.line, self._model.cursor
        if line is not None and cursor is not None:
            heading = _("Note (F3 done): {title}").format(title=title_said(self._model, line))
            await self._open(
                Writing(
                    purpose=Purpose.NOTE, heading=heading, text=self._note, is_long=True, path=cursor, aid=Aid(_free)
                )
            )

    async def write_reason(self) -> None:
        """Write why what a check found may stand, where it was found; say so where there is nothing to explain."""
        findings, cursor = self._model.findings, self._model.cursor
        found = findings.to_explain(cursor)
        if found is None or cursor is None:
            self._take(Outcome(nothing=Nothing.NOTHING_TO_EXPLAIN))
            return
        key = findings.reason_key_of(found)
        heading = _("{check} Write why it may stand. Enter done").format(check=answer_sentence(found))
        written = self._model.draft.reasons.get(key, "")
        await self._open(
            Writing(purpose=Purpose.REASON, heading=heading, text=written, path=cursor, about=key, aid=Aid(_free))
        )

    async def write_number(self) -> None:
        """Write the number of a question to go to."""
        await self._open(Writing(purpose=Purpose.JUMP, heading=_("Go to the question with the number")))

    @property
    def _note(self) -> str:
        line = self._model.line
        return self._model.draft.notes.get(line.path, "") if line else ""

    def _aid(self, question: Question) -> Aid:
        if question.kind is Kind.DATE:
            return Calendar(self._now().date())
        return Aid(lambda typed: reads_as(question, typed, self._now()))

    async def _open(self, writing: Writing) -> None:
        await self._editor().open(writing)

    # --- what was written ---------------------------------------------------------------------------------------

    def written(self, writing: Writing, text: str, goes_on: bool) -> bool:  # noqa: FBT001 - as the editor calls it
        """Somebody is done writing: keep it, or say why it cannot be kept and lose nothing."""
        if writing.path:
            self._model.go(writing.path)
            self.keep_on(writing, text)
        match writing.purpose:
            case Purpose.ANSWER:
                return self._answer(text, goes_on=goes_on)
            case Purpose.CHOICE if goes_on:
                return self._choice(writing.aid, text)
            case Purpose.JUMP if goes_on and text.strip():
                self._take(self._model.jump(text))
            case Purpose.NOTE if text != plain(self._note):
                return self._done(self._model.note(text))
            case Purpose.REASON if text != plain(self._model.draft.reasons.get(writing.about, "")):
                return self._done(self._model.reason(writing.about, text))
        return True

    def _done(self, outcome: Outcome) -> bool:
        self._take(outcome)
        return outcome.nothing is None

    def _choice(self, aid: Aid, text: str) -> bool:
        """Take what is marked in the list; of several the list stays open for the next."""
        chosen = aid.choice(text) if isinstance(aid, Offered) else None
        if not isinstance(aid, Offered) or (chosen is None and not text.strip()):
            self._take(self._model.step(1))
            return True
        if chosen is None:
            self._take(Outcome(nothing=Nothing.NO_SUCH_ANSWER))
            return False
        outcome = self._model.choose(chosen.value)
        self._take(outcome)
        if not aid.several:
            return outcome.nothing is None
        path = self._model.cursor
        aid.settled(self._model.draft.answers.get(path) if path else None)
        self._editor().put("")
        return False

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
        outcome = self._model.answer(as_value(cell.question, text, self._now()))
        if outcome.nothing is not None:
            self._refused[cell.path] = text
            self._take(outcome)
            return not goes_on
        self._refused.pop(cell.path, None)
        if not goes_on:
            self._model.go(cell.path)
        self._take(outcome)
        return True


def is_listed(question: Question) -> bool:
    """Whether the answers are a list to choose from, not a scale side by side or yes and no."""
    return question.kind in (Kind.CHOICE, Kind.CHOICES) and not strip_of(question)


def _free(typed: str) -> Reads:
    """How much room is left in a note or a reason."""
    return room_left(typed, LONGEST_TEXT, is_told=False)

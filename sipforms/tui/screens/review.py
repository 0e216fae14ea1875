"""Looking over before handing in: what is missing, what the checks found, notes; and handing in."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding

from sipforms.actions.correcting import is_changed
from sipforms.actions.fill import Filling, hand_in, with_draft
from sipforms.actions.form.keeping import Keeper
from sipforms.actions.form.model import FormModel
from sipforms.actions.form.moves import first_empty
from sipforms.actions.form.outcome import Outcome
from sipforms.actions.versions import Refused, Why
from sipforms.engine.ask import personal_numbers
from sipforms.engine.ask.draft import reason_key
from sipforms.engine.ask.review import review
from sipforms.engine.paths import Path
from sipforms.engine.problem import AnswerProblem, Level
from sipforms.engine.response import Response
from sipforms.engine.score.missing import Gap
from sipforms.render.charts.words import gap
from sipforms.render.language import N_, _, ngettext
from sipforms.render.plain import plain
from sipforms.render.problems import answer_sentence
from sipforms.render.response_words import refused_words
from sipforms.render.said import fault_said, said
from sipforms.store.failures import StoreError
from sipforms.tui.form_texts import in_lines
from sipforms.tui.screens.beside import Beside
from sipforms.tui.screens.correcting import Correcting
from sipforms.tui.screens.page import Page
from sipforms.tui.screens.reason_dialog import ReasonDialog
from sipforms.tui.tables import columns
from sipforms.tui.widgets.editor import Editor, Purpose, Writing
from sipforms.tui.widgets.listing import Entry, Listing
from sipforms.tui.widgets.text_line import TextLine

LEVELS = {Level.ERROR: N_("Mend"), Level.WARNING: N_("Is this right?"), Level.NOTE: N_("Stands")}
WORD, NUMBER = 17, 7


@dataclass(frozen=True, slots=True, kw_only=True)
class GoTo:
    """A place in the form to go to."""

    path: Path


class ReviewScreen(Page[Response | Filling | Path | None]):
    """Ends with the response, the form that was made of two, or the question to go back to."""

    AUTO_FOCUS = "Listing"
    BINDINGS = [
        Binding("escape", "leave", show=False),
        Binding("f2", "hand_in", show=False),
        Binding("g,G", "go", show=False),
    ]

    def __init__(self, filling: Filling, model: FormModel, keeper: Keeper, who: str) -> None:
        super().__init__()
        self._filling, self._model, self._keeper, self._who = filling, model, keeper, who
        self._has_tried = False
        self._beside = Beside(self, who, self.leave)

    def middle(self) -> ComposeResult:
        yield Listing()
        yield TextLine(id="detail")
        yield Editor(self._written, id="editor")

    def top(self) -> tuple[str, str]:
        progress = self._model.progress()
        left = " · ".join((_("Look over"), plain(self._who), plain(self._filling.questionnaire.title)))
        return left, f"{progress.answered}/{progress.asked}"

    def keys(self) -> list[tuple[str, str]]:
        return [("F8", _("hide")), ("F2", _("hand in")), ("Enter", _("mend")), ("G", _("go there")), ("Esc", _("back"))]

    def on_mount(self) -> None:
        self._read()

    def _read(self) -> None:
        self.query_one(Listing).fill(tuple(self._entries()))
        self._detail()
        self.draw()

    def on_listing_reached(self, _event: Listing.Reached) -> None:
        self._detail()

    def _detail(self) -> None:
        """What is marked, in full: a line of the list may be too short for it."""
        chosen = self.query_one(Listing).chosen
        words = self._said(chosen) if isinstance(chosen, AnswerProblem) else ""
        if isinstance(chosen, GoTo) and chosen.path in self._model.draft.notes:
            words = plain(self._model.draft.notes[chosen.path])
        self.query_one("#detail", TextLine).show(in_lines(words, self.size.width - 2, 2))

    def _entries(self) -> Iterator[Entry]:
        found = review(self._model.draft)
        if not any(one.level is not Level.NOTE for one in found):
            yield _line(_("Nothing is left to mend. F2 hands in."))
            yield _line("")
        for problem in found:
            yield self._problem(problem)
        if found:
            yield _line("")
        yield from self._blank()
        yield from self._notes()
        yield _line(self._missing())

    def _problem(self, problem: AnswerProblem) -> Entry:
        number, title = self._where(problem.path)
        said = self._said(problem)
        words = f"{_leading(title)} {said}" if title else said
        level = _(LEVELS[Level.WARNING if problem.code in personal_numbers.CODES else problem.level])
        return Entry(drawn=lambda width: columns((level, number, words), (WORD, NUMBER, 0), width), chosen=problem)

    def _said(self, problem: AnswerProblem) -> str:
        reason = self._model.draft.reasons.get(self._reason_key(problem)) if problem.check else None
        said = answer_sentence(problem)
        return f"{said} – {plain(reason)}" if reason else said

    def _blank(self) -> Iterator[Entry]:
        progress = self._model.progress()
        left = progress.asked - progress.answered
        empty = first_empty(self._model.outline, self._model.draft.answers)
        if left and empty is not None:
            words = ngettext("{count} question is blank", "{count} questions are blank", left).format(count=left)
            number = self._where(empty)[0]
            more = _("from {number}").format(number=number)
            yield Entry(drawn=lambda _width: Text(f"{words}, {more}", end=""), chosen=GoTo(path=empty))

    def _notes(self) -> Iterator[Entry]:
        for path, note in self._model.draft.notes.items():
            number, title = self._where(path)
            words = f"{_leading(title)} {plain(note)}".replace("\n", " ")
            parts = (_("Note"), number, words)
            yield Entry(
                drawn=lambda width, parts=parts: columns(parts, (WORD, NUMBER, 0), width),  # type: ignore[misc]
                chosen=GoTo(path=path),
            )

    def _missing(self) -> str:
        """How often there was an answer that is not a number, in words."""
        counted: Counter[Gap] = Counter()
        for path, answer in self._model.draft.answers.items():
            question = self._model.draft.form.question(path)
            option = question.scale.option(answer) if question and question.scale else None
            if option is not None and option.missing is not None and path in self._model.draft.asked:
                counted[Gap(option.missing)] += 1
        return "   ".join(f"{gap(one)} {count}" for one, count in counted.items())

    def _where(self, path: Path) -> tuple[str, str]:
        """The number and title of what the path is in."""
        lines = [one for one in self._model.outline.lines if path[: len(one.path)] == one.path]
        line = max(lines, key=lambda one: len(one.path), default=None)
        if line is None:
            return "", ""
        cell = next((one for one in line.cells if one.path == path and one.question.dimension is not None), None)
        title = plain(line.title) if line.rows is None else plain(line.rows.title)
        return line.number, f"{title} ({plain(cell.question.wording.title)})" if cell else title

    def _reason_key(self, problem: AnswerProblem) -> str:
        rows = problem.path[:-1]
        inside = rows in self._model.draft.form.places.rows
        return reason_key(problem.check or "", problem.path, rows if inside else None)

    # --- mending ------------------------------------------------------------------------------------------------

    async def on_listing_chosen(self, event: Listing.Chosen) -> None:
        """Go there, or write why it may stand; what is being written is done first."""
        self.query_one(Editor).finish(goes_on=False)
        match event.chosen:
            case AnswerProblem(check=str()) as problem if problem.level is not Level.ERROR:
                await self._write_reason(problem)
            case AnswerProblem(path=path) | GoTo(path=path):
                self._go(path)

    def action_go(self) -> None:
        """Go to what is marked."""
        chosen = self.query_one(Listing).chosen
        if isinstance(chosen, AnswerProblem | GoTo):
            self._go(chosen.path)

    def _go(self, path: Path) -> None:
        if any(stop[: len(path)] == path for stop in self._model.outline.stops) and path:
            self.leave(path)
        else:
            self.tell(_("This is about the form as a whole. Esc goes back to it."))

    async def _write_reason(self, problem: AnswerProblem) -> None:
        key = self._reason_key(problem)
        heading = _("{check} Write why it may stand. Enter done").format(check=answer_sentence(problem))
        reason = self._model.draft.reasons.get(key, "")
        await self.query_one(Editor).open(Writing(purpose=Purpose.REASON, heading=heading, text=reason, about=key))

    def _written(self, writing: Writing, text: str, _goes_on: bool) -> bool:  # noqa: FBT001 - as the editor calls it
        outcome = self._model.reason(writing.about, text)
        if outcome.nothing is not None:
            self.tell(said(outcome))
            self.app.bell()
            return False
        self._take(outcome)
        self._read()
        return True

    def would_lose(self) -> str:
        """A reason that is being written is done first; one that is too long is told. The form tells the rest."""
        editor = self.query_one(Editor)
        editor.finish(goes_on=False)
        return _("What is being written is too long and is not kept.") if editor.writing is not None else ""

    def _take(self, outcome: Outcome) -> None:
        kept = self._keeper.keep([outcome.entry] if outcome.entry else [])
        if kept.fault is not None:
            self.tell_fault(kept.fault)
        elif self._has_tried:
            self._tell_left(review(self._model.draft))

    def _tell_left(self, found: tuple[AnswerProblem, ...]) -> None:
        left = sum(one.level is not Level.NOTE for one in found)
        said = ngettext("{count} thing is left to mend first.", "{count} things are left to mend first.", left)
        if not any(one.level is Level.ERROR for one in found):
            said = ngettext("{count} thing needs a reason: press Enter.", "{count} things need a reason: Enter.", left)
        self.tell(said.format(count=left) if left else "")

    # --- handing in ---------------------------------------------------------------------------------------------

    def action_leave(self) -> None:
        """Back to the form."""
        self.leave()

    def action_hand_in(self) -> None:
        """Keep it as a response, once nothing is left to mend and everything is on the disk."""
        if self.query_one(Editor).writing is not None:
            self.query_one(Editor).finish(goes_on=False)
            return
        kept = self._keeper.keep()
        if kept.fault is not None:
            self.tell(
                _("Not saved. {why} The answers stay here and are tried again.").format(why=fault_said(kept.fault))
            )
            return
        filling = with_draft(self._filling, self._model.draft)
        if filling.draft.header.corrects is not None:
            self._hand_in_correction(filling)
            return
        try:
            outcome = hand_in(self.workplace, filling, despite_copies=self._beside.may_stand)
        except StoreError as fault:
            self.tell_fault(fault)
            return
        if isinstance(outcome, Response):
            self.leave(outcome)
        elif isinstance(outcome, tuple):
            self._tell_problems(outcome)
        else:
            self._beside.show(filling, outcome)

    def _tell_problems(self, found: tuple[AnswerProblem, ...]) -> None:
        self._has_tried = True
        self._tell_left(found)
        self.app.bell()

    def _hand_in_correction(self, filling: Filling) -> None:
        """Ask why it is corrected, once nothing is left to mend."""
        found = review(filling.draft)
        if any(one.level is not Level.NOTE for one in found):
            self._tell_problems(found)
        elif not is_changed(self.workplace, filling):
            self.tell(refused_words(Refused(why=Why.NOTHING_CHANGED)))
            self.app.bell()
        else:
            correcting = Correcting(self, filling, self._who)
            self.put(ReasonDialog(_("Why is it corrected?")), correcting.asked)


def _line(words: str) -> Entry:
    return Entry(drawn=lambda _width: Text(words, end=""))


def _leading(title: str) -> str:
    """The title before what is said about it; a question keeps its own mark and gets no colon."""
    return title if title.endswith(("?", "!", ".", ":")) else f"{title}:"

"""Looking over before handing in: what is missing, what the checks found, notes; handing in, and signing with it."""

from collections.abc import Callable
from dataclasses import replace
from typing import Protocol, cast

from textual.app import ComposeResult
from textual.binding import Binding
from textual.screen import Screen

from sipforms.actions.copies import key_again, may_be_keyed_again
from sipforms.actions.correcting import is_changed
from sipforms.actions.fill import Filling, finished, hand_in, with_draft
from sipforms.actions.form.keeping import Keeper
from sipforms.actions.form.model import FormModel
from sipforms.actions.form.outcome import Outcome
from sipforms.actions.signing import HandedIn, hand_in_and_sign
from sipforms.actions.versions import Refused, Why
from sipforms.engine.ask.review import review
from sipforms.engine.paths import Path
from sipforms.engine.problem import AnswerProblem, Level
from sipforms.engine.response import Response
from sipforms.render.language import _, ngettext
from sipforms.render.plain import plain
from sipforms.render.problems import answer_sentence
from sipforms.render.response_words import refused_words
from sipforms.render.said import fault_said, said
from sipforms.store.casefile import CaseFile, open_case
from sipforms.store.failures import StoreError
from sipforms.tui.entrance import Entrance
from sipforms.tui.form_texts import in_lines
from sipforms.tui.review_lines import GoTo, ReviewLines, Shown
from sipforms.tui.round_help import review_help
from sipforms.tui.screens.beside import Beside
from sipforms.tui.screens.correcting import Correcting
from sipforms.tui.screens.page import Page
from sipforms.tui.screens.reason_dialog import ReasonDialog
from sipforms.tui.screens.sign_dialog import SignDialog
from sipforms.tui.widgets.editor import Editor, Purpose, Writing
from sipforms.tui.widgets.listing import Listing
from sipforms.tui.widgets.text_line import TextLine


class Around(Protocol):
    """The program around: where people sign in, if they do, and the screen of a result, which leads back to forms."""

    entrance: Entrance | None

    def tell_in_front(self, sentence: str) -> None: ...
    def result_of(self, file: CaseFile, response: Response) -> Screen[None]: ...


class ReviewScreen(Page[Response | Filling | Path | None]):
    """Ends with the response, the form that was made of two, or the question to go back to."""

    AUTO_FOCUS = "Listing"
    BINDINGS = [
        Binding("escape", "leave", show=False),
        Binding("f2", "hand_in", show=False),
        Binding("g,G", "go", show=False),
        Binding("b,B", "shown", show=False),
        Binding("r,R", "result", show=False),
        Binding("k,K", "key_again", show=False),
    ]

    def __init__(self, filling: Filling, model: FormModel, keeper: Keeper, who: str) -> None:
        super().__init__()
        self._filling, self._model, self._keeper, self._who = filling, model, keeper, who
        self._has_tried = self._shown = False
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
        keys = [("F8", _("hide")), ("F2", _("hand in")), ("Enter", _("mend")), ("G", _("go there"))]
        keys += [("K", _("key it again"))] if may_be_keyed_again(self._filling) else []
        keys += [("B", _("seen by the citizen"))] if self._lines.can_be_shown else []
        return [*keys, ("Esc", _("back")), ("R", _("result first"))]

    def on_mount(self) -> None:
        self._read()

    @property
    def _lines(self) -> ReviewLines:
        return ReviewLines(model=self._model, filling=self._filling, shown=self._shown)

    def _read(self) -> None:
        self.query_one(Listing).fill(tuple(self._lines.entries()))
        self._detail()
        self.draw()

    def on_listing_reached(self, _event: Listing.Reached) -> None:
        self._detail()

    def _detail(self) -> None:
        """What is marked, in full: a line of the list may be too short for it."""
        chosen = self.query_one(Listing).chosen
        words = self._lines.said(chosen) if isinstance(chosen, AnswerProblem) else ""
        if isinstance(chosen, GoTo) and chosen.path in self._model.draft.notes:
            words = plain(self._model.draft.notes[chosen.path])
        self.query_one("#detail", TextLine).show(in_lines(words, self.size.width - 2, 2))

    # --- mending ------------------------------------------------------------------------------------------------

    async def on_listing_chosen(self, event: Listing.Chosen) -> None:
        """Go there, or write why it may stand; what is being written is done first."""
        self.query_one(Editor).finish(goes_on=False)
        match event.chosen:
            case AnswerProblem(check=str()) as problem if problem.level is not Level.ERROR:
                await self._write_reason(problem)
            case AnswerProblem(path=path) | GoTo(path=path):
                self._go(path)
            case Shown():
                self.action_shown()

    def action_shown(self) -> None:
        """Say that the citizen has seen the answers, or take it back."""
        if not self._lines.can_be_shown:
            self.tell(_("The citizen was not asked, so there is nothing to show."))
            return
        self._shown = not self._shown
        self._read()

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
        key = self._lines.reason_key(problem)
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

    def action_help(self) -> None:
        """The keys of this screen."""
        self.put(review_help())

    def action_result(self) -> None:
        """The result as it would be now; nothing is handed in by looking at it."""
        filling = with_draft(self._filling, self._model.draft)
        made = finished(self.workplace, filling, filling.id)
        if not isinstance(made, Response):
            self._tell_problems(made)
            return
        try:
            file = open_case(self.workplace.store, filling.case)
        except StoreError as fault:
            self.tell_fault(fault)
            return
        corrects = filling.draft.header.corrects
        stands_for = {made.id, corrects.response if corrects is not None else ""}
        others = tuple(one for one in file.responses if one.id not in stands_for)
        self.put(cast("Around", self.app).result_of(replace(file, responses=(*others, made)), made))

    def action_key_again(self) -> None:
        """Key the paper a second time without seeing the first, to find what was mistyped."""
        if not may_be_keyed_again(self._filling):
            return
        kept = self._keeper.keep()
        if kept.fault is not None:
            self.tell_fault(kept.fault)
            return
        try:
            again = key_again(self.workplace, with_draft(self._filling, self._model.draft))
        except StoreError as fault:
            self.tell_fault(fault)
        else:
            self.leave(again)

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
        found = review(filling.draft)
        if filling.draft.header.corrects is not None:
            self._hand_in_correction(filling)
        elif any(one.level is not Level.NOTE for one in found):
            self._tell_problems(found)
        elif self._signs is not None:
            self.put(SignDialog(self._signs, self.workplace, self._about), self._asked)
        else:
            self._hand_in(filling, hand_in)

    @property
    def _signs(self) -> Entrance | None:
        """Where whoever is signed in shows who it is; nothing where nobody signs in."""
        return cast("Around", self.app).entrance if self.workplace.session is not None else None

    @property
    def _about(self) -> str:
        progress = self._model.progress()
        answered = _("{count} of {all} answers").format(count=progress.answered, all=progress.asked)
        return " · ".join((plain(self._who), plain(self._filling.questionnaire.title), answered))

    def _asked(self, is_signed: bool | None) -> None:  # noqa: FBT001 - what the dialog ends with
        if is_signed is not None:
            self._hand_in(with_draft(self._filling, self._model.draft), hand_in_and_sign if is_signed else hand_in)

    def _hand_in(self, filling: Filling, way: Callable[..., HandedIn]) -> None:
        shown = self._shown and self._lines.can_be_shown
        try:
            outcome = way(self.workplace, filling, despite_copies=self._beside.may_stand, shown=shown)
        except StoreError as fault:
            self.tell_fault(fault)
            return
        if isinstance(outcome, Response):
            self.leave(outcome)
            if way is hand_in_and_sign and not outcome.is_signed:
                told = _("It is handed in, and could not be signed. Sign it from the citizen's page: V, then S.")
                self.app.call_after_refresh(cast("Around", self.app).tell_in_front, told)
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

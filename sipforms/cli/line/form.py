"""A form as lines: one question at a time over the very model that the grid draws, every answer kept at once."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace

from sipforms.actions.fill import Filling, discard, put_aside, with_draft
from sipforms.actions.form.asking import Asked, AskedRows, asked_now
from sipforms.actions.form.keeping import Keeper, Kept
from sipforms.actions.form.model import FormModel
from sipforms.actions.form.outcome import Nothing, Outcome
from sipforms.actions.form.pointing import no_rows_yet
from sipforms.actions.form.revealing import reveal
from sipforms.actions.preferences import preferences_of
from sipforms.actions.workplace import Workplace
from sipforms.cli.line.answering import answered, is_the_sign
from sipforms.cli.line.beside import BesideLines, found_said, worked_out
from sipforms.cli.line.choosing import numbered
from sipforms.cli.line.commands import Command, Do, command_in, is_prefixed, word_for
from sipforms.cli.line.guard import Guarded
from sipforms.cli.line.help import form_help
from sipforms.cli.line.look_over import LookOver
from sipforms.cli.line.questions import answer_told, choice_lines, context, is_a_text, prompt_for, question_lines
from sipforms.cli.line.rows import RowsLines
from sipforms.cli.line.talk import EndOfInput, say_all
from sipforms.cli.line.texts import colon_said, looks_like_a_command, taken_as_text, typed_text, unknown_said
from sipforms.engine.ask.accept import LONGEST_TEXT
from sipforms.engine.paths import Path
from sipforms.engine.programme import Kind
from sipforms.engine.response import Response
from sipforms.render.due_words import way_words
from sipforms.render.from_paper import paper_words
from sipforms.render.language import N_, _
from sipforms.render.plain import plain
from sipforms.render.said import damage_told, fault_said, said, saved
from sipforms.render.wording import answer_line
from sipforms.store.failures import StoreError

HERE = {
    Nothing.NO_EMPTY_LEFT: N_("Every question is answered."),
    Nothing.NO_SUCH_KEY: N_("That is none of the answers."),
    Nothing.TOO_MANY_ROWS: N_("There is no room for more rows."),
    Nothing.ON_ROWS: N_("Rows are added and opened here, not answered."),
    Nothing.COMPUTED: N_("This is worked out from other answers."),
}
"""What did nothing, in words that name no key of the screens."""


class Left(Exception):
    """The form was left; the draft is kept."""


class FormLines:
    """One draft being filled in line by line. ``floor`` is how much of it nobody has answered here."""

    def __init__(self, talk: Guarded, workplace: Workplace, filling: Filling, who: str, floor: int = 0) -> None:
        self._talk, self._workplace, self._who = talk, workplace, who
        self._begin(filling, floor)

    def _begin(self, filling: Filling, floor: int) -> None:
        self._filling, self._floor = filling, floor
        self.model = FormModel(filling.draft, floor, answer_line)
        self.model.shows_last = preferences_of(self._workplace).last_time != "never"
        self._keeper = Keeper(self._workplace, filling)
        self._kept = Kept()
        self._rows = RowsLines(self._talk, self.model)
        self._beside = BesideLines(self._talk, self.model, self.keep, self._reveal)
        self._moves: dict[Do, Callable[[], Outcome]] = {
            Do.NEXT: lambda: self.model.step(1),
            Do.BACK: lambda: self.model.step(-1),
            Do.EMPTY: self.model.next_empty,
            Do.BLANK: self.model.clear,
        }
        self._shown: Path | None = None
        self._context: tuple[str, ...] = ()
        self._listed: set[tuple[str, ...]] = set()
        self._has_told_of_colons = False

    def run(self) -> Response | None:
        """Ask until it is handed in; nothing where it was left, with the draft kept. Raises EndOfInput."""
        self._talk.say(self._title())
        self._talk.say(
            _("`{word}` or h says what you can type. Every answer is kept at once.").format(word=word_for(Do.HELP))
        )
        if self._filling.left_out:
            self._talk.say(damage_told(self._filling.left_out))
        response: Response | None = None
        try:
            while response is None:
                response = self._turn()
        except Left:
            return None
        finally:
            if response is None:
                self._park()
        return response

    # --- one turn -------------------------------------------------------------------------------------------------

    def _turn(self) -> Response | None:
        asked = asked_now(self.model)
        if asked is None or self.model.cursor in self.model.outline.readings:
            return self._nothing_asked()
        self._show(asked)
        if isinstance(asked, AskedRows):
            return self._did(self._rows.turn(asked))
        return self._long_text(asked) if asked.kind is Kind.LONG_TEXT else self._line(asked)

    def _nothing_asked(self) -> Response | None:
        """Where somebody went to what is worked out it is told, and gone past; else there is nothing to ask at all."""
        told = worked_out(self._workplace, with_draft(self._filling, self.model.draft), self.model, self.model.cursor)
        self._talk.say(told or _("No question is asked here."))
        is_past = self.model.cursor is not None and self.model.step(1).nothing is None
        return None if is_past else self._look_over()

    def _line(self, asked: Asked) -> Response | None:
        """One line: an answer, a command, or nothing, which goes on."""
        line = self._talk.ask(prompt_for(asked))
        if not line.strip():
            return self._do(Command(do=Do.NEXT))
        command = self._command(asked, line)
        if command is not None:
            return self._do(command)
        if is_prefixed(line):
            self._talk.say(unknown_said())
            return None
        return self._did(answered(self.model, asked, line, self._workplace.now()), asked)

    def _command(self, asked: Asked, line: str) -> Command | None:
        if is_the_sign(asked, line):
            return None
        if asked.kind is Kind.BOOLEAN and line.strip().casefold() == "n":
            return Command(do=Do.ANSWERS)
        return command_in(line, bare=not is_a_text(asked))

    def _long_text(self, asked: Asked) -> Response | None:
        typed = typed_text(self._talk, prompt_for(asked), asked.question.max_length or LONGEST_TEXT)
        if typed.command is not None:
            return self._did(typed.command)
        if not typed.text:
            return self._did(Command(do=Do.NEXT))
        found = self._did(self.model.answer(typed.text), asked)
        if typed.is_cut:
            raise EndOfInput
        return found

    def _show(self, asked: Asked | AskedRows) -> None:
        """The question, where it is another than before; its areas and what they are about where those begin."""
        if asked.path == self._shown:
            return
        self._shown = asked.path
        self._rows.see(asked)
        self._talk.say()
        around = context(asked, self.model)
        if around != self._context:
            self._context = around
            self._talk.say(f"{', '.join(around)}." if around else "")
        say_all(self._talk, (plain(one) for one in asked.introduction))
        if isinstance(asked, AskedRows):
            self._rows.show(asked)
            return
        signs = tuple(f"{one.sign} {one.words}" for one in numbered(asked.choices))
        say_all(self._talk, question_lines(asked, lists=signs not in self._listed))
        if (missing := no_rows_yet(self.model.outline, self.model.cell)) is not None:
            self._talk.say(said(missing))
        self._listed.add(signs)
        if is_a_text(asked) and not asked.is_fixed and not self._has_told_of_colons:
            self._has_told_of_colons = True
            self._talk.say(colon_said())
        if note := self._beside.note:
            self._talk.say(_("Note: {text}").format(text=plain(note)))

    # --- what is asked for ------------------------------------------------------------------------------------------

    def _did(self, done: "Outcome | Command | str", asked: Asked | None = None) -> Response | None:
        """Keep and tell what came of a line; a command is done first, a sentence only said."""
        if isinstance(done, str):
            self._talk.say(done)
            return None
        if isinstance(done, Outcome):
            return self._take(done, asked)
        return self._do(done)

    def _do(self, command: Command) -> Response | None:
        move, left = self._moves.get(command.do), self._asked() if command.do is Do.NEXT else None
        if move is not None:
            return self._take(move(), left)
        match command.do:
            case Do.GO:
                return self._go(command.rest)
            case Do.UNDO:
                return self._undo()
            case Do.SAME:
                return self._take(self.model.offered(), self._asked())
            case Do.REVIEW | Do.HAND_IN:
                return self._look_over()
            case Do.LEAVE:
                self._leave()
        self._tell_about(command)
        return None

    def _tell_about(self, command: Command) -> None:
        """What stays where it is."""
        asked = asked_now(self.model)
        match command.do:
            case Do.HELP:
                say_all(self._talk, form_help(asked))
            case Do.WHERE:
                self._where()
            case Do.ANSWERS if isinstance(asked, Asked) and asked.choices:
                say_all(self._talk, choice_lines(numbered(asked.choices)))
            case Do.NOTE:
                self._beside.write_note(command.rest)
            case Do.REASON:
                self._beside.write_reason(command.rest)
            case Do.LAST:
                self._beside.tell_last()
            case Do.HIDE:
                self._talk.hide()
            case _:
                told = _("That does nothing here. `{word}` says what you can type.")
                self._talk.say(told.format(word=word_for(Do.HELP)))

    def _where(self) -> None:
        """Whose form, where in it, how far it has come, and that it is kept; then the question once more."""
        progress = self.model.progress()
        self._talk.say(self._title())
        self._talk.say(
            _("{answered} of {asked} answered. {saved}.").format(
                answered=progress.answered, asked=progress.asked, saved=saved(self._kept)
            )
        )
        self._shown, self._context = None, ()

    def _go(self, number: str) -> Response | None:
        number = number or self._talk.ask(_("Number of the question:"))
        return self._take(self.model.jump(number)) if number.strip() else None

    def _undo(self) -> Response | None:
        outcome = self.model.undo()
        if outcome.nothing is None:
            self._talk.say(_("Undone."))
            self._shown = None
        return self._take(outcome)

    def _take(self, outcome: Outcome, asked: Asked | None = None) -> Response | None:
        """Keep what changed and say it; past the last question go on to looking over."""
        self.keep(outcome)
        is_over = outcome.nothing in (Nothing.AT_THE_END, Nothing.NOTHING_ASKED)
        if not is_over:
            self._tell(outcome, asked)
        if asked is not None and (is_over or outcome.is_last or outcome.moved) and self._rows.go_back(asked):
            return None
        return self._look_over() if is_over or outcome.is_last else None

    def _tell(self, outcome: Outcome, asked: Asked | None) -> None:
        """Repeat the answer as a word, then what else came of it."""
        if outcome.nothing is not None and outcome.problem is None and outcome.nothing in HERE:
            self._talk.say(_(HERE[outcome.nothing]))
            return
        if outcome.entry is not None and asked is not None:
            now = asked_now(self.model, asked.path)
            if isinstance(now, Asked):
                self._talk.say(answer_told(now))
                if is_a_text(now) and isinstance(now.answer, str) and looks_like_a_command(now.answer):
                    self._talk.say(taken_as_text(now.answer))
                self._beside.tell_last_beside(now)
        for told in (found_said(outcome.found), said(replace(outcome, is_last=False, found=()))):
            if told:
                self._talk.say(told)

    def keep(self, outcome: Outcome) -> None:
        """Keep what changed; what cannot be kept is told, and tried again with the next change."""
        self._kept = self._keeper.keep([outcome.entry] if outcome.entry is not None else [])
        if self._kept.fault is not None:
            said_ = _("Not saved. {why} The answers stay here and are tried again.")
            self._talk.say(said_.format(why=fault_said(self._kept.fault)))

    def _reveal(self) -> Outcome:
        """Last time's answer before this time's was given is told to the access log first."""
        return reveal(self._workplace, with_draft(self._filling, self.model.draft), self.model)

    # --- going on ---------------------------------------------------------------------------------------------------

    def _look_over(self) -> Response | None:
        """Look over; what comes of it is the response, a merged form, or a question to go to."""
        found = LookOver(self._talk, self._workplace, self._filling, self.model, self._keeper).run()
        if isinstance(found, Response):
            return found
        self._shown = None
        if isinstance(found, Filling):
            self._begin(found, len(found.draft.undoable) if found.is_second else 0)
            self._talk.say(self._title())
        elif found:
            self.model.go(found)
        return None

    def _leave(self) -> None:
        """Leave; with something that cannot be kept only when that is wanted."""
        self._kept = self._keeper.keep()
        if self._kept.fault is not None:
            lost = _("Not saved. {why} What waits is lost when you leave.").format(why=fault_said(self._kept.fault))
            self._talk.say(lost)
            if command_in(
                self._talk.ask(_("Type `{word}` once more to leave.").format(word=word_for(Do.LEAVE)))
            ) != Command(do=Do.LEAVE):
                return
        raise Left

    def _park(self) -> None:
        """Put the draft aside, or throw it away where nothing was changed."""
        with suppress(StoreError):  # it is kept either way; another machine waits a little before it may go on
            if len(self.model.draft.undoable) > self._floor:
                put_aside(self._workplace, self._filling)
                self._talk.say(_("The draft is kept, with everything that was answered."))
            else:
                discard(self._workplace, self._filling.id)

    def _title(self) -> str:
        """Whose form, which form, and how it is answered."""
        situation = self.model.draft.form.situation
        way = way_words(self._filling.programme, situation.mode, situation.informant)
        title = plain(self._filling.questionnaire.headed(situation.informant, situation.variant).title)
        corrects = _("correction") if self.model.draft.header.corrects else ""
        said = (plain(self._who), corrects, paper_words(self._filling), title, way)
        return ", ".join(part for part in said if part) + "."

    def _asked(self) -> Asked | None:
        asked = asked_now(self.model)
        return asked if isinstance(asked, Asked) else None

"""Looking over before handing in, as lines: what is left to mend, reasons, notes; and handing in."""

from collections import Counter
from collections.abc import Iterator
from typing import TypeAlias

from sipforms.actions.copies import key_again, may_be_keyed_again
from sipforms.actions.correcting import hand_in_correction, is_changed
from sipforms.actions.fill import Filling, OtherDrafts, hand_in, with_draft
from sipforms.actions.form.keeping import Keeper
from sipforms.actions.form.model import FormModel
from sipforms.actions.form.moves import first_empty
from sipforms.actions.form.noticing import Notice, Noticed, noticed
from sipforms.actions.signing import hand_in_and_sign
from sipforms.actions.signing_in import prove
from sipforms.actions.versions import Refused, Why
from sipforms.actions.workplace import Workplace
from sipforms.cli.line.beside import worked_out
from sipforms.cli.line.commands import Command, Do, command_in, word_for
from sipforms.cli.line.guard import Guarded
from sipforms.cli.line.help import OF_LOOKING_OVER, command_lines
from sipforms.cli.line.menu import Ended
from sipforms.cli.line.merging import made_one
from sipforms.cli.line.talk import say_all
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
from sipforms.render.said import code_said, fault_said, said
from sipforms.store.failures import SignInPaused, SignInRefused, StoreError

WITH_THE_CITIZEN = frozenset({"interview", "assisted", "self"})
"""Ways of answering in which the citizen is there."""
LEVELS = {Level.ERROR: N_("Mend"), Level.WARNING: N_("Is this right?"), Level.NOTE: N_("Stands")}


Place: TypeAlias = AnswerProblem | Path


class LookOver:
    """One form before it is handed in. What was asked for in vain is told; nothing is handed in but by its own word."""

    def __init__(self, talk: Guarded, workplace: Workplace, filling: Filling, model: FormModel, keeper: Keeper) -> None:
        self._talk, self._workplace, self._filling = talk, workplace, filling
        self._model, self._keeper = model, keeper
        self._shown = False

    def run(self) -> Response | Filling | Path | None:
        """The response, a question to go back to, or nothing to go back to the form. Raises EndOfInput and Ended."""
        while True:
            left = self._say()
            found = self._turn(left)
            if found is not None:
                return found or None

    def _turn(self, left: list[Place]) -> Response | Filling | Path | None:
        """What a line leads to; an empty path to the form, nothing to look over again."""
        hint = _("A number mends it, `{hand_in}` hands in, b goes back:").format(hand_in=word_for(Do.HAND_IN))
        while True:
            line = self._talk.ask(hint)
            command = command_in(line)
            if command is not None and command.do is Do.SHOWN and self._can_be_shown:
                self._shown = not self._shown
                self._say_shown()
            elif command is not None:
                return self._do(command)
            elif line.strip().isdecimal() and 1 <= int(line) <= len(left):
                return self._mend(left[int(line) - 1])
            elif line.strip():
                self._talk.say(_("There is nothing with that number."))

    def _do(self, command: Command) -> Response | Filling | Path | None:
        match command.do:
            case Do.HAND_IN | Do.REVIEW:
                return self._hand_in()
            case Do.KEY_AGAIN:
                return self._key_again()
            case Do.BACK:
                return ()
            case Do.GO:
                return self._at(command.rest) or None
            case Do.HELP:
                say_all(self._talk, command_lines(OF_LOOKING_OVER))
            case Do.HIDE:
                self._talk.hide()
            case Do.LEAVE:
                raise Ended
            case Do.WHERE | Do.ANSWERS:
                pass
            case _:
                self._talk.say(_("That does nothing here. b goes back."))
        return None

    def _at(self, number: str) -> Path:
        outcome = self._model.jump(number)
        if outcome.nothing is not None:
            self._talk.say(said(outcome))
            return ()
        return self._model.cursor or ()

    # --- what is said -----------------------------------------------------------------------------------------------

    def _say(self) -> list[Place]:
        """Everything there is to know before handing in; what has a number can be gone to."""
        progress, places = self._model.progress(), list[Place]()
        self._talk.say()
        self._talk.say(
            _("Look over. {answered} of {asked} answered.").format(answered=progress.answered, asked=progress.asked)
        )
        lines = list(self._lines())
        if not any(isinstance(one, AnswerProblem) and one.level is not Level.NOTE for _words, one in lines):
            self._talk.say(_("It can be handed in as it is."))
        for words, place in lines:
            places.append(place)
            self._talk.say(f"{len(places)} {words}")
        if missing := self._missing():
            self._talk.say(missing)
        say_all(self._talk, self._worked_out())
        self._say_shown()
        return places

    def _worked_out(self) -> Iterator[str]:
        """What the programme works out of the answers, as it is now."""
        filling = with_draft(self._filling, self._model.draft)
        for path in sorted(self._model.outline.readings, key=self._model.outline.line_of.__getitem__):
            yield worked_out(self._workplace, filling, self._model, path)

    def _say_shown(self) -> None:
        """Whether the citizen knows what is handed in. By a word and no number: one answer too many must not say it."""
        if self._can_be_shown and self._shown:
            self._talk.say(_("The citizen has seen or heard the answers: yes."))
        elif self._can_be_shown:
            said_ = _("The citizen has seen or heard the answers: no. Type `{word}` if it is so.")
            self._talk.say(said_.format(word=word_for(Do.SHOWN)))

    @property
    def _can_be_shown(self) -> bool:
        """Whether the citizen is there before it is handed in; a correction comes later."""
        is_new = self._model.draft.header.corrects is None
        return is_new and self._model.draft.form.situation.mode in WITH_THE_CITIZEN

    def _lines(self) -> Iterator[tuple[str, AnswerProblem | Path]]:
        for problem in review(self._model.draft):
            level = _(LEVELS[Level.WARNING if problem.code in personal_numbers.CODES else problem.level])
            level = level if level.endswith("?") else f"{level}:"
            yield (
                " ".join(part for part in (level, self._where(problem.path), self._said(problem)) if part),
                problem,
            )
        yield from ((self._noticed(one), one.path) for one in noticed(self._model))
        progress = self._model.progress()
        empty, blank = first_empty(self._model.outline, self._model.draft.answers), progress.asked - progress.answered
        if blank and empty is not None:
            yield _("Blank questions: {count}, from {number}.").format(count=blank, number=self._number(empty)), empty
        for path, note in self._model.draft.notes.items():
            yield " ".join((_("Note") + ":", self._where(path), plain(note).replace("\n", " "))), path

    def _noticed(self, one: Noticed) -> str:
        """What may be looked at again."""
        if one.notice is Notice.EQUAL:
            counted = ngettext("{count} equal answer in a row", "{count} equal answers in a row", one.count)
            words = f"{counted.format(count=one.count)}, {self._number(one.path)} - {self._number(one.to)}."
        else:
            counted = ngettext("changed {count} time", "changed {count} times", one.count)
            words = f"{self._where(one.path)} {counted.format(count=one.count)}."
        return f"{_('Look again')}: {words}"

    def _said(self, problem: AnswerProblem) -> str:
        reason = self._model.draft.reasons.get(self._reason_key(problem)) if problem.check else None
        sentence = answer_sentence(problem)
        return _("{sentence} Reason: {reason}").format(sentence=sentence, reason=plain(reason)) if reason else sentence

    def _missing(self) -> str:
        """How often there was an answer that is no number, in words."""
        counted: Counter[Gap] = Counter()
        for path, answer in self._model.draft.answers.items():
            question = self._model.draft.form.question(path)
            option = question.scale.option(answer) if question and question.scale else None
            if option is not None and option.missing is not None and path in self._model.draft.asked:
                counted[Gap(option.missing)] += 1
        return ", ".join(f"{gap(one)} {count}" for one, count in counted.items())

    def _number(self, path: Path) -> str:
        lines = [one for one in self._model.outline.lines if path[: len(one.path)] == one.path]
        return max(lines, key=lambda one: len(one.path)).number if lines else ""

    def _where(self, path: Path) -> str:
        """The number and the title of what the path is in."""
        lines = [one for one in self._model.outline.lines if path[: len(one.path)] == one.path]
        line = max(lines, key=lambda one: len(one.path), default=None)
        if line is None:
            return ""
        cell = next((one for one in line.cells if one.path == path and one.question.dimension is not None), None)
        title = plain(line.title) if line.rows is None else plain(line.rows.title)
        about = f" ({plain(cell.question.wording.title)})" if cell else ""
        said_ = f"{line.number} {title}{about}"
        return said_ if said_.endswith(("?", "!", ".", ":")) else f"{said_}:"

    # --- mending ----------------------------------------------------------------------------------------------------

    def _mend(self, place: Place) -> Path | None:
        """Go there, or write why it may stand."""
        if isinstance(place, AnswerProblem):
            if place.check is not None and place.level is not Level.ERROR:
                self._write_reason(place)
                return None
            place = place.path
        if place and any(stop[: len(place)] == place for stop in self._model.outline.stops):
            return place
        self._talk.say(_("This is about the form as a whole. b goes back to it."))
        return None

    def _write_reason(self, problem: AnswerProblem) -> None:
        reason = self._talk.ask(_("{check} Why may it stand?").format(check=answer_sentence(problem)))
        if reason.strip():
            outcome = self._model.reason(self._reason_key(problem), reason)
            if outcome.nothing is not None:
                self._talk.say(said(outcome))
                return
            kept = self._keeper.keep([outcome.entry] if outcome.entry else [])
            if kept.fault is not None:
                self._talk.say(fault_said(kept.fault))

    def _reason_key(self, problem: AnswerProblem) -> str:
        rows = problem.path[:-1]
        return reason_key(
            problem.check or "", problem.path, rows if rows in self._model.draft.form.places.rows else None
        )

    def _key_again(self) -> Filling | None:
        """A second keying of the paper, which sees nothing of the first."""
        if not may_be_keyed_again(self._filling):
            self._talk.say(_("Only a paper is keyed twice, and only once more."))
            return None
        kept = self._keeper.keep()
        try:
            if kept.fault is not None:
                raise kept.fault
            again = key_again(self._workplace, with_draft(self._filling, self._model.draft))
        except StoreError as fault:
            self._talk.say(fault_said(fault))
            return None
        self._talk.say(_("Key the paper once more, from its first question. What was keyed before is put aside."))
        return again

    # --- handing in -------------------------------------------------------------------------------------------------

    def _hand_in(self) -> Response | Filling | None:
        """Keep it as a response, once nothing is left to mend and all of it is safe; signed by who shows who it is."""
        left = [one for one in review(self._model.draft) if one.level is not Level.NOTE]
        kept = self._keeper.keep()
        if left or kept.fault is not None:
            self._tell_left(left)
            if kept.fault is not None:
                unsaved = _("Not saved. {why} The answers stay here and are tried again.")
                self._talk.say(unsaved.format(why=fault_said(kept.fault)))
            return None
        filling = with_draft(self._filling, self._model.draft)
        try:
            if filling.draft.header.corrects is not None:
                return self._hand_in_correction(filling)
            return self._handed_in(filling)
        except StoreError as fault:
            self._talk.say(fault_said(fault))
            return None

    def _handed_in(self, filling: Filling) -> Response | Filling | None:
        signs = self._workplace.session is not None and self._talk.can_ask_hidden and self._is_proved()
        if signs is None:
            return None
        way, shown = (hand_in_and_sign if signs else hand_in), self._shown and self._can_be_shown
        outcome = way(self._workplace, filling, despite_copies=False, shown=shown)
        if isinstance(outcome, Response):
            if signs and not outcome.is_signed:
                self._talk.say(_("It is handed in, and could not be signed. That can be done on the screens."))
            return outcome
        if isinstance(outcome, tuple):
            self._tell_left(list(outcome))
        elif isinstance(outcome, OtherDrafts):
            self._talk.say(_("Another draft of this round stands beside it. First the two are made one."))
            return made_one(self._talk, self._workplace, filling.id, outcome.ids[0], keeping=filling.id)
        else:
            self._talk.say(_("This has just been handed in elsewhere. The two are compared on the screens: F2 there."))
        return None

    def _is_proved(self) -> bool | None:
        """Whether to sign: true for who typed the right code, false for nothing typed, nothing to stay here."""
        self._talk.say(_("Once signed it is locked, and is changed only with a reason."))
        while True:
            typed = self._talk.ask_hidden(_("Your short code or passphrase signs it; Enter alone hands in without:"))
            if not typed:
                return False
            if command_in(typed) == Command(do=Do.BACK):
                return None
            try:
                if prove(self._workplace, typed):
                    return True
                session = self._workplace.session
                self._talk.say(code_said(has_code=session is not None and session.has_code))
            except (SignInRefused, SignInPaused) as fault:
                self._talk.say(fault_said(fault))

    def _tell_left(self, left: list[AnswerProblem]) -> None:
        told = ngettext("{count} thing is left to mend first.", "{count} things are left to mend first.", len(left))
        if not any(one.level is Level.ERROR for one in left):
            told = ngettext(
                "{count} thing needs a reason: type its number.",
                "{count} things need a reason: type their numbers.",
                len(left),
            )
        self._talk.say(told.format(count=len(left)))

    def _hand_in_correction(self, filling: Filling) -> Response | None:
        """The same with the reason why it is corrected."""
        if not is_changed(self._workplace, filling):
            self._talk.say(refused_words(Refused(why=Why.NOTHING_CHANGED)))
            return None
        reason = self._talk.ask(_("Why is it corrected?"))
        outcome = hand_in_correction(self._workplace, filling, reason, onto=None) if reason.strip() else None
        if isinstance(outcome, Response):
            return outcome
        if isinstance(outcome, Refused):
            self._talk.say(refused_words(outcome))
        elif outcome is not None:
            self._talk.say(_("A colleague changed this meanwhile. Leave, look, and try again."))
        return None

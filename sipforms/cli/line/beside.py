"""What stands beside an answer: where somebody is, notes, reasons, and last time's answer."""

from collections.abc import Callable

from sipforms.actions.fill import Filling
from sipforms.actions.form.asking import Asked, asked_now
from sipforms.actions.form.model import FormModel
from sipforms.actions.form.outcome import Outcome
from sipforms.actions.form.working_out import WorkingOut
from sipforms.actions.workplace import Workplace
from sipforms.cli.line.commands import Do, word_for
from sipforms.cli.line.guard import Guarded
from sipforms.cli.line.texts import typed_text
from sipforms.engine.ask.accept import LONGEST_TEXT
from sipforms.engine.paths import Path
from sipforms.engine.problem import AnswerProblem, Level
from sipforms.render.answers import answer_words
from sipforms.render.language import _
from sipforms.render.plain import plain
from sipforms.render.problems import answer_sentence
from sipforms.render.said import fault_said, said
from sipforms.render.wording import answer_line
from sipforms.store.failures import StoreError


class BesideLines:
    """Beside the question at the cursor of a form; ``keep`` keeps what changed."""

    def __init__(
        self, talk: Guarded, model: FormModel, keep: Callable[[Outcome], None], reveal: Callable[[], Outcome]
    ) -> None:
        self._talk, self._model, self._keep, self._reveal = talk, model, keep, reveal

    @property
    def note(self) -> str:
        """The note to the item at the cursor."""
        line = self._model.line
        return self._model.draft.notes.get(line.path, "") if line else ""

    def write_note(self, text: str = "") -> None:
        """Write a note; one that is there goes on below what stands, and is taken away only by name."""
        before = self.note
        if before:
            self._talk.say(_("Note: {text}").format(text=plain(before)))
        if not text:
            room = LONGEST_TEXT - len(before) - 1
            text = typed_text(self._talk, _("Note, a full stop alone ends it:"), room).text
        if text:
            self._done(self._model.note(f"{before}\n{text}" if before else text), _("The note is kept."))

    def write_reason(self, text: str = "") -> None:
        """Write why what a check found here may stand; one that is there can be written anew."""
        found = self._model.findings.to_explain(self._model.cursor)
        if found is None:
            self._talk.say(_("Nothing here needs a reason."))
            return
        key = self._model.findings.reason_key_of(found)
        before = self._model.draft.reasons.get(key)
        if before:
            self._talk.say(
                _("{sentence} Reason: {reason}").format(sentence=answer_sentence(found), reason=plain(before))
            )
        text = text or self._talk.ask(_("{check} Why may it stand?").format(check=answer_sentence(found)))
        if text.strip():
            self._done(self._model.reason(key, text), _("The reason is kept."))

    def tell_last(self) -> None:
        """Last time's answer, where the programme allows it."""
        try:
            outcome = self._reveal()
        except StoreError as fault:
            self._talk.say(fault_said(fault))
            return
        self._keep(outcome)
        asked = asked_now(self._model)
        if isinstance(asked, Asked) and self._model.last_time(asked.path) is not None:
            self.tell_last_beside(asked)
        else:
            self._talk.say(said(outcome))

    def tell_last_beside(self, asked: Asked) -> None:
        """Last time's answer to a question that is answered now, where it may be seen."""
        before = self._model.last_time(asked.path)
        if before is not None:
            self._talk.say(_("Last time: {answer}").format(answer=answer_line(asked.question, before)))

    def _done(self, outcome: Outcome, told: str) -> None:
        self._keep(outcome)
        self._talk.say(said(outcome) if outcome.nothing is not None else told)


def found_said(found: tuple[AnswerProblem, ...]) -> str:
    """What the programme's checks find now: each, with what can be done about it here; nothing where nothing is."""
    return "\n".join(map(_found, found))


def _found(found: AnswerProblem) -> str:
    if found.level is Level.ERROR:
        return _("{check} This must be mended before handing in.").format(check=answer_sentence(found))
    way = _("If it is right, `{word}` says why.").format(word=word_for(Do.REASON))
    return f"{answer_sentence(found)} {way}"


def worked_out(workplace: Workplace, filling: Filling, model: FormModel, path: Path | None) -> str:
    """What the programme works out at this place, as it is now; nothing where it works out nothing."""
    cell = None if path is None or path not in model.outline.readings else model.outline.cell(path)
    if cell is None or path is None:
        return ""
    found = WorkingOut(filling.programme, workplace.vocabulary).of(filling.draft, path)
    line = model.outline.line(path)
    value = _("blank") if found is None else answer_words(cell.question, found.answer)
    return _("{where} {value}, worked out.").format(where=f"{line.number} {plain(line.title)}:", value=value)

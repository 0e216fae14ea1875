"""The sentences about what a key did, or why it did nothing."""

from collections.abc import Mapping

from sipforms.actions.form.outcome import Nothing, Outcome
from sipforms.engine.problem import AnswerProblem
from sipforms.render.language import N_, _, ngettext
from sipforms.render.problems import answer_next_step, answer_sentence
from sipforms.store.failures import DraftInUse, NoSuchDraft, Reason, StoreError, StoreUnavailable

NOTHING: Mapping[Nothing, str] = {
    Nothing.NO_SUCH_KEY: N_("That key is no answer here."),
    Nothing.WRITE_INSTEAD: N_("This answer is written: press Enter."),
    Nothing.ON_ROWS: N_("Enter adds a row here. Delete removes one."),
    Nothing.NOT_ON_ROWS: N_("There are no rows here."),
    Nothing.TOO_MANY_ROWS: N_("There is no room for more rows."),
    Nothing.REFUSED: N_("That cannot be the answer here."),
    Nothing.READ_ONLY: N_("This answer has been carried over and cannot be changed here."),
    Nothing.NOTHING_TO_UNDO: N_("There is nothing to undo."),
    Nothing.NOTHING_TO_CLEAR: N_("This question is blank already."),
    Nothing.NO_EMPTY_LEFT: N_("Every question is answered. F2 goes on to handing in."),
    Nothing.AT_THE_END: N_("This is the last question. F2 goes on to handing in."),
    Nothing.AT_THE_START: N_("This is the first question."),
    Nothing.NO_SUCH_NUMBER: N_("No question with that number is asked."),
    Nothing.NOTHING_ASKED: N_("No question is asked here."),
    Nothing.NO_LAST_TIME: N_("There is no answer from last time."),
    Nothing.LAST_AFTER_ANSWER: N_("Last time's answer is shown once this one is given."),
    Nothing.LAST_NEVER: N_("This programme does not show last time's answers."),
    Nothing.LAST_SHOWN: N_("Last time's answer is shown already."),
    Nothing.NOT_OFFERED: N_("Answers cannot be taken over from last time here."),
}
STORE: Mapping[Reason, str] = {
    Reason.FULL: N_("The disk is full."),
    Reason.READ_ONLY: N_("The disk cannot be written to."),
    Reason.VANISHED: N_("The folder with the case files is gone."),
    Reason.DENIED: N_("You may not write in the folder with the case files."),
    Reason.BUSY: N_("The disk is busy."),
    Reason.UNSUPPORTED: N_("The disk cannot do what is needed to keep answers safe."),
    Reason.FAILED: N_("The disk failed."),
}


def said(outcome: Outcome) -> str:
    """What to tell the person about an outcome; nothing when all speaks for itself."""
    if outcome.problem is not None:
        return problem_said(outcome.problem)
    if outcome.nothing is not None:
        return _(NOTHING[outcome.nothing])
    if outcome.is_last:
        return _("That was the last question. F2 goes on to handing in, + finds the empty ones.")
    return _announced(outcome)


def _announced(outcome: Outcome) -> str:
    """What is asked now and was not before, or the other way round."""
    count = len(outcome.appeared or outcome.vanished)
    if outcome.appeared and outcome.vanished:
        return _("Other questions are asked now.")
    if outcome.appeared:
        return ngettext("{count} more question is asked now.", "{count} more questions are asked now.", count).format(
            count=count
        )
    if not count:
        return ""
    return ngettext(
        "{count} question is not asked any more.", "{count} questions are not asked any more.", count
    ).format(count=count)


def problem_said(problem: AnswerProblem) -> str:
    """Why a value cannot be the answer, and what to do."""
    if problem.code == "wrong-kind":
        return _("Write a whole number.")  # whatever else is typed is a text, a day or a time, told by other codes
    return " ".join(part for part in (answer_sentence(problem), answer_next_step(problem)) if part)


def fault_said(fault: StoreError) -> str:
    """Why something could not be kept or fetched, and what is the case now."""
    if isinstance(fault, StoreUnavailable):
        return _(STORE[fault.reason])
    if isinstance(fault, DraftInUse):
        return _("Somebody else is filling this in just now.")
    if isinstance(fault, NoSuchDraft):
        return _("This form has been handed in or thrown away elsewhere.")
    return _("What was kept here cannot be read.")

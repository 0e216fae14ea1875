"""The sentences about what a key did, or why it did nothing."""

from collections.abc import Mapping

from sipforms.actions.form.outcome import Nothing, Outcome
from sipforms.engine.problem import AnswerProblem
from sipforms.render.language import N_, _, ngettext
from sipforms.store.failures import DraftInUse, NoSuchDraft, Reason, StoreError, StoreUnavailable

NOTHING: Mapping[Nothing, str] = {
    Nothing.NO_SUCH_KEY: N_("That key is no answer here."),
    Nothing.WRITE_INSTEAD: N_("This answer is written: press Enter."),
    Nothing.ON_ROWS: N_("Enter adds a row here. Delete removes one."),
    Nothing.NOT_ON_ROWS: N_("There are no rows here."),
    Nothing.TOO_MANY_ROWS: N_("There is no room for more rows."),
    Nothing.REFUSED: N_("That cannot be the answer here."),
    Nothing.READ_ONLY: N_("This answer comes from last time and cannot be changed here."),
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
PROBLEMS: Mapping[str, str] = {
    "blank": N_("Only blanks is no answer."),
    "below-minimum": N_("The lowest number possible is {minimum}."),
    "above-maximum": N_("The highest number possible is {maximum}."),
    "not-a-multiple": N_("It must be a number of times {step}."),
    "too-many-digits": N_("A number can have {maximum} digits."),
    "not-a-date": N_("That is not a date in the calendar. Write day-month-year, such as 24-12-2026."),
    "not-a-time": N_("That is not a time. Write hour:minute, such as 14:30."),
    "too-long": N_("The text is too long: there is room for {maximum} characters."),
    "too-short": N_("The text is too short: at least {minimum} characters."),
    "wrong-pattern": N_("The text is not written in the way that this question wants."),
    "unreadable-text": N_("The text holds a character that cannot be kept."),
    "too-many-options": N_("At most {maximum} can be chosen."),
    "wrong-kind": N_("Write a whole number."),
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
    """Why a value cannot be the answer."""
    return _(PROBLEMS.get(problem.code, NOTHING[Nothing.REFUSED])).format(**problem.facts)


def fault_said(fault: StoreError) -> str:
    """Why something could not be kept or fetched, and what is the case now."""
    if isinstance(fault, StoreUnavailable):
        return _(STORE[fault.reason])
    if isinstance(fault, DraftInUse):
        return _("Somebody else is filling this in just now.")
    if isinstance(fault, NoSuchDraft):
        return _("This form has been handed in or thrown away elsewhere.")
    return _("What was kept here cannot be read.")

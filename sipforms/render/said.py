"""The sentences about what a key did, or why it did nothing."""

from collections.abc import Mapping

from sipforms.actions.form.keeping import Kept
from sipforms.actions.form.outcome import Nothing, Outcome
from sipforms.engine.problem import AnswerProblem, Level
from sipforms.render.language import N_, _, ngettext
from sipforms.render.problems import answer_next_step, answer_sentence
from sipforms.store.failures import (
    DraftInUse,
    Erased,
    NoAccess,
    NoGroupKey,
    NoKey,
    NoSuchDraft,
    NotAllowed,
    Reason,
    SignInNeeded,
    SignInRefused,
    StoreError,
    StoreUnavailable,
)

MOST_NUMBERS = 4
NOTHING: Mapping[Nothing, str] = {
    Nothing.NO_SUCH_KEY: N_("That key is no answer here."),
    Nothing.NO_SUCH_REASON: N_("That reason is not offered here. Leave it blank, and write why with *."),
    Nothing.WRITE_INSTEAD: N_("This answer is written: press Enter."),
    Nothing.ON_ROWS: N_("Enter adds a row here. Delete removes one."),
    Nothing.NOT_ON_ROWS: N_("There are no rows here."),
    Nothing.TOO_MANY_ROWS: N_("There is room for {numbers} here and no more. What is left can stand in a note (*)."),
    Nothing.NO_ROWS_YET: N_("There are no rows to choose between yet. Add one at {numbers}."),
    Nothing.ROW_IN_USE: N_("This row is the answer at {numbers}. Answer that otherwise first, then remove the row."),
    Nothing.REASON_STANDS_ALONE: N_("A reason for no answer stands alone, not among answers."),
    Nothing.REFUSED: N_("That cannot be the answer here."),
    Nothing.TEXT_REFUSED: N_("This text is too long to be kept: 10,000 signs at most. Shorten it."),
    Nothing.LOCKED: N_("What is answered at {numbers} keeps this as it is. It can be read and not changed."),
    Nothing.READ_ONLY: N_("This answer has been carried over and cannot be changed here."),
    Nothing.COMPUTED: N_("This is worked out from other answers. Enter says how."),
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
    Nothing.LAST_UNWANTED: N_("You have chosen not to see last time's answers. You change that in your settings."),
    Nothing.NOTHING_TO_EXPLAIN: N_("Nothing here needs a reason. A note is written with *."),
    Nothing.ON_PAPER: N_("Last time is not shown while a paper is keyed: what stands on the paper counts."),
    Nothing.NO_SUCH_ANSWER: N_("No answer fits what is written. Write less of it, or press Esc."),
    Nothing.NO_LIST: N_("There is no list to choose from here."),
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
        if outcome.nothing is Nothing.LOCKED and not outcome.numbers:  # by the day, say, or another questionnaire
            return _("This is locked now. It can be read and not changed.")
        return _(NOTHING[outcome.nothing]).format(numbers=_listed(outcome.numbers))
    if outcome.found:
        return found_said(outcome.found)
    if outcome.is_last:
        return _("That was the last question. F2 goes on to handing in, + finds the empty ones.")
    return _announced(outcome)


def saved(kept: Kept) -> str:
    """Whether everything is kept."""
    if kept.waiting:
        return ngettext("{count} answer NOT saved", "{count} answers NOT saved", kept.waiting).format(
            count=kept.waiting
        )
    return _("saved {time}").format(time=f"{kept.at:%H:%M}") if kept.at else _("nothing to save")


def found_said(found: tuple[AnswerProblem, ...]) -> str:
    """What the programme's checks find now: the first, and what can be done about it here."""
    first = min(found, key=lambda one: one.level is not Level.ERROR)
    more = ngettext("and {count} more", "and {count} more", len(found) - 1).format(count=len(found) - 1)
    said = answer_sentence(first) if len(found) == 1 else f"{answer_sentence(first)} ({more})"
    if first.level is Level.ERROR:
        return _("{check} This must be mended before handing in.").format(check=said)
    return _("{check} If it is right: F3 writes why.").format(check=said)


def _announced(outcome: Outcome) -> str:
    """What is blank now because its row is gone; what is asked now and was not before, or the other way round."""
    if outcome.numbers:
        return _("The row was the answer at {numbers}, which is blank now. Undo brings all of it back.").format(
            numbers=_listed(outcome.numbers)
        )
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


def _listed(numbers: tuple[str, ...]) -> str:
    """The first few numbers."""
    shown = ", ".join(numbers[:MOST_NUMBERS])
    return f"{shown} …" if len(numbers) > MOST_NUMBERS else shown


def problem_said(problem: AnswerProblem) -> str:
    """Why a value cannot be the answer, and what to do."""
    if problem.code == "wrong-kind":
        return _("Write a whole number.")  # whatever else is typed is a text, a day or a time, told by other codes
    return " ".join(part for part in (answer_sentence(problem), answer_next_step(problem)) if part)


FAULTS: Mapping[type[StoreError], str] = {
    DraftInUse: N_("Somebody else is filling this in just now."),
    NoSuchDraft: N_("This form has been handed in or thrown away elsewhere."),
    NotAllowed: N_("Your role does not allow this. A leader can do it, or give you the role for it."),
    NoAccess: N_("This citizen is not among those that you may see. Ask your leader if you need to."),
    NoGroupKey: N_(
        "There is no key for figures of groups in this store yet. A leader makes it by making a report once."
    ),
    NoKey: N_("The key to this is gone, so that nobody can read it. Tell your leader: a backup may have the key."),
    Erased: N_("This citizen has been erased. Nothing can be read or kept here any more."),
    SignInRefused: N_("That is not your passphrase. Write it again; small and capital letters count."),
    SignInNeeded: N_("Nobody is signed in any more. F7 shows where you sign in."),
}
UNREADABLE = N_("What was kept here cannot be read.")


def fault_said(fault: StoreError) -> str:
    """Why something could not be kept or fetched, and what is the case now."""
    if isinstance(fault, StoreUnavailable):
        return _(STORE[fault.reason])
    known = (said for kind, said in FAULTS.items() if isinstance(fault, kind))
    return _(next(known, UNREADABLE))


def damaged_words(left_out: int) -> str:
    """That not everything in a draft can be read any more; nothing where it can."""
    counted = ngettext("{count} entry cannot be read", "{count} entries cannot be read", left_out)
    return counted.format(count=left_out) if left_out else ""


def damage_told(left_out: int) -> str:
    """What to do about a draft of which not everything can be read."""
    told = _("Something written here can be read no more ({what}). Look through every answer before you hand in.")
    return told.format(what=damaged_words(left_out))


# --- signing in ---------------------------------------------------------------------------------------------------


def code_said(*, has_code: bool) -> str:
    """What a wrong short code means."""
    if has_code:
        return _("That is not your short code. Try again, or write your passphrase.")
    return _("The short code was wrong three times and is gone. Write your passphrase.")


def capitals_said() -> str:
    """That capitals seem to be locked."""
    return _("Every letter is a capital: is Caps Lock on?")

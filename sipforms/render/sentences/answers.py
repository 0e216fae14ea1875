"""Sentences about answers. None of them ever holds an answer."""

from collections.abc import Mapping

from sipforms.render.language import N_
from sipforms.render.sentence import Sentence

SENTENCES: Mapping[str, Sentence] = {
    "required": Sentence(
        said=N_("This must be answered."),
        next=N_("Answer it, or choose why there is no answer."),
    ),
    "check-hard": Sentence(
        said=N_("This must be mended before handing in."),
    ),
    "check-soft": Sentence(
        said=N_("Is this right?"),
        next=N_("Mend it, or write why it may stand."),
    ),
    "personal-number": Sentence(
        said=N_("This looks like a CPR number, which has no place in an answer."),
        next=N_("Take it out, unless it is something else."),
    ),
    "personal-number-in-note": Sentence(
        said=N_("The note holds what looks like a CPR number, which has no place there."),
        next=N_("Take it out, unless it is something else."),
    ),
    "personal-number-in-reason": Sentence(
        said=N_("A reason holds what looks like a CPR number, which has no place there."),
        next=N_("Take it out, unless it is something else."),
    ),
    "too-few-rows": Sentence(
        said=N_("There must be at least {minimum} here."),
        next=N_("Add what is missing."),
    ),
    "too-many-rows": Sentence(
        said=N_("There may be at most {maximum} here."),
        next=N_("Take some away."),
    ),
    "too-few-options": Sentence(
        said=N_("Choose at least {minimum}."),
    ),
    "too-many-options": Sentence(
        said=N_("Choose at most {maximum}."),
    ),
    "too-few-of-these": Sentence(
        said=N_("Choose at least {minimum} of these: {options}."),
        said_without=N_("Something that must be among the answers is missing."),
    ),
    "too-many-of-these": Sentence(
        said=N_("Choose at most {maximum} of these: {options}."),
        said_without=N_("There is more among the answers than there may be."),
    ),
    "option-twice": Sentence(
        said=N_("The same is chosen twice."),
    ),
    "not-an-option": Sentence(
        said=N_("This is none of the options."),
        next=N_("Choose one of those shown."),
    ),
    "no-such-row": Sentence(
        said=N_("The row that was chosen is not there."),
        next=N_("Choose one of the rows that are."),
    ),
    "row-of-itself": Sentence(
        said=N_("A row cannot be its own answer."),
        next=N_("Choose another row."),
    ),
    "wrong-kind": Sentence(
        said=N_("This question is answered in another way."),
        next=N_("Answer it as the question asks."),
    ),
    "blank": Sentence(
        said=N_("Nothing is written here."),
        next=N_("Write something, or leave it blank."),
    ),
    "below-minimum": Sentence(
        said=N_("The number is too small; the smallest is {minimum}."),
    ),
    "above-maximum": Sentence(
        said=N_("The number is too large; the largest is {maximum}."),
    ),
    "not-a-multiple": Sentence(
        said=N_("The number must be a multiple of {step}."),
    ),
    "too-many-digits": Sentence(
        said=N_("The number has more than {maximum} digits."),
    ),
    "not-a-date": Sentence(
        said=N_("There is no such date."),
        next=N_("Write the day, the month and the year: 22-11-2026."),
    ),
    "not-a-time": Sentence(
        said=N_("This is not a time of day."),
        next=N_("Write hours and minutes: 14:30."),
    ),
    "too-long": Sentence(
        said=N_("The text is too long; there is room for {maximum} characters."),
        next=N_("Make it shorter; what is written is kept meanwhile."),
    ),
    "too-short": Sentence(
        said=N_("The text is too short; it takes at least {minimum} characters."),
    ),
    "wrong-pattern": Sentence(
        said=N_("This is not written as the question wants."),
        next=N_("See the question's help."),
    ),
    "unreadable-text": Sentence(
        said=N_("The text holds a sign that cannot be kept."),
        next=N_("Write it again."),
    ),
    "computed": Sentence(
        said=N_("This is computed and cannot be answered."),
    ),
    "carried-over": Sentence(
        said=N_("This answer has been carried over and cannot be changed here."),
    ),
    "unknown-question": Sentence(
        said=N_("There is no such question."),
    ),
    "not-asked": Sentence(
        said=N_("This question is not asked in this case, so the answer is left out."),
    ),
    "too-deep": Sentence(
        said=N_("There are more than {maximum} levels inside one another here."),
    ),
    "row-without-id": Sentence(
        said=N_("A row has no id."),
        next=N_("Give every row an `id`, such as r1."),
    ),
    "row-id-twice": Sentence(
        said=N_("Two rows have the same id."),
        next=N_("Give every row an id of its own."),
    ),
    "already-handed-in": Sentence(
        said=N_("Another response stands under the same id; nothing was overwritten."),
        next=N_("Look at both and choose."),
    ),
}

"""What one question costs: the keys to press on the form, and the seconds it takes.

**Keys**, as the form takes them. One of a list (of rows too), or yes or no: one, which goes on by itself. Several of a
list: one for each answer, and Enter. Of a list with more answers than keys: some letters of each, and Enter. A number,
a day (``24122026``) or a time (``1430``): its digits, the first of which opens the field, and Enter. A text: Enter, its
letters, and Enter (F3 in a long one). Rows: a key to go past, or for each row one that adds it, and its fields. What
need not be answered can be passed with one key.

**Seconds.** Reading aloud: 2 words a second, the pace that survey interviewers are trained to (Survey Research Center,
General Interviewing Techniques, Ann Arbor 1983), and slow beside the 183 words a minute at which people read aloud
(M. Brysbaert, Journal of Memory and Language 109, 2019). Thinking and answering: our own estimates, below, for a
conversation with somebody who needs time. Passing over a question that was not read out costs nothing.
"""

from dataclasses import dataclass

from sipforms.engine.budget.aloud import said
from sipforms.engine.budget.lix import words
from sipforms.engine.keys import is_searched
from sipforms.engine.programme import Item, Kind, Question, Rows

WORDS_A_SECOND = 2
SECONDS = {
    Kind.CHOICE: 12,
    Kind.BOOLEAN: 8,
    Kind.CHOICES: 12,
    Kind.INTEGER: 12,
    Kind.DATE: 15,
    Kind.TIME: 12,
    Kind.TEXT: 20,
    Kind.LONG_TEXT: 60,
    Kind.ROW: 12,
}
"""Seconds from the end of a question to its answer, by the way of answering: estimates, not measurements."""

SECONDS_AN_ANSWER = 3
"""For each answer chosen of several."""

LONGEST_TEXT, LONGEST_STORY = 40, 200
"""Letters of an answer in somebody's own words where it is long and the questionnaire sets no lower limit."""

LETTERS_OF_A_SEARCH = (1, 5)
"""How many letters of an answer are typed, the fewest and the most, until it stands first in a long list."""

_DIGITS = {Kind.DATE: len("24122026"), Kind.TIME: len("1430")}


@dataclass(frozen=True, slots=True)
class Cost:
    """The least and the most that something costs, where it is asked."""

    keys: tuple[int, int] = (0, 0)
    seconds: tuple[int, int] = (0, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hearer:
    """For whom the questions are worded."""

    informant: str | None = None
    variant: str | None = None


def cost_of(item: Item, question: Question, to: Hearer) -> Cost:
    """What a question costs where it is asked."""
    if question.computed is not None:
        return Cost()
    least, most = _keys(question)
    read = _seconds_to_say(said(item.title, question, informant=to.informant, variant=to.variant))
    short, long = _seconds(question)
    if question.required or question.kind in (Kind.CHOICE, Kind.BOOLEAN, Kind.ROW):
        return Cost((least, most), (read + short, read + long))
    return Cost((1, most), (read, read + long))


def entry_cost(rows: Rows) -> Cost:
    """What a list of rows costs before any row is in it: hearing what it is about, and going past."""
    return Cost((1, 1), (_seconds_to_say(rows.title),) * 2)


def _seconds_to_say(text: str) -> int:
    return -(-len(words(text)) // WORDS_A_SECOND)


def _keys(question: Question) -> tuple[int, int]:
    shortest, longest = _keys_an_answer(question)
    match question.kind:
        case Kind.CHOICE | Kind.BOOLEAN | Kind.ROW:
            return shortest, longest
        case Kind.CHOICES:
            least, most = _chosen(question)
            return least * shortest + 1, most * longest + 1
        case Kind.INTEGER:
            least, most = _digits(question)
            return least + 1, most + 1
        case Kind.TEXT | Kind.LONG_TEXT:
            least, most = _letters(question)
            return least + 2, most + 2
    return _DIGITS[question.kind] + 1, _DIGITS[question.kind] + 1


def _keys_an_answer(question: Question) -> tuple[int, int]:
    """One; some letters and Enter where the list is searched."""
    if question.scale is None or not is_searched(question.scale.options):
        return 1, 1
    least, most = LETTERS_OF_A_SEARCH
    return least + 1, most + 1


def _seconds(question: Question) -> tuple[int, int]:
    usual = SECONDS[question.kind]
    if question.kind is not Kind.CHOICES:
        return usual, usual
    least, most = _chosen(question)
    return usual + SECONDS_AN_ANSWER * least, usual + SECONDS_AN_ANSWER * most


def _chosen(question: Question) -> tuple[int, int]:
    """How many answers are chosen: the fewest, at least one; and the most."""
    offered = len(question.scale.options) if question.scale else 1
    contained = question.min_contains if question.min_contains is not None else int(bool(question.contains))
    least = max(1, question.min_items or 0, contained)
    return least, max(least, min(offered, question.max_items or offered))


def _digits(question: Question) -> tuple[int, int]:
    """How many signs the shortest number that may be answered has, and the longest."""
    low, high = question.minimum, question.maximum
    bounds = [len(str(one)) for one in (low, high) if one is not None]
    if low is not None and low > 0:
        shortest = len(str(low))
    elif high is not None and high < 0:
        shortest = len(str(high))
    else:
        shortest = 1
    return shortest, max([shortest, *bounds, *([] if high is not None else [len("99")])])


def _letters(question: Question) -> tuple[int, int]:
    least = max(1, question.min_length or 0)
    usual = LONGEST_STORY if question.kind is Kind.LONG_TEXT else LONGEST_TEXT
    return least, max(least, min(usual, question.max_length or usual))

"""What came of a key: what changed, or why nothing did. The sentences about it live on the screens' floor."""

from dataclasses import dataclass, field
from enum import StrEnum

from sipforms.engine.ask.draft import Entry
from sipforms.engine.paths import Path
from sipforms.engine.problem import AnswerProblem


class Nothing(StrEnum):
    """Why a key did nothing."""

    NO_SUCH_KEY = "no-such-key"  # no answer has this key here
    NO_SUCH_REASON = "no-such-reason"  # the key of a reason for no answer, which is not offered here
    WRITE_INSTEAD = "write-instead"  # this answer is written, not pressed
    ON_ROWS = "on-rows"  # rows are added and opened here, not answered
    NOT_ON_ROWS = "not-on-rows"
    TOO_MANY_ROWS = "too-many-rows"  # ``numbers`` says how many there is room for
    NO_ROWS_YET = "no-rows-yet"  # the answer is one of some rows, and none of them stands; ``numbers`` has theirs
    ROW_IN_USE = "row-in-use"  # the row is answered elsewhere and so cannot be removed; ``numbers`` says where
    REASON_STANDS_ALONE = "reason-stands-alone"  # a reason for no answer among answers
    REFUSED = "refused"  # the value cannot be the answer; the problem says why
    TEXT_REFUSED = "text-refused"  # a note or a reason that is too long, or that no file can hold
    READ_ONLY = "read-only"
    LOCKED = "locked"  # other answers keep it as it is; ``numbers`` says which
    COMPUTED = "computed"  # the programme works the answer out
    NOTHING_TO_UNDO = "nothing-to-undo"
    NOTHING_TO_CLEAR = "nothing-to-clear"
    NO_EMPTY_LEFT = "no-empty-left"
    AT_THE_END = "at-the-end"
    AT_THE_START = "at-the-start"
    NO_SUCH_NUMBER = "no-such-number"
    NOTHING_ASKED = "nothing-asked"
    NO_LAST_TIME = "no-last-time"
    LAST_AFTER_ANSWER = "last-after-answer"
    LAST_NEVER = "last-never"
    LAST_UNWANTED = "last-unwanted"  # whoever sits here wants not to see it
    LAST_SHOWN = "last-shown"
    NOTHING_TO_EXPLAIN = "nothing-to-explain"  # no check asks for a reason here
    ON_PAPER = "on-paper"  # the answers are on paper, and nothing else is to be seen while they are keyed
    NO_SUCH_ANSWER = "no-such-answer"  # nothing in the list is what was searched for
    NO_LIST = "no-list"  # there is no list to choose from here
    NOT_OFFERED = "not-offered"  # the programme does not offer last time's answer as it is


class Wanted(StrEnum):
    """What the person has to do next to give the answer."""

    TYPING = "typing"
    SEARCHING = "searching"  # among more answers than there are keys


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """``entry`` is what to keep; ``paths`` the questions, items or rows whose look changed.

    ``appeared`` and ``vanished`` are questions that are asked now and were not before, and the other way
    round; ``reshaped`` says that the lines are not the same as before. ``numbers`` are those on paper of what else has
    to do with it: where a row is answered that cannot be removed, what is blank now because its row is gone.
    ``found`` is what the programme's checks find since this change, and did not before.
    """

    nothing: Nothing | None = None
    problem: AnswerProblem | None = None
    entry: Entry | None = None
    paths: frozenset[Path] = field(default_factory=frozenset)
    appeared: tuple[Path, ...] = ()
    vanished: tuple[Path, ...] = ()
    reshaped: bool = False
    moved: bool = False
    wanted: Wanted | None = None
    is_last: bool = False
    numbers: tuple[str, ...] = ()
    found: tuple[AnswerProblem, ...] = ()

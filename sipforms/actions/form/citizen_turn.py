"""The citizen's turn at a form: one question at a time, an answer seen before it counts, and two to practise on first.

Everything is done to the same ``FormModel`` that staff's form shows, so that both stand at the same question. What is
marked and not yet confirmed is no answer, and is kept nowhere.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from sipforms.actions.form.asking import Asked, AskedChoice, asked_now
from sipforms.actions.form.model import FormModel
from sipforms.actions.form.outcome import Nothing, Outcome
from sipforms.actions.form.outline import LineKind
from sipforms.actions.form.practising import Practice, is_for_citizens, practices_of
from sipforms.engine.paths import Path
from sipforms.engine.response import Answer, Scalar


class Moment(StrEnum):
    """What the citizen is looking at."""

    PRACTICE = "practice"
    QUESTION = "question"
    STAFF = "staff"  # rows, what can only be read, and what is not for the citizen: staff go on with it
    DONE = "done"


class Told(StrEnum):
    """What is told the citizen about what was pressed."""

    CONFIRM = "confirm"  # marked: the same once more, or Enter, makes it the answer
    CHOOSE_FIRST = "choose-first"
    NO_SUCH_KEY = "no-such-key"
    AT_THE_START = "at-the-start"
    PRACTICE_RIGHT = "practice-right"
    PRACTICE_OTHER = "practice-other"
    REFUSED = "refused"  # written, and cannot be the answer
    CANNOT = "cannot"


@dataclass(frozen=True, slots=True, kw_only=True)
class Turned:
    """What came of a key: what to tell, and the changes to the form, to be kept and drawn by whoever shows it."""

    told: Told | None = None
    outcome: Outcome | None = None


class CitizenTurn:
    """One form as the citizen answers it. With ``is_at_once`` a key answers; else it marks, and is confirmed.

    ``practises`` puts two questions before the first, whose answers are forgotten at once.
    """

    def __init__(self, model: FormModel, *, is_at_once: bool = False, practises: bool = False) -> None:
        self.model, self.is_at_once = model, is_at_once
        self._marked: tuple[Path, Scalar] | None = None
        self._practices = practices_of(model) if practises else ()
        self._done_at: Path | None = None
        self._pointed: tuple[Path, int] | None = None
        self.settle()

    # --- what there is to see -----------------------------------------------------------------------------------

    @property
    def moment(self) -> Moment:
        """What the citizen is looking at now."""
        if self._practices:
            return Moment.PRACTICE
        asked = asked_now(self.model)
        if asked is None or (self._done_at is not None and self._done_at == self.model.cursor):
            return Moment.DONE
        return Moment.QUESTION if isinstance(asked, Asked) and is_for_citizens(asked) else Moment.STAFF

    @property
    def asked(self) -> Asked | None:
        """The question, with the practised or the real choices; nothing where the citizen is not asked."""
        if self._practices:
            return self._practices[0].asked
        found = asked_now(self.model)
        return found if isinstance(found, Asked) and self.moment is Moment.QUESTION else None

    @property
    def practice(self) -> Practice | None:
        """What is practised on now."""
        return self._practices[0] if self._practices else None

    @property
    def marked(self) -> tuple[Scalar, ...]:
        """The values that look chosen: what is marked, else what is answered."""
        asked = self.asked
        if asked is None:
            return ()
        if self._marked is not None and self._marked[0] == asked.path:
            return (self._marked[1],)
        return () if self._practices else tuple(one.value for one in asked.chosen)

    @property
    def is_waiting(self) -> bool:
        """True while something is marked that is not the answer yet."""
        asked = self.asked
        return asked is not None and self._marked is not None and self._marked[0] == asked.path

    @property
    def pointed(self) -> AskedChoice | None:
        """Among several answers, or in a list, the one that the arrows have come to; else the marked one."""
        asked = self.asked
        if asked is None or not asked.choices:
            return None
        if self._pointed is not None and self._pointed[0] == asked.path:
            return asked.choices[min(self._pointed[1], len(asked.choices) - 1)]
        marked = self.marked
        return next((one for one in asked.choices if any(_is_same(one.value, value) for value in marked)), None)

    # --- answering ----------------------------------------------------------------------------------------------

    def point(self, steps: int) -> Turned:
        """Go to another choice with the arrows: it is marked, where only one can be the answer."""
        asked, here = self.asked, self.pointed
        if asked is None or not asked.choices:
            return Turned(told=Told.CANNOT)
        last = len(asked.choices) - 1
        place = (0 if steps > 0 else last) if here is None else max(0, min(last, asked.choices.index(here) + steps))
        return self._point_to(asked, place)

    def point_at(self, letter: str) -> Turned:
        """Go to the next choice whose words begin with a letter, in a list that is too long for keys."""
        asked, here = self.asked, self.pointed
        choices = asked.choices if asked is not None else ()
        first = choices.index(here) + 1 if here is not None else 0
        around = (*range(first, len(choices)), *range(first))
        found = next((at for at in around if choices[at].words.casefold().startswith(letter)), None)
        if asked is None or found is None:
            return Turned(told=Told.NO_SUCH_KEY)
        return self._point_to(asked, found)

    def take(self) -> Turned:
        """Choose what the arrows have come to."""
        here = self.pointed
        return Turned(told=Told.CHOOSE_FIRST) if here is None else self.choose(here.value)

    def press(self, key: str) -> Turned:
        """A key of an answer: marks it; the one that is marked, or is the answer already, is confirmed by it."""
        asked = self.asked
        choice = asked.choice(key) if asked is not None and key else None
        return self.point_at(key) if choice is None and key.isalpha() else self._pressed(choice)

    def _pressed(self, choice: AskedChoice | None) -> Turned:
        return Turned(told=Told.NO_SUCH_KEY) if choice is None else self.choose(choice.value)

    def choose_at(self, place: int) -> Turned:
        """The choice at a place, counted from 0: what was clicked."""
        asked = self.asked
        if asked is None or not 0 <= place < len(asked.choices):
            return Turned(told=Told.CANNOT)
        return self.choose(asked.choices[place].value)

    def choose(self, value: Scalar) -> Turned:
        """One of the choices, by its value; one of several is taken or left at once, since all of them are seen."""
        asked = self.asked
        if asked is None:
            return Turned(told=Told.CANNOT)
        if asked.takes_several and not self._practices:
            return self._taken(value)
        is_again = any(_is_same(one, value) for one in self.marked)
        self._marked = (asked.path, value)
        if is_again or (self.is_at_once and not self._practices):
            return self.confirm()
        return Turned(told=Told.CONFIRM)

    def ask_again(self) -> Turned:
        """Leave what is marked as it is, and ask once more whether it is the answer."""
        return Turned(told=Told.CONFIRM if self.is_waiting else None)

    def confirm(self) -> Turned:
        """Make what is marked the answer, and go on; an answer that stands already is left as it is."""
        asked, moment = self.asked, self.moment
        if moment is Moment.STAFF:
            return self.forward()
        if asked is None:
            return Turned(told=Told.CANNOT)
        if not self.is_waiting or self._marked is None:
            return self.forward() if asked.answer is not None and not self._practices else Turned(told=_first(asked))
        value, self._marked = self._marked[1], None
        if self._practices:
            return self._practised(value)
        return self._answered(value)

    def write(self, value: Answer) -> Turned:
        """An answer that was written, as a value."""
        return Turned(told=Told.CANNOT) if self.moment is not Moment.QUESTION else self._answered(value)

    def blank(self) -> Turned:
        """Take a written answer away, and go on; without one just go on."""
        if self.moment is Moment.QUESTION and self.asked is not None and self.asked.answer is not None:
            self._go_there()
            path, outcome = self.model.cursor, self.model.clear()
            if outcome.nothing is None and path is not None:
                return Turned(outcome=self._on_from(path, outcome))
        return self.forward()

    # --- going --------------------------------------------------------------------------------------------------

    def forward(self) -> Turned:
        """Go on without an answer; past the last question to the end. From a question to practise on to the next."""
        self._marked = None
        if self._practices:
            self._practices = self._practices[1:]
            return Turned(outcome=Outcome(moved=True))
        if self.moment is Moment.DONE or self.model.cursor is None:
            return Turned(told=Told.CANNOT)
        return Turned(outcome=self._on_from(self.model.cursor, Outcome()))

    def back(self) -> Turned:
        """Go back to the question before, whose answer stands there to be seen or changed."""
        was_done, self._marked = self.moment is Moment.DONE, None
        if was_done and self.model.cursor is not None:
            self._done_at = None
            return Turned(outcome=Outcome(moved=True))
        before = None if self._practices else next(self._backwards(), None)
        if before is None:
            return Turned(told=Told.AT_THE_START)
        return Turned(outcome=self.model.go(before))

    def end(self) -> None:
        """The last question is behind, with the cursor still on it."""
        self._done_at = self.model.cursor

    def settle(self) -> None:
        """From a line between questions, where the cursor stood, on to the next question."""
        cursor = self.model.cursor
        if cursor is not None and not self._is_seen(cursor):
            self._on_from(cursor, Outcome())
            self._done_at = None

    def skip_practice(self) -> None:
        """Begin with the questions."""
        self._practices, self._marked = (), None

    # --- inside -------------------------------------------------------------------------------------------------

    def _point_to(self, asked: Asked, place: int) -> Turned:
        self._pointed = (asked.path, place)
        if asked.takes_several and not self._practices:
            return Turned(outcome=Outcome(paths=frozenset({asked.path})))
        self._marked = (asked.path, asked.choices[place].value)
        return Turned(told=Told.CONFIRM)

    def _taken(self, value: Scalar) -> Turned:
        self._go_there()
        return _turned(self.model.choose(value))

    def _answered(self, value: Answer) -> Turned:
        self._go_there()
        path = self.model.cursor
        if path is not None and _is_same(self.model.draft.answers.get(path), value):
            return Turned(outcome=self._on_from(path, Outcome()))
        outcome = self.model.answer(value)
        if outcome.nothing is not None or path is None:
            return _turned(outcome)
        return Turned(outcome=self._on_from(path, outcome))

    def _go_there(self) -> None:
        """Stand at the question that is shown: staff may be reading a number that is worked out just before it."""
        asked = self.asked
        if asked is not None and asked.path != self.model.cursor:
            self.model.go(asked.path)

    def _practised(self, value: Scalar) -> Turned:
        if not _is_same(value, self._practices[0].wanted.value):
            return Turned(told=Told.PRACTICE_OTHER)
        self._practices = self._practices[1:]
        return Turned(told=Told.PRACTICE_RIGHT, outcome=Outcome(moved=True))

    def _on_from(self, path: Path, outcome: Outcome) -> Outcome:
        """Go on to the next place that the citizen sees; at the end stay, and say that it is the end."""
        outline = self.model.outline
        after = outline.stops[outline.place_of[path] + 1 :] if path in outline.place_of else ()
        found = next((stop for stop in after if self._is_seen(stop)), None)
        if found is None:
            self.model.go(path)
            self.end()
            return replace(outcome, moved=True, is_last=True)
        self._done_at = None
        return replace(outcome, moved=True) if self.model.go(found).nothing is None else outcome

    def _backwards(self) -> Iterator[Path]:
        outline, cursor = self.model.outline, self.model.cursor
        before = outline.stops[: outline.place_of[cursor]] if cursor is not None else ()
        return (stop for stop in reversed(before) if self._is_seen(stop))

    def _is_seen(self, stop: Path) -> bool:
        """Single rows, whose fields follow, and what can only be read are gone past."""
        if self.model.outline.line(stop).kind is LineKind.ROW:
            return False
        asked = asked_now(self.model, stop)
        return not (isinstance(asked, Asked) and asked.is_fixed)


def _first(asked: Asked) -> Told:
    return Told.CHOOSE_FIRST if not asked.is_written else Told.CANNOT


def _turned(outcome: Outcome) -> Turned:
    if outcome.nothing is None:
        return Turned(outcome=outcome)
    return Turned(told=Told.REFUSED if outcome.nothing is Nothing.REFUSED else Told.CANNOT, outcome=outcome)


def _is_same(one: Answer | None, other: Answer) -> bool:
    return one == other and type(one) is type(other)

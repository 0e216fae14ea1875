"""A form being filled in: the draft, the cursor, and what every key does. It draws nothing and keeps nothing.

Each method gives an ``Outcome``: what changed and what to keep, or why nothing happened.
"""

from dataclasses import replace
from typing import cast

from sipforms.actions.form.carrying import carried_state
from sipforms.actions.form.choosing import is_mixed, toggled
from sipforms.actions.form.findings import Findings
from sipforms.actions.form.fixing import why_fixed
from sipforms.actions.form.last_time import last_answer, why_hidden
from sipforms.actions.form.moves import area_beside, below, beside, first_at, first_empty, nearest, next_empty
from sipforms.actions.form.options import ANSWERED_WITH_KEYS, BEGINS_TYPING, REASONS, value_of
from sipforms.actions.form.outcome import Nothing, Outcome, Wanted
from sipforms.actions.form.outline import Cell, Line, Outline, outline
from sipforms.actions.form.pointing import blank_without, names_rows, no_rows_yet, why_it_stays
from sipforms.actions.form.searching import is_searched
from sipforms.actions.form.tally import Progress, Tally
from sipforms.engine.ask.draft import Draft, Patch, RefusedChangeError
from sipforms.engine.ask.row_titles import Words, plain_words
from sipforms.engine.paths import Path
from sipforms.engine.programme import Kind, Question, Rows
from sipforms.engine.response import Answer, Scalar


class FormModel:
    """One form on one screen. ``cursor`` is a question, a repeating item or a row; nothing when nothing is asked.

    Of the changes behind the draft the first ``floor`` are nobody's (what a round begins with) and are not undone.
    ``words`` says an answer as the face does, for the names of rows that are chosen between.
    """

    def __init__(self, draft: Draft, floor: int = 0, words: Words = plain_words) -> None:
        self.draft = draft
        self._floor = floor
        self._words = words
        self.outline = self._outline(draft)
        self.cursor: Path | None = first_empty(self.outline, draft.answers)
        self._tally = Tally(self.outline, draft.answers)
        self._asked_for: set[Path] = set()
        self.findings = Findings(draft)
        self.shows_last = True

    @property
    def line(self) -> Line | None:
        """The line that the cursor is on."""
        return None if self.cursor is None else self.outline.line(self.cursor)

    @property
    def cell(self) -> Cell | None:
        """The question that the cursor is on; nothing on rows."""
        return None if self.cursor is None else self.outline.cell(self.cursor)

    def progress(self, area: Path = ()) -> Progress:
        """How far an area, or the whole form, has come."""
        return self._tally.of(area)

    def last_time(self, path: Path) -> Answer | None:
        """Last time's answer, where it may be seen now."""
        is_asked_for = path in self.draft.revealed or (path in self._asked_for and path in self.draft.answers)
        hidden = why_hidden(self.draft, path, asked_for=is_asked_for)
        return None if hidden or not self.shows_last else last_answer(self.draft, path)

    # --- answering ----------------------------------------------------------------------------------------------

    def press(self, key: str) -> Outcome:
        """Answer with one key, and go on where that completes the answer."""
        cell, path = self.cell, self.cursor
        if path is None or cell is None:
            return Outcome(nothing=Nothing.NOTHING_ASKED if path is None else Nothing.ON_ROWS)
        if (refused := self._refusal()) is not None:
            return refused
        kind = cell.question.kind
        if kind not in ANSWERED_WITH_KEYS:
            begins = key in BEGINS_TYPING.get(kind, frozenset())
            instead = Nothing.NO_SUCH_REASON if key in REASONS else Nothing.WRITE_INSTEAD
            return Outcome(wanted=Wanted.TYPING) if begins else Outcome(nothing=instead)
        value = value_of(cell.question, key)
        if value is None and key.isalnum() and is_searched(cell.question):
            return Outcome(wanted=Wanted.SEARCHING)
        if value is None:
            return self._no_such_key(cell, key)
        return self.choose(value)

    def choose(self, value: Scalar) -> Outcome:
        """Take one answer of the list at the cursor: of several it is ticked, or unticked, and the cursor stays."""
        path, cell = self.cursor, self.cell
        if path is None or cell is None or cell.question.kind is not Kind.CHOICES:
            return self.answer(value)
        return self._toggle(path, cell.question, value)

    def answer(self, value: Answer) -> Outcome:
        """Answer the question at the cursor and go on to the next."""
        return self._answer(value, advance=True)

    def changed_to(self, draft: Draft) -> Outcome:
        """Take in a draft that has come of this one by a change."""
        return self._changed(draft)

    def clear(self) -> Outcome:
        """Leave the question at the cursor blank, and stay."""
        path, refused = self.cursor, self._refusal()
        if path is None or refused is not None:
            return refused or Outcome(nothing=Nothing.NOTHING_ASKED)
        if path not in self.draft.answers:
            return Outcome(nothing=Nothing.NOTHING_TO_CLEAR)
        return self._changed(self.draft.clear(path))

    def offered(self) -> Outcome:
        """Answer as last time, where the programme offers that or carried it over: unchanged since then."""
        path, cell = self.cursor, self.cell
        if self.draft.header.paper is not None:
            return Outcome(nothing=Nothing.ON_PAPER)
        is_offered = cell is not None and cell.question.carry == "offerUnchanged"
        if path is None or not (is_offered or carried_state(self.draft, path)):
            return Outcome(nothing=Nothing.NOT_OFFERED)
        before = last_answer(self.draft, path)
        return Outcome(nothing=Nothing.NO_LAST_TIME) if before is None else self.answer(before)

    def note(self, text: str) -> Outcome:
        """Write a note to the item at the cursor, or take it away with a blank text."""
        line = self.line
        if line is None:
            return Outcome(nothing=Nothing.NOTHING_ASKED)
        try:
            return self._changed(self.draft.note(line.path, text))
        except RefusedChangeError:
            return Outcome(nothing=Nothing.TEXT_REFUSED)

    def reason(self, key: str, text: str) -> Outcome:
        """Say why what a soft check found may stand."""
        try:
            return self._changed(self.draft.reason(key, text))
        except RefusedChangeError:
            return Outcome(nothing=Nothing.TEXT_REFUSED)

    def undo(self) -> Outcome:
        """Take the last change back, and go where it was made."""
        if len(self.draft.undoable) <= self._floor:
            return Outcome(nothing=Nothing.NOTHING_TO_UNDO)
        patches, before = self.draft.undoable[-1], self.outline
        outcome = self._changed(self.draft.undo(), patches)
        return self._moved(self._place_of(patches[0], before) or self.cursor, outcome)

    # --- rows ---------------------------------------------------------------------------------------------------

    def add_row(self) -> Outcome:
        """Add a row to the repeating item around the cursor, and go to its first field."""
        rows = self._rows()
        if rows is None:
            return Outcome(nothing=Nothing.NOT_ON_ROWS)
        if rows.max_items is not None and len(self.draft.rows.get(rows.path, ())) >= rows.max_items:
            return Outcome(nothing=Nothing.TOO_MANY_ROWS, numbers=(str(rows.max_items),))
        if (locked := why_fixed(self.draft, self.outline, rows.path)) is not None:
            return locked
        row = (*rows.path, self.draft.next_row(rows.path))
        outcome = self._changed(self.draft.add_row(rows.path))
        fields = (one for one in self.outline.stops if one[: len(row)] == row and one != row)
        return self._moved(next(fields, row), outcome)

    def remove_row(self) -> Outcome:
        """Remove the row around the cursor. Undoing brings it back with all its answers."""
        rows, cursor = self._rows(), self.cursor
        if rows is None or cursor is None or len(cursor) <= len(rows.path):
            return Outcome(nothing=Nothing.NOT_ON_ROWS)
        row = cursor[: len(rows.path) + 1]
        stays = why_it_stays(self.draft, self.outline, row)
        if stays is not None:
            return stays
        after = (one for one in self.outline.stops[self.outline.place_of[row] :] if one[: len(row)] != row)
        inside = next((one for one in after if one[: len(rows.path)] == rows.path), rows.path)
        blanked = blank_without(self.draft, self.outline, row)
        outcome = self._changed(self.draft.remove_row(rows.path, row[-1]))
        return self._moved(inside, replace(outcome, numbers=blanked))

    # --- going --------------------------------------------------------------------------------------------------

    def step(self, steps: int) -> Outcome:
        """Go to the next question, or back."""
        return self._went(self.cursor and beside(self.outline, self.cursor, steps), _end(steps))

    def down(self, lines: int) -> Outcome:
        """Go down, or up, in the same column."""
        return self._went(self.cursor and below(self.outline, self.cursor, lines), _end(lines))

    def next_area(self, step: int) -> Outcome:
        """Go to the first question of the next area, or of the one before."""
        return self._went(self.cursor and area_beside(self.outline, self.cursor, step), _end(step))

    def next_empty(self) -> Outcome:
        """Go to the next question without an answer, from the top again after the last."""
        found = self.cursor and next_empty(self.outline, self.cursor, self.draft.answers)
        return self._went(found, Nothing.NO_EMPTY_LEFT)

    def jump(self, number: str) -> Outcome:
        """Go to the item, row or area with that number."""
        place = self.outline.numbers.get(number.strip().rstrip(".").replace(",", "."))
        read = () if place is None or self.outline.lines[place].stops else self.outline.lines[place].readings
        found = next(iter(read), None) if read else None if place is None else first_at(self.outline, place)
        return self._went(found, Nothing.NO_SUCH_NUMBER)

    def go(self, path: Path) -> Outcome:
        """Go to a question, a row, or the first stop inside an area or item."""
        found = path if path in self.outline.line_of else None
        inside = (one for one in self.outline.stops if one[: len(path)] == path)
        return self._went(found or next(inside, None), Nothing.NO_SUCH_NUMBER)

    def show_last(self) -> Outcome:
        """Show last time's answer to the question at the cursor, where the programme allows it on request."""
        if self.cursor is None:
            return Outcome(nothing=Nothing.NOTHING_ASKED)
        hidden = why_hidden(self.draft, self.cursor, asked_for=True) if self.shows_last else Nothing.LAST_UNWANTED
        if hidden is None and self.last_time(self.cursor) is not None:
            return Outcome(nothing=Nothing.LAST_SHOWN)
        if hidden is not None:
            return Outcome(nothing=hidden)
        shown = Outcome(paths=frozenset({self.cursor}))
        if self.cursor in self.draft.answers:
            self._asked_for.add(self.cursor)
            return shown
        self.draft = self.draft.reveal(self.cursor)
        return replace(shown, entry=self.draft.last)

    def would_reveal_early(self) -> bool:
        """Whether ``show_last`` would show last time's answer before this time's has been given."""
        path = self.cursor
        if path is None or not self.shows_last or path in self.draft.answers or path in self.draft.revealed:
            return False
        return why_hidden(self.draft, path, asked_for=True) is None

    # --- inside -------------------------------------------------------------------------------------------------

    def _no_such_key(self, cell: Cell, key: str) -> Outcome:
        """Why the key gives no answer: none has it, or there are no rows yet to choose between."""
        otherwise = Nothing.NO_SUCH_REASON if key in REASONS else Nothing.NO_SUCH_KEY
        return no_rows_yet(self.outline, cell) or Outcome(nothing=otherwise)

    def _outline(self, draft: Draft) -> Outline:
        return outline(draft.form, draft.asked, draft.rows, draft.standing(self._words))

    def _toggle(self, path: Path, question: Question, value: Scalar) -> Outcome:
        chosen = self.draft.answers.get(path, ())
        left = toggled(question, chosen if isinstance(chosen, tuple) else (), value)
        return self._answer(left, advance=False) if left else self.clear()

    def _answer(self, value: Answer, *, advance: bool) -> Outcome:
        path, refused = self.cursor, self._refusal()
        if path is None or refused is not None:
            return refused or Outcome(nothing=Nothing.NOTHING_ASKED)
        problem = self.draft.problem_with(path, value)
        if problem is not None:
            return Outcome(nothing=Nothing.REFUSED, problem=problem)
        if self.cell is not None and isinstance(value, tuple) and is_mixed(self.cell.question, value):
            return Outcome(nothing=Nothing.REASON_STANDS_ALONE)
        outcome = self._changed(self.draft.answer(path, value))
        if not advance:
            return outcome
        after = beside(self.outline, path, 1)
        return replace(outcome, is_last=True) if after is None else self._moved(after, outcome)

    def _refusal(self) -> Outcome | None:
        cell = self.cell
        if cell is None:
            return Outcome(nothing=Nothing.NOTHING_ASKED if self.cursor is None else Nothing.ON_ROWS)
        if cell.question.computed is not None:
            return Outcome(nothing=Nothing.COMPUTED)
        return why_fixed(self.draft, self.outline, cell.path)

    def _changed(self, draft: Draft, patches: tuple[Patch, ...] | None = None) -> Outcome:
        before, old, self.draft = self.outline, self.draft, draft
        touched = patches if patches is not None else draft.undoable[-1]
        if draft.asked.paths is not old.asked.paths or draft.rows is not old.rows or names_rows(draft, touched):
            self.outline = self._outline(draft)
            self._tally = Tally(self.outline, draft.answers)
            self.cursor = nearest(before, self.outline, self.cursor)
        else:
            for part, key, _ in touched:
                if part == "answers":
                    path = cast("Path", key)
                    self._tally.change(path, old.answers.get(path), draft.answers.get(path))
        return Outcome(
            entry=draft.last,
            paths=frozenset(self._seen(touched)),
            appeared=self.outline.only_here(before),
            vanished=before.only_here(self.outline),
            reshaped=self.outline is not before,
            found=self.findings.after(draft),
        )

    def _seen(self, patches: tuple[Patch, ...]) -> set[Path]:
        """What looks different after the patches: also the row around a field, whose title may be the answer."""
        paths = {cast("Path", key) for part, key, _ in patches if part in ("answers", "notes", "rows")}
        around = {path: self.draft.form.places.rows_of(self.draft.form.places.template(path)) for path in paths}
        return paths | {path[: len(rows) + 1] for path, rows in around.items() if rows is not None}

    def _place_of(self, patch: Patch, before: Outline) -> Path | None:
        """Where a change was made, as far as that can be seen now: the row that came back, the question, the item."""
        part, key, _ = patch
        if part not in ("answers", "rows", "notes"):
            return None
        path = cast("Path", key)
        inside = [one for one in self.outline.stops if one[: len(path)] == path]
        came = (one for one in inside if part == "rows" and one not in before.place_of)
        return next(came, None) or (path if path in self.outline.place_of else next(iter(inside), None))

    def _rows(self) -> Rows | None:
        line = self.line
        if line is None or line.rows is not None:
            return line.rows if line else None
        places = self.draft.form.places
        around = places.rows_of(places.template(line.path))
        return None if around is None else places.rows[around]

    def _went(self, to: Path | None, otherwise: Nothing) -> Outcome:
        if self.cursor is None:
            return Outcome(nothing=Nothing.NOTHING_ASKED)
        return Outcome(nothing=otherwise) if to is None else self._moved(to, Outcome())

    def _moved(self, to: Path | None, outcome: Outcome) -> Outcome:
        was, self.cursor = self.cursor, to
        return replace(outcome, moved=was != to)


def _end(steps: int) -> Nothing:
    return Nothing.AT_THE_END if steps > 0 else Nothing.AT_THE_START

"""Rows as lines: added, gone into, removed; after the last field of a new one back to where the next can be added."""

from sipforms.actions.form.asking import Asked, AskedRows
from sipforms.actions.form.model import FormModel
from sipforms.actions.form.outcome import Nothing, Outcome
from sipforms.cli.line.commands import Command, Do, command_in
from sipforms.cli.line.questions import rows_hint, rows_lines
from sipforms.cli.line.talk import Talk, say_all
from sipforms.engine.paths import Path
from sipforms.render.language import _


class RowsLines:
    """The repeating items of a form."""

    def __init__(self, talk: Talk, model: FormModel) -> None:
        self._talk, self._model = talk, model
        self._new: set[Path] = set()
        self._seen: set[Path] = set()

    def show(self, asked: AskedRows) -> None:
        """What stands there, and what can be done."""
        say_all(self._talk, rows_lines(asked, self._model))
        self._talk.say(rows_hint(asked))

    def turn(self, asked: AskedRows) -> Outcome | Command | str:
        """One line where rows, or one row, stand."""
        line = self._talk.ask(_("Row:") if asked.row is None else _("This row:"))
        typed, command = line.strip(), command_in(line)
        if not typed:
            return Command(do=Do.NEXT) if asked.row is not None else self._past(asked)
        if typed.isdecimal() and asked.row is None:
            return self._into(asked, int(typed))
        if command is None:
            return _("Type a number, or one of the words.")
        if command.do is Do.ADD:
            return self._add()
        if command.do is Do.REMOVE:
            return self._remove(asked, command.rest)
        return command

    def see(self, asked: Asked | AskedRows) -> None:
        """Remember which rows somebody has been in."""
        if asked.row is not None:
            self._seen.add(asked.row)

    def go_back(self, left: Asked) -> bool:
        """After the last field of a row that was added here: to its rows, where one more can be added."""
        row, cursor = left.row, self._model.cursor
        is_out = cursor is None or row is None or cursor[: len(row)] != row or cursor == left.path
        if row is None or row not in self._new or not is_out:
            return False
        self._model.go(row[:-1])
        return True

    def _past(self, asked: AskedRows) -> Outcome:
        """Into the first row that nobody has been in yet; past all of them once somebody was in each."""
        unseen = next((row for row in asked.standing if row not in self._seen), None)
        if unseen is not None:
            return self._model.go(unseen)
        stops, here = self._model.outline.stops, self._model.outline.place_of[asked.path]
        after = next((one for one in stops[here:] if one[: len(asked.path)] != asked.path), None)
        return Outcome(nothing=Nothing.AT_THE_END) if after is None else self._model.go(after)

    def _add(self) -> Outcome:
        outcome = self._model.add_row()
        if outcome.nothing is None and self._model.cursor is not None:
            rows = self._model.draft.form.places.rows_of(self._model.draft.form.places.template(self._model.cursor))
            self._new.add(self._model.cursor[: len(rows or ()) + 1])
        return outcome

    def _into(self, asked: AskedRows, number: int) -> Outcome | str:
        """To the first field of that row."""
        if not 1 <= number <= len(asked.standing):
            return _("There is no row with that number.")
        row = asked.standing[number - 1]
        outcome = self._model.go(row)
        after = self._model.outline.place_of[row] + 1
        stops = self._model.outline.stops
        inside = after < len(stops) and stops[after][: len(row)] == row
        return self._model.step(1) if inside else outcome

    def _remove(self, asked: AskedRows, number: str) -> Outcome | str:
        """Remove the row that is named, or the one here."""
        if asked.row is None:
            if not number.isdecimal() or not 1 <= int(number) <= len(asked.standing):
                return _("Type which row: `{word} 1`.").format(word=_("remove"))
            self._model.go(asked.standing[int(number) - 1])
        outcome = self._model.remove_row()
        if outcome.nothing is not None and asked.row is None:
            self._model.go(asked.path)
        elif outcome.nothing is None:
            self._talk.say(_("Removed. `{word}` brings it back.").format(word=_("undo")))
            self._model.go(asked.rows.path)
        return outcome

"""The lines of a form that is looked over: what is to be mended, what may be looked at again, how it was answered."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from rich.text import Text

from sipforms.actions.fill import Filling
from sipforms.actions.form.model import FormModel
from sipforms.actions.form.moves import first_empty
from sipforms.actions.form.noticing import Notice, Noticed, noticed
from sipforms.engine.ask import personal_numbers
from sipforms.engine.ask.draft import reason_key
from sipforms.engine.ask.review import review
from sipforms.engine.paths import Path
from sipforms.engine.problem import AnswerProblem, Level
from sipforms.engine.score.missing import Gap
from sipforms.render.charts.words import gap
from sipforms.render.due_words import way_words
from sipforms.render.language import N_, _, ngettext
from sipforms.render.plain import plain
from sipforms.render.problems import answer_sentence
from sipforms.tui.tables import columns
from sipforms.tui.widgets.listing import Entry

LEVELS = {Level.ERROR: N_("Mend"), Level.WARNING: N_("Is this right?"), Level.NOTE: N_("Stands")}
WITH_THE_CITIZEN = frozenset({"interview", "assisted", "self"})
"""Ways of answering in which the citizen is there and can see the answers."""
WORD, NUMBER = 17, 9


@dataclass(frozen=True, slots=True, kw_only=True)
class GoTo:
    """A place in the form to go to."""

    path: Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """Whether the citizen has seen the answers: turned by choosing it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewLines:
    """The lines of one form. ``shown``: somebody says that the citizen has seen the answers."""

    model: FormModel
    filling: Filling
    shown: bool = False

    @property
    def can_be_shown(self) -> bool:
        """Whether the citizen is there to see the answers before they are handed in; a correction comes later."""
        is_new = self.model.draft.header.corrects is None
        return is_new and self.model.draft.form.situation.mode in WITH_THE_CITIZEN

    def entries(self) -> Iterator[Entry]:
        """All lines, what must be mended first."""
        found = review(self.model.draft)
        if not any(one.level is not Level.NOTE for one in found):
            yield line(_("Nothing is left to mend. F2 hands in."))
            yield line("")
        yield from (self._problem(one) for one in found)
        yield from (self._noticed(one) for one in noticed(self.model))
        yield from self._blank()
        yield from self._notes()
        yield line("")
        yield from self._how()

    def _how(self) -> Iterator[Entry]:
        """How it was answered, and how often the answer was none."""
        situation = self.model.draft.form.situation
        way = way_words(self.filling.programme, situation.mode, situation.informant)
        if way:
            yield _in_columns((_("Answered by"), "", way), None)
        counted = "   ".join(f"{gap(one)} {count}" for one, count in self._missing().items())
        if counted:
            yield _in_columns((_("No answer"), "", counted), None)
        if self.can_be_shown:
            mark = "[x]" if self.shown else "[ ]"
            who = plain(self.filling.programme.informants.get(situation.informant or "", "")) or _("The citizen")
            said = _("{who} has seen the answers on the screen").format(who=who)
            yield Entry(drawn=lambda _width: Text(f"{mark} {said}", end=""), chosen=Shown())

    def _problem(self, problem: AnswerProblem) -> Entry:
        number, title = self.where(problem.path)
        said = self.said(problem)
        words = f"{_leading(title)} {said}" if title else said
        level = _(LEVELS[Level.WARNING if problem.code in personal_numbers.CODES else problem.level])
        return _in_columns((level, number, words), problem)

    def _noticed(self, one: Noticed) -> Entry:
        (number, title), to = self.where(one.path), self.where(one.to)[0]
        if one.notice is Notice.EQUAL:
            said = ngettext("{count} equal answer in a row", "{count} equal answers in a row", one.count)
            number, words = f"{number}–{to}", said.format(count=one.count) + ". " + _("Is this right?")
        else:
            said = ngettext("changed {count} time", "changed {count} times", one.count)
            words = f"{_leading(title)} {said.format(count=one.count)}"
        return _in_columns((_("Look again"), number, words), GoTo(path=one.path))

    def _blank(self) -> Iterator[Entry]:
        progress = self.model.progress()
        left = progress.asked - progress.answered
        empty = first_empty(self.model.outline, self.model.draft.answers)
        if left and empty is not None:
            words = ngettext("{count} question is blank", "{count} questions are blank", left).format(count=left)
            more = _("from {number}").format(number=self.where(empty)[0])
            yield _in_columns((_("Blank"), self.where(empty)[0], f"{words}, {more}"), GoTo(path=empty))

    def _notes(self) -> Iterator[Entry]:
        for path, note in self.model.draft.notes.items():
            number, title = self.where(path)
            words = f"{_leading(title)} {plain(note)}".replace("\n", " ")
            yield _in_columns((_("Note"), number, words), GoTo(path=path))

    def _missing(self) -> Counter[Gap]:
        """How often there was an answer that is not a number."""
        counted: Counter[Gap] = Counter()
        for path, answer in self.model.draft.answers.items():
            question = self.model.draft.form.question(path)
            option = question.scale.option(answer) if question and question.scale else None
            if option is not None and option.missing is not None and path in self.model.draft.asked:
                counted[Gap(option.missing)] += 1
        return counted

    def said(self, problem: AnswerProblem) -> str:
        """What was found, and the reason why it may stand."""
        reason = self.model.draft.reasons.get(self.reason_key(problem)) if problem.check else None
        found = answer_sentence(problem)
        return f"{found} – {plain(reason)}" if reason else found

    def where(self, path: Path) -> tuple[str, str]:
        """The number and title of what the path is in."""
        lines = [one for one in self.model.outline.lines if path[: len(one.path)] == one.path]
        found = max(lines, key=lambda one: len(one.path), default=None)
        if found is None:
            return "", ""
        cell = next((one for one in found.cells if one.path == path and one.question.dimension is not None), None)
        title = plain(found.title) if found.rows is None else plain(found.rows.title)
        return found.number, f"{title} ({plain(cell.question.wording.title)})" if cell else title

    def reason_key(self, problem: AnswerProblem) -> str:
        """What the reason for a finding is kept by."""
        rows = problem.path[:-1]
        inside = rows in self.model.draft.form.places.rows
        return reason_key(problem.check or "", problem.path, rows if inside else None)


def line(words: str) -> Entry:
    """A line that nothing can be done with."""
    return Entry(drawn=lambda _width: Text(words, end=""), is_told=True)


def _in_columns(parts: tuple[str, str, str], chosen: object) -> Entry:
    is_told = chosen is None
    return Entry(drawn=lambda width: columns(parts, (WORD, NUMBER, 0), width), chosen=chosen, is_told=is_told)


def _leading(title: str) -> str:
    """The title before what is said about it; a question keeps its own mark and gets no colon."""
    return title if title.endswith(("?", "!", ".", ":")) else f"{title}:"

"""The lines of two sides that differ: what it is about, and what each of them says, who wrote it and when."""

from collections.abc import Mapping
from datetime import datetime
from itertools import chain

from sipforms.actions.form.outline import Line, LineKind, Outline, outline
from sipforms.actions.merging import Choice, Claim, Comparison, Disagreement
from sipforms.actions.sides import ANSWERS, NOTES, ROWS, Side, Written
from sipforms.engine.ask.draft import Draft
from sipforms.engine.ask.visibility import Asked, concrete
from sipforms.engine.paths import Path, parsed
from sipforms.render.in_use import moment_words
from sipforms.render.language import _, ngettext
from sipforms.render.plain import plain
from sipforms.render.wording import answer_line, row_words

ROW_OF_REASON = "@"


class ApartTexts:
    """Words for the disagreements of two sides. ``now`` decides whether a moment needs its day."""

    def __init__(self, mine: Side, theirs: Side, now: datetime) -> None:
        self._mine, self._theirs, self._now = mine, theirs, now
        self._outline = _whole_outline(mine.draft, theirs.draft)

    def heading(self, one: Disagreement) -> str:
        """What the two differ about."""
        part, where = one.key
        if isinstance(where, str):
            check, _at, row = where.partition(ROW_OF_REASON)
            place = self._named(parsed(row)) if row else ""
            words = _("Why it may stand: {what}").format(what=self._check(check))
            return f"{place} · {words}" if place else words
        named = self._named(where)
        return _("Note to {what}").format(what=named) if part == NOTES else named

    def option(self, one: Disagreement, choice: Choice) -> str:
        """What is chosen by that, in words."""
        if choice is Choice.BOTH:
            return f"{self._said(one, one.mine)} / {self._said(one, one.theirs)}"
        return self._said(one, one.mine if choice is Choice.MINE else one.theirs)

    def who(self, one: Disagreement, choice: Choice) -> str:
        """Who wrote that, and when."""
        if choice is Choice.BOTH:
            return _("both")
        return self.written((one.mine if choice is Choice.MINE else one.theirs).written)

    def written(self, written: Written) -> str:
        """Who wrote something, and when; a dash where nobody did."""
        moment = "" if written.at is None else moment_words(written.at, self._now)
        return " ".join(part for part in (plain(written.by), moment) if part) or "–"

    def _said(self, one: Disagreement, claim: Claim) -> str:
        part, where = one.key
        if part == ROWS:
            side = self._mine if claim is one.mine else self._theirs
            return self._row(side, parsed(where) if isinstance(where, str) else where) if claim.value else _("removed")
        if claim.value is None:
            return _("blank")
        question = self._mine.draft.form.question(where) if part == ANSWERS and not isinstance(where, str) else None
        if question is None:
            return plain(str(claim.value)).replace("\n", " ")
        draft = (self._mine if claim is one.mine else self._theirs).draft
        said = answer_line(draft.standing(answer_line).as_choice(question, question.path), claim.value)
        return said.replace("\n", " ")

    def _row(self, side: Side, path: Path) -> str:
        rows = side.draft.form.places.rows.get(path[:-1])
        named = row_words(rows, side.draft, path) if rows else ""
        return _("stands: {row}").format(row=named) if named else _("stands")

    def _named(self, path: Path) -> str:
        """The number and the title of what stands at a path."""
        lines = [line for line in self._outline.lines if path[: len(line.path)] == line.path]
        line = max(lines, key=lambda found: len(found.path), default=None)
        if line is None:
            return _("The form as a whole")
        cell = next((one for one in line.cells if one.path == path and one.question.dimension is not None), None)
        title = self._title(line)
        words = f"{title} ({plain(cell.question.wording.title)})" if cell else title
        return f"{line.number} {words}"

    def _title(self, line: Line) -> str:
        if line.kind is not LineKind.ROW or line.rows is None:
            return plain(line.title)
        names = (row_words(line.rows, side.draft, line.path) for side in (self._mine, self._theirs))
        return next(filter(None, names), plain(line.rows.title))

    def _check(self, id_: str) -> str:
        form = self._mine.draft.form
        checks = (*form.questionnaire.checks, *chain.from_iterable(one.checks for one in form.places.rows.values()))
        return next((plain(one.message) for one in checks if one.id == id_), plain(id_))


def _whole_outline(mine: Draft, theirs: Draft) -> Outline:
    """Every line that there could be, asked or not, with the rows of both."""
    form = mine.form
    rows: Mapping[Path, tuple[str, ...]] = {
        path: tuple(dict.fromkeys((*mine.rows.get(path, ()), *theirs.rows.get(path, ())))) for path in form.places.rows
    }
    paths = frozenset(chain.from_iterable(concrete(form, template, rows) for template in form.places.order))
    return outline(form, Asked(paths=paths), rows)


def merged_words(comparison: Comparison) -> str:
    """What has become of two forms that were made one."""
    count = sum(part == ANSWERS for part, _where in comparison.taken)
    over = ngettext("{count} answer came over from the other.", "{count} answers came over from the other.", count)
    told = _("The two forms are one now. F2 goes on to handing in.")
    return f"{told} {over.format(count=count)}" if count else told

"""A whole questionnaire as text, hidden questions too: what is asked, with which keys it is answered, and when."""

import textwrap
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sipforms.actions.form.options import choices
from sipforms.actions.form.outline import Line, LineKind, outline
from sipforms.actions.preview.view import View
from sipforms.engine.ask.form import Form, prepare
from sipforms.engine.ask.places import reads
from sipforms.engine.ask.situation import Situation
from sipforms.engine.ask.visibility import Asked, concrete
from sipforms.engine.condition import Condition
from sipforms.engine.paths import Path
from sipforms.engine.programme import Area, Kind, Programme, Question, Questionnaire
from sipforms.render.condition_words import Speaker
from sipforms.render.language import N_, _
from sipforms.render.plain import plain

WIDTH, STEP = 80, 2
A_ROW = "r1"
TOGETHER = "\x00"  # for a space that no line ends at; `plain` has removed any other
WRITTEN = {
    Kind.BOOLEAN: N_("yes or no"),
    Kind.INTEGER: N_("a whole number"),
    Kind.DATE: N_("a day"),
    Kind.TIME: N_("a time of day"),
    Kind.TEXT: N_("a line of text"),
    Kind.LONG_TEXT: N_("a text"),
}


def form_text(programme: Programme, questionnaire: Questionnaire, view: View, situation: Situation) -> str:
    """Every question in order, with its number on the form. The target group's own questions are left to it."""
    form = prepare(programme, questionnaire, situation)
    heading = questionnaire.headed(view.informant, view.variant)
    top = [plain(heading.title), "=" * len(plain(heading.title))]
    about = textwrap.wrap(plain(heading.description or ""), WIDTH)
    pages = _Pages(form, Speaker(programme, questionnaire))
    return "\n".join([*top, *about, *pages.lines()])


@dataclass(frozen=True, slots=True)
class _Pages:
    form: Form
    speaker: Speaker

    def lines(self) -> Iterator[str]:
        rows = dict.fromkeys(self.form.places.rows, (A_ROW,))
        every = (path for template in self.form.places.order for path in concrete(self.form, template, rows))
        for line in outline(self.form, Asked(paths=frozenset(every)), rows).lines:
            yield from self._line(line)

    def _line(self, line: Line) -> Iterator[str]:
        depth = line.depth * STEP
        match line.kind:
            case LineKind.AREA:
                yield ""
                yield from _wrapped(f"{line.number} {plain(line.title)}", depth)
                yield from _wrapped(plain(line.description or ""), depth + STEP)
                yield from self._gate(line.path, depth + STEP)
            case LineKind.ROWS:
                yield from _wrapped(f"{line.number} {plain(line.title)}", depth)
                yield from self._when(line.rows.visible_if if line.rows else (), depth + STEP)
                yield from self._locked(line.rows.locked_if if line.rows else (), depth + STEP)
                yield from _wrapped(_("any number of rows, each with:"), depth + STEP)
            case LineKind.ITEM:
                yield from _wrapped(f"{line.number} {plain(line.title)}", depth)
                for cell in line.cells:
                    yield from self._question(cell.question, depth + STEP)

    def _question(self, question: Question, depth: int) -> Iterator[str]:
        name = f"{plain(question.wording.title)} " if question.dimension is not None else ""
        situation = self.form.situation
        wording = question.worded(situation.informant, situation.variant)
        said = " ".join(plain(part) for part in (wording.preface, wording.say) if part)
        yield from _wrapped(f"“{said}”" if said else "", depth)
        yield from _wrapped(name + self._answers(question), depth)
        yield from self._when(question.visible_if, depth)
        if self.form.places.rows_of(question.path) is None:  # those of a field are told of its rows
            open_to = (one for one in question.locked_if if not self._looks_at(one, question))
            yield from self._locked(open_to, depth)

    def _answers(self, question: Question) -> str:
        if question.computed is not None:
            return _("worked out by itself")
        if question.row_ref is not None:
            rows = self.form.places.rows.get(question.row_ref.to)
            return "[" + _("one of the rows of {title}").format(title=plain(rows.title) if rows else "") + "]"
        if question.kind is Kind.BOOLEAN or not choices(question):
            return f"[{_in_words(question)}]" if question.kind in WRITTEN else ""
        several = _("several of: ") if question.kind is Kind.CHOICES else ""
        named = [f"{one.key} {plain(one.option.title)}".strip() for one in choices(question) if one.option]
        return several + "   ".join(one.replace(" ", TOGETHER) for one in named)

    def _gate(self, area: Path, depth: int) -> Iterator[str]:
        """What opens the way to all that comes after the area; there it is not told again."""
        found = (one for one in self._areas() if one.path == area and one.gate is not None)
        for one in found:
            said = self.speaker.all_of([one.gate] if one.gate is not None else [])
            yield from _wrapped(_("Nothing after this is asked unless {condition}.").format(condition=said), depth)

    def _areas(self) -> Iterator[Area]:
        return (one for one in self.form.questionnaire.walk() if isinstance(one, Area))

    def _looks_at(self, condition: Condition, question: Question) -> bool:
        """Whether the condition looks at the question itself, which it then leaves open."""
        places = self.form.places
        return any(question.path in places.matching(pattern, rows) for pattern, rows in reads(condition, None))

    def _locked(self, conditions: Iterable[Condition], depth: int) -> Iterator[str]:
        for one in dict.fromkeys(conditions):
            said = self.speaker.all_of([one])
            yield from _wrapped(_("Cannot be changed when {condition}.").format(condition=said), depth)

    def _when(self, conditions: tuple[Condition, ...], depth: int) -> Iterator[str]:
        gates = [one.gate for one in self._areas() if one.gate is not None]
        conditions = tuple(one for one in conditions if one not in gates)
        if conditions:
            said = self.speaker.all_of(dict.fromkeys(conditions))
            yield from _wrapped(_("Asked only when {condition}.").format(condition=said), depth)


def _in_words(question: Question) -> str:
    low, high = question.minimum, question.maximum
    if question.kind is Kind.INTEGER and low is not None and high is not None:
        return _("a whole number from {low} to {high}").format(low=low, high=high)
    return _(WRITTEN[question.kind])


def _wrapped(text: str, depth: int) -> list[str]:
    lead = " " * depth
    lines = textwrap.wrap(text, WIDTH, initial_indent=lead, subsequent_indent=lead + "  ", break_on_hyphens=False)
    return [line.replace(TOGETHER, " ") for line in lines]

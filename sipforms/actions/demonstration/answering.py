"""Answering a questionnaire as an invented person would, one question after another, whatever the programme asks."""

from collections.abc import Iterator
from dataclasses import replace

from sipforms.actions.demonstration.chance import between
from sipforms.actions.demonstration.mended import mended
from sipforms.actions.demonstration.outline import Outline
from sipforms.actions.demonstration.sitting import Sitting
from sipforms.actions.demonstration.values import Values
from sipforms.actions.form.carrying import prefilled
from sipforms.engine.ask.draft import Draft, reason_key
from sipforms.engine.ask.review import review
from sipforms.engine.ask.visibility import in_order
from sipforms.engine.paths import STAR, Path
from sipforms.engine.problem import Level
from sipforms.engine.programme import Kind, Question, Rows
from sipforms.engine.response import Answer

_PASSES = 60
_MOST_ROWS, _NEW_ROW, _ROWS_IN_ALL = 3, 0.35, 6
_MOVES_ON, _CHANGES, _OTHERWISE = 0.5, 0.06, 4


class Answering:
    """One sitting. ``text`` stands where something must be told in words."""

    def __init__(self, sitting: Sitting, aspects: Outline, text: str) -> None:
        self.sitting, self.outline, self.text = sitting, aspects, text
        self.values = Values(sitting, aspects, text)

    def answered(self, draft: Draft) -> Draft:
        """The draft with everything answered that the person answers, rows included, and nothing left to mend.

        Where a rule of the questionnaire allows no answer that was found, that stays to be seen in its review.
        """
        before = set(draft.answers)
        for change in prefilled(draft):
            draft = change
        carried = tuple(path for path in draft.answers if path not in before)
        draft = mended(self.filled(self._moved_on(draft, carried)), self, soft=False)
        return mended(draft, self, soft=True)

    def filled(self, draft: Draft, but: Draft | None = None) -> Draft:
        """The draft with an answer to everything that has none and that the person answers.

        ``but`` is the draft before a change: what was asked there already and left blank stays so.
        """
        seen: set[Path] = set(but.asked.paths) if but is not None else set()
        for _ in range(_PASSES):
            waiting = [path for path in in_order(draft.form, draft.rows, draft.asked) if path not in seen]
            waiting = [path for path in waiting if path not in draft.answers]
            if not waiting:
                break
            for path in waiting:
                seen.add(path)
                if path in draft.asked and path not in draft.answers:
                    draft = self._after(draft, path)
        return draft

    def otherwise(self, draft: Draft, path: Path) -> Iterator[Answer | None]:
        """What the person might as well have answered there."""
        for again in range(1, _OTHERWISE + 1):
            sitting = replace(self.sitting, again=self.sitting.again + again)
            yield Values(sitting, self.outline, self.text).of(draft, path, must=True)

    def _after(self, draft: Draft, path: Path) -> Draft:
        rows = draft.form.places.rows.get(path)
        if rows is not None:
            return self._with_rows(draft, rows)
        value = self.values.of(draft, path)
        return draft if value is None else draft.answer(path, value)

    def _with_rows(self, draft: Draft, rows: Rows) -> Draft:
        """One to three rows; where some stand already, now and then one more."""
        person, standing = self.sitting.person, len(draft.rows.get(rows.path, ()))
        wanted = between(1, _MOST_ROWS, person.seed, person.number, "rows", rows.path, self.sitting.again)
        if standing:
            fresh = person.chance("new-row", rows.path, self.sitting.round) < _NEW_ROW and standing < _ROWS_IN_ALL
            wanted = standing + int(fresh)
        wanted = max(wanted, rows.min_items or 0, int(rows.path in draft.asked.required))
        for _ in range(min(wanted, rows.max_items or wanted) - standing):
            draft = draft.add_row(rows.path)
        return draft

    def _moved_on(self, draft: Draft, carried: tuple[Path, ...]) -> Draft:
        """What was carried over lives on: a row's status moves forward, something else changes now and then.

        Rows whose matter came to its end last time are taken out, some of them.
        """
        for path in carried:
            question = draft.form.question(path)
            if path not in draft.asked or path not in draft.answers or question is None or question.carry == "readonly":
                continue
            value = self._later(draft, path, question)
            if isinstance(value, _Over):
                is_held = draft.holding(path[:-2], path[-2])
                draft = draft if is_held else draft.remove_row(path[:-2], path[-2])
            elif value is not None and draft.problem_with(path, value) is None:
                draft = draft.answer(path, value)
        return draft

    def _later(self, draft: Draft, path: Path, question: Question) -> "Answer | _Over | None":
        chance = self.sitting.person.chance("moves-on", path, self.sitting.round)
        template = draft.form.places.template(path)
        if STAR not in template:
            return self.values.of(draft, path) if chance < _CHANGES else None
        last = self.outline.of(template).last
        if question.kind is not Kind.CHOICE or question.scale is None or not last or chance >= _MOVES_ON:
            return None
        rows = draft.form.places.rows[path[:-2]]
        if draft.answers[path] in last:
            is_left_over = rows.carry == "editable" and len(draft.rows[path[:-2]]) > (rows.min_items or 1)
            return _Over() if is_left_over else None
        said = [one.value for one in question.scale.options if one.missing is None]
        return _next_of(said, draft.answers[path], last, chance)


class _Over:
    """The row's matter is over and done with."""


def _next_of(said: list[int | str], now: Answer, last: frozenset[int | str], chance: float) -> int | str:
    """The next option, or once it is one of the last: mostly the first of them."""
    place = min(len(said) - 1, said.index(now) + 1 if now in said else 0)
    if said[place] not in last:
        return said[place]
    ends = [one for one in said if one in last]
    return ends[0] if chance < 0.8 * _MOVES_ON else ends[-1]


def with_reasons(draft: Draft, text: str) -> Draft:
    """The draft with a reason for every soft check: invented people mean what they say."""
    for found in review(draft):
        if found.level is Level.WARNING and found.check is not None:
            rows = found.path[:-1] if found.path[:-1] in draft.form.places.rows else None
            draft = draft.reason(reason_key(found.check, found.path, rows), text)
    return draft

"""Answering a questionnaire as an invented person would, one question after another, whatever the programme asks."""

import random
from collections.abc import Callable, Iterator
from datetime import date, timedelta

from sipforms.actions.demonstration.person import Person
from sipforms.engine.ask.draft import Draft, reason_key
from sipforms.engine.ask.review import review
from sipforms.engine.paths import Path
from sipforms.engine.problem import Level
from sipforms.engine.programme import Kind, Question, Rows, Scale
from sipforms.engine.response import Answer

MAX_STEPS = 5_000
_DAYS_BEFORE_ADMISSION, _DAYS_BETWEEN_DATES = 90, 5
_TEXT_SHARE, _CHANGE_SHARE, _SPREAD = 0.35, 0.12, 0.16


class Answering:
    """One person answering one questionnaire in one round. ``text`` stands where something must be told in words."""

    def __init__(self, person: Person, round_: int, admission: date, text: str) -> None:
        self.person, self.round, self.admission, self.text = person, round_, admission, text
        self.ways: dict[Kind, Callable[[Draft, Path, Question, random.Random], Answer | None]] = {
            Kind.CHOICE: self._choice,
            Kind.CHOICES: self._choices,
            Kind.BOOLEAN: self._boolean,
            Kind.INTEGER: self._integer,
            Kind.DATE: self._date,
            Kind.TIME: lambda *_: "14:30",
            Kind.TEXT: self._text,
            Kind.LONG_TEXT: self._text,
        }

    def answered(self, draft: Draft) -> Draft:
        """The draft with everything answered that the person answers, rows included."""
        seen: set[Path] = set()
        for _ in range(MAX_STEPS):
            path = next((one for one in in_order(draft) if one not in seen), None)
            if path is None:
                break
            seen.add(path)
            draft = self._after(draft, path)
        return draft

    def _after(self, draft: Draft, path: Path) -> Draft:
        rows = draft.form.places.rows.get(path)
        if rows is not None:
            return self._with_rows(draft, rows)
        question = draft.form.question(path)
        if question is None or question.computed is not None:
            return draft
        chance = self._chance(path)
        value = self.ways[question.kind](draft, path, question, chance)
        if value is None or draft.problem_with(path, value) is not None:
            return draft
        return draft.answer(path, value)

    def _with_rows(self, draft: Draft, rows: Rows) -> Draft:
        wanted = max(rows.min_items or 0, self.person.constant("rows", rows.path).randint(1, 3))
        for _ in range(min(wanted, rows.max_items or wanted)):
            draft = draft.add_row(rows.path)
        return draft

    def _chance(self, path: Path) -> random.Random:
        """Traits stay; in each round a share of them is thought over again."""
        fresh = self.person.constant("fresh", path, self.round)
        return fresh if fresh.random() < _CHANGE_SHARE else self.person.constant("trait", path)

    def _choice(self, draft: Draft, path: Path, question: Question, chance: random.Random) -> Answer | None:
        scale = question.scale
        if scale is None:
            return None
        missing = [one.value for one in scale.options if one.missing]
        silent = self.person.constant("silent", question.item, self.round).random() < self.person.silence
        if silent and missing:
            return chance.choice(missing)
        if silent and path not in draft.asked.required:
            return None
        if scale.direction != "none" and scale.numbers:
            return self._step(scale, question, chance)
        said = [one.value for one in scale.options if not one.missing]
        return chance.choice(said) if said else None

    def _step(self, scale: Scale, question: Question, chance: random.Random) -> int:
        """A step on a scale: importance is a trait, everything else follows how the person is doing in that area."""
        if scale.direction == "higherIsMore":
            level = 0.72 + chance.gauss(0, _SPREAD)
        else:
            area = self.person.constant("area", question.path[:1]).gauss(0, _SPREAD)
            noise = self.person.constant("item", question.path, self.round).gauss(0, _SPREAD)
            level = self.person.level + area + self.person.trend * self.round + noise
            level = 1 - level if scale.direction == "higherIsWorse" else level
        steps = scale.numbers
        return steps[max(0, min(len(steps) - 1, round(level * (len(steps) - 1))))]

    def _choices(self, _draft: Draft, _path: Path, question: Question, chance: random.Random) -> Answer | None:
        said = [one.value for one in question.scale.options if not one.missing] if question.scale else []
        least = max(question.min_items or 0, 1)
        most = max(least, min(question.max_items or 3, 3, len(said)))
        return tuple(chance.sample(said, chance.randint(least, most))) if len(said) >= most else None

    def _boolean(self, _draft: Draft, _path: Path, _question: Question, chance: random.Random) -> Answer:
        return chance.random() < 0.6

    def _integer(self, _draft: Draft, _path: Path, question: Question, chance: random.Random) -> Answer:
        least = question.minimum if question.minimum is not None else 0
        most = question.maximum if question.maximum is not None else least + 20
        return _on_step(chance, least, most, question.multiple_of or 1)

    def _date(self, draft: Draft, path: Path, _question: Question, _chance: random.Random) -> Answer:
        """Dates follow one another in the order in which they are asked, so that what ends has begun."""
        place = draft.form.places.order[draft.form.places.template(path)]
        day = self.admission + timedelta(days=_DAYS_BETWEEN_DATES * place - _DAYS_BEFORE_ADMISSION)
        return min(day, draft.header.situation.today).isoformat()

    def _text(self, draft: Draft, path: Path, question: Question, chance: random.Random) -> Answer | None:
        if path not in draft.asked.required and chance.random() > _TEXT_SHARE:
            return None
        said = question.wording.example or self.text
        return said[: question.max_length] if question.max_length else said


def with_reasons(draft: Draft, text: str) -> Draft:
    """The draft with a reason for every soft check: invented people mean what they say."""
    for found in review(draft):
        if found.level is Level.WARNING and found.check is not None:
            rows = found.path[:-1] if found.path[:-1] in draft.form.places.rows else None
            draft = draft.reason(reason_key(found.check, found.path, rows), text)
    return draft


def in_order(draft: Draft) -> Iterator[Path]:
    """What is asked now that has no answer yet, in the order in which it is asked."""
    order, template = draft.form.places.order, draft.form.places.template
    blank = (path for path in draft.asked.paths if path not in draft.answers)
    return iter(sorted(blank, key=lambda path: (order[template(path)], path)))


def _on_step(chance: random.Random, least: int, most: int, step: int) -> int:
    """A number on the question's step: a count is mostly low, what begins far from nothing (a year) lies between."""
    span = most - least
    is_count = least < span
    number = least + min(span, int(chance.expovariate(0.5))) if is_count else round(chance.triangular(least, most))
    return max(least, number - number % step)

"""What an invented person answers to one question, by its kind, scale, element and area."""

import math
from collections.abc import Callable, Mapping
from itertools import count

from sipforms.actions.demonstration.chance import normal, uniform
from sipforms.actions.demonstration.days import day_for
from sipforms.actions.demonstration.outline import BACKGROUND, INTERVENTION, SETTING, Aspect, Outline
from sipforms.actions.demonstration.patterned import fitting_text
from sipforms.actions.demonstration.silence import silent_answer
from sipforms.actions.demonstration.sitting import Sitting
from sipforms.engine.ask.draft import Draft
from sipforms.engine.condition import Leaf, walk
from sipforms.engine.paths import STAR, Path
from sipforms.engine.programme import Kind, Question, Scale
from sipforms.engine.response import Answer, Scalar

_IMPORTANT = 0.74
_FRESH: Mapping[str, float] = {BACKGROUND: 0.02, SETTING: 0.08, INTERVENTION: 0.12}
_USUALLY_FRESH = 0.08
_TOLD, _ANSWERED = 0.35, 0.93
_WORSE_IS_RARE = 1.5
_RARE_LAST, _LIST = 0.3, 4
_YEARS = (1800, 2300)
_OLDEST, _SHARE, _LARGE, _SMALL = 75, 100, 3_000, 40
_NEED_DRAWS = 5.0
_IN_ROWS = 2
_OPENINGS = ("for eksempel ", "f.eks. ", "fx ", "for example ", "e.g. ", "till exempel ", "t.ex. ")

Way = Callable[[Draft, Path, Question], Answer | None]


class Values:
    """The answers of one sitting. ``text`` stands where something is told in words."""

    def __init__(self, sitting: Sitting, aspects: Outline, text: str) -> None:
        self.sitting, self.outline, self.text = sitting, aspects, text
        self.ways: dict[Kind, Way] = {
            Kind.CHOICE: self._choice,
            Kind.CHOICES: self._choices,
            Kind.BOOLEAN: self._boolean,
            Kind.INTEGER: self._integer,
            Kind.DATE: lambda draft, path, question: day_for(sitting, aspects, draft, path, question),
            Kind.TIME: self._time,
            Kind.TEXT: self._text,
            Kind.LONG_TEXT: self._text,
            Kind.ROW: self._row,
        }

    def of(self, draft: Draft, path: Path, *, must: bool = False) -> Answer | None:
        """What the person answers there, or nothing; ``must`` where nothing will not do."""
        question = draft.form.question(path)
        if question is None or question.computed is not None:
            return None
        must = must or path in draft.asked.required
        silent = silent_answer(self.sitting, draft, path, question, must=must)
        if silent is not None:
            return silent.answer
        if not must and self._skipped(question, path):
            return None
        value = self.ways[question.kind](draft, path, question)
        return None if value is None or draft.problem_with(path, value) is not None else value

    def _skipped(self, question: Question, path: Path) -> bool:
        if question.kind in (Kind.CHOICE, Kind.BOOLEAN):
            return False
        share = _TOLD if question.kind in (Kind.TEXT, Kind.LONG_TEXT) else _ANSWERED
        return self._lasting(path, "skips") > share

    def _lasting(self, path: Path, *about: object) -> float:
        """Chance that stays from round to round, but is thought over again now and then."""
        aspect, again = self._aspect(path), self.sitting.again
        is_fresh = self.sitting.person.chance("fresh", path, *about, self.sitting.round) < self._fresh(aspect)
        return self.sitting.person.chance("lasting", path, *about, self.sitting.round if is_fresh else "stays", again)

    def _fresh(self, aspect: Aspect) -> float:
        return 0.0 if self.sitting.round == 0 else _FRESH.get(aspect.element, _USUALLY_FRESH)

    def _aspect(self, path: Path) -> Aspect:
        known = self.outline.aspects.get(path)
        if known is None and len(path) > _IN_ROWS:
            return self.outline.of((*path[:-2], STAR, path[-1]))
        return known or Aspect()

    def _level(self, aspect: Aspect) -> float:
        """How the person is doing there, as whoever answers sees it."""
        sitting = self.sitting
        return sitting.person.doing(aspect.area, sitting.gone) + sitting.person.seen_by(sitting.informant, aspect.area)

    def _need(self, area: str) -> float:
        return min(1.0, max(0.0, 1.1 - 1.2 * self.sitting.person.doing(area, self.sitting.gone)))

    def _choice(self, draft: Draft, path: Path, question: Question) -> Answer | None:
        scale = question.scale
        if scale is None:
            return None
        said = [one.value for one in scale.options if one.missing is None]
        said = [one for one in said if one in chosen_before(draft, question)] or said
        if not said:
            return None
        if scale.direction != "none" and len(said) > 1:
            return self._step(scale, said, path)
        return self._preferred(path, said, 1)[0]

    def _step(self, scale: Scale, said: list[int | str], path: Path) -> int | str:
        """A step on a scale: what matters is a trait, everything else follows how the person is doing in the area."""
        steps: list[int | str] = list(scale.numbers) or said
        person, aspect = self.sitting.person, self._aspect(path)
        round_ = self.sitting.round + 100 * self.sitting.again
        if scale.direction == "higherIsMore":
            level = (
                _IMPORTANT
                + 1.4 * person.of_item(("importance", *path), 0)
                + 0.03 * person.differs("said", path, round_)
            )
            level += 0.05 * person.differs("importance") + 0.05 * person.differs("importance", aspect.area)
        else:
            level = self._level(aspect) + person.of_item(path, round_, self.sitting.informant)
        if scale.direction == "higherIsWorse":
            level = max(0.0, 1 - level) ** _WORSE_IS_RARE
        return steps[max(0, min(len(steps) - 1, round(level * (len(steps) - 1))))]

    def _preferred(self, path: Path, said: list[int | str], number: int) -> list[int | str]:
        """So many of the options: the first ones more often, one that stands last seldom, areas by need."""

        def drawn(place: int) -> float:
            weight = -0.25 * place + 0.6 * normal(self.sitting.person.seed, "option", path, said[place])
            if place == len(said) - 1 >= _LIST - 1:
                weight += math.log(_RARE_LAST)
            if said[place] in self.outline.areas:
                weight = _NEED_DRAWS * self._need(str(said[place]))
            return weight - math.log(-math.log(self._lasting(path, said[place])))

        return [said[place] for place in sorted(range(len(said)), key=drawn, reverse=True)[:number]]

    def _choices(self, _draft: Draft, path: Path, question: Question) -> Answer | None:
        said = [one.value for one in question.scale.options if one.missing is None] if question.scale else []
        least = max(question.min_items or 0, 1)
        most = min(question.max_items or len(said), len(said))
        if most < least:
            return None
        aspect = self._aspect(path)
        wish = 1 + (2.5 * self._need(aspect.area) if aspect.element == INTERVENTION else 1.3) * self._lasting(
            path, "many"
        )
        number = max(least, min(most, round(wish)))
        wanted = [one for one in said if one in question.contains]
        needed = min(len(wanted), max(1, question.min_contains or 1)) if question.contains else 0
        most_wanted = len(wanted) if question.max_contains is None else question.max_contains
        first = self._preferred(path, wanted, min(needed, most_wanted)) if needed and question.min_contains != 0 else []
        rest = [one for one in said if one not in first]
        if question.contains and len(first) >= most_wanted:
            rest = [one for one in rest if one not in wanted]
        return (*first, *self._preferred(path, rest, max(0, number - len(first)))) or None

    def _boolean(self, _draft: Draft, path: Path, _question: Question) -> Answer:
        aspect = self._aspect(path)
        usual = 0.25 + 0.5 * uniform(self.sitting.person.seed, "usual", path)
        share = 0.2 + 0.9 * self._need(aspect.area) if aspect.element == INTERVENTION else usual
        return self._lasting(path, "yes") < share

    def _integer(self, _draft: Draft, path: Path, question: Question) -> Answer:
        step = question.multiple_of or 1
        least = question.minimum if question.minimum is not None else 0
        most = question.maximum if question.maximum is not None else max(least, 0) + 20
        number = self._number(path, question, least, most)
        number -= number % step
        return number if number >= least else number + step

    def _number(self, path: Path, question: Question, least: int, most: int) -> int:
        """A year is one that people alive were born in, a share mostly most of it, a count mostly few."""
        aspect, chance = self._aspect(path), self._lasting(path, "number")
        if least >= _YEARS[0] and most <= _YEARS[1]:
            first, last = max(least, self.sitting.today.year - _OLDEST), min(most, self.sitting.today.year)
            return round(_between(min(first, last), max(first, last), chance))
        if (least, most) == (0, _SHARE):
            return round(_between(10, most, math.sqrt(chance)))
        if most >= _LARGE:
            return least + round((most - least) * (0.03 + 0.15 * chance))
        if aspect.element == SETTING and question.required and most >= _SMALL:
            return max(least, min(most, round(self.outline.size * (0.9 + 0.2 * chance))))
        few = 4 if aspect.element == SETTING else 1 + 3 * self._need(aspect.area)
        return min(most, least + int(-math.log(1 - chance) * few))

    def _time(self, _draft: Draft, path: Path, _question: Question) -> Answer:
        hour, quarter = divmod(28 + int(64 * self._lasting(path, "time")), 4)
        return f"{hour % 24:02}:{15 * quarter:02}"

    def _text(self, _draft: Draft, path: Path, question: Question) -> Answer | None:
        if question.pattern is not None:
            tries = (self._patterned(path, question, number) for number in range(12))
            return next((one for one in tries if question.max_length is None or len(one) <= question.max_length), None)
        said = _as_said(question.wording.example) or self.text
        while question.min_length is not None and len(said) < question.min_length:
            said = f"{said} {self.text}"
        return said[: question.max_length].strip() if question.max_length else said

    def _row(self, draft: Draft, path: Path, question: Question) -> Answer | None:
        """One of the rows there are, none of which is the one around the question."""
        to = question.row_ref.to if question.row_ref else ()
        standing = [row for row in draft.rows.get(to, ()) if path[: len(to) + 1] != (*to, row)]
        return standing[int(self._lasting(path, "row") * len(standing))] if standing else None

    def _patterned(self, path: Path, question: Question, number: int) -> str:
        draws = count()
        round_ = self._lasting(path, "text")
        return fitting_text(
            question.pattern or "", lambda: uniform(round_, number, next(draws)), question.min_length or 0
        )


def chosen_before(draft: Draft, question: Question) -> tuple[Scalar, ...]:
    """What was chosen among the same options where it turns on that whether this is asked: "which of these most?"."""
    for part in (each for one in question.visible_if for each in walk(one)):
        other = draft.form.question(part.item.steps) if isinstance(part, Leaf) else None
        if isinstance(part, Leaf) and other is not None and other.scale == question.scale is not None:
            chosen = draft.answers.get(part.item.steps)
            if isinstance(chosen, tuple):
                return chosen
    return ()


def _as_said(example: str | None) -> str | None:
    """An example as somebody would say it: "For eksempel en svømmetur." is told as "En svømmetur."."""
    if not example:
        return None
    opening = next((one for one in _OPENINGS if example.lower().startswith(one)), "")
    said = example[len(opening) :]
    return said[:1].upper() + said[1:]


def _between(least: float, most: float, chance: float) -> float:
    """Mostly in the middle: the sum of two chances would be; one chance bent the same way is enough."""
    bent = math.sqrt(chance / 2) if chance < 0.5 else 1 - math.sqrt((1 - chance) / 2)
    return least + (most - least) * bent

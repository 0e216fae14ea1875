"""Which questions figures can be made of, and where each stands in its questionnaire."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sipforms.engine.paths import STAR, dotted, fitting, parsed
from sipforms.engine.programme import Area, Item, Kind, Programme, Question, Questionnaire
from sipforms.engine.report import may_see
from sipforms.engine.response import Scalar

CLOSED = (Kind.CHOICE, Kind.CHOICES, Kind.BOOLEAN)


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedAbout:
    """One closed question with the item and the area it stands in. ``area`` is the area's dotted path."""

    questionnaire: str
    question: Question
    item: str
    title: str
    area: str = ""
    area_title: str = ""
    dimension_title: str = ""

    @property
    def path(self) -> str:
        """The question's dotted path."""
        return dotted(self.question.path)

    @property
    def options(self) -> tuple[tuple[Scalar, str], ...]:
        """The values that count as answers, with their titles."""
        if self.question.kind is Kind.BOOLEAN:
            return (True, ""), (False, "")
        scale = self.question.scale
        return tuple((one.value, one.title) for one in scale.options if one.missing is None) if scale else ()

    @property
    def numbers(self) -> tuple[int, ...]:
        """The values that are numbers, where all of them are and one is more than another."""
        values = [value for value, _ in self.options]
        whole = [one for one in values if type(one) is int]
        scale = self.question.scale
        is_scale = scale is not None and scale.direction != "none" and len(whole) == len(values) > 1
        return tuple(sorted(whole)) if is_scale and self.question.kind is Kind.CHOICE else ()


def asked_about(
    programme: Programme, patterns: tuple[str, ...] | None, audience: tuple[str, ...]
) -> Iterator[AskedAbout]:
    """The closed questions that the patterns name (``questionnaire.path``), which everybody who reads may see.

    Without patterns those of outcome questionnaires about people that are answered on a scale of numbers. Questions
    inside rows are left out: they are about rows, not about people.
    """
    for asked in programme.questionnaires.values():
        if asked.subject == "facility":
            continue
        for one in _closed(asked, programme, audience):
            if patterns is None:
                if asked.element == "outcome" and one.numbers:
                    yield one
            elif any(fitting(parsed(each))((asked.id, *one.question.path)) for each in patterns):
                yield one


def _closed(asked: Questionnaire, programme: Programme, audience: tuple[str, ...]) -> Iterator[AskedAbout]:
    areas = [entry for entry in asked.walk() if isinstance(entry, Area)]
    for item in asked.items():
        around = [one for one in areas if item.path[: len(one.path)] == one.path and one.path != item.path]
        for question in item.questions:
            if question.kind in CLOSED and STAR not in question.path and may_see(question, audience):
                yield AskedAbout(
                    questionnaire=asked.id,
                    question=question,
                    item=dotted(item.path),
                    title=item.title,
                    area=dotted(around[-1].path) if around else "",
                    area_title=" · ".join(one.title for one in around),
                    dimension_title=_dimension(programme, item, question),
                )


def _dimension(programme: Programme, item: Item, question: Question) -> str:
    known = programme.dimension_sets.get(item.dimensions or "")
    return known.dimensions.get(question.dimension or "", "") if known is not None else ""


def once(several: Iterable[AskedAbout]) -> tuple[AskedAbout, ...]:
    """Each question once, in order."""
    return tuple({(one.questionnaire, one.path): one for one in several}.values())


def importance_pairs(questions: Iterable[AskedAbout]) -> Iterator[tuple[AskedAbout, AskedAbout]]:
    """Items asked about both how important they are and how satisfied people are, on the same steps, in order.

    Importance is where more is only more, satisfaction where more is better.
    """
    of_item: dict[tuple[str, str], list[AskedAbout]] = {}
    for one in questions:
        of_item.setdefault((one.questionnaire, one.item), []).append(one)
    for several in of_item.values():
        first = next((one for one in several if _direction(one) == "higherIsMore"), None)
        second = next((one for one in several if _direction(one) == "higherIsBetter"), None)
        if first is not None and second is not None and first.numbers and first.numbers == second.numbers:
            yield first, second


def _direction(one: AskedAbout) -> str:
    return one.question.scale.direction if one.question.scale is not None else "none"

"""Interventions: which there are, and whether one was given in a stay."""

from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase

from sipforms.engine.gather.asked import Versions, answered, real_values
from sipforms.engine.gather.stay import Stay
from sipforms.engine.paths import STAR, Path, dotted, fitting, parsed
from sipforms.engine.programme import Indicator, Kind, Programme, Question, Questionnaire
from sipforms.engine.response import Response, Scalar
from sipforms.engine.score.missing import Gap


@dataclass(frozen=True, slots=True, kw_only=True)
class Intervention:
    """Something that can be given: an option of a list, or a yes/no question. ``asked`` is the question's title."""

    questionnaire: str
    path: Path
    value: Scalar
    title: str
    asked: str

    @property
    def question(self) -> str:
        """The question as ``questionnaire.path``."""
        return dotted((self.questionnaire, *self.path))


def can_be_given(question: Question) -> bool:
    """Whether the question tells what was given: several of a list, yes or no, one of a list in rows."""
    in_rows = question.kind is Kind.CHOICE and STAR in question.path
    return (question.kind in (Kind.CHOICES, Kind.BOOLEAN) or in_rows) and question.sensitivity != "identity"


def meant(programme: Programme, pattern: str) -> Iterator[tuple[Questionnaire, Question]]:
    """The questions that ``questionnaire.path`` names, with stars in the path or without."""
    name, *path = parsed(pattern)
    asked = programme.questionnaires.get(name)
    if asked is not None and path:
        fits = fitting(tuple(path))
        yield from ((asked, question) for question in asked.questions() if fits(question.path))


def interventions(programme: Programme, patterns: tuple[str, ...]) -> Iterator[Intervention]:
    """What the patterns name, each once, in the programme's order; what cannot be given is passed over."""
    named = [one for pattern in patterns for one in meant(programme, pattern) if can_be_given(one[1])]
    for asked, question in dict.fromkeys((asked.id, question.path) for asked, question in named):
        yield from _of(programme.questionnaires[asked], question)


def named_outcomes(programme: Programme, names: tuple[str, ...]) -> Iterator[Indicator]:
    """The indicators that ids or patterns name, in the programme's order."""
    return (one for one in programme.indicators if any(fnmatchcase(one.id, name) for name in names))


def _of(asked: Questionnaire, path: Path) -> Iterator[Intervention]:
    question = next(one for one in asked.questions() if one.path == path)
    title = _item_title(asked, path) or question.wording.title
    for value in real_values(question):
        option = question.scale.option(value) if question.scale and question.kind is not Kind.BOOLEAN else None
        named = title if option is None else option.title
        yield Intervention(questionnaire=asked.id, path=path, value=value, title=named, asked=title)


def _item_title(asked: Questionnaire, path: Path) -> str:
    return next((one.title for one in asked.items() if one.path == path), "")


def was_given(one: Intervention, stay: Stay, versions: Versions) -> bool | None:
    """Whether any answer of the stay says so; false where they say something else, nothing where that is not known."""
    said = [_says(response, one, versions) for response in stay.to(one.questionnaire)]
    return True if True in said else False if False in said else None


def _says(response: Response, one: Intervention, versions: Versions) -> bool | None:
    question = versions.question(response, one.path)
    if question is None or one.value not in real_values(question):
        return None  # that version, or that target group, was not asked about it
    said = answered(response, question)
    if said is Gap.NOT_ASKED:
        return False
    if question.kind is Kind.BOOLEAN:
        return said if isinstance(said, bool) else None
    chosen = said if isinstance(said, list) else []
    if one.value in chosen:
        return True
    return None if chosen and set(map(str, chosen)).isdisjoint(map(str, real_values(question))) else False

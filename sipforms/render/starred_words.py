"""What the questions are called that a path with a star means: by their title, or by the area that they are in."""

from collections.abc import Iterator

from sipforms.engine.condition import Pattern
from sipforms.engine.paths import Path
from sipforms.engine.programme import Question, Questionnaire
from sipforms.render.language import _
from sipforms.render.plain import plain

MOST_NAMED = 3
"""More titles than these are no help to whoever reads a condition; the area says it then."""


def starred_name(questionnaire: Questionnaire, pattern: Pattern) -> str:
    """“Satisfied?” in “Relations”; the pattern itself where no question fits it."""
    titles = tuple(dict.fromkeys(_titles(questionnaire, pattern)))
    area = _area(questionnaire, pattern)
    if not titles:
        return f"`{plain(str(pattern))}`"
    if len(titles) > MOST_NAMED:
        return _("the questions in “{area}”").format(area=area) if area else _("the questions of the form")
    named = _(" or ").join(f"“{one}”" for one in titles)
    return _("{items} in “{area}”").format(items=named, area=area) if area else named


def is_meant(pattern: Pattern, question: Question) -> bool:
    """Whether the pattern may mean the question; of a path from inside a row only its last step is known."""
    if pattern.relative:
        return question.path[-1:] == pattern.steps[-1:]
    return _matches(pattern.steps, question.path)


def _titles(questionnaire: Questionnaire, pattern: Pattern) -> Iterator[str]:
    """The dimension's title where it is one, else that of the question."""
    titles = {entry.path: entry.title for entry in questionnaire.walk()}
    for question in questionnaire.questions():
        if is_meant(pattern, question):
            own = question.wording.title
            yield plain(own if question.dimension else titles.get(question.item, own))


def _area(questionnaire: Questionnaire, pattern: Pattern) -> str:
    """The title of what the pattern's first steps lead to, before any star."""
    first = next((at for at, step in enumerate(pattern.steps) if step in ("*", "**")), len(pattern.steps))
    titles = {entry.path: entry.title for entry in questionnaire.walk()}
    return plain(titles.get(pattern.steps[:first], "")) if first else ""


def _matches(steps: tuple[str, ...], path: Path) -> bool:
    if not steps:
        return not path
    if steps[0] == "**":
        return any(_matches(steps[1:], path[start:]) for start in range(len(path) + 1))
    return bool(path) and steps[0] in ("*", path[0]) and _matches(steps[1:], path[1:])

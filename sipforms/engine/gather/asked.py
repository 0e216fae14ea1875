"""What one response says about a question that the programme of today names, whichever version it was made with."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sipforms.engine.paths import STAR, Path
from sipforms.engine.programme import Kind, Programme, Question
from sipforms.engine.response import Response, Scalar
from sipforms.engine.score.missing import Gap
from sipforms.engine.score.selection import sources
from sipforms.engine.score.sheet import at, prefixes


@dataclass(frozen=True, slots=True)
class Versions:
    """The questions of each version and target group, found once each. ``programmes`` are by digest."""

    programmes: Mapping[str, Programme]
    found: dict[tuple[str, str, str | None], Mapping[Path, Question]] = field(default_factory=dict)

    def question(self, response: Response, path: Path) -> Question | None:
        """The question at the path, where this response could answer it."""
        key = response.digest, response.questionnaire, response.variant
        if key not in self.found:
            made = self.programmes.get(response.digest)
            asked = None if made is None else made.questionnaires.get(response.questionnaire)
            here = () if asked is None else sources(asked, response.variant)
            self.found[key] = {one.question.path: one.question for one in here}
        return self.found[key].get(path)


def answered(response: Response, question: Question) -> Any:  # noqa: ANN401 - nested JSON
    """What stands at the question, as it was kept; in rows a list of what stands in each."""
    if not response.not_asked or frozenset(response.not_asked).isdisjoint(prefixes(_root(question.path))):
        if STAR not in question.path:
            return at(response.answers, question.path)
        rows = at(response.answers, _root(question.path))
        field_path = question.path[len(_root(question.path)) + 1 :]
        return [at(row, field_path) for row in rows] if isinstance(rows, list) else None
    return Gap.NOT_ASKED


def _root(path: Path) -> Path:
    """The path as far as the rows it is in."""
    return path[: path.index(STAR)] if STAR in path else path


def real_values(question: Question) -> tuple[Scalar, ...]:
    """The options that are answers and not missing ones; yes is the one of a yes/no question."""
    if question.kind is Kind.BOOLEAN:
        return (True,)
    return tuple(one.value for one in question.scale.options if one.missing is None) if question.scale else ()

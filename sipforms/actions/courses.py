"""Everything that was answered about somebody over time: a course of numbers for each questionnaire and kind of number.

The rounds of one informant stand together. Where the way of answering, the questions or their wording changed, each
line says where it is broken and why.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from sipforms.actions.follow import history_of, programmes_of
from sipforms.actions.workplace import Workplace
from sipforms.engine.compare.history import Series
from sipforms.engine.newest import in_time
from sipforms.engine.programme import Indicator, Programme
from sipforms.engine.report import SectionInput
from sipforms.engine.score.behind import questions_behind
from sipforms.engine.score.scoring import Scoring, scoring
from sipforms.plugins.sections.history import Course, course
from sipforms.store.casefile import CaseFile


@dataclass(frozen=True, slots=True, kw_only=True)
class KindOfNumber:
    """The lines of one kind: those about one dimension (how satisfied), called by its title; or all the others."""

    title: str
    course: Course


@dataclass(frozen=True, slots=True, kw_only=True)
class Followed:
    """One series of rounds, oldest first, with its lines by kind. A kind has at least one line."""

    series: Series
    programme: Programme
    kinds: tuple[KindOfNumber, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Courses:
    """All series that have numbers, the one answered last first. ``unreadable`` counts rounds that cannot be read."""

    followed: tuple[Followed, ...]
    unreadable: int = 0


def courses_of(workplace: Workplace, file: CaseFile) -> Courses:
    """The courses of a case file. Raises StoreError."""
    programmes = programmes_of(workplace, file)
    history = history_of(workplace, file)
    newest_first = sorted(history.series, key=lambda one: in_time(one.points[-1].response), reverse=True)
    found = []
    for series in newest_first:
        programme = programmes[series.points[-1].response.digest]
        given = SectionInput(
            programme=programme,
            programmes=programmes,
            series=series,
            settings={},
            vocabulary=workplace.vocabulary,
        )
        kinds = tuple(_kinds(given))
        if kinds:
            found.append(Followed(series=series, programme=programme, kinds=kinds))
    return Courses(followed=tuple(found), unreadable=len(history.unreadable))


def _kinds(given: SectionInput) -> Iterator[KindOfNumber]:
    newest = given.now.response
    ready = scoring(given.programme, newest.questionnaire, given.vocabulary, newest.variant)
    found: dict[str, list[str]] = {}
    for one in given.indicators("*"):
        found.setdefault(_about(ready, one), []).append(one.id)
    for title, ids in found.items():
        made = course(
            SectionInput(
                programme=given.programme,
                programmes=given.programmes,
                series=given.series,
                settings={"indicators": [*ids]},
                vocabulary=given.vocabulary,
            )
        )
        if made.lines:
            yield KindOfNumber(title=title, course=made)


def _about(ready: Scoring, indicator: Indicator) -> str:
    """The title of the one dimension that all questions behind the indicator are asked on; nothing for any other."""
    behind = tuple(questions_behind(ready, indicator.id))
    dimensions = {one.dimension for one in behind}
    titles = {one.wording.title for one in behind}
    return titles.pop() if len(dimensions) == 1 and None not in dimensions and len(titles) == 1 else ""

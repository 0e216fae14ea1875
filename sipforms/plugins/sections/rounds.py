"""The section ``rounds``: when and how each round was answered, by whom, and why rounds cannot be compared."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from sipforms.engine.compare.answer_change import AnswerChange, answer_changes
from sipforms.engine.compare.comparability import Break, broken_between
from sipforms.engine.compare.history import Point, Step
from sipforms.engine.compare.other_forms import OtherForm
from sipforms.engine.hookspecs import hookimpl
from sipforms.engine.offers import ReportSection
from sipforms.engine.report import SectionInput
from sipforms.engine.response import Response
from sipforms.engine.score.missing import Gap


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundBreak:
    """Why a round cannot be compared with the one before. ``titles`` are the numbers meant; none means all of them."""

    why: Break
    titles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """One round. ``number`` counts from 1; ``days_since`` the round before, and nothing the first time.

    ``answered`` of the ``asked`` questions have an answer that is no gap; room for own words is not counted. ``unit``
    is where the citizen lived by the stay that the round belongs to, or that it fell in. ``is_corrected`` says that it
    was changed after it was handed in.
    """

    number: int
    day: date
    days_since: int | None
    mode: str | None
    informant: str
    version: str
    unit: str
    asked: int
    answered: int
    is_corrected: bool
    breaks: tuple[RoundBreak, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rounds:
    """Every round, oldest first. ``has_moved`` says that the rounds were answered in more than one unit."""

    rounds: tuple[Round, ...]
    has_moved: bool
    other_forms: tuple[OtherForm, ...] = ()


def rounds(given: SectionInput) -> Rounds:
    """The rounds of the series from the first to the newest."""
    found = tuple(_rounds(given))
    return Rounds(
        rounds=found,
        has_moved=len({one.unit for one in found if one.unit}) > 1,
        other_forms=given.series.other_forms,
    )


def _rounds(given: SectionInput) -> Iterator[Round]:
    points = given.series.points
    for place, point in enumerate(points):
        response = point.response
        before = points[place - 1].response.answered_on if place else None
        asked, answered = _counted(given, point)
        yield Round(
            number=place + 1,
            day=response.answered_on,
            days_since=None if before is None else (response.answered_on - before).days,
            mode=response.mode,
            informant=given.programmes[response.digest].informants.get(response.informant or "", ""),
            version=response.version,
            unit=_unit(given, response),
            asked=asked,
            answered=answered,
            is_corrected=response.number > 1,
            breaks=tuple(_breaks(given, given.series.steps[place - 1])) if place else (),
        )


def _counted(given: SectionInput, point: Point) -> tuple[int, int]:
    """How many questions were asked and how many have an answer."""
    found = answer_changes(point.response, point.response, given.programmes)
    asked = [one for one in found if one.now is not Gap.NOT_ASKED and _is_counted(given, one)]
    return len(asked), sum(not isinstance(one.now, Gap) for one in asked)


def _is_counted(given: SectionInput, one: AnswerChange) -> bool:
    """As in the section ``missing``: what may be shown, and is no room for own words."""
    return not one.question.is_told and all(map(given.may_show, (one.question, *one.named_by)))


def _unit(given: SectionInput, response: Response) -> str:
    """The unit of the round's own stay; else of the newest stay under the programme that had begun by then."""
    own = next((one for one in given.stays if one.id == response.episode), None)
    if own is not None:
        return own.unit
    begun = [
        one for one in given.stays if one.programme == response.programme and one.admission <= response.answered_on
    ]
    return max(begun, key=lambda one: one.admission).unit if begun else ""


def _breaks(given: SectionInput, step: Step) -> Iterator[RoundBreak]:
    """Each reason once, with the numbers that it is about; one that is about the whole round names none."""
    whole = broken_between(step.before.response, step.now.response)
    if whole is not None:
        yield RoundBreak(why=whole)
        return
    made = given.programmes[step.now.response.digest]
    titles = {one.id: one.title for one in made.indicators}
    told = given.may_tell(step.now)
    found: dict[Break, list[str]] = {}
    for name, change in step.changes.items():
        if change.broken is not None and name in told:
            found.setdefault(change.broken, []).append(titles[name])
    for why, meant in found.items():
        yield RoundBreak(why=why, titles=() if len(meant) == len(step.changes) else tuple(meant))


@hookimpl
def report_sections() -> Iterable[ReportSection]:
    yield ReportSection(name="rounds", build=rounds)

"""The section ``openAnswers``: what was said in own words in the newest round, beside what was said last time."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from sipforms.engine.compare.answer_change import AnswerChange, answer_changes
from sipforms.engine.hookspecs import hookimpl
from sipforms.engine.offers import ReportSection
from sipforms.engine.paths import Path
from sipforms.engine.report import SectionInput


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenAnswer:
    """One answer in somebody's own words. ``now`` is empty where there was one last time only.

    ``before`` is last time's where it was another, given on ``before_day``.
    """

    path: Path
    area: str
    title: str
    now: str = field(repr=False)
    before: str | None = field(default=None, repr=False)
    before_day: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenAnswers:
    """Every answer in own words that everybody who reads the report may see, in the order asked."""

    answers: tuple[OpenAnswer, ...]


def open_answers(given: SectionInput) -> OpenAnswers:
    """What was written to questions without anything to choose from."""
    step, newest = given.step, given.now.response
    every = answer_changes(step.before.response if step else newest, newest, given.programmes)
    told = (one for one in every if one.question.is_told and all(map(given.may_show, (one.question, *one.named_by))))
    found = (_answer(given, one) for one in told)
    return OpenAnswers(answers=tuple(one for one in found if one.now or one.before))


def _answer(given: SectionInput, one: AnswerChange) -> OpenAnswer:
    now, before = _text(one.now), _text(one.before)
    is_other = bool(before) and before != now and given.step is not None
    return OpenAnswer(
        path=one.path,
        area=given.area_of(one.path),
        title=one.title,
        now=now,
        before=before if is_other else None,
        before_day=given.step.before.response.answered_on if is_other and given.step is not None else None,
    )


def _text(reading: object) -> str:
    return reading.strip() if isinstance(reading, str) else ""


@hookimpl
def report_sections() -> Iterable[ReportSection]:
    yield ReportSection(name="openAnswers", build=open_answers)

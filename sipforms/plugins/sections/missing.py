"""The section ``missing``: what has no answer in the newest round, and why: blank, not known, declined, and so on."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from sipforms.engine.compare.answer_change import AnswerChange, answer_changes
from sipforms.engine.hookspecs import hookimpl
from sipforms.engine.offers import ReportSection
from sipforms.engine.paths import Path
from sipforms.engine.report import SectionInput
from sipforms.engine.score.missing import Gap


@dataclass(frozen=True, slots=True, kw_only=True)
class MissingAnswer:
    """One thing asked about and not answered, for one reason.

    ``asks`` are the questions about it (how important, how satisfied) without an answer; empty where there is just one
    question. ``also_before`` says that all of them were without an answer last time too, whatever the reason then.
    """

    path: Path
    area: str
    title: str
    asks: tuple[str, ...]
    gap: Gap
    also_before: bool

    @property
    def count(self) -> int:
        """How many questions it is."""
        return max(1, len(self.asks))


@dataclass(frozen=True, slots=True, kw_only=True)
class Missing:
    """What has no answer, in the order asked; ``answered`` of the ``asked`` questions have one.

    ``not_asked`` counts the questions that were not put, because of what was answered before or whom it is about.
    Counted nowhere: questions that not everybody who reads the report may know of, and room for own words, which is an
    offer and lacks nothing where it is empty.
    """

    gaps: tuple[MissingAnswer, ...]
    asked: int
    answered: int
    not_asked: int

    @property
    def counts(self) -> tuple[tuple[Gap, int], ...]:
        """How many questions have no answer for each reason, in the order of the reasons."""
        found: Counter[Gap] = Counter()
        for one in self.gaps:
            found[one.gap] += one.count
        return tuple((gap, found[gap]) for gap in Gap if found[gap])


def missing(given: SectionInput) -> Missing:
    """The questions of the newest round without an answer."""
    newest, step = given.now.response, given.step
    every = answer_changes(step.before.response if step else newest, newest, given.programmes)
    shown = [
        one for one in every if not one.question.is_told and all(map(given.may_show, (one.question, *one.named_by)))
    ]
    asked = [one for one in shown if one.now is not Gap.NOT_ASKED]
    return Missing(
        gaps=tuple(_gaps(given, asked)),
        asked=len(asked),
        answered=sum(not isinstance(one.now, Gap) for one in asked),
        not_asked=len(shown) - len(asked),
    )


def _gaps(given: SectionInput, asked: Iterable[AnswerChange]) -> Iterator[MissingAnswer]:
    lacking = (one for one in asked if isinstance(one.now, Gap))
    for (path, title, gap), together in groupby(lacking, lambda one: (_about(one), one.title, one.now)):
        found = tuple(together)
        if isinstance(gap, Gap):
            yield MissingAnswer(
                path=path,
                area=given.area_of(path),
                title=title,
                asks=tuple(one.question.wording.title for one in found if one.question.dimension is not None),
                gap=gap,
                also_before=given.step is not None and all(map(_was_missing, found)),
            )


def _about(one: AnswerChange) -> Path:
    """What is asked about: the item's path, with the row's id in it."""
    return one.path[:-1] if one.question.dimension is not None else one.path


def _was_missing(one: AnswerChange) -> bool:
    return isinstance(one.before, Gap) and one.before is not Gap.NOT_ASKED


@hookimpl
def report_sections() -> Iterable[ReportSection]:
    yield ReportSection(name="missing", build=missing)

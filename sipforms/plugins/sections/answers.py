"""The section ``answers``: what was answered now and last time, question by question, all or only the changed ones."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from sipforms.engine.compare.answer_change import AnswerChange, answer_changes
from sipforms.engine.compare.comparability import Break, broken_between
from sipforms.engine.hookspecs import hookimpl
from sipforms.engine.offers import ReportSection
from sipforms.engine.report import SectionInput
from sipforms.engine.score.missing import Gap

LEAST_STEPS = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """The questions in the order asked. ``is_first`` is true the first time, when there is nothing to compare with.

    ``only_changed`` says that questions answered as last time are left out. Questions about who somebody is
    (``identity``) are never here, and neither are stories (``freeText``) unless the section says ``text: true``.
    ``broken`` says why no answer at all can be compared with last time's. ``areas`` are the titles of the areas that
    the questions stand in, in the same order: several areas may ask the same.
    """

    changes: tuple[AnswerChange, ...]
    only_changed: bool
    is_first: bool
    broken: Break | None = None
    areas: tuple[str, ...] = ()

    def by_area(self) -> Iterator[tuple[str, tuple[AnswerChange, ...]]]:
        """The questions in the order asked, those that stand together in one area together."""
        named = zip(self.areas or ("",) * len(self.changes), self.changes, strict=True)
        for area, together in groupby(named, lambda one: one[0]):
            yield area, tuple(change for _area, change in together)


def answers(given: SectionInput) -> Answers:
    """The answers of the newest round beside those of the one before."""
    only_changed = given.settings.get("changed") is True
    step, newest = given.step, given.now.response
    found = answer_changes(step.before.response if step else newest, newest, given.programmes)
    shown = tuple(one for one in found if _may_be_shown(given, one) and (_is_moved(one) or not only_changed))
    told = shown if step or not only_changed else ()
    return Answers(
        changes=told,
        areas=tuple(given.area_of(one.path) for one in told),
        only_changed=only_changed,
        is_first=step is None,
        broken=broken_between(step.before.response, newest) if step else None,
    )


def _may_be_shown(given: SectionInput, one: AnswerChange) -> bool:
    """A row is shown by its title only where the fields that this is made of may be shown too."""
    shown = (one.question, *one.named_by)
    return all(given.may_show(each) and (not each.is_told or given.settings.get("text") is True) for each in shown)


def _is_moved(one: AnswerChange) -> bool:
    """Changed, and on a scale by a step at least; a gap that became another kind of gap is no change."""
    if not one.is_changed or (isinstance(one.before, Gap) and isinstance(one.now, Gap)):
        return False
    return one.difference is None or abs(one.difference) >= LEAST_STEPS


@hookimpl
def report_sections() -> Iterable[ReportSection]:
    yield ReportSection(
        name="answers", build=answers, settings={"changed": {"type": "boolean"}, "text": {"type": "boolean"}}
    )

"""What an example could say that it expects, worked out for somebody to confirm."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

from sipforms.actions.trying.difference import as_expected, is_visible, problem_as_expected
from sipforms.actions.trying.outcome import Outcome
from sipforms.actions.trying.run import Tried
from sipforms.actions.trying.written import WrittenParts
from sipforms.engine.build.data import node
from sipforms.engine.condition import Latest, Leaf, Previous, walk
from sipforms.engine.paths import dotted
from sipforms.engine.programme import Programme
from sipforms.engine.response import Json
from sipforms.engine.score.missing import Reason

Why: TypeAlias = Literal["missing", "differs", "unconfirmed"]
Section: TypeAlias = Literal["visible", "scores", "problems"]
_TOLD: tuple[Reason, ...] = ("tooFewAnswers", "notDefined")
"""Reasons for which it is worth saying that there is no number; what is not asked goes without saying."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Expectation:
    """One thing that an example expects: ``name`` is a path or an indicator; the list of problems has none."""

    section: Section
    name: str
    value: Json

    @property
    def steps(self) -> tuple[str, ...]:
        """The way to it from ``expect``."""
        return (self.section, self.name) if self.name else (self.section,)


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A value that came out, and what the example says instead: nothing, another value, or the same unconfirmed."""

    expectation: Expectation
    why: Why
    before: Json = None


def proposals(one: Tried, programme: Programme, written: WrittenParts, *, missing: bool) -> tuple[Proposal, ...]:
    """What is there to confirm: what differs and what nobody has confirmed.

    For an example that expects nothing at all (or where what is ``missing`` is wanted) also everything that it could
    expect: numbers, what its answers show or hide, and its problems.
    """
    outcome, example = one.outcome, one.example
    said = set(example.expectations())
    found = list(_of_what_is_said(one))
    if missing or not said:
        found += (
            Proposal(expectation=each, why="missing")
            for each in _everything(outcome, example.questionnaire, programme, written)
            if each.steps not in said
        )
    return tuple(found)


def _of_what_is_said(one: Tried) -> Iterator[Proposal]:
    sections = {"score": "scores", "visible": "visible", "problem": "problems"}
    differing = {
        (sections[each.about], each.what) if each.about != "problem" else ("problems",)
        for each in one.differences
        if each.about in sections
    }
    for steps in one.example.expectations():
        section, *names = steps
        differs = steps in differing
        if not differs and not one.example.is_unconfirmed(section, *names):
            continue
        value = _actual(one.outcome, section, "".join(names))
        if value is None:
            continue
        written = one.example.expect.get(section)
        yield Proposal(
            expectation=Expectation(section=section, name="".join(names), value=value),  # type: ignore[arg-type]
            why="differs" if differs else "unconfirmed",
            before=node(written).get(names[0]) if names else written,
        )


def _actual(outcome: Outcome, section: str, name: str) -> Json:
    """What came out; nothing where there is no such number."""
    if section == "visible":
        return is_visible(outcome, name)
    if section == "problems":
        return problems_of(outcome)
    score = outcome.scores.get(name)
    return None if score is None or _cannot_be_told(score.reason) else as_expected(score)


def _cannot_be_told(reason: Reason | None) -> bool:
    """True of what is no fact about the answers: a scorer that is not here, or that failed."""
    return reason in ("unknownScorer", "scorerFailed")


def problems_of(outcome: Outcome) -> Json:
    """The problems that came out, as ``expect`` writes them."""
    return [problem_as_expected(one) for one in outcome.problems]


def _everything(
    outcome: Outcome, questionnaire: str, programme: Programme, written: WrittenParts
) -> Iterator[Expectation]:
    for path in _turning_on_answers(outcome, questionnaire, written):
        yield Expectation(section="visible", name=path, value=is_visible(outcome, path))
    for indicator in programme.indicators:
        score = outcome.scores.get(indicator.id)
        if score is not None and (score.reason is None or score.reason in _TOLD):
            yield Expectation(section="scores", name=indicator.id, value=as_expected(score))
    yield Expectation(section="problems", name="", value=problems_of(outcome))


def _turning_on_answers(outcome: Outcome, questionnaire: str, written: WrittenParts) -> Iterator[str]:
    """What this target group's answers can show or hide, outside rows."""
    there = outcome.form.places.order
    for one in written.conditions:
        turns = any(isinstance(part, Leaf | Previous | Latest) for part in walk(one.condition))
        if one.questionnaire != questionnaire or one.role != "visibleIf" or not turns or "*" in one.path:
            continue
        if any(path[: len(one.path)] == one.path for path in there):
            yield dotted(one.path)

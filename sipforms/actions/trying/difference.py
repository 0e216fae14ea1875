"""Where an example and what comes out of it differ, as facts; the sentences are made by whoever shows them."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal, TypeAlias

from sipforms.actions.trying.example import Example
from sipforms.actions.trying.outcome import Outcome
from sipforms.engine.build.data import Node, node, nodes
from sipforms.engine.paths import Path, dotted, parsed
from sipforms.engine.problem import AnswerProblem, Place
from sipforms.engine.response import Json
from sipforms.engine.score.score import Score

Kind: TypeAlias = Literal["answer", "visible", "score", "problem"]
NEAR = 0.0005
"""Scores are written with as many decimals as the author likes, or as a fraction; three decimals are compared."""

_FRACTION = re.compile(r"-?[0-9]{1,9}/0*[1-9][0-9]{0,8}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """Something that is not as the example says.

    ``what`` is the path of a question, the id of an indicator, or of a problem the id of the check or the rule and the
    path. ``expected`` and ``actual`` are the value as written and as it came out: for ``visible`` true or false, for a
    score as in ``expect``, for a problem how many times, for an answer the reason why it is none. ``place`` is where
    the expected value is written. ``problem`` is the one that was not expected, where there is one.
    """

    about: Kind
    what: str
    expected: Json
    actual: Json
    place: Place
    problem: AnswerProblem | None = None


def differences(example: Example, outcome: Outcome) -> Iterator[Difference]:
    """Everything that does not come out as expected, in the order answers, visibility, problems, scores."""
    yield from _answers(example, outcome)
    yield from _visible(example, outcome)
    yield from _problems(example, outcome)
    yield from _scores(example, outcome)


def is_visible(outcome: Outcome, path: str) -> bool:
    """True when the question, or anything below the area, item or rows at the path, is asked."""
    steps = parsed(path)
    return any(one[: len(steps)] == steps for one in outcome.shown.paths)


def as_expected(score: Score) -> Json:
    """The score as ``expect`` writes it: a number, a word, a number for each part, or why there is none."""
    return {"none": score.reason} if score.value is None and score.reason else score.plain()


def named_problem(problem: AnswerProblem) -> str:
    """What tells one problem from another: its check, or its rule and the path."""
    return problem.check or f"{problem.code} {dotted(problem.path)}"


def problem_as_expected(problem: AnswerProblem) -> dict[str, Json]:
    """The problem as ``expect`` writes it."""
    if problem.check:
        return {"check": problem.check}
    return {"item": dotted(problem.path), "rule": problem.code}


def named_expected(written: Node) -> str:
    """The same of an expected problem as written."""
    return str(written["check"]) if "check" in written else f"{written.get('rule')} {written.get('item')}"


def _answers(example: Example, outcome: Outcome) -> Iterator[Difference]:
    """An example that answers what is not asked, or what cannot be answered so, proves nothing unless it says so."""
    listed = {named_expected(one) for one in nodes(example.expect.get("problems"))}
    for path, refused in outcome.refused.items():
        if named_problem(refused) not in listed:
            yield _about_answer(example, path, "accepted", refused.code, refused)
    hidden = {path for path, there in node(example.expect.get("visible")).items() if there is False}
    for path in outcome.flat.answers:
        starts = {dotted(path[:length]) for length in range(1, len(path) + 1)}
        if path not in outcome.shown and not starts & hidden:
            yield _about_answer(example, path, "asked", "notAsked", None)


def _about_answer(
    example: Example, path: Path, expected: str, actual: str, problem: AnswerProblem | None
) -> Difference:
    place = example.place("answers", *_written_steps(example, path))
    return Difference(about="answer", what=dotted(path), expected=expected, actual=actual, place=place, problem=problem)


def _written_steps(example: Example, path: Path) -> tuple[str | int, ...]:
    """The way to an answer in the file, where a row stands by its place in the list."""
    held: Json = example.what.get("answers")
    steps: list[str | int] = []
    for step in path:
        if isinstance(held, list):
            ids = [str(node(row).get("id", f"r{at}")) for at, row in enumerate(held, 1)]
            found: str | int = ids.index(step) if step in ids else 0
            held = held[found] if isinstance(found, int) and found < len(held) else None
        else:
            found, held = step, node(held).get(step)
        steps.append(found)
    return tuple(steps)


def _visible(example: Example, outcome: Outcome) -> Iterator[Difference]:
    for path, wanted in node(example.expect.get("visible")).items():
        there = is_visible(outcome, path)
        if there is not wanted:
            place = example.expected_place("visible", path)
            yield Difference(about="visible", what=path, expected=wanted, actual=there, place=place)


def _problems(example: Example, outcome: Outcome) -> Iterator[Difference]:
    if "problems" not in example.expect:
        return
    found = {named_problem(one): one for one in outcome.problems}
    actual = Counter(named_problem(one) for one in _told(example, outcome))
    written = list(nodes(example.expect["problems"]))
    wanted = Counter(named_expected(one) for one in written)
    for name in (actual - wanted) | (wanted - actual):
        at = next((place for place, one in enumerate(written) if named_expected(one) == name), None)
        yield Difference(
            about="problem",
            what=name,
            expected=wanted[name],
            actual=actual[name],
            place=example.expected_place("problems", *(() if at is None else (at,))),
            problem=found.get(name),
        )


def _told(example: Example, outcome: Outcome) -> Iterator[AnswerProblem]:
    """The problems to compare. A refused answer that nobody expects is told once, where it stands."""
    listed = {named_expected(one) for one in nodes(example.expect.get("problems"))}
    refused = {named_problem(one) for one in outcome.refused.values()}
    return (one for one in outcome.problems if named_problem(one) in listed or named_problem(one) not in refused)


def _scores(example: Example, outcome: Outcome) -> Iterator[Difference]:
    for name, wanted in node(example.expect.get("scores")).items():
        score = outcome.scores.get(name)
        if score is None or not is_as(score, wanted):
            yield Difference(
                about="score",
                what=name,
                expected=wanted,
                actual=None if score is None else as_expected(score),
                place=example.expected_place("scores", name),
            )


def is_as(score: Score, wanted: Json) -> bool:
    """True when the score is as expected; of a score in parts all are named."""
    if isinstance(wanted, dict) and "none" in wanted:
        return score.value is None and score.reason == wanted["none"]
    return not (score.value is None and score.reason) and _same(score.plain(), wanted)


def _same(actual: Json, wanted: Json) -> bool:
    if isinstance(wanted, dict) and isinstance(actual, dict):
        return wanted.keys() == actual.keys() and all(_same(actual[key], one) for key, one in wanted.items())
    if isinstance(actual, (int, float)) and isinstance(wanted, str):
        return _FRACTION.fullmatch(wanted) is not None and _same(actual, float(Fraction(wanted)))
    if isinstance(actual, (int, float)) and isinstance(wanted, (int, float)):
        return abs(actual - wanted) < NEAR
    return actual == wanted

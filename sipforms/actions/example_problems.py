"""What the examples of a bundle say about it before it is put to use: what differs, is unconfirmed or never tried."""

from collections.abc import Iterator
from datetime import date

from sipforms.actions.trying.difference import Difference
from sipforms.actions.trying.example import NOT_CONFIRMED, Example
from sipforms.actions.trying.run import Tried, try_examples
from sipforms.actions.trying.written import WrittenParts
from sipforms.engine.build.data import node, nodes
from sipforms.engine.checks.codes import found
from sipforms.engine.problem import Place, Problem
from sipforms.engine.programme import Programme
from sipforms.engine.read.bundle import Bundle
from sipforms.engine.response import Json
from sipforms.engine.vocabulary import Vocabulary

_NOT_AT_HAND = "unknownScorer"


def example_problems(bundle: Bundle, programme: Programme, vocabulary: Vocabulary, today: date) -> tuple[Problem, ...]:
    """Every problem that trying the examples of a bundle without errors brings to light, in the order of places.

    A value that differs is an error; the others are warnings: a value that nobody has confirmed, an example that
    expects nothing, an indicator or a check that no example tries, a programme without any example.
    """
    tried = try_examples(bundle, programme, vocabulary, today)
    if not tried:
        return (found("no-examples", Place(file="programme.yaml"), name=programme.id),)
    written = WrittenParts(bundle=bundle, vocabulary=vocabulary)
    unseen = bundle.carries_hooks and not vocabulary.runs_hooks
    problems = (
        *(problem for one in tried for problem in _of_example(one, unseen)),
        *(one for one in _untried_indicators(tried, programme, written) if written.is_own(one.place)),
        *(one for one in _untried_checks(tried, written) if written.is_own(one.place)),
    )
    return tuple(sorted(problems, key=lambda problem: (problem.place, problem.code)))


def _of_example(one: Tried, unseen: bool) -> Iterator[Problem]:  # noqa: FBT001 - said once, just above
    """With ``unseen``, numbers that only the bundle's own code can compute are passed over: it is not run here."""
    example = one.example
    if not any(example.expectations()):
        yield found("example-expects-nothing", example.place("example"), example=example.name)
    for difference in one.differences:
        wanted, got = _in_facts(difference)
        if unseen and got == _NOT_AT_HAND:
            continue
        yield found(
            "example-differs", difference.place, example=example.name, name=difference.what, wanted=wanted, got=got
        )
    yield from _unconfirmed(example)


def _unconfirmed(example: Example) -> Iterator[Problem]:
    lines: set[int] = set()
    for section, *name in example.expectations():
        place = example.place("expect", section, *name, key=True)
        if example.is_unconfirmed(section, *name) and place.line not in lines:
            lines.add(place.line)
            yield found("example-unconfirmed", place, name=name[0] if name else section, comment=f"# {NOT_CONFIRMED}")


def _in_facts(difference: Difference) -> tuple[str, str]:
    """The expected and the actual value as facts: a number, a word of the programme, or one of our own."""
    return _fact(difference, difference.expected), _fact(difference, difference.actual)


def _fact(difference: Difference, value: Json) -> str:
    if difference.about == "visible":
        return "shown" if value else "hidden"
    if difference.about == "problem":
        return "aProblem" if value else "noProblem"
    if isinstance(value, dict) and "none" in value:
        return str(value["none"])
    if isinstance(value, dict):
        return ", ".join(
            f"{name}: {one:g}" if isinstance(one, float) else f"{name}: {one}" for name, one in value.items()
        )
    if value is None:
        return "notComputed"
    return f"{round(value, 4):g}" if isinstance(value, float) else str(value)


def _untried_indicators(tried: tuple[Tried, ...], programme: Programme, written: WrittenParts) -> Iterator[Problem]:
    """Indicators that no example expects a value of; those that ``forEach`` makes are one where none is tried."""
    expected = {name for one in tried for name in node(one.example.expect.get("scores"))}
    tried_as = {written.written_as(name) for name in expected}
    for id_ in dict.fromkeys(written.written_as(one.id) for one in programme.indicators):
        if id_ not in tried_as:
            yield found("indicator-untried", written.indicator(id_), name=id_)


def _untried_checks(tried: tuple[Tried, ...], written: WrittenParts) -> Iterator[Problem]:
    """Checks that no example expects to trip."""
    tripped = {
        (one.example.questionnaire, problem.get("check"))
        for one in tried
        for problem in nodes(one.example.expect.get("problems"))
    }
    for one in written.conditions:
        if one.check is not None and (one.questionnaire, one.check) not in tripped:
            yield found("check-untried", one.place, name=one.check)

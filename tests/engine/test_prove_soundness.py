"""What the prover claims is what going through every answer finds, in small programmes with random conditions."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sipforms.engine.ask.evaluate import evaluate, is_judged
from sipforms.engine.ask.view import View
from sipforms.engine.check import check as checked
from sipforms.engine.paths import STAR
from sipforms.engine.problem import Level
from sipforms.engine.programme import Check
from sipforms.engine.prove.formula import Every, Formula, Has, Number, Opposite, Some, opposite
from sipforms.engine.prove.search import Budget
from sipforms.engine.prove.subject import reader_of
from tests.engine.checking import bundle, words
from tests.engine.small_programmes import Writer, every_view, programme_of


def variables_in(formula: Formula) -> set[int]:
    """The variables that the formula names."""
    match formula:
        case Has(variable):
            return {variable}
        case Opposite(part):
            return variables_in(part)
        case Every(parts) | Some(parts) | Number(parts):
            return set().union(*map(variables_in, parts))
    return set()


def disagreements(seed: int) -> list[str]:
    """Where the prover says something else than every answer there is; what it does not know is no disagreement."""
    writer = Writer(random.Random(seed))
    files = writer.files()
    programme = programme_of(files)
    questionnaire = programme.questionnaires["puls"]
    reader = reader_of(programme, questionnaire, Budget(10**6))
    claims: dict[str, tuple[Formula, ...]] = {}
    paths = [path for path in reader.variables.places.order if STAR not in path]
    for path in paths:
        claims[f"shown {path}"] = (reader.shown(path),)
        claims[f"hidden {path}"] = (opposite(reader.shown(path)),)
    for check in questionnaire.checks:
        judged, holds = reader.judged(check.condition, None), reader.formula(check.condition, None)
        claims[f"judged {check.id}"] = (judged,)
        claims[f"met {check.id}"] = (judged, holds)
        claims[f"failed {check.id}"] = (judged, opposite(holds))
    left = set(claims)
    for view in every_view(programme, writer):
        assert view.shown is not None
        for path in paths:
            left.discard(f"{'shown' if path in view.shown else 'hidden'} {path}")
        for check in questionnaire.checks:
            if is_judged(check.condition, view):
                left.discard(f"judged {check.id}")
                left.discard(f"{'met' if evaluate(check.condition, view) else 'failed'} {check.id}")
    wrong = []
    for name, formulas in claims.items():
        can_be, is_dead = reader.is_possible(*formulas), any(f"shown {path}" in left for path in paths)
        guessed = any(variables_in(one) & reader.variables.guessed for one in formulas)
        if can_be is False and name not in left:
            wrong.append(f"{name} can be: {files['questionnaires/puls.yaml']}")
        if can_be is not False and name in left and not guessed and not is_dead:
            wrong.append(f"{name} cannot be: {files['questionnaires/puls.yaml']}")
    return wrong


def untrue(seed: int) -> list[str]:
    """What ``check`` says of a programme as a whole that going through every answer contradicts."""
    writer = Writer(random.Random(seed))
    files = writer.files()
    programme = programme_of(files)
    said = [(one.code, str(one.facts.get("name")), one) for one in checked(bundle(files), words())]
    if any(one.level is Level.ERROR and one.code != "nobody-can-hand-in" for _, _, one in said):
        return []
    seen: set[tuple[str, str]] = set()
    for view in every_view(programme, writer):
        assert view.shown is not None
        for path in view.shown:
            steps = (*path[:1], STAR, *path[2:]) if path[0] == "folk" and len(path) > 1 else path
            names = [".".join(steps[:depth]) for depth in range(1, len(steps) + 1)]
            seen.update((code, name) for name in names for code in NEVER_ASKED)
        for check in programme.questionnaires["puls"].checks:
            seen.update((code, check.id) for code in contradicted(check, view))
    return [f"{code} {name}: {files['questionnaires/puls.yaml']}" for code, name, _ in said if (code, name) in seen]


def contradicted(check: Check, view: View) -> tuple[str, ...]:
    """What cannot be said of a check that is judged so, or not at all."""
    if not is_judged(check.condition, view):
        return ("nobody-can-hand-in",)
    if evaluate(check.condition, view):
        return ("check-never-judged", "check-never-holds", "nobody-can-hand-in")
    return ("check-never-judged", "check-never-fails")


NEVER_ASKED = ("never-asked", "never-asked-here", "no-target-group-left", "required-never-asked")


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 10**9))
def test_what_check_says_is_true_of_every_answer(seed: int) -> None:
    assert untrue(seed) == []


@pytest.mark.long
@settings(max_examples=800, deadline=None)
@given(st.integers(0, 10**9))
def test_what_check_says_of_many_programmes_is_true(seed: int) -> None:
    assert untrue(seed) == []


def test_the_programmes_made_at_random_are_wrong_often_enough_to_say_something() -> None:
    codes = {one.code for seed in range(60) for one in checked(bundle(Writer(random.Random(seed)).files()), words())}
    assert {"never-asked", "always-true", "check-never-fails", "check-never-holds", "turns-on-missing"} <= codes


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 10**9))
def test_every_claim_agrees_with_every_answer(seed: int) -> None:
    assert disagreements(seed) == []


@pytest.mark.long
@settings(max_examples=1500, deadline=None)
@given(st.integers(0, 10**9))
def test_every_claim_agrees_with_every_answer_of_many_programmes(seed: int) -> None:
    assert disagreements(seed) == []

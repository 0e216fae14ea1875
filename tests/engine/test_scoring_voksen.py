"""SIP-voksen's own indicators, on invented answers and on its examples."""

import random
from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
import yaml

from sipforms.engine.ask.flat import flattened
from sipforms.engine.ask.form import prepare
from sipforms.engine.ask.situation import Situation
from sipforms.engine.ask.visibility import asked, concrete
from sipforms.engine.build import build
from sipforms.engine.paths import dotted
from sipforms.engine.programme import Kind, Programme, Question
from sipforms.engine.read.bundle import read
from sipforms.engine.score.indicator_issues import indicator_issues
from sipforms.engine.score.scoring import score, scoring
from sipforms.engine.score.sheet import AnsweredState
from tests.scores.small import vocabulary

SHARED = 3
"""Steps to what everybody is asked: area, item, side. What one target group is asked lies one step deeper."""

VOKSEN = Path(__file__).resolve().parent.parent.parent / "programs" / "voksen"


@pytest.fixture(scope="module")
def voksen() -> Programme:
    return build(read(VOKSEN))


def pairs(programme: Programme) -> Iterator[Question]:
    """The questions on importance and satisfaction that everybody is asked."""
    for question in programme.questionnaires["livskvalitet"].questions():
        if question.kind is Kind.CHOICE and question.dimension is not None and len(question.path) == SHARED:
            yield question


def invented(programme: Programme, seed: int) -> dict[str, Any]:
    """Answers to all of them, some missing."""
    chance = random.Random(seed)
    answers: dict[str, Any] = {}
    for question in pairs(programme):
        area, item, side = question.path
        chosen = chance.choice((1, 2, 3, 3, 4, 4, 5, 5, "ved_ikke", "ikke_relevant", None))
        answers.setdefault(area, {}).setdefault(item, {})[side] = chosen
    return answers


def test_nothing_is_wrong_with_the_indicators(voksen: Programme) -> None:
    assert indicator_issues(voksen, vocabulary()) == ()


def test_every_indicator_can_be_computed(voksen: Programme) -> None:
    for name in voksen.questionnaires:
        assert scoring(voksen, name, vocabulary()).without == {}
    plans = [plan for name in voksen.questionnaires for plan in scoring(voksen, name, vocabulary()).plans]
    assert sorted(plans) == sorted(one.id for one in voksen.indicators)


@pytest.mark.parametrize("seed", range(20))
def test_the_mean_satisfaction_of_an_area_is_the_one_computed_by_hand(voksen: Programme, seed: int) -> None:
    answers = invented(voksen, seed)
    ready = scoring(voksen, "livskvalitet", vocabulary())
    found = {one.indicator: one for one in ready.score(AnsweredState(questionnaire="livskvalitet", answers=answers))}
    for area, items in answers.items():
        given = [item["tilfredshed"] for item in items.values()]
        relevant = [one for one in given if one != "ikke_relevant"]
        numbers = [one for one in relevant if isinstance(one, int)]
        score = found[f"{area}_tilfredshed"]
        assert (score.asked, score.relevant, score.answered) == (len(given), len(relevant), len(numbers))
        stands = bool(numbers) and 3 * (len(relevant) - len(numbers)) <= len(relevant)
        assert score.exact == (Fraction(sum(numbers), len(numbers)) if stands else None)


def examples() -> Iterator[Any]:
    for file in sorted((VOKSEN / "examples").glob("*.yaml")):
        for one in yaml.safe_load(file.read_text(encoding="utf-8")):
            if "scores" in one.get("expect", {}):
                yield pytest.param(one, id=f"{file.stem}: {one['example']}")


def state_of_example(programme: Programme, example: Any) -> AnsweredState:
    """What the example's response would say: what is hidden by its answers is not asked."""
    questionnaire = programme.questionnaires[example["questionnaire"]]
    situation = Situation(
        mode=example.get("mode"),
        informant=example.get("informant"),
        variant=example.get("variant"),
        today=date(2026, 1, 1),
        parameters=example.get("parameters", {}),
    )
    form = prepare(programme, questionnaire, situation)
    flat = flattened(form.entries, example["answers"])
    shown = asked(form, flat.answers, flat.rows)
    every = [path for template in form.rank for path in concrete(form, template, flat.rows)]
    return AnsweredState(
        questionnaire=example["questionnaire"],
        answers=example["answers"],
        not_asked=frozenset(dotted(path) for path in every if path not in shown),
        variant=example.get("variant"),
        mode=example.get("mode"),
    )


def as_number(wanted: Any) -> Any:
    """A number, or a fraction such as 8/3, nearly; a word or the reason for no number as it is."""
    if isinstance(wanted, str) and "/" in wanted:
        return pytest.approx(float(Fraction(wanted)), abs=0.005)
    return pytest.approx(wanted, abs=0.005) if isinstance(wanted, int | float) else wanted


@pytest.mark.parametrize("example", examples())
def test_the_examples_have_the_numbers_their_author_computed(voksen: Programme, example: Any) -> None:
    state = state_of_example(voksen, example)
    found = {one.indicator: one for one in score(voksen, vocabulary(), state)}
    wanted = example["expect"]["scores"]
    shown = {name: {"none": found[name].reason} if found[name].reason else found[name].plain() for name in wanted}
    assert shown == {name: as_number(one) for name, one in wanted.items()}

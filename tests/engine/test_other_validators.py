"""ajv, jsonschema and jsonschema-rs read our plain schemas alike, and judge every answer alike; so does the engine."""

import json
import random
from collections.abc import Iterator
from typing import Any

import jsonschema
import pytest

from sipforms.actions.preview.somebody import answered_by
from sipforms.engine.ask.answers import AnswerValidator, examiner
from sipforms.engine.ask.situation import Situation
from sipforms.engine.compile import plain_schema
from sipforms.engine.problem import Level
from sipforms.engine.programme import Programme, Questionnaire
from tests.engine.bundles import all_questionnaires, name_of
from tests.engine.generate import TODAY, answers_of, begun, damaged, filled
from tests.node.ajv import Ajv, ajv

pytestmark = pytest.mark.node
Judge = jsonschema.Draft202012Validator
DAYS = Judge.FORMAT_CHECKER


@pytest.fixture(scope="module")
def other() -> Iterator[Ajv]:
    with ajv() as judge:
        yield judge


def ways(programme: Programme, questionnaire: Questionnaire) -> list[Situation]:
    """Every mode with every target group, the first time and later."""
    return [
        Situation(mode=mode, informant=informant, variant=variant, occasion=occasion, today=TODAY)
        for mode in questionnaire.modes or (None,)
        for variant in (None, *(one.id for one in programme.variants))
        for informant, occasion in ((next(iter(questionnaire.informants), None), "first"), (None, "later"))
    ]


def given(case: tuple[Programme, Questionnaire], situation: Situation, seed: int) -> Iterator[dict[str, Any]]:
    """Answers as an invented person gives them, answers at random, and each of them damaged twice."""
    chance = random.Random(seed)
    drafts = [filled(*case, situation, chance)]
    drafts.append(answered_by(begun(*case, situation), seed, "En opdigtet fortælling."))
    for draft in drafts:
        yield answers_of(draft)
        yield from (damaged(answers_of(draft), draft.form, chance.randrange(2**32)) for _ in range(2))


def says_less(schema: dict[str, Any]) -> bool:
    """Whether the engine knows a rule that a plain schema cannot say, and that makes an answer wrong."""
    return any(note["because"] != "softCheck" for note in schema["x-notExpressed"])


@pytest.mark.parametrize("case", all_questionnaires(), ids=name_of)
def test_every_plain_schema_is_accepted_and_judged_by(case: tuple[Programme, Questionnaire], other: Ajv) -> None:
    """Each way of answering has its schema; where several have the same one, the first is tried with answers."""
    schemas = {json.dumps(plain_schema(*case, one)): one for one in reversed(ways(*case))}
    rounds = -(-240 // (6 * len(schemas)))
    judged = {True: 0, False: 0}
    for number, (text, situation) in enumerate(schemas.items()):
        schema = json.loads(text)
        assert other.compile(schema) == ""
        plain, quick, engine = Judge(schema, format_checker=DAYS), AnswerValidator(schema), examiner(*case, situation)
        answers = [one for turn in range(rounds) for one in given(case, situation, 1000 * number + turn)]
        for answer, verdict in zip(answers, other.verdicts(answers), strict=True):
            assert verdict == plain.is_valid(answer)
            assert verdict == (not quick.problems(answer))
            ours = any(one.level is Level.ERROR for one in engine.problems(answer, situation))
            assert verdict or ours
            assert not (verdict and ours) or says_less(schema)
            judged[verdict] += 1
    assert min(judged.values()) >= 30

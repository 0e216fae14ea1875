"""Our subset means what the standard means: the JSON-Schema-Test-Suite for 2020-12, as far as we speak its words.

The suite is one release, named in ``tools/outside.py``; that is why the tables can be told to the digit.
"""

from collections import Counter
from pathlib import Path
from typing import Any

import jsonschema
import jsonschema_rs
import pytest
import yaml

from sipforms.actions.vocabulary import open_vocabulary
from sipforms.engine.ask.answers import AnswerValidator, examiner
from sipforms.engine.ask.situation import Situation
from sipforms.engine.build import build
from sipforms.engine.check import check
from sipforms.engine.compile import plain_schema
from sipforms.engine.problem import Level
from sipforms.engine.read.bundle import read
from tests.engine.generate import TODAY
from tests.engine.standard_suite import TYPES, Asked, Group, asked, groups
from tests.engine.test_compile import STANDARD

pytestmark = pytest.mark.suite
Judge = jsonschema.Draft202012Validator
DATES = "optional/format/date"
WRITTEN = {
    *("$schema", "$comment", "$defs", "title", "description", "default", "type", "properties", "required"),
    *("items", "minItems", "maxItems", "uniqueItems", "contains", "minContains", "maxContains", "oneOf", "enum"),
    *("const", "minimum", "maximum", "multipleOf", "minLength", "maxLength", "pattern", "format"),
}
"""The words of the standard that a designer may write about one value, or about an area; references apart."""

BY_VALIDATORS = {
    "agree": 763,
    "left out: a keyword that plain schemas never hold": 412,
    "left out: a reference out of the schema": 111,
    "left out: a schema that is true or false": 18,
}
AS_QUESTIONNAIRES = {
    "agree": 186,
    "refused: a question has one type, and whole numbers only": 38,
    "refused: an answer to choose is a text or a whole number": 15,
    "refused: no answer is chosen twice": 8,
    "refused: blank is no answer": 3,
    "refused: a day or time must be one": 2,
    "refused: an area holds no questions but its own": 2,
    "left out: a keyword that no designer may write": 693,
    "left out: unknown-word": 179,  # the other formats, and the types null and number
    "left out: wrong-type": 91,  # values and limits that are no text and no whole number
    "left out: missing-keyword": 23,
    "left out: too-few": 20,
    "left out: keyword-elsewhere": 10,
    "left out: wrong-form": 9,
    "left out: control-character": 8,
    "left out: two-ways-to-answer": 4,
    "left out: no-way-to-answer": 4,
    "left out: range-impossible": 4,
    "left out: number-out-of-range": 4,
    "left out: pattern-not-anchored": 1,
}
"""How many of the suite's tests come out in which way. Left out is also what ``check`` refuses, by its code."""


@pytest.fixture(scope="module")
def vocabulary() -> Any:
    return open_vocabulary()


def test_both_validators_judge_as_the_suite_says_for_every_word_of_a_plain_schema() -> None:
    table = Counter(dict.fromkeys(BY_VALIDATORS, 0))
    for group in groups():
        reason = not_tried(group)
        if reason:
            table[f"left out: {reason}"] += len(group.tests)
            continue
        checks_formats = group.file == DATES
        quick = jsonschema_rs.Draft202012Validator(group.schema, validate_formats=checks_formats, offline=True)
        plain = Judge(group.schema, format_checker=Judge.FORMAT_CHECKER if checks_formats else None)
        for test in group.tests:
            verdicts = (quick.is_valid(test["data"]), plain.is_valid(test["data"]))
            assert verdicts == (test["valid"], test["valid"]), f"{group.name}: {test['description']}"
            table["agree"] += 1
    assert dict(table) == BY_VALIDATORS


def not_tried(group: Group) -> str:
    if isinstance(group.schema, bool):
        return "a schema that is true or false"
    if any(not target.startswith("#") for target in group.references):
        return "a reference out of the schema"
    return "" if group.keywords <= STANDARD | {"$comment"} else "a keyword that plain schemas never hold"


def test_questionnaires_judge_as_the_suite_says_for_every_word_that_a_designer_may_write(
    tmp_path: Path, vocabulary: Any
) -> None:
    """Where we say otherwise we refuse what the standard lets through, for one of the reasons that the format gives."""
    table: Counter[str] = Counter()
    for group in groups():
        if isinstance(group.schema, bool) or not group.keywords <= WRITTEN:
            table["left out: a keyword that no designer may write"] += len(group.tests)
            continue
        written = asked(group)
        judges = judges_of(written, tmp_path, vocabulary)
        if isinstance(judges, str):
            table[f"left out: {judges}"] += len(group.tests)
            continue
        for test in group.tests:
            told = [judge(written.answers(test["data"])) for judge in judges]
            assert told[0] == told[1], f"{group.name}: {test['description']}"
            reason = "" if told[0] == test["valid"] else narrower(group, written, test["data"])
            table[f"refused: {reason}" if reason else "agree"] += 1
            assert told[0] == test["valid"] or (reason and not told[0]), f"{group.name}: {test['description']}"
    assert dict(table) == AS_QUESTIONNAIRES


def judges_of(written: Asked, folder: Path, vocabulary: Any) -> Any:
    """The compiled schema and the engine as judges of answers; or why a designer cannot write such a question."""
    (folder / "questionnaires").mkdir(exist_ok=True)
    manifest = {"id": folder.name, "title": "Prøve", "version": "1.0.0", "language": "da", "questionnaires": ["q"]}
    for name, content in (("programme.yaml", manifest), ("questionnaires/q.yaml", written.questionnaire)):
        (folder / name).write_text(yaml.safe_dump(content, allow_unicode=True, sort_keys=False), encoding="utf-8")
    bundle = read(folder)
    problems = [one for one in check(bundle, vocabulary) if one.level is Level.ERROR and one.code != "id-not-folder"]
    if problems:
        return problems[0].code
    programme = build(bundle, "da")
    questionnaire, situation = programme.questionnaires["q"], Situation(today=TODAY, occasion="first")
    plain = AnswerValidator(plain_schema(programme, questionnaire, situation))
    engine = examiner(programme, questionnaire, situation)
    return (
        lambda answers: isinstance(answers, dict) and not plain.problems(answers),
        lambda answers: (
            isinstance(answers, dict)
            and not any(one.level is Level.ERROR for one in engine.problems(answers, situation))
        ),
    )


def narrower(group: Group, written: Asked, value: Any) -> str:
    """Why the bundle format lets less through than the standard, where it does."""
    kind = TYPES.get(type(value), "")
    if written.types and kind not in written.types:
        return "a question has one type, and whole numbers only"
    if group.file == "format":
        return "a day or time must be one"
    if isinstance(value, dict):
        return "an area holds no questions but its own"
    if value in ("", []):
        return "blank is no answer"
    if isinstance(value, list) and any(type(one) not in (int, str) for one in value):
        return "an answer to choose is a text or a whole number"
    return "no answer is chosen twice" if isinstance(value, list) else ""

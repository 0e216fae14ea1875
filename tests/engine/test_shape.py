"""Meta-schemas: closed, described, and read alike by the one who decides and the one who explains."""

import random
from collections.abc import Iterator
from typing import Any, cast

import pytest
from jsonschema import Draft202012Validator

from sipforms.engine.checks.explain import explainer
from sipforms.engine.checks.metaschemas import kind_of, metaschemas
from sipforms.engine.checks.shape import shaped, validator
from sipforms.engine.problem import Place
from sipforms.engine.read.bundle import read
from sipforms.engine.read.source import Source, read_source
from sipforms.engine.response import Json
from tests.engine.checking import BUNDLES
from tests.engine.mutating import mutated

KINDS = ("condition", "examples", "indicators", "programme", "questionnaire", "reports", "scales", "translations")
OPEN = {"indicator", "section"}
"""What scorers and sections take is known to plug-ins alone, and checked with their settings."""


def within(schema: Json) -> Iterator[dict[str, Json]]:
    if isinstance(schema, dict):
        yield schema
        for one in schema.values():
            yield from within(one)
    elif isinstance(schema, list):
        for one in schema:
            yield from within(one)


def test_there_is_a_metaschema_for_every_kind_of_file() -> None:
    assert tuple(metaschemas()) == KINDS


@pytest.mark.parametrize("kind", KINDS)
def test_a_metaschema_is_a_schema(kind: str) -> None:
    Draft202012Validator.check_schema(metaschemas()[kind])


@pytest.mark.parametrize("kind", KINDS)
def test_every_keyword_is_described_and_every_thing_closed(kind: str) -> None:
    for schema in within(metaschemas()[kind]):
        if "x-family" not in schema:
            continue
        assert schema.get("additionalProperties") is False or schema["title"] in OPEN
        for name, one in cast("dict[str, dict[str, Json]]", schema["properties"]).items():
            text = one.get("description", "")
            assert isinstance(text, str)
            assert text.endswith("."), f"{schema['title']}.{name}"
        assert "$dynamicRef" not in schema


def test_the_validators_agree_about_a_thousand_mutated_files() -> None:
    chance = random.Random(7)
    sources = [one for folder in ("det_hele", "kaeder") for one in read(BUNDLES / "good" / folder).sources.values()]
    told = 0
    for number in range(1000):
        source = sources[number % len(sources)]
        data = mutated(source.data, chance)
        kind = kind_of(source.file)
        assert validator(kind).is_valid(data) is explainer(kind).is_valid(cast("Any", data))
        told += not validator(kind).is_valid(data)
    assert told > 300


def questionnaire(text: str) -> Source:
    return read_source("questionnaires/q.yaml", text.encode())


def test_what_is_refused_is_taken_out_and_the_rest_stays() -> None:
    source = questionnaire(
        "title: 3\nmodes: [self, slef]\nproperties: {a: {title: A, typ: boolean, scale: fem}, B: {}}\n"
    )
    one = shaped(source)
    assert one.data == {"modes": ["self", None], "properties": {"a": {"title": "A", "scale": "fem"}}}
    assert source.data != one.data
    assert ("properties", "a") in one.damaged


def test_one_mistake_is_one_problem() -> None:
    one = shaped(questionnaire("titel: Q\nproperties:\n  a: {title: A, type: boolean, visibleIf: {al: [{item: b}]}}\n"))
    assert [(problem.code, problem.facts["name"], problem.facts["suggestion"]) for problem in one.problems] == [
        ("unknown-keyword", "titel", "title"),
        ("unknown-keyword", "al", "all"),
    ]


def test_a_missing_word_is_told_beside_a_mistyped_other_one() -> None:
    one = shaped(questionnaire("title: Q\nmodus: [self]\n"))
    assert [problem.code for problem in one.problems] == ["unknown-keyword", "missing-keyword"]


def test_a_value_for_nothing_is_told_as_a_lost_text() -> None:
    (problem,) = shaped(questionnaire("title: #1 i rækken\nproperties: {a: {title: A, type: boolean}}\n")).problems
    assert (problem.code, problem.facts) == ("yaml-needs-quotes", {"character": "#", "text": "#1 i rækken"})
    assert problem.place == Place(file="questionnaires/q.yaml", line=1, column=7)

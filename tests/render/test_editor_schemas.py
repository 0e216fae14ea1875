"""The schemas for editors accept what the engine accepts, and explain every keyword and word in two languages."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

import jsonschema_rs
import pytest
import yaml

from sipforms.actions.vocabulary import open_vocabulary
from sipforms.engine.checks.metaschemas import kind_of, metaschemas
from sipforms.engine.checks.shape import validator
from sipforms.engine.read.bundle import read
from sipforms.render.editor import editor_schemas
from sipforms.render.editor.standalone import standalone
from sipforms.render.editor.walking import schemas_in
from sipforms.render.keywords import Keyword, keywords
from sipforms.render.keywords.examples import example_of, examples, written
from sipforms.render.keywords.keyword import things_in
from sipforms.render.language import speak
from tests.engine.bundles import ROOT
from tests.node.ajv import ajv

FOLDERS = sorted(
    path.parent
    for shelf in ("programs", "tests/bundles/good", "tests/bundles/bad")
    for path in (ROOT / shelf).glob("*/programme.yaml")
)


@cache
def judges() -> dict[str, jsonschema_rs.Draft202012Validator]:
    words = open_vocabulary()
    scorers = {name: word.offer.settings for name, word in words.scorers.items()}
    sections = {name: word.offer.settings for name, word in words.report_sections.items()}
    made = editor_schemas({"scorer": tuple(scorers)}, scorers, sections)
    return {kind: jsonschema_rs.Draft202012Validator(one) for kind, one in made.items()}


@pytest.fixture(scope="module", params=["da", "en"])
def language(request: pytest.FixtureRequest) -> Iterator[str]:
    speak(request.param)
    yield request.param
    speak(None)


def every_keyword(language: str) -> list[Keyword]:
    speak(language)
    return list(keywords())


@cache
def files() -> tuple[tuple[str, str, Any], ...]:
    """Every file of every bundle that the tests have, right and wrong: its place, its kind and what it says."""
    return tuple(
        (f"{folder.name}/{file}", kind_of(file), source.data)
        for folder in FOLDERS
        for file, source in read(folder).sources.items()
        if source.data is not None and kind_of(file) in judges()
    )


def test_they_accept_and_refuse_what_the_engine_does() -> None:
    verdicts = {place: judges()[kind].is_valid(data) for place, kind, data in files()}
    assert verdicts == {place: validator(kind).is_valid(data) for place, kind, data in files()}
    assert list(verdicts.values()).count(True) > 100
    assert list(verdicts.values()).count(False) > 30


@pytest.mark.node
def test_another_validator_reads_them_alike() -> None:
    """Editors have validators of their own; ajv, in strict mode, knows every keyword and agrees on every file."""
    with ajv() as other:
        for kind, schema in editor_schemas().items():
            assert other.compile(schema) == ""
            held = [data for _place, one, data in files() if one == kind]
            assert other.verdicts(held) == [judges()[kind].is_valid(data) for data in held]


def test_each_is_one_file_and_no_strict_word_of_ours_is_left() -> None:
    for kind, schema in editor_schemas().items():
        named = {f"#/$defs/{name}" for name in schema["$defs"]}
        for one in schemas_in(schema):
            assert one.get("$ref", "#/$defs/").startswith("#/$defs/")
            assert "$ref" not in one or "/".join(one["$ref"].split("/")[:3]) in named
            assert not {"x-form", "x-family"} & one.keys(), kind
        jsonschema_rs.meta.validate(schema)


def test_every_keyword_and_every_closed_word_is_explained(language: str) -> None:
    found = every_keyword(language)
    assert len(found) > 300
    unexplained = [(one.on, one.name) for one in found if not one.description or not one.type]
    assert unexplained == []
    assert [(one.on, one.name, word) for one in found for word, meaning in one.words if not meaning] == []


def test_every_object_of_the_meta_schemas_has_a_description_for_each_keyword() -> None:
    for file, schema in metaschemas().items():
        for on, thing in things_in(schema):
            for name, value in thing["properties"].items():
                assert isinstance(value.get("description"), str), f"{file}: {on}.{name}"


def test_danish_and_english_say_different_words() -> None:
    danish, english = every_keyword("da"), every_keyword("en")
    same = {
        (one.on, one.name) for one, other in zip(danish, english, strict=True) if one.description == other.description
    }
    assert same == set()


@pytest.mark.parametrize("kind", sorted(metaschemas()))
def test_every_keyword_has_an_example_that_its_schema_accepts(kind: str) -> None:
    schema = standalone(kind)
    for on, thing in things_in(schema):
        for name, value in thing["properties"].items():
            example = example_of(on, name)
            assert example is not None, f"{on}.{name}"
            judge = jsonschema_rs.Draft202012Validator({"$defs": schema["$defs"], "allOf": [value]})
            assert judge.is_valid(example), f"{on}.{name}: {example}"
            assert yaml.load(written(name, example), yaml.SafeLoader) == {name: example}


def test_no_example_is_left_over() -> None:
    known = {word for one in keywords() for word in (one.name, f"{one.on}.{one.name}")}
    assert set(examples()) - known == set()


def test_a_name_is_offered_and_any_other_may_stand_there() -> None:
    schema = editor_schemas({"scorer": ("mean", "sum")})["indicators"]
    offered = schema["$defs"]["indicator"]["properties"]["scorer"]["defaultSnippets"]
    assert [one["label"] for one in offered] == ["mean", "sum"]
    assert jsonschema_rs.is_valid(schema, {"x": {"scorer": "ours", "missing": {"maxShare": 0}}})


def test_snippets_are_yaml_that_the_schema_accepts_once_filled_in() -> None:
    """Every piece that is written under a keyword or as a kind of thing, with something typed into each place."""
    tried = 0
    for kind, schema in editor_schemas().items():
        for one in schemas_in(schema):
            for snippet in one.get("defaultSnippets", ()):
                said = filled(snippet["body"])
                judge = {key: value for key, value in one.items() if key != "$defs"} | {"$defs": schema["$defs"]}
                assert jsonschema_rs.is_valid(judge, said), f"{kind}: {snippet['label']}: {said}"
                tried += 1
    assert tried > 50


def filled(body: Any) -> Any:
    """A snippet's body as it stands in the file when somebody has typed over what was asked for."""
    if isinstance(body, dict):
        return {filled(key): filled(value) for key, value in body.items()}
    if isinstance(body, list):
        return [filled(one) for one in body]
    if not isinstance(body, str):
        return body
    text = re.sub(r"\$\{\d+[:|]([^},|]*)[^}]*\}", r"\1", body).removeprefix("^")
    return yaml.load(re.sub(r"\$\d+", "ord", text), yaml.SafeLoader)

"""Every kind of problem has a sentence, no sentence is left over, and each mentions only what its problem carries."""

import ast
import json
import string
from collections.abc import Iterator
from pathlib import Path

import pytest

from sipforms import engine
from sipforms.engine.ask.accept import accepts
from sipforms.engine.ask.answers import CODES as OF_KEYWORDS
from sipforms.engine.checks.codes import CODES
from sipforms.engine.problem import AnswerProblem, Place, Problem
from sipforms.render import fact_words
from sipforms.render.fact_words import in_words
from sipforms.render.language import _
from sipforms.render.problems import ANSWER_SENTENCES, SENTENCES, answer_sentence, next_step, sentence
from sipforms.render.sentence import Sentence

PACKAGE = Path(engine.__file__).parent.parent
COMPUTED = {"bounds": {"least", "most"}, "quoted": {"text", "key"}}
"""What a sentence may mention besides a problem's own facts, and the facts that it is computed from."""
LIMITS = {"minimum", "maximum", "step", "options"}
"""The facts about an answer that a sentence may mention: all come from the question, none from what was answered."""

MAY_BE_EMPTY = ("suggestion", "known", "instead", "encoding", "belongs", "range")


def calls(*folders: str) -> Iterator[ast.Call]:
    for folder in folders:
        for path in sorted((PACKAGE / folder).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                if isinstance(node, ast.Call):
                    yield node


def codes_of(name: str, *folders: str) -> Iterator[str]:
    """The codes written out in calls of that name."""
    for call in calls(*folders):
        if isinstance(call.func, ast.Name) and call.func.id == name:
            code = next((one.value for one in call.keywords if one.arg == "code"), None)
            if isinstance(code, ast.Constant) and isinstance(code.value, str):
                yield code.value


def findings() -> Iterator[tuple[str, set[str]]]:
    """The codes and the names of the facts in the pairs that ``accept`` and ``answers`` return."""
    for file in ("ask/accept.py", "ask/answers.py"):
        for node in ast.walk(ast.parse((PACKAGE / "engine" / file).read_text("utf-8"))):
            if not isinstance(node, ast.Tuple) or len(node.elts) != 2:
                continue
            code, facts = node.elts
            if isinstance(facts, ast.Dict) and isinstance(code, ast.Constant) and isinstance(code.value, str):
                yield (
                    code.value,
                    {key.value for key in facts.keys if isinstance(key, ast.Constant) and isinstance(key.value, str)},
                )


def placeholders(*written: str) -> set[str]:
    return {name for text in written for _text, name, _spec, _conversion in string.Formatter().parse(text) if name}


def all_of(kind: Sentence) -> tuple[str, ...]:
    return kind.said, kind.next, kind.said_without, kind.next_without


OUTSIDE_BUNDLES = set(codes_of("Problem", "actions", "store"))
ABOUT_ANSWERS = (
    set(OF_KEYWORDS.values())
    | {code for code, _facts in findings()}
    | set(codes_of("AnswerProblem", "engine", "actions", "cli"))
    | {"check-hard", "check-soft"}
)


def test_every_kind_of_problem_has_a_sentence_and_none_is_left_over() -> None:
    assert set(SENTENCES) == set(CODES) | OUTSIDE_BUNDLES
    assert {"no-answers-in-file"} <= OUTSIDE_BUNDLES


def test_every_kind_of_problem_with_an_answer_has_a_sentence_and_none_is_left_over() -> None:
    assert set(ANSWER_SENTENCES) == ABOUT_ANSWERS
    assert len(list(findings())) > 10


@pytest.mark.parametrize("code", sorted(CODES))
def test_a_sentence_mentions_only_what_its_problem_carries(code: str) -> None:
    facts = set(CODES[code].facts)
    known = facts | {name for name, sources in COMPUTED.items() if sources & facts}
    assert placeholders(*all_of(SENTENCES[code])) <= known


@pytest.mark.parametrize("code", sorted(CODES))
def test_every_problem_says_what_to_do(code: str) -> None:
    """Also where there is nothing to suggest, and nothing to list."""
    lists = {"known", "names", "paths", "takes", "belongs", "expected", "ranges"}
    full = {name: ("a", "b") if name in lists else "x" for name in CODES[code].facts}
    empty = full | {name: () if name in lists else "" for name in MAY_BE_EMPTY if name in full}
    for facts in (full, full | {"suggestion": ""}, empty):
        problem = Problem(code=code, place=Place(file="a.yaml"), facts=facts)
        assert sentence(problem)[-1] in ".?:"
        assert next_step(problem), (code, facts)
        assert "``" not in next_step(problem)


@pytest.mark.parametrize("code", sorted(ANSWER_SENTENCES))
def test_a_sentence_about_an_answer_mentions_only_limits(code: str) -> None:
    assert placeholders(*all_of(ANSWER_SENTENCES[code])) <= LIMITS


def test_what_a_sentence_about_an_answer_mentions_is_there() -> None:
    """Facts that may be lacking (a validator that names no option) leave a sentence that does without."""
    for code, facts in findings():
        assert placeholders(ANSWER_SENTENCES[code].said, ANSWER_SENTENCES[code].next) <= facts | {"options"}, code
    for kind in ("too-few-of-these", "too-many-of-these"):
        said = answer_sentence(AnswerProblem(code=kind, path=(), facts={"minimum": 1, "maximum": 2}))
        assert said
        assert ":" not in said


def test_no_fact_about_an_answer_is_made_from_the_answer() -> None:
    """The pairs that ``accept`` returns never take a fact from the value that was judged."""
    tree = ast.parse(Path(accepts.__code__.co_filename).read_text("utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.Tuple) and len(node.elts) == 2 and isinstance(node.elts[1], ast.Dict):
            inside = {name.id for name in ast.walk(node.elts[1]) if isinstance(name, ast.Name)}
            assert "value" not in inside


def titles(schema: object) -> Iterator[str]:
    if isinstance(schema, dict):
        if isinstance(schema.get("title"), str) and isinstance(schema.get("properties"), dict):
            yield schema["title"]
        for inside in schema.values():
            yield from titles(inside)
    elif isinstance(schema, list):
        for inside in schema:
            yield from titles(inside)


def test_every_kind_of_thing_has_a_name_that_people_use() -> None:
    kinds = {
        kind
        for file in (PACKAGE / "engine" / "schemas").glob("*.json")
        for kind in titles(json.loads(file.read_text("utf-8")))
    }
    assert kinds
    assert {kind for kind in kinds if in_words({"on": kind})["on"] == kind} == set()


def test_words_of_the_engine_come_out_as_words_of_people() -> None:
    said = in_words({"on": "textsFor", "found": "yesNo", "type": "longText", "form": "monthAndDay"})
    assert said["on"] == _(fact_words._KINDS["textsFor"])
    assert not {"textsFor", "yesNo", "longText", "monthAndDay"} & set(said.values())


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("a: b", '"a: b"'),
        ('"Puls" nu', "'\"Puls\" nu'"),
        ("^\\d$", "'^\\d$'"),
        ('it\'s "so"', "'it''s \"so\"'"),
        ("", ""),
    ],
)
def test_a_text_is_quoted_so_that_yaml_reads_it_as_it_stands(text: str, quoted: str) -> None:
    from sipforms.engine.read.source import read_source

    assert in_words({"text": text})["quoted"] == quoted
    if text:
        assert read_source("a.yaml", f"title: {quoted}\n".encode()).data == {"title": text}

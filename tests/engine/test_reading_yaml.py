"""Reading YAML: JSON's types only, the place of every value, and what is said about what is no YAML."""

import json
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from sipforms.engine.problem import Place
from sipforms.engine.read.compose import CONTROL
from sipforms.engine.read.marks import Step, Steps
from sipforms.engine.read.source import Source, read_source
from sipforms.engine.response import Json
from tests.engine.checking import PROGRAMS

FILES = sorted(PROGRAMS.glob("*/**/*.yaml"))


def read(text: str | bytes) -> Source:
    return read_source("a.yaml", text.encode() if isinstance(text, str) else text)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("no", "no"),
        ("on", "on"),
        ("1:30", "1:30"),
        ("0701", "0701"),
        ("2026-11-22", "2026-11-22"),
        ("1/3", "1/3"),
        ("~", None),
        ("null", None),
        ("", None),
        ("true", True),
        ("True", "True"),
        ("-7", -7),
        ("1.10", 1.1),
        ("1e3", 1000.0),
        ("1.0.0", "1.0.0"),
        ("123456789012345", 123456789012345),
        ("1234567890123456", "1234567890123456"),
        (".inf", ".inf"),
        ("0x10", "0x10"),
        ("'1'", "1"),
        ('"true"', "true"),
        ("|\n  en\n  to\n", "en\nto\n"),
    ],
)
def test_values_are_those_of_json(written: str, meant: Json) -> None:
    data = read(f"a: {written}\nb: 1\n").data
    assert data == {"a": meant, "b": 1}
    assert isinstance(data, dict)
    assert type(data["a"]) is type(meant)


@pytest.mark.parametrize("file", FILES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_what_is_read_is_what_yaml_says(file: Path) -> None:
    content = file.read_bytes()
    assert read(content).data == _as_json(yaml.load(content, yaml.CBaseLoader), read(content).data)  # noqa: S506 - it makes nothing but text


def _as_json(base: object, ours: Json) -> Json:
    """What CBaseLoader reads as text everywhere, with our type where we read the same text as something else."""
    if isinstance(base, dict) and isinstance(ours, dict):
        return {str(key): _as_json(value, ours.get(key)) for key, value in base.items()}
    if isinstance(base, list) and isinstance(ours, list):
        return [_as_json(value, one) for value, one in zip(base, ours, strict=True)]
    text = str(base)
    return ours if not isinstance(ours, str) and str(json.loads(text or "null")) == str(ours) else text


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**14), 10**14)
    | st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"])).filter(
        lambda text: not CONTROL.search(text)
    ),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text("abcdef", min_size=1), inner, max_size=4),
    max_leaves=20,
)


@given(JSON)
def test_json_is_yaml_and_reads_as_itself(value: Json) -> None:
    source = read(json.dumps({"a": value}, ensure_ascii=False))
    assert source.problems == ()
    assert source.data == {"a": value}


def _paths(value: Json, path: tuple[Step, ...] = ()) -> list[Steps]:
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path, *(found for step, one in inner for found in _paths(one, (*path, step)))]


@pytest.mark.parametrize("file", FILES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_every_value_is_where_it_is_said_to_be(file: Path) -> None:
    source = read(file.read_bytes())
    lines = source.text.splitlines()
    for path in _paths(source.data)[1:]:
        if isinstance(path[-1], str):
            place = source.place(path, key=True)
            assert lines[place.line - 1][place.column - 1 :].lstrip("'\"").startswith(path[-1])
        value = source.data
        for step in path:
            value = value[step]  # type: ignore[index]
        place = source.place(path)
        there = lines[place.line - 1][place.column - 1 :]
        if isinstance(value, int | float) and not isinstance(value, bool):
            assert there.startswith(str(value)[:3])
        elif isinstance(value, str) and there[:1] not in "'\"|>":
            assert there[: place.length] == value[: place.length]


def test_the_place_of_what_is_not_there_is_its_nearest_ancestor() -> None:
    source = read("a:\n  b: [1, {c: 2}]\n")
    assert (
        source.place(("a", "b", 1, "x", "y")) == source.place(("a", "b", 1)) == Place(file="a.yaml", line=2, column=10)
    )
    assert source.place(("a", "b", 7)) == source.place(("a", "b"))
    assert source.place(("a",), key=True) == Place(file="a.yaml", line=1, column=1, length=1)


def test_a_long_text_is_underlined_on_its_first_line() -> None:
    assert read('a: "en\n  to"\n').place(("a",)) == Place(file="a.yaml", line=1, column=4, length=3)


@pytest.mark.parametrize("content", [b"\xef\xbb\xbfa: 1\n", b"a: 1\r\n", b"a: 1"], ids=["BOM", "CRLF", "no newline"])
def test_what_editors_add_is_forgiven(content: bytes) -> None:
    source = read(content)
    assert (source.data, source.problems) == ({"a": 1}, ())
    assert source.place(("a",)).column == 4


@pytest.mark.parametrize(
    ("text", "code", "line", "column"),
    [
        ("a: *b", "yaml-needs-quotes", 1, 4),
        ("a: [b, *c.d]", "yaml-needs-quotes", 1, 8),
        ("a: - b", "yaml-needs-quotes", 1, 4),
        ("a: > b", "yaml-needs-quotes", 1, 4),
        ("a: 'det's'\nb: c", "yaml-needs-quotes", 1, 4),
        ("a: ]", "yaml-needs-quotes", 1, 4),
        ("title:Hej\nb: c", "yaml-no-colon", 1, 1),
        ("a: 1\nen linje\nb: c\n", "yaml-no-colon", 2, 1),
        ("a:\n  b: c\n d: e", "yaml-indentation", 3, 2),
        ("- a\nb: c", "yaml-indentation", 2, 1),
        ("{a, b: 1}", "yaml-comma-in-text", 1, 2),
        ("a: {b: c, d e}", "yaml-comma-in-text", 1, 11),
        ('a: "b\nc: "d"', "yaml-unclosed-quote", 1, 4),
        ("a: 'b\nc: d", "yaml-unclosed-quote", 1, 4),
        ("a: [1,\nb: 2", "yaml-unclosed-bracket", 1, 4),
        ("a: {b: [\n\n", "yaml-unclosed-bracket", 1, 8),
        ("true: 1", "key-not-text", 1, 1),
        ("? [a]\n: b", "key-not-text", 1, 3),
        ("a: 1\na: 2", "duplicate-key", 2, 1),
        ("a: \x1b[31m", "control-character", 1, 4),
        ("a: b\u2028c", "control-character", 1, 5),
        ('a: "\\u202e"', "control-character", 1, 4),
        ("<<: &b {c: 1}", "yaml-anchor", 1, 5),
        ("a: !!python/object:os.system x", "yaml-tag", 1, 4),
        ("a: 1\n---\nb: 1", "two-documents", 2, 1),
        ("", "empty-file", 1, 1),
        ("a: " + "[" * 24 + "]" * 24, "too-deep", 1, 27),
    ],
)
def test_a_mistake_is_told_apart(text: str, code: str, line: int, column: int) -> None:
    first = read(text).problems[0]
    assert (first.code, first.place.line, first.place.column) == (code, line, column)


def test_a_key_written_twice_keeps_its_first_value() -> None:
    source = read("a: 1\nb: {c: 1, c: 2}\na: 3\n")
    assert source.data == {"a": 1, "b": {"c": 1}}
    assert [(one.code, one.also) for one in source.problems] == [
        ("duplicate-key", Place(file="a.yaml", line=2, column=5, length=1)),
        ("duplicate-key", Place(file="a.yaml", line=1, column=1, length=1)),
    ]


@given(st.binary(max_size=200))
def test_no_bytes_make_reading_fail(content: bytes) -> None:
    source = read(content)
    assert source.data is not None or source.problems


@given(st.text("ab:{}[]\"'#&*!|>%@`-?,\n \t0\\", max_size=60))
def test_no_signs_make_reading_fail(text: str) -> None:
    source = read(text)
    lines = text.splitlines() or [""]
    for problem in source.problems:
        assert 1 <= problem.place.line <= len(lines) + 1
        assert problem.place.column >= 1
    if source.problems == ():
        assert source.data is not None


def test_thirty_thousand_levels_are_one_problem() -> None:
    assert [one.code for one in read("[" * 30_000).problems] == ["too-deep"]

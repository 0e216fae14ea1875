"""An editor's settings are added to, and never lose anything: no comment, no entry, no layout."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sipforms.actions.jsonc import parsed, with_entry

ENTRY = ("yaml.schemas", {"a.json": ["x.yaml"]})
KEPT = [
    "{}",
    "{\n}\n",
    '{\n    "a": 1\n}\n',
    '// hi\n{\n  // about a\n  "a": "x // y", /* z */\n  "b": [1, 2,],\n}\n',
    '/* { */ {"a": "}"}',
    '{"a": "\\"//"}',
]
LEFT = ['{ // mine\n "yaml.schemas": {"b.json": []}}', "[]", '{"a":', "", '{"a": 1} {"b": 2}']


@pytest.mark.parametrize("text", KEPT)
def test_an_entry_is_added_and_the_rest_stands_as_it_stood(text: str) -> None:
    grown = with_entry(text, *ENTRY)
    assert grown is not None
    assert parsed(grown) == {ENTRY[0]: ENTRY[1], **parsed(text)}
    assert grown.endswith(text[text.index("{") + 1 :]) if "/*" not in text[:2] else "/* { */" in grown
    assert with_entry(grown, *ENTRY) == grown


@pytest.mark.parametrize("text", LEFT)
def test_what_could_lose_something_is_left_alone(text: str) -> None:
    assert with_entry(text, *ENTRY) is None


def test_settings_without_comments_get_the_entry_in_place_of_an_older_one() -> None:
    grown = with_entry('{"yaml.schemas": {"old": []}, "a": 1}', *ENTRY)
    assert grown is not None
    assert json.loads(grown) == {"yaml.schemas": ENTRY[1], "a": 1}


@given(st.dictionaries(st.text(max_size=6), st.text(max_size=12) | st.lists(st.text(max_size=5)), max_size=4))
def test_any_settings_are_kept(settings: dict[str, object]) -> None:
    grown = with_entry(json.dumps(settings), *ENTRY)
    assert grown is not None
    assert parsed(grown) == {**settings, ENTRY[0]: ENTRY[1]}

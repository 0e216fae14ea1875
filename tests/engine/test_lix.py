"""Words, sentences and LIX, counted by hand: every file in tests/lix is a text with what a person counted in it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from sipforms.engine.budget.lix import lix, longest_sentence, sentences, words

CASES = Path(__file__).parent.parent / "lix"


def cases() -> Iterator[Any]:
    for file in sorted(CASES.glob("*.yaml")):
        for number, case in enumerate(yaml.safe_load(file.read_text(encoding="utf-8"))):
            yield pytest.param(case, id=f"{file.stem}-{number}")


@pytest.mark.parametrize("case", cases())
def test_a_text_is_counted_as_a_person_counts_it(case: dict[str, Any]) -> None:
    texts = case["texts"]
    assert [len(words(sentence)) for text in texts for sentence in sentences(text)] == case["sentences"]
    assert lix(texts) == case["lix"]
    assert max(map(longest_sentence, texts)) == max(case["sentences"], default=0)


@given(st.lists(st.text(max_size=60), max_size=4))
def test_no_text_breaks_the_count_and_no_word_is_lost(texts: list[str]) -> None:
    for text in texts:
        assert sum(len(words(sentence)) for sentence in sentences(text)) == len(words(text))
    found = lix(texts)
    assert (found is None) is not any(words(text) for text in texts)
    assert found is None or found >= 1

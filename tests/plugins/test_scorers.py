"""Each scorer against numbers computed by hand, in tests/scores/<scorer>.yaml. A new case is a new line there."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from sipforms.engine.score.score import Score
from tests.scores.small import programme, scores, vocabulary

VECTORS = Path(__file__).parent.parent / "scores"
DECIMALS = 12


def cases() -> Iterator[Any]:
    for file in sorted(VECTORS.glob("*.yaml")):
        vectors = yaml.safe_load(file.read_text(encoding="utf-8"))
        assert vectors["scorer"] == file.stem
        for case in vectors["cases"]:
            yield pytest.param(vectors, case, id=f"{file.stem}: {case['it']}")


def scored(vectors: Any, case: Any) -> Score:
    indicator = {**case.get("instead", vectors["indicator"]), **case.get("with", {})}
    made = programme(
        vectors["questions"],
        {"i": {"title": "I", "questionnaire": "q", "scorer": vectors["scorer"], **indicator}},
        vectors.get("scales"),
    )
    return scores(made, case["answers"], tuple(case.get("hidden", ())))["i"]


def about(expected: Any) -> Any:
    return pytest.approx(expected, abs=10**-DECIMALS) if isinstance(expected, int | float) else expected


@pytest.mark.parametrize(("vectors", "case"), cases())
def test_the_number_is_the_one_computed_by_hand(vectors: Any, case: Any) -> None:
    found, expected = scored(vectors, case), case["expect"]
    if isinstance(expected, dict):
        assert (found.value, found.reason) == (None, expected["none"])
        return
    assert found.reason is None
    if "exactly" in case:
        assert isinstance(found.value, float)
        assert found.value == pytest.approx(case["exactly"], abs=1e-6)
        assert round(found.value, 2) == expected
    else:
        assert found.value == about(expected)


@pytest.mark.parametrize(("vectors", "case"), [case for case in cases() if "parts" in case.values[1]])
def test_every_part_has_its_number(vectors: Any, case: Any) -> None:
    found = scored(vectors, case).parts
    parts = {part.key: part.value if part.reason is None else {"none": part.reason} for part in found}
    assert parts == {key: about(value) for key, value in case["parts"].items()}


@pytest.mark.parametrize(("vectors", "case"), cases())
def test_the_range_is_the_one_computed_by_hand(vectors: Any, case: Any) -> None:
    wanted = None if vectors.get("range") is None else case.get("range", vectors["range"])
    found = scored(vectors, case).range
    assert (found and tuple(round(end, 2) for end in found)) == (wanted and tuple(wanted))


def test_every_scorer_has_numbers_computed_by_hand() -> None:
    assert {file.stem for file in VECTORS.glob("*.yaml")} == set(vocabulary().scorers)


def test_every_scorer_is_documented_and_its_settings_are_described() -> None:
    for name, word in vocabulary().scorers.items():
        scorer = word.offer
        texts = (scorer.summary, scorer.formula, scorer.range_text, scorer.missing_text, scorer.source)
        assert all(texts), name
        assert [key for key, schema in scorer.settings.items() if not _described(schema)] == [], name
        assert set(scorer.needs) <= set(scorer.settings), name


def _described(schema: Any) -> bool:
    return isinstance(schema, dict) and bool(schema.get("description"))

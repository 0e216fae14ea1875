"""A computed question is answered by its indicator when the response is handed in, and by nobody else."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from sipforms.actions.workplace import open_vocabulary
from sipforms.engine.build import build
from sipforms.engine.programme import Programme
from sipforms.engine.read.bundle import bundle_from
from sipforms.engine.response import Response
from sipforms.engine.score.computed import with_computed

BUNDLE = bundle_from(
    "p",
    {
        "programme.yaml": b"{id: p, title: P, version: 1.0.0, language: da, questionnaires: [q]}",
        "scales.yaml": b"""
$defs: {tre: {direction: higherIsBetter, oneOf: [{const: 1, title: A}, {const: 2, title: B}, {const: 3, title: C}]}}
""",
        "questionnaires/q.yaml": b"""
title: Q
properties:
  a: {title: A, scale: tre}
  b: {title: B, scale: tre}
  omraade:
    title: O
    properties:
      samlet: {title: Samlet, type: integer, computed: snit}
  ord: {title: Ord, type: string, computed: snit}
  trin: {title: Trin, scale: tre, computed: snit}
  skjult: {title: Skjult, type: integer, computed: snit, visibleIf: {item: a, is: 3}}
""",
        "indicators.yaml": b"snit: {title: S, questionnaire: q, scorer: mean, items: [a, b], missing: {maxShare: 0}}",
    },
)


@pytest.fixture(scope="module")
def made() -> Programme:
    return build(BUNDLE)


@pytest.mark.parametrize(
    ("given", "computed"),
    [
        ({"a": 1, "b": 3}, {"omraade": {"samlet": 2}, "ord": "2", "trin": 2}),
        ({"a": 1, "b": 2}, {"ord": "1.5"}),
        ({"a": 1}, {}),
    ],
    ids=["whole", "between", "no number"],
)
def test_what_an_indicator_says_is_the_answer_or_there_is_none(
    made: Programme, given: dict[str, Any], computed: dict[str, Any]
) -> None:
    moment = datetime(2026, 1, 1, tzinfo=UTC)
    response = Response(
        id="1", programme="p", version="1.0.0", digest=made.digest, questionnaire="q", answered_on=date(2026, 1, 1),
        begun_at=moment, handed_in_at=moment, answers=given, not_asked=("skjult",),
    )  # fmt: skip
    filled = with_computed(made, response, open_vocabulary(installed=False))
    assert filled.answers == {**given, **computed}
    assert response.answers == given
    assert filled == replace(response, answers=filled.answers)

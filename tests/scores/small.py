"""Small programmes for tests of scoring: one questionnaire ``q``, built from YAML exactly as a real bundle is."""

import json
from collections.abc import Mapping
from functools import cache
from typing import Any

from sipforms.engine.build import build
from sipforms.engine.programme import Programme
from sipforms.engine.read.bundle import bundle_from
from sipforms.engine.score.score import Score
from sipforms.engine.score.scoring import score
from sipforms.engine.score.sheet import AnsweredState
from sipforms.engine.vocabulary import Vocabulary, collect, plugin_manager
from sipforms.plugins import builtin_plugins

FIVE = {
    "direction": "higherIsBetter",
    "oneOf": [
        *({"const": number, "title": f"trin {number}"} for number in range(1, 6)),
        {"const": "ved_ikke", "title": "Ved ikke", "missing": "dontKnow"},
        {"const": "nej_tak", "title": "Ønsker ikke at svare", "missing": "declined"},
        {"const": "irrelevant", "title": "Ikke relevant", "missing": "notRelevant"},
    ],
}
BOTH = {
    "dimensions": ["vigtig", "tilfreds"],
    "properties": {
        "vigtig": {"title": "Vigtigt?", "scale": "fem", "direction": "higherIsMore"},
        "tilfreds": {"title": "Tilfreds?", "scale": "fem"},
    },
}
SCALES = {"fem": FIVE, "begge": BOTH}


@cache
def vocabulary() -> Vocabulary:
    return collect(plugin_manager(builtin_plugins(), installed=False))


def programme(
    properties: Mapping[str, Any],
    indicators: Mapping[str, Any],
    scales: Mapping[str, Any] | None = None,
    questionnaire: Mapping[str, Any] | None = None,
    **about: Any,
) -> Programme:
    """A programme with these questions and indicators; the scales ``fem`` and ``begge`` are always there."""
    whole = {"title": "Spørgsmål", "modes": ["interview", "observation"], **(questionnaire or {})}
    files = {
        "programme.yaml": {
            "id": "prøve",
            "title": "Prøve",
            "version": "1.0.0",
            "language": "da",
            "questionnaires": ["q"],
            **about,
        },
        "scales.yaml": {"$defs": {**SCALES, **(scales or {})}},
        "questionnaires/q.yaml": {**whole, "properties": properties},
        "indicators.yaml": indicators,
    }
    written = {name: json.dumps(data, ensure_ascii=False, indent=1).encode() for name, data in files.items()}
    bundle = bundle_from("prøve", written)
    assert bundle.problems == ()
    return build(bundle)


def scores(
    made: Programme, answers: Mapping[str, Any], not_asked: tuple[str, ...] = (), **state: Any
) -> dict[str, Score]:
    """The scores of one set of answers, by indicator."""
    asked = AnsweredState(questionnaire="q", answers=answers, not_asked=frozenset(not_asked), **state)
    return {one.indicator: one for one in score(made, vocabulary(), asked)}

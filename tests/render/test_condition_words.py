"""Conditions in words: every operator, with the titles of what it speaks of."""

import pytest

from sipforms.engine.build import build
from sipforms.engine.build.conditions import condition
from sipforms.engine.read.bundle import bundle_from
from sipforms.render.condition_words import Speaker
from sipforms.render.language import speak

PROGRAMME = """id: p
title: P
version: 1.0.0
language: da
questionnaires: [q]
informants: {borger: Borgeren}
variants: {autisme: {title: Autisme}}
parameters: {form: {title: Langt skema, type: choice, options: [lang, kort], default: lang}}
"""
SCALES = """$defs:
  fem:
    direction: higherIsMore
    oneOf: [{const: 1, title: Lidt}, {const: 2, title: Meget}]
  to:
    dimensions: [vigtig]
    properties:
      vigtig: {title: Vigtigt?, scale: fem}
"""
QUESTIONS = """title: Q
subject: citizen
properties:
  sovn: {title: Din søvn, scale: fem}
  ro: {title: Ro, scale: to}
  dag: {title: Dagen, type: string, format: date}
  ting: {title: Ting, type: array, uniqueItems: true, items: {scale: fem}}
  ja: {title: Ja?, type: boolean}
  bolig: {title: Bolig, oneOf: [{const: egen, title: Egen bolig}, {const: anden, title: En anden}]}
  krop:
    title: Kroppen
    properties:
      hoved: {title: Hoved, scale: fem}
      mave: {title: Mave, scale: fem}
      ben: {title: Ben, scale: to}
  vaner:
    title: Vaner
    properties:
      a: {title: A, scale: fem}
      b: {title: B, scale: fem}
      c: {title: C, scale: fem}
      d: {title: D, scale: fem}
  folk: {title: Folk, type: array, rowTitle: "{navn}", items: {properties: {navn: {title: Navnet, type: string}}}}
"""
BUNDLE = bundle_from(
    "p",
    {
        "programme.yaml": PROGRAMME.encode(),
        "scales.yaml": SCALES.encode(),
        "questionnaires/q.yaml": QUESTIONS.encode(),
    },
)
CASES = [
    ({"item": "sovn", "is": 2}, "“Din søvn” is 2 (Meget)"),
    ({"item": "sovn", "isNot": 1}, "“Din søvn” is not 1 (Lidt)"),
    ({"item": "bolig", "is": "egen"}, "“Bolig” is “Egen bolig”"),
    ({"item": "sovn", "anyOf": [1, 2]}, "“Din søvn” is one of 1 (Lidt), 2 (Meget)"),
    ({"item": "sovn", "noneOf": [2]}, "“Din søvn” is none of 2 (Meget)"),
    ({"item": "ro.vigtig", "atLeast": 2}, "“Ro (Vigtigt?)” is at least 2 (Meget)"),
    ({"item": "sovn", "atMost": 1}, "“Din søvn” is at most 1 (Lidt)"),
    ({"item": "sovn", "between": [1, 2]}, "“Din søvn” is from 1 to 2"),
    ({"item": "dag", "before": {"today": True, "add": "P14D"}}, "“Dagen” is before today + P14D"),
    ({"item": "dag", "notAfter": {"item": "dag"}}, "“Dagen” is not after “Dagen”"),
    ({"item": "dag", "after": "2026-11-22"}, "“Dagen” is after 2026-11-22"),
    ({"item": "dag", "notBefore": "2026-11-22"}, "“Dagen” is not before 2026-11-22"),
    ({"item": "ja", "is": True}, "“Ja?” is yes"),
    ({"item": "ja", "answered": True}, "“Ja?” is answered"),
    ({"item": "ja", "answered": False}, "“Ja?” is not answered"),
    ({"item": "ting", "contains": 2}, "2 (Meget) is among “Ting”"),
    ({"item": "ting", "count": {"atLeast": 2}}, "the number of answers to “Ting” is at least 2"),
    ({"item": "**.vigtig", "sameAnswer": 10}, "“Vigtigt?” has the same answer 10 times in a row"),
    ({"any": {"item": "*.vigtig", "atMost": 1}}, "at least one answer to “Vigtigt?” is at most 1 (Lidt)"),
    ({"all": {"item": "*.vigtig", "atMost": 1}}, "every answer to “Vigtigt?” is at most 1 (Lidt)"),
    (
        {"any": {"item": "krop.*.vigtig", "atMost": 1}},
        "at least one answer to “Vigtigt?” in “Kroppen” is at most 1 (Lidt)",
    ),
    ({"any": {"item": "krop.*", "is": 2}}, "at least one answer to “Hoved” or “Mave” in “Kroppen” is 2 (Meget)"),
    ({"any": {"item": "vaner.*", "is": 2}}, "at least one answer to the questions in “Vaner” is 2 (Meget)"),
    ({"any": {"item": "**", "is": 2}}, "at least one answer to the questions of the form is 2 (Meget)"),
    ({"any": {"item": "folk.*.navn", "is": "A"}}, "at least one answer to “Navnet” in “Folk” is A"),
    ({"any": {"item": "krop.*", "answered": True}}, "at least one of “Hoved” or “Mave” in “Kroppen” is answered"),
    ({"all": {"item": "krop.*", "answered": True}}, "each of “Hoved” or “Mave” in “Kroppen” is answered"),
    (
        {"countTrue": {"item": "vaner.*", "is": 2}, "atLeast": 3},
        "at least 3 answers to the questions in “Vaner” is 2 (Meget)",
    ),
    ({"not": {"any": {"item": "**.vigtig", "is": 2}}}, "not: at least one answer to “Vigtigt?” is 2 (Meget)"),
    (
        {"all": [{"item": "ja", "is": True}, {"mode": "interview"}]},
        "“Ja?” is yes and the way of answering is interview",
    ),
    (
        {"not": {"any": [{"informant": "borger"}, {"variant": "autisme"}]}},
        "not: (Borgeren answers or the target group is Autisme)",
    ),
    ({"occasion": "first"}, "it is the first round"),
    ({"occasion": "later"}, "it is a later round"),
    ({"parameter": "form", "is": "lang"}, "“Langt skema” is lang"),
    ({"previous": "sovn", "is": 1}, "last time “Din søvn” is 1 (Lidt)"),
    (
        {"countTrue": [{"item": "ja", "is": True}, {"item": "sovn", "is": 1}], "atLeast": 1, "atMost": 2},
        "1 to 2 of these: “Ja?” is yes; “Din søvn” is 1 (Lidt)",
    ),
]


@pytest.fixture
def speaker() -> Speaker:
    speak("en")
    programme = build(BUNDLE)
    return Speaker(programme, programme.questionnaires["q"])


@pytest.mark.parametrize(("written", "said"), CASES, ids=[said for _written, said in CASES])
def test_a_condition_is_said_in_words(speaker: Speaker, written: dict[str, object], said: str) -> None:
    assert speaker.words(condition(written)) == said


def test_several_conditions_hold_together(speaker: Speaker) -> None:
    both = (condition({"item": "ja", "is": True}), condition({"occasion": "first"}))
    assert speaker.all_of(both) == "“Ja?” is yes and it is the first round"

"""A facility that goes over to the short form asks fewer questions, and the lines it decides are broken."""

from dataclasses import replace
from datetime import UTC, date, datetime

from sipforms.actions.workplace import open_vocabulary
from sipforms.engine.build import build
from sipforms.engine.compare.history import history
from sipforms.engine.read.bundle import bundle_from
from sipforms.engine.response import Response

BUNDLE = bundle_from(
    "p",
    {
        "programme.yaml": b"""
{id: p, title: P, version: 1.0.0, language: da, questionnaires: [q],
 parameters: {form: {title: F, type: choice, options: [lang, kort], default: lang}}}
""",
        "scales.yaml": b"""
$defs: {tre: {direction: higherIsBetter, oneOf: [{const: 1, title: A}, {const: 2, title: B}, {const: 3, title: C}]}}
""",
        "questionnaires/q.yaml": b"""
title: Q
properties:
  a: {title: A, scale: tre}
  b: {title: B, scale: tre, visibleIf: {parameter: form, is: lang}}
  c: {title: C, scale: tre}
""",
        "indicators.yaml": b"""
begge: {title: X, questionnaire: q, scorer: mean, items: [a, b], missing: {maxShare: 0}}
altid: {title: Y, questionnaire: q, scorer: mean, items: [a, c], missing: {maxShare: 0}}
samlet: {title: Z, questionnaire: q, scorer: mean, indicators: [begge, altid], missing: {maxShare: 0}}
""",
    },
)


def test_another_choice_of_form_breaks_the_lines_that_it_decides() -> None:
    programme = build(BUNDLE)
    first = Response(
        id="1",
        programme="p",
        version="1.0.0",
        digest=programme.digest,
        questionnaire="q",
        parameters={"form": "lang"},
        answered_on=date(2025, 1, 1),
        begun_at=datetime(2025, 1, 1, tzinfo=UTC),
        handed_in_at=datetime(2025, 1, 1, tzinfo=UTC),
        answers={"a": 1, "b": 3, "c": 2},
    )
    short = replace(
        first,
        id="2",
        answered_on=date(2026, 1, 1),
        parameters={"form": "kort"},
        answers={"a": 1, "c": 2},
        not_asked=("b",),
    )
    series = history({programme.digest: programme}, [first, short], open_vocabulary(installed=False)).series[0]
    changes = series.steps[0].changes
    assert {name: (change.broken, change.difference) for name, change in changes.items()} == {
        "begge": ("items", None),
        "altid": (None, 0.0),
        "samlet": ("items", None),
    }

"""Invented answers keep the rules of any programme, or the questionnaire is named that nobody could answer."""

import random
import re
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sipforms.actions.demonstration.patterned import fitting_text
from sipforms.actions.demonstration.population import Invention, Population
from sipforms.actions.preview.somebody import answered_by, next_somebody
from sipforms.engine.ask.draft import Draft, begin
from sipforms.engine.ask.draft_header import DraftHeader
from sipforms.engine.ask.review import Answered, left_in, review
from sipforms.engine.ask.situation import Situation
from sipforms.engine.ask.view import View
from sipforms.engine.ask.visibility import asked as asked_of
from sipforms.engine.build import build
from sipforms.engine.problem import Level
from sipforms.engine.programme import Programme
from tests.engine.bundles import SMALL, built
from tests.engine.checking import bundle
from tests.engine.generate import TODAY
from tests.engine.small_programmes import ELSEWHERE, Writer, every_view, programme_of

NOW = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)
DATES = """
title: Plan
subject: episode
required: [lagt, moede, tal, kode]
properties:
  lagt: {title: Hvornår blev planen lagt?, type: string, format: date}
  moede: {title: Hvornår er næste møde?, type: string, format: date}
  sidste: {title: Hvornår var det sidste?, type: string, format: date}
  klokken: {title: Hvornår på dagen?, type: string, format: time}
  senere: {title: Og til hvornår?, type: string, format: time}
  tal: {title: Hvor mange?, type: integer, minimum: 3, maximum: 90, multipleOf: 3}
  flere: {title: Hvor mange flere?, type: integer, minimum: 0, maximum: 99}
  kode: {title: Kode, type: string, minLength: 4, maxLength: 12, pattern: "^(AB|CD)-[0-9]{2,4}(\\\\.[a-z]+)?$"}
  folk:
    title: Hvem er med?
    type: array
    minItems: 2
    maxItems: 4
    rowTitle: "{navn}"
    items:
      required: [navn, fra]
      properties:
        navn: {title: Navn, type: string, maxLength: 8}
        fra: {title: Fra, type: string, format: date}
        til: {title: Til, type: string, format: date}
    checks:
      - {id: slutter, level: hard, assert: {item: ./til, notBefore: {item: ./fra, add: P3M}}, message: For kort.}
checks:
  - {id: frem, level: hard, assert: {item: moede, notBefore: {today: true, add: P14D}}, message: For tidligt.}
  - {id: efter, level: hard, assert: {item: moede, after: {item: lagt, add: P6M}}, message: For tæt på.}
  - {id: foer, level: hard, assert: {item: sidste, before: {item: lagt, add: -P1Y}}, message: For sent.}
  - {id: slut, level: hard, assert: {item: senere, after: {item: klokken}}, message: Slutter først.}
  - {id: mindre, level: hard, assert: {item: flere, atMost: {item: tal}}, message: For mange.}
  - {id: svarer, level: hard, assert: {item: flere, answered: true}, message: Skriv hvor mange flere.}
  - {id: seks, level: hard, assert: {item: folk, count: {atLeast: 3}}, message: Der skal tre med.}
"""
IMPOSSIBLE = """
title: Umuligt
subject: episode
required: [tal]
properties:
  tal: {title: Hvor mange?, type: integer, minimum: 0, maximum: 9}
checks:
  - {id: stort, level: hard, assert: {item: tal, atLeast: 5}, message: Nej.}
  - {id: lille, level: hard, assert: {item: tal, atMost: 4}, message: Nej.}
"""


def programme(questionnaires: dict[str, str]) -> Programme:
    manifest = f"id: lille\ntitle: Lille\nversion: 1.0.0\nlanguage: da\nquestionnaires: [{', '.join(questionnaires)}]\n"
    files = {f"questionnaires/{name}.yaml": text for name, text in questionnaires.items()}
    return build(bundle({"programme.yaml": manifest, **files}))


def blank(asked: Programme, questionnaire: str, situation: Situation | None = None) -> Draft:
    here = situation or Situation(today=TODAY)
    header = DraftHeader(
        programme=asked.id,
        version=asked.version,
        digest=asked.digest,
        questionnaire=questionnaire,
        situation=here,
        begun_at=NOW,
    )
    return begin(asked, header)


def errors(draft: Draft) -> list[str]:
    return [one.code for one in review(draft) if one.level is Level.ERROR]


def test_checks_between_days_times_and_numbers_rows_and_patterns_are_all_kept() -> None:
    asked = programme({"plan": DATES})
    drafts = [answered_by(blank(asked, "plan"), seed, "Opdigtet.") for seed in range(12)]
    assert [errors(draft) for draft in drafts] == [[]] * 12
    assert len({draft.answers[("lagt",)] for draft in drafts}) > 3
    assert any(("sidste",) in draft.answers for draft in drafts)
    moedes = [date.fromisoformat(str(draft.answers[("moede",)])) for draft in drafts]
    assert all(one >= TODAY + timedelta(days=14) for one in moedes)


def test_what_nobody_can_answer_is_named_and_everything_else_is_answered() -> None:
    population = Population(
        Invention(programme=programme({"plan": DATES, "umuligt": IMPOSSIBLE}), text="Opdigtet.", citizens=3), NOW
    )
    answered = {one.questionnaire for case in population.cases() for one in case.responses}
    assert (population.unanswerable, answered) == (("umuligt",), {"plan"})


@pytest.mark.parametrize(
    "folder", sorted(path.parent for path in SMALL.glob("*/programme.yaml")), ids=lambda one: one.name
)
def test_every_kind_of_programme_can_be_lived_in(folder: Path) -> None:
    population = Population(Invention(programme=built(folder), text="Opdigtet.", citizens=6), NOW)
    cases = list(population.cases())
    assert population.unanswerable == ()
    assert sum(len(case.responses) for case in cases) >= 6


@given(st.integers(0, 10**6), st.integers(0, 50))
@settings(max_examples=40, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
def test_random_rules_are_kept_wherever_some_answers_keep_them(seed: int, somebody: int) -> None:
    writer = Writer(random.Random(seed))
    asked = programme_of(writer.files())
    situation = Situation(mode="interview", today=TODAY, latest={"andre": ELSEWHERE[0]})
    _seed, draft = next_somebody(blank(asked, "puls", situation), somebody, "Opdigtet.")
    if errors(draft):
        views = (view for view in every_view(asked, writer) if view.form.situation == draft.form.situation)
        assert all(left_wrong(view) for view in views)


def left_wrong(view: View) -> bool:
    here = asked_of(view.form, view.answers, view.rows)
    answered = Answered(form=view.form, answers=view.answers, rows=view.rows, asked=here)
    return any(one.level is Level.ERROR for one in left_in(answered))


@pytest.mark.parametrize(
    "pattern",
    ["^[0-9]{4}$", "^(?:AB|C[D-F])+-?x*$", "^[^a-y0-9]{2,3}z?$", "^$|^ja$", "^\\\\.[.\\-_]$", "^a{2,}b{0}$", "^.{3}$"],
)
def test_a_text_fits_the_pattern_it_is_made_for(pattern: str) -> None:
    chance = random.Random(pattern)
    written = {fitting_text(pattern, chance.random) for _ in range(40)}
    assert all(re.fullmatch(pattern, one) for one in written)

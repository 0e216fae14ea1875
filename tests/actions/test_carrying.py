"""A new round begins with what is carried over and with defaults, all of it kept like any other answer."""

from dataclasses import replace
from datetime import UTC, datetime
from types import MappingProxyType

from sipforms.actions.fill import Way, hand_in, open_drafts, resume, start, with_draft
from sipforms.actions.people import Stay, admit, create
from sipforms.actions.programmes import Programmes
from sipforms.actions.workplace import Workplace
from sipforms.engine.build import build
from sipforms.engine.read.bundle import bundle_from
from sipforms.engine.response import Response
from sipforms.store.casefile import CaseFile, open_case
from tests.actions.conftest import TestClock

BUNDLE = bundle_from(
    "proeve",
    {
        "programme.yaml": b"{id: proeve, title: P, version: 1.0.0, language: da, questionnaires: [skema]}",
        "questionnaires/skema.yaml": b"""
title: Skema
subject: citizen
properties:
  navn: {title: Navn, type: string, carry: editable}
  fast: {title: Fast, type: integer, carry: readonly}
  trivsel: {title: Trivsel, type: integer, minimum: 1, maximum: 5}
  hyppighed: {title: Hyppighed, type: integer, default: 3}
  indsatser:
    title: Indsatser
    type: array
    carry: editable
    items: {properties: {hvad: {title: Hvad, type: string}}}
""",
    },
)
DAY = datetime(2026, 11, 22, tzinfo=UTC)


def test_a_round_begins_with_what_is_carried_over(workplace: Workplace, clock: TestClock) -> None:
    programme = build(BUNDLE)
    here = replace(
        workplace,
        programmes=Programmes(
            by_id=MappingProxyType({"proeve": programme}), bundles=MappingProxyType({"proeve": BUNDLE})
        ),
        built={programme.digest: programme},
    )
    file = create(here, "B-1", "")
    assert isinstance(file, CaseFile)
    file = admit(here, file, Stay(programme="proeve", admission=DAY.date()))
    assert isinstance(file, CaseFile)
    first = start(here, file, programme, "skema", Way(), file.episodes[0])
    assert first.draft.answers == {("hyppighed",): 3}
    draft = first.draft.answer(("navn",), "Birk").answer(("fast",), 7).answer(("trivsel",), 2).answer(("hyppighed",), 4)
    draft = draft.add_row(("indsatser",)).answer(("indsatser", "r1", "hvad"), "Gåtur")
    assert isinstance(hand_in(here, with_draft(first, draft)), Response)

    clock.passes(days=365)
    again = start(here, open_case(here.store, file.id), programme, "skema", Way(), file.episodes[0])
    carried = {
        ("navn",): "Birk",
        ("fast",): 7,
        ("hyppighed",): 3,
        ("indsatser", "r1", "hvad"): "Gåtur",
    }
    assert again.draft.answers == carried
    assert again.draft.rows == {("indsatser",): ("r1",)}
    assert resume(here, again.id).draft.answers == carried
    assert open_drafts(here, open_case(here.store, file.id))[0].answered == len(carried)

"""One record, whatever face it was answered by: the grid's keys, the citizen's view, and lines of text."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sipforms.actions.fill import Filling
from sipforms.actions.preview.somebody import answered_by
from sipforms.actions.programmes import Programmes
from sipforms.actions.workplace import Workplace
from sipforms.engine.ask.flat import flattened
from sipforms.engine.ask.hand_in import asked_only
from sipforms.engine.ask.review import review
from sipforms.engine.problem import Level
from sipforms.render.language import speak
from sipforms.store.memory import MemoryStore
from sipforms.store.protocol import StoreFacts, fresh_id
from tests.actions.conftest import TestClock
from tests.cli.faces import begun, by_citizen, by_keys, by_lines
from tests.programmes.shipped import BUNDLES, PROGRAMMES, TEXT, VOCABULARY

EVERY = tuple((name, one) for name, programme in PROGRAMMES.items() for one in programme.questionnaires)
PUSH, NIGHT = 16, 1_500
DRAWN = {"So", "Sk", "Co", "Cn", "Cs", "Cc"}
"""Kinds of signs that draw, or command, and are read aloud badly."""


def workplace() -> Workplace:
    """Every programme that ships, and a store of its own: no round must know of another."""
    clock = TestClock()
    facts = StoreFacts(id=fresh_id(), purpose="demo", protection="none", created=clock.moment, facility=fresh_id())
    return Workplace(
        programmes=Programmes(by_id=dict(PROGRAMMES), bundles=dict(BUNDLES)),
        store=MemoryStore(facts),
        vocabulary=VOCABULARY,
        now=clock,
        user="KHO",
        built={one.digest: one for one in PROGRAMMES.values()},
    )


def started(which: tuple[str, str]) -> tuple[Workplace, Filling]:
    here = workplace()
    return here, begun(here, PROGRAMMES[which[0]], which[1])


def agrees(which: tuple[str, str], seed: int) -> None:
    speak("en")
    here, filling = started(which)
    meant = answered_by(filling.draft, seed, TEXT)
    if any(one.level is Level.ERROR for one in review(meant)):
        return  # an invented person whose answers nobody could hand in
    keys, citizen = by_keys(here, filling, meant), by_citizen(*started(which), meant)
    lines, said = by_lines(*started(which), meant, seed)
    assert keys == citizen
    assert keys == lines
    kept, wanted = flattened(filling.questionnaire.entries, lines.answers), asked_only(meant)
    assert {path: one for path, one in kept.answers.items() if path in wanted.answers} == wanted.answers
    assert kept.rows == wanted.rows
    drawn = {sign for text in said for sign in text if unicodedata.category(sign) in DRAWN and sign != "\n"}
    assert drawn <= set("^`"), drawn


@settings(max_examples=PUSH, deadline=None)
@given(which=st.sampled_from(EVERY), seed=st.integers(0, 10_000))
def test_the_grid_the_citizens_view_and_lines_give_the_same_record(which: tuple[str, str], seed: int) -> None:
    agrees(which, seed)


@pytest.mark.long
@settings(max_examples=NIGHT, deadline=None)
@given(which=st.sampled_from(EVERY), seed=st.integers(0, 10_000_000))
def test_every_questionnaire_gives_the_same_record_by_every_face(which: tuple[str, str], seed: int) -> None:
    agrees(which, seed)

"""A round from the first key to the response: kept answer by answer, gone on with, handed in, and never lost."""

from collections.abc import Callable
from dataclasses import replace
from types import MappingProxyType

import pytest

from sipforms.actions.fill import (
    Filling,
    Way,
    discard,
    hand_in,
    keep,
    open_drafts,
    resume,
    start,
    ways,
    with_draft,
)
from sipforms.actions.programmes import Programmes
from sipforms.actions.workplace import Workplace, programme_with
from sipforms.engine.build import build
from sipforms.engine.newest import last_in_series
from sipforms.engine.programme import Programme
from sipforms.engine.read.bundle import Bundle, bundle_from
from sipforms.engine.response import Response
from sipforms.store.casefile import CaseFile, open_case
from sipforms.store.failures import NoSuchBundle
from tests.actions.conftest import TestClock

Admitted = Callable[..., CaseFile]
INTERVIEW = Way(mode="interview", informant="borger")
ITEM = ("psykisk_velbefindende", "humoer")


def begun(workplace: Workplace, file: CaseFile, programme: Programme, way: Way = INTERVIEW) -> Filling:
    return start(workplace, file, programme, "livskvalitet", way, file.episodes[0])


def test_the_ways_of_answering_are_those_of_the_questionnaire(voksen: Programme) -> None:
    offered = ways(voksen, voksen.questionnaires["livskvalitet"])
    assert INTERVIEW in offered
    assert Way(mode="observation", informant="kontaktperson") in offered
    assert ways(voksen, voksen.questionnaires["baggrund"]) == (Way(),)


def test_nobody_is_offered_a_way_that_is_another_informants(voksen: Programme) -> None:
    offered = ways(voksen, voksen.questionnaires["livskvalitet"])
    assert [(one.informant, one.mode) for one in offered] == [
        ("borger", "interview"),
        ("borger", "assisted"),
        ("kontaktperson", "observation"),
    ]
    free = replace(voksen.questionnaires["livskvalitet"], modes_of={"borger": ("interview",)})
    assert len(ways(voksen, free)) == 1 + len(free.modes)


def test_what_was_kept_is_there_when_somebody_goes_on(
    workplace: Workplace, admitted: Admitted, voksen: Programme
) -> None:
    file = admitted()
    filling = begun(workplace, file, voksen)
    draft = filling.draft
    for dimension, value in (("vigtighed", 5), ("tilfredshed", 2), ("tilfredshed", 3)):
        draft = draft.answer((*ITEM, dimension), value)
        assert draft.last is not None
        keep(workplace, filling, draft.last)
    waiting = open_drafts(workplace, file)
    assert [(one.id, one.answered, one.header.questionnaire) for one in waiting] == [(filling.id, 2, "livskvalitet")]
    again = resume(workplace, filling.id)
    assert again.draft.answers == {(*ITEM, "vigtighed"): 5, (*ITEM, "tilfredshed"): 3}
    assert again.draft.header == filling.draft.header


def test_a_round_handed_in_becomes_a_response_and_the_draft_goes(
    workplace: Workplace, admitted: Admitted, voksen: Programme, clock: TestClock
) -> None:
    file = admitted()
    filling = begun(workplace, file, voksen)
    clock.passes(minutes=25)
    response = hand_in(workplace, with_draft(filling, filling.draft.answer((*ITEM, "vigtighed"), 5)))
    assert isinstance(response, Response)
    kept = open_case(workplace.store, file.id)
    assert kept.responses == (response,)
    assert open_drafts(workplace, kept) == ()
    assert response.digest == voksen.digest
    assert (response.mode, response.informant, response.entered_by) == ("interview", "borger", "KHO")
    assert response.handed_in_at - response.begun_at == clock.moment - filling.draft.header.begun_at


def test_the_last_response_is_that_of_the_same_series(
    workplace: Workplace, admitted: Admitted, voksen: Programme, clock: TestClock
) -> None:
    file = admitted()
    mine = hand_in(workplace, begun(workplace, file, voksen))
    clock.passes(days=10)
    staff = Way(mode="observation", informant="kontaktperson")
    theirs = begun(workplace, open_case(workplace.store, file.id), voksen, staff)
    assert theirs.last is None
    clock.passes(days=10)
    again = begun(workplace, open_case(workplace.store, file.id), voksen)
    assert again.last == mine
    assert again.draft.header.situation.occasion == "later"
    file, asked = open_case(workplace.store, file.id), voksen.questionnaires["livskvalitet"]
    there = file.responses
    assert last_in_series(there, "voksen", asked, "borger", None) == mine
    assert last_in_series(there, "voksen", asked, "kontaktperson", None) is None
    assert last_in_series(there, "hjerneskade", asked, "borger", None) is None, "another programme's is another one"


def test_what_must_be_mended_is_said_and_nothing_is_lost(
    workplace: Workplace, admitted: Admitted, voksen: Programme
) -> None:
    file = admitted()
    filling = start(workplace, file, voksen, "baggrund", Way(), file.episodes[0])
    problems = hand_in(workplace, filling)
    assert isinstance(problems, tuple)
    assert {one.code for one in problems} == {"required"}
    assert len(open_drafts(workplace, file)) == 1


def test_a_draft_goes_on_under_the_version_it_was_begun_with(
    workplace: Workplace, admitted: Admitted, voksen: Programme, voksen_bundle: Bundle
) -> None:
    file = admitted()
    filling = begun(workplace, file, voksen)
    draft = filling.draft.answer((*ITEM, "vigtighed"), 5)
    assert draft.last is not None
    keep(workplace, filling, draft.last)
    files = dict(voksen_bundle.files)
    changed = files["questionnaires/livskvalitet.yaml"].decode().replace("humoer", "sindstilstand")
    updated = bundle_from("voksen", {**files, "questionnaires/livskvalitet.yaml": changed.encode()})
    newer = build(updated)
    assert newer.digest != voksen.digest
    updated_place = replace(
        workplace,
        programmes=Programmes(by_id=MappingProxyType({"voksen": newer}), bundles=MappingProxyType({"voksen": updated})),
        built={newer.digest: newer},
    )
    again = resume(updated_place, filling.id)
    assert again.draft.answers == {(*ITEM, "vigtighed"): 5}
    assert again.programme.digest == voksen.digest
    assert programme_with(updated_place, voksen.digest) == again.programme


def test_an_unknown_version_is_not_guessed(workplace: Workplace) -> None:
    with pytest.raises(NoSuchBundle):
        programme_with(workplace, "0" * 64)


def test_a_draft_thrown_away_is_gone(workplace: Workplace, admitted: Admitted, voksen: Programme) -> None:
    file = admitted()
    discard(workplace, begun(workplace, file, voksen).id)
    assert open_drafts(workplace, file) == ()


def test_the_facility_chooses_only_what_the_programme_offers(
    workplace: Workplace, admitted: Admitted, voksen: Programme
) -> None:
    chosen = replace(workplace, parameters={"voksen": {"form": "kort", "history_shown": "altid", "ukendt": "x"}})
    filling = begun(chosen, admitted(), voksen)
    assert filling.draft.form.situation.parameters == {"form": "kort", "history_shown": "afterAnswer", "saerlige": True}

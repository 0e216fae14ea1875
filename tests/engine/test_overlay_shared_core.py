"""Which questions two programmes ask in the same way, and why the others cannot be compared."""

import pytest

from sipforms.engine.build import build
from sipforms.engine.overlay.shared_core import Difference, SharedCore, shared_core, shared_core_of
from tests.engine.overlaying import OVERLAYS, grund, over, shelved

HVERDAG, SCALES = "questionnaires/hverdag.yaml", "scales.yaml"


def core(files: dict[str, str], more: str = "") -> SharedCore:
    found = shared_core_of(over(files, more))
    assert found is not None
    assert len(found.same) + len(found.otherwise) + len(found.left) == found.of == 17
    return found


def test_a_question_on_two_dimensions_is_two_questions() -> None:
    found = core({HVERDAG: "properties: {luft: {title: Luft, properties: {ude: {title: Ude, scale: vigtigt_godt}}}}\n"})
    assert [one.name for one in found.added] == ["hverdag.luft.ude.vigtigt", "hverdag.luft.ude.godt"]
    assert (found.base, found.base_version, len(found.same)) == ("grund", "1.2.0", 17)


def test_what_is_removed_is_left() -> None:
    assert [one.name for one in core({}, "remove: [huset]\n").left] == ["huset.pladser", "huset.have"]


ALL_IN_ALL = "title: 'Hvordan har du det, alt i alt?'"
CASES: dict[str, tuple[dict[str, str], str, tuple[Difference, ...]]] = {
    "the words": (
        {HVERDAG: "{properties: {alt_i_alt: {title: Nå?}}}\n"},
        "hverdag.alt_i_alt.title",
        (Difference.WORDING,),
    ),
    "the scale": (
        {
            HVERDAG: "{properties: {alt_i_alt: {scale: ny}}}\n",
            SCALES: "$defs: {ny: {direction: higherIsBetter, oneOf: [{const: 1, title: A}, {const: 2, title: B}]}}\n",
        },
        "hverdag.alt_i_alt.scale",
        (Difference.OPTIONS,),
    ),
    "the direction": (
        {HVERDAG: f"properties: {{alt_i_alt: {{{ALL_IN_ALL}, scale: trin, direction: none}}}}\n"},
        "hverdag.alt_i_alt",
        (Difference.DIRECTION,),
    ),
    "the kind": (
        {HVERDAG: f"properties: {{alt_i_alt: {{{ALL_IN_ALL}, type: boolean}}}}\n"},
        "hverdag.alt_i_alt",
        (Difference.KIND, Difference.OPTIONS, Difference.DIRECTION),
    ),
}


@pytest.mark.parametrize("what", CASES)
def test_it_is_told_what_is_not_the_same(what: str) -> None:
    files, replaced, differences = CASES[what]
    (one,) = core(files, f"replace: [{replaced}]\n").otherwise
    assert (one.asked.name, one.differences) == ("hverdag.alt_i_alt", differences)


def test_another_way_of_answering_makes_a_whole_questionnaire_another() -> None:
    found = core({HVERDAG: "modes: [interview]\n"}, "replace: [hverdag.modes]\n")
    assert {one.differences for one in found.otherwise} == {(Difference.MODES,)}
    assert len(found.otherwise) == 13


def test_a_question_that_has_moved_is_known_by_its_concept() -> None:
    base = over({HVERDAG: "properties: {soevn: {properties: {lys: {title: Lys, type: boolean, concept: lys}}}}\n"})
    moved = over({HVERDAG: "properties: {mad: {properties: {lys: {title: Lys, type: boolean, concept: lys}}}}\n"})
    found = shared_core(build(moved), build(base))
    assert (found.added, found.left, found.otherwise) == ((), (), ())
    assert "hverdag.mad.lys" in [one.name for one in found.same]


def test_the_numbers_of_the_brain_injury_programme() -> None:
    found = shared_core_of(shelved(OVERLAYS / "hjerneskade"))
    assert found is not None
    assert [one.asked.name for one in found.otherwise if one.asked.questionnaire == "livskvalitet"] == [
        "livskvalitet.relationer.venner.vigtighed",
        "livskvalitet.relationer.venner.tilfredshed",
    ]
    assert {one.differences for one in found.otherwise if one.asked.questionnaire == "baggrund"} == {
        (Difference.OPTIONS,)
    }
    assert len(found.added) == 8


def test_a_programme_that_extends_nothing_has_none() -> None:
    assert shared_core_of(grund()) is None

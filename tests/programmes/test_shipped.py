"""Every programme that ships is without problems, and its own examples come out as their author expects."""

from datetime import date

import pytest

from sipforms.actions.trying.run import try_examples
from sipforms.engine.build import build
from sipforms.engine.check import check
from tests.programmes.shipped import BUNDLES, PROGRAMMES, VOCABULARY

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize("name", BUNDLES)
def test_a_shipped_programme_has_no_problems(name: str) -> None:
    assert check(BUNDLES[name], VOCABULARY, production=True) == ()


@pytest.mark.parametrize("name", BUNDLES)
def test_every_example_comes_out_as_expected(name: str) -> None:
    bundle, programme = BUNDLES[name], PROGRAMMES[name]
    tried = try_examples(bundle, programme, VOCABULARY, TODAY)
    assert [(one.example.name, one.differences) for one in tried if one.differences] == []
    base = build(bundle.base) if bundle.base else None
    taken_over = {*base.questionnaires, *(one.id for one in base.indicators)} if base else set()
    scored = {
        name for one in tried for section, *names in one.example.expectations() if section == "scores" for name in names
    }
    assert set(programme.questionnaires) - taken_over <= {one.example.questionnaire for one in tried}
    assert {one.id for one in programme.indicators} - taken_over <= scored


@pytest.mark.parametrize("name", BUNDLES)
def test_every_language_builds_the_same_programme(name: str) -> None:
    bundle, own = BUNDLES[name], PROGRAMMES[name]
    for language in own.languages:
        other = build(bundle, language)
        assert other.language == language
        assert other.digest == own.digest
        assert [one.signature for q in other.questionnaires.values() for one in q.questions()] == [
            one.signature for q in own.questionnaires.values() for one in q.questions()
        ]


def test_voksen_asks_what_was_promised() -> None:
    programme = PROGRAMMES["voksen"]
    assert {"baggrund", "livskvalitet", "indsats", "rammer"} <= set(programme.questionnaires)
    livskvalitet = programme.questionnaires["livskvalitet"]
    pairs = [item for item in livskvalitet.items() if len(item.questions) == 2]
    assert len(pairs) >= 27
    assert all(question.wording.say for item in pairs for question in item.questions)
    areas = [entry.id for entry in livskvalitet.entries if hasattr(entry, "entries")]
    assert areas == [
        "psykisk_velbefindende",
        "relationer",
        "fysisk_velbefindende",
        "selvbestemmelse",
        "aktiviteter",
        "materielle_forhold",
        "deltagelse_i_samfundet",
    ]
    assert programme.provenance == "own-wording"


def test_an_example_that_is_wrong_is_seen() -> None:
    bundle, programme = BUNDLES["voksen"], PROGRAMMES["voksen"]
    source = next(source for name, source in bundle.folder_of("examples") if name == "livskvalitet_tal")
    example = next(one for one in source.data if one["expect"].get("scores"))  # type: ignore[union-attr, index, call-overload]
    name = next(iter(example["expect"]["scores"]))  # type: ignore[index, call-overload, arg-type]
    before = example["expect"]["scores"][name]  # type: ignore[index, call-overload]
    example["expect"]["scores"][name] = 99  # type: ignore[index, call-overload]
    try:
        tried = try_examples(bundle, programme, VOCABULARY, TODAY)
    finally:
        example["expect"]["scores"][name] = before  # type: ignore[index, call-overload]
    assert [one.what for trial in tried for one in trial.differences] == [name]

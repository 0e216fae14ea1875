"""Every programme that ships is without problems, and its own examples come out as their author expects."""

from datetime import date
from pathlib import Path

import pytest

from sipforms.actions.trying.run import try_examples
from sipforms.actions.workplace import open_vocabulary
from sipforms.engine.build import build
from sipforms.engine.check import check
from sipforms.engine.read.bundle import read
from sipforms.engine.shelf import bundle_folders, shipped

FOLDERS = sorted(bundle_folders([shipped()]))
TODAY = date(2026, 11, 22)
VOCABULARY = open_vocabulary(installed=False)


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_a_shipped_programme_has_no_problems(folder: Path) -> None:
    assert check(read(folder), VOCABULARY) == ()


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_every_example_comes_out_as_expected(folder: Path) -> None:
    bundle = read(folder)
    programme = build(bundle)
    tried = try_examples(bundle, programme, VOCABULARY, TODAY)
    assert [(one.example.name, one.differences) for one in tried if one.differences] == []
    assert {one.example.questionnaire for one in tried} == set(programme.questionnaires)
    assert {
        name for one in tried for section, *names in one.example.expectations() if section == "scores" for name in names
    } == {one.id for one in programme.indicators}


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_every_language_builds_the_same_programme(folder: Path) -> None:
    bundle = read(folder)
    own = build(bundle)
    for language in own.languages:
        other = build(bundle, language)
        assert other.language == language
        assert other.digest == own.digest
        assert [one.signature for q in other.questionnaires.values() for one in q.questions()] == [
            one.signature for q in own.questionnaires.values() for one in q.questions()
        ]


def test_voksen_asks_what_was_promised() -> None:
    programme = build(read(shipped() / "voksen"))
    assert list(programme.questionnaires) == ["baggrund", "livskvalitet", "indsats", "rammer"]
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
    bundle = read(shipped() / "voksen")
    programme = build(bundle)
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

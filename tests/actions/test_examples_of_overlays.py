"""What a programme takes over is tried by the one it extends; its own examples are asked for what it says itself."""

from pathlib import Path

from sipforms.actions.example_problems import example_problems
from sipforms.actions.library import Library
from sipforms.actions.trying.coverage import coverage
from sipforms.actions.trying.mutation import mutation_of
from sipforms.engine.build import build
from tests.actions.tried_bundles import TODAY, trying, words

EXAMPLE = """
- example: Der er sovet
  questionnaire: rammer
  answers: {natten: {sovet: true}}
  expect: {visible: {natten.sovet: true}}
"""
FILES = {
    "programme.yaml": "id: nat\ntitle: Nat\nversion: 1.0.0\nlanguage: da\n"
    "extends: voksen@1\nquestionnaires: [rammer]\n",
    "questionnaires/rammer.yaml": "properties:\n  natten:\n    title: Natten\n    properties:\n"
    "      sovet: {title: Er der ro om natten?, type: boolean}\n"
    "      hvorfor: {title: Hvorfor ikke?, type: string, visibleIf: {item: natten.sovet, is: false}}\n",
    "examples/nat.yaml": EXAMPLE,
}


def overlay(folder: Path) -> Path:
    for name, text in FILES.items():
        (folder / "nat" / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / "nat" / name).write_text(text, encoding="utf-8")
    return folder / "nat"


def test_only_its_own_parts_are_counted(tmp_path: Path) -> None:
    made, tried, written = trying(Library().open(overlay(tmp_path)))
    points = coverage(tried, made, written).points
    assert {(one.aspect, one.name, one.way, one.covered) for one in points} == {
        ("items", "natten.sovet", "", True),
        ("items", "natten.hvorfor", "", False),
        ("conditions", "natten.hvorfor", "true", False),
        ("conditions", "natten.hvorfor", "false", True),
    }
    mutants = mutation_of(made, tried, written).mutants
    assert mutants
    assert {one.name for one in mutants} == {"natten.hvorfor"}


def test_numbers_and_checks_of_the_other_need_no_example_here(tmp_path: Path) -> None:
    bundle = Library().open(overlay(tmp_path))
    assert build(bundle).indicators
    assert example_problems(bundle, build(bundle), words(), TODAY) == ()

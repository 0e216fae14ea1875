"""What examples showed is said in the questionnaire's own words, in every language, and never by codes."""

import shutil
from itertools import product
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sipforms.actions.library import Library
from sipforms.actions.trying.coverage import coverage
from sipforms.actions.trying.mutants import MutantKind
from sipforms.actions.trying.mutation import mutation_of
from sipforms.engine.build import build
from sipforms.engine.check import check
from sipforms.engine.score.missing import Reason
from sipforms.engine.shelf import bundle_folders, shipped
from sipforms.render.language import speak
from sipforms.render.trying import mutants as said
from sipforms.render.trying.columns import side_by_side, widths_for
from sipforms.render.trying.coverage import percent_words, point_words
from sipforms.render.trying.differences import tried_text
from sipforms.render.trying.summary import snippet
from sipforms.render.trying.words import exact, score_value
from tests.actions.test_examples_tried import CASES, as_file
from tests.actions.tried_bundles import trying, with_examples, words

FOLDERS = sorted(bundle_folders([shipped()]))
SMALL = sorted(path.parent for path in (Path(__file__).parents[1] / "bundles" / "good").glob("*/programme.yaml"))
NOTHING = "- {example: Intet, questionnaire: puls, answers: {}}\n"


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_every_difference_has_words_and_fits(case: Path, language: str) -> None:
    speak(language)
    made, (tried,), _written = trying(with_examples(as_file(case)[0]))
    text = tried_text(tried, made, Path("puls"), 80)
    assert max(map(len, text.splitlines())) <= 80
    assert not {"tooFewAnswers", "notAsked", "above-maximum", "True", "False"} & set(text.replace(":", " ").split())


@pytest.mark.parametrize("language", ["da", "en"])
def test_everything_that_is_missed_has_a_sentence(language: str) -> None:
    speak(language)
    made, tried, written = trying(with_examples(NOTHING))
    sentences = [point_words(one, made.programme) for one in coverage(tried, made, written).points]
    assert len(set(sentences)) == len(sentences)
    assert all(one.endswith(".") and "{" not in one for one in sentences)


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_every_mistake_has_a_sentence_and_a_remedy(folder: Path, language: str) -> None:
    speak(language)
    made, tried, written = trying(Library().open(folder))
    for mutant in mutation_of(made, tried[:1], written).mutants:
        sentence, remedy = said.mutant_sentence(mutant, made.programme), said.remedy(mutant)
        assert sentence.endswith(".")
        assert remedy.endswith(".")
        assert not {"{", "max_share", "min_pairs", "Fraction"} & {*sentence, *sentence.split()}


def test_every_kind_is_worded() -> None:
    kinds = set(get_args(MutantKind))
    assert set(said.KINDS) == set(said._SAID) == set(said._REMEDIES) == kinds


@pytest.mark.parametrize("folder", [*FOLDERS, *SMALL], ids=lambda folder: folder.name)
def test_the_first_example_to_write_is_a_good_one(folder: Path, tmp_path: Path) -> None:
    copy = Path(shutil.copytree(folder, tmp_path / folder.name, ignore=shutil.ignore_patterns("examples")))
    bare = Library().open(copy)
    (copy / "examples").mkdir()
    first = next(iter(build(bare).questionnaires))
    (copy / "examples" / f"{first}.yaml").write_text("\n".join(snippet(build(bare))) + "\n", encoding="utf-8")
    changed = Library().open(copy)
    assert check(changed, words()) == check(bare, words())
    assert trying(changed)[1][0].is_as_expected


@pytest.mark.parametrize(
    ("value", "english", "danish"),
    [
        (3, "3", "3"),
        (3.0, "3", "3"),
        (3.5, "3.5", "3,5"),
        (2.6666666666666665, "2.6667", "2,6667"),
        (1234.25, "1,234.25", "1.234,25"),
        (-0.25, "-0.25", "-0,25"),
        (0, "0", "0"),
    ],
)
def test_a_number_is_told_exactly(value: float, english: str, danish: str) -> None:
    speak("en")
    assert exact(value) == english
    speak("da")
    assert exact(value) == danish


def test_a_score_is_told_in_words() -> None:
    speak("en")
    assert score_value({"none": "tooFewAnswers"}) == "no number: too few answers"
    assert score_value("focus") == "focus area"
    assert score_value({"barriers": 2, "facilitators": 1}) == "barriers 2, facilitators 1"
    assert score_value(None) == "no such number here"
    assert {score_value({"none": reason}) for reason in get_args(Reason)} >= {"no number: not asked"}


def test_a_hundred_percent_is_all_of_it() -> None:
    speak("en")
    assert percent_words(99.99) == "99.9 %"
    assert percent_words(100) == "100 %"
    assert percent_words(0.04) == "0 %"


@given(st.lists(st.tuples(st.text("ab ", max_size=90), st.text("ab ", max_size=60)), max_size=5), st.integers(50, 120))
def test_cells_stay_in_their_columns(rows: list[tuple[str, str]], width: int) -> None:
    widths = widths_for(width, (20,))
    lines = list(side_by_side(rows, widths))
    assert all(len(line) <= width for line in lines)
    said_words = [word for line in lines for word in line.split()]
    assert sorted("".join(said_words)) == sorted(
        "".join("".join(one) + "".join(other) for one, other in rows).replace(" ", "")
    )


def test_every_pair_of_width_and_heading_lines_up() -> None:
    for width, narrow in product((60, 80, 120), ((20, 20), (13,))):
        assert sum(widths_for(width, narrow)) + 2 * (len(narrow) + 1) <= width + 2

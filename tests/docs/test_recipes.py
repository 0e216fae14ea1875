"""Every piece of "What do you want to ask?" fits into the small programme of its page, in both languages."""

import pytest

from sipforms.engine.build import build
from sipforms.engine.check import check
from sipforms.engine.checks.allowing import weighed
from sipforms.engine.checks.codes import CODES
from sipforms.engine.read.bundle import bundle_from
from tests.docs.recipes import Recipe, cooked, outline, recipes, small_programme
from tests.engine.checking import words

LANGUAGES = ("da", "en")
ALL = [
    pytest.param(language, recipe, id=f"{language}: {recipe.title}")
    for language in LANGUAGES
    for recipe in recipes(language)
]


@pytest.mark.parametrize(("language", "recipe"), ALL)
def test_a_recipe_fits_into_the_small_programme(language: str, recipe: Recipe) -> None:
    programme = small_programme(language)
    files = cooked(recipe, programme)
    bundle = bundle_from(
        "lille" if language == "da" else "small", {name: text.encode() for name, text in files.items()}
    )
    left = weighed(bundle, check(bundle, words())).problems
    found = [problem.code for problem in left if not CODES[problem.code].production]
    assert found == []
    assert recipe.pieces
    assert set(files) >= {piece.file for piece in recipe.pieces}
    assert files != programme
    assert build(bundle).questionnaires


def test_both_languages_have_the_same_recipes() -> None:
    danish, english = (
        [[(piece.under, outline(piece.text)) for piece in recipe.pieces] for recipe in recipes(language)]
        for language in LANGUAGES
    )
    assert danish == english
    assert len(danish) >= 25

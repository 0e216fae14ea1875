"""From patterns to questions."""

from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sipforms.engine.paths import Path, dotted, fitting
from sipforms.engine.score.selection import Available, every_source, named, paired, selected, sources
from tests.scores.small import programme

QUESTIONS = {
    "venner": {
        "title": "Venner",
        "properties": {
            "naere": {"title": "Nære", "scale": "begge", "tags": ["kerne"]},
            "andre": {"title": "Andre", "scale": "fem"},
            "dybt": {"title": "Dybt", "properties": {"nede": {"title": "Nede", "scale": "begge"}}},
        },
    },
    "krop": {"title": "Krop", "only": ["autisme"], "properties": {"sanser": {"title": "Sanser", "scale": "fem"}}},
    "maal": {
        "title": "Mål",
        "type": "array",
        "rowTitle": "{hvad}",
        "items": {
            "properties": {
                "hvad": {"title": "Hvad", "type": "string"},
                "hvor": {"title": "Hvor", "scale": "fem", "without": ["autisme"]},
            }
        },
    },
}


def available(variant: str | None = None) -> Available:
    made = programme(QUESTIONS, {}, variants={"autisme": {"title": "Autisme"}})
    return sources(made.questionnaires["q"], variant)


def paths(places: tuple[int, ...], here: Available) -> list[str]:
    return [dotted(here[place].question.path) for place in places]


@pytest.mark.parametrize(
    ("pattern", "path", "fits"),
    [
        ("a.b", "a.b", True),
        ("a.b", "a.b.c", False),
        ("a.*", "a.b", True),
        ("a.*", "a.b.c", False),
        ("a.*.c", "a.b.c", True),
        ("**.c", "c", True),
        ("**.c", "a.b.c", True),
        ("a.**", "a", True),
        ("a.**.c", "a.c", True),
        ("**", "a.b", True),
        ("*", "a.b", False),
    ],
)
def test_a_star_is_one_step_and_two_stars_any_number(pattern: str, path: str, *, fits: bool) -> None:
    assert fitting(tuple(pattern.split(".")))(tuple(path.split("."))) is fits


def fits_as_defined(pattern: Path, path: Path) -> bool:
    """What a pattern means, word for word; too slow for a pattern with many stars."""
    if not pattern:
        return not path
    if pattern[0] == "**":
        return any(fits_as_defined(pattern[1:], path[start:]) for start in range(len(path) + 1))
    return bool(path) and pattern[0] in ("*", path[0]) and fits_as_defined(pattern[1:], path[1:])


@given(
    st.lists(st.sampled_from(("a", "b", "*", "**")), max_size=6).map(tuple),
    st.lists(st.sampled_from(("a", "b", "c")), max_size=6).map(tuple),
)
def test_every_pattern_means_what_it_is_defined_to_mean(pattern: Path, path: Path) -> None:
    assert fitting(pattern)(path) is fits_as_defined(pattern, path)


def test_a_pattern_of_many_stars_takes_no_longer_than_it_is_long() -> None:
    """Twenty pairs of stars would be tried in millions of ways, one after the other, were they not tried at once."""
    begun = perf_counter()
    assert not fitting(("**",) * 20 + ("z",))(tuple("abcdefghijklmnopqrst"))
    assert perf_counter() - begun < 1


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("venner.*.tilfreds", ["venner.naere.tilfreds"]),
        ("**.tilfreds", ["venner.naere.tilfreds", "venner.dybt.nede.tilfreds"]),
        (["venner.andre", "venner.naere.vigtig"], ["venner.naere.vigtig", "venner.andre"]),
        ({"tag": "kerne"}, ["venner.naere.vigtig", "venner.naere.tilfreds"]),
        ("maal.*.hvor", ["maal.*.hvor"]),
        ("ingen.*", []),
        (None, []),
    ],
)
def test_patterns_select_questions_once_in_the_order_asked(written: object, expected: list[str]) -> None:
    here = available()
    assert paths(selected(here, written), here) == expected  # type: ignore[arg-type]


def test_a_list_without_stars_keeps_its_own_order() -> None:
    here = available()
    assert paths(named(here, ["venner.andre", "venner.naere.vigtig"]), here) == ["venner.andre", "venner.naere.vigtig"]


def test_a_variant_has_its_own_questions() -> None:
    ours, theirs = ({dotted(source.question.path) for source in available(variant)} for variant in (None, "autisme"))
    assert theirs - ours == {"krop.sanser"}
    assert ours - theirs == {"maal.*.hvor"}


def test_every_source_has_those_of_all_variants() -> None:
    made = programme(QUESTIONS, {}, variants={"autisme": {"title": "Autisme"}})
    found = {dotted(source.question.path) for source in every_source(made.questionnaires["q"])}
    assert {"krop.sanser", "maal.*.hvor"} <= found


def test_pairs_are_of_one_item_whatever_the_order() -> None:
    here = available()
    first, second = selected(here, "**.vigtig"), tuple(reversed(selected(here, "**.tilfreds")))
    assert [paths(pair, here) for pair in paired(here, first, second, by_place=False)] == [
        ["venner.naere.vigtig", "venner.naere.tilfreds"],
        ["venner.dybt.nede.vigtig", "venner.dybt.nede.tilfreds"],
    ]


def test_pairs_are_of_one_item_even_when_lists_are_in_another_order() -> None:
    here = available()
    first = named(here, ["venner.dybt.nede.vigtig", "venner.naere.vigtig"])
    second = named(here, ["venner.naere.tilfreds", "venner.dybt.nede.tilfreds"])
    assert [paths(pair, here)[1] for pair in paired(here, first, second, by_place=True)] == [
        "venner.dybt.nede.tilfreds",
        "venner.naere.tilfreds",
    ]


def test_questions_of_different_items_pair_by_place_only_when_wanted() -> None:
    here = available()
    first, second = named(here, "venner.naere.vigtig"), named(here, "venner.andre")
    assert len(paired(here, first, second, by_place=True)) == 1
    assert paired(here, first, second, by_place=False) == ()

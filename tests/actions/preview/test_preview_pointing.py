"""From a place in a file to the question, and back."""

from collections.abc import Callable
from pathlib import Path

import pytest

from sipforms.actions.preview.pointing import Spot, place_of, spot_at
from sipforms.actions.preview.session import Preview
from sipforms.engine.problem import Place
from sipforms.engine.read.bundle import bundle_from

Previewed = Callable[..., Preview]
WRITTEN = b"""title: Skema
properties:
  nu:
    title: Nu
    properties:
      sovn: {title: Sover du godt?, type: boolean}
      mad:
        title: Spiser du godt?
        type: boolean
        visibleIf: {item: nu.sovn, is: true}
  maal:
    title: Dine maal
    type: array
    items:
      properties:
        navn: {title: Hvad vil du?, type: string}
checks:
  - id: et
    level: soft
    assert: {item: nu.sovn, is: true}
    message: Passer det?
"""
BUNDLE = bundle_from("x", {"questionnaires/s.yaml": WRITTEN})


@pytest.mark.parametrize(
    ("line", "column", "path"),
    [
        (1, 1, ()),
        (3, 3, ("nu",)),
        (4, 12, ("nu",)),
        (6, 7, ("nu", "sovn")),
        (6, 40, ("nu", "sovn")),
        (8, 9, ("nu", "mad")),
        (10, 30, ("nu", "mad")),
        (13, 11, ("maal",)),
        (16, 9, ("maal",)),
        (18, 5, ()),
        (99, 1, ()),
    ],
)
def test_a_place_leads_to_the_question_around_it(line: int, column: int, path: tuple[str, ...]) -> None:
    place = Place(file="questionnaires/s.yaml", line=line, column=column)
    assert spot_at(place, BUNDLE) == Spot(questionnaire="s", path=path)


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (("nu",), 3),
        (("nu", "mad"), 7),
        (("nu", "mad", "en_dimension"), 7),
        (("maal", "r1", "navn"), 16),
        (("maal", "r1"), 14),
        (("findes_ikke",), 1),
    ],
)
def test_a_question_leads_to_the_place_where_it_is_written(path: tuple[str, ...], line: int) -> None:
    place = place_of(BUNDLE, "s", path)
    assert place is not None
    assert place.line == line


def test_a_file_that_is_no_questionnaire_leads_nowhere() -> None:
    assert spot_at(Place(file="scales.yaml", line=3), BUNDLE) is None
    assert spot_at(Place(file="questionnaires/notes.txt"), BUNDLE) is None
    assert place_of(BUNDLE, "findes_ikke", ("nu",)) is None


def test_a_file_that_cannot_be_read_leads_to_the_question_of_the_last_version() -> None:
    broken = bundle_from("x", {"questionnaires/s.yaml": WRITTEN.replace(b"title: Spiser", b'title: "Spiser')})
    place = Place(file="questionnaires/s.yaml", line=8, column=9)
    assert spot_at(place, broken, BUNDLE) == Spot(questionnaire="s", path=("nu", "mad"))
    assert spot_at(place, broken) == Spot(questionnaire="s")


def test_every_question_of_a_real_programme_is_found_again(previewed: Previewed, folder: Path) -> None:
    preview = previewed()
    assert preview.programme is not None
    assert preview.look.good is not None
    bundle = preview.look.good.bundle
    for id_, asked in preview.programme.questionnaires.items():
        for question in asked.questions():
            place = place_of(bundle, id_, question.path)
            assert place is not None
            spot = spot_at(place, bundle)
            assert spot is not None
            found = question.item if "*" not in question.item else question.item[: question.item.index("*")]
            assert spot.path == found, question.path
    assert folder.is_dir()

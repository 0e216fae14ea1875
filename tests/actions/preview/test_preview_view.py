"""Which face of a programme a preview shows: what is not there becomes what stands in its place."""

import pytest

from sipforms.actions.preview.view import View, fitted
from sipforms.engine.build import build
from sipforms.engine.programme import Programme
from sipforms.engine.read.bundle import bundle_from

PROGRAMME = """id: p
title: P
version: 1.0.0
language: da
questionnaires: [puls]
informants: {barn: Barnet, laerer: Læreren}
"""
PULS = """title: Puls
modes: [interview, self, observation]
informants: [barn, laerer]
modesOf: {barn: [interview, self], laerer: [observation]}
properties:
  glad: {title: Er du glad?, type: boolean}
"""


def programme() -> Programme:
    return build(bundle_from("p", {"programme.yaml": PROGRAMME.encode(), "questionnaires/puls.yaml": PULS.encode()}))


@pytest.mark.parametrize(
    ("informant", "mode", "expected"),
    [
        ("barn", "self", ("barn", "self")),
        ("barn", "observation", ("barn", "interview")),
        ("laerer", "interview", ("laerer", "observation")),
        (None, None, ("barn", "interview")),
        ("naboen", "self", ("barn", "self")),
    ],
)
def test_the_way_shown_is_one_of_whoever_answers(
    informant: str | None, mode: str | None, expected: tuple[str, str]
) -> None:
    shown = fitted(View(questionnaire="puls", informant=informant, mode=mode), programme())
    assert (shown.informant, shown.mode) == expected

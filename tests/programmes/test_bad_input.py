"""Bad input: what goes otherwise in a citizen's life has a place in every programme's forms, and a right figure.

Each file in ``bad_input/CASE/PROGRAMME.yaml`` is a story (see ``story.py``), or says in one sentence why it cannot
happen there. To add a case, add a file.
"""

from pathlib import Path

import pytest
import yaml

from tests.programmes.shipped import PROGRAMMES
from tests.programmes.story import Told

FOLDER = Path(__file__).parent / "bad_input"
FILES = {f"{one.parent.name}-{one.stem}": one for one in sorted(FOLDER.glob("*/*.yaml"))}
CASES = (
    "child_turns_eleven",
    "death",
    "discharge_before_first_round",
    "facility_without_units",
    "interview_to_observation",
    "two_placements_in_a_month",
    "unknown_diagnosis",
)
HAPPENS = [name for name, file in FILES.items() if not file.read_text("utf-8").startswith("does_not_apply:")]


def test_every_case_has_its_place_in_every_programme() -> None:
    assert set(FILES) == {f"{case}-{programme}" for case in CASES for programme in PROGRAMMES}


@pytest.mark.parametrize("name", HAPPENS)
def test_it_has_a_place_and_a_right_figure(name: str) -> None:
    told = Told(PROGRAMMES[FILES[name].stem])
    story = yaml.safe_load(FILES[name].read_text("utf-8"))
    assert {"answer", "due"} <= {next(iter(step)) for step in story}, "a story without an answer and a due date"
    for at, step in enumerate(story, 1):
        try:
            told.tell(step)
        except AssertionError as wrong:
            raise AssertionError(f"step {at} of {FILES[name]}: {wrong}") from wrong


@pytest.mark.parametrize("name", sorted(set(FILES) - set(HAPPENS)))
def test_what_cannot_happen_says_why_in_one_sentence(name: str) -> None:
    written = yaml.safe_load(FILES[name].read_text("utf-8"))
    assert list(written) == ["does_not_apply"]
    assert 20 < len(written["does_not_apply"]) < 200
    assert written["does_not_apply"].count(".") == 1

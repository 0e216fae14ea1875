"""What a round begins with from other questionnaires, as answers to this one."""

from typing import Any

import pytest

from sipforms.engine.ask.carried import carried_over
from sipforms.engine.ask.situation import Situation
from sipforms.engine.response import Json
from tests.engine.generate import TODAY, begun
from tests.engine.test_latest import follow_up, programme, response

ROWS: list[Json] = [
    {"id": "r1", "navn": "Samtaler", "grad": 2, "slut": False},
    {"id": "r3", "navn": "Træning", "grad": "ved_ikke"},
    {"id": "r4", "navn": "Tur", "slut": True},
]
CARRIED: dict[str, tuple[dict[str, dict[str, Json]], dict[str, Any]]] = {
    "nothing answered there": ({}, {}),
    "a text": ({"baggrund": {"klasse": "3. A"}}, {"klasse": "3. A"}),
    "an answer under another name": ({"baggrund": {"ramme": {"setting": "opholdssted"}}}, {"bor": "opholdssted"}),
    "a reason for not knowing is left behind": ({"baggrund": {"ramme": {"setting": "uoplyst"}}}, {}),
    "an option that is gone is left behind": ({"baggrund": {"ramme": {"setting": "slottet"}}}, {}),
    "a text too long for here is left behind": ({"baggrund": {"klasse": "x" * 21}}, {}),
    "each side of an item by itself": (
        {"baggrund": {"skole": {"vigtighed": "ved_ikke", "tilfredshed": 3}}},
        {"skolen": {"tilfredshed": 3}},
    ),
    "rows that the condition picks, with their ids, and only the fields that are here": (
        {"plan": {"indsatser": ROWS}},
        {"indsatser": [{"id": "r1", "navn": "Samtaler", "grad": 2}, {"id": "r3", "navn": "Træning"}]},
    ),
    "no row that the condition picks": ({"plan": {"indsatser": ROWS[2:]}}, {}),
}


@pytest.mark.parametrize("case", CARRIED)
def test_what_is_carried_over(case: str) -> None:
    answered, expected = CARRIED[case]
    responses = tuple(response(id_, answers) for id_, answers in answered.items())
    assert carried_over(programme(), follow_up(), Situation(today=TODAY), "a", responses) == expected


def test_of_another_stay_nothing_is_carried() -> None:
    elsewhere = (response("baggrund", {"klasse": "3. A"}, episode="b"),)
    assert carried_over(programme(), follow_up(), Situation(today=TODAY), "a", elsewhere) == {}


def test_another_questionnaires_answers_stand_in_the_place_of_its_own_last_ones() -> None:
    """What is carried over from elsewhere is not mixed with what was answered here last time."""
    before: dict[str, Json] = {
        "klasse": "2. A",
        "dag": "2026-01-01",
        "skolen": {"vigtighed": 1},
        "indsatser": [{"id": "r9", "navn": "Gammel"}],
    }
    carried: dict[str, Json] = {"klasse": "3. A", "indsatser": [{"id": "r1", "navn": "Samtaler"}]}
    form = begun(programme(), follow_up(), Situation(today=TODAY, previous=before, carried=carried)).form
    assert form.ready.answers == {
        ("dag",): "2026-01-01",
        ("klasse",): "3. A",
        ("indsatser", "r1", "navn"): "Samtaler",
    }
    assert form.ready.rows == {("indsatser",): ("r1",)}
    assert form.before.rows == {("indsatser",): ("r9",)}
    assert form.sources == {"baggrund": "Baggrund", "plan": "Plan"}

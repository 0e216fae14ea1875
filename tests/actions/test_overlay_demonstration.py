"""The demonstration and the form take a programme that extends another like any other."""

from datetime import UTC, datetime
from pathlib import Path

from sipforms.actions.demonstration.store import Invention, make_demo_store
from sipforms.actions.programmes import find_programmes
from sipforms.actions.settings import Settings
from sipforms.actions.workplace import open_workplace, programme_with
from sipforms.engine.vocabulary import collect, plugin_manager
from sipforms.plugins import builtin_plugins
from sipforms.store.casefile import open_case
from sipforms.store.opening import open_store
from tests.engine.overlaying import OVERLAYS

NOW = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)


def test_invented_citizens_answer_the_brain_injury_programme(tmp_path: Path) -> None:
    words = collect(plugin_manager(builtin_plugins(), installed=False))
    found = find_programmes((OVERLAYS / "hjerneskade",), words, "da")
    invention = Invention(
        bundle=found.bundles["hjerneskade"], programme=found.by_id["hjerneskade"], text="Opdigtet.", citizens=4
    )
    *_, last = make_demo_store(tmp_path / "demo", invention, NOW)
    assert last.done == last.total

    place = open_workplace(Settings(), open_store(tmp_path / "demo"), lambda: NOW)
    responses = [response for case in place.store.list_cases() for response in open_case(place.store, case).responses]
    assert {one.questionnaire for one in responses} >= {"baggrund", "funktion", "indsats"}
    assert programme_with(place, responses[0].digest) == found.by_id["hjerneskade"]

"""A folder that is put on the search path is there everywhere, with no other change."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from sipforms.actions.settings import Settings
from sipforms.actions.signing_in import door_to, enter
from sipforms.tui.app import SipApp
from tests.cli.conftest import Run
from tests.signed_in import NAME, PASSPHRASE, founded
from tests.tui.conftest import opened

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
EVERYWHERE: dict[str, tuple[tuple[str, ...], str]] = {
    "the list of programmes": (("programmes", "list"), "proeve"),
    "its own page": (("programmes", "show", "proeve"), "samtale"),
    "the list of plug-ins": (("plugins",), "bundle:proeve"),
    "the plain schema": (("schema", "proeve", "samtale"), '"title": "Samtale om hverdagen"'),
    "the demonstration as text": (("demo", "--programme", "proeve", "--text", "--citizens", "3"), "Proeve 1.0.0"),
    "a citizen's report": (("--demo-of", "proeve", "report", "B-1042"), "Proeve 1.0.0"),
    "the export": (
        ("--demo-of", "proeve", "export", "--format", "csv", "--output", "svar.csv"),
        "svar.proeve.samtale.csv",
    ),
    "what a new one builds on": (("new", "naeste", "shelf", "--extends", "proeve@1"), "naeste"),
}


@pytest.fixture
def shelf(run: Run, tmp_path: Path) -> Path:
    (tmp_path / "shelf").mkdir()
    assert run("new", "proeve", "shelf", language="da").code == 0
    return tmp_path / "shelf"


@pytest.mark.parametrize("where", EVERYWHERE)
def test_it_is_there(run: Run, shelf: Path, where: str) -> None:
    command, words = EVERYWHERE[where]
    ended = run("--programmes", shelf, *command)
    assert ended.code == 0, ended.err
    assert words in ended.out + ended.err


@pytest.mark.parametrize("command", ["check", "test"])
def test_it_is_looked_through_with_the_shelf(run: Run, shelf: Path, command: str) -> None:
    ended = run(command, shelf)
    assert ended.code == 0, ended.out
    assert "1 programme" in ended.out


async def test_a_stay_under_it_can_be_begun_on_the_screen(shelf: Path, tmp_path: Path) -> None:
    founded(tmp_path / "store")
    settings = Settings(store=tmp_path / "store", programmes=(shelf,))
    workplace = enter(door_to(settings, lambda: NOON), NAME, PASSPHRASE)
    async with opened(SipApp(workplace), (100, 40)) as seen:
        await seen.press("n")
        await seen.write("B-7")
        await seen.press("f2")
        await seen.press("a")
        found = seen.text
        for _ in range(len(workplace.programmes.by_id)):
            if "Proeve" in seen.text:
                break
            await seen.press("right")
        assert "Proeve" in seen.text, found
        await seen.press("f2")
        assert "Samtale om hverdagen" in seen.text

"""Draw the pictures of screens in docs/pictures from the program itself: ``python tools/pictures.py``.

Only invented citizens are in them, and no address of a font: opening one contacts nobody.
"""

import asyncio
import os
import re
import shutil
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from rich.console import Console
from textual.pilot import Pilot

from sipforms.actions.checking import Criteria
from sipforms.actions.demonstration.store import Invention, make_demo_store
from sipforms.actions.people import people
from sipforms.actions.preview.session import Preview
from sipforms.actions.preview.stage import empty_workplace
from sipforms.actions.preview.view import View
from sipforms.actions.programmes import find_programmes
from sipforms.actions.settings import Settings
from sipforms.actions.workplace import Workplace, open_vocabulary, open_workplace
from sipforms.engine.shelf import shipped
from sipforms.store.casefile import CaseFile
from sipforms.store.opening import open_store
from sipforms.tui.app import SipApp
from sipforms.tui.preview_app import PreviewApp
from sipforms.tui.screens.history import HistoryScreen
from sipforms.tui.screens.result import ResultScreen

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "docs" / "pictures"
NOW = datetime(2026, 11, 22, 10, 2, tzinfo=UTC)
CITIZEN, QUESTIONNAIRE = "B-1042", "livskvalitet"
ANSWERS = ["5", "4", "4", "3", "4", "3", "3", "4", "5", "4", "5", "2", "plus", "3", "4", "4", "minus"]


def main() -> None:
    """Draw each picture."""
    _without_fonts()
    _in_colour()
    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(_draw(Path(folder) / "demo"))
        asyncio.run(_draw_preview(Path(folder) / "voksen"))


def _without_fonts() -> None:
    settings = Console.export_svg.__kwdefaults__ or {}
    settings["code_format"] = re.sub(r',\s*url\("https:[^;]*(?=;)', "", settings["code_format"])


def _in_colour() -> None:
    """As in a terminal with all colours, whatever this one can do."""
    os.environ.pop("NO_COLOR", None)
    os.environ.update(TERM="xterm-256color", COLORTERM="truecolor")


async def _draw(folder: Path) -> None:
    found = find_programmes((), open_vocabulary(installed=False), "da")
    invention = Invention(bundle=found.bundles["voksen"], programme=found.by_id["voksen"], text="Opdigtet.")
    for _step in make_demo_store(folder, invention, NOW):
        pass
    workplace = open_workplace(Settings(), open_store(folder), lambda: NOW)
    file = next(one for one in people(workplace).files if one.citizen and one.citizen.code == CITIZEN)
    app = SipApp(workplace, file, QUESTIONNAIRE)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        await pilot.press("enter")
        for key in ANSWERS:
            await _press(pilot, key)
        _keep(app, "form")
        await _press(pilot, "f4", "f5", "4")
        _keep(app, "citizen")
    await _draw_rounds(workplace, file)


async def _draw_rounds(workplace: Workplace, file: CaseFile) -> None:
    """The newest round of the questionnaire, and all of them over time."""
    newest = max((one for one in file.responses if one.questionnaire == QUESTIONNAIRE), key=lambda one: one.answered_on)
    for name, screen in (("result", ResultScreen(file, newest)), ("history", HistoryScreen(file, QUESTIONNAIRE))):
        app = SipApp(workplace)
        async with app.run_test(size=(100, 32)) as pilot:
            await app.push_screen(screen)
            await _press(pilot, "down")
            _keep(app, name)


async def _press(pilot: Pilot[int], *keys: str) -> None:
    for key in keys:
        await pilot.pause()
        await pilot.press(key)
    await pilot.pause()


async def _draw_preview(folder: Path) -> None:
    """A programme being written, just after a save with a mistake in it."""
    shutil.copytree(shipped() / "voksen", folder)
    criteria = Criteria(vocabulary=open_vocabulary(installed=False), today=NOW.date())
    view = View(questionnaire=QUESTIONNAIRE)
    app = PreviewApp(
        empty_workplace(criteria.vocabulary, lambda: NOW),
        (folder,),
        lambda one: Preview(one, criteria, lambda: NOW, lambda: "Opdigtet.", view),
        every=None,
    )
    async with app.run_test(size=(120, 32)) as pilot:
        await _press(pilot, "f7", *["down"] * 6)
        file = folder / "questionnaires" / f"{QUESTIONNAIRE}.yaml"
        text = file.read_text(encoding="utf-8").replace("title: At have venner", "titel: At have venner")
        file.write_text(text, encoding="utf-8")
        await app.look_again()
        await pilot.pause()
        _keep(app, "preview")


def _keep(app: SipApp, name: str) -> None:
    drawn = app.export_screenshot(title="SIP", simplify=True)
    (PICTURES / f"{name}.svg").write_text(drawn, encoding="utf-8")


if __name__ == "__main__":
    main()

"""Draw the pictures of screens in docs/pictures from the program itself: ``python tools/pictures.py``.

Only invented citizens are in them, and no address of a font: opening one contacts nobody.
"""

import asyncio
import re
import shutil
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from rich.console import Console

from sipforms.actions.checking import Criteria
from sipforms.actions.demonstration.store import Invention, make_demo_store
from sipforms.actions.people import people
from sipforms.actions.preview.session import Preview
from sipforms.actions.preview.stage import empty_workplace
from sipforms.actions.preview.view import View
from sipforms.actions.programmes import find_programmes
from sipforms.actions.settings import Settings
from sipforms.actions.workplace import open_vocabulary, open_workplace
from sipforms.engine.shelf import shipped
from sipforms.store.opening import open_store
from sipforms.tui.app import SipApp
from sipforms.tui.preview_app import PreviewApp

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "docs" / "pictures"
NOW = datetime(2026, 11, 22, 10, 2, tzinfo=UTC)
CITIZEN, QUESTIONNAIRE = "B-1042", "livskvalitet"
ANSWERS = ["5", "4", "4", "3", "4", "3", "3", "4", "5", "4", "5", "2", "plus", "3", "4", "4", "minus"]


def main() -> None:
    """Draw each picture."""
    _without_fonts()
    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(_draw(Path(folder) / "demo"))
        asyncio.run(_draw_preview(Path(folder) / "voksen"))


def _without_fonts() -> None:
    settings = Console.export_svg.__kwdefaults__ or {}
    settings["code_format"] = re.sub(r',\s*url\("https:[^;]*(?=;)', "", settings["code_format"])


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
            await pilot.pause()
            await pilot.press(key)
        await pilot.pause()
        _keep(app, "form")


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
        for key in ["f7", *["down"] * 6]:
            await pilot.pause()
            await pilot.press(key)
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

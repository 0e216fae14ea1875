"""A result written to a file from the screen: a page, told to the access log, never over another file."""

from collections.abc import Callable
from pathlib import Path

import pytest

from sipforms.actions.page_files import page_file
from sipforms.actions.workplace import Workplace
from sipforms.render.language import _
from sipforms.store.casefile import CaseFile
from sipforms.tui.app import SipApp
from sipforms.tui.screens.result import ResultScreen
from tests.tui.conftest import USUAL, opened
from tests.tui.test_result_of_several import answered

Admitted = Callable[..., CaseFile]


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    return tmp_path


def pages_in(folder: Path) -> list[Path]:
    return list(folder.glob("*.html"))


async def test_a_result_is_written_as_a_page_and_never_over_another_file(
    workplace: Workplace, admitted: Admitted, home: Path
) -> None:
    place, file, rounds = answered(workplace, admitted())
    async with opened(SipApp(place), USUAL) as seen:
        await seen.app.push_screen(ResultScreen(file, rounds[0]))
        await seen.settle()
        await seen.press("w")
        assert seen.screen == "PageDialog"
        await seen.press("f2")
        (written,) = pages_in(home)
        assert written.read_text(encoding="utf-8").startswith("<!doctype html>")
        assert str(written) in "".join(line.strip() for line in seen.text.splitlines())
        before = written.read_bytes()
        await seen.press("w", "f2")
        assert seen.screen == "PageDialog"
        assert written.read_bytes() == before
        assert pages_in(home) == [written]


async def test_the_talk_sheet_is_written_and_said_where_it_is_read(
    workplace: Workplace, admitted: Admitted, home: Path
) -> None:
    place, file, rounds = answered(workplace, admitted())
    async with opened(SipApp(place), USUAL) as seen:
        await seen.app.push_screen(ResultScreen(file, rounds[1]))
        await seen.settle()
        await seen.press("s", "w", "f2")
        assert seen.screen == "TalkSheetScreen"
        (written,) = pages_in(home)
        assert _("The page is in {file}.").split("{")[0] in " ".join(seen.text.split())
        assert "B-1" not in written.read_text(encoding="utf-8")


async def test_what_is_not_handed_in_leaves_in_no_file(workplace: Workplace, admitted: Admitted, home: Path) -> None:
    place, file, rounds = answered(workplace, admitted())
    async with opened(SipApp(place), USUAL) as seen:
        await seen.app.push_screen(ResultScreen(file, rounds[0], is_kept=False))
        await seen.settle()
        await seen.press("w")
        assert seen.screen == "ResultScreen"
        assert pages_in(home) == []


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("rapport.html", "rapport.html"), (" rapport ", "rapport.html"), ("a.b", "a.b.html"), ("x.HTM", "x.HTM")],
)
def test_a_page_has_the_ending_of_a_page(typed: str, meant: str, tmp_path: Path) -> None:
    assert page_file(typed, tmp_path) == tmp_path / meant
    assert page_file(str(tmp_path / "andet" / typed.strip()), Path("hjemme")) == tmp_path / "andet" / meant

"""A filled-in paper keyed in on the screens: its head, its numbers straight down the pad, and once more to be sure."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from sipforms.actions.from_paper import code_of
from sipforms.actions.offering import Begin, offers
from sipforms.actions.workplace import Workplace
from sipforms.engine.programme import Programme
from sipforms.render.language import _
from sipforms.render.paper.words import spaced_code
from sipforms.store.casefile import CaseFile, open_case
from sipforms.tui.app import SipApp
from tests.actions.conftest import TestClock
from tests.tui.conftest import Admitted, opened

FIRST = ("psykisk_velbefindende", "humoer")


def code(voksen: Programme, file: CaseFile) -> str:
    begin = Begin(programme="voksen", main="livskvalitet", episode=file.episodes[0])
    return code_of(voksen, offers(voksen, begin, file)[0], begin)


async def test_a_paper_is_keyed_twice_from_its_head_to_a_response(
    place: Workplace, admitted: Admitted, voksen: Programme, clock: TestClock
) -> None:
    file = admitted("B-7", admission=clock.moment.date() - timedelta(days=200))
    async with opened(SipApp(place, file), (100, 32)) as seen:
        await seen.mark(voksen.questionnaires["livskvalitet"].title)
        await seen.press("p")
        assert seen.screen == "FromPaperDialog"
        await seen.write("000000")
        await seen.press("enter")
        await seen.write("201126")
        await seen.press("enter")
        await seen.write("MJE")
        await seen.press("enter")
        assert seen.screen == "FromPaperDialog"  # no form has that code
        await seen.press(*["backspace"] * 6)
        await seen.write(code(voksen, file))
        await seen.press("f2", "1")
        assert seen.screen == "FormScreen"
        assert _("from paper") in seen.text
        await seen.press("4", "3", "5", "2", "minus", "slash")
        keyed = dict(seen.draft.answers)
        assert (keyed[*FIRST, "vigtighed"], keyed[*FIRST, "tilfredshed"]) == (4, 3)
        assert seen.draft.form.situation.today == date(2026, 11, 20)
        await seen.press("f2", "k")
        assert seen.screen == "FormScreen"
        assert _("from paper, second time") in seen.text
        assert not seen.draft.answers
        assert seen.form.model.cursor == (*FIRST, "vigtighed")
        await seen.press("4", "3", "5", "1", "minus", "slash", "f2", "f2")
        assert seen.screen == "MergeScreen"
        await seen.press("1", "f2")
        assert seen.screen == "FormScreen"
        assert dict(seen.draft.answers) == keyed
        await seen.press("f2", "f2")
        assert seen.screen == "ResultScreen"
    response = open_case(place.store, file.id).responses[0]
    assert response.answered_on == date(2026, 11, 20)
    assert response.paper is not None
    assert (response.paper.asked_by, response.paper.code, response.paper.differed) == ("MJE", code(voksen, file), 1)


async def test_what_is_begun_on_the_screen_is_not_keyed_from_paper_beside_it(
    place: Workplace, admitted: Admitted, voksen: Programme
) -> None:
    title = voksen.questionnaires["livskvalitet"].title
    async with opened(SipApp(place, admitted("B-7"))) as seen:
        await seen.mark(title)
        await seen.press("enter", "1", "4", "escape")
        assert seen.screen == "CaseScreen"
        await seen.mark(f"{title} · {_('begun')}")
        await seen.press("p")
        assert seen.screen == "CaseScreen"


async def test_the_way_that_is_marked_may_stand_on_paper_already(
    place: Workplace, admitted: Admitted, voksen: Programme
) -> None:
    async with opened(SipApp(place, admitted("B-7"))) as seen:
        await seen.mark(voksen.questionnaires["livskvalitet"].title)
        await seen.press("enter")
        assert seen.screen == "ChooseHowScreen"
        await seen.press("down", "p")
        assert seen.screen == "FromPaperDialog"
        await seen.press("enter")
        await seen.write("i dag")
        await seen.press("enter")
        await seen.write("?")
        await seen.press("enter")
        assert seen.screen == "FormScreen"
        assert seen.draft.form.situation.mode == "assisted"


async def test_a_blank_form_is_written_from_the_citizens_page(
    place: Workplace, admitted: Admitted, voksen: Programme, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    file = admitted("B-7")
    async with opened(SipApp(place, file)) as seen:
        await seen.mark(voksen.questionnaires["livskvalitet"].title)
        await seen.press("w")
        assert seen.screen == "PageDialog"
        await seen.press("f2")
        assert seen.screen == "CaseScreen"
    written = (tmp_path / "voksen-livskvalitet.html").read_text(encoding="utf-8")
    assert spaced_code(code(voksen, file)) in written
    assert "B-7" not in written

"""What is begun says so wherever it can be chosen, and is never begun twice."""

from dataclasses import replace

import pytest

from sipforms.actions.fill import keep, put_aside, start
from sipforms.actions.workplace import Workplace
from sipforms.engine.programme import Programme
from sipforms.render.language import _
from sipforms.store.memory import MemoryStore
from sipforms.tui.app import SipApp
from tests.tui.conftest import INTERVIEW, Admitted, opened


@pytest.mark.parametrize("questionnaire", ["livskvalitet", "indsats"], ids=["due", "not due yet"])
async def test_the_line_of_what_is_begun_says_so_and_goes_on_with_it(
    place: Workplace, admitted: Admitted, voksen: Programme, store: MemoryStore, questionnaire: str
) -> None:
    file, asked = admitted("B-7"), voksen.questionnaires[questionnaire]
    filling = start(place, file, voksen, questionnaire, INTERVIEW, file.episodes[0])
    put_aside(place, filling)
    async with opened(SipApp(place, file)) as seen:
        assert seen.screen == "CaseScreen", seen.screen
        await seen.mark(f"{asked.title} · {_('begun')}")
        await seen.press("enter")
        assert seen.form.filling.id == filling.id
        assert len(store.list_drafts().drafts) == 1
        assert seen.text.count(_("begun")) <= 1


async def test_what_is_not_begun_does_not_say_so(place: Workplace, admitted: Admitted) -> None:
    async with opened(SipApp(place, admitted("B-7"))) as seen:
        assert _("begun") not in seen.text


async def test_a_draft_says_which_colleague_wrote_it(place: Workplace, admitted: Admitted, voksen: Programme) -> None:
    file, mine = admitted("B-7"), replace(place, user="MJE")
    filling = start(place, file, voksen, "livskvalitet", INTERVIEW, file.episodes[0])
    keep(place, filling, filling.draft.answer(("psykisk_velbefindende", "humoer", "vigtighed"), 4).last or {})
    put_aside(place, filling)
    async with opened(SipApp(mine, file)) as seen:
        assert "1 svar · KHO · begyndt" in seen.text
    async with opened(SipApp(place, file)) as seen:
        assert "1 svar · begyndt" in seen.text

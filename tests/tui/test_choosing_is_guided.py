"""Before a round begins staff read what it asks of them: the form's description, and that for whoever answers."""

from collections.abc import Callable
from dataclasses import replace
from types import MappingProxyType

import pytest

from sipforms.actions.programmes import Programmes
from sipforms.actions.workplace import Workplace
from sipforms.engine.programme import Heading, Programme
from sipforms.store.casefile import CaseFile
from sipforms.tui.app import SipApp
from tests.tui.conftest import USUAL, Seen, listed

LONG = " ".join(f"Sætning {number} siger roligt, hvordan du spørger." for number in range(1, 10))
PROXY = "Svar sådan, som du tror, borgeren selv ville svare. Din egen mening hører til et andet sted."


@pytest.fixture
def guided(workplace: Workplace, voksen: Programme) -> Workplace:
    """The shipped programme, with a long description and one for the contact person."""
    asked = voksen.questionnaires["livskvalitet"]
    told = replace(asked, description=LONG, headings_for={"kontaktperson": Heading(title="x", description=PROXY)})
    made = replace(voksen, questionnaires={**voksen.questionnaires, "livskvalitet": told})
    programmes = Programmes(by_id=MappingProxyType({"voksen": made}), bundles=workplace.programmes.bundles)
    return replace(workplace, programmes=programmes)


async def asked_how(seen: Seen) -> None:
    await seen.press("enter")
    await seen.mark("Livskvalitet")
    await seen.press("enter")
    assert seen.screen == "ChooseHowScreen"


async def test_the_description_is_whole_and_that_of_the_marked_way_stands_below(
    guided: Workplace, admitted: Callable[..., CaseFile]
) -> None:
    admitted("B-7")
    async with listed(SipApp(guided), USUAL) as seen:
        await asked_how(seen)
        flat = " ".join(seen.text.split())
        assert LONG in flat
        assert PROXY not in flat
        ways = seen.text.split("\n").index(next(line for line in seen.text.split("\n") if "▶" in line))
        await seen.mark("3  Livskvalitet · Observation")
        flat = " ".join(seen.text.split())
        assert LONG in flat
        assert PROXY in flat
        await seen.mark("4  Livskvalitet med tre svar")
        assert LONG not in " ".join(seen.text.split())
        assert "1  " in seen.text.split("\n")[ways], "nothing moves while somebody looks at the ways"


async def test_in_a_low_window_the_ways_can_still_be_chosen(
    guided: Workplace, admitted: Callable[..., CaseFile]
) -> None:
    admitted("B-7")
    async with listed(SipApp(guided), (80, 18)) as seen:
        await asked_how(seen)
        assert "…" in seen.text
        assert "3  Livskvalitet · Observation" in seen.text

"""A questionnaire with forms on the screens: chosen, refused, and told apart afterwards."""

from dataclasses import replace
from types import MappingProxyType

import pytest

from sipforms.actions.programmes import Programmes
from sipforms.actions.workplace import Workplace
from sipforms.store.casefile import CaseFile, keep_response, open_case
from sipforms.tui.app import SipApp
from sipforms.tui.screens.result import ResultScreen
from tests.engine.former import TRE, TRIVSEL, answered, former, former_bundle
from tests.tui.conftest import Admitted, Seen, listed, opened

QUESTION = "Hvilken form bruges, hvordan svares der, og af hvem?"


@pytest.fixture
def workplace(workplace: Workplace) -> Workplace:
    """The workplace with the programme that has forms, and no other."""
    made, bundle = former(), former_bundle()
    workplace.store.keep_bundle(made.digest, bundle.defining_files)
    programmes = Programmes(by_id=MappingProxyType({"former": made}), bundles=MappingProxyType({"former": bundle}))
    return replace(workplace, programmes=programmes, built={made.digest: made})


@pytest.fixture
def admitted(admitted: Admitted) -> Admitted:
    """Whoever moves in does so under that programme."""
    return lambda code, **stay: admitted(code, **{"programme": "former", **stay})


def with_rounds(place: Workplace, file: CaseFile, *rounds: tuple[str, str]) -> CaseFile:
    for form, day in rounds:
        keep_response(place.store, file.id, answered(form, day, episode=file.episodes[0].id))
    return open_case(place.store, file.id)


def offered(seen: Seen) -> list[str]:
    """The lines to choose from, as they stand."""
    lines = (line.replace("▶", " ").strip() for line in seen.text.split("\n"))
    return [line for line in lines if line[:1].isdigit()]


async def test_the_forms_that_fit_are_offered_and_the_chosen_one_is_begun(place: Workplace, admitted: Admitted) -> None:
    admitted("B-7", variant="store")
    async with listed(SipApp(place)) as seen:
        await seen.press("enter")
        assert "Sådan har du det · Læreren" in seen.text
        await seen.mark("Sådan har du det · Barnet")
        await seen.press("enter")
        assert seen.screen == "ChooseHowScreen"
        assert offered(seen) == [
            "1  Sådan har du det · Interview · Barnet",
            "2  Sådan har du det · På egen hånd · Barnet",
            "3  Sådan har du det · Interview · Læreren",
            "4  Sådan har du det · På egen hånd · Læreren",
            "5  Sådan har du det, med tre svar · Interview · Barnet",
        ]
        await seen.press("5")
        assert seen.screen == "FormScreen"
        assert seen.draft.header.questionnaire == TRE
        await seen.press("3", "escape", "home")
        await seen.mark("Sådan har du det · Læreren")  # the child's draft is not the teacher's
        await seen.press("enter")
        assert seen.screen == "ChooseHowScreen"
        assert "▶3  Sådan har du det · Interview · Læreren" in seen.text.replace("▶ ", "▶")
        await seen.press("escape", "home")
        await seen.mark("Sådan har du det · Barnet")
        await seen.press("enter")
        assert seen.screen == "FormScreen"
        assert len(seen.draft.answers) == 1


async def test_the_form_used_last_stands_first_and_is_marked(place: Workplace, admitted: Admitted) -> None:
    file = with_rounds(place, admitted("B-7", variant="store"), (TRE, "2026-05-01"))
    async with opened(SipApp(place, file)) as seen:
        await seen.mark("Sådan har du det, med tre svar · Barnet")
        await seen.press("enter")
        assert "▶1  Sådan har du det, med tre svar · Interview · Barnet" in seen.text.replace("▶ ", "▶")
        assert QUESTION in seen.text
        assert "Sidst: Sådan har du det, med tre svar · Interview · Barnet" in seen.line("status")


async def test_a_form_that_does_not_fit_is_refused_with_those_that_do(place: Workplace, admitted: Admitted) -> None:
    file = admitted("B-7", variant="smaa")
    async with opened(SipApp(place, file, begin=TRIVSEL)) as seen:
        assert seen.screen == "CaseScreen"
        said = seen.line("status")
        assert "Sådan har du det stilles ikke til målgruppen De små." in said
        assert "trivsel_tre" in said
    async with opened(SipApp(place, file, begin="samtale")) as seen:
        assert "ret opholdet" in seen.line("status")
    async with opened(SipApp(place, file, begin=TRE)) as seen:
        assert seen.screen == "FormScreen"


@pytest.mark.parametrize("size", [(80, 24), (40, 12)], ids=str)
async def test_a_result_says_that_earlier_rounds_are_in_another_form(
    place: Workplace, admitted: Admitted, size: tuple[int, int]
) -> None:
    rounds = ((TRE, "2025-04-01"), (TRE, "2025-10-02"), (TRIVSEL, "2026-05-01"))
    file = with_rounds(place, admitted("B-7"), *rounds)
    async with listed(SipApp(place), size) as seen:
        await seen.app.push_screen(ResultScreen(file, file.responses[-1]))
        await seen.settle()
        said = (
            "Tidligere runder er svaret i en anden form: Sådan har du det, med tre svar (2 runder, sidst 02-10-2025). "
            "Svarene sammenlignes ikke."
        )
        assert seen.line("others") == said
        assert "sammenlignes ikke" in " ".join(seen.text.split()) or size[0] < 80
        await seen.press("escape")
        await seen.app.push_screen(ResultScreen(file, file.responses[0]))
        await seen.settle()
        assert seen.line("others").startswith("Siden er en anden form brugt: Sådan har du det (sidst 01-05-2026).")


async def test_a_result_of_the_only_form_used_says_nothing_of_others(place: Workplace, admitted: Admitted) -> None:
    file = with_rounds(place, admitted("B-7"), (TRE, "2025-04-01"))
    async with listed(SipApp(place)) as seen:
        await seen.app.push_screen(ResultScreen(file, file.responses[0]))
        await seen.settle()
        assert not seen.app.screen.query_one("#others").display

"""The result of a programme with several informants and several sections of one kind."""

from collections.abc import Callable
from dataclasses import replace
from types import MappingProxyType

from sipforms.actions.programmes import Programmes
from sipforms.actions.workplace import Workplace
from sipforms.engine.response import Response
from sipforms.store.casefile import CaseFile
from sipforms.tui.app import SipApp
from sipforms.tui.screens.result import ResultScreen
from tests.engine.checking import words
from tests.engine.stays import response, secure
from tests.tui.conftest import USUAL, opened


def answered(workplace: Workplace, file: CaseFile) -> tuple[Workplace, CaseFile, tuple[Response, ...]]:
    """A case file in which a contact person and a youth have answered the small secure institution's forms."""
    made = secure()
    school = {"skole": {"gaar": 2, "glad": 2}, "hverdag": {"op": 3}}
    rounds = (
        response("status", 1, 0, school, mode="observation", informant="kontaktperson"),
        response("status_ung", 1, 3, {"skole": 3}, mode="interview", informant="ung"),
    )
    found = Programmes(by_id=MappingProxyType({made.id: made}), bundles=MappingProxyType({}))
    place = replace(workplace, programmes=found, built={made.digest: made}, vocabulary=words())
    return place, replace(file, responses=rounds), rounds


async def test_side_by_side_is_one_of_the_views(workplace: Workplace, admitted: Callable[..., CaseFile]) -> None:
    place, file, rounds = answered(workplace, admitted())
    async with opened(SipApp(place), USUAL) as seen:
        await seen.app.push_screen(ResultScreen(file, rounds[0]))
        await seen.settle()
        assert "2 Side om side" in seen.text
        await seen.press("2")
        lines = [line.split() for line in seen.text.splitlines()]
        assert ["Den", "unge", "Kontaktpersonen"] in lines
        assert ["Skole", "3,0", "(1", "til", "3)", "2,0", "(1", "til", "5)"] in lines


async def test_a_form_of_another_section_has_its_picture_too(
    workplace: Workplace, admitted: Callable[..., CaseFile]
) -> None:
    place, file, rounds = answered(workplace, admitted())
    made = secure()
    report = next(one for one in made.reports if one.id == "individuel")
    development, *others = report.sections
    of_adults = replace(development, settings={"indicators": "*_status"})
    of_youths = replace(development, settings={"indicators": "skole_ung"})
    both = replace(report, sections=(of_adults, of_youths, *others))
    changed = replace(made, reports=(both,))
    place = replace(place, built={made.digest: changed})
    async with opened(SipApp(place), USUAL) as seen:
        await seen.app.push_screen(ResultScreen(file, rounds[1]))
        await seen.settle()
        assert any("Skole" in line and "3,0 (1/1)" in line and "┊" in line for line in seen.text.splitlines())

"""From the list of citizens to the result and back, as staff go through it."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date

import pytest
from rich.cells import cell_len
from rich.text import Text
from textual.widgets import Input, Static

from sipforms.actions.fill import Filling, Way, start
from sipforms.actions.programmes import Programmes
from sipforms.actions.workplace import Workplace
from sipforms.engine.programme import Programme
from sipforms.engine.report import Report
from sipforms.plugins.sections.answers import Answers
from sipforms.render.language import format_date, speak
from sipforms.store.casefile import CaseFile, open_case
from sipforms.store.memory import MemoryStore
from sipforms.tui.app import SipApp
from sipforms.tui.screens.result import ResultScreen
from sipforms.tui.widgets.text_line import TextLine
from tests.actions.conftest import TestClock
from tests.tui.conftest import INTERVIEW, LARGE, filling_in, hand_in_all, listed, opened

Admitted = Callable[..., CaseFile]
Rounds = Callable[..., CaseFile]


async def test_a_list_holds_codes_and_no_names(workplace: Workplace, admitted: Admitted) -> None:
    admitted("B-7", "Ahorn Opdigtet", unit="Hus A")
    admitted("B-3", "Birk Opdigtet")
    async with listed(SipApp(workplace)) as seen:
        assert seen.text.index("B-3") < seen.text.index("B-7")
        assert "Hus A" in seen.text
        assert "Opdigtet" not in seen.text
        await seen.press("enter")
        assert seen.screen == "CaseScreen"
        assert "Birk Opdigtet" in seen.text


@pytest.mark.parametrize("key", ["slash", "divide"])
async def test_searching_by_a_name_finds_the_code(workplace: Workplace, admitted: Admitted, key: str) -> None:
    admitted("B-7", "Ahorn Opdigtet")
    admitted("B-3", "Birk Opdigtet")
    async with listed(SipApp(workplace)) as seen:
        await seen.press(key)
        await seen.write("ahorn")
        assert "B-3" not in seen.text
        await seen.press("enter", "enter")
        assert "B-7 · Ahorn Opdigtet" in seen.text
        await seen.press("escape", "escape")
        assert "B-3" in seen.text


async def test_what_is_searched_for_is_marked_whatever_was_marked_before(
    workplace: Workplace, admitted: Admitted
) -> None:
    admitted("B-7", "Ahorn Opdigtet")
    admitted("B-3", "Birk Opdigtet")
    async with listed(SipApp(workplace)) as seen:
        await seen.press("end", "slash")
        await seen.write("birk")
        await seen.press("enter", "enter")
        assert "B-3 · Birk Opdigtet" in seen.text


async def test_a_citizen_is_written_down_admitted_and_discharged(workplace: Workplace, store: MemoryStore) -> None:
    async with listed(SipApp(workplace), (90, 30)) as seen:
        await seen.press("n")
        assert seen.screen == "PersonDialog"
        await seen.press("f2")
        assert "En borger skal have et nummer." in seen.text
        await seen.write("B-9")
        await seen.press("enter")
        await seen.write("El")
        await seen.press("enter")
        assert seen.screen == "CaseScreen"
        await seen.press("a")
        await seen.press("down", "right", "down")
        await seen.write("Hus B")
        await seen.press("f2")
        assert "Gemt. Skal udfyldes nu: Baggrund" in " ".join(seen.line("status").split())
        file = open_case(store, store.list_cases()[0])
        assert file.citizen is not None
        assert (file.citizen.code, file.citizen.name) == ("B-9", "El")
        assert [(one.unit, one.variant) for one in file.episodes] == [("Hus B", "autisme")]
        await seen.press("d", "f2")
        assert open_case(store, file.id).episodes[0].discharge == workplace.now().date()


async def test_what_is_typed_about_a_person_is_not_lost_by_one_escape(workplace: Workplace) -> None:
    async with listed(SipApp(workplace)) as seen:
        await seen.press("n")
        await seen.write("B-9")
        await seen.press("escape")
        assert "Det er ikke gemt." in seen.text
        await seen.press("escape")
        assert seen.screen == "CitizensScreen"


async def test_a_code_in_use_is_refused_beside_the_field(workplace: Workplace, admitted: Admitted) -> None:
    admitted("B-7")
    async with listed(SipApp(workplace)) as seen:
        await seen.press("n")
        await seen.write("b-7")
        await seen.press("f2")
        assert "En anden borger har det nummer." in seen.text
        assert seen.app.screen.query_one("#code", Input).has_focus


async def test_a_stay_that_ends_before_it_begins_is_refused(workplace: Workplace, admitted: Admitted) -> None:
    admitted("B-7")
    async with listed(SipApp(workplace), (90, 30)) as seen:
        await seen.press("enter", "s")
        assert seen.screen == "StayDialog"
        field = seen.app.screen.query_one("#discharge", Input)
        for typed, said in (("1-1-2020", "før det begynder"), ("31-2-2026", "findes ikke")):
            field.value = typed
            await seen.press("f2")
            assert said in " ".join(seen.text.split()).replace("│", "")


@pytest.mark.parametrize("size", [(60, 20), (40, 12)], ids=str)
async def test_what_must_be_mended_is_seen_in_a_small_window(
    workplace: Workplace, admitted: Admitted, size: tuple[int, int]
) -> None:
    admitted("B-7")
    async with listed(SipApp(workplace), size) as seen:
        await seen.press("enter", "s")
        for id_ in ("admission", "discharge"):
            field = seen.app.screen.query_one(f"#{id_}", Input)
            field.value = "31-2-2026"
            await seen.press("f2")
            words = " ".join(seen.text.translate(dict.fromkeys(map(ord, "│▁▂▃▄▅▆▇█"), " ")).split())
            assert "2026 har 28 dage" in words
            assert "31-2-2026" in words, "the field itself is seen too"
            assert "F2" in words
            field.value = "1-3-2026"


@pytest.fixture
def english() -> Iterator[None]:
    """The program in English."""
    speak("en")
    yield
    speak("da")


async def test_days_that_the_program_writes_it_also_reads(
    workplace: Workplace, admitted: Admitted, english: None, rounds: Rounds
) -> None:
    file = rounds(1)
    async with listed(SipApp(workplace), (90, 30)) as seen:
        await seen.press("enter")
        assert format_date(file.responses[0].answered_on) + " " in seen.text
        await seen.press("s", "f2")
        assert "Saved." in seen.text
        await seen.press("d", "f2")
        assert "Saved." in seen.text


async def test_a_round_handed_in_elsewhere_is_not_begun_again(
    place: Workplace, admitted: Admitted, voksen: Programme, store: MemoryStore
) -> None:
    file = admitted("B-7")
    async with listed(SipApp(place)) as seen:
        await seen.press("enter")
        await seen.mark("Livskvalitet")
        await seen.press("enter")
        elsewhere = start(place, file, voksen, "livskvalitet", INTERVIEW, file.episodes[0])
        hand_in_all(place, elsewhere, 3)
        await seen.press("1")
        assert seen.screen == "CaseScreen"
        assert "lige afleveret" in seen.line("status")
        assert store.list_drafts().drafts == ()


async def test_three_steps_lead_to_the_first_question_and_escape_leads_back(
    workplace: Workplace, admitted: Admitted
) -> None:
    admitted("B-7")
    async with listed(SipApp(workplace)) as seen:
        await seen.press("enter")
        assert "Skal udfyldes" in seen.text
        await seen.mark("Livskvalitet")
        await seen.press("enter")
        assert seen.screen == "ChooseHowScreen"
        await seen.press("1")
        assert seen.screen == "FormScreen"
        assert "Interview · Borgeren" in seen.text
        await seen.press("4", "escape")
        assert seen.screen == "CaseScreen"
        assert "Livskvalitet · 1 svar" in seen.text
        await seen.press("home", "enter")
        assert seen.screen == "FormScreen"
        assert len(seen.draft.answers) == 1
        await seen.press("escape", "escape")
        assert seen.screen == "CitizensScreen"


async def test_the_facility_has_its_own_questionnaires(workplace: Workplace, admitted: Admitted) -> None:
    admitted("B-7")
    async with listed(SipApp(workplace)) as seen:
        await seen.press("end", "enter")
        assert "Rammer" in seen.text
        assert "Ophold" not in seen.text
        await seen.press("enter")
        assert "Botilbuddet · Rammer" in seen.text


async def test_what_must_be_answered_is_listed_and_gone_to(workplace: Workplace, begun: Callable[..., Filling]) -> None:
    async with filling_in(SipApp(workplace), begun("baggrund")) as seen:
        await seen.press("f2")
        assert seen.screen == "ReviewScreen"
        assert "Ret" in seen.text
        await seen.press("f2")
        assert "skal rettes først" in seen.text
        assert seen.screen == "ReviewScreen"
        await seen.press("home", "down", "enter")
        assert seen.screen == "FormScreen"
        assert seen.form.model.cursor == ("henvisning", "henvist_af")


async def test_what_is_left_to_mend_is_counted_down(place: Workplace, begun: Callable[..., Filling]) -> None:
    async with filling_in(SipApp(place), begun()) as seen:
        await seen.press_at_once(*"44444444444444444444444444")
        await seen.press("f2", "f2")
        assert "2 ting" in seen.line("status")
        await seen.press("home", "enter")
        await seen.write("ja")
        await seen.press("f2")
        assert seen.screen == "ReviewScreen"
        assert "1 ting" in seen.line("status")
        await seen.press("down", "enter")
        await seen.write("ja")
        await seen.press("enter")
        assert seen.line("status") == ""


async def test_a_reason_is_not_lost_by_a_click_on_another(place: Workplace, begun: Callable[..., Filling]) -> None:
    async with filling_in(SipApp(place), begun()) as seen:
        model = seen.form.model
        await seen.press_at_once(*"44444444444444444444444444")
        await seen.press("f2", "home", "enter")
        await seen.write("ja")
        row = next(place for place, line in enumerate(seen.text.splitlines()) if "▶" in line)
        await seen.pilot.click(offset=(20, row + 1))
        await seen.settle()
        assert list(model.draft.reasons.values()) == ["ja"]


async def test_nobody_is_here_only_until_somebody_is(workplace: Workplace, admitted: Admitted) -> None:
    async with listed(SipApp(workplace)) as seen:
        assert "ingen endnu" in seen.line("empty")
        assert "Botilbuddets egne skemaer" in seen.text
        await seen.press("n")
        await seen.write("B-9")
        await seen.press("f2", "escape")
        assert seen.screen == "CitizensScreen"
        assert seen.line("empty") == ""


async def test_a_soft_check_stands_with_a_reason_and_the_round_is_handed_in(
    place: Workplace, begun: Callable[..., Filling], store: MemoryStore
) -> None:
    filling = begun()
    async with filling_in(SipApp(place), filling) as seen:
        await seen.press_at_once(*"44444444444444444444444444")
        await seen.press("f2")
        assert "ti ens svar i træk om tilfredshed. Passer det?" in " ".join(seen.text.split())
        for keys in (["home", "enter"], ["down", "enter"]):
            await seen.press(*keys)
            await seen.write("Ja det gør")
            await seen.press("enter")
        assert "Ja det gør" in seen.text
        assert "Bliver stående" in seen.text
        await seen.press("f2")
        kept = open_case(store, filling.case).responses
        assert [len(one.reasons) for one in kept] == [2]
        assert store.list_drafts().drafts == ()


async def test_a_handed_in_round_is_shown_at_once(place: Workplace, rounds: Rounds, clock: TestClock) -> None:
    rounds(2)
    async with listed(SipApp(place), LARGE) as seen:
        await seen.press("enter")
        await seen.mark("Livskvalitet")
        await seen.press("enter", "1")
        await seen.press_at_once(*"43" * 33)
        await seen.press("f2")
        for keys in (["home", "enter"], ["down", "enter"]):
            await seen.press(*keys)
            await seen.write("ja")
            await seen.press("enter")
        await seen.press("f2")
        assert seen.screen == "ResultScreen", seen.text
        assert "Afleveret og gemt kl." in seen.line("status")
        assert "Næste gang: " in seen.line("status")
        await seen.press("escape")
        assert seen.screen == "CaseScreen"
        assert f"{clock.moment:%d-%m-%Y}" in seen.text


async def test_the_result_has_the_picture_the_words_the_course_and_why(place: Workplace, rounds: Rounds) -> None:
    file = rounds(3)
    newest = max(file.responses, key=lambda one: one.answered_on)
    async with opened(SipApp(place), LARGE) as seen:
        await seen.app.push_screen(ResultScreen(file, newest))
        await seen.settle()
        picture = [line for line in seen.text.splitlines() if "━" in line]
        assert len(picture) >= 7
        assert all("T" in line and "V" in line and "3,0" in line for line in picture[1:8])
        assert "3,0 (" in seen.text
        assert "+1,0" in seen.text
        await seen.press("4")
        assert "┤" in seen.text
        first = seen.text
        await seen.press("down")
        assert seen.text != first
        await seen.press("h")
        assert "sum(x) / n" in seen.text
        await seen.press("escape", "5")
        assert "Dit humør (Tilfreds?)" in seen.text


@pytest.mark.parametrize("width", [40, 44, 80])
async def test_no_line_of_a_result_is_cut_or_broken_twice(place: Workplace, rounds: Rounds, width: int) -> None:
    file = rounds(3)
    async with opened(SipApp(place), (width, 40)) as seen:
        await seen.app.push_screen(ResultScreen(file, file.responses[-1]))
        await seen.settle()
        for key in "12345":
            await seen.press(key)
            static = seen.app.screen.query_one("#text", Static)
            text = static.content
            assert isinstance(text, Text)
            assert max(cell_len(line) for line in text.plain.split("\n")) <= static.size.width
        await seen.press("h")
        shown = seen.app.screen.query_one(".whole", TextLine)
        assert max(cell_len(line) for line in str(shown.content).split("\n")) <= shown.size.width


async def test_a_result_that_compares_with_nothing_says_so(
    place: Workplace, rounds: Rounds, monkeypatch: pytest.MonkeyPatch
) -> None:
    file, made = rounds(2), ResultScreen._made

    def broken(screen: ResultScreen) -> Report | None:
        report = made(screen)
        assert report is not None
        parts = tuple(
            replace(one, value=replace(one.value, broken="mode")) if isinstance(one.value, Answers) else one
            for one in report.parts
        )
        return replace(report, parts=parts)

    monkeypatch.setattr(ResultScreen, "_made", broken)
    async with opened(SipApp(place), LARGE) as seen:
        await seen.app.push_screen(ResultScreen(file, file.responses[-1]))
        await seen.settle()
        await seen.press("3")
        assert "Kan ikke sammenlignes med sidst" in str(seen.app.screen.query_one("#text", Static).content)


async def test_a_result_without_numbers_shows_the_answers(
    place: Workplace, admitted: Admitted, voksen: Programme, store: MemoryStore
) -> None:
    from sipforms.actions.fill import hand_in, keep, with_draft

    file = admitted()
    filling = start(place, file, voksen, "indsats", Way(), file.episodes[0])
    draft = filling.draft
    for area in ("psykisk_velbefindende", "relationer", "fysisk_velbefindende", "selvbestemmelse"):
        draft = draft.answer((area, "har_indsats"), False)
        assert draft.last
        keep(place, filling, draft.last)
    for path in sorted(draft.asked.required - set(draft.answers)):
        if path[-1] == "har_indsats":
            draft = draft.answer(path, False)
    hand_in(place, with_draft(filling, draft))
    kept = open_case(store, file.id)
    async with opened(SipApp(place)) as seen:
        await seen.app.push_screen(ResultScreen(kept, kept.responses[0]))
        await seen.settle()
        assert "Er der en indsats på området?" in seen.text
        await seen.press("h")
        assert "ikke noget tal at forklare" in seen.text


async def test_a_newer_store_of_real_people_says_on_every_screen_that_it_is_not_protected(
    workplace: Workplace, admitted: Admitted, store: MemoryStore
) -> None:
    admitted("B-7")
    async with listed(SipApp(workplace)) as seen:
        assert "Demonstration: opdigtede borgere" in seen.text
    real = replace(workplace, store=RealStore(store))  # type: ignore[arg-type]
    async with listed(SipApp(real)) as seen:
        for keys in (["enter"], ["down", "enter"], ["escape"], ["escape"]):
            assert "IKKE BESKYTTET" in seen.text
            await seen.press(*keys)
        assert "IKKE BESKYTTET" in seen.text


class RealStore:
    """The same store, for real people."""

    def __init__(self, store: MemoryStore) -> None:
        self._store = store
        self.facts = replace(store.facts, purpose="real")

    def __getattr__(self, name: str) -> object:
        return getattr(self._store, name)


async def test_a_stay_asks_only_for_those_who_answer_in_its_programme(
    workplace: Workplace, admitted: Admitted, voksen: Programme
) -> None:
    teacher = replace(voksen, id="skole", title="Skole", informants={"laerer": "Læreren"}, variants=())
    both = Programmes(by_id={"voksen": voksen, "skole": teacher}, bundles=workplace.programmes.bundles)
    admitted("B-7")
    async with listed(SipApp(replace(workplace, programmes=both))) as seen:
        await seen.press("enter", "a")
        assert "Kontaktpersonen" in seen.text
        assert "Læreren" not in seen.text
        assert "Målgruppe" in seen.text
        await seen.press("right")
        assert "Målgruppe" not in seen.text
        assert "Læreren" in seen.text
        assert "Kontaktpersonen" not in seen.text


async def test_a_stay_that_has_ended_keeps_its_last_day(workplace: Workplace, admitted: Admitted) -> None:
    file = admitted("B-7", admission=date(2025, 1, 1), discharge=date(2026, 2, 1))
    async with opened(SipApp(workplace, file)) as seen:
        await seen.press("d", "f2")
        assert "til 01-02-2026" in seen.text

"""The result of a programme that has several reports about a citizen."""

from collections.abc import Callable
from dataclasses import replace

from sipforms.actions.workplace import Workplace
from sipforms.engine.programme import Area, Entry, Item, Programme, ReportDefinition, Section
from sipforms.render.language import _
from sipforms.store.casefile import CaseFile
from sipforms.tui.app import SipApp
from sipforms.tui.screens.result import ResultScreen
from tests.tui.conftest import USUAL, opened
from tests.tui.test_result_of_several import answered

TO_YOU = ReportDefinition(
    id="til_dig",
    title="Det har du fortalt",
    about="citizen",
    audience=("citizen", "staff"),
    sections=(
        Section(section="development", settings={"indicators": "*"}),
        Section(section="answers", settings={}),
    ),
)


def seen_by_staff_only(entries: tuple[Entry, ...], item: str) -> tuple[Entry, ...]:
    """The entries with one item's answers for staff only."""

    def closed(entry: Entry) -> Entry:
        if isinstance(entry, Area):
            return replace(entry, entries=seen_by_staff_only(entry.entries, item))
        if isinstance(entry, Item) and entry.id == item:
            return replace(entry, questions=tuple(replace(one, audience=("staff",)) for one in entry.questions))
        return entry

    return tuple(closed(one) for one in entries)


def with_two_reports(workplace: Workplace, file: CaseFile) -> tuple[Workplace, ResultScreen]:
    place, file, rounds = answered(workplace, file)
    made: Programme = next(iter(place.built.values()))
    asked = made.questionnaires["status"]
    closed = replace(asked, entries=seen_by_staff_only(asked.entries, "glad"))
    usual = next(one for one in made.reports if one.about == "citizen")
    made = replace(made, reports=(usual, TO_YOU), questionnaires={**made.questionnaires, "status": closed})
    noted = replace(rounds[0], notes={"skole.gaar": "Kun til os"})
    file = replace(file, responses=(noted, *rounds[1:]))
    return replace(place, built={made.digest: made}), ResultScreen(file, noted)


async def test_another_report_is_chosen_from_a_short_list(
    workplace: Workplace, admitted: Callable[..., CaseFile]
) -> None:
    place, screen = with_two_reports(workplace, admitted())
    async with opened(SipApp(place), USUAL) as seen:
        await seen.app.push_screen(screen)
        await seen.settle()
        assert f"R {_('reports')}" in seen.text
        assert "Det har du fortalt" not in seen.text
        await seen.press("r")
        assert "2  Det har du fortalt" in seen.text
        await seen.press("down", "enter")
        assert "Det har du fortalt" in seen.text.splitlines()[1]


async def test_what_a_reader_may_not_see_is_not_in_that_readers_report(
    workplace: Workplace, admitted: Callable[..., CaseFile]
) -> None:
    place, screen = with_two_reports(workplace, admitted())
    async with opened(SipApp(place), USUAL) as seen:
        await seen.app.push_screen(screen)
        await seen.settle()
        await seen.press("r")
        await seen.press("2")
        words = [view.title for view in screen._views]
        assert words[-1] == "Svar"
        await seen.press(str(len(words)))
        assert "Kun til os" not in seen.text
        assert "Glad" not in seen.text
        assert not any("Skole" in line and "┊" in line for line in seen.text.splitlines())


async def test_where_there_is_one_report_nothing_can_be_chosen(
    workplace: Workplace, admitted: Callable[..., CaseFile]
) -> None:
    place, file, rounds = answered(workplace, admitted())
    made = next(iter(place.built.values()))
    place = replace(place, built={made.digest: replace(made, reports=(TO_YOU,))})
    async with opened(SipApp(place), USUAL) as seen:
        await seen.app.push_screen(ResultScreen(file, rounds[0]))
        await seen.settle()
        assert f"R {_('reports')}" not in seen.text
        before = seen.text
        await seen.press("r")
        assert seen.text == before


async def test_a_report_that_is_wanted_in_words_has_no_picture(
    workplace: Workplace, admitted: Callable[..., CaseFile]
) -> None:
    place, screen = with_two_reports(workplace, admitted())
    made = next(iter(place.built.values()))
    in_words = Section(section="development", settings={"indicators": "*", "chart": "words"}, title="Kort sagt")
    only = replace(TO_YOU, sections=(in_words,), audience=("staff",))
    place = replace(place, built={made.digest: replace(made, reports=(made.reports[0], only))})
    async with opened(SipApp(place), USUAL) as seen:
        await seen.app.push_screen(screen)
        await seen.settle()
        assert "┊" in seen.text
        await seen.press("r")
        await seen.press("2")
        assert "┊" not in seen.text
        assert "Kort sagt" in seen.text
        keys = f"Esc {_('back')}  V {_('versions')}  PgDn {_('scroll')}"
        assert keys in seen.text.splitlines()[-1]


async def test_what_another_report_said_does_not_stay_where_one_says_nothing(
    workplace: Workplace, admitted: Callable[..., CaseFile]
) -> None:
    place, screen = with_two_reports(workplace, admitted())
    made = next(iter(place.built.values()))
    silent = replace(TO_YOU, sections=TO_YOU.sections[:1])
    place = replace(place, built={made.digest: replace(made, reports=(made.reports[0], silent))})
    async with opened(SipApp(place), USUAL) as seen:
        await seen.app.push_screen(screen)
        await seen.settle()
        await seen.press("r")
        await seen.press("2")
        assert _("This report says nothing about this round.") in seen.text
        assert "Skole" not in seen.text

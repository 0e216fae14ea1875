"""Whole reports of the demonstration's invented people, at every width and with either set of signs."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from types import MappingProxyType

import pytest
from rich.cells import cell_len

from sipforms.actions.demonstration.store import Invention, make_demo_store
from sipforms.actions.programmes import Programmes
from sipforms.actions.report import individual
from sipforms.actions.workplace import Workplace, open_vocabulary
from sipforms.engine.build import build
from sipforms.engine.compare.answer_change import AnswerChange
from sipforms.engine.read.bundle import read
from sipforms.engine.report import Report, ReportPart
from sipforms.engine.scale import Option
from sipforms.engine.score.missing import Gap
from sipforms.engine.shelf import shipped
from sipforms.plugins.sections.answers import Answers
from sipforms.plugins.sections.talking_points import TalkingPoint
from sipforms.render.charts.glyphs import ALL, ASCII
from sipforms.render.html.report import report_html
from sipforms.render.language import speak
from sipforms.render.report import Page, changed_answer, part_text, report_text, talking_point
from sipforms.store.casefile import open_case
from sipforms.store.opening import open_store

NOW = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> tuple[Report, ...]:
    """Every report of everybody in the demonstration."""
    bundle = read(shipped() / "voksen")
    programme = build(bundle)
    folder = tmp_path_factory.mktemp("data") / "demo"
    list(make_demo_store(folder, Invention(bundle=bundle, programme=programme, text="Opdigtet."), NOW))
    store = open_store(folder)
    workplace = Workplace(
        programmes=Programmes(
            by_id=MappingProxyType({"voksen": programme}), bundles=MappingProxyType({"voksen": bundle})
        ),
        store=store,
        vocabulary=open_vocabulary(),
        now=lambda: NOW,
        user="",
        built={programme.digest: programme},
    )
    return tuple(one for case in store.list_cases() for one in individual(workplace, open_case(store, case)))


@pytest.fixture(autouse=True)
def _language() -> Iterator[None]:
    speak("en")
    yield
    speak("en")


def page(width: int = 80, *, ascii_: bool = False) -> Page:
    return Page(width=width, glyphs=ASCII if ascii_ else ALL)


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("width", [60, 80, 100])
@pytest.mark.parametrize("ascii_", [False, True])
def test_no_line_is_wider_than_the_page(reports: tuple[Report, ...], language: str, width: int, ascii_: bool) -> None:  # noqa: FBT001
    speak(language)
    for report in reports:
        text = report_text(report, page(width, ascii_=ascii_)).plain
        assert max(cell_len(line) for line in text.split("\n")) <= width
        assert all(line == line.rstrip() for line in text.split("\n"))
        assert "\n\n\n" not in text


def test_in_ascii_only_names_have_other_letters(reports: tuple[Report, ...]) -> None:
    for report in reports:
        text = report_text(report, page(ascii_=True)).plain
        assert set(text) - set(map(chr, range(128))) <= set("æøåÆØÅé")


def test_the_demonstration_shows_every_kind_of_report(reports: tuple[Report, ...]) -> None:
    """One round, a break, staff and citizen apart: so the tests above have met them all."""
    texts = [report_text(one, page()).plain for one in reports]
    assert any("This is the first round" in text for text in texts)
    assert any("way of answering changed" in text or "answered in another form" in text for text in texts)
    assert any("observation by staff" in text for text in texts)
    assert any("The course over time" in text for text in texts)
    assert any("Answers that changed" in text and "→" in text for text in texts)


def test_every_indicator_of_the_report_is_shown_with_its_number(reports: tuple[Report, ...]) -> None:
    for report in reports:
        text = report_text(report, page(100)).plain
        development = report.parts[0].value
        for row in development.rows:  # type: ignore[attr-defined]
            assert text.count(row.title) >= 2


def test_a_plugins_words_and_numbers_are_shown(reports: tuple[Report, ...]) -> None:
    report = reports[0]
    parts = (
        ReportPart(section="ord", value="Det går godt.\n\nVi taler [bold]videre[/bold]."),
        ReportPart(section="tal", value={"gange": 3, "snit": 2.25, "ens": True}),
    )
    text = report_text(Report(title="", programme=report.programme, series=report.series, parts=parts), page()).plain
    assert "Det går godt.\n\nVi taler [bold]videre[/bold]." in text
    assert "gange: 3\nsnit: 2.2\nens: yes" in text


def test_a_part_that_nobody_can_draw_is_named_and_so_is_one_that_nobody_offers(reports: tuple[Report, ...]) -> None:
    report = reports[0]
    strange = Report(
        title="",
        programme=report.programme,
        series=report.series,
        parts=(ReportPart(section="kort", value=object()),),
        withheld=("stjerner",),
    )
    text = report_text(strange, page()).plain
    assert "The part kort cannot be shown as text." in text
    assert "Left out, because nobody here offers it: stjerner." in text


def option(value: int, title: str) -> Option:
    return Option(value=value, title=title)


def point(before: Option | None, difference: int | None) -> TalkingPoint:
    return TalkingPoint(
        path=("a",),
        title="Dit helbred",
        asks_importance="Vigtigt?",
        asks_satisfaction="Tilfreds?",
        importance=option(5, "Rigtig meget"),
        satisfaction=option(2, "Lidt"),
        satisfaction_before=before,
        difference=difference,
    )


@pytest.mark.parametrize(
    ("before", "difference", "end"),
    [
        (None, None, ""),
        (option(2, "Lidt"), 0, " That is as last time."),
        (option(4, "Meget"), -2, " That is worse than last time (meget)."),
        (option(1, "Slet ikke"), 1, " That is better than last time (slet ikke)."),
    ],
)
def test_a_talking_point_is_said_in_plain_sentences(before: Option | None, difference: int | None, end: str) -> None:
    said = talking_point(point(before, difference))
    assert said == f"Dit helbred. Vigtigt: rigtig meget. Tilfreds: lidt.{end}"


def test_a_changed_answer_is_shown_with_both_and_the_steps(reports: tuple[Report, ...]) -> None:
    question = next(one for one in reports[0].programme.questionnaires["livskvalitet"].questions() if one.dimension)
    make: Callable[..., AnswerChange] = lambda **more: AnswerChange(  # noqa: E731
        path=question.path, question=question, title="Dine venner", **more
    )
    asked = question.wording.title.rstrip("?").lower()
    assert changed_answer(make(before=4, now=2, difference=-2)) == f"Dine venner ({asked}): Meget → Lidt (-2)"
    assert changed_answer(make(before=Gap.BLANK, now=2)) == f"Dine venner ({asked}): blank → Lidt"
    assert changed_answer(make(before=2, now=2)) == f"Dine venner ({asked}): Lidt"
    assert changed_answer(make(before=4, now=2, broken="wording")) == f"Dine venner ({asked}): Lidt (other wording)"


def test_nothing_changed_is_not_the_same_as_cannot_be_compared(reports: tuple[Report, ...]) -> None:
    def shown(value: Answers) -> str:
        report = Report(
            title="",
            programme=reports[0].programme,
            series=reports[0].series,
            parts=(ReportPart(section="answers", value=value),),
        )
        return report_text(report, page()).plain

    assert "No answer changed" in shown(Answers(changes=(), only_changed=True, is_first=False))
    assert "Cannot be compared" in shown(Answers(changes=(), only_changed=True, is_first=False, broken="mode"))
    assert "first round" in shown(Answers(changes=(), only_changed=True, is_first=True))
    assert "There are no answers to show." in shown(Answers(changes=(), only_changed=False, is_first=True))


def test_the_day_is_written_as_in_the_language(reports: tuple[Report, ...]) -> None:
    newest: date = reports[0].series.points[-1].response.answered_on
    speak("da")
    assert f"{newest:%d-%m-%Y}" in report_text(reports[0], page()).plain


def test_a_part_stands_below_the_heading_that_the_programme_gives_it(reports: tuple[Report, ...]) -> None:
    """Instead of our own, where it has one; above nothing there is no heading."""
    report = reports[0]
    titled = replace(report, parts=tuple(replace(one, title="Tal [b]fra[/b] samtalen") for one in report.parts))
    plain_parts = [part_text(one, page()).plain for one in report.parts]
    texts = [part_text(one, page()).plain for one in titled.parts]
    shown = [text for text in texts if text]
    assert len(shown) == len([one for one in plain_parts if one.strip()])
    assert all(text.split("\n")[0] == "Tal [b]fra[/b] samtalen" for text in shown)
    assert not any("The most important to talk about" in text or "Answers that changed" in text for text in shown)


def test_what_stands_below_a_heading_is_not_lost() -> None:
    point = ReportPart(section="ord", value="Det går godt.", title="Kort sagt")
    assert part_text(point, page()).plain.split("\n") == ["Kort sagt", "Det går godt."]


@pytest.mark.parametrize("language", ["da", "en"])
def test_every_report_is_a_page_too(reports: tuple[Report, ...], language: str) -> None:
    speak(language)
    for report in reports:
        page_there = report_html(report)
        assert page_there.count("<h1>") == 1
        assert page_there.count("<h2>") <= len(report.parts)
        heads = [one for one in (part_text(part, page(120)).plain for part in report.parts) if one.strip()]
        assert page_there.count("<section") >= len(heads)

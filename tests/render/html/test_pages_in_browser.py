"""Pages as a browser has them: nothing a screen reader stumbles over, nothing fetched, and true sheets of A4."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, find, settings
from pypdf import PdfReader

from sipforms.actions.demonstration.store import Invention, make_demo_store
from sipforms.actions.programmes import Programmes
from sipforms.actions.report import individual
from sipforms.actions.talk_sheet import talk_sheet
from sipforms.actions.workplace import Workplace, open_vocabulary
from sipforms.engine.build import build
from sipforms.engine.read.bundle import read as read_bundle
from sipforms.engine.report import GroupReport, ReportPart
from sipforms.engine.shelf import shipped
from sipforms.plugins.sections.interventions_by_outcome import by_outcome
from sipforms.render.html.group_report import group_report_html
from sipforms.render.html.report import report_html
from sipforms.render.html.sheet import talk_sheet_html
from sipforms.render.language import speak
from sipforms.store.casefile import open_case
from sipforms.store.opening import open_store
from tests.engine.stays import group_input, secure, stays
from tests.node.browser import NODE, Page, page
from tests.render.drawn import compared, course, development, line, row
from tests.render.html.values import coverages, developments_of_groups, distributions, importances

pytestmark = pytest.mark.browser
NOW = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)
AXE = NODE / "node_modules" / "axe-core" / "axe.min.js"
VIOLATIONS = """async () => {
  const found = await axe.run(document, {resultTypes: ["violations"]});
  return found.violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.html.slice(0, 160)).join(" | ")}`);
}"""
OUTSIDE = (
    "() => performance.getEntriesByType('resource').map((one) => one.name).filter((one) => !one.startsWith('data:'))"
)
OVERFLOWS = """() => [...document.querySelectorAll("main *")]
  .filter((one) => one.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
  .map((one) => one.outerHTML.slice(0, 120))"""
A4 = (595, 842)
"""Points."""


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    with page(tmp_path_factory.mktemp("profile")) as opened:
        yield opened


@pytest.fixture(autouse=True)
def _language() -> Iterator[None]:
    yield
    speak("en")


@pytest.fixture(scope="module")
def workplace(tmp_path_factory: pytest.TempPathFactory) -> Workplace:
    """The demonstration with a handful of people."""
    bundle = read_bundle(shipped() / "voksen")
    programme = build(bundle)
    folder = tmp_path_factory.mktemp("data") / "demo"
    list(make_demo_store(folder, Invention(bundle=bundle, programme=programme, text="Opdigtet.", citizens=3), NOW))
    return Workplace(
        programmes=Programmes(
            by_id=MappingProxyType({"voksen": programme}), bundles=MappingProxyType({"voksen": bundle})
        ),
        store=open_store(folder),
        vocabulary=open_vocabulary(),
        now=lambda: NOW,
        user="",
        built={programme.digest: programme},
    )


def any_of(strategy: Any) -> Any:
    """One value of its kind, always the same."""
    calm = settings(max_examples=1, phases=(Phase.generate,), database=None, suppress_health_check=list(HealthCheck))
    return find(strategy, lambda _value: True, settings=calm)


def of_a_place() -> str:
    """A page with every kind of part about a group."""
    rows = [
        row("Trivsel", compared("a", 3.0, 2.0), compared("b", 3.2, 4.0)),
        row("Relationer", compared("c", None, 2.5)),
    ]
    breaks = ((1, "mode"),)
    values = (
        any_of(coverages()),
        any_of(importances()),
        any_of(distributions()),
        any_of(developments_of_groups()),
        development(*rows),
        course(line("Trivsel", 2.0, 3.0, 4.0, 4.5, breaks=breaks)),  # type: ignore[arg-type]
    )
    parts = tuple(ReportPart(section="part", value=one, title=f"Del {at}") for at, one in enumerate(values))
    day = date(2026, 1, 1)
    return group_report_html(
        GroupReport(title="Tilbuddet", about="facility", programme=secure(), parts=parts, begins=day, ends=day)
    )


def of_interventions() -> str:
    written: list[dict[str, Any]] = [
        {"times": 9, "given": ["undervisning"], "skole": [1, 3], "koen": "dreng"},
        {"times": 8, "given": ["undervisning"], "skole": [4, 5], "koen": "pige"},
        {"times": 9, "given": [], "skole": [1, 1], "koen": "dreng"},
    ]
    part = ReportPart(section="part", value=by_outcome(group_input(stays(written))))
    return group_report_html(GroupReport(title="Indsatser", about="facility", programme=secure(), parts=(part,)))


def pages_of(workplace: Workplace) -> Iterator[tuple[str, str]]:
    cases = [open_case(workplace.store, case) for case in workplace.store.list_cases()]
    found = [reports for file in cases if (reports := individual(workplace, file))]
    yield "report", report_html(*max(found, key=lambda reports: len(reports[0].series.points)))
    sheet = next(sheet for file in cases if (sheet := talk_sheet(workplace, file)) is not None)
    yield "sheet", talk_sheet_html(sheet)
    yield "place", of_a_place()
    yield "interventions", of_interventions()


@pytest.mark.parametrize("language", ["da", "en"])
def test_pages_are_right_for_screen_readers_and_print_on_a4(
    language: str, workplace: Workplace, browser: Page, tmp_path: Path
) -> None:
    speak(language)
    axe = AXE.read_text(encoding="utf-8")
    for name, html in pages_of(workplace):
        file = tmp_path / f"{name}.html"
        file.write_text(html, encoding="utf-8")
        browser.complaints.clear()
        browser.open(file)
        assert browser.run(f"({OUTSIDE})") == []
        assert browser.run(f"({OVERFLOWS})") == []
        assert browser.complaints == []
        browser.evaluate(axe)
        assert browser.run(f"({VIOLATIONS})") == [], name
        browser.pdf(tmp_path / f"{name}.pdf")
        sheets = PdfReader(tmp_path / f"{name}.pdf").pages
        sizes = {tuple(round(float(end)) for end in sheet.mediabox[2:]) for sheet in sheets}
        assert sizes <= {A4, A4[::-1]}, name
        if name == "sheet":
            assert len(sheets) == 1
        if name != "sheet":
            assert f"{len(sheets)} / {len(sheets)}" in sheets[-1].extract_text()

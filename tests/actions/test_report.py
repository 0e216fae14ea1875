"""A citizen's report: what the programme names or a good default, made part by part, informants apart."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from types import MappingProxyType
from typing import Any

import pytest

from sipforms.actions.programmes import Programmes
from sipforms.actions.report import DEFAULT, explained_report, individual, of_series
from sipforms.actions.talk_sheet import talk_sheet
from sipforms.actions.workplace import Workplace, open_vocabulary
from sipforms.engine.indicator import Indicator
from sipforms.engine.programme import Programme, ReportDefinition, Section
from sipforms.engine.response import Response
from sipforms.plugins.sections.development import Development
from sipforms.render.charts.glyphs import ALL
from sipforms.render.language import _, speak
from sipforms.render.report import Page, report_text
from sipforms.store.casefile import CaseFile
from sipforms.store.memory import MemoryStore
from tests.scores.small import programme

FIVE = {"glad": {"title": "Glad", "scale": "fem"}, "tryg": {"title": "Tryg", "scale": "fem"}}
MADE = programme(
    FIVE,
    {"trivsel": {"title": "Trivsel", "scorer": "mean", "items": "*", "missing": {"maxShare": 0}}},
    informants={"borger": "Borgeren", "personale": "Personalet"},
)


@pytest.fixture
def here(store: MemoryStore) -> Callable[[Programme], Workplace]:
    """A workplace with one small programme and all our plug-ins."""

    def make(made: Programme) -> Workplace:
        return Workplace(
            programmes=Programmes(by_id=MappingProxyType({made.id: made}), bundles=MappingProxyType({})),
            store=store,
            vocabulary=open_vocabulary(),
            now=lambda: datetime(2026, 11, 22, tzinfo=UTC),
            user="",
            built={made.digest: made},
        )

    return make


def response(number: int, answers: Mapping[str, Any], **envelope: Any) -> Response:
    then = datetime(2025, 1, 1, tzinfo=UTC) + timedelta(days=30 * number)
    whole = Response(
        id=f"s{number}",
        programme=MADE.id,
        version=MADE.version,
        digest=MADE.digest,
        questionnaire="q",
        mode="interview",
        informant="borger",
        answered_on=then.date(),
        begun_at=then,
        handed_in_at=then,
        answers=answers,
    )
    return replace(whole, **envelope)


@pytest.fixture
def file(admitted: Callable[..., CaseFile]) -> CaseFile:
    """Two rounds by the citizen and one by staff in between."""
    rounds = (
        response(1, {"glad": 2, "tryg": 2}),
        response(2, {"glad": 5, "tryg": 5}, informant="personale"),
        response(3, {"glad": 4, "tryg": 4}),
    )
    return replace(admitted(), responses=rounds)


def reporting(*sections: str, about: Any = "citizen") -> Programme:
    named = tuple(Section(section=name, settings={"indicators": "*"}) for name in sections)
    report = ReportDefinition(id="egen", title="Egen", about=about, audience=("staff",), sections=named)
    return replace(MADE, reports=(report,))


def test_without_a_report_of_its_own_a_programme_has_the_default(
    here: Callable[[Programme], Workplace], file: CaseFile
) -> None:
    citizen, _staff = individual(here(MADE), file)
    assert [part.section for part in citizen.parts] == [one.section for one in DEFAULT.sections]
    assert citizen.title == ""
    assert citizen.withheld == ()


def test_informants_are_never_pooled(here: Callable[[Programme], Workplace], file: CaseFile) -> None:
    citizen, staff = individual(here(MADE), file)
    assert (citizen.series.informant, staff.series.informant) == ("borger", "personale")
    shown = [one.parts[0].value for one in (citizen, staff)]
    assert all(isinstance(one, Development) for one in shown)
    now = [one.rows[0].main.now.value for one in shown if isinstance(one, Development)]
    before = [one.rows[0].main.before for one in shown if isinstance(one, Development)]
    assert now == [4.0, 5.0]
    assert before[0] is not None
    assert before[0].value == 2.0
    assert before[1] is None


def test_a_section_that_nobody_offers_is_named_and_the_rest_is_made(
    here: Callable[[Programme], Workplace], file: CaseFile
) -> None:
    (report, _staff) = individual(here(reporting("development", "stjerner")), file)
    assert report.title == "Egen"
    assert [part.section for part in report.parts] == ["development"]
    assert report.withheld == ("stjerner",)


def test_a_report_about_something_else_is_not_the_citizens(
    here: Callable[[Programme], Workplace], file: CaseFile
) -> None:
    (report, _staff) = individual(here(reporting("development", about="facility")), file)
    assert report.title == ""


def test_nothing_is_reported_that_says_nothing_unless_asked_for(
    here: Callable[[Programme], Workplace], file: CaseFile
) -> None:
    bare = replace(MADE, indicators=())
    assert individual(here(bare), file) == ()
    assert len(individual(here(bare), file, "q")) == 2
    assert individual(here(MADE), file, "other") == ()
    assert individual(here(MADE), replace(file, responses=())) == ()


def test_one_series_alone(here: Callable[[Programme], Workplace], file: CaseFile) -> None:
    workplace = here(MADE)
    staff = individual(workplace, file)[1]
    assert of_series(workplace, file, staff.series) == staff


def test_indicators_of_another_questionnaire_have_no_line(
    here: Callable[[Programme], Workplace], file: CaseFile
) -> None:
    other: Indicator = replace(MADE.indicators[0], id="andet", questionnaire="other")
    (report, _staff) = individual(here(replace(MADE, indicators=(*MADE.indicators, other))), file)
    shown = report.parts[0].value
    assert isinstance(shown, Development)
    assert [row.main.indicator.id for row in shown.rows] == ["trivsel"]


@pytest.mark.parametrize(
    ("sections", "headed"),
    [(("sideBySide",), ["Egen · B-1", "Prøve 1.0.0"]), (("sideBySide", "development"), ["B-1 · Egen · Spørgsmål"])],
    ids=["the citizen", "the series"],
)
def test_a_report_of_what_stands_side_by_side_alone_is_headed_by_the_citizen(
    here: Callable[[Programme], Workplace], file: CaseFile, sections: tuple[str, ...], headed: list[str]
) -> None:
    rows: Any = {"alt": {"title": "Alt", "indicators": "*"}}
    settings: Any = {"sideBySide": {"rows": rows}, "development": {"indicators": "*"}}
    named = tuple(Section(section=name, settings=settings[name]) for name in sections)
    own = ReportDefinition(id="egen", title="Egen", about="citizen", audience=("staff",), sections=named)
    reports = individual(here(replace(MADE, reports=(own,))), file)
    text = report_text(reports[-1], Page(width=80, glyphs=ALL)).plain
    lines = text.splitlines()
    assert [line.startswith(wanted) for line, wanted in zip(lines, headed, strict=False)] == [True] * len(headed)
    assert ("interview" in lines[0]) is (len(sections) > 1)


def test_the_appendix_explains_only_what_everybody_who_reads_the_report_may_see(
    here: Callable[[Programme], Workplace], file: CaseFile
) -> None:
    closed = {**FIVE, "tryg": {**FIVE["tryg"], "audience": ["staff"]}}
    made = programme(
        closed,
        {
            "glad": {"title": "Glad", "scorer": "mean", "items": "glad", "missing": {"maxShare": 0}},
            "tryg": {"title": "Tryg", "scorer": "mean", "items": "tryg", "missing": {"maxShare": 0}},
        },
        informants={"borger": "Borgeren", "personale": "Personalet"},
    )
    sections = (Section(section="development", settings={"indicators": "*"}),)
    both = (
        ReportDefinition(id="alle", title="", about="citizen", audience=("staff", "citizen"), sections=sections),
        ReportDefinition(id="os", title="", about="citizen", audience=("staff",), sections=sections),
    )
    made = replace(made, reports=both)
    kept = replace(file, responses=tuple(replace(one, digest=made.digest) for one in file.responses))
    place = here(made)
    told = {}
    for name in ("alle", "os"):
        report, _staff = individual(place, kept, report=name)
        told[name] = [one.indicator for one in explained_report(place, kept, report).appendix]
    assert told == {"alle": ["glad"], "os": ["glad", "tryg"]}


@pytest.mark.parametrize("language", ["da", "en"])
def test_all_missing_is_a_report_that_says_so(
    here: Callable[[Programme], Workplace], file: CaseFile, language: str
) -> None:
    speak(language)
    silent = response(4, {"glad": "nej_tak", "tryg": "ved_ikke"})
    reports = individual(here(MADE), replace(file, responses=(silent,)))
    text = report_text(reports[0], Page(width=80, glyphs=ALL)).plain
    assert _("{answered} of {asked} questions have an answer.").format(answered=0, asked=2) in text
    assert _("too few answers") in text
    assert talk_sheet(here(put_to_the_citizen()), replace(file, responses=(silent,))) is None


def put_to_the_citizen() -> Programme:
    asked = replace(MADE.questionnaires["q"], informants=("borger", "personale"))
    return replace(MADE, questionnaires={"q": asked})


def test_nothing_answered_is_no_report_and_no_sheet(here: Callable[[Programme], Workplace], file: CaseFile) -> None:
    nothing = replace(file, responses=())
    assert individual(here(MADE), nothing) == ()
    assert talk_sheet(here(put_to_the_citizen()), nothing) is None


def test_the_sheet_is_of_the_citizens_own_newest_words(here: Callable[[Programme], Workplace], file: CaseFile) -> None:
    """Also where staff answered later."""
    later = response(5, {"glad": 1, "tryg": 1}, informant="personale")
    sheet = talk_sheet(here(put_to_the_citizen()), replace(file, responses=(*file.responses, later)))
    assert sheet is not None
    assert (sheet.is_own, sheet.day) == (True, response(3, {}).answered_on)
    assert sheet.since_last == "changed"

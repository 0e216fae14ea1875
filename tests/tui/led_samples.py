"""Figures of an invented facility as a leader sees them: two areas told of, other people's answers withheld."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime

from sipforms.actions.gathering import Gathered
from sipforms.actions.leading import Led, Wish
from sipforms.actions.themes import themes_of
from sipforms.engine.audit import AuditBook, AuditDecision, AuditNote, Done, Prompt, Topic
from sipforms.engine.gather.course_figures import WAYS
from sipforms.engine.gather.development_table import Course, DevelopmentRow, DevelopmentTable, WayCount
from sipforms.engine.gather.facility.coverage import Coverage, CoverageRow, StateCount
from sipforms.engine.gather.facility.distribution import Distribution, GroupSpread
from sipforms.engine.gather.facility.importance import AreaPair, Figure, Importance, PairGroup, PairRow
from sipforms.engine.gather.facility.respondents import Respondents
from sipforms.engine.gather.facility.spread import QuestionSpread, Share, Spread
from sipforms.engine.gather.period import Span
from sipforms.engine.gather.table import Outcome
from sipforms.engine.programme import Programme
from sipforms.engine.report import GroupReport, ReportPart
from sipforms.engine.statistics.values import Estimate

PERIOD = Span(begins=date(2025, 10, 1), ends=date(2026, 9, 30))
BEFORE = Span(begins=date(2024, 10, 1), ends=date(2025, 9, 30))
STEPS = ((1, "Slet ikke"), (2, "Lidt"), (3, "Noget"), (4, "Meget"), (5, "Rigtig meget"))
CITIZEN = Respondents(
    questionnaire="livskvalitet", title="Livskvalitet", informant="borger", informant_title="Borgeren", way="own"
)
STAFF = replace(CITIZEN, informant="kontaktperson", informant_title="Kontaktpersonen", way="behalf")


def figure(mean: float | None, people: int | None = 16) -> Figure:
    return Figure(mean=mean, people=people) if mean is not None else Figure(mean=None, people=None, lack="few")


def area(name: str, title: str, importance: float | None, satisfaction: float | None, *items: PairRow) -> AreaPair:
    return AreaPair(
        area=name, title=title, first=figure(importance), second=figure(satisfaction), comparison=figure(3.1),
        items=items,
    )  # fmt: skip


def moved(indicator: str, title: str, *, people: int, change: float, ways: tuple[int, int, int]) -> DevelopmentRow:
    nothing = Estimate(value=None, interval=None, lacks="tooFew")
    course = Course(
        people=people,
        change=Estimate(value=change, interval=None, lacks=None),
        size=nothing,
        test=None,
        ways=tuple(WayCount(ways=(way,), people=count) for way, count in zip(WAYS, ways, strict=True)),
    )
    outcome = Outcome(
        indicator=indicator, title=title, informant="borger", informant_title="Borgeren", range=(1, 5), higher="better"
    )
    return DevelopmentRow(outcome=outcome, respondents=CITIZEN, people=16, course=course)


def question(name: str, title: str, people: Sequence[int]) -> QuestionSpread:
    total = sum(people)
    shares = tuple(
        Share(values=(value,), titles=(word,), people=count, share=count / total)
        for (value, word), count in zip(STEPS, people, strict=True)
    )
    return QuestionSpread(
        path=f"{name}.tilfredshed", title=title, area=name.partition(".")[0], area_title="Relationer",
        dimension="tilfredshed", dimension_title="Tilfreds?", options=STEPS, range=(1, 5),
        own=Spread(answered=total, asked=total + 2, shares=shares, mean=3.0),
    )  # fmt: skip


def sample_report(programme: Programme, title: str = "Relationer") -> GroupReport:
    """Two areas of the citizens' own answers; the staff's are of too few."""
    friends = PairRow(item="relationer.venner", title="Venner", first=figure(4.1), second=figure(3.0))
    home = PairRow(item="selvbestemmelse.hjem", title="Hjemmet", first=figure(3.2), second=figure(3.9))
    scale = PairGroup(
        respondents=CITIZEN, first_title="Vigtigt?", second_title="Tilfreds?", range=(1, 5), steps=STEPS,
        areas=(area("relationer", title, 4.0, 2.6, friends), area("selvbestemmelse", "Hjemmet", 3.2, 3.9, home)),
    )  # fmt: skip
    parts: tuple[tuple[str, object], ...] = (
        ("coverage", Coverage(citizens=18, least=5, rows=(CoverageRow(
            questionnaire="livskvalitet", title="Livskvalitet", informant=None, informant_title="", due=18, people=16,
            states=(StateCount(states=("answered",), forms=16), StateCount(states=("declined", "overdue"), forms=2)),
        ),))),
        ("importance", Importance(groups=(scale, replace(scale, respondents=STAFF, areas=(), lack="few")), least=5)),
        ("groupDevelopment", DevelopmentTable(over="periods", now=PERIOD, before=BEFORE, least=5, rows=(
            moved("relationer_tilfredshed", "Tilfredshed: Relationer", people=14, change=0.36, ways=(2, 5, 7)),
            moved("selvbestemmelse_tilfredshed", "Selvbestemmelse", people=14, change=-0.1, ways=(5, 6, 3)),
        ))),
        ("distribution", Distribution(least=5, groups=(GroupSpread(
            respondents=CITIZEN, people=16, questions=(question("relationer.venner", "Venner", (1, 4, 6, 3, 2)),),
        ),))),
    )  # fmt: skip
    return GroupReport(
        title="Tilbuddets rapport", about="facility", programme=programme, begins=PERIOD.begins, ends=PERIOD.ends,
        parts=tuple(ReportPart(section=section, value=value) for section, value in parts), made=date(2026, 11, 22),
    )  # fmt: skip


def area_of(indicator: str) -> tuple[str, str] | None:
    """As the programme's indicators have it."""
    name = indicator.removesuffix("_tilfredshed")
    return name, name.capitalize()


def sample_led(programme: Programme, title: str = "Relationer", text: str = "Følgeskab til klubben, hemmelig") -> Led:
    """With a decision from last year that waits, one that is done, and what the panel has said so far."""
    topic = Topic(
        programme=programme.id, place="", area="livskvalitet.relationer", title=title,
        begins=BEFORE.begins, ends=BEFORE.ends,
    )  # fmt: skip
    at = datetime(2025, 11, 20, 10, tzinfo=UTC)
    waits = AuditDecision(id="1" * 32, topic=topic, at=at, by="KHO", text=text)
    done = replace(waits, id="2" * 32, text="Spisegruppe om torsdagen", done=Done(at=at.replace(year=2026), by="LNE"))
    now = replace(topic, begins=PERIOD.begins, ends=PERIOD.ends)
    said = AuditNote(id="3" * 32, topic=now, prompt=Prompt.ASSESSMENT, at=at, by="KHO", text="Foreningsliv halter.")
    book = AuditBook(notes=(said,), decisions=(waits, done))
    report = replace(sample_report(programme, title), audit=book.about(PERIOD.begins, PERIOD.ends))
    return Led(
        wish=Wish(programme=programme.id, report="tilbud", period=PERIOD),
        gathered=Gathered(stays=(), programmes={}, units=("Hus A", "Hus B")),
        report=report,
        themes=themes_of(report, area_of),
        book=book,
    )

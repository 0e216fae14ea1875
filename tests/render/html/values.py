"""Any value that a report about a group can hold, and the figures that every drawing of it must tell."""

from collections.abc import Callable, Iterator
from typing import Any

from hypothesis import strategies as st

from sipforms.engine.gather.development_table import Course as GroupCourse
from sipforms.engine.gather.development_table import DevelopmentRow as GroupRow
from sipforms.engine.gather.development_table import DevelopmentTable, WayCount
from sipforms.engine.gather.facility.coverage import Coverage, CoverageRow, StateCount
from sipforms.engine.gather.facility.coverage import WayCount as FormsWay
from sipforms.engine.gather.facility.distribution import Distribution, GroupSpread
from sipforms.engine.gather.facility.importance import AreaPair, Figure, Importance, PairGroup, PairRow
from sipforms.engine.gather.facility.respondents import Respondents
from sipforms.engine.gather.facility.spread import QuestionSpread, Share, Spread, Unanswered
from sipforms.engine.gather.period import Span
from sipforms.engine.gather.table import InterventionTable, Outcome
from sipforms.engine.statistics.values import Estimate, Interval, PairedTest
from sipforms.plugins.sections.development import Compared, Development
from tests.render.drawn import BEFORE, TODAY

STEPS = ((1, "Slet ikke"), (2, "Lidt"), (3, "Noget"), (4, "Meget"), (5, "Rigtig meget"))
CITIZEN = Respondents(
    questionnaire="livskvalitet", title="Livskvalitet", informant="borger", informant_title="Borgeren", way="own"
)
means = st.integers(100, 500).map(lambda value: value / 100)
people = st.integers(5, 60)


@st.composite
def spreads(draw: st.DrawFn) -> Spread:
    """Any distribution of answers: withheld, with intervals, the lowest two told together."""
    if draw(st.integers(0, 5)) == 0:
        return Spread(answered=None, asked=None, lack="few")
    counts = draw(st.lists(st.integers(0, 40), min_size=5, max_size=5).filter(lambda found: sum(found) >= 5))
    groups = draw(st.sampled_from([((1,), (2,), (3,), (4,), (5,)), ((1, 2), (3,), (4, 5))]))
    has_intervals = draw(st.booleans())
    shares = []
    for values in groups:
        many = sum(counts[value - 1] for value in values)
        share = many / sum(counts)
        ends = (max(0.0, share - 0.13), min(1.0, share + 0.17)) if has_intervals else None
        titles = tuple(dict(STEPS)[value] for value in values)
        shares.append(Share(values=values, titles=titles, people=many, share=share, interval=ends))
    lacking = draw(st.none() | st.integers(5, 20))
    return Spread(
        answered=sum(counts),
        asked=sum(counts) + (lacking or 0),
        shares=tuple(shares),
        unanswered=() if lacking is None else (Unanswered(whys=("dontKnow",), people=lacking),),
        mean=draw(st.none() | means),
    )


@st.composite
def distributions(draw: st.DrawFn) -> Distribution:
    """One respondent group with a few questions, beside others or not."""
    has_others = draw(st.booleans())
    questions = tuple(
        QuestionSpread(
            path=f"relationer.q{at}",
            title=f"Spørgsmål {'abc'[at]}",
            area="relationer",
            area_title="Relationer",
            direction="higherIsBetter",
            options=STEPS,
            range=(1, 5),
            own=draw(spreads()),
            comparison=draw(spreads()) if has_others else None,
        )
        for at in range(draw(st.integers(1, 3)))
    )
    group = GroupSpread(respondents=CITIZEN, people=draw(people), questions=questions)
    return Distribution(groups=(group,), least=5, has_intervals=True)


@st.composite
def coverages(draw: st.DrawFn) -> Coverage:
    """A questionnaire or two, in any state."""

    def row(at: int) -> CoverageRow:
        answered, overdue = draw(st.integers(5, 40)), draw(st.integers(5, 20))
        own = draw(st.integers(1, answered - 1))
        ways = (
            FormsWay(way="own", forms=own, share=own / answered),
            FormsWay(way="behalf", forms=answered - own, share=(answered - own) / answered),
        )
        return CoverageRow(
            questionnaire=f"q{at}",
            title="Livskvalitet",
            informant="borger",
            informant_title="Borgeren",
            due=answered + overdue,
            people=answered,
            states=(
                StateCount(states=("answered",), forms=answered),
                StateCount(states=("overdue", "open"), forms=overdue),
            ),
            ways=ways,
            days=draw(st.none() | st.integers(1, 900)),
        )

    return Coverage(citizens=draw(people), rows=tuple(row(at) for at in range(draw(st.integers(1, 2)))), least=5)


@st.composite
def importances(draw: st.DrawFn) -> Importance:
    """One group, an area with a question or two."""
    figure = st.builds(Figure, mean=means, people=people) | st.just(Figure(mean=None, people=None, lack="few"))
    items = tuple(
        PairRow(item=f"i{at}", title=f"Punkt {'ab'[at]}", first=draw(figure), second=draw(figure))
        for at in range(draw(st.integers(1, 2)))
    )
    is_told = any(one.first.mean is not None and one.second.mean is not None for one in items)
    mine = figure if is_told else st.just(Figure(mean=None, people=None, lack="few"))  # as its items are
    area = AreaPair(area="a", title="Relationer", first=draw(mine), second=draw(mine), items=items)
    group = PairGroup(
        respondents=CITIZEN,
        first_title="Vigtigt?",
        second_title="Tilfreds?",
        range=(1, 5),
        steps=STEPS,
        areas=(area,),
    )
    return Importance(groups=(group,), least=5)


@st.composite
def developments_of_groups(draw: st.DrawFn) -> DevelopmentTable:
    """An outcome or two of one group, all figures told or the ways withheld."""

    def course() -> GroupCourse:
        value = draw(st.integers(-200, 200)) / 100
        wide = draw(st.integers(1, 90)) / 100
        ways = (WayCount(ways=("rose",), people=draw(people)), WayCount(ways=("same", "fell"), people=draw(people)))
        test = PairedTest(kind="wilcoxon", moved=6, p=draw(st.integers(2, 999)) / 1000, smallest=0.03, is_exact=True)
        return GroupCourse(
            people=draw(people),
            change=Estimate(value=value, interval=Interval(low=value - wide, high=value + wide)),
            size=Estimate(value=draw(st.integers(-150, 150)) / 100),
            test=test,
            ways=draw(st.sampled_from([None, ways])),
            start=draw(means),
            end=draw(means),
        )

    rows = tuple(
        GroupRow(
            outcome=Outcome(
                indicator=f"o{at}",
                title=f"Område {'ab'[at]}",
                informant="borger",
                informant_title="Borgeren",
                range=(1, 5),
            ),
            respondents=CITIZEN,
            people=None,
            course=course(),
        )
        for at in range(draw(st.integers(1, 2)))
    )
    return DevelopmentTable(
        over="periods", now=Span(begins=BEFORE, ends=TODAY), before=Span(begins=BEFORE, ends=BEFORE), least=5, rows=rows
    )


def must_tell(value: Any) -> Iterator[float | None]:
    """The figures that text, page and data must all tell."""
    yield from _MUST[type(value)](value)


def _of_distribution(value: Distribution) -> Iterator[float | None]:
    yield from (group.people for group in value.groups)
    for one in _spreads(value):
        yield from (one.answered, one.asked if one.asked != one.answered else None)
        yield from (share.share for share in one.shares)


def _of_coverage(value: Coverage) -> Iterator[float | None]:
    yield value.citizens
    for row in value.rows:
        yield from (row.due, row.people, row.days, *(one.forms for one in row.states))
        yield from (end for way in row.ways for end in (way.forms, way.share))


def _lines(value: Importance) -> Iterator[AreaPair | PairRow]:
    for group in value.groups:
        for area in group.areas:
            yield area
            yield from area.items


def _of_importance(value: Importance) -> Iterator[float | None]:
    yield from (figure.mean for one in _lines(value) for figure in (one.first, one.second))


def _of_table(value: DevelopmentTable) -> Iterator[float | None]:
    yield from (figure for row in value.rows if row.course is not None for figure in _of_course(row.course))


def _of_interventions(value: InterventionTable) -> Iterator[float | None]:
    for row in value.rows:
        if any(one.given for one in value.rows if _same(one, row)):
            yield from _of_halves(row)


def _of_development(value: Development) -> Iterator[float | None]:
    for line in value.rows:
        yield from _of_compared(line.main, value, is_main=True)
        yield from () if line.beside is None else _of_compared(line.beside, value, is_main=False)


_MUST: dict[type, Callable[[Any], Iterator[float | None]]] = {
    Distribution: _of_distribution,
    Coverage: _of_coverage,
    Importance: _of_importance,
    DevelopmentTable: _of_table,
    InterventionTable: _of_interventions,
    Development: _of_development,
}


def _same(one: Any, other: Any) -> bool:
    return (one.outcome, one.variable, one.intervention) == (other.outcome, other.variable, other.intervention)


def _of_halves(row: Any) -> Iterator[float | None]:
    for half in (row.given, row.otherwise):
        if half is not None:
            yield from (half.stays, half.mean)
            if half.directions is not None:
                yield from (half.directions.rose, half.directions.same, half.directions.fell)


def _of_course(course: GroupCourse) -> Iterator[float | None]:
    yield from (course.people, course.change.value, course.size.value, course.start, course.end)
    if course.change.interval is not None:
        yield from (course.change.interval.low, course.change.interval.high)
    yield None if course.test is None else course.test.p
    yield from (one.people for one in course.ways or ())


def _of_compared(one: Compared, shown: Development, *, is_main: bool) -> Iterator[float | None]:
    if one.now.value is not None:
        yield from (float(one.now.value), one.now.answered, one.now.relevant)
    if is_main and shown.broken is None and one.change is not None and one.change.broken is None:
        yield None if one.before is None or one.before.value is None else float(one.before.value)
        yield one.change.difference


def _spreads(value: Distribution) -> Iterator[Spread]:
    for group in value.groups:
        for question in group.questions:
            yield from (one for one in (question.own, question.comparison) if one is not None)


def may_tell(value: Any) -> Iterator[float | None]:
    """What a drawing may tell besides: steps and ends of scales, and counts that follow from the others."""
    match value:
        case Distribution():
            for one in _spreads(value):
                yield from (one.mean, one.asked, *(gap.people for gap in one.unanswered))
                for share in one.shares:
                    yield from (share.people, *(share.interval or ()))
        case Importance():
            yield from (figure.people for one in _lines(value) for figure in (one.first, one.second))
        case InterventionTable():
            for row in value.rows:
                if row.effect is not None:
                    yield row.effect.value
                    yield from (
                        () if row.effect.interval is None else (row.effect.interval.low, row.effect.interval.high)
                    )
        case Development():
            yield from (float(one.value) for one in value.steps if isinstance(one.value, int))
            yield from value.range or ()
            befores = (one.before for row in value.rows for one in (row.main, row.beside) if one is not None)
            yield from (float(one.value) for one in befores if one is not None and one.value is not None)

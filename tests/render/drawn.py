"""Developments and courses made by hand, and what can be read back from a picture."""

from datetime import date

from hypothesis import strategies as st

from sipforms.engine.compare.change import Change
from sipforms.engine.compare.comparability import Break
from sipforms.engine.indicator import Indicator, MissingRule
from sipforms.engine.scale import Option
from sipforms.engine.score.score import Score
from sipforms.plugins.sections.development import Compared, Development, DevelopmentRow
from sipforms.plugins.sections.history import Course, Line

Range = tuple[float, float]
FIVE_STEPS: Range = (1.0, 5.0)
RANGES: tuple[Range, ...] = (FIVE_STEPS, (0.0, 4.0), (-4.0, 4.0), (0.0, 100.0), (0.0, 1.0))
STEPS = tuple(
    Option(value=number, title=title)
    for number, title in enumerate(("Slet ikke", "Lidt", "Noget", "Meget", "Rigtig meget"), 1)
)
TODAY, BEFORE = date(2026, 11, 22), date(2025, 11, 20)


def score(name: str, value: float | None, range_: Range = FIVE_STEPS, **more: object) -> Score:
    reason = {} if value is not None else {"reason": "tooFewAnswers"}
    counts = {"asked": 5, "relevant": 5, "answered": 5 if value is not None else 2}
    return Score(indicator=name, value=value, range=range_, **{**counts, **reason, **more})  # type: ignore[arg-type]


def compared(
    name: str, now: float | None, before: float | None = None, range_: Range = FIVE_STEPS, broken: Break | None = None
) -> Compared:
    """An indicator now and last time; without ``before`` it is the first time, or there was no number."""
    new, old = score(name, now, range_), None if before is None else score(name, before, range_)
    difference = None if broken or now is None or before is None else now - before
    change = Change(indicator=name, before=old, now=new, broken=broken, difference=difference)
    indicator = Indicator(id=name, title=name, scorer="mean", missing=MissingRule(), settings={})
    return Compared(indicator=indicator, now=new, before=old, change=change if old or broken else None)


def row(title: str, main: Compared, beside: Compared | None = None) -> DevelopmentRow:
    return DevelopmentRow(title=title, main=main, beside=beside)


def development(*rows: DevelopmentRow, range_: Range | None = FIVE_STEPS, **more: object) -> Development:
    """Satisfaction beside importance, compared with a year ago."""
    given = {"main": "Tilfreds?", "beside": "Vigtigt?", "steps": (), "today": TODAY, "before": BEFORE, "broken": None}
    given["is_wished"] = any(one.beside for one in rows)
    return Development(rows=rows, range=range_, **{**given, **more})  # type: ignore[arg-type]


def line(
    name: str, *values: float | None, breaks: tuple[tuple[int, Break], ...] = (), range_: Range = FIVE_STEPS
) -> Line:
    scores = tuple(None if value is None else score(name, value, range_) for value in values)
    return Line(indicator=name, title=name, scores=scores, breaks=breaks)


def course(*lines: Line, range_: Range | None = FIVE_STEPS) -> Course:
    """A round every November, the last in 2026."""
    rounds = len(lines[0].scores)
    days = tuple(date(2027 - rounds + at, 11, 20) for at in range(rounds))
    return Course(days=days, modes=("interview",) * rounds, lines=lines, range=range_)


def numbers(range_: Range) -> st.SearchStrategy[float]:
    return st.floats(*range_, allow_nan=False).map(lambda value: round(value, 4))


@st.composite
def developments(draw: st.DrawFn) -> Development:
    """Any development: ranges, titles, missing numbers, no importance, no last time, breaks."""
    range_ = draw(st.sampled_from(RANGES))
    maybe = st.none() | numbers(range_)
    is_first, is_paired = draw(st.booleans()), draw(st.booleans())
    possible: tuple[Break | None, ...] = (None, None, "mode", "items")
    broken = draw(st.sampled_from(possible))

    def made(name: str) -> Compared:
        before = None if is_first else draw(maybe)
        return compared(name, draw(maybe), before, range_, None if is_first else broken)

    titles = draw(st.lists(st.text("abcæøåABC日[/]b \u0301", min_size=1, max_size=50), min_size=1, max_size=8))
    rows = [row(title, made(f"t{at}"), made(f"v{at}") if is_paired else None) for at, title in enumerate(titles)]
    before = None if is_first else BEFORE
    steps = STEPS if range_ == FIVE_STEPS else ()
    reasons = {one.main.change.broken if one.main.change else None for one in rows}
    whole = reasons.pop() if len(reasons) == 1 else None
    return development(
        *rows, range_=range_, before=before, steps=steps, broken=whole, beside="Vigtigt?" if is_paired else ""
    )

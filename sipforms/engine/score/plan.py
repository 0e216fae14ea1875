"""One indicator compiled once: which questions, what each answer counts as, and what the scorer is told beforehand."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sipforms.engine.build.data import node, text
from sipforms.engine.paths import Path, parsed
from sipforms.engine.programme import Indicator, Kind, Option, Question, Rows
from sipforms.engine.response import Json
from sipforms.engine.score.column import Unit
from sipforms.engine.score.missing import fewest
from sipforms.engine.score.scorer import Range, Scorer, Setup, Takes, answers_of
from sipforms.engine.score.selection import Available, selected
from sipforms.engine.score.units import absolute, column_ranges, open_ends, roles_of, units_of

if TYPE_CHECKING:
    from sipforms.engine.score.row_truth import Judge


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """How one indicator is computed from a response to one questionnaire, by people of one variant.

    ``units`` for what is taken from questions (``roles`` says what each column of a unit is), ``members`` for what is
    taken from other indicators, ``where`` for rows. ``rows`` is the path of the repeating item that the answers stand
    in; ``among`` picks those of its rows that are looked at; ``by`` is the place of the question that divides them.
    """

    indicator: Indicator
    scorer: Scorer
    take: Takes
    setup: Setup
    range: Range | None
    units: tuple[Unit, ...] = ()
    roles: tuple[str, ...] = ()
    members: tuple[str, ...] = ()
    rows: Path | None = None
    among: "Judge | None" = None
    where: "Judge | None" = None
    by: int | None = None

    @property
    def places(self) -> frozenset[int]:
        """The places of every question that takes part, among the sources."""
        asked = (judge.places for judge in (self.among, self.where) if judge is not None)
        by = () if self.by is None else (self.by,)
        return frozenset(column.place for unit in self.units for column in unit).union(by, *asked)


def take_of(scorer: Scorer, settings: Mapping[str, Json]) -> Takes | None:
    """What the scorer is to take, told by which settings are there; nothing when it takes none of it."""
    written: Takes | None = None
    if "indicators" in settings:
        written = "indicators"
    elif "choices" in settings:
        written = "choices"
    elif "from" in settings or "to" in settings:
        written = "dates"
    elif "items" in settings:
        joined = "weights" in settings or not {"from", "minus"}.isdisjoint(node(settings["items"]))
        written = "goals" if "goals" in scorer.takes else "pairs" if joined else "items"
    elif "rows" in settings or "where" in settings:
        written = "rows"
    return written if written in scorer.takes else None


def plan(indicator: Indicator, scorer: Scorer, available: Available, earlier: Mapping[str, Plan]) -> Plan | None:
    """The indicator compiled, or nothing when what it takes cannot be told.

    ``available`` are the questionnaire's questions; ``earlier`` holds the plans of the indicators that it may be
    computed from.
    """
    take = take_of(scorer, indicator.settings)
    if take is None:
        return None
    if take == "indicators":
        return _of_indicators(indicator, scorer, earlier)
    units = units_of(indicator, scorer, take, available)
    rows = _rows_of(indicator, units, available)
    setup = _setup(indicator, scorer, units, available, rows)
    path = None if rows is None else rows.path
    return Plan(
        indicator=indicator,
        scorer=scorer,
        take=take,
        setup=setup,
        range=scorer.range(setup),
        units=units,
        roles=roles_of(indicator, take),
        rows=path,
        among=_judge(indicator.settings.get("among"), path, available),
        where=_judge(indicator.settings.get("where"), path, available) if take == "rows" else None,
        by=_divided_by(indicator, path, available),
    )


def _of_indicators(indicator: Indicator, scorer: Scorer, earlier: Mapping[str, Plan]) -> Plan:
    ranges = [one.range for one in earlier.values() if one.units or one.members]  # some variants lack some questions
    known = [one for one in ranges if one is not None]
    setup = Setup(
        settings=indicator.settings,
        ranges=(_hull(known),) if known and len(known) == len(ranges) else (),
        count=len(earlier),
        least=fewest(indicator.missing, len(earlier), may_shrink=True),
        meets=_test(indicator.settings.get("where")),
    )
    return Plan(
        indicator=indicator,
        scorer=scorer,
        take="indicators",
        setup=setup,
        range=scorer.range(setup) if earlier else None,
        members=tuple(earlier),
    )


def _judge(written: Json, rows: Path | None, available: Available) -> "Judge | None":
    """The condition made ready to ask. Few indicators have one, and what judges is loaded for those alone."""
    if not isinstance(written, dict):
        return None
    from sipforms.engine.score.row_truth import judge_of

    return judge_of(written, rows, available)


def _test(written: Json) -> Callable[[Any], bool] | None:
    if not isinstance(written, dict):
        return None
    from sipforms.engine.score.row_truth import test_of

    return test_of(written)


def _hull(ranges: Iterable[Range]) -> Range:
    lows, highs = zip(*ranges, strict=True)
    return min(lows), max(highs)


def _rows_of(indicator: Indicator, units: tuple[Unit, ...], available: Available) -> Rows | None:
    if units:
        return available[units[0][0].place].rows
    path = parsed(text(indicator.settings.get("rows")) or "")
    return next((source.rows for source in available if source.rows is not None and source.rows.path == path), None)


def _divided_by(indicator: Indicator, rows: Path | None, available: Available) -> int | None:
    by = text(indicator.settings.get("by"))
    if by is None or rows is None:
        return None
    return next(iter(selected(available, absolute(by, ".".join(rows)))), None)


def _setup(
    indicator: Indicator, scorer: Scorer, units: tuple[Unit, ...], available: Available, rows: Rows | None
) -> Setup:
    questions = [available[column.place].question for unit in units for column in unit]
    shrinks = rows is not None or any(may_be_left_out(question) for question in questions)
    return Setup(
        settings=indicator.settings,
        ranges=() if scorer.read is answers_of else _ranges(units, questions),
        count=_count(units, available, rows),
        least=fewest(indicator.missing, max(1, len(units)), may_shrink=shrinks),
        meets=_test(indicator.settings.get("where")) if units else None,
    )


def _count(units: tuple[Unit, ...], available: Available, rows: Rows | None) -> int | None:
    if rows is not None:
        return None if rows.max_items is None else rows.max_items * max(1, len(units))
    options = (available[unit[0].place].question for unit in units)
    several = [len(real_options(question)) for question in options if question.kind is Kind.CHOICES]
    return sum(several) if several else max(1, len(units))


def real_options(question: Question) -> tuple[Option, ...]:
    """The options of a question that are not missing answers."""
    return tuple(option for option in question.scale.options if option.missing is None) if question.scale else ()


def may_be_left_out(question: Question) -> bool:
    """True when the question can be hidden or answered "not relevant", so that it is not counted."""
    options = question.scale.options if question.scale else ()
    return bool(question.visible_if) or any(option.missing == "notRelevant" for option in options)


def _ranges(units: tuple[Unit, ...], questions: list[Question]) -> tuple[Range, ...]:
    if not units or open_ends(units) or any(question.kind in (Kind.CHOICES, Kind.DATE) for question in questions):
        return ()
    return tuple(_hull(ranges) for column in range(len(units[0])) if (ranges := column_ranges(units, column)))

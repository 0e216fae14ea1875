"""Which questions an indicator is computed from, joined into units, and what each answer counts as."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeAlias

from sipforms.engine.build.data import node, text
from sipforms.engine.paths import STAR, STARS, parsed
from sipforms.engine.programme import Indicator, Kind
from sipforms.engine.response import Json
from sipforms.engine.score.column import Column, Unit
from sipforms.engine.score.scorer import Range, Scorer, Table, Takes, answers_of, numbers_of
from sipforms.engine.score.selection import Available, named, paired, patterns, starred
from sipforms.engine.score.whole import Ends, WholeNumbers, whole_numbers

Units: TypeAlias = tuple[Unit, ...]


def units_of(indicator: Indicator, scorer: Scorer, take: Takes, available: Available) -> Units:
    """The units that the indicator's settings name, in order. Questions whose answers cannot count are left out."""
    choosing = Choosing(indicator.settings, scorer, available)
    match take:
        case "items":
            return choosing.items()
        case "pairs":
            return choosing.pairs()
        case "goals":
            return choosing.goals()
        case "choices":
            return choosing.choices()
        case "dates":
            return choosing.dates()
    return ()


def roles_of(indicator: Indicator, take: Takes) -> tuple[str, ...]:
    """What each column of a unit is."""
    if take == "pairs":
        return ("from", "minus") if node(indicator.settings.get("items")) else ("item", "weight")
    return {"goals": ("level", "weight"), "dates": ("from", "to")}.get(take, ("item",))


@dataclass(frozen=True, slots=True)
class Choosing:
    """Choosing the questions that the settings of one indicator name."""

    settings: Mapping[str, Json]
    scorer: Scorer
    available: Available

    def places(self, written: Json) -> tuple[int, ...]:
        """The places of the questions that a setting names."""
        return named(self.available, absolute(written, text(self.settings.get("rows"))))

    def items(self) -> Units:
        flipped = frozenset(self.places(self.settings.get("reversed")))
        places = self.places(self.settings.get("items"))
        columns = {place: self.column(place, flipped=place in flipped) for place in places}
        if self.scorer.whole:
            columns |= {place: self._typed(place, flipped) for place in self._counted(columns)}
        return tuple((column,) for place in places if (column := columns[place]) is not None)

    def _counted(self, columns: Mapping[int, Column | None]) -> Iterator[int]:
        """Where a whole number may stand: a pattern that ends in a star means the scales, where it finds any."""
        written = absolute(self.settings.get("items"), text(self.settings.get("rows")))
        outright: list[Json] = [one for one in patterns(written) if parsed(one)[-1] not in (STAR, STARS)]
        meant = self.places(outright) if isinstance(written, str | list) else tuple(columns)
        every = all(one is None for one in columns.values())
        return (place for place, one in columns.items() if one is None and (every or place in meant))

    def _typed(self, place: int, flipped: frozenset[int]) -> Column | None:
        table = whole_numbers(self.available[place].question, turned=place in flipped)
        return None if table is None else Column(place, table)

    def pairs(self) -> Units:
        joined = node(self.settings.get("items"))
        first = joined.get("from") if joined else self.settings.get("items")
        second = joined.get("minus") if joined else self.settings.get("weights")
        by_place = not any(starred(one) for one in (*patterns(first), *patterns(second)))
        pairs = paired(self.available, self.places(first), self.places(second), by_place=by_place)
        found = ((self.column(one), self.column(other)) for one, other in pairs)
        return tuple((one, other) for one, other in found if one is not None and other is not None)

    def goals(self) -> Units:
        levels, weights = (self.places(self.settings.get(name)) for name in ("items", "weights"))
        found = [
            [self.number(one) for one in (place, *self._weights(at, place, weights, len(levels)))]
            for at, place in enumerate(levels)
        ]
        return tuple(tuple(one for one in unit if one is not None) for unit in found if None not in unit)

    def choices(self) -> Units:
        places = self.places(self.settings.get("choices"))
        return tuple((Column(place),) for place in places if self.available[place].question.kind is Kind.CHOICES)

    def dates(self) -> Units:
        ends = [self._days(self.settings.get(name)) for name in ("from", "to")]
        return tuple((Column(one), Column(other)) for one, other in zip(*ends, strict=False))

    def _days(self, written: Json) -> tuple[int, ...]:
        days = (place for place in self.places(written) if self.available[place].question.kind is Kind.DATE)
        return tuple(days)[:1]

    def _weights(self, at: int, level: int, weights: tuple[int, ...], levels: int) -> tuple[int, ...]:
        """The weights of one goal: those in its row, or of its item, or the one named in the same place."""
        source = self.available[level]
        if source.rows is not None:
            return tuple(one for one in weights if self.available[one].rows == source.rows)
        own = tuple(one for one in weights if self.available[one].question.item == source.question.item)
        return own or (weights[at : at + 1] if len(weights) == levels else ())

    def column(self, place: int, *, flipped: bool = False) -> Column | None:
        """The question as a column, or nothing when none of its answers counts: only questions with a scale are taken.

        Scorers that look at answers as they are take yes/no questions too.
        """
        question = self.available[place].question
        if question.kind is Kind.BOOLEAN and self.scorer.read is answers_of:
            return Column(place, {True: True, False: False})
        if question.kind is not Kind.CHOICE or question.scale is None:
            return None
        table = self.scorer.read(question.scale, self.settings)
        return Column(place, reversed_table(table) if flipped else table) if table else None

    def number(self, place: int) -> Column | None:
        """The question as a column of whole numbers, from a scale or typed in."""
        question = self.available[place].question
        if question.kind is Kind.INTEGER:
            return Column(place)
        table = numbers_of(question.scale, {}) if question.kind is Kind.CHOICE and question.scale else {}
        return Column(place, table) if table else None


def absolute(written: Json, rows: str | None) -> Json:
    """``./field`` written out from the questionnaire's root."""
    if isinstance(written, list):
        return [absolute(one, rows) for one in written]
    if isinstance(written, str) and written.startswith("./") and rows is not None:
        return f"{rows}.*.{written[2:]}"
    return written


def reversed_table(table: Table) -> Table:
    """What counted as the lowest number counts as the highest, and so on."""
    numbers = {key: value for key, value in table.items() if isinstance(value, int | Fraction)}
    ends = min(numbers.values()) + max(numbers.values()) if numbers else 0
    return {key: ends - value for key, value in numbers.items()}


def column_ranges(units: Units, column: int) -> tuple[Range, ...]:
    """The different ranges of the questions in one column of the units."""
    found: dict[Range, None] = {}
    for unit in units:
        table = unit[column].table if column < len(unit) else None
        if isinstance(table, WholeNumbers):
            low, high = table.ends
            found |= {} if low is None or high is None else {(low, high): None}
            continue
        numbers = [value for value in (table or {}).values() if isinstance(value, int | Fraction)]
        if numbers:
            found[min(numbers), max(numbers)] = None
    return tuple(found)


def open_ends(units: Units) -> tuple[Ends, ...]:
    """The different ends of the whole numbers that have no lowest or no highest."""
    tables = (column.table for unit in units for column in unit)
    ends = (table.ends for table in tables if isinstance(table, WholeNumbers))
    return tuple(dict.fromkeys(one for one in ends if None in one))

"""What was released before, as the register remembers it: who was behind every count, in digests, and what was told."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from sipforms.engine.response import Json
from sipforms.engine.withhold.block import Level, LineKind, Policy
from sipforms.engine.withhold.element import Elements, people, union
from sipforms.engine.withhold.told import Logged, Told, ToldCell


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleasedLine:
    """A line that was told: who was behind it, at what level its categories were told (nothing: only the number).

    ``has_asked`` says that it was told how many were asked, ``has_reasons`` that it was told why some lack an answer.
    """

    subject: str
    line: str
    kind: LineKind
    cells: Mapping[str, Elements] = field(repr=False)
    missing: Mapping[str, Elements] = field(default_factory=dict, repr=False)
    level: Level | None = None
    is_fine: bool = False
    has_asked: bool = False
    has_reasons: bool = False
    kept: Mapping[str, Json] = field(default_factory=dict, repr=False)

    @property
    def key(self) -> tuple[str, str]:
        """What tells it from the report's other lines."""
        return self.subject, self.line

    @property
    def answered(self) -> Elements:
        """All who answered."""
        return union(self.cells)

    @property
    def asked(self) -> Elements:
        """All who were asked."""
        return self.answered | union(self.missing)


@dataclass(frozen=True, slots=True, kw_only=True)
class Released:
    """What one report told, by which policy and when, and what it withheld by which rule.

    ``title`` is the id of the report in its programme.
    """

    on: date
    policy: Policy
    programme: str = ""
    title: str = ""
    lines: tuple[ReleasedLine, ...] = ()
    withheld: tuple[Logged, ...] = ()


def told_of(line: ReleasedLine) -> Told:
    """What was told of the line."""
    return Told(
        count=len(line.answered),
        people=people(line.answered),
        cells=None if line.level is None else tuple(_cells(line.cells, line.level)),
        asked=len(line.asked) if line.has_asked else None,
        missing=tuple(_cells(line.missing, [(one,) for one in line.missing])) if line.has_reasons else None,
        is_fine=line.is_fine,
        kept=line.kept,
    )


def _cells(cells: Mapping[str, Elements], level: Iterable[tuple[str, ...]]) -> Iterator[ToldCell]:
    for several in level:
        yield ToldCell(categories=several, count=sum(len(cells.get(one, ())) for one in several))

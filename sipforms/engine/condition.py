"""Conditions as data: closed trees that can be checked, explained, compiled, compared. Nothing here evaluates them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

from sipforms.engine.response import Scalar

Operator: TypeAlias = Literal[
    "is",
    "isNot",
    "anyOf",
    "noneOf",
    "atLeast",
    "atMost",
    "between",
    "before",
    "after",
    "notBefore",
    "notAfter",
    "answered",
    "contains",
    "count",
    "sameAnswer",
]
ContextKind: TypeAlias = Literal["mode", "informant", "occasion", "variant"]


@dataclass(frozen=True, slots=True)
class Pattern:
    """A path that may hold ``*`` (one step) and ``**`` (any depth); ``relative`` is ``./field`` inside a row."""

    steps: tuple[str, ...]
    relative: bool = False

    @property
    def starred(self) -> bool:
        return "*" in self.steps or "**" in self.steps

    def __str__(self) -> str:
        return ("./" if self.relative else "") + ".".join(self.steps)


@dataclass(frozen=True, slots=True)
class ItemValue:
    """Another item's answer as what is compared with, moved by the duration ``add`` where given (dates only)."""

    item: Pattern
    add: str | None = None


@dataclass(frozen=True, slots=True)
class LatestValue:
    """An answer of the last response to another questionnaire as what is compared with, moved by ``add``."""

    item: Pattern
    questionnaire: str
    add: str | None = None


@dataclass(frozen=True, slots=True)
class TodayValue:
    """The day given by whoever asks, moved by ``add``."""

    add: str | None = None


@dataclass(frozen=True, slots=True)
class Bounds:
    """How many: at least and at most, both included; used by ``count`` and ``countTrue``."""

    least: int | None = None
    most: int | None = None


LookedUp: TypeAlias = ItemValue | LatestValue | TodayValue
"""What is compared with, where that is not written in the condition itself."""

Operand: TypeAlias = Scalar | tuple[Scalar, ...] | LookedUp | Bounds


@dataclass(frozen=True, slots=True)
class Leaf:
    """An item's answer compared with something."""

    item: Pattern
    operator: Operator
    operand: Operand


@dataclass(frozen=True, slots=True)
class Previous:
    """The same, about the last response to this questionnaire in the same series."""

    item: Pattern
    operator: Operator
    operand: Operand


@dataclass(frozen=True, slots=True)
class Latest:
    """The same, about the last response to another questionnaire of the programme, in the same case."""

    item: Pattern
    operator: Operator
    operand: Operand
    questionnaire: str


@dataclass(frozen=True, slots=True)
class Context:
    """How, by whom, when and for which target group the questionnaire is answered."""

    kind: ContextKind
    value: str


@dataclass(frozen=True, slots=True)
class ParameterIs:
    """What the facility has set for one of the programme's parameters."""

    name: str
    operator: Operator
    operand: Operand


@dataclass(frozen=True, slots=True)
class All:
    """True when every part is. A single leaf with a star: true of every item that matches and has an answer."""

    parts: tuple["Condition", ...]


@dataclass(frozen=True, slots=True)
class Any:
    """True when some part is. A single leaf with a star: true of some item that matches and has an answer."""

    parts: tuple["Condition", ...]


@dataclass(frozen=True, slots=True)
class Not:
    """True when the part is not."""

    part: "Condition"


@dataclass(frozen=True, slots=True)
class CountTrue:
    """True when the number of true parts, or of items for which the one starred leaf is, is within bounds."""

    parts: tuple["Condition", ...]
    bounds: Bounds


Condition: TypeAlias = Leaf | Previous | Latest | Context | ParameterIs | All | Any | Not | CountTrue


def walk(condition: Condition) -> Iterator[Condition]:
    """The condition and everything inside it, outermost first."""
    yield condition
    match condition:
        case All(parts) | Any(parts) | CountTrue(parts):
            for part in parts:
                yield from walk(part)
        case Not(part):
            yield from walk(part)

"""Scales: the answers that can be chosen, and sets of dimensions on which one item is answered."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

Direction: TypeAlias = Literal["higherIsMore", "higherIsBetter", "higherIsWorse", "none"]
MissingKind: TypeAlias = Literal["dontKnow", "declined", "notUnderstood", "notRelevant", "notAssessed", "notSpecified"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One answer that can be chosen. With ``missing`` it says why there is no answer, and is never a number."""

    value: int | str
    title: str
    missing: MissingKind | None = None
    key: str | None = None
    say: str | None = None
    help: str | None = None
    example: str | None = None
    pictogram: str | None = None
    codes: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """The options of a question and which way is up.

    ``id`` is the name in scales.yaml, or the question's own dotted path.
    """

    id: str
    options: tuple[Option, ...]
    direction: Direction = "none"
    variant_of: str | None = None
    title: str | None = None

    def option(self, value: object) -> Option | None:
        """The option with that value; ``1`` and ``True`` are different values."""
        return next((one for one in self.options if one.value == value and type(one.value) is type(value)), None)

    @property
    def numbers(self) -> tuple[int, ...]:
        """The whole-number values that count as numbers, in order."""
        return tuple(sorted(one.value for one in self.options if one.missing is None and isinstance(one.value, int)))


@dataclass(frozen=True, slots=True, kw_only=True)
class DimensionSet:
    """The dimensions that items of one kind are answered on, in order, with their titles."""

    id: str
    dimensions: Mapping[str, str]
    title: str | None = None
    variant_of: str | None = None

"""Indicators: numbers computed from answers, none without a rule for missing answers."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from sipforms.engine.response import Json


@dataclass(frozen=True, slots=True, kw_only=True)
class MissingRule:
    """How much may be missing before there is no number. Exactly one is set; ``max_share`` allows equality."""

    max_share: Fraction | None = None
    min_answered: int | None = None
    min_pairs: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaningful:
    """When a change counts as one: at least ``least`` steps, or by the reliable change index.

    The index is computed from ``sd`` and ``reliability``; ``source`` says where they are from.
    """

    least: float | None = None
    sd: float | None = None
    reliability: float | None = None
    source: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """A number computed from answers.

    ``settings`` is what the scorer asks for, as written (items, pairs, rows, weights ...).
    """

    id: str
    title: str
    scorer: str
    missing: MissingRule
    settings: Mapping[str, Json]
    questionnaire: str | None = None
    area: str | None = None
    higher_is: Literal["better", "worse"] | None = None
    change: Meaningful | None = None

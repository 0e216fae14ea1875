"""The keys of a question: which key gives which answer."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from sipforms.engine.keys import keys_for
from sipforms.engine.programme import Kind, Option, Question, Scale
from sipforms.engine.response import Scalar

YES, NO = "1", "2"
REASONS = frozenset("0-/,")
"""The keys of reasons for no answer, where a question offers them."""
BEGINS_TYPING = {
    Kind.INTEGER: frozenset("0123456789-"),
    Kind.DATE: frozenset("0123456789"),
    Kind.TIME: frozenset("0123456789"),
}
"""The keys that begin an answer which is written."""
ANSWERED_WITH_KEYS = frozenset({Kind.CHOICE, Kind.CHOICES, Kind.BOOLEAN})


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One answer that a key gives. ``option`` is nothing for yes and no."""

    key: str
    value: Scalar
    option: Option | None = None


def choices(question: Question) -> tuple[Choice, ...]:
    """Every answer that a key gives, in order; none where the answer is written."""
    if question.kind is Kind.BOOLEAN:
        return Choice(key=YES, value=True), Choice(key=NO, value=False)
    if question.scale is None or question.kind not in ANSWERED_WITH_KEYS:
        return ()
    return _of_scale(question.scale.options)


def value_of(question: Question, key: str) -> Scalar | None:
    """The answer that the key gives, or nothing."""
    if question.kind is Kind.BOOLEAN:
        return {YES: True, NO: False}.get(key)
    scale = question.scale
    return None if scale is None or not key else _by_key(scale.options).get(key)


def key_of(scale: Scale, value: object) -> str:
    """The key that gives the value; empty where there is none."""
    return next((one.key for one in _of_scale(scale.options) if one.value == value), "")


class _Options:
    """Options by identity: a scale's options are one tuple for all its questions, and hashing them all is slow."""

    __slots__ = ("options",)

    def __init__(self, options: tuple[Option, ...]) -> None:
        self.options = options

    def __hash__(self) -> int:
        return id(self.options)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Options) and other.options is self.options


def _of_scale(options: tuple[Option, ...]) -> tuple[Choice, ...]:
    return _keyed(_Options(options))


def _by_key(options: tuple[Option, ...]) -> Mapping[str, Scalar]:
    return _lookup(_Options(options))


@lru_cache(maxsize=512)
def _keyed(one: _Options) -> tuple[Choice, ...]:
    keys = keys_for(one.options)
    return tuple(
        Choice(key=key, value=option.value, option=option) for key, option in zip(keys, one.options, strict=True)
    )


@lru_cache(maxsize=512)
def _lookup(one: _Options) -> Mapping[str, Scalar]:
    return {choice.key: choice.value for choice in _keyed(one) if choice.key}

"""Taking values of a known shape out of checked JSON."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import cast

from sipforms.engine.response import Json, Scalar

Node = Mapping[str, Json]


def node(value: object) -> Node:
    """A mapping, or an empty one where there is none."""
    return cast("Node", value) if isinstance(value, dict) else {}


def nodes(value: Json) -> Iterator[Node]:
    """The mappings in a list, or in nothing."""
    return (one for one in value if isinstance(one, dict)) if isinstance(value, list) else iter(())


def text(value: Json) -> str | None:
    """A text, or nothing."""
    return value if isinstance(value, str) else None


def texts(value: Json) -> tuple[str, ...]:
    """The texts in a list; a single text counts as a list of one."""
    if isinstance(value, str):
        return (value,)
    return tuple(one for one in value if isinstance(one, str)) if isinstance(value, list) else ()


def whole(value: Json) -> int | None:
    """A whole number, or nothing; 3.0 is one, true and false are not."""
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def scalar(value: Json) -> Scalar | None:
    """A text, whole number or yes/no, or nothing."""
    return value if isinstance(value, (str, int)) else None


def strings(value: Json) -> dict[str, str]:
    """The entries of a mapping whose values are texts or numbers, as texts."""
    return {key: str(one) for key, one in node(value).items() if isinstance(one, (str, int, float))}


def fraction(value: Json) -> Fraction | None:
    """An exact number from ``1/3``, ``0.25`` or ``2``, or nothing."""
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return Fraction(str(value))
    if not isinstance(value, str):
        return None
    try:
        return Fraction(value.replace(" ", ""))
    except (ValueError, ZeroDivisionError):
        return None

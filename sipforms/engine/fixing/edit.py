"""A fix as a value: texts to write at exact places, and files to give another name."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """Write ``text`` instead of what stands from ``start`` to before ``end``, in characters of the file's text."""

    file: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """Give a file another name."""

    file: str
    to: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Fix:
    """What mends one problem."""

    edits: tuple[Edit, ...] = ()
    moves: tuple[Move, ...] = ()


def edited(text: str, edits: Iterable[Edit]) -> str:
    """The text with the edits made, the last one first, so that no place moves before its turn."""
    for edit in sorted(edits, key=lambda one: one.start, reverse=True):
        text = text[: edit.start] + edit.text + text[edit.end :]
    return text


def apart(fixes: Mapping[int, Fix]) -> dict[int, Fix]:
    """As many of the fixes as do not touch one another; of two that do, the one that reaches further is kept."""
    kept: dict[int, Fix] = {}
    for number, fix in sorted(fixes.items(), key=lambda one: (-_reach(one[1]), one[0])):
        if not any(_touch(fix, other) for other in kept.values()):
            kept[number] = fix
    return dict(sorted(kept.items()))


def _reach(fix: Fix) -> int:
    return max((edit.end - edit.start for edit in fix.edits), default=0)


def _touch(one: Fix, other: Fix) -> bool:
    if {name for move in one.moves for name in (move.file, move.to)} & {
        name for move in other.moves for name in (move.file, move.to)
    }:
        return True
    return any(a.file == b.file and a.start <= b.end and b.start <= a.end for a in one.edits for b in other.edits)

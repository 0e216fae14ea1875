"""Whether anybody hears the questions of a questionnaire."""

from collections.abc import Iterable

ASKED = frozenset({"interview", "assisted", "self"})
"""The ways of answering in which the citizen hears, or reads, the questions."""


def is_read_aloud(modes: Iterable[str]) -> bool:
    """True of a questionnaire that citizens are asked: one that is only filled in by staff is read to nobody."""
    return not ASKED.isdisjoint(modes)

"""Answers that are whole numbers, as a table that is never written out: a count may go from 0 to a million."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from sipforms.engine.programme import Kind, Question
from sipforms.engine.response import Scalar

MOST_LISTED = 1000
"""With more numbers than this nothing is tried on every one of them."""

Ends: TypeAlias = tuple[int | None, int | None]
"""The lowest and the highest number that may be answered; nothing where there is no such bound."""


@dataclass(frozen=True, slots=True)
class WholeNumbers(Mapping[Scalar, int]):
    """What each whole number within the bounds counts as: itself, or (``turned``) as much as its opposite.

    Going through it gives every number in turn; none where there is no end to them, or more than ``MOST_LISTED``.
    """

    ends: Ends
    step: int = 1
    turned: bool = False

    def __getitem__(self, answer: Scalar) -> int:
        low, high = self.ends
        if type(answer) is not int or (low is not None and answer < low) or (high is not None and answer > high):
            raise KeyError
        return low + high - answer if self.turned and low is not None and high is not None else answer

    def __iter__(self) -> Iterator[Scalar]:
        return iter(self._listed)

    def __len__(self) -> int:
        return len(self._listed)

    @property
    def _listed(self) -> range:
        low, high = self.ends
        if low is None or high is None or (high - low) // self.step >= MOST_LISTED:
            return range(0)
        return range(low, high + 1, self.step)


def whole_numbers(question: Question, *, turned: bool = False) -> WholeNumbers | None:
    """The numbers that can be answered to a question, nothing where none is typed in.

    A question that an indicator answers is not counted again: the indicator itself can be.
    """
    if question.kind is not Kind.INTEGER or question.computed is not None:
        return None
    low, high, step = question.minimum, question.maximum, question.multiple_of or 1
    ends = (None if low is None else -(-low // step) * step, None if high is None else high // step * step)
    return WholeNumbers(ends, step, turned)

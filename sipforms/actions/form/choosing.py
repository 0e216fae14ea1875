"""Several answers of a list: what is chosen after one more was taken or put back."""

from sipforms.engine.programme import Question
from sipforms.engine.response import Scalar


def toggled(question: Question, held: tuple[Scalar, ...], value: Scalar) -> tuple[Scalar, ...]:
    """What is chosen once this one has been ticked, or unticked where it was ticked.

    A reason for no answer ("don't know") stands alone: it takes the others away, and they take it away.
    """
    if any(_same(one, value) for one in held):
        return tuple(one for one in held if not _same(one, value))
    if _is_reason(question, value):
        return (value,)
    return (*(one for one in held if not _is_reason(question, one)), value)


def is_mixed(question: Question, chosen: tuple[Scalar, ...]) -> bool:
    """Whether a reason for no answer stands among answers, or beside another reason."""
    return len(chosen) > 1 and any(_is_reason(question, one) for one in chosen)


def _is_reason(question: Question, value: Scalar) -> bool:
    option = question.scale.option(value) if question.scale else None
    return option is not None and option.missing is not None


def _same(one: Scalar, other: Scalar) -> bool:
    return one == other and type(one) is type(other)

"""What a question has to do with other answers: those it is carried over from, and the rows it is answered with."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

from sipforms.engine.condition import Condition
from sipforms.engine.paths import Path

Carry: TypeAlias = Literal["compare", "editable", "readonly", "offerUnchanged"]
OnDelete: TypeAlias = Literal["block", "clear"]


@dataclass(frozen=True, slots=True, kw_only=True)
class CarryFrom:
    """An item or rows of another questionnaire, whose last answers a round begins with.

    ``where`` is what must be true of one of its rows for the row to be carried over.
    """

    questionnaire: str
    path: Path
    where: Condition | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RowRef:
    """Rows that a question is answered with one of. ``to`` is the path of the repeating item, from the root.

    ``on_delete`` says what happens when the row that was answered is to be removed: ``block`` refuses that while the
    question is asked, ``clear`` leaves the question blank.
    """

    to: Path
    on_delete: OnDelete = "block"

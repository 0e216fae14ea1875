"""A blank form as a value: everything that stands on the paper, in the order in which it is answered and keyed.

The numbers are those on the screen, and every box holds the key that gives its answer there.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from sipforms.engine.condition import Condition
from sipforms.engine.paths import Path
from sipforms.engine.programme import Kind, Programme, Questionnaire


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """One answer to tick. ``key`` is what is pressed for it; empty where it is searched for by its words.

    ``words`` are empty for yes and no (``is_yes`` says which), ``is_reason`` says that it is a reason for no answer.
    """

    key: str
    words: str = ""
    is_yes: bool | None = None
    is_reason: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class BlankCell:
    """One question. ``name`` is the title of its dimension, empty where the item has none.

    Without ``boxes`` the answer is written, in the way of its ``kind``. ``points_to`` is the title of the list of which
    a row is the answer; ``is_computed`` says that nobody answers. ``low`` and ``high`` are the least and the greatest
    whole number, where the question has them. ``asked_if`` are conditions that the item does not have as a whole.
    """

    path: Path
    kind: Kind
    name: str = ""
    said: str = ""
    boxes: tuple[Box, ...] = ()
    points_to: str = ""
    is_computed: bool = False
    low: int | None = None
    high: int | None = None
    asked_if: tuple[Condition, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class BlankItem:
    """One thing that is asked about. ``number`` begins with a point in a list whose rows have no numbers yet."""

    number: str
    title: str
    cells: tuple[BlankCell, ...]
    asked_if: tuple[Condition, ...] = ()

    @property
    def scales(self) -> tuple[tuple[str, tuple[Box, ...]], ...]:
        """The boxes to be explained, each list once: under no name where all the questions have the same."""
        boxes = {cell.boxes for cell in self.cells}
        named = tuple((cell.name, cell.boxes) for cell in self.cells)
        return named if len(boxes) > 1 else (("", self.cells[0].boxes),)

    @property
    def is_named(self) -> bool:
        """Whether its questions have names of their own: those of its dimensions."""
        return any(cell.name for cell in self.cells)


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """Items below each other that are answered with the same boxes."""

    items: tuple[BlankItem, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BlankArea:
    """The heading of an area. ``depth`` counts from 0."""

    number: str
    title: str
    description: str = ""
    depth: int = 0
    asked_if: tuple[Condition, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Gate:
    """A place that nobody passes unless the condition holds."""

    condition: Condition


@dataclass(frozen=True, slots=True, kw_only=True)
class BlankRow:
    """Room for one row. ``number`` is empty in a list that runs on: then the row's number is written by hand."""

    number: str
    parts: tuple["BlankItem | Grid", ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BlankRows:
    """A repeating item, with room for some rows. One that ``runs_on`` holds rows from the rounds before already."""

    number: str
    title: str
    rows: tuple[BlankRow, ...]
    runs_on: bool = False
    asked_if: tuple[Condition, ...] = ()


Part: TypeAlias = BlankArea | BlankItem | BlankRows | Gate | Grid


@dataclass(frozen=True, slots=True, kw_only=True)
class BlankForm:
    """One questionnaire for whoever answers it, on paper.

    ``code`` is six digits that name this form as it is numbered (see ``code.py``); ``modes`` are the ways of answering
    between which is ticked, one alone where that is settled. ``numbers`` lead from an item to its number.
    """

    programme: Programme = field(repr=False)
    questionnaire: Questionnaire = field(repr=False)
    title: str
    description: str = ""
    informant: str | None = None
    variant: str | None = None
    modes: tuple[str, ...] = ()
    code: str
    parts: tuple[Part, ...]
    numbers: Mapping[Path, str] = field(default_factory=dict)

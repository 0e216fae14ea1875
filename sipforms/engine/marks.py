"""Where every value of a file was written: a tree of marks beside the data.

Plain data stays plain (strings compare and dump as strings); the place of a value is looked up by its path when a problem needs it.
"""

from typing import NamedTuple, TypeAlias, Union

Step: TypeAlias = str | int
Steps: TypeAlias = tuple[Step, ...]


class Mark(NamedTuple):
    """Key and value of one entry: line and column from 0, and the length of the key as written (0 in lists and at the root)."""

    key_line: int
    key_column: int
    key_length: int
    line: int
    column: int
    length: int
    inside: "Marks | None"


Marks: TypeAlias = Union[dict[str, Mark], list[Mark]]


def find(marks: Marks | None, root: Mark, path: Steps) -> Mark:
    """The mark at the path, or of the nearest ancestor that was written."""
    found = root
    for step in path:
        if isinstance(marks, dict) and isinstance(step, str) and step in marks:
            found = marks[step]
        elif isinstance(marks, list) and isinstance(step, int) and step < len(marks):
            found = marks[step]
        else:
            return found
        marks = found.inside
    return found

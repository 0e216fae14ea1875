"""Where every value of a file was written: a tree of marks beside the data.

Plain data stays plain (strings compare and dump as strings); the place of a value is looked up by its path when a
problem needs it.
"""

from typing import TypeAlias, Union

Step: TypeAlias = str | int
Steps: TypeAlias = tuple[Step, ...]

Mark: TypeAlias = tuple[int, int, int, int, int, int, Union["Marks", None]]
"""One entry: line, column and length of its key, line, column and length of its value, and the marks inside it.

Lines and columns count from 0, lengths are in characters (0 for mappings and lists, and for the keys of list entries).
A bare tuple, because one is made for every value of every file: a named one costs a third of the whole reading.
"""

Marks: TypeAlias = Union[dict[str, Mark], list[Mark]]  # noqa: UP007 - a forward reference cannot be joined with |

NOWHERE: Mark = (0, 0, 0, 0, 0, 0, None)


def find(root: Mark, path: Steps) -> Mark:
    """The mark at the path, or of the nearest ancestor that was written."""
    found = root
    for step in path:
        marks = found[6]
        at = _entry(marks, step)
        if at is None:
            return found
        found = at
    return found


def _entry(marks: "Marks | None", step: Step) -> Mark | None:
    if isinstance(marks, dict):
        return marks.get(step) if isinstance(step, str) else None
    return marks[step] if isinstance(marks, list) and isinstance(step, int) and 0 <= step < len(marks) else None

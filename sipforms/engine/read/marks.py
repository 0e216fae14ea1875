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

LINES_A_FILE = 1 << 20
"""More lines than a file can have. Where marks of several files stand in one tree, the line number says which file it
is: lines from here on are those of the first of the others, and so on. A file of its own pays nothing for it."""


def of_next_file(mark: Mark) -> Mark:
    """The mark, with all inside it, as one of the next file in a row of files."""
    key_line, key_column, key_length, line, column, length, inside = mark
    moved: Marks | None = None
    if isinstance(inside, dict):
        moved = {key: of_next_file(one) for key, one in inside.items()}
    elif inside is not None:
        moved = [of_next_file(one) for one in inside]
    return (key_line + LINES_A_FILE, key_column, key_length, line + LINES_A_FILE, column, length, moved)


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

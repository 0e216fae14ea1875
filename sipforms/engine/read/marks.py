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


def steps_to(root: Mark, line: int, column: int, length: int) -> Steps:
    """The way to the entry whose key or value begins at the place; line and column count from 0.

    A mapping begins where its first key does; ``length`` tells them apart, since only what stands on one line has one.
    Where nothing begins at the place, the way to the innermost entry that begins last before it.
    """
    at = root
    steps: Steps = ()
    deepest: Steps = ()
    while True:
        inside = at[6]
        entries: list[tuple[Step, Mark]] = []
        if isinstance(inside, dict):
            entries += inside.items()
        elif inside is not None:
            entries += enumerate(inside)
        before = [(_begins(mark), step, mark) for step, mark in entries if _begins(mark) <= (line, column)]
        if not before:
            return deepest or steps
        _, step, at = max(before, key=lambda one: one[0])
        steps = (*steps, step)
        is_key, is_value = at[2] and at[:2] == (line, column), at[3:5] == (line, column)
        if (is_key and at[2] == length) or (is_value and at[5] == length):
            return steps
        deepest = steps if is_key or is_value else deepest


def _begins(mark: Mark) -> tuple[int, int]:
    """Where the key stands, or the value of an entry that has none."""
    return (mark[0], mark[1]) if mark[2] else (mark[3], mark[4])

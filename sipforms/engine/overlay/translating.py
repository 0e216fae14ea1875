"""Translations of an overlay laid over those of what it extends: one flat map of texts by path."""

from sipforms.engine.build.data import node
from sipforms.engine.checks.codes import found
from sipforms.engine.overlay.changing import Changes
from sipforms.engine.overlay.ruling import NOT_INHERITED
from sipforms.engine.problem import Problem
from sipforms.engine.read.marks import Mark, of_next_file
from sipforms.engine.read.source import Source
from sipforms.engine.response import Json

_OWN = tuple(f"programme.{keyword}" for keyword in sorted(NOT_INHERITED))


def merged_texts(
    _file: str, mine: Source, theirs: Source, changes: Changes, problems: list[Problem]
) -> tuple[Json, Mark]:
    """The texts of both.

    A text of the base goes with the thing it is about, and with the words that it translates when those are replaced.
    """
    texts, marks = dict(node(mine.data)), dict(_marks(mine))
    below, marks_below = node(theirs.data), _marks(theirs)
    for path, written in texts.items():
        replaced = changes.replaces_text(path)
        if replaced is not None:
            changes.used.add(replaced)
        elif path in below and below[path] != written and not _is_stale(path, changes):
            before = changes.place(theirs, (path,))
            problems.append(
                found("silent-override", mine.place((path,)), also=before, name=path, base=changes.base_name)
            )
    for path, written in below.items():
        if path not in texts and not changes.removes_text(path) and not _is_stale(path, changes):
            texts[path], marks[path] = written, of_next_file(marks_below[path])
    return texts, (*mine.root[:6], marks)


def _is_stale(path: str, changes: Changes) -> bool:
    return path in _OWN or changes.is_stale(path)


def _marks(source: Source) -> dict[str, Mark]:
    marks = source.root[6]
    return marks if isinstance(marks, dict) else {}

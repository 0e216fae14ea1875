"""What a ``hooks.py`` would offer, read from its text. Nothing of it is imported or run."""

import ast
import hashlib
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from sipforms.engine.hookspecs import HOOKS
from sipforms.engine.read import bundle as reading
from sipforms.engine.read.file import file_bytes
from sipforms.engine.read.source import MAX_BYTES

_MARK = "hookimpl"
_LONGEST_WORD = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Hook:
    """A function marked as one of our hooks: its name as written, and where."""

    name: str
    line: int
    column: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """What can be seen of the file: the functions marked with ``@hookimpl``, and every short text in it.

    ``words`` tells whether a name that a bundle uses may be one that the file would offer. ``fault_line`` is the line
    (from 1) that is no Python, and 0 where all of it can be read.
    """

    hooks: tuple[Hook, ...] = ()
    words: frozenset[str] = frozenset()
    fault_line: int = 0

    @property
    def offered(self) -> tuple[str, ...]:
        """The names of our hooks among the functions, each once, in the order of the file."""
        return tuple(dict.fromkeys(hook.name for hook in self.hooks if hook.name in HOOKS))


def hooks_digest(content: bytes) -> str:
    """SHA-256 of the file's bytes, as 64 hexadecimal digits: what is trusted is exactly these bytes."""
    return hashlib.sha256(content).hexdigest()


def source_text(content: bytes) -> str:
    """The file as Python is given it: UTF-8, whatever a comment in it says about its encoding.

    A line that asks for another encoding would otherwise let people read one thing and the computer another. Raises
    UnicodeDecodeError.
    """
    return content.decode("utf-8-sig")


def hooks_in(folder: Path) -> bytes | None:
    """The bytes of the ``hooks.py`` in a folder: a real file no larger than a file may be; otherwise nothing."""
    try:
        content = file_bytes(folder / reading.HOOKS, MAX_BYTES)
    except OSError:
        return None
    return content if len(content) <= MAX_BYTES else None


@lru_cache(maxsize=16)
def outlined(content: bytes) -> Outline:
    """What can be seen of the file. What cannot be read (not UTF-8, not Python, nested too deep) is an outline too."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about escapes in texts; not ours to mend
            tree = ast.parse(source_text(content))
            return Outline(hooks=tuple(_hooks(tree)), words=frozenset(_words(tree)))
    except UnicodeDecodeError as fault:
        return Outline(fault_line=content.count(b"\n", 0, fault.start) + 1)
    except SyntaxError as fault:
        return Outline(fault_line=max(1, fault.lineno or 1))
    except (ValueError, RecursionError, MemoryError):
        return Outline(fault_line=1)


def _hooks(tree: ast.Module) -> Iterator[Hook]:
    for one in tree.body:
        if isinstance(one, ast.FunctionDef | ast.AsyncFunctionDef):
            name = next((_implemented(mark, one.name) for mark in one.decorator_list if _is_mark(mark)), None)
            if name is not None:
                yield Hook(name=name, line=one.lineno, column=one.col_offset + len("def ") + 1)


def _is_mark(mark: ast.expr) -> bool:
    called = mark.func if isinstance(mark, ast.Call) else mark
    return _MARK in {getattr(called, "id", ""), getattr(called, "attr", "")}


def _implemented(mark: ast.expr, name: str) -> str:
    """The hook that is meant: the function's own name, or the one in ``@hookimpl(specname=...)``."""
    named = mark.keywords if isinstance(mark, ast.Call) else ()
    given = (one.value for one in named if one.arg == "specname")
    return next((one.value for one in given if isinstance(one, ast.Constant) and isinstance(one.value, str)), name)


def _words(tree: ast.Module) -> Iterator[str]:
    for one in ast.walk(tree):
        if isinstance(one, ast.Constant) and isinstance(one.value, str) and len(one.value) <= _LONGEST_WORD:
            yield one.value

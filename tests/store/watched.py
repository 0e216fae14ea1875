"""The operating system as the store sees it, watched: what it is asked for can be written down, or made to fail."""

import os
from collections.abc import Callable
from typing import Any

import pytest

from sipforms.store import filesystem, publishing

OPERATIONS = frozenset(
    ("close", "fdatasync", "fstat", "fsync", "ftruncate", "link", "listdir", "lseek", "mkdir", "open", "read", "rename")
) | {"rmdir", "unlink", "write"}


class WatchedOs:
    """Stands where the module ``os`` stands; everything that is not watched is the real thing."""

    def __getattr__(self, name: str) -> Any:
        real = getattr(os, name)
        if name not in OPERATIONS:
            return real
        return lambda *arguments, **named: self.called(name, real, *arguments, **named)

    def called(self, name: str, real: Callable[..., Any], *arguments: Any, **named: Any) -> Any:
        return real(*arguments, **named)


class FailingOs(WatchedOs):
    """Fails the operation with this number, counted from 1; of a write, half is done. ``lasts``: and all after it."""

    def __init__(self, number: int, error: int, *, lasts: bool = False) -> None:
        self.left = number
        self.error = error
        self.lasts = lasts
        self.failed = ""

    @property
    def has_failed(self) -> bool:
        return self.left <= 0

    def called(self, name: str, real: Callable[..., Any], *arguments: Any, **named: Any) -> Any:
        self.left -= 1
        if self.left == 0 or (self.lasts and self.has_failed):
            self.failed = name
            if name == "close":
                real(*arguments)
            if name == "write":
                real(arguments[0], bytes(arguments[1])[: len(arguments[1]) // 2])
            raise OSError(self.error, os.strerror(self.error))
        return real(*arguments, **named)


def watch(monkeypatch: pytest.MonkeyPatch, watched: WatchedOs) -> None:
    """Lets the store see this operating system."""
    for module in (filesystem, publishing):
        monkeypatch.setattr(module, "os", watched)

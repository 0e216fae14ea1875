"""What plug-ins can offer: one frozen record for each kind of word."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sipforms.engine.problem import Problem
from sipforms.engine.response import Json
from sipforms.engine.scorer import Scorer

if TYPE_CHECKING:
    from sipforms.engine.bundle import Bundle

__all__ = ["BundleCheck", "ExportFormat", "ReportSection", "Scorer", "StoreKind"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportSection:
    """A part of a report. ``build`` turns what is known about the person or group into a value that the screen and files draw.

    ``settings`` is a JSON Schema for each setting it takes, by name; ``needs`` lists those that must be given.
    """

    name: str
    build: Callable[..., Any]
    settings: Mapping[str, Json] = field(default_factory=dict)
    needs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportFormat:
    """A file format for responses. ``write`` yields the bytes of each file, by the ending of its name, block by block."""

    name: str
    write: Callable[..., Iterator[tuple[str, bytes]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class BundleCheck:
    """An extra rule for bundles."""

    name: str
    check: Callable[["Bundle"], Iterable[Problem]]


@dataclass(frozen=True, slots=True, kw_only=True)
class StoreKind:
    """A way of keeping case files, opened from settings."""

    name: str
    open: Callable[..., Any]

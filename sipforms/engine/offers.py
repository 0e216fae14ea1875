"""What plug-ins can offer: one frozen record for each kind of word."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from sipforms.engine.problem import Fact, Problem
from sipforms.engine.programme import Programme
from sipforms.engine.response import Json, Response
from sipforms.engine.score.scorer import Scorer

if TYPE_CHECKING:
    from sipforms.engine.read.bundle import Bundle

__all__ = [  # noqa: RUF022 - an export's parts beside each other
    "AUDIENCES",
    "BundleCheck",
    "DoesNotFit",
    "Export",
    "ExportFormat",
    "ExportOptions",
    "ExportTable",
    "Exported",
    "FACILITY",
    "Limit",
    "ReportSection",
    "SectionWritten",
    "SettingIssue",
    "Scorer",
    "StoreKind",
]

FACILITY = "facility"
"""What stands in place of a case's id where a response is about the facility itself."""

AUDIENCES = ("staff", "citizen", "relatives", "commissioner")
"""Whom a question can be for, in the words of the bundle format."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportSection:
    """A part of a report. ``build`` turns what is known into a value that screens and files draw.

    What is known of a citizen is a ``SectionInput`` (one series of rounds), of a group a ``GroupInput`` (many stays);
    ``about`` says which reports the section can stand in. A section that is the same whichever series it is handed is
    ``of_case``: it stands once in a citizen's report.
    ``settings`` is a JSON Schema for each setting it takes, by name; ``needs`` lists those that must be given. A part
    of such a schema with ``x-names: indicator`` names indicators, one with ``x-names: question`` questions as
    ``questionnaire.path``; they are checked. ``issues`` tells what else is wrong with settings of the right shape.
    """

    name: str
    build: Callable[..., Any]
    settings: Mapping[str, Json] = field(default_factory=dict)
    needs: tuple[str, ...] = ()
    about: tuple[str, ...] = ("citizen",)
    of_case: bool = False
    issues: Callable[["SectionWritten"], Iterable["SettingIssue"]] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionWritten:
    """A section as a programme writes it, for who looks for mistakes.

    ``ranges`` are the lowest and highest number of each indicator that can be computed, if it has such. ``before`` are
    the settings of the sections of the same name that stand before it in the report.
    """

    programme: Programme
    settings: Mapping[str, Json]
    audience: tuple[str, ...]
    ranges: Mapping[str, tuple[float, float] | None]
    before: tuple[Mapping[str, Json], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingIssue:
    """A mistake in a section's settings: a code of ``check``'s catalogue, the steps down to it, and its facts.

    ``questionnaires`` are those that it follows from: nothing is said while they have mistakes of their own.
    """

    code: str
    steps: tuple[str | int, ...]
    facts: Mapping[str, Fact] = field(default_factory=dict)
    questionnaires: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """A response on its way out. ``case`` is the random id of the case file, or ``facility``; never a name.

    ``code`` is the label that the facility uses for the citizen, and empty unless codes were asked for.
    """

    case: str
    code: str = ""
    response: Response


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportTable:
    """The responses to one questionnaire, whatever the version they were made with.

    ``versions`` are the programmes that the responses were made with, oldest first, each with this questionnaire.
    ``name`` tells the table's files from those of the other tables (``voksen.livskvalitet``); empty for an only one.
    """

    programme: str
    questionnaire: str
    versions: tuple[Programme, ...]
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportOptions:
    """What goes into an export, and how it is written. ``audience`` is who will read it.

    The first three say whether free text and notes, answers that tell who the citizen is, and the facility's codes go
    along. ``form`` is ``wide`` (a row for each response) or ``long`` (a row for each answer). A separator and a mark of
    the encoding (``bom``) are for formats made of plain text.
    """

    include_text: bool = False
    include_identity: bool = False
    include_codes: bool = False
    audience: str = "staff"
    form: Literal["wide", "long"] = "wide"
    separator: str = ","
    bom: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Export:
    """All that a format needs to write. Each call of ``responses`` reads them again, one case file at a time.

    They come case by case in the order of the case files' ids, the facility last, each case's oldest response first.
    ``scratch`` is an empty folder that only its owner can read and that is removed afterwards, for libraries that
    write nothing but files. ``made_at`` is the moment that stands in files which tell when they were made.
    """

    tables: tuple[ExportTable, ...]
    responses: Callable[[], Iterator[Exported]]
    options: ExportOptions
    scratch: Path = field(default_factory=Path)
    made_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportFormat:
    """A file format for responses. ``write`` yields the bytes of each file, by the ending of its name, block by block.

    Blocks of different files may alternate. ``ending`` is that of the main file, the only one on standard output.
    A ``whole`` format always holds everything, free text too, so that responses can be read back from it; in any
    other the options decide. The main file holds one table, unless the format ``joins`` them all in it.
    ``needs`` are the extras of this package (``report``, ``batch``) whose libraries it is written with, by library.
    ``is_text`` formats take a separator and a mark of the encoding. ``write`` may raise DoesNotFit.
    """

    name: str
    ending: str
    write: Callable[[Export], Iterator[tuple[str, bytes]]]
    whole: bool = False
    joins: bool = False
    needs: Mapping[str, str] = field(default_factory=dict)
    is_text: bool = True


class Limit(StrEnum):
    """What a file format has no room for."""

    ROWS = "rows"
    COLUMNS = "columns"
    TEXT = "text"


class DoesNotFit(Exception):
    """The format cannot hold what is to go into it; nothing of it was cut off, and nothing is written.

    ``most`` is how much it can hold, and ``about`` the table it happened in.
    """

    def __init__(self, *, limit: Limit, most: int, about: str) -> None:
        super().__init__("the format has no room for it")
        self.limit = limit
        self.most = most
        self.about = about


@dataclass(frozen=True, slots=True, kw_only=True)
class BundleCheck:
    """An extra rule for bundles."""

    name: str
    check: Callable[["Bundle"], Iterable[Problem]]


@dataclass(frozen=True, slots=True, kw_only=True)
class StoreKind:
    """A way of keeping case files. ``open`` is handed the folder that the settings name, and gives a ``CaseStore``."""

    name: str
    open: Callable[..., Any]

"""A programme as the engine knows it: frozen records built from a clean bundle. Look-ups by id and walks, nothing else.

A questionnaire is a tree of areas, items and rows. An **item** is what is asked about; a **question** is one thing to
answer about it. An item answered on two dimensions (importance, satisfaction) has two questions, any other has one,
with the item's own path.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal, TypeAlias

from sipforms.engine.condition import Condition
from sipforms.engine.indicator import Indicator, Meaningful, MissingRule
from sipforms.engine.manifest import Demonstration, Parameter, ReportDefinition, ScheduleRule, Section, Variant
from sipforms.engine.paths import Path
from sipforms.engine.references import Carry, CarryFrom, OnDelete, RowRef
from sipforms.engine.response import Scalar
from sipforms.engine.scale import DimensionSet, Direction, MissingKind, Option, Scale

__all__ = [  # noqa: RUF022 - filled like text, or it would be a page
    "Area",
    "Carry",
    "CarryFrom",
    "Check",
    "Demonstration",
    "DimensionSet",
    "Direction",
    "Entry",
    "Fidelity",
    "Heading",
    "Indicator",
    "Item",
    "Kind",
    "LEAST_SHOWN",
    "Meaningful",
    "MissingKind",
    "MissingRule",
    "OnDelete",
    "Option",
    "Parameter",
    "Programme",
    "Provenance",
    "Question",
    "Questionnaire",
    "ReportDefinition",
    "RowRef",
    "Rows",
    "Scale",
    "ScheduleRule",
    "Section",
    "Sensitivity",
    "Subject",
    "Variant",
    "Wording",
]

Subject: TypeAlias = Literal["citizen", "episode", "facility"]
Sensitivity: TypeAlias = Literal["identity", "special", "freeText", "none"]
Provenance: TypeAlias = Literal["own-wording", "quoted-with-permission", "public-domain"]
Fidelity: TypeAlias = Literal["documented", "inferred"]

LEAST_SHOWN = 5
"""The engine's floor: nothing about a group of fewer people is ever shown, whatever a bundle says."""


class Kind(StrEnum):
    """The way a question is answered."""

    CHOICE = "choice"  # one option of a scale or list
    CHOICES = "choices"  # several of a list
    BOOLEAN = "boolean"
    INTEGER = "integer"
    DATE = "date"  # "2026-11-22"
    TIME = "time"  # "14:30"
    TEXT = "text"  # one line
    LONG_TEXT = "longText"
    ROW = "row"  # a row of a repeating item, by its id


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """The texts around a question. ``say`` is the sentence to read aloud, already with the item's title in it."""

    title: str
    say: str | None = None
    description: str | None = None
    help: str | None = None
    example: str | None = None
    preface: str | None = None
    pictogram: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One thing to answer. ``path`` is from the questionnaire's root, with ``*`` for the row inside rows.

    ``visible_if`` holds every condition on the way down (areas, item, dimension) that must be true for the question to
    be asked, ``required_if`` the condition under which it must be answered while shown (besides ``required``), and
    ``locked_if`` those any of which keeps its answer from being changed.
    Of several answers, at least ``min_contains`` (1 where nothing is said) and at most ``max_contains`` must be among
    ``contains``.
    ``signature`` is a digest of what makes answers comparable over time: wording in the base language, scale, modes.
    """

    path: Path
    item: Path
    kind: Kind
    wording: Wording
    wordings_for: Mapping[str, Wording] = field(default_factory=dict)
    dimension: str | None = None
    scale: Scale | None = None
    required: bool = False
    required_if: Condition | None = None
    visible_if: tuple[Condition, ...] = ()
    locked_if: tuple[Condition, ...] = ()
    minimum: int | None = None
    maximum: int | None = None
    multiple_of: int | None = None
    min_length: int | None = None
    max_length: int | None = None
    pattern: str | None = None
    min_items: int | None = None
    max_items: int | None = None
    contains: tuple[int | str, ...] = ()
    min_contains: int | None = None
    max_contains: int | None = None
    default: Scalar | None = None
    carry: Carry | None = None
    carry_from: CarryFrom | None = None
    computed: str | None = None
    row_ref: RowRef | None = None
    sensitivity: Sensitivity = "special"
    audience: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    concept: str | None = None
    codes: Mapping[str, str] = field(default_factory=dict)
    signature: str = ""

    @property
    def is_told(self) -> bool:
        """True for an answer in somebody's own words, which goes into no table and no report unless asked for."""
        is_text = self.kind in (Kind.TEXT, Kind.LONG_TEXT) and self.sensitivity != "none"
        return is_text or self.sensitivity == "freeText"

    def worded(self, informant: str | None, variant: str | None) -> Wording:
        """The texts for whoever answers: for the informant before those for the variant before the general ones."""
        for who in (informant, variant):
            if who is not None and who in self.wordings_for:
                return self.wordings_for[who]
        return self.wording


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """What is asked about, and the one or more questions about it."""

    id: str
    path: Path
    title: str
    questions: tuple[Question, ...]
    dimensions: str | None = None  # the name of the dimension set in scales.yaml
    only: tuple[str, ...] = ()
    without: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """A repeating item: each row holds the same fields and an ``id`` that the engine gives and never uses again."""

    id: str
    path: Path
    title: str
    wording: Wording
    wordings_for: Mapping[str, Wording] = field(default_factory=dict)
    row_title: str
    fields: tuple[Item, ...]
    min_items: int | None = None
    max_items: int | None = None
    required: bool = False
    required_if: Condition | None = None
    visible_if: tuple[Condition, ...] = ()
    locked_if: tuple[Condition, ...] = ()
    only: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    checks: tuple["Check", ...] = ()
    carry: Carry | None = None
    carry_from: CarryFrom | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """A theme (temaområde) that holds items, rows and other areas. Nothing after it is asked unless ``gate`` holds."""

    id: str
    path: Path
    title: str
    description: str | None = None
    entries: tuple["Entry", ...] = ()
    element: str | None = None
    visible_if: tuple[Condition, ...] = ()
    gate: Condition | None = None
    only: tuple[str, ...] = ()
    without: tuple[str, ...] = ()


Entry: TypeAlias = Area | Item | Rows


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """A rule over answers. Hard: must be mended before handing in. Soft: may stand with a reason.

    ``path`` is where it belongs.
    """

    id: str
    path: Path
    level: Literal["hard", "soft"]
    condition: Condition
    message: str
    basis: Literal["law", "practice"] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """Title and description of a questionnaire."""

    title: str
    description: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Questionnaire:
    """What is asked on one occasion, of whom, about whom. ``form_of`` names the one that this is another form of.

    ``modes_of`` has the modes of those informants who answer in some of them only.
    """

    id: str
    title: str
    description: str | None = None
    subject: Subject = "citizen"
    element: str | None = None
    modes: tuple[str, ...] = ()
    informants: tuple[str, ...] = ()
    modes_of: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    entries: tuple[Entry, ...] = ()
    checks: tuple[Check, ...] = ()
    headings_for: Mapping[str, Heading] = field(default_factory=dict)
    provenance: Provenance | None = None
    fidelity: Fidelity | None = None
    form_of: str | None = None
    only: tuple[str, ...] = ()
    without: tuple[str, ...] = ()

    def is_for(self, variant: str | None) -> bool:
        """Whether it is asked of a target group; of a stay without one where it is for everybody."""
        return (not self.only or variant in self.only) and variant not in self.without

    def modes_for(self, informant: str | None) -> tuple[str, ...]:
        """The modes in which somebody answers it, in the order of ``modes``."""
        own = self.modes_of.get(informant or "", self.modes)
        return tuple(one for one in self.modes if one in own)

    def headed(self, informant: str | None, variant: str | None) -> Heading:
        """Title and description for whoever answers, chosen as for a question."""
        for who in (informant, variant):
            if who is not None and who in self.headings_for:
                return self.headings_for[who]
        return Heading(title=self.title, description=self.description)

    def walk(self) -> Iterator[Entry]:
        """Every area, item and rows in the order asked, an area before what it holds. Fields of rows are not walked."""
        yield from _walk(self.entries)

    def items(self) -> Iterator[Item]:
        """Every item outside rows, in order."""
        return (entry for entry in self.walk() if isinstance(entry, Item))

    def rows(self) -> Iterator[Rows]:
        """Every repeating item, in order."""
        return (entry for entry in self.walk() if isinstance(entry, Rows))

    def questions(self) -> Iterator[Question]:
        """Every question, those inside rows too (with ``*`` in the path), in order."""
        for entry in self.walk():
            if isinstance(entry, Item):
                yield from entry.questions
            elif isinstance(entry, Rows):
                for item in entry.fields:
                    yield from item.questions


def _walk(entries: tuple[Entry, ...]) -> Iterator[Entry]:
    for entry in entries:
        yield entry
        if isinstance(entry, Area):
            yield from _walk(entry.entries)


@dataclass(frozen=True, slots=True, kw_only=True)
class Programme:
    """A whole programme in one language.

    ``digest`` names the exact files it was built from and is the same in every language.
    """

    id: str
    title: str
    version: str
    language: str
    base_language: str
    languages: tuple[str, ...]
    digest: str
    questionnaires: Mapping[str, Questionnaire]
    scales: Mapping[str, Scale]
    dimension_sets: Mapping[str, DimensionSet] = field(default_factory=dict)
    indicators: tuple[Indicator, ...] = ()
    reports: tuple[ReportDefinition, ...] = ()
    informants: Mapping[str, str] = field(default_factory=dict)
    variants: tuple[Variant, ...] = ()
    schedule: tuple[ScheduleRule, ...] = ()
    period_starts: str | None = None
    period_length: str | None = None
    suppression_minimum: int = LEAST_SHOWN
    parameters: tuple[Parameter, ...] = ()
    provenance: Provenance | None = None
    fidelity: Fidelity | None = None
    sources: tuple[str, ...] = ()
    theory: Mapping[str, str] = field(default_factory=dict)
    demonstration: Demonstration = field(default_factory=Demonstration)

    def indicator(self, name: str) -> Indicator | None:
        """The indicator with that id."""
        return next((one for one in self.indicators if one.id == name), None)

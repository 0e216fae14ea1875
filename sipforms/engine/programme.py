"""A programme as the engine knows it: frozen records built from a clean bundle. Look-ups by id and walks, no other logic.

A questionnaire is a tree of areas, items and rows. An **item** is what is asked about; a **question** is one thing to answer about
it. An item answered on two dimensions (importance, satisfaction) has two questions, any other has one, with the item's own path.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from typing import Literal, TypeAlias

from sipforms.engine.condition import Condition
from sipforms.engine.paths import Path
from sipforms.engine.response import Json, Scalar

Direction: TypeAlias = Literal["higherIsMore", "higherIsBetter", "higherIsWorse", "none"]
Subject: TypeAlias = Literal["citizen", "episode", "facility"]
MissingKind: TypeAlias = Literal["dontKnow", "declined", "notUnderstood", "notRelevant", "notAssessed", "notSpecified"]


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """The texts around a question. ``say`` is the sentence to read aloud, already with the item's title in it."""

    title: str
    say: str | None = None
    help: str | None = None
    example: str | None = None
    preface: str | None = None
    pictogram: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One answer that can be chosen. With ``missing`` it says why there is no answer, and is never a number."""

    value: int | str
    title: str
    missing: MissingKind | None = None
    key: str | None = None
    say: str | None = None
    help: str | None = None
    codes: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """The options of a question and which way is up. ``id`` is the name in scales.yaml, or the question's own dotted path."""

    id: str
    options: tuple[Option, ...]
    direction: Direction = "none"
    variant_of: str | None = None

    def option(self, value: object) -> Option | None:
        """The option with that value; ``1`` and ``True`` are different values."""
        return next((one for one in self.options if one.value == value and type(one.value) is type(value)), None)

    @property
    def numbers(self) -> tuple[int, ...]:
        """The whole-number values that count as numbers, in order."""
        return tuple(sorted(one.value for one in self.options if one.missing is None and isinstance(one.value, int)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One thing to answer. ``path`` is from the questionnaire's root; inside rows it is the path with ``*`` for the row.

    ``visible_if`` holds every condition on the way down that must be true for the question to be asked (areas, item, dimension),
    ``required_if`` the condition under which it must be answered while shown (besides ``required``).
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
    minimum: int | None = None
    maximum: int | None = None
    multiple_of: int | None = None
    min_length: int | None = None
    max_length: int | None = None
    pattern: str | None = None
    min_items: int | None = None
    max_items: int | None = None
    default: Scalar | None = None
    carry: Literal["compare", "editable", "readonly", "offerUnchanged"] | None = None
    computed: str | None = None
    sensitivity: Literal["identity", "special", "freeText", "none"] = "special"
    audience: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    concept: str | None = None
    codes: Mapping[str, str] = field(default_factory=dict)
    signature: str = ""

    def worded(self, informant: str | None, variant: str | None) -> Wording:
        """The texts for whoever answers: those for the informant before those for the variant before the general ones."""
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
    row_title: str
    fields: tuple[Item, ...]
    min_items: int | None = None
    max_items: int | None = None
    required: bool = False
    required_if: Condition | None = None
    visible_if: tuple[Condition, ...] = ()
    only: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    checks: tuple["Check", ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """A theme (temaområde) that holds items, rows and other areas."""

    id: str
    path: Path
    title: str
    description: str | None = None
    entries: tuple["Entry", ...] = ()
    element: str | None = None
    only: tuple[str, ...] = ()
    without: tuple[str, ...] = ()


Entry: TypeAlias = Area | Item | Rows


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """A rule over answers. Hard: must be mended before handing in. Soft: may stand with a reason. ``path`` is where it belongs."""

    id: str
    path: Path
    level: Literal["hard", "soft"]
    condition: Condition
    message: str
    basis: Literal["law", "practice"] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Questionnaire:
    """What is asked on one occasion, of whom, about whom."""

    id: str
    title: str
    description: str | None = None
    subject: Subject = "citizen"
    element: str | None = None
    modes: tuple[str, ...] = ()
    informants: tuple[str, ...] = ()
    entries: tuple[Entry, ...] = ()
    checks: tuple[Check, ...] = ()

    def walk(self) -> Iterator[Entry]:
        """Every area, item and rows in the order they are asked, an area before what it holds. Fields of rows are not walked."""
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
class MissingRule:
    """How much may be missing before there is no number. Exactly one is set; ``max_share`` allows equality."""

    max_share: Fraction | None = None
    min_answered: int | None = None
    min_pairs: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaningful:
    """When a change counts as one: at least ``least`` steps, or by the reliable change index from ``sd`` and ``reliability``."""

    least: float | None = None
    sd: float | None = None
    reliability: float | None = None
    source: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """A number computed from answers. ``settings`` is what the scorer asks for, as written (items, pairs, rows, weights ...)."""

    id: str
    title: str
    scorer: str
    missing: MissingRule
    settings: Mapping[str, Json]
    questionnaire: str | None = None
    area: str | None = None
    higher_is: Literal["better", "worse"] | None = None
    change: Meaningful | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One part of a report: the name of a section that plug-ins offer, with its settings."""

    section: str
    settings: Mapping[str, Json]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportDefinition:
    """Which sections a report is made of, about whom (``about``), for whose eyes (``audience``)."""

    id: str
    title: str
    about: Literal["citizen", "facility", "targetGroup", "country"]
    audience: tuple[str, ...]
    sections: tuple[Section, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ScheduleRule:
    """When a questionnaire is due. ``at``/``start``: admission, discharge, period, or a mapping as in the bundle format."""

    questionnaire: str
    at: Json = None
    every: str | None = None
    start: Json = None
    within: str | None = None
    after: Json = None
    add: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """What a facility may set without touching the bundle. ``options`` is empty unless it is a choice."""

    id: str
    title: str
    type: str
    options: tuple[str, ...] = ()
    default: Scalar | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Variant:
    """A target group inside the programme."""

    id: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Programme:
    """A whole programme in one language. ``digest`` names the exact files it was built from and is the same in every language."""

    id: str
    title: str
    version: str
    language: str
    base_language: str
    languages: tuple[str, ...]
    digest: str
    questionnaires: Mapping[str, Questionnaire]
    scales: Mapping[str, Scale]
    indicators: tuple[Indicator, ...] = ()
    reports: tuple[ReportDefinition, ...] = ()
    informants: Mapping[str, str] = field(default_factory=dict)
    variants: tuple[Variant, ...] = ()
    schedule: tuple[ScheduleRule, ...] = ()
    period_starts: str | None = None
    period_length: str | None = None
    suppression_minimum: int = 5
    parameters: tuple[Parameter, ...] = ()
    provenance: str | None = None
    fidelity: str | None = None
    theory: Mapping[str, str] = field(default_factory=dict)

    def indicator(self, name: str) -> Indicator | None:
        """The indicator with that id."""
        return next((one for one in self.indicators if one.id == name), None)

"""A questionnaire as answered once: the answers, and the envelope that says how they came about."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TypeAlias, Union

Scalar: TypeAlias = bool | int | str
Answer: TypeAlias = Scalar | tuple[Scalar, ...]
"""What one question can hold; several of a list are a tuple in the order of the list's options."""

Json: TypeAlias = Union[bool, int, float, str, list["Json"], dict[str, "Json"], None]  # noqa: UP007 - a string cannot be joined with |


@dataclass(frozen=True, slots=True, kw_only=True)
class Response:
    """One questionnaire as handed in.

    ``answers`` is plain nested JSON keyed by area and item, without the questions that were not asked; ``not_asked``
    lists those by dotted path. ``notes`` (by dotted path) and ``reasons`` (by check id) are free text and as sensitive
    as answers.
    ``answered_on`` is the day the answers describe; the other two times say when the work was done. ``episode`` is
    empty for the facility's own questionnaires. ``latest`` is what its conditions read of the last responses to other
    questionnaires, by the questionnaire's id and otherwise as ``answers``, and as sensitive as these; nothing where it
    reads no other, and in responses from before there was such a thing.
    """

    id: str
    programme: str
    version: str
    digest: str
    questionnaire: str
    episode: str | None = None
    mode: str | None = None
    informant: str | None = None
    variant: str | None = None
    occasion: str = "first"
    parameters: Mapping[str, str] = field(default_factory=dict)
    latest: Mapping[str, Json] | None = field(default=None, repr=False)
    answered_on: date
    begun_at: datetime
    handed_in_at: datetime
    entered_by: str = ""
    answers: Mapping[str, Json] = field(repr=False)
    not_asked: tuple[str, ...] = ()
    notes: Mapping[str, str] = field(default_factory=dict, repr=False)
    reasons: Mapping[str, str] = field(default_factory=dict, repr=False)
    engine: str = ""

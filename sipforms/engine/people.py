"""The people and stays that responses are about."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Citizen:
    """A person whose life is followed.

    ``code`` is the short label that staff choose (``B-1042``) and the only one shown in lists; ``name`` is shown on the
    citizen's own page and nowhere else. Neither is ever part of a file name, a log or a message. ``has_pictures`` says
    that the steps of scales are drawn as pictures for this person: some need them, others are put off by them.
    """

    id: str
    code: str = field(repr=False)
    name: str = field(default="", repr=False)
    created_at: datetime
    has_pictures: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Episode:
    """One stay (placement) of a citizen at the facility, under one programme.

    ``informants`` says who answers for each kind of informant the programme knows: ``{"kontaktperson": "KHO"}``.
    ``discharge`` is empty while the stay lasts and never earlier than ``admission``.
    """

    id: str
    programme: str
    variant: str | None = None
    unit: str = ""
    informants: Mapping[str, str] = field(default_factory=dict)
    admission: date
    discharge: date | None = None

"""What people said about figures at an audit: what the panel noted area by area, and what was decided.

An audit is colleagues who discuss the facility's figures. Area by area they note their assessment and what matters for
the citizens' development, and decide what to do; a decision is brought up again at every audit until it is done.
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum


class Prompt(StrEnum):
    """What the panel is asked about an area."""

    ASSESSMENT = "assessment"
    """Panelets vurdering."""
    MATTERS = "matters"
    """Hvad har betydning for borgernes udvikling i forhold til området?"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """What is discussed: an area of a programme at a place (empty: the whole store), by figures of a period.

    ``area`` is the dotted path of the area behind its questionnaire, ``title`` what it was called then.
    """

    programme: str
    place: str
    area: str
    title: str
    begins: date | None = None
    ends: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """That a decision was carried out: when it was marked so, and by whom."""

    at: datetime
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditDecision:
    """What was decided, when and by whom. It is carried on until it is done.

    ``turns`` counts how often it was marked done or taken up again, so that no clock decides which came last.
    """

    id: str
    topic: Topic
    at: datetime
    by: str
    text: str = field(repr=False)
    done: Done | None = None
    turns: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditNote:
    """What the panel answered to one of the prompts; a later note about the same topic stands in its place."""

    id: str
    topic: Topic
    prompt: Prompt
    at: datetime
    by: str
    text: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditBook:
    """Notes and decisions of one programme at one place, the oldest first.

    ``damaged`` counts records that cannot be read any more, ``closed`` those from before this reader had the right.
    """

    notes: tuple[AuditNote, ...] = ()
    decisions: tuple[AuditDecision, ...] = ()
    damaged: int = 0
    closed: int = 0

    @property
    def waiting(self) -> tuple[AuditDecision, ...]:
        """The decisions that are not done."""
        return tuple(one for one in self.decisions if one.done is None)

    def note(self, topic: Topic, prompt: Prompt) -> AuditNote | None:
        """The panel's newest answer about the area, by figures of the same period."""
        about = (topic.area, topic.begins, topic.ends, prompt)
        found = [one for one in self.notes if (one.topic.area, one.topic.begins, one.topic.ends, one.prompt) == about]
        return found[-1] if found else None

    def carried(self, topic: Topic) -> tuple[AuditDecision, ...]:
        """What was decided about the area by figures of another period and is not done yet."""
        return tuple(one for one in self.waiting if one.topic.area == topic.area and not _is_of(one.topic, topic))

    def decided(self, topic: Topic) -> tuple[AuditDecision, ...]:
        """What was decided about the area by the figures of this period."""
        return tuple(one for one in self.decisions if one.topic.area == topic.area and _is_of(one.topic, topic))

    def about(self, begins: date | None, ends: date | None) -> "AuditBook":
        """What belongs into a report about this period: its notes and decisions, and what earlier ones left to do."""
        period = (begins, ends)
        return AuditBook(
            notes=tuple(one for one in self.notes if (one.topic.begins, one.topic.ends) == period),
            decisions=tuple(
                one for one in self.decisions if one.done is None or (one.topic.begins, one.topic.ends) == period
            ),
            damaged=self.damaged,
            closed=self.closed,
        )

    @property
    def areas(self) -> tuple[Topic, ...]:
        """The areas that anything stands about, in the order in which they first came up."""
        first: dict[str, Topic] = {}
        every: tuple[AuditNote | AuditDecision, ...] = (*self.notes, *self.decisions)
        for one in sorted(every, key=lambda said: said.at):
            first.setdefault(one.topic.area, one.topic)
        return tuple(first.values())


def _is_of(one: Topic, other: Topic) -> bool:
    """Whether both are by figures of the same period."""
    return (one.begins, one.ends) == (other.begins, other.ends)

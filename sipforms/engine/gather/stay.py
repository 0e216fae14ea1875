"""One stay with the answers that figures about groups are made of."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from sipforms.engine.people import Episode
from sipforms.engine.response import Response


@dataclass(frozen=True, slots=True, kw_only=True)
class Stay:
    """A stay, whose it was (a random id, never a name), and what was answered, oldest first.

    ``responses`` are those of the stay, ``earlier`` those of the same person and programme before it.
    """

    person: str
    episode: Episode
    responses: tuple[Response, ...] = field(repr=False)
    earlier: tuple[Response, ...] = field(default=(), repr=False)

    @property
    def day(self) -> date | None:
        """The day that decides which period the stay belongs to: its discharge, or its last answer while it lasts."""
        if self.episode.discharge is not None:
            return self.episode.discharge
        return max((one.answered_on for one in self.responses), default=None)

    def to(self, questionnaire: str) -> Iterator[Response]:
        """The answers of the stay to one questionnaire, oldest first."""
        return (one for one in self.responses if one.questionnaire == questionnaire)


def people_in(stays: tuple[Stay, ...]) -> int:
    """How many people the stays are of; one person may have several."""
    return len({one.person for one in stays})

"""One person answering one questionnaire on one day: all that an answer may turn on besides the question itself."""

from dataclasses import dataclass
from datetime import date

from sipforms.actions.demonstration.person import Person


@dataclass(frozen=True, slots=True, kw_only=True)
class Sitting:
    """Who answers about whom, when.

    ``informant`` is who else than the person sees it, nothing where they answer for themselves; ``round`` counts what
    was answered before in the same series, ``gone`` (0 to 1) how much of the course is. ``begun`` is the day that the
    stay began, ``since`` the day that the answers look back to, ``anchor`` the day of admission or discharge where the
    round belongs to that day. ``broken`` is the share of the questions after which the person had had enough.
    ``again`` makes other choices of the same person.
    """

    person: Person
    round: int
    gone: float
    today: date
    begun: date
    since: date
    anchor: date | None = None
    informant: str | None = None
    staff: bool = False
    broken: float | None = None
    again: int = 0

"""How, by whom, when and for which target group a questionnaire is answered, which conditions may ask about."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from sipforms.engine.response import Json, Scalar


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """The circumstances of one round of answers, fixed from the first answer to the last.

    ``today`` is the day given by whoever asks and stays the same while a draft is open. ``parameters`` holds what the
    facility has set; those it has not set take the programme's default. ``previous`` is the answers of the last
    response to the same questionnaire in the same series, as plain nested JSON, or nothing when there is none.
    ``latest`` is what conditions read of the last responses to other questionnaires, as plain nested JSON by the
    questionnaire's id; nothing where that is not known (a form is then asked as if nobody had answered them).
    ``carried`` is what stands ready from other questionnaires, as answers to this one, where it carries any over.
    """

    mode: str | None = None
    informant: str | None = None
    variant: str | None = None
    occasion: str = "first"
    today: date
    parameters: Mapping[str, Scalar] = field(default_factory=dict)
    previous: Mapping[str, Json] | None = field(default=None, repr=False)
    latest: Mapping[str, Json] | None = field(default=None, repr=False)
    carried: Mapping[str, Json] | None = field(default=None, repr=False)

"""Which of several responses is the newest, and which is the last in the series that a new one belongs to."""

from collections.abc import Iterable
from datetime import date, datetime

from sipforms.engine.programme import Questionnaire
from sipforms.engine.response import Response


def in_time(response: Response) -> tuple[date, datetime, str]:
    """What responses are sorted by, oldest first: the day that they describe, then the moment of handing in.

    Moments are compared as such, whatever the time zone they are written in; the id decides between equal ones, so that
    the order is the same however they were kept.
    """
    return response.answered_on, response.handed_in_at, response.id


def newest(responses: Iterable[Response]) -> Response | None:
    """The newest of the responses, or nothing where there are none."""
    return max(responses, key=in_time, default=None)


def last_in_series(
    responses: Iterable[Response],
    programme: str,
    questionnaire: Questionnaire,
    informant: str | None,
    episode: str | None,
) -> Response | None:
    """The newest response by the same kind of informant and, where a stay is asked about, of the same stay.

    ``responses`` are those of one case file. Questionnaires of two programmes are two, although both may be called
    ``baggrund``.
    """
    return newest(
        one
        for one in responses
        if (one.programme, one.questionnaire) == (programme, questionnaire.id)
        and one.informant == informant
        and (questionnaire.subject != "episode" or one.episode == episode)
    )

"""What is due on a line: what, when, and of which stay where there is more than one."""

from datetime import date

import pytest

from sipforms.actions.due import DueForm
from sipforms.engine.people import Episode
from sipforms.engine.schedule import Due, Urgency
from sipforms.render.due_words import due_words
from sipforms.render.language import speak
from sipforms.store.casefile import CaseFile

TODAY = date(2026, 11, 22)
ENDED = Episode(id="1" * 32, programme="sikret", admission=date(2026, 9, 1), discharge=TODAY)
LASTING = Episode(id="2" * 32, programme="sikret", admission=TODAY)
STATUS = Due(questionnaire="status", main="status", opens=TODAY, deadline=TODAY, urgency=Urgency.DUE)


@pytest.mark.parametrize(
    ("stays", "of", "said"),
    [
        ((ENDED,), ENDED, "status"),
        ((ENDED, LASTING), LASTING, "status"),
        ((ENDED, LASTING), ENDED, "status · stay to 22 Nov 2026"),
    ],
    ids=["one-stay", "the-new-stay", "the-old-stay"],
)
def test_what_two_stays_ask_for_is_told_apart(stays: tuple[Episode, ...], of: Episode, said: str) -> None:
    """A youth comes back on the day of leaving: status of the first stay and of the second are both due."""
    speak("en")
    file = CaseFile(id="3" * 32, revision=1, episodes=stays)
    assert due_words(None, DueForm(file=file, episode=of, programme="sikret", due=STATUS), TODAY) == (said, "today")

"""A filled-in paper keyed in line by line: its head, its answers, and a second keying that finds what was mistyped."""

from collections.abc import Callable
from contextlib import suppress
from datetime import date, timedelta

from sipforms.actions.fill import open_drafts
from sipforms.actions.from_paper import code_of
from sipforms.actions.offering import Begin, offers
from sipforms.actions.workplace import Workplace
from sipforms.cli.line.citizen import CitizenLines
from sipforms.cli.line.guard import Guarded
from sipforms.cli.line.menu import Ended
from sipforms.cli.line.talk import EndOfInput
from sipforms.engine.programme import Programme
from sipforms.render.language import speak
from sipforms.store.casefile import CaseFile, open_case
from tests.actions.conftest import TestClock, admitted, clock, store, voksen, voksen_bundle, workplace
from tests.cli.test_line_mode import Typist

__all__ = ["admitted", "clock", "store", "voksen", "voksen_bundle", "workplace"]

Admitted = Callable[..., CaseFile]
MOOD = ("psykisk_velbefindende", "humoer")


def told(workplace: Workplace, file: CaseFile, *lines: str) -> Typist:
    """What comes of these lines on the citizen's page."""
    speak("en")
    typist = Typist(list(lines))
    with suppress(EndOfInput, Ended):
        CitizenLines(Guarded(typist), workplace, file).run()
    return typist


def test_a_paper_is_keyed_twice_and_says_so_in_the_response(
    workplace: Workplace, admitted: Admitted, voksen: Programme, clock: TestClock
) -> None:
    file = admitted("B-7", admission=clock.moment.date() - timedelta(days=300))
    begin = Begin(programme="voksen", main="livskvalitet", episode=file.episodes[0])
    code = code_of(voksen, offers(voksen, begin, file)[0], begin)
    title = voksen.questionnaires["livskvalitet"].title
    head = ("key in", title, code, "31/11/2026", "20/11/2026", "MJE", "1")
    first = ("4", "3", "look over", "key again")
    second = ("4", "2", "look over", "hand in", "2", "look over", "hand in", "q")
    typist = told(workplace, file, *head, *first, *second)
    assert typist.said.count("Day on the paper:") == 2  # there is no such day the first time
    assert "B-7, from paper, second time" in typist.text
    assert "Last time" not in typist.text.replace("Last time is not shown", "")
    response = open_case(workplace.store, file.id).responses[0]
    assert response.paper is not None
    assert (response.answered_on, response.paper.asked_by, response.paper.code) == (date(2026, 11, 20), "MJE", code)
    assert (response.paper.second_by, response.paper.differed) == ("KHO", 1)
    assert response.answers["psykisk_velbefindende"] == {"humoer": {"vigtighed": 4, "tilfredshed": 2}}
    assert "keyed from paper, asked by MJE" in typist.text


def test_what_does_not_fit_is_asked_again_and_b_gives_up(
    workplace: Workplace, admitted: Admitted, voksen: Programme
) -> None:
    file, title = admitted("B-7"), voksen.questionnaires["livskvalitet"].title
    typist = told(workplace, file, "key in", title, "000000", "today", "MJE", "b", "q")
    assert "No form here has that code" in typist.text
    assert typist.said.count("Code on the paper, six digits (Enter alone where there is none):") == 2
    assert typist.said.count("Day on the paper:") == 1
    assert open_drafts(workplace, open_case(workplace.store, file.id)) == ()


def test_only_a_paper_is_keyed_again(workplace: Workplace, admitted: Admitted, voksen: Programme) -> None:
    title = voksen.questionnaires["baggrund"].title
    typist = told(workplace, admitted("B-7"), title, "look over", "key again", "q")
    assert "Only a paper is keyed twice" in typist.text
